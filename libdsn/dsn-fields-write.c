/* dsn-fields-write.c: from the model to the body of message/delivery-status.
 * SPDX-License-Identifier: LGPL-2.1-or-later */
#include <string.h>

#include "dsn-fields-private.h"
#include "dsn-fields.h"
#include "dsn-gmime-private.h"

/* Lines are folded to this many characters where their words allow it (RFC 5322 section 2.1.1). */
#define LINE_WIDTH 78

/* RFC 3464 section 2.2: the order in its grammar; the model's is that of the JSON. */
static const DsnField message_order[] = {
  DSN_FIELD_ORIGINAL_ENVELOPE_ID, DSN_FIELD_REPORTING_MTA, DSN_FIELD_DSN_GATEWAY,
  DSN_FIELD_RECEIVED_FROM_MTA,    DSN_FIELD_ARRIVAL_DATE,
};

static gboolean
value_needs_utf8 (const DsnValue *value)
{
  const char *comment;

  if (!value)
    return FALSE;
  comment = dsn_value_get_comment (value);
  return !g_str_is_ascii (dsn_value_get_text (value)) || (comment && !g_str_is_ascii (comment));
}

static gboolean
extensions_need_utf8 (const GPtrArray *extensions)
{
  for (guint i = 0; i < extensions->len; i++)
    if (!g_str_is_ascii (dsn_extension_get_value (g_ptr_array_index (extensions, i))))
      return TRUE;
  return FALSE;
}

static gboolean
recipient_needs_utf8 (const DsnRecipient *recipient)
{
  for (DsnField field = DSN_FIELD_FIRST_PER_RECIPIENT; field < DSN_FIELD_COUNT; field++)
    if (value_needs_utf8 (dsn_recipient_get_value (recipient, field)))
      return TRUE;
  return extensions_need_utf8 (dsn_recipient_get_extensions (recipient));
}

gboolean
dsn_fields_needs_utf8 (const DsnReport *report)
{
  g_return_val_if_fail (report != NULL, FALSE);

  for (DsnField field = 0; field < DSN_FIELD_FIRST_PER_RECIPIENT; field++)
    if (value_needs_utf8 (dsn_report_get_value (report, field)))
      return TRUE;
  for (guint i = 0; i < dsn_report_get_n_recipients (report); i++)
    if (recipient_needs_utf8 (dsn_report_get_recipient (report, i)))
      return TRUE;
  return extensions_need_utf8 (dsn_report_get_extensions (report));
}

/* Text that RFC 6533 has no form for takes the notation of its addresses. */
static char *
plain_text (const char *text, DsnFieldsForm form)
{
  GString *plain;

  if (form == DSN_FIELDS_UTF8 || g_str_is_ascii (text))
    return g_strdup (text);
  plain = g_string_new (NULL);
  for (; *text; text = g_utf8_next_char (text)) {
    gunichar c = g_utf8_get_char (text);

    if (c < 0x80)
      g_string_append_c (plain, (char) c);
    else
      g_string_append_printf (plain, "\\x{%02X}", c);
  }
  return g_string_free (plain, FALSE);
}

static void
append_comment (GString *line, const char *comment, DsnFieldsForm form)
{
  g_autofree char *encoded = NULL;

  if (form == DSN_FIELDS_ASCII && !g_str_is_ascii (comment)) {
    _dsn_gmime_init ();
    comment = encoded = g_mime_utils_header_encode_text (NULL, comment, "utf-8");
  }
  g_string_append (line, " (");
  for (; *comment; comment++) {
    if (strchr ("()\\", *comment))
      g_string_append_c (line, '\\');
    if (*comment != '\n' && *comment != '\r')
      g_string_append_c (line, *comment);
  }
  g_string_append_c (line, ')');
}

static char *
write_address (const DsnValue *value, DsnFieldsForm form)
{
  const char *type = dsn_value_get_type_name (value);
  const char *text = dsn_value_get_text (value);
  g_autofree char *encoded = NULL;

  if (!type)
    type = g_str_is_ascii (text) ? "rfc822" : "utf-8";
  if (strcmp (type, "utf-8") != 0)
    encoded = plain_text (text, form);
  else if (form == DSN_FIELDS_ASCII)
    encoded = dsn_utf8_address_encode (text, DSN_UTF8_FORM_XTEXT);
  else if (strstr (text, "\\x{"))
    encoded = dsn_utf8_address_encode (text, DSN_UTF8_FORM_UNITEXT);
  else
    encoded = g_strdup (text);
  return g_strconcat (type, "; ", encoded, NULL);
}

static char *
write_typed (const DsnValue *value, const char *usual_type, DsnFieldsForm form)
{
  const char *type = dsn_value_get_type_name (value);
  g_autofree char *text = plain_text (dsn_value_get_text (value), form);

  return g_strconcat (type ? type : usual_type, "; ", text, NULL);
}

static char *
write_date (const DsnValue *value)
{
  g_autoptr (GDateTime) date = dsn_date_parse (dsn_value_get_text (value));

  return date ? dsn_date_to_rfc5322 (date) : g_strdup (dsn_value_get_text (value));
}

static char *
write_without_comment (DsnField field, const DsnValue *value, DsnFieldsForm form)
{
  switch (dsn_field_get_syntax (field)) {
  case DSN_FIELD_SYNTAX_ADDRESS:
    return write_address (value, form);
  case DSN_FIELD_SYNTAX_MTA:
    return write_typed (value, "dns", form);
  case DSN_FIELD_SYNTAX_DIAGNOSTIC:
    return write_typed (value, "smtp", form);
  case DSN_FIELD_SYNTAX_DATE:
    return write_date (value);
  default:
    return plain_text (dsn_value_get_text (value), form);
  }
}

char *
_dsn_fields_write_value (DsnField field, const DsnValue *value, DsnFieldsForm form)
{
  const char *comment = dsn_value_get_comment (value);
  g_autofree char *text = write_without_comment (field, value, form);
  g_autoptr (GString) line = g_string_new (text);

  if (comment)
    append_comment (line, comment, form);
  return g_string_free (g_steal_pointer (&line), FALSE);
}

/* A space where a line may be folded so that unfolding gives it back. */
static gboolean
is_fold_point (const char *text, const char *at)
{
  return *at == ' ' && at > text && !strchr (" \t", at[-1]) && at[1] && !strchr (" \t", at[1]);
}

/* The last place to fold at within the width, else the first one behind it; NULL for none. */
static const char *
find_fold (const char *text, gsize width)
{
  const char *fold = NULL;

  for (const char *at = text; *at; at++) {
    if (is_fold_point (text, at))
      fold = at;
    if (fold && (gsize) (at - text) >= width)
      return fold;
  }
  return fold;
}

static void
append_field (GString *body, const char *name, const char *value)
{
  const char *end = value + strlen (value);
  gsize used = strlen (name) + 2;

  g_string_append_printf (body, "%s: ", name);
  while (used + (gsize) (end - value) > LINE_WIDTH) {
    const char *fold = find_fold (value, LINE_WIDTH > used ? LINE_WIDTH - used : 0);

    if (!fold)
      break;
    g_string_append_len (body, value, fold - value);
    g_string_append (body, "\n ");
    value = fold + 1;
    used = 1;
  }
  g_string_append_len (body, value, end - value);
  g_string_append_c (body, '\n');
}

static void
append_value (GString *body, DsnField field, const DsnValue *value, DsnFieldsForm form)
{
  g_autofree char *text = NULL;

  if (!value)
    return;
  text = _dsn_fields_write_value (field, value, form);
  append_field (body, dsn_field_get_name (field), text);
}

static void
append_extensions (GString *body, const GPtrArray *extensions, DsnFieldsForm form)
{
  for (guint i = 0; i < extensions->len; i++) {
    const DsnExtension *extension = g_ptr_array_index (extensions, i);
    g_autofree char *value = plain_text (dsn_extension_get_value (extension), form);

    append_field (body, dsn_extension_get_name (extension), value);
  }
}

char *
dsn_fields_to_string (const DsnReport *report, DsnFieldsForm form)
{
  GString *body;

  g_return_val_if_fail (report != NULL, NULL);

  body = g_string_new (NULL);
  for (guint i = 0; i < G_N_ELEMENTS (message_order); i++)
    append_value (body, message_order[i], dsn_report_get_value (report, message_order[i]), form);
  append_extensions (body, dsn_report_get_extensions (report), form);
  for (guint i = 0; i < dsn_report_get_n_recipients (report); i++) {
    const DsnRecipient *recipient = dsn_report_get_recipient (report, i);

    g_string_append_c (body, '\n');
    for (DsnField field = DSN_FIELD_FIRST_PER_RECIPIENT; field < DSN_FIELD_COUNT; field++)
      append_value (body, field, dsn_recipient_get_value (recipient, field), form);
    append_extensions (body, dsn_recipient_get_extensions (recipient), form);
  }
  return g_string_free (body, FALSE);
}
