/* dsn-date.h: dates as mail and as JSON write them.
 * SPDX-License-Identifier: LGPL-2.1-or-later */
#pragma once

#include <glib.h>

#include "dsn-error.h"

G_BEGIN_DECLS

/**
 * dsn_date_parse:
 * @text: a date as RFC 5322 section 3.3 (with its obsolete forms) or as RFC 3339 writes it
 *
 * Returns: (transfer full) (nullable): the date with the zone that @text gave, or %NULL if @text is
 *   not a date
 */
DSN_PUBLIC GDateTime *dsn_date_parse (const char *text) G_GNUC_WARN_UNUSED_RESULT;
/** dsn_date_to_rfc3339: Returns: (transfer full): such as "2026-11-23T10:00:00+01:00" */
DSN_PUBLIC char *dsn_date_to_rfc3339 (GDateTime *date) G_GNUC_WARN_UNUSED_RESULT;
/** dsn_date_to_rfc5322: Returns: (transfer full): such as "Mon, 23 Nov 2026 10:00:00 +0100" */
DSN_PUBLIC char *dsn_date_to_rfc5322 (GDateTime *date) G_GNUC_WARN_UNUSED_RESULT;

G_END_DECLS
