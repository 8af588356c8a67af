/* dsn-malform-private.h: a report while it is broken.
 * SPDX-License-Identifier: LGPL-2.1-or-later */
#pragma once

#include "dsn-layout-private.h"

G_BEGIN_DECLS

typedef enum {
  DSN_TARGET_HEADER,
  DSN_TARGET_HUMAN,
  DSN_TARGET_STATUS,
  DSN_TARGET_RETURNED,
  DSN_TARGET_MESSAGE,
  DSN_TARGET_RECIPIENT,
  DSN_TARGET_ORIGINAL
} DsnTarget;

/* The octets, lines ended by LF, and where what stands in them; @layout is read anew after each step. */
typedef struct {
  GString *text;
  char *boundary;
  DsnLayout layout;
} DsnMalform;

/* Returns FALSE if the report has nothing that could be broken so. */
typedef gboolean (*DsnMalformStep) (DsnMalform *m);

/* dsn-malform-edit.c */

void _dsn_malform_init (DsnMalform *m, GBytes *message);
void _dsn_malform_clear (DsnMalform *m);
/* Puts a text for a stretch of octets, and reads the layout anew. */
void _dsn_malform_splice (DsnMalform *m, DsnRange range, const char *replacement, gsize length);
void _dsn_malform_replace (DsnMalform *m, DsnRange range, const char *replacement);
/* NULL if the report has no such part: 0 for people, 1 of fields, 2 the returned message. */
const DsnLayoutPart *_dsn_malform_get_part (const DsnMalform *m, guint number);
/* Where the fields of a target stand; FALSE if there is none. */
gboolean _dsn_malform_find (const DsnMalform *m, DsnTarget target, DsnRange *range);
/* A copy of a stretch. (transfer full) */
char *_dsn_malform_copy (const DsnMalform *m, DsnRange range);
gboolean _dsn_malform_set (DsnMalform *m, DsnTarget target, const char *field, const char *value);
gboolean _dsn_malform_add_line (DsnMalform *m, DsnTarget target, const char *line);
gboolean _dsn_malform_remove (DsnMalform *m, DsnTarget target, const char *field);
/* The value of a field; NULL for none. (transfer full) */
char *_dsn_malform_get (const DsnMalform *m, DsnTarget target, const char *field);

/* dsn-malform-steps.c: what no table says. NULL if there is no such function. */
DsnMalformStep _dsn_malform_step (const char *name);

G_END_DECLS
