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
