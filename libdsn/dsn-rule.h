/* dsn-rule.h: the rules by which reports are judged, and what they ask for.
 * SPDX-License-Identifier: LGPL-2.1-or-later */
#pragma once

#include <glib.h>

#include "dsn-problem.h"

G_BEGIN_DECLS

/** dsn_rule_list: Returns: (transfer full) (array zero-terminated=1): the id of every rule of a scope, in
 *   the order in which a report is read */
DSN_PUBLIC char **dsn_rule_list (DsnRuleScope scope) G_GNUC_WARN_UNUSED_RESULT;
/** dsn_rule_exists: Returns: whether @id is the id of a rule */
DSN_PUBLIC gboolean dsn_rule_exists (const char *id);
/** dsn_rule_get_severity: @id: of a rule that there is. Returns: how bad it is to break it */
DSN_PUBLIC DsnSeverity dsn_rule_get_severity (const char *id);
/** dsn_rule_get_scope: @id: of a rule that there is. Returns: what it is about */
DSN_PUBLIC DsnRuleScope dsn_rule_get_scope (const char *id);
/** dsn_rule_get_reference: @id: of a rule that there is. Returns: (transfer none): RFC and section */
DSN_PUBLIC const char *dsn_rule_get_reference (const char *id);
/** dsn_rule_get_wrong: @id: of a rule that there is. Returns: (transfer none) (nullable): a sentence that
 *   says what is wrong with a report that breaks it */
DSN_PUBLIC const char *dsn_rule_get_wrong (const char *id);
/** dsn_rule_get_right: @id: of a rule that there is. Returns: (transfer none) (nullable): a sentence that
 *   says what to write instead */
DSN_PUBLIC const char *dsn_rule_get_right (const char *id);

G_END_DECLS
