/* general-private.h: what the files share that read bounces which no family claims.
 * SPDX-License-Identifier: LGPL-2.1-or-later */
#pragma once

#include "dsn-wild-private.h"

G_BEGIN_DECLS

/* All of the text that is about the returned message. */
static inline DsnSpan
_dsn_general_get_text (const DsnWild *wild)
{
  return (DsnSpan){ wild->text, (gsize) (wild->end - wild->text) };
}

/* general-address.c: which addresses a bounce may be about. */

/* Whether it may be about one: neither who wrote it, nor who gets it or helps. */
gboolean _dsn_general_is_recipient (const DsnWild *wild, DsnSpan address);
/* The first such address in a paragraph, behind no label of a sender; DSN_SPAN_NONE without one. */
DsnSpan _dsn_general_find_recipient (const DsnWild *wild, DsnSpan paragraph);

/* general-sender.c: who wrote a message that no family claims. */

/* Whether a mail system is certain to have written it: by its name, or by what it returns. */
gboolean _dsn_general_is_certain (const DsnWild *wild);
/* Whether there is somebody to send it back to (RFC 5321 section 4.5.5). */
gboolean _dsn_general_has_return_path (const DsnWild *wild);

/* general-other.c: what is none. */

/* Whether a person wrote it, a program that answers for one, a shop or a list; or it is for the recipient of
 * the message, or about the mail of many. */
gboolean _dsn_general_is_other_mail (const DsnWild *wild);

/* general-failure.c: what tells of a failure. */

/* Where the first of some words begins in a text; letters of ASCII count in any case. NULL for none. */
const char *_dsn_general_find_any (DsnSpan text, const char *const *words, guint n_words);
/* Where the message begins to tell of a failure, or of a delay: at the beginning of the text if its header
 * does; NULL if it does not. */
const char *_dsn_general_find_failure (const DsnWild *wild);
/* Whether it says that a server goes on trying. */
gboolean _dsn_general_is_delay (const DsnWild *wild);

/* general-lists.c: several recipients in one paragraph. */

/* Whether a text begins with an address, a colon, and words. */
gboolean _dsn_general_begins_entry (const DsnWild *wild, DsnSpan text);
/* Whether its first line is an address and nothing else, and words follow it. */
gboolean _dsn_general_begins_block (const DsnWild *wild, DsnSpan text);
/* Where the first line is that begins with an address; the end of the text if none does. */
const char *_dsn_general_find_entry (const DsnWild *wild, DsnSpan text);
/* Adds everybody at the beginning of a line; those who stand by themselves one below the other share the
 * words behind them. @reply is said of all, @lead of those of whom nothing else is. Returns FALSE if no
 * line begins with an address. */
gboolean _dsn_general_read_entries (DsnWild *wild, DsnSpan text, DsnSpan reply, DsnSpan lead);
/* Adds an address, and those that follow it with commas between them, and says some words of each. */
void _dsn_general_read_enumeration (DsnWild *wild, DsnSpan text, DsnSpan address, DsnSpan reply,
                                    DsnSpan words);

/* general-labels.c: recipients and reasons behind labels. */

/* Whether a paragraph has the label of a recipient, with its address, and below it that of a reason. */
gboolean _dsn_general_has_labels (const DsnWild *wild, DsnSpan paragraph);
/* Adds the recipients of such a paragraph, and says of each the reason below it. */
void _dsn_general_read_labels (DsnWild *wild, DsnSpan paragraph);

G_END_DECLS
