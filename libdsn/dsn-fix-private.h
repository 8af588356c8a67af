/* dsn-fix-private.h: a report that is being put right.
 * SPDX-License-Identifier: LGPL-2.1-or-later */
#pragma once

#include "dsn-layout-private.h"
#include "dsn-verdict-private.h"

G_BEGIN_DECLS

typedef struct {
  DsnRange range;
  char *replacement;
} DsnFixEdit;

/* The octets as they were found, what is to be changed in them, and what that is called. */
typedef struct {
  const DsnVerdict *verdict;
  const char *text;
  gsize length;
  DsnLayout layout;
  const char *newline;
  /* Of the finding that is being seen to. */
  const DsnProblem *problem;
  gsize place;
  /* Of DsnFixEdit, in any order. */
  GArray *edits;
  GPtrArray *changes;
} DsnFix;

/* Sees to one finding. Returns FALSE if it is not certain how. */
typedef gboolean (*DsnFixer) (DsnFix *fix);

/* dsn-fix-edit.c */

/* Puts a text for a stretch of octets, once all findings were looked at. FALSE where another edit has to do
 * with it, or where it would change the message that came back. */
gboolean _dsn_fix_edit (DsnFix *fix, DsnRange range, const char *replacement);
/* Notes what is done, after the rule. */
void _dsn_fix_note (DsnFix *fix, const char *format, ...) G_GNUC_PRINTF (2, 3);
/* The octets with all edits made. (transfer full) */
GBytes *_dsn_fix_apply (DsnFix *fix);
/* The field that begins at a place, with its line ends, and where its value begins. FALSE if none does. */
gboolean _dsn_fix_find_field (const DsnFix *fix, gsize place, DsnRange *field, gsize *value);
/* The value, unfolded, of the field of the finding; NULL if there is no field. (transfer full) */
char *_dsn_fix_get_value (const DsnFix *fix);
/* Gives the field of the finding another value. */
gboolean _dsn_fix_set_value (DsnFix *fix, const char *text);
/* Gives a field of a header another value, or adds it. */
gboolean _dsn_fix_set_field (DsnFix *fix, DsnRange header, const char *name, const char *value);
/* The part whose header or body the finding is in; NULL for none. */
const DsnLayoutPart *_dsn_fix_get_part (const DsnFix *fix);

/* dsn-fix-fields.c, dsn-fix-parts.c: NULL where nothing is certain. */

DsnFixer _dsn_fix_find_field_fixer (DsnRule rule);
DsnFixer _dsn_fix_find_part_fixer (DsnRule rule);

G_END_DECLS
