/* dsn-malform.h: reports that are wrong on purpose, to test what reads them.
 * SPDX-License-Identifier: LGPL-2.1-or-later */
#pragma once

#include <glib.h>

#include "dsn-error.h"

G_BEGIN_DECLS

/** dsn_malform_list: Returns: (transfer full) (array zero-terminated=1): the rules that dsn_malform() can
 *   break */
DSN_PUBLIC char **dsn_malform_list (void) G_GNUC_WARN_UNUSED_RESULT;

/**
 * dsn_malform:
 * @message: a report as dsn_builder_build() makes it
 * @rules: (array zero-terminated=1): ids of rules, in any order; see dsn_rule_list()
 * @error: %DSN_ERROR_NOT_FOUND: there is no such malformation; %DSN_ERROR_INVALID: the report has nothing
 *   that could be broken so
 *
 * Breaks the rules, and nothing else as far as the report allows that: dsn_lint_check() tells.
 *
 * Returns: (transfer full) (nullable): the broken report; its lines end as those of @message
 */
DSN_PUBLIC GBytes *
dsn_malform (GBytes *message, const char *const *rules, GError **error) G_GNUC_WARN_UNUSED_RESULT;

G_END_DECLS
