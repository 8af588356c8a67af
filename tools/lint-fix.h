/* lint-fix.h: dsn-lint --fix.
 * SPDX-License-Identifier: LGPL-2.1-or-later */
#pragma once

#include "lint-options.h"

G_BEGIN_DECLS

/* Writes the one message with what is certain corrected, and says what that was; returns the exit status. */
int lint_fix (const LintOptions *options);

G_END_DECLS
