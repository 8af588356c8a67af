/* dsn-field.h: the fields that RFC 3464 defines, and those that it does not.
 * SPDX-License-Identifier: LGPL-2.1-or-later */
#pragma once

#include <glib.h>

#include "dsn-error.h"

G_BEGIN_DECLS

/**
 * DsnField:
 *
 * The fields that RFC 3464 defines: those of the per-message group (section 2.2), then those of a
 * per-recipient group (section 2.3), each in the order in which they are written.
 */
typedef enum {
  DSN_FIELD_REPORTING_MTA,
  DSN_FIELD_DSN_GATEWAY,
  DSN_FIELD_RECEIVED_FROM_MTA,
  DSN_FIELD_ORIGINAL_ENVELOPE_ID,
  DSN_FIELD_ARRIVAL_DATE,
  DSN_FIELD_ORIGINAL_RECIPIENT,
  DSN_FIELD_FINAL_RECIPIENT,
  DSN_FIELD_ACTION,
  DSN_FIELD_STATUS,
  DSN_FIELD_REMOTE_MTA,
  DSN_FIELD_DIAGNOSTIC_CODE,
  DSN_FIELD_LAST_ATTEMPT_DATE,
  DSN_FIELD_FINAL_LOG_ID,
  DSN_FIELD_WILL_RETRY_UNTIL
} DsnField;

/** DSN_FIELD_FIRST_PER_RECIPIENT: the fields before it belong to the message. */
#define DSN_FIELD_FIRST_PER_RECIPIENT DSN_FIELD_ORIGINAL_RECIPIENT
#define DSN_FIELD_COUNT               (DSN_FIELD_WILL_RETRY_UNTIL + 1)

/**
 * DsnFieldSyntax:
 * @DSN_FIELD_SYNTAX_TEXT: *text
 * @DSN_FIELD_SYNTAX_MTA: a type and the name of an MTA
 * @DSN_FIELD_SYNTAX_ADDRESS: a type and an address
 * @DSN_FIELD_SYNTAX_DIAGNOSTIC: a type and a text; parentheses are text here
 * @DSN_FIELD_SYNTAX_DATE: a date; in the model always as RFC 3339 writes it
 * @DSN_FIELD_SYNTAX_ACTION: one of the words of #DsnAction
 * @DSN_FIELD_SYNTAX_STATUS: an enhanced status code
 */
typedef enum {
  DSN_FIELD_SYNTAX_TEXT,
  DSN_FIELD_SYNTAX_MTA,
  DSN_FIELD_SYNTAX_ADDRESS,
  DSN_FIELD_SYNTAX_DIAGNOSTIC,
  DSN_FIELD_SYNTAX_DATE,
  DSN_FIELD_SYNTAX_ACTION,
  DSN_FIELD_SYNTAX_STATUS
} DsnFieldSyntax;

/** dsn_field_get_name: Returns: (transfer none): as RFC 3464 spells it, such as "Reporting-MTA" */
DSN_PUBLIC const char *dsn_field_get_name (DsnField field);
/** dsn_field_get_key: Returns: (transfer none): the JSON key, such as "reporting_mta" */
DSN_PUBLIC const char *dsn_field_get_key (DsnField field);
/** dsn_field_get_syntax: Returns: what the field's value looks like */
DSN_PUBLIC DsnFieldSyntax dsn_field_get_syntax (DsnField field);

/** DsnHeader: the header fields that are kept of the report's message and of the returned one. */
typedef enum {
  DSN_HEADER_FROM,
  DSN_HEADER_TO,
  DSN_HEADER_SUBJECT,
  DSN_HEADER_DATE,
  DSN_HEADER_MESSAGE_ID
} DsnHeader;

#define DSN_HEADER_COUNT (DSN_HEADER_MESSAGE_ID + 1)

/** dsn_header_get_name: Returns: (transfer none): such as "Message-ID" */
DSN_PUBLIC const char *dsn_header_get_name (DsnHeader header);
/** dsn_header_get_key: Returns: (transfer none): the JSON key, such as "message_id" */
DSN_PUBLIC const char *dsn_header_get_key (DsnHeader header);

/**
 * DsnFeedbackField: the fields of a feedback report (RFC 5965 section 3) that stand there once and are
 * about no recipient. Those that a delivery status has too are #DsnField, the others extensions.
 */
typedef enum {
  DSN_FEEDBACK_TYPE,
  DSN_FEEDBACK_USER_AGENT,
  DSN_FEEDBACK_VERSION,
  DSN_FEEDBACK_ORIGINAL_MAIL_FROM,
  DSN_FEEDBACK_SOURCE_IP,
  DSN_FEEDBACK_INCIDENTS
} DsnFeedbackField;

#define DSN_FEEDBACK_COUNT (DSN_FEEDBACK_INCIDENTS + 1)

/** dsn_feedback_get_name: Returns: (transfer none): such as "Feedback-Type" */
DSN_PUBLIC const char *dsn_feedback_get_name (DsnFeedbackField field);
/** dsn_feedback_get_key: Returns: (transfer none): the JSON key, such as "type" */
DSN_PUBLIC const char *dsn_feedback_get_key (DsnFeedbackField field);

/** DSN_NO_OFFSET: where a place in the input is not known. */
#define DSN_NO_OFFSET ((goffset) -1)

/**
 * DsnExtension: a field that RFC 3464 does not define.
 *
 * Its name and its value, unfolded, are otherwise as they were written.
 */
typedef struct _DsnExtension DsnExtension;

/** dsn_extension_get_name: Returns: (transfer none): as it was written */
DSN_PUBLIC const char *dsn_extension_get_name (const DsnExtension *extension);
/** dsn_extension_get_value: Returns: (transfer none): unfolded */
DSN_PUBLIC const char *dsn_extension_get_value (const DsnExtension *extension);
/** dsn_extension_get_offset: Returns: octets before it in the message, or %DSN_NO_OFFSET */
DSN_PUBLIC goffset dsn_extension_get_offset (const DsnExtension *extension);

G_END_DECLS
