/* dsn-request.h: a report put together from what someone asks for.
 * SPDX-License-Identifier: LGPL-2.1-or-later */
#pragma once

#include <glib.h>

#include "dsn-report.h"

G_BEGIN_DECLS

/**
 * dsn_request_set:
 * @report: a report
 * @recipient: (nullable): one of @report's, for a field that belongs to a recipient
 * @field: which field
 * @text: its value as a person writes it, in UTF-8: "type; value", or the value alone where its type
 *   is the usual one; where RFC 3464 section 2.1.1 has comments, one may stand in parentheses. An
 *   address may stand in angle brackets, a date may be written as dsn_date_parse() reads it
 *
 * Sets a field. A @text that cannot be the field's value is set as it is, so that
 * dsn_builder_check() can name it.
 */
DSN_PUBLIC void
dsn_request_set (DsnReport *report, DsnRecipient *recipient, DsnField field, const char *text);

/**
 * dsn_request_add_extension:
 * @report: a report
 * @recipient: (nullable): one of @report's, if the field is to be that recipient's
 * @text: a whole field, "Name: value"
 * @error: %DSN_ERROR_SYNTAX if there is no colon in @text
 *
 * Returns: whether the field was added
 */
DSN_PUBLIC gboolean dsn_request_add_extension (DsnReport *report, DsnRecipient *recipient,
                                               const char *text, GError **error);

/**
 * dsn_request_merge:
 * @report: a report
 * @other: what to add to it
 *
 * Lets @report say what @other says: its fields, headers and explanation take the place of
 * @report's, its recipients and extensions come after them. Kind, format, source and problems of
 * @report stay.
 */
DSN_PUBLIC void dsn_request_merge (DsnReport *report, const DsnReport *other);

/**
 * dsn_request_fill:
 * @report: a report
 * @defaults: (nullable): a recipient of another report, whose fields each recipient of @report takes
 *   that has none of its own
 *
 * Fills in what recipients lack. Of an action and a status, the one that is missing is drawn from the
 * other: 4.4.1 asks for "delayed"; "failed" for the code in the reply of the server, if that is of a failure,
 * else for 5.0.0 (RFC 3464 section 2.3.4).
 */
DSN_PUBLIC void dsn_request_fill (DsnReport *report, const DsnRecipient *defaults);

G_END_DECLS
