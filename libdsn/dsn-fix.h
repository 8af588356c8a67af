/* dsn-fix.h: reports put right where it is certain what they mean.
 * SPDX-License-Identifier: LGPL-2.1-or-later */
#pragma once

#include <glib.h>

#include "dsn-lint.h"

G_BEGIN_DECLS

/** dsn_fix_list: Returns: (transfer full) (array zero-terminated=1): the rules that dsn_fix() can see to */
DSN_PUBLIC char **dsn_fix_list (void) G_GNUC_WARN_UNUSED_RESULT;

/**
 * dsn_fix:
 * @lint: what to look for; what it passes over stays
 * @message: one message
 * @changes: (out) (transfer full) (element-type utf8): what was changed, "rule: how" each; empty if nothing
 *
 * Corrects a report as far as it is certain what is meant: a blank line that is missing, a type that goes
 * without saying, a part that is called by a wrong name. What a report does not say is not made up. The
 * message that came back stays what it is, octet for octet. What is correct stays too: fixing what was
 * fixed changes nothing.
 *
 * Returns: (transfer full): the octets, corrected
 */
DSN_PUBLIC GBytes *
dsn_fix (const DsnLint *lint, DsnMessage *message, GPtrArray **changes) G_GNUC_WARN_UNUSED_RESULT;

G_END_DECLS
