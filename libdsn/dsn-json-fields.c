/* dsn-json-fields.c: JSON values as fields of a report and of its recipients.
 * SPDX-License-Identifier: LGPL-2.1-or-later */
#include <string.h>

#include "dsn-json-read-private.h"

#define READER(walk) ((DsnJsonReader *) (walk))

/* What a value is taken for where it is given without a type. */
static const struct {
  const char *text_key;
  const char *usual_type;
} typed_syntaxes[] = {
  [DSN_FIELD_SYNTAX_MTA] = { "name", "dns" },
  [DSN_FIELD_SYNTAX_ADDRESS] = { "address", "rfc822" },
  [DSN_FIELD_SYNTAX_DIAGNOSTIC] = { "text", "smtp" },
};

static gboolean
is_typed (DsnField field)
{
  DsnFieldSyntax syntax = dsn_field_get_syntax (field);

  return syntax < G_N_ELEMENTS (typed_syntaxes) && typed_syntaxes[syntax].text_key;
}

static const DsnValue *
get_value (const DsnJsonReader *reader, DsnField field)
{
  return field < DSN_FIELD_FIRST_PER_RECIPIENT ? dsn_report_get_value (reader->report, field)
                                               : dsn_recipient_get_value (reader->recipient, field);
}

static void
set_value (DsnJsonReader *reader, DsnField field, const char *type, const char *text,
           const char *comment)
{
  DsnValue *value = dsn_value_new (type, text, comment);

  if (field < DSN_FIELD_FIRST_PER_RECIPIENT)
    dsn_report_set_value (reader->report, field, value);
  else
    dsn_recipient_set_value (reader->recipient, field, value);
}

/* RFC 6533 section 3: an address outside ASCII has a type of its own. */
static const char *
usual_type (DsnField field, const char *text)
{
  DsnFieldSyntax syntax = dsn_field_get_syntax (field);

  if (syntax == DSN_FIELD_SYNTAX_ADDRESS && !g_str_is_ascii (text))
    return "utf-8";
  return typed_syntaxes[syntax].usual_type;
}

static void
read_typed (DsnJsonWalk *walk, JsonNode *node, guint field)
{
  const char *text_key = typed_syntaxes[dsn_field_get_syntax (field)].text_key;
  const DsnJsonRow rows[] = { { "type", DSN_JSON_TEXT, NULL, 0 },
                              { text_key, DSN_JSON_TEXT, NULL, 0 } };
  const char *text;

  if (!JSON_NODE_HOLDS_OBJECT (node)) {
    text = json_node_get_string (node);
    set_value (READER (walk), field, usual_type (field, text), text, NULL);
    return;
  }
  _dsn_json_walk_object (walk, node, rows, G_N_ELEMENTS (rows));
  text = _dsn_json_require (walk, node, text_key);
  if (text)
    set_value (READER (walk), field, _dsn_json_text (node, "type"), text, NULL);
}

/* What reading would pass over stands in no field. */
static gboolean
is_line (DsnJsonWalk *walk, const char *text)
{
  if (!strpbrk (text, "\r\n"))
    return TRUE;
  _dsn_json_fault (walk, "there is a line end in it");
  return FALSE;
}

char *
_dsn_json_normal_date (DsnJsonWalk *walk, const char *text)
{
  g_autoptr (GDateTime) date = dsn_date_parse (text);

  if (!is_line (walk, text))
    return NULL;
  if (date)
    return dsn_date_to_rfc3339 (date);
  _dsn_json_fault (walk, "\"%s\" is not a date", text);
  return NULL;
}

static char *
normal_status (DsnJsonWalk *walk, const char *text, DsnStatus *status)
{
  g_autoptr (GError) error = NULL;

  if (!is_line (walk, text))
    return NULL;
  if (dsn_status_parse (text, status, &error))
    return dsn_status_to_string (*status);
  _dsn_json_fault (walk, "%s", error->message);
  return NULL;
}

static char *
normal_action (DsnJsonWalk *walk, const char *text)
{
  DsnAction action = dsn_action_from_string (text);

  if (action != DSN_ACTION_NONE)
    return g_strdup (dsn_action_to_string (action));
  _dsn_json_fault (walk, "\"%s\" is none of failed, delayed, delivered, relayed, expanded", text);
  return NULL;
}

static void
read_plain (DsnJsonWalk *walk, JsonNode *node, guint field)
{
  const char *text = json_node_get_string (node);
  g_autofree char *normal = NULL;

  switch (dsn_field_get_syntax (field)) {
  case DSN_FIELD_SYNTAX_DATE:
    normal = _dsn_json_normal_date (walk, text);
    break;
  case DSN_FIELD_SYNTAX_ACTION:
    normal = normal_action (walk, text);
    break;
  default:
    normal = g_strdup (text);
  }
  if (normal)
    set_value (READER (walk), field, NULL, normal, NULL);
}

/* `status` is both the field and what to act on; `status_field` then says what the field was. */
static void
read_status (DsnJsonWalk *walk, JsonNode *node, guint is_to_act_on)
{
  DsnJsonReader *reader = READER (walk);
  DsnStatus status;
  g_autofree char *normal = normal_status (walk, json_node_get_string (node), &status);

  if (!normal)
    return;
  set_value (reader, DSN_FIELD_STATUS, NULL, normal, NULL);
  if (is_to_act_on)
    dsn_recipient_set_status (reader->recipient, status);
}

/* The address to act on is drawn from the fields, but may stand for them. */
static void
read_address (DsnJsonWalk *walk, JsonNode *node, guint number G_GNUC_UNUSED)
{
  if (!get_value (READER (walk), DSN_FIELD_ORIGINAL_RECIPIENT)
      && !get_value (READER (walk), DSN_FIELD_FINAL_RECIPIENT))
    read_typed (walk, node, DSN_FIELD_FINAL_RECIPIENT);
}

static void
read_smtp_command (DsnJsonWalk *walk, JsonNode *node, guint number G_GNUC_UNUSED)
{
  dsn_recipient_set_smtp_command (READER (walk)->recipient, json_node_get_string (node));
}

static void
read_comment (DsnJsonWalk *walk, JsonNode *node, guint field)
{
  const DsnValue *value = get_value (READER (walk), field);
  g_autoptr (DsnValue) copy = dsn_value_copy (value);

  if (!copy) {
    _dsn_json_fault (walk, "there is no %s for it to belong to", dsn_field_get_key (field));
    return;
  }
  set_value (READER (walk), field, dsn_value_get_type_name (copy), dsn_value_get_text (copy),
             json_node_get_string (node));
}

/* RFC 3464 section 2.1.1: in fields of text, and in diagnostics, parentheses are text. */
void
_dsn_json_read_comments (DsnJsonWalk *walk, JsonNode *node, guint number G_GNUC_UNUSED)
{
  gboolean per_message = READER (walk)->recipient == NULL;
  DsnField first = per_message ? 0 : DSN_FIELD_FIRST_PER_RECIPIENT;
  DsnField end = per_message ? DSN_FIELD_FIRST_PER_RECIPIENT : DSN_FIELD_COUNT;
  DsnJsonRow rows[DSN_FIELD_COUNT];
  guint n_rows = 0;

  for (DsnField field = first; field < end; field++) {
    DsnFieldSyntax syntax = dsn_field_get_syntax (field);

    if (syntax != DSN_FIELD_SYNTAX_TEXT && syntax != DSN_FIELD_SYNTAX_DIAGNOSTIC)
      rows[n_rows++] =
          (DsnJsonRow){ dsn_field_get_key (field), DSN_JSON_TEXT, read_comment, field };
  }
  _dsn_json_walk_object (walk, node, rows, n_rows);
}

static void
read_extension (DsnJsonWalk *walk, JsonNode *node, guint number G_GNUC_UNUSED)
{
  static const DsnJsonRow rows[] = { { "name", DSN_JSON_TEXT, NULL, 0 },
                                     { "value", DSN_JSON_TEXT, NULL, 0 } };
  DsnJsonReader *reader = READER (walk);
  const char *name, *value;

  _dsn_json_walk_object (walk, node, rows, G_N_ELEMENTS (rows));
  name = _dsn_json_require (walk, node, "name");
  value = _dsn_json_require (walk, node, "value");
  if (!name || !value)
    return;
  if (reader->recipient)
    dsn_recipient_add_extension (reader->recipient, name, value, DSN_NO_OFFSET);
  else
    dsn_report_add_extension (reader->report, name, value, DSN_NO_OFFSET);
}

void
_dsn_json_read_extensions (DsnJsonWalk *walk, JsonNode *node, guint number G_GNUC_UNUSED)
{
  _dsn_json_walk_array (walk, node, read_extension);
}

static void
read_recipient (DsnJsonWalk *walk, JsonNode *node, guint number G_GNUC_UNUSED)
{
  DsnJsonReader *reader = READER (walk);

  reader->recipient = dsn_report_add_recipient (reader->report);
  _dsn_json_walk_object (walk, node, &g_array_index (reader->recipient_rows, DsnJsonRow, 0),
                         reader->recipient_rows->len);
  reader->recipient = NULL;
}

void
_dsn_json_read_recipients (DsnJsonWalk *walk, JsonNode *node, guint number G_GNUC_UNUSED)
{
  _dsn_json_walk_array (walk, node, read_recipient);
}

/* The fields of one group as rows of a table. Status is read in a way of its own. */
static void
add_field_rows (GArray *rows, DsnField first, DsnField end)
{
  for (DsnField field = first; field < end; field++) {
    DsnJsonRow row = { dsn_field_get_key (field), DSN_JSON_TEXT, read_plain, field };

    if (field == DSN_FIELD_STATUS)
      continue;
    if (is_typed (field)) {
      row.types |= DSN_JSON_OBJECT;
      row.read = read_typed;
    }
    g_array_append_val (rows, row);
  }
}

GArray *
_dsn_json_report_rows (const DsnJsonRow *others, guint n_others)
{
  GArray *rows = g_array_new (FALSE, FALSE, sizeof (DsnJsonRow));

  add_field_rows (rows, 0, DSN_FIELD_FIRST_PER_RECIPIENT);
  return g_array_append_vals (rows, others, n_others);
}

GArray *
_dsn_json_recipient_rows (void)
{
  /* In this order: a comment belongs to a value that is there already. */
  static const DsnJsonRow others[] = {
    { "status", DSN_JSON_TEXT, read_status, TRUE },
    { "status_field", DSN_JSON_TEXT, read_status, FALSE },
    { "address", DSN_JSON_TEXT, read_address, 0 },
    { "extensions", DSN_JSON_ARRAY, _dsn_json_read_extensions, 0 },
    { "comments", DSN_JSON_OBJECT, _dsn_json_read_comments, 0 },
    { "smtp_command", DSN_JSON_TEXT, read_smtp_command, 0 },
    { "status_name", 0, NULL, 0 },
    { "reply", 0, NULL, 0 },
    { "reason", 0, NULL, 0 },
    { "hard_bounce", 0, NULL, 0 },
    { "evidence", 0, NULL, 0 },
  };
  GArray *rows = g_array_new (FALSE, FALSE, sizeof (DsnJsonRow));

  add_field_rows (rows, DSN_FIELD_FIRST_PER_RECIPIENT, DSN_FIELD_COUNT);
  return g_array_append_vals (rows, others, G_N_ELEMENTS (others));
}
