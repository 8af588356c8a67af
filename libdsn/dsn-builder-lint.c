/* dsn-builder-lint.c: what would be found wrong with a message that was made.
 * SPDX-License-Identifier: LGPL-2.1-or-later */
#include "dsn-builder-private.h"
#include "dsn-lint-private.h"

/* A note may be nobody's fault: a message that comes back without a Message-ID had none. */
static gboolean
is_fault (const DsnDraft *draft, const DsnProblem *problem)
{
  return dsn_problem_get_severity (problem) > DSN_SEVERITY_NOTE
         && !draft->builder->allowed[_dsn_problem_get_rule_number (problem)];
}

void
_dsn_draft_lint (const DsnDraft *draft, GBytes *message)
{
  g_autoptr (GArray) offsets = g_array_new (FALSE, FALSE, sizeof (gsize));
  g_autoptr (DsnReport) report =
      _dsn_lint_report (draft->builder->parser, message, g_bytes_get_size (message), offsets);
  const GPtrArray *problems = dsn_report_get_problems (report);

  for (guint i = 0; i < problems->len; i++) {
    const DsnProblem *problem = g_ptr_array_index (problems, i);

    if (is_fault (draft, problem))
      _dsn_report_add_problem (draft->verdict, _dsn_problem_get_rule_number (problem),
                               dsn_problem_get_recipient (problem), dsn_problem_get_field (problem),
                               DSN_NO_OFFSET, "%s [%s]", dsn_problem_get_text (problem),
                               dsn_problem_get_rule (problem));
  }
}
