/* dsn-request.c: a report put together from what someone asks for.
 * SPDX-License-Identifier: LGPL-2.1-or-later */
#include <string.h>

#include "dsn-fields-private.h"
#include "dsn-private.h"
#include "dsn-request.h"

/* RFC 3464 section 2.3.2: the address is that of the envelope, whose brackets are not part of it. */
static char *
without_brackets (const char *text)
{
  gsize length = strlen (text);

  if (length > 2 && *text == '<' && text[length - 1] == '>')
    return g_strndup (text + 1, length - 2);
  return g_strdup (text);
}

/* Reads a value as it may be written in a report, and as leniently, but for what reading would mend:
 * an action or a status that is not one stays what it is, and so does what has a line end. */
static DsnValue *
read_value (DsnField field, const char *text)
{
  g_autoptr (DsnReport) scratch = dsn_report_new ();
  DsnFieldPlace place = { scratch, -1, DSN_NO_OFFSET };
  gboolean is_line = strpbrk (text, "\r\n") == NULL;
  DsnValue *value = is_line ? _dsn_fields_read_value (field, text, &place) : NULL;

  if (value && !_dsn_report_has_problem (scratch, DSN_RULE_BAD_ACTION, -1)
      && !_dsn_report_has_problem (scratch, DSN_RULE_BAD_STATUS, -1)
      && !_dsn_report_has_problem (scratch, DSN_RULE_TEXT_AFTER_VALUE, -1))
    return value;
  dsn_value_free (value);
  return dsn_value_new (NULL, text, NULL);
}

void
dsn_request_set (DsnReport *report, DsnRecipient *recipient, DsnField field, const char *text)
{
  g_autofree char *plain = NULL;
  DsnValue *value;

  g_return_if_fail (report != NULL && text != NULL);
  g_return_if_fail ((recipient != NULL) == (field >= DSN_FIELD_FIRST_PER_RECIPIENT));

  if (dsn_field_get_syntax (field) == DSN_FIELD_SYNTAX_ADDRESS)
    text = plain = without_brackets (text);
  value = read_value (field, text);
  if (recipient)
    dsn_recipient_set_value (recipient, field, value);
  else
    dsn_report_set_value (report, field, value);
}

gboolean
dsn_request_add_extension (DsnReport *report, DsnRecipient *recipient, const char *text,
                           GError **error)
{
  const char *colon;
  g_autofree char *name = NULL;

  g_return_val_if_fail (report != NULL && text != NULL, FALSE);

  colon = strchr (text, ':');
  if (!colon) {
    g_set_error (error, DSN_ERROR, DSN_ERROR_SYNTAX, "\"%s\" is not a field: it has no colon",
                 text);
    return FALSE;
  }
  name = g_strndup (text, (gsize) (colon - text));
  text = colon + 1 + strspn (colon + 1, " \t");
  if (recipient)
    dsn_recipient_add_extension (recipient, name, text, DSN_NO_OFFSET);
  else
    dsn_report_add_extension (report, name, text, DSN_NO_OFFSET);
  return TRUE;
}

static void
fill_values (DsnRecipient *recipient, const DsnRecipient *other)
{
  for (DsnField field = DSN_FIELD_FIRST_PER_RECIPIENT; field < DSN_FIELD_COUNT; field++)
    if (!dsn_recipient_get_value (recipient, field))
      dsn_recipient_set_value (recipient, field,
                               dsn_value_copy (dsn_recipient_get_value (other, field)));
}

static void
copy_recipient (DsnRecipient *recipient, const DsnRecipient *other)
{
  const GPtrArray *extensions = dsn_recipient_get_extensions (other);
  const DsnReply *reply = dsn_recipient_get_reply (other);

  fill_values (recipient, other);
  for (guint i = 0; i < extensions->len; i++) {
    const DsnExtension *extension = g_ptr_array_index (extensions, i);

    dsn_recipient_add_extension (recipient, dsn_extension_get_name (extension),
                                 dsn_extension_get_value (extension), DSN_NO_OFFSET);
  }
  dsn_recipient_set_address (recipient, dsn_recipient_get_address (other));
  dsn_recipient_set_status (recipient, dsn_recipient_get_status (other));
  dsn_recipient_set_smtp_command (recipient, dsn_recipient_get_smtp_command (other));
  if (reply)
    dsn_recipient_set_reply (recipient, dsn_reply_new (dsn_reply_get_code (reply),
                                                       dsn_reply_get_status (reply),
                                                       dsn_reply_get_text (reply)));
}

static void
merge_message (DsnReport *report, const DsnReport *other)
{
  const GPtrArray *extensions = dsn_report_get_extensions (other);

  for (DsnField field = 0; field < DSN_FIELD_FIRST_PER_RECIPIENT; field++)
    if (dsn_report_get_value (other, field))
      dsn_report_set_value (report, field, dsn_value_copy (dsn_report_get_value (other, field)));
  for (guint i = 0; i < extensions->len; i++) {
    const DsnExtension *extension = g_ptr_array_index (extensions, i);

    dsn_report_add_extension (report, dsn_extension_get_name (extension),
                              dsn_extension_get_value (extension), DSN_NO_OFFSET);
  }
}

static void
merge_headers (DsnReport *report, const DsnReport *other)
{
  for (DsnHeader header = 0; header < DSN_HEADER_COUNT; header++) {
    const char *value = dsn_report_get_header (other, header);
    const char *original = dsn_report_get_original_header (other, header);

    if (value)
      dsn_report_set_header (report, header, value);
    if (original)
      dsn_report_set_original_header (report, header, original);
  }
  if (dsn_report_has_original (other))
    dsn_report_set_original (report, TRUE, dsn_report_get_original_complete (other));
}

void
dsn_request_merge (DsnReport *report, const DsnReport *other)
{
  guint count;

  g_return_if_fail (report != NULL && other != NULL && report != other);

  count = dsn_report_get_n_recipients (other);
  merge_message (report, other);
  merge_headers (report, other);
  for (guint i = 0; i < count; i++)
    copy_recipient (dsn_report_add_recipient (report), dsn_report_get_recipient (other, i));
  if (dsn_report_get_explanation (other))
    dsn_report_set_explanation (report, dsn_report_get_explanation (other));
}

/* The action that goes with a status of a class when nothing more is known. */
static DsnAction
action_of_class (guint status_class)
{
  switch (status_class) {
  case 2:
    return DSN_ACTION_DELIVERED;
  case 4:
    return DSN_ACTION_DELAYED;
  case 5:
    return DSN_ACTION_FAILED;
  default:
    return DSN_ACTION_NONE;
  }
}

/* RFC 3464 section 2.3.4: the code that the server gave, if it goes with the action; else the one that says
 * nothing more. A message that failed may have been given up on. */
static DsnStatus
status_of_action (const DsnRecipient *recipient)
{
  DsnAction action = dsn_recipient_get_action (recipient);
  guint status_class = dsn_action_get_class (action);
  const DsnValue *diagnostic = dsn_recipient_get_value (recipient, DSN_FIELD_DIAGNOSTIC_CODE);
  const char *type = diagnostic ? dsn_value_get_type_name (diagnostic) : NULL;
  g_autoptr (DsnReply) reply = NULL;
  DsnStatus said = DSN_STATUS_NONE;

  if (diagnostic && (!type || strcmp (type, "smtp") == 0))
    reply = dsn_reply_parse (dsn_value_get_text (diagnostic));
  if (reply)
    said = dsn_reply_get_status (reply);
  if (said != DSN_STATUS_NONE
      && (dsn_status_get_class (said) == status_class
          || (action == DSN_ACTION_FAILED && dsn_status_get_class (said) == 4)))
    return said;
  return dsn_status_new (status_class, 0, 0);
}

static void
complete_outcome (DsnRecipient *recipient)
{
  const char *text = dsn_recipient_get_text (recipient, DSN_FIELD_STATUS);
  DsnStatus status = DSN_STATUS_NONE;

  if (text && !dsn_recipient_get_value (recipient, DSN_FIELD_ACTION)
      && dsn_status_parse (text, &status, NULL)) {
    dsn_recipient_set_action (recipient, action_of_class (dsn_status_get_class (status)));
  } else if (!text && dsn_recipient_get_action (recipient) != DSN_ACTION_NONE) {
    g_autofree char *code = dsn_status_to_string (status_of_action (recipient));

    dsn_recipient_set_value (recipient, DSN_FIELD_STATUS, dsn_value_new (NULL, code, NULL));
  }
}

void
dsn_request_fill (DsnReport *report, const DsnRecipient *defaults)
{
  g_return_if_fail (report != NULL);

  for (guint i = 0; i < dsn_report_get_n_recipients (report); i++) {
    DsnRecipient *recipient = dsn_report_get_recipient (report, i);

    if (defaults)
      fill_values (recipient, defaults);
    complete_outcome (recipient);
  }
}
