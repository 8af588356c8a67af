/* lint-rules.h: what dsn-lint tells of its rules.
 * SPDX-License-Identifier: LGPL-2.1-or-later */
#pragma once

#include "lint-options.h"

G_BEGIN_DECLS

/* Lists the rules, or explains the one that is asked for; returns the exit status. */
int lint_rules_print (const LintOptions *options);

G_END_DECLS
