/* dsn-verdict.h: what was found wrong with one message, and where.
 * SPDX-License-Identifier: LGPL-2.1-or-later */
#pragma once

#include <glib.h>

#include "dsn-mailbox.h"
#include "dsn-place.h"
#include "dsn-report.h"

G_BEGIN_DECLS

/** DsnFinding: a problem and the place in the input that it is shown at. Owned by its verdict. */
typedef struct _DsnFinding DsnFinding;

/** dsn_finding_get_problem: Returns: (transfer none): what is wrong */
DSN_PUBLIC const DsnProblem *dsn_finding_get_problem (const DsnFinding *finding);
/** dsn_finding_get_place: Returns: line and column in the input; in the message if the message does not
 *   know its line, see dsn_message_get_line() */
DSN_PUBLIC DsnPlace dsn_finding_get_place (const DsnFinding *finding);
/** dsn_finding_get_source: Returns: (transfer none): the line, in valid UTF-8, cut if it is very long */
DSN_PUBLIC const char *dsn_finding_get_source (const DsnFinding *finding);

/** DsnVerdict: what was found wrong with one message. */
typedef struct _DsnVerdict DsnVerdict;

/** dsn_verdict_free: @verdict: (transfer full) (nullable): a verdict */
DSN_PUBLIC void dsn_verdict_free (DsnVerdict *verdict);
/** dsn_verdict_get_message: Returns: (transfer none): the message */
DSN_PUBLIC DsnMessage *dsn_verdict_get_message (const DsnVerdict *verdict);
/** dsn_verdict_get_report: Returns: (transfer none): what the message says */
DSN_PUBLIC DsnReport *dsn_verdict_get_report (const DsnVerdict *verdict);
/** dsn_verdict_get_n_findings: Returns: how many findings there are */
DSN_PUBLIC guint dsn_verdict_get_n_findings (const DsnVerdict *verdict);
/** dsn_verdict_get_finding: Returns: (transfer none): a finding, in the order of their places */
DSN_PUBLIC const DsnFinding *dsn_verdict_get_finding (const DsnVerdict *verdict, guint number);
/** dsn_verdict_count: Returns: how many findings are of a severity */
DSN_PUBLIC guint dsn_verdict_count (const DsnVerdict *verdict, DsnSeverity severity);

/**
 * dsn_verdict_append_text:
 * @verdict: a verdict
 * @colour: whether to mark what is bad with the colours of a terminal
 * @out: the findings are added to it, in the form that compilers use and editors read:
 *   "file:line:column: severity: text [rule]", and below each the line that it is about
 */
DSN_PUBLIC void dsn_verdict_append_text (const DsnVerdict *verdict, gboolean colour, GString *out);
/**
 * dsn_verdict_append_json:
 * @verdict: a verdict
 * @out: gets one JSON object, without a line end: "source" and "kind" as in a report, and "findings", an
 *   array of objects with "line", "column", "severity", "rule", "text", "reference", "excerpt" and, where
 *   it is of one, "recipient" and "field"
 */
DSN_PUBLIC void dsn_verdict_append_json (const DsnVerdict *verdict, GString *out);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (DsnVerdict, dsn_verdict_free)

G_END_DECLS
