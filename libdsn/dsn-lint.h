/* dsn-lint.h: whether a delivery status notification is right, and who says so.
 * SPDX-License-Identifier: LGPL-2.1-or-later */
#pragma once

#include <glib.h>

#include "dsn-parser.h"
#include "dsn-verdict.h"

G_BEGIN_DECLS

/**
 * DsnLint:
 *
 * Looks for what is wrong with delivery status notifications: in the mail that carries them (RFC 5322,
 * RFC 2045), in their parts (RFC 6522, RFC 6533), in their fields (RFC 3464, RFC 3461, RFC 3463), and
 * between them. What dsn_parser_parse() notes is found by the same code, and there is more. Once set up
 * it may be used from several threads at once.
 */
typedef struct _DsnLint DsnLint;

/** dsn_lint_new: Returns: (transfer full): one that finds whatever there is to be found */
DSN_PUBLIC DsnLint *dsn_lint_new (void) G_GNUC_WARN_UNUSED_RESULT;
/** dsn_lint_free: @lint: (transfer full) (nullable) */
DSN_PUBLIC void dsn_lint_free (DsnLint *lint);
/** dsn_lint_get_parser: Returns: (transfer none): what it parses with, to set the limits of */
DSN_PUBLIC DsnParser *dsn_lint_get_parser (DsnLint *lint);
/**
 * dsn_lint_disable:
 * @lint: not yet in use
 * @rule: what breaks this rule is passed over
 * @error: %DSN_ERROR_NOT_FOUND: there is no such rule
 *
 * Returns: whether there is such a rule
 */
DSN_PUBLIC gboolean dsn_lint_disable (DsnLint *lint, const char *rule, GError **error);
/** dsn_lint_set_min_severity: @severity: what is less bad is passed over */
DSN_PUBLIC void dsn_lint_set_min_severity (DsnLint *lint, DsnSeverity severity);

/**
 * dsn_lint_check:
 * @lint: what to look for
 * @message: one message
 *
 * Mail that is no delivery status notification has no findings, and octets that are no mail one. A bounce
 * that only people can read has one, "not-a-report". Of one message no more than a hundred are found.
 *
 * Returns: (transfer full): what was found
 */
DSN_PUBLIC DsnVerdict *
dsn_lint_check (const DsnLint *lint, DsnMessage *message) G_GNUC_WARN_UNUSED_RESULT;

G_DEFINE_AUTOPTR_CLEANUP_FUNC (DsnLint, dsn_lint_free)

G_END_DECLS
