/* dsn-csv.h: reports as comma-separated values, one row a recipient.
 * SPDX-License-Identifier: LGPL-2.1-or-later */
#pragma once

#include <glib.h>

#include "dsn-report.h"

G_BEGIN_DECLS

/**
 * dsn_csv_header:
 *
 * Returns: (transfer full): the row that names the columns (RFC 4180), ended by CRLF
 */
DSN_PUBLIC char *dsn_csv_header (void) G_GNUC_WARN_UNUSED_RESULT;

/**
 * dsn_csv_print:
 * @report: a report
 *
 * Writes one row for each recipient, or one for the message if it has none. A value that a
 * spreadsheet would take for a formula has an apostrophe put before it; what may act on a terminal is
 * written as by dsn_text_escape(). A value of more than 1000 octets is cut and ends in "…".
 *
 * Returns: (transfer full): the rows (RFC 4180) in UTF-8, each ended by CRLF
 */
DSN_PUBLIC char *dsn_csv_print (const DsnReport *report) G_GNUC_WARN_UNUSED_RESULT;

G_END_DECLS
