/* dsn-fields-read.c: from the text of one field to its value.
 * SPDX-License-Identifier: LGPL-2.1-or-later */
#include <string.h>

#include "dsn-escape-private.h"
#include "dsn-date-private.h"
#include "dsn-fields-private.h"
#include "dsn-words-private.h"

/* Words that reporting MTAs write where RFC 3464 section 2.3.3 has one of five, and can only mean
 * one of them. */
static const struct {
  const char *word;
  DsnAction action;
} action_aliases[] = {
  { "failure", DSN_ACTION_FAILED },    { "fail", DSN_ACTION_FAILED },
  { "error", DSN_ACTION_FAILED },      { "undeliverable", DSN_ACTION_FAILED },
  { "bounced", DSN_ACTION_FAILED },    { "delay", DSN_ACTION_DELAYED },
  { "deferred", DSN_ACTION_DELAYED },  { "success", DSN_ACTION_DELIVERED },
  { "deliver", DSN_ACTION_DELIVERED }, { "relay", DSN_ACTION_RELAYED },
  { "expand", DSN_ACTION_EXPANDED },   { "deliverable", DSN_ACTION_DELIVERED },
};

#define NOTE(place, rule, field, ...)                                                             \
  _dsn_report_add_problem ((place)->report, rule, (place)->recipient, dsn_field_get_name (field), \
                           (place)->offset, __VA_ARGS__)

/* RFC 3464 section 2.1.2: a type is an atom. */
static gboolean
is_type (const char *text, gsize length)
{
  for (gsize i = 0; i < length; i++)
    if (!g_ascii_isalnum (text[i]) && !strchr ("!#$%&'*+-/=?^_`{|}~", text[i]))
      return FALSE;
  return TRUE;
}

/* Splits "type; text"; returns the text, and in @type the type or NULL. */
static const char *
split_type (const char *text, char **type)
{
  gsize length = strcspn (text, " \t;");
  const char *semicolon = text + length + strspn (text + length, " \t");

  *type = NULL;
  if (*semicolon != ';' || !is_type (text, length))
    return text;
  if (length > 0)
    *type = g_strndup (text, length);
  return semicolon + 1 + strspn (semicolon + 1, " \t");
}

static const char *
take_type (DsnField field, const char *text, char **type, const DsnFieldPlace *place)
{
  const char *rest = split_type (text, type);

  if (!*type && *rest)
    NOTE (place, DSN_RULE_MISSING_TYPE, field, "no type stands before \"%s\"", text);
  if (!*rest)
    NOTE (place, DSN_RULE_EMPTY_FIELD, field, "\"%s\" has no value", text);
  return rest;
}

/* An address of type utf-8 in plain UTF-8 (RFC 6533 section 3); as it is if it cannot be decoded. */
static char *
decode_utf8_address (DsnField field, const char *text, const DsnFieldPlace *place)
{
  g_autoptr (GError) error = NULL;
  char *decoded = dsn_utf8_address_decode (text, &error);

  if (decoded)
    return decoded;
  NOTE (place, DSN_RULE_BAD_UTF8_ADDRESS, field, "%s", error->message);
  return g_strdup (text);
}

/* RFC 5321 section 4.1.2: what names a mailbox or a host can be seen, however it was written. */
static void
note_unseen (DsnField field, const char *text, const DsnFieldPlace *place)
{
  const char *at = text;

  while (*at >= ' ' && *at < 0x7F)
    at++;
  if (!g_utf8_validate (at, -1, NULL))
    return;
  for (; *at; at = g_utf8_next_char (at))
    if (_dsn_escape_is_needed (g_utf8_get_char (at))) {
      NOTE (place, DSN_RULE_BAD_CHARACTERS, field, "\"%s\" has a character that cannot be seen",
            text);
      return;
    }
}

static DsnValue *
read_address (DsnField field, const char *text, const char *comment, const DsnFieldPlace *place)
{
  g_autofree char *type = NULL;
  g_autofree char *decoded = NULL;

  text = take_type (field, text, &type, place);
  if (*text == '<')
    NOTE (place, DSN_RULE_BRACKETED_ADDRESS, field, "\"%s\" is to be written without brackets",
          text);
  if (type && g_ascii_strcasecmp (type, "utf-8") == 0)
    text = decoded = decode_utf8_address (field, text, place);
  else if (!g_str_is_ascii (text))
    NOTE (place, DSN_RULE_EIGHT_BIT_ADDRESS, field,
          "\"%s\" has characters that only the type utf-8 may have", text);
  note_unseen (field, text, place);
  return dsn_value_new (type, text, comment);
}

static DsnValue *
read_mta (DsnField field, const char *text, const char *comment, const DsnFieldPlace *place)
{
  g_autofree char *type = NULL;

  text = take_type (field, text, &type, place);
  note_unseen (field, text, place);
  return dsn_value_new (type, text, comment);
}

/* RFC 3464 section 2.3.6: parentheses are text here. */
static DsnValue *
read_diagnostic (DsnField field, const char *text, const DsnFieldPlace *place)
{
  g_autofree char *type = NULL;

  text = take_type (field, text, &type, place);
  return dsn_value_new (type, text, NULL);
}

static DsnAction
action_of_word (const char *word)
{
  for (guint i = 0; i < G_N_ELEMENTS (action_aliases); i++)
    if (g_ascii_strcasecmp (action_aliases[i].word, word) == 0)
      return action_aliases[i].action;
  return DSN_ACTION_NONE;
}

/* The first word of a text that is longer than that; NULL for one that is not. (transfer full) */
static char *
take_first_word (const char *text)
{
  gsize length = strcspn (text, " \t");

  return text[length] ? g_strndup (text, length) : NULL;
}

static DsnValue *
read_action (DsnField field, const char *text, const char *comment, const DsnFieldPlace *place)
{
  DsnAction action = dsn_action_from_string (text);
  g_autofree char *word = take_first_word (text);

  if (word && (action = dsn_action_from_string (word)) != DSN_ACTION_NONE) {
    NOTE (place, DSN_RULE_TEXT_AFTER_VALUE, field, "in \"%s\" there is text after the action",
          text);
  } else if (action == DSN_ACTION_NONE) {
    NOTE (place, DSN_RULE_BAD_ACTION, field,
          "\"%s\" is none of failed, delayed, delivered, relayed, expanded", text);
    action = action_of_word (text);
  }
  if (action == DSN_ACTION_NONE)
    return NULL;
  return dsn_value_new (NULL, dsn_action_to_string (action), comment);
}

static DsnValue *
read_status (DsnField field, const char *text, const char *comment, const DsnFieldPlace *place)
{
  g_autofree char *code = NULL;
  g_autofree char *word = take_first_word (text);
  g_autoptr (GError) error = NULL;
  DsnStatus status;

  if (word && dsn_status_parse (word, &status, NULL)) {
    NOTE (place, DSN_RULE_TEXT_AFTER_VALUE, field, "in \"%s\" there is text after the status",
          text);
  } else if (!dsn_status_parse (text, &status, &error)) {
    NOTE (place, DSN_RULE_BAD_STATUS, field, "%s", error->message);
    status = dsn_status_find (text);
  }
  if (status == DSN_STATUS_NONE)
    return NULL;
  code = dsn_status_to_string (status);
  return dsn_value_new (NULL, code, comment);
}

static DsnValue *
read_date (DsnField field, const char *text, const char *comment, const DsnFieldPlace *place)
{
  g_autofree char *normal = _dsn_date_rewrite (text);

  if (normal)
    return dsn_value_new (NULL, normal, comment);
  NOTE (place, DSN_RULE_BAD_DATE, field, "\"%s\" is not a date", text);
  return NULL;
}

/* RFC 3464 section 2.1.1: comments may hold encoded-words, and these may hold anything. */
static char *
strip_comments (const char *text, char **comment)
{
  char *stripped = dsn_comment_strip (text, comment);

  if (*comment && strstr (*comment, "=?")) {
    char *decoded = _dsn_words_decode (*comment);

    g_free (*comment);
    *comment = decoded;
  }
  return stripped;
}

DsnValue *
_dsn_fields_read_value (DsnField field, const char *text, const DsnFieldPlace *place)
{
  DsnFieldSyntax syntax = dsn_field_get_syntax (field);
  g_autofree char *comment = NULL;
  g_autofree char *stripped = NULL;

  if (syntax == DSN_FIELD_SYNTAX_TEXT)
    return dsn_value_new (NULL, text, NULL);
  if (syntax == DSN_FIELD_SYNTAX_DIAGNOSTIC)
    return read_diagnostic (field, text, place);
  if (strchr (text, '('))
    text = stripped = strip_comments (text, &comment);
  switch (syntax) {
  case DSN_FIELD_SYNTAX_ADDRESS:
    return read_address (field, text, comment, place);
  case DSN_FIELD_SYNTAX_ACTION:
    return read_action (field, text, comment, place);
  case DSN_FIELD_SYNTAX_STATUS:
    return read_status (field, text, comment, place);
  case DSN_FIELD_SYNTAX_DATE:
    return read_date (field, text, comment, place);
  default:
    return read_mta (field, text, comment, place);
  }
}
