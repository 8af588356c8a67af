/* dsn-fields.h: the body of message/delivery-status, to the model and back.
 * SPDX-License-Identifier: LGPL-2.1-or-later */
#pragma once

#include <glib.h>

#include "dsn-report.h"

G_BEGIN_DECLS

/** DSN_FIELDS_MAX_RECIPIENTS: a usual limit for dsn_fields_parse(). */
#define DSN_FIELDS_MAX_RECIPIENTS 10000

/**
 * dsn_fields_parse:
 * @report: gets the fields, the recipients and the problems; fields that it has already stay
 * @body: the decoded body of a message/delivery-status or message/global-delivery-status part
 * @length: its size in octets
 * @offset: octets before @body in the message, or %DSN_NO_OFFSET if it was encoded
 * @max_recipients: recipients beyond this many in the report are passed over
 *
 * Reads the groups of fields (RFC 3464 section 2.1) leniently: lines may end in LF, CRLF or CR, the
 * blank lines between groups may be missing or doubled, fields may stand in the wrong group. What
 * had to be put right is noted as a problem. Text that is not UTF-8 is taken for windows-1252.
 */
DSN_PUBLIC void dsn_fields_parse (DsnReport *report, const char *body, gsize length, goffset offset,
                                  guint max_recipients);

/**
 * DsnFieldsForm:
 * @DSN_FIELDS_ASCII: as message/delivery-status; addresses of type utf-8 as utf-8-addr-xtext
 * @DSN_FIELDS_UTF8: as message/global-delivery-status; addresses of type utf-8 as they are
 */
typedef enum { DSN_FIELDS_ASCII, DSN_FIELDS_UTF8 } DsnFieldsForm;

/**
 * dsn_fields_to_string:
 * @report: a report
 * @form: which of the two media types the body is for
 *
 * Writes the groups of fields in the order of RFC 3464's grammar, folded. Where a value has no type
 * the usual one is written (rfc822 or utf-8, dns, smtp). Characters that @form cannot carry outside
 * addresses are written as "\x{HEX}". The values are taken as they are: see dsn_builder_check().
 *
 * Returns: (transfer full): the body, lines ended by LF
 */
DSN_PUBLIC char *
dsn_fields_to_string (const DsnReport *report, DsnFieldsForm form) G_GNUC_WARN_UNUSED_RESULT;

/**
 * dsn_fields_needs_utf8:
 * @report: a report
 *
 * Returns: whether a field of @report holds characters outside ASCII (RFC 6533 section 1)
 */
DSN_PUBLIC gboolean dsn_fields_needs_utf8 (const DsnReport *report);

G_END_DECLS
