/* dsn-builder-check-field.c: which fields of a delivery status could not be written.
 * SPDX-License-Identifier: LGPL-2.1-or-later */
#include <string.h>

#include "dsn-builder-check-private.h"
#include "dsn-fields-private.h"
#include "dsn-syntax-private.h"

/* Shorter texts fit on a line, however they are written: as "\\x{2B}" at worst. */
#define SURELY_FITS 120

gboolean
_dsn_check_characters (const DsnCheckPlace *place, DsnRule rule, const char *text)
{
  if (!g_utf8_validate (text, -1, NULL))
    DSN_FAULT (place->draft, rule, place->recipient, place->name, "%s is not in UTF-8",
               place->name);
  else if (strpbrk (text, "\r\n"))
    DSN_FAULT (place->draft, rule, place->recipient, place->name, "%s has a line end in its value",
               place->name);
  else
    return TRUE;
  return FALSE;
}

static gboolean
check_field_text (const DsnCheckPlace *place, const char *text)
{
  gsize length = strlen (text);

  if (!_dsn_check_characters (place, DSN_RULE_BAD_CHARACTERS, text))
    return FALSE;
  if (length == 0)
    DSN_FAULT (place->draft, DSN_RULE_EMPTY_FIELD, place->recipient, place->name, "%s has no value",
               place->name);
  else if (strchr (" \t", *text) || strchr (" \t", text[length - 1]))
    DSN_FAULT (place->draft, DSN_RULE_UNWRITABLE_VALUE, place->recipient, place->name,
               "%s begins or ends with white space, which a field cannot keep", place->name);
  else
    return TRUE;
  return FALSE;
}

static gsize
longest_line (const char *text)
{
  gsize longest = 0;

  while (*text) {
    gsize length = strcspn (text, "\n");

    longest = MAX (longest, length);
    text += length + (text[length] != '\0');
  }
  return longest;
}

/* Takes a report that holds nothing but one field. */
static void
check_line_length (const DsnCheckPlace *place, DsnReport *alone)
{
  g_autofree char *text = dsn_fields_to_string (alone, place->draft->form);

  if (longest_line (text) > DSN_LINE_MAX)
    DSN_FAULT (place->draft, DSN_RULE_LINE_TOO_LONG, place->recipient, place->name,
               "%s has a word that does not fit on a line of %d octets", place->name, DSN_LINE_MAX);
  dsn_report_unref (alone);
}

static gboolean
is_same (const DsnValue *a, const DsnValue *b)
{
  return g_strcmp0 (dsn_value_get_type_name (a), dsn_value_get_type_name (b)) == 0
         && strcmp (dsn_value_get_text (a), dsn_value_get_text (b)) == 0
         && g_strcmp0 (dsn_value_get_comment (a), dsn_value_get_comment (b)) == 0;
}

/* dsn_builder_set_downgrade(): text outside addresses is then written as ASCII can tell it. */
static gboolean
may_change (const DsnCheckPlace *place, DsnField field, const DsnValue *value)
{
  return place->draft->form == DSN_FIELDS_ASCII
         && dsn_field_get_syntax (field) != DSN_FIELD_SYNTAX_ADDRESS
         && !g_str_is_ascii (dsn_value_get_text (value));
}

/* Whether a value that is written is read as the same value. */
static void
check_reading (const DsnCheckPlace *place, DsnField field, const DsnValue *value)
{
  g_autofree char *text = _dsn_fields_write_value (field, value, place->draft->form);
  g_autoptr (DsnReport) scratch = dsn_report_new ();
  DsnFieldPlace at = { scratch, place->recipient, DSN_NO_OFFSET };
  g_autoptr (DsnValue) again = _dsn_fields_read_value (field, text, &at);
  const GPtrArray *problems = dsn_report_get_problems (scratch);

  for (guint i = 0; i < problems->len; i++) {
    const DsnProblem *problem = g_ptr_array_index (problems, i);

    DSN_FAULT (place->draft, _dsn_problem_get_rule_number (problem), place->recipient, place->name,
               "%s: %s", place->name, dsn_problem_get_text (problem));
  }
  if (problems->len == 0 && !may_change (place, field, value)
      && (!again || !is_same (value, again)))
    DSN_FAULT (place->draft, DSN_RULE_UNWRITABLE_VALUE, place->recipient, place->name,
               "%s would not be read as \"%s\"", place->name, dsn_value_get_text (value));
}

static gboolean
check_type (const DsnCheckPlace *place, DsnField field, const DsnValue *value)
{
  const char *type = dsn_value_get_type_name (value);
  DsnFieldSyntax syntax = dsn_field_get_syntax (field);
  gboolean typed = syntax == DSN_FIELD_SYNTAX_MTA || syntax == DSN_FIELD_SYNTAX_ADDRESS
                   || syntax == DSN_FIELD_SYNTAX_DIAGNOSTIC;

  if (typed ? type && _dsn_is_atom (type) : !type)
    return TRUE;
  DSN_FAULT (place->draft, DSN_RULE_BAD_TYPE, place->recipient, place->name,
             typed ? "%s has a type that is not an atom" : "%s has a type, which it cannot have",
             place->name);
  return FALSE;
}

static void
check_value (const DsnDraft *draft, int recipient, DsnField field, const DsnValue *value)
{
  const char *comment = value ? dsn_value_get_comment (value) : NULL;
  DsnCheckPlace place = { draft, recipient, dsn_field_get_name (field) };

  if (!value || !check_field_text (&place, dsn_value_get_text (value))
      || !check_type (&place, field, value)
      || (comment && !_dsn_check_characters (&place, DSN_RULE_BAD_CHARACTERS, comment)))
    return;
  check_reading (&place, field, value);
  if (strlen (dsn_value_get_text (value)) + (comment ? strlen (comment) : 0) > SURELY_FITS) {
    DsnReport *alone = dsn_report_new ();

    if (recipient < 0)
      dsn_report_set_value (alone, field, dsn_value_copy (value));
    else
      dsn_recipient_set_value (dsn_report_add_recipient (alone), field, dsn_value_copy (value));
    check_line_length (&place, alone);
  }
}

static void
check_extension (const DsnDraft *draft, int recipient, const DsnExtension *extension)
{
  const char *name = dsn_extension_get_name (extension);
  const char *value = dsn_extension_get_value (extension);
  DsnCheckPlace place = { draft, recipient, name };
  DsnReport *alone;
  DsnField field;

  if (!_dsn_is_atom (name)) {
    g_autofree char *shown = g_utf8_make_valid (name, -1);

    DSN_FAULT (draft, DSN_RULE_BAD_EXTENSION_NAME, recipient, NULL,
               "\"%s\" cannot be the name of a field", shown);
    return;
  }
  if (_dsn_field_lookup (name, strlen (name), &field)) {
    DSN_FAULT (draft, DSN_RULE_BAD_EXTENSION_NAME, recipient, name,
               "%s is a field of its own and cannot be an extension", name);
    return;
  }
  if (g_ascii_strcasecmp (name, "Content-Transfer-Encoding") == 0) {
    DSN_FAULT (draft, DSN_RULE_BAD_EXTENSION_NAME, recipient, name,
               "%s would say of what follows that it is encoded", name);
    return;
  }
  if (!check_field_text (&place, value))
    return;
  alone = dsn_report_new ();
  dsn_report_add_extension (alone, name, value, DSN_NO_OFFSET);
  check_line_length (&place, alone);
}

static void
check_extensions (const DsnDraft *draft, int recipient, const GPtrArray *extensions)
{
  for (guint i = 0; i < extensions->len; i++)
    check_extension (draft, recipient, g_ptr_array_index (extensions, i));
}

void
_dsn_check_fields (const DsnDraft *draft)
{
  const DsnReport *report = draft->report;

  for (DsnField field = 0; field < DSN_FIELD_FIRST_PER_RECIPIENT; field++)
    check_value (draft, -1, field, dsn_report_get_value (report, field));
  check_extensions (draft, -1, dsn_report_get_extensions (report));
  for (guint i = 0; i < dsn_report_get_n_recipients (report); i++) {
    const DsnRecipient *recipient = dsn_report_get_recipient (report, i);

    for (DsnField field = DSN_FIELD_FIRST_PER_RECIPIENT; field < DSN_FIELD_COUNT; field++)
      check_value (draft, (int) i, field, dsn_recipient_get_value (recipient, field));
    check_extensions (draft, (int) i, dsn_recipient_get_extensions (recipient));
  }
}
