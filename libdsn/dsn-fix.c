/* dsn-fix.c: reports put right where it is certain what they mean.
 *
 * All that can be seen to is changed at once and looked at again, since one fault may hide another.
 * SPDX-License-Identifier: LGPL-2.1-or-later */
#include <string.h>

#include "dsn-fix-private.h"
#include "dsn-fix.h"
#include "dsn-rule.h"

/* A report that has more than a hundred faults may need to be looked at so often. */
#define MAX_ROUNDS 50

/* No report has more parts. */
#define MAX_PARTS 1000

static DsnFixer
find_fixer (DsnRule rule)
{
  DsnFixer fixer = _dsn_fix_find_field_fixer (rule);

  return fixer ? fixer : _dsn_fix_find_part_fixer (rule);
}

char **
dsn_fix_list (void)
{
  GPtrArray *ids = g_ptr_array_new ();

  for (DsnRule rule = 0; rule < DSN_RULE_COUNT; rule++)
    if (find_fixer (rule))
      g_ptr_array_add (ids, g_strdup (_dsn_rule_get_id (rule)));
  g_ptr_array_add (ids, NULL);
  return (char **) g_ptr_array_free (ids, FALSE);
}

/* Whether the octets are those of the report, line for line: what is wrong with a report in another message
 * is not changed, nor are line ends. */
static gboolean
may_fix (const DsnVerdict *verdict)
{
  const DsnReport *report = dsn_verdict_get_report (verdict);

  return dsn_report_get_kind (report) == DSN_KIND_DSN
         && !_dsn_report_has_problem (report, DSN_RULE_REPORT_NOT_TOP_LEVEL, -1)
         && !_dsn_report_has_problem (report, DSN_RULE_BARE_CR_LINES, -1);
}

static void
edit_clear (gpointer data)
{
  g_free (((DsnFixEdit *) data)->replacement);
}

/* Sees to a finding wholly or not at all. */
static void
fix_finding (DsnFix *fix, const DsnFinding *finding)
{
  DsnFixer fixer;
  guint before = fix->edits->len;

  fix->problem = dsn_finding_get_problem (finding);
  fix->place = _dsn_finding_get_offset (finding);
  fixer = find_fixer (_dsn_problem_get_rule_number (fix->problem));
  if (fixer && fix->place <= fix->length && !fixer (fix))
    g_array_set_size (fix->edits, before);
}

/* Sees to what was found in a message. Returns the octets with what could be changed, NULL if that is
 * nothing. (transfer full) */
static GBytes *
fix_once (const DsnVerdict *verdict, GPtrArray *changes)
{
  GBytes *bytes = dsn_message_get_bytes (dsn_verdict_get_message (verdict));
  g_autofree char *boundary = _dsn_layout_find_boundary (bytes);
  DsnFix fix = { .verdict = verdict, .changes = changes };
  GBytes *fixed = NULL;

  fix.text = g_bytes_get_data (bytes, &fix.length);
  fix.newline = memmem (fix.text, fix.length, "\r\n", 2) ? "\r\n" : "\n";
  fix.edits = g_array_new (FALSE, FALSE, sizeof (DsnFixEdit));
  g_array_set_clear_func (fix.edits, edit_clear);
  _dsn_layout_init (&fix.layout, fix.text, fix.length, boundary, 0);
  if (fix.layout.parts->len <= MAX_PARTS)
    for (guint i = 0; i < dsn_verdict_get_n_findings (verdict); i++)
      fix_finding (&fix, dsn_verdict_get_finding (verdict, i));
  if (fix.edits->len > 0)
    fixed = _dsn_fix_apply (&fix);
  g_array_unref (fix.edits);
  _dsn_layout_clear (&fix.layout);
  return fixed;
}

GBytes *
dsn_fix (const DsnLint *lint, DsnMessage *message, GPtrArray **changes)
{
  g_autoptr (GBytes) bytes = NULL;

  g_return_val_if_fail (lint != NULL && message != NULL && changes != NULL, NULL);

  *changes = g_ptr_array_new_with_free_func (g_free);
  bytes = g_bytes_ref (dsn_message_get_bytes (message));
  for (guint round = 0; round < MAX_ROUNDS; round++) {
    g_autoptr (DsnMessage) again =
        dsn_message_new (bytes, dsn_message_get_path (message), 0, 0, g_bytes_get_size (bytes));
    g_autoptr (DsnVerdict) verdict = dsn_lint_check (lint, again);
    GBytes *fixed = may_fix (verdict) ? fix_once (verdict, *changes) : NULL;

    if (!fixed)
      break;
    g_bytes_unref (bytes);
    bytes = fixed;
  }
  return g_steal_pointer (&bytes);
}
