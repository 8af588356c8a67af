/* dsn-builder-private.h: a message in the making.
 * SPDX-License-Identifier: LGPL-2.1-or-later */
#pragma once

#include "dsn-gmime-private.h"

#include "dsn-builder.h"
#include "dsn-fields.h"
#include "dsn-parser.h"
#include "dsn-private.h"

G_BEGIN_DECLS

/* RFC 5322 section 2.1.1: octets of a line, without its end. */
#define DSN_LINE_MAX 998

struct _DsnBuilder {
  char *language;
  char **folders;
  DsnTemplate *text_template;
  GBytes *original;
  DsnReturn how_much;
  gboolean downgrade;
  GDateTime *date;
  char *boundary;
  gboolean return_path;
  gboolean allowed[DSN_RULE_COUNT];
  /* Reads what was made. */
  DsnParser *parser;
};

/* dsn-builder-draft.c: what a message will say. */

typedef struct {
  const DsnBuilder *builder;
  /* What was asked for, with everything that follows from it; faults of the request are noted in it. */
  DsnReport *report;
  /* Where faults of the message that was made of it are noted; NULL until the request
   * was found to be faultless. */
  DsnReport *verdict;
  /* The third part, or NULL. */
  GMimeObject *returned;
  DsnFieldsForm form;
  /* Nobody gave a subject: what the template has comes before ours. */
  gboolean subject_is_usual;
} DsnDraft;

/* Copies what is asked for, in its usual forms. */
void _dsn_draft_init (DsnDraft *draft, const DsnBuilder *builder, const DsnReport *report);
void _dsn_draft_clear (DsnDraft *draft);
/* The action that the report as a whole is about: the worst of its recipients'. */
DsnAction _dsn_draft_get_action (const DsnDraft *draft);

/* dsn-builder-check.c: what keeps a message from being made. */

void _dsn_draft_check (DsnDraft *draft);

/* dsn-builder-complete.c: what follows from what was asked for. */

/* Chooses what was not said. The draft must have been checked. */
void _dsn_draft_complete (DsnDraft *draft);

/* dsn-builder-message.c: from what a message will say to its octets. */

GBytes *_dsn_draft_write (DsnDraft *draft, gboolean crlf, GError **error);

/* dsn-builder-lint.c: notes in the draft what is wrong with the message that was made of it. */

void _dsn_draft_lint (const DsnDraft *draft, GBytes *message);

/* dsn-builder-return.c: the third part. */

/* Returns NULL if nothing is known of the original message. @global: (out): whether its header has
 * characters outside ASCII and is returned so. (transfer full) */
GMimeObject *_dsn_return_make (const DsnDraft *draft, gboolean *global);

/* dsn-builder-part.c: parts of a message, and how octets are carried in them. */

/* What stands in the way of sending octets as they are. */
typedef struct {
  gboolean eight_bit;
  /* A NUL, a CR that ends no line, or a line that is too long (RFC 2045 section 2.7). */
  gboolean binary;
} DsnOctets;

DsnOctets _dsn_octets_examine (const char *data, gsize length);
GMimeObject *_dsn_part_new (const char *type, const char *subtype, const char *data, gsize length,
                            GMimeContentEncoding encoding);
/* A text/plain part that survives any way of sending mail; @text in UTF-8. */
GMimeObject *_dsn_part_new_text (const char *text);

/* dsn-builder-header.c: header fields, written as they are meant. */

void _dsn_header_add (GMimeObject *object, const char *name, const char *value);
/* @text: in UTF-8; becomes encoded-words where it must */
void _dsn_header_add_text (GMimeObject *object, const char *name, const char *text);
/* One mailbox, with a display name or without. */
void _dsn_header_add_mailbox (GMimeObject *object, const char *name, const char *text);
/* Takes "Name <address>" apart; NULL unless it is one mailbox. (transfer full) */
char *_dsn_mailbox_split (const char *text, char **display_name);
/* The header fields of a report. */
void _dsn_header_add_all (GMimeObject *object, const DsnDraft *draft);

G_END_DECLS
