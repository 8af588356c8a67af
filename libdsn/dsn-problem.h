/* dsn-problem.h: what was wrong with an input or a request.
 * SPDX-License-Identifier: LGPL-2.1-or-later */
#pragma once

#include <glib.h>

#include "dsn-field.h"

G_BEGIN_DECLS

/** DsnSeverity: how bad a problem is. */
typedef enum { DSN_SEVERITY_NOTE, DSN_SEVERITY_WARNING, DSN_SEVERITY_ERROR } DsnSeverity;

/** dsn_severity_to_string: Returns: (transfer none): "note", "warning" or "error" */
DSN_PUBLIC const char *dsn_severity_to_string (DsnSeverity severity);
/** dsn_severity_from_string: @severity: (out): set if known. Returns: whether @text names a severity */
DSN_PUBLIC gboolean dsn_severity_from_string (const char *text, DsnSeverity *severity);

/**
 * DsnRuleScope: what a rule is about.
 * @DSN_RULE_SCOPE_REPORT: a delivery status notification
 * @DSN_RULE_SCOPE_LIMIT: a limit of what is read
 * @DSN_RULE_SCOPE_FEEDBACK: a feedback report
 * @DSN_RULE_SCOPE_REQUEST: a request for a report that cannot be made
 */
typedef enum {
  DSN_RULE_SCOPE_REPORT,
  DSN_RULE_SCOPE_LIMIT,
  DSN_RULE_SCOPE_FEEDBACK,
  DSN_RULE_SCOPE_REQUEST
} DsnRuleScope;

/** DsnProblem: something that was wrong with an input, or with a request. */
typedef struct _DsnProblem DsnProblem;

/** dsn_problem_get_rule: Returns: (transfer none): the rule's id, such as "missing-reporting-mta" */
DSN_PUBLIC const char *dsn_problem_get_rule (const DsnProblem *problem);
/** dsn_problem_get_severity: Returns: how bad it is */
DSN_PUBLIC DsnSeverity dsn_problem_get_severity (const DsnProblem *problem);
/** dsn_problem_get_recipient: Returns: which recipient, from 0; -1 for the message itself */
DSN_PUBLIC int dsn_problem_get_recipient (const DsnProblem *problem);
/** dsn_problem_get_field: Returns: (transfer none) (nullable): the name of the field at fault */
DSN_PUBLIC const char *dsn_problem_get_field (const DsnProblem *problem);
/** dsn_problem_get_text: Returns: (transfer none): what is wrong, in a sentence */
DSN_PUBLIC const char *dsn_problem_get_text (const DsnProblem *problem);
/** dsn_problem_get_reference: Returns: (transfer none) (nullable): RFC and section */
DSN_PUBLIC const char *dsn_problem_get_reference (const DsnProblem *problem);
/** dsn_problem_get_offset: Returns: octets before it in the message, or %DSN_NO_OFFSET */
DSN_PUBLIC goffset dsn_problem_get_offset (const DsnProblem *problem);

G_END_DECLS
