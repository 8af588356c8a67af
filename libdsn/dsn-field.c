/* dsn-field.c: the fields that RFC 3464 defines, and those that it does not.
 * SPDX-License-Identifier: LGPL-2.1-or-later */
#include <string.h>

#include "dsn-private.h"

typedef struct {
  const char *name;
  const char *key;
  DsnFieldSyntax syntax;
} FieldRow;

static const FieldRow fields[DSN_FIELD_COUNT] = {
  [DSN_FIELD_REPORTING_MTA] = { "Reporting-MTA", "reporting_mta", DSN_FIELD_SYNTAX_MTA },
  [DSN_FIELD_DSN_GATEWAY] = { "DSN-Gateway", "dsn_gateway", DSN_FIELD_SYNTAX_MTA },
  [DSN_FIELD_RECEIVED_FROM_MTA] = { "Received-From-MTA", "received_from_mta",
                                    DSN_FIELD_SYNTAX_MTA },
  [DSN_FIELD_ORIGINAL_ENVELOPE_ID] = { "Original-Envelope-Id", "original_envelope_id",
                                       DSN_FIELD_SYNTAX_TEXT },
  [DSN_FIELD_ARRIVAL_DATE] = { "Arrival-Date", "arrival_date", DSN_FIELD_SYNTAX_DATE },
  [DSN_FIELD_ORIGINAL_RECIPIENT] = { "Original-Recipient", "original_recipient",
                                     DSN_FIELD_SYNTAX_ADDRESS },
  [DSN_FIELD_FINAL_RECIPIENT] = { "Final-Recipient", "final_recipient", DSN_FIELD_SYNTAX_ADDRESS },
  [DSN_FIELD_ACTION] = { "Action", "action", DSN_FIELD_SYNTAX_ACTION },
  [DSN_FIELD_STATUS] = { "Status", "status", DSN_FIELD_SYNTAX_STATUS },
  [DSN_FIELD_REMOTE_MTA] = { "Remote-MTA", "remote_mta", DSN_FIELD_SYNTAX_MTA },
  [DSN_FIELD_DIAGNOSTIC_CODE] = { "Diagnostic-Code", "diagnostic_code",
                                  DSN_FIELD_SYNTAX_DIAGNOSTIC },
  [DSN_FIELD_LAST_ATTEMPT_DATE] = { "Last-Attempt-Date", "last_attempt_date",
                                    DSN_FIELD_SYNTAX_DATE },
  [DSN_FIELD_FINAL_LOG_ID] = { "Final-Log-ID", "final_log_id", DSN_FIELD_SYNTAX_TEXT },
  [DSN_FIELD_WILL_RETRY_UNTIL] = { "Will-Retry-Until", "will_retry_until", DSN_FIELD_SYNTAX_DATE },
};

/* A name as it is written, and the JSON key for it. */
typedef struct {
  const char *name;
  const char *key;
} NameRow;

static const NameRow headers[DSN_HEADER_COUNT] = {
  [DSN_HEADER_FROM] = { "From", "from" },
  [DSN_HEADER_TO] = { "To", "to" },
  [DSN_HEADER_SUBJECT] = { "Subject", "subject" },
  [DSN_HEADER_DATE] = { "Date", "date" },
  [DSN_HEADER_MESSAGE_ID] = { "Message-ID", "message_id" },
};

static const NameRow feedback[DSN_FEEDBACK_COUNT] = {
  [DSN_FEEDBACK_TYPE] = { "Feedback-Type", "type" },
  [DSN_FEEDBACK_USER_AGENT] = { "User-Agent", "user_agent" },
  [DSN_FEEDBACK_VERSION] = { "Version", "version" },
  [DSN_FEEDBACK_ORIGINAL_MAIL_FROM] = { "Original-Mail-From", "original_mail_from" },
  [DSN_FEEDBACK_SOURCE_IP] = { "Source-IP", "source_ip" },
  [DSN_FEEDBACK_INCIDENTS] = { "Incidents", "incidents" },
};

struct _DsnExtension {
  char *name;
  char *value;
  goffset offset;
};

const char *
dsn_field_get_name (DsnField field)
{
  g_return_val_if_fail ((guint) field < DSN_FIELD_COUNT, NULL);
  return fields[field].name;
}

const char *
dsn_field_get_key (DsnField field)
{
  g_return_val_if_fail ((guint) field < DSN_FIELD_COUNT, NULL);
  return fields[field].key;
}

DsnFieldSyntax
dsn_field_get_syntax (DsnField field)
{
  g_return_val_if_fail ((guint) field < DSN_FIELD_COUNT, DSN_FIELD_SYNTAX_TEXT);
  return fields[field].syntax;
}

gboolean
_dsn_field_lookup (const char *name, gsize length, DsnField *field)
{
  for (DsnField i = 0; i < DSN_FIELD_COUNT; i++) {
    if (length > 0 && g_ascii_toupper (*name) == *fields[i].name
        && g_ascii_strncasecmp (fields[i].name, name, length) == 0
        && fields[i].name[length] == '\0') {
      *field = i;
      return TRUE;
    }
  }
  return FALSE;
}

const char *
dsn_header_get_name (DsnHeader header)
{
  g_return_val_if_fail ((guint) header < DSN_HEADER_COUNT, NULL);
  return headers[header].name;
}

const char *
dsn_header_get_key (DsnHeader header)
{
  g_return_val_if_fail ((guint) header < DSN_HEADER_COUNT, NULL);
  return headers[header].key;
}

const char *
dsn_feedback_get_name (DsnFeedbackField field)
{
  g_return_val_if_fail ((guint) field < DSN_FEEDBACK_COUNT, NULL);
  return feedback[field].name;
}

const char *
dsn_feedback_get_key (DsnFeedbackField field)
{
  g_return_val_if_fail ((guint) field < DSN_FEEDBACK_COUNT, NULL);
  return feedback[field].key;
}

DsnExtension *
_dsn_extension_new (const char *name, const char *value, goffset offset)
{
  DsnExtension *extension = g_new (DsnExtension, 1);

  extension->name = g_strdup (name);
  extension->value = g_strdup (value);
  extension->offset = offset;
  return extension;
}

void
_dsn_extension_free (DsnExtension *extension)
{
  g_free (extension->name);
  g_free (extension->value);
  g_free (extension);
}

const char *
dsn_extension_get_name (const DsnExtension *extension)
{
  g_return_val_if_fail (extension != NULL, NULL);
  return extension->name;
}

const char *
dsn_extension_get_value (const DsnExtension *extension)
{
  g_return_val_if_fail (extension != NULL, NULL);
  return extension->value;
}

goffset
dsn_extension_get_offset (const DsnExtension *extension)
{
  g_return_val_if_fail (extension != NULL, DSN_NO_OFFSET);
  return extension->offset;
}

void
_dsn_replace_text (char **place, const char *text)
{
  char *copy = g_strdup (text);

  g_free (*place);
  *place = copy;
}
