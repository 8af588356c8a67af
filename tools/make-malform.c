/* make-malform.c: reports that dsn-make breaks on purpose.
 * SPDX-License-Identifier: LGPL-2.1-or-later */
#include <string.h>

#include "make-malform.h"

int
make_malform_list (void)
{
  g_auto (GStrv) rules = dsn_malform_list ();
  g_autofree char *text = g_strjoinv ("\n", rules);
  g_autoptr (GError) error = NULL;
  ToolOutput *output = tool_output_open (NULL, &error);

  if (output && tool_output_write (output, text, strlen (text), &error)
      && tool_output_write (output, "\n", 1, &error) && tool_output_close (output, TRUE, &error))
    return TOOL_OK;
  tool_warn ("%s", error->message);
  return TOOL_TROUBLE;
}

static gboolean
is_found (const DsnVerdict *verdict, const char *rule)
{
  for (guint i = 0; i < dsn_verdict_get_n_findings (verdict); i++) {
    const DsnFinding *finding = dsn_verdict_get_finding (verdict, i);

    if (strcmp (dsn_problem_get_rule (dsn_finding_get_problem (finding)), rule) == 0)
      return TRUE;
  }
  return FALSE;
}

static gboolean
check_broken (const DsnVerdict *verdict, char **rules, GError **error)
{
  for (char **rule = rules; *rule; rule++) {
    if (is_found (verdict, *rule))
      continue;
    g_set_error (error, DSN_ERROR, DSN_ERROR_INVALID,
                 "--malform: this report cannot be made to break %s%s", *rule,
                 rules[1] ? " with the others" : "");
    return FALSE;
  }
  return TRUE;
}

static void
warn_of_others (const DsnVerdict *verdict, char **rules)
{
  for (guint i = 0; i < dsn_verdict_get_n_findings (verdict); i++) {
    const DsnProblem *problem = dsn_finding_get_problem (dsn_verdict_get_finding (verdict, i));
    const char *rule = dsn_problem_get_rule (problem);

    if (!g_strv_contains ((const char *const *) rules, rule))
      tool_warn ("--malform: %s is broken too: %s", rule, dsn_problem_get_text (problem));
  }
}

GBytes *
make_malform (GBytes *message, char **rules, GError **error)
{
  g_autoptr (GBytes) broken = dsn_malform (message, (const char *const *) rules, error);
  g_autoptr (DsnLint) lint = NULL;
  g_autoptr (DsnMessage) made = NULL;
  g_autoptr (DsnVerdict) verdict = NULL;

  if (!broken)
    return NULL;
  lint = dsn_lint_new ();
  made = dsn_message_new (broken, "-", 0, 0, g_bytes_get_size (broken));
  verdict = dsn_lint_check (lint, made);
  if (!check_broken (verdict, rules, error))
    return NULL;
  warn_of_others (verdict, rules);
  return g_steal_pointer (&broken);
}
