/* dsn-sarif.h: what was found, for sites that host code: SARIF 2.1.0 (OASIS).
 * SPDX-License-Identifier: LGPL-2.1-or-later */
#pragma once

#include <glib.h>

#include "dsn-verdict.h"

G_BEGIN_DECLS

/* A log is what dsn_sarif_begin() returns, the results of verdicts with a comma between those of two, and
 * what dsn_sarif_end() returns, so that it need not be held in memory. */

/** dsn_sarif_begin: @version: of the program. Returns: (transfer full): the beginning of a log, with all
 *   rules in it */
DSN_PUBLIC char *dsn_sarif_begin (const char *version) G_GNUC_WARN_UNUSED_RESULT;
/** dsn_sarif_append_results: @out: gets the findings of a verdict as results; nothing if it has none */
DSN_PUBLIC void dsn_sarif_append_results (const DsnVerdict *verdict, GString *out);
/** dsn_sarif_end: Returns: (transfer full): the end of a log */
DSN_PUBLIC char *dsn_sarif_end (void) G_GNUC_WARN_UNUSED_RESULT;

G_END_DECLS
