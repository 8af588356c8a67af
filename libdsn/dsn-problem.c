/* dsn-problem.c: what was wrong with an input or a request.
 * SPDX-License-Identifier: LGPL-2.1-or-later */
#include <string.h>

#include "dsn-private.h"

typedef struct {
  const char *id;
  DsnSeverity severity;
  const char *reference;
  DsnRuleScope scope;
} RuleRow;

#define DSN_RULE(constant, id, severity, reference) \
  DSN_RULE_OF (REPORT, constant, id, severity, reference)
#define DSN_RULE_OF(scope, constant, id, severity, reference) \
  [DSN_RULE_##constant] = { id, DSN_SEVERITY_##severity, reference, DSN_RULE_SCOPE_##scope },
static const RuleRow rules[DSN_RULE_COUNT] = {
#include "dsn-rules.def"
};
#undef DSN_RULE

struct _DsnProblem {
  DsnRule rule;
  int recipient;
  char *field;
  char *text;
  goffset offset;
};

DsnProblem *
_dsn_problem_new (DsnRule rule, int recipient, const char *field, goffset offset, const char *text)
{
  DsnProblem *problem = g_new (DsnProblem, 1);

  problem->rule = rule;
  problem->recipient = recipient;
  problem->field = g_strdup (field);
  problem->text = g_strdup (text);
  problem->offset = offset;
  return problem;
}

void
_dsn_problem_free (DsnProblem *problem)
{
  g_free (problem->field);
  g_free (problem->text);
  g_free (problem);
}

DsnRule
_dsn_problem_get_rule_number (const DsnProblem *problem)
{
  return problem->rule;
}

/* What the table says of a rule. */

const char *
_dsn_rule_get_id (DsnRule rule)
{
  return rules[rule].id;
}

DsnSeverity
_dsn_rule_get_severity (DsnRule rule)
{
  return rules[rule].severity;
}

const char *
_dsn_rule_get_reference (DsnRule rule)
{
  return rules[rule].reference;
}

DsnRuleScope
_dsn_rule_get_scope (DsnRule rule)
{
  return rules[rule].scope;
}

const char *
dsn_severity_to_string (DsnSeverity severity)
{
  static const char *const names[] = { "note", "warning", "error" };

  g_return_val_if_fail ((guint) severity < G_N_ELEMENTS (names), NULL);
  return names[severity];
}

const char *
dsn_problem_get_rule (const DsnProblem *problem)
{
  g_return_val_if_fail (problem != NULL, NULL);
  return rules[problem->rule].id;
}

DsnSeverity
dsn_problem_get_severity (const DsnProblem *problem)
{
  g_return_val_if_fail (problem != NULL, DSN_SEVERITY_NOTE);
  return rules[problem->rule].severity;
}

gboolean
dsn_severity_from_string (const char *text, DsnSeverity *severity)
{
  g_return_val_if_fail (text != NULL && severity != NULL, FALSE);

  for (DsnSeverity i = DSN_SEVERITY_NOTE; i <= DSN_SEVERITY_ERROR; i++) {
    if (strcmp (dsn_severity_to_string (i), text) == 0) {
      *severity = i;
      return TRUE;
    }
  }
  return FALSE;
}

int
dsn_problem_get_recipient (const DsnProblem *problem)
{
  g_return_val_if_fail (problem != NULL, -1);
  return problem->recipient;
}

const char *
dsn_problem_get_field (const DsnProblem *problem)
{
  g_return_val_if_fail (problem != NULL, NULL);
  return problem->field;
}

const char *
dsn_problem_get_text (const DsnProblem *problem)
{
  g_return_val_if_fail (problem != NULL, NULL);
  return problem->text;
}

const char *
dsn_problem_get_reference (const DsnProblem *problem)
{
  g_return_val_if_fail (problem != NULL, NULL);
  return rules[problem->rule].reference;
}

goffset
dsn_problem_get_offset (const DsnProblem *problem)
{
  g_return_val_if_fail (problem != NULL, DSN_NO_OFFSET);
  return problem->offset;
}
