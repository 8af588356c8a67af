/* dsn-json.h: a report as JSON, and JSON as a report.
 * SPDX-License-Identifier: LGPL-2.1-or-later */
#pragma once

#include <glib.h>

#include "dsn-report.h"

G_BEGIN_DECLS

/**
 * dsn_json_print:
 * @report: a report
 *
 * Returns: (transfer full): @report as one JSON object on one line without a line end, in UTF-8, as
 *   report.schema.json describes it; what may act on a terminal is escaped
 */
DSN_PUBLIC char *dsn_json_print (const DsnReport *report) G_GNUC_WARN_UNUSED_RESULT;

/**
 * dsn_json_append:
 * @report: a report
 * @text: gets what dsn_json_print() returns at its end
 */
DSN_PUBLIC void dsn_json_append (const DsnReport *report, GString *text);

/**
 * dsn_json_parse:
 * @text: one JSON object (RFC 8259)
 * @error: %DSN_ERROR_SYNTAX for what is not JSON, with the line, and the path of a string that has a
 *   NUL in it; %DSN_ERROR_INVALID for a key that is not known, a value of the wrong type, or one
 *   that is no status, action, date or kind: each fault on a line of its own, after the path of the
 *   key ("recipients[0].status: …"); %DSN_ERROR_EMPTY where there is no object
 *
 * Reads what dsn_json_print() writes of a report of kind %DSN_KIND_DSN, and less: any key but those
 * inside an object that is given may be left out. MTAs, addresses and diagnostics may be plain
 * strings, which are then taken to be of the type dns, rfc822 or utf-8, and smtp. A recipient with
 * neither `final_recipient` nor `original_recipient` has its `address` as Final-Recipient. Dates may
 * be in the form of RFC 5322. `status` is the Status field, unless `status_field` is given too.
 *
 * Keys that are drawn from others (`status_name`, `reply`, `reason`, `hard_bounce`, `evidence`,
 * `problems`) are passed over, whatever their values; what they say is drawn anew by
 * dsn_reason_diagnose(), and so are `address`, `status` and `smtp_command` where the fields give
 * them.
 *
 * Returns: (transfer full) (nullable): the report, of kind %DSN_KIND_DSN; %NULL on failure
 */
DSN_PUBLIC DsnReport *dsn_json_parse (const char *text, GError **error) G_GNUC_WARN_UNUSED_RESULT;

/**
 * dsn_json_parse_all:
 * @text: JSON objects one after another, on a line each or on as many as they like, with white space
 *   or nothing between them; in UTF-8, a byte order mark before it is passed over
 * @length: octets of @text
 * @error: as for dsn_json_parse(), with the number of the object, from 1, and the line where it
 *   begins or where its syntax is broken ("object 2, line 7: …")
 *
 * Reads each object as dsn_json_parse() does.
 *
 * Returns: (transfer full) (element-type DsnReport) (nullable): the reports in order, at least one;
 *   %NULL on failure
 */
DSN_PUBLIC GPtrArray *
dsn_json_parse_all (const char *text, gsize length, GError **error) G_GNUC_WARN_UNUSED_RESULT;

G_END_DECLS
