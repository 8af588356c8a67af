/* dsn-reason-private.h: what the files of the diagnosis share.
 * SPDX-License-Identifier: LGPL-2.1-or-later */
#pragma once

#include "dsn-private.h"

G_BEGIN_DECLS

/* dsn-reason-mention.c: which addresses the explanation, and the To field of the original, speak of,
 * and where in the explanation. Found once a report, so that many recipients and a long text do not
 * multiply. Letter case does not count. */

typedef struct _DsnMentions DsnMentions;

/* Of what is said of one recipient this many octets are looked at. */
#define DSN_MENTION_LENGTH 4096

DsnMentions *_dsn_mentions_new (const DsnReport *report);
void _dsn_mentions_free (DsnMentions *mentions);
gboolean _dsn_mentions_has (DsnMentions *mentions, const char *address);
/* Where "<address>" begins; NULL if it stands nowhere. */
const char *_dsn_mentions_get_bracketed (DsnMentions *mentions, const char *address);
/* What follows "address:" or "<address>:" at the beginning of a line; NULL if no line begins so. */
const char *_dsn_mentions_get_entry (DsnMentions *mentions, const char *address);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (DsnMentions, _dsn_mentions_free)

/* dsn-reason-address.c */

/* Whether there is an address that one can write to. */
gboolean _dsn_reason_has_address (const DsnRecipient *recipient);
void _dsn_reason_choose_address (DsnReport *report, int index, DsnMentions *mentions);

/* dsn-reason-reply.c: from the diagnostic, else from the human part. */
void _dsn_reason_find_reply (DsnRecipient *recipient, DsnMentions *mentions);

/* dsn-reason-command.c: finds which SMTP command a reply answered, as its writer tells it. */
void
_dsn_reason_find_command (const DsnReport *report, DsnRecipient *recipient, DsnMentions *mentions);

G_END_DECLS
