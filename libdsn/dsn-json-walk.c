/* dsn-json-walk.c: over a JSON object by a table of its keys.
 * SPDX-License-Identifier: LGPL-2.1-or-later */
#include <string.h>

#include "dsn-json-private.h"

/* No more faults than this are told of one object. */
#define MAX_FAULTS 20

/* Keys that are longer are shown in part, and resemble no other. */
#define MAX_KEY 40

/* A fault may quote a value of any size. */
#define MAX_FAULT_TEXT 300

static const struct {
  guint type;
  const char *wanted;
  const char *found;
} type_names[] = {
  { DSN_JSON_TEXT, "a string", "a string" },     { DSN_JSON_OBJECT, "an object", "an object" },
  { DSN_JSON_ARRAY, "an array", "an array" },    { DSN_JSON_NUMBER, "a whole number", "a number" },
  { DSN_JSON_FLAG, "true or false", "a truth" }, { DSN_JSON_NULL, "null", "null" },
};

void
_dsn_json_walk_init (DsnJsonWalk *walk, const char *prefix)
{
  *walk = (DsnJsonWalk){ g_string_new (NULL), g_string_new (NULL), 0, prefix };
}

void
_dsn_json_walk_clear (DsnJsonWalk *walk)
{
  g_string_free (walk->path, TRUE);
  g_string_free (walk->faults, TRUE);
}

/* Appends a text that came from outside so that it can be shown, at most @max characters of it. */
static void
append_shown (GString *out, const char *text, guint max)
{
  for (guint i = 0; *text && i < max; text = g_utf8_next_char (text), i++) {
    gunichar c = g_utf8_get_char (text);

    g_string_append_unichar (out, g_unichar_isprint (c) ? c : 0xFFFD);
  }
  if (*text)
    g_string_append (out, "…");
}

void
_dsn_json_fault (DsnJsonWalk *walk, const char *format, ...)
{
  g_autofree char *text = NULL;
  va_list arguments;

  if (walk->n_faults++ > MAX_FAULTS)
    return;
  if (walk->faults->len > 0)
    g_string_append_c (walk->faults, '\n');
  g_string_append (walk->faults, walk->prefix);
  if (walk->n_faults > MAX_FAULTS) {
    g_string_append (walk->faults, "there are more faults");
    return;
  }
  if (walk->path->len > 0)
    g_string_append_printf (walk->faults, "%s: ", walk->path->str);
  va_start (arguments, format);
  text = g_strdup_vprintf (format, arguments);
  va_end (arguments);
  append_shown (walk->faults, text, MAX_FAULT_TEXT);
}

/* Goes to a key; returns how to come back. */
static gsize
enter_key (DsnJsonWalk *walk, const char *key)
{
  gsize back = walk->path->len;

  if (back > 0)
    g_string_append_c (walk->path, '.');
  append_shown (walk->path, *key ? key : "\"\"", MAX_KEY);
  return back;
}

static guint
type_of (JsonNode *node)
{
  if (JSON_NODE_HOLDS_OBJECT (node))
    return DSN_JSON_OBJECT;
  if (JSON_NODE_HOLDS_ARRAY (node))
    return DSN_JSON_ARRAY;
  if (JSON_NODE_HOLDS_NULL (node))
    return DSN_JSON_NULL;
  switch (json_node_get_value_type (node)) {
  case G_TYPE_STRING:
    return DSN_JSON_TEXT;
  case G_TYPE_BOOLEAN:
    return DSN_JSON_FLAG;
  default:
    return DSN_JSON_NUMBER;
  }
}

static void
append_type_names (GString *names, guint types)
{
  for (guint i = 0; i < G_N_ELEMENTS (type_names); i++) {
    if (!(types & type_names[i].type))
      continue;
    if (names->len > 0)
      g_string_append (names, " or ");
    g_string_append (names, type_names[i].wanted);
  }
}

static const char *
describe (JsonNode *node, guint type)
{
  if (type == DSN_JSON_FLAG)
    return json_node_get_boolean (node) ? "true" : "false";
  for (guint i = 0; i < G_N_ELEMENTS (type_names); i++)
    if (type_names[i].type == type)
      return type_names[i].found;
  return "a value";
}

/* Whether a value has one of the types wanted. Numbers count octets or places: whole, from 0 on. */
static gboolean
check_type (DsnJsonWalk *walk, JsonNode *node, guint types)
{
  guint type = type_of (node);
  g_autoptr (GString) names = NULL;

  if (types == 0)
    return TRUE;
  if (types & type & DSN_JSON_NUMBER) {
    if (json_node_get_value_type (node) == G_TYPE_INT64 && json_node_get_int (node) >= 0)
      return TRUE;
    _dsn_json_fault (walk, "a whole number from 0 on is wanted");
    return FALSE;
  }
  if (types & type)
    return TRUE;
  names = g_string_new (NULL);
  append_type_names (names, types);
  _dsn_json_fault (walk, "%s is wanted, not %s", names->str, describe (node, type));
  return FALSE;
}

/* A key in the letters that matter for how it resembles another; FALSE if they are too many. */
static gboolean
reduce_key (const char *key, char *reduced)
{
  guint length = 0;

  for (; *key; key++) {
    if (!g_ascii_isalnum (*key))
      continue;
    if (length == MAX_KEY)
      return FALSE;
    reduced[length++] = g_ascii_tolower (*key);
  }
  reduced[length] = '\0';
  return length > 0;
}

/* Levenshtein's distance: how many letters to put in, take out or change. */
static guint
distance (const char *one, const char *other)
{
  guint row[MAX_KEY + 1];
  guint columns = (guint) strlen (other);

  for (guint j = 0; j <= columns; j++)
    row[j] = j;
  for (guint i = 1; *one; one++, i++) {
    guint diagonal = row[0];

    row[0] = i;
    for (guint j = 1; j <= columns; j++) {
      guint change = diagonal + (*one != other[j - 1]);

      diagonal = row[j];
      row[j] = MIN (change, MIN (row[j], row[j - 1]) + 1);
    }
  }
  return row[columns];
}

/* The key of a table that was likely meant; NULL for none. */
static const char *
nearest_key (const char *key, const DsnJsonRow *rows, guint n_rows)
{
  char given[MAX_KEY + 1], known[MAX_KEY + 1];
  const char *nearest = NULL;
  guint best;

  if (!reduce_key (key, given))
    return NULL;
  best = (guint) strlen (given) / 3 + 1;
  for (guint i = 0; i < n_rows; i++) {
    guint far;

    if (!reduce_key (rows[i].key, known))
      continue;
    far = strlen (given) >= 4 && strstr (known, given) ? 1 : distance (given, known);
    if (strcmp (given, known) == 0)
      far = 0;
    if (far < best) {
      best = far;
      nearest = rows[i].key;
    }
  }
  return nearest;
}

static gboolean
is_known (const char *key, const DsnJsonRow *rows, guint n_rows)
{
  for (guint i = 0; i < n_rows; i++)
    if (strcmp (rows[i].key, key) == 0)
      return TRUE;
  return FALSE;
}

static void
refuse_unknown_keys (DsnJsonWalk *walk, JsonObject *object, const DsnJsonRow *rows, guint n_rows)
{
  JsonObjectIter iter;
  const char *key;

  json_object_iter_init_ordered (&iter, object);
  while (json_object_iter_next_ordered (&iter, &key, NULL)) {
    const char *nearest;
    gsize back;

    if (is_known (key, rows, n_rows))
      continue;
    nearest = walk->n_faults < MAX_FAULTS ? nearest_key (key, rows, n_rows) : NULL;
    back = enter_key (walk, key);
    if (nearest)
      _dsn_json_fault (walk, "no such key; did you mean %s?", nearest);
    else
      _dsn_json_fault (walk, "no such key");
    g_string_truncate (walk->path, back);
  }
}

void
_dsn_json_walk_object (DsnJsonWalk *walk, JsonNode *node, const DsnJsonRow *rows, guint n_rows)
{
  JsonObject *object = json_node_get_object (node);

  for (guint i = 0; i < n_rows; i++) {
    JsonNode *value = json_object_get_member (object, rows[i].key);
    gsize back;

    if (!value)
      continue;
    back = enter_key (walk, rows[i].key);
    if (check_type (walk, value, rows[i].types) && rows[i].read)
      rows[i].read (walk, value, rows[i].number);
    g_string_truncate (walk->path, back);
  }
  refuse_unknown_keys (walk, object, rows, n_rows);
}

void
_dsn_json_walk_array (DsnJsonWalk *walk, JsonNode *node, DsnJsonRead read)
{
  JsonArray *array = json_node_get_array (node);

  for (guint i = 0; i < json_array_get_length (array); i++) {
    JsonNode *element = json_array_get_element (array, i);
    gsize back = walk->path->len;

    g_string_append_printf (walk->path, "[%u]", i);
    if (check_type (walk, element, DSN_JSON_OBJECT))
      read (walk, element, i);
    g_string_truncate (walk->path, back);
  }
}

const char *
_dsn_json_text (JsonNode *node, const char *key)
{
  JsonNode *value = json_object_get_member (json_node_get_object (node), key);

  return value && type_of (value) == DSN_JSON_TEXT ? json_node_get_string (value) : NULL;
}

const char *
_dsn_json_require (DsnJsonWalk *walk, JsonNode *node, const char *key)
{
  if (!json_object_has_member (json_node_get_object (node), key))
    _dsn_json_fault (walk, "the key \"%s\" is missing", key);
  return _dsn_json_text (node, key);
}
