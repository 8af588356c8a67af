/* dsn-lint.c: whether a delivery status notification is right, and who says so.
 * SPDX-License-Identifier: LGPL-2.1-or-later */
#include <string.h>

#include "dsn-lint-private.h"
#include "dsn-lint.h"
#include "dsn-rule.h"
#include "dsn-verdict-private.h"

struct _DsnLint {
  DsnParser *parser;
  DsnSeverity min_severity;
  gboolean disabled[DSN_RULE_COUNT];
};

DsnLint *
dsn_lint_new (void)
{
  DsnLint *lint = g_new0 (DsnLint, 1);

  lint->parser = dsn_parser_new ();
  lint->min_severity = DSN_SEVERITY_NOTE;
  return lint;
}

void
dsn_lint_free (DsnLint *lint)
{
  if (!lint)
    return;
  dsn_parser_free (lint->parser);
  g_free (lint);
}

DsnParser *
dsn_lint_get_parser (DsnLint *lint)
{
  g_return_val_if_fail (lint != NULL, NULL);
  return lint->parser;
}

gboolean
dsn_lint_disable (DsnLint *lint, const char *rule, GError **error)
{
  int number;

  g_return_val_if_fail (lint != NULL && rule != NULL, FALSE);

  number = _dsn_rule_find (rule);
  if (number >= 0)
    lint->disabled[number] = TRUE;
  else
    g_set_error (error, DSN_ERROR, DSN_ERROR_NOT_FOUND, "there is no rule \"%s\"", rule);
  return number >= 0;
}

void
dsn_lint_set_min_severity (DsnLint *lint, DsnSeverity severity)
{
  g_return_if_fail (lint != NULL);
  lint->min_severity = severity;
}

typedef struct {
  const DsnLint *lint;
  gboolean is_report;
} Filter;

static gboolean
is_wanted (const DsnProblem *problem, gpointer data)
{
  const Filter *filter = data;
  DsnRule rule = _dsn_problem_get_rule_number (problem);

  return !filter->lint->disabled[rule]
         && dsn_problem_get_severity (problem) >= filter->lint->min_severity
         && (filter->is_report || rule == DSN_RULE_NOT_A_MESSAGE);
}

DsnVerdict *
dsn_lint_check (const DsnLint *lint, DsnMessage *message)
{
  g_autoptr (GArray) offsets = g_array_new (FALSE, FALSE, sizeof (gsize));
  Filter filter = { lint, FALSE };
  DsnReport *report;

  g_return_val_if_fail (lint != NULL && message != NULL, NULL);

  report = _dsn_lint_report (lint->parser, dsn_message_get_bytes (message),
                             dsn_message_get_size (message), offsets);
  dsn_report_set_source (report, dsn_message_get_path (message), dsn_message_get_index (message),
                         dsn_message_get_offset (message), dsn_message_get_size (message));
  filter.is_report = dsn_report_get_kind (report) == DSN_KIND_DSN;
  return _dsn_verdict_new (message, report, offsets, is_wanted, &filter);
}
