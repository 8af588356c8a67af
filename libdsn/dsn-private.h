/* dsn-private.h: what libdsn's own files share.
 * SPDX-License-Identifier: LGPL-2.1-or-later */
#pragma once

#include "dsn-report.h"

G_BEGIN_DECLS

/* dsn-field.c */

DsnExtension *_dsn_extension_new (const char *name, const char *value, goffset offset);
void _dsn_extension_free (DsnExtension *extension);
/* Finds the field that a name of some length names, in any letter case. */
gboolean _dsn_field_lookup (const char *name, gsize length, DsnField *field);

/* Gives a place a copy of a text; the text may be the one that stood there. */
void _dsn_replace_text (char **place, const char *text);

/* dsn-problem.c */

/* The rules that this library checks by itself: dsn-rules.def. */
#define DSN_RULE(constant, id, severity, reference) DSN_RULE_##constant,
typedef enum {
#include "dsn-rules.def"
  DSN_RULE_COUNT
} DsnRule;
#undef DSN_RULE

const char *_dsn_rule_get_id (DsnRule rule);
/* -1 for none; see dsn-rule.c. */
int _dsn_rule_find (const char *id);
DsnSeverity _dsn_rule_get_severity (DsnRule rule);
const char *_dsn_rule_get_reference (DsnRule rule);
DsnRuleScope _dsn_rule_get_scope (DsnRule rule);

void _dsn_problem_free (DsnProblem *problem);
DsnRule _dsn_problem_get_rule_number (const DsnProblem *problem);
DsnProblem *
_dsn_problem_new (DsnRule rule, int recipient, const char *field, goffset offset, const char *text);

/* dsn-recipient.c */

/* The code whose texts tell what happened. The action has the last word on that: a server that gives
 * up reports "failed" with the temporary code of its last attempt, and nothing is tried again. */
DsnStatus _dsn_action_choose_status (DsnAction action, DsnStatus status);
DsnRecipient *_dsn_recipient_new (void);
void _dsn_recipient_free (DsnRecipient *recipient);

/* dsn-report.c */

/* Adds a problem; @field may be NULL, @recipient -1, @offset DSN_NO_OFFSET. */
void _dsn_report_add_problem (DsnReport *report, DsnRule rule, int recipient, const char *field,
                              goffset offset, const char *format, ...) G_GNUC_PRINTF (6, 7);
/* Whether a problem of the rule was already noted for the recipient. */
gboolean _dsn_report_has_problem (const DsnReport *report, DsnRule rule, int recipient);
/* Takes the recipients of another report, with what is wrong with them and with it; no more than make @max in
 * all. */
void _dsn_report_take_recipients (DsnReport *report, DsnReport *other, guint max);
/* As dsn_report_set_explanation(). @text: (transfer full) (nullable) */
void _dsn_report_take_explanation (DsnReport *report, char *text);

G_END_DECLS
