/* dsn-phrases-line.c: the phrase and the conditions of one rule.
 * SPDX-License-Identifier: LGPL-2.1-or-later */
#include <string.h>

#include "dsn-phrases-private.h"

/* Longer phrases are a mistake. */
#define MAX_LENGTH 500

static const char *const reasons[] = {
  "authfailure", "badreputation",   "blocked",      "contenterror",    "exceedlimit",
  "expired",     "failedstarttls",  "filtered",     "hasmoved",        "hostunknown",
  "mailboxfull", "mailererror",     "mesgtoobig",   "networkerror",    "norelaying",
  "notaccept",   "notcompliantrfc", "onhold",       "policyviolation", "rejected",
  "requireptr",  "securityerror",   "spamdetected", "speeding",        "suppressed",
  "suspend",     "syntaxerror",     "systemerror",  "systemfull",      "toomanyconn",
  "undefined",   "userunknown",     "vacation",     "virusdetected",
};

/* BDAT is another way to send what DATA sends, LHLO and HELO are other ways to say EHLO. */
static const struct {
  const char *name;
  guint bit;
} commands[] = {
  { "EHLO", 1 }, { "HELO", 1 }, { "LHLO", 1 },  { "MAIL", 2 },      { "RCPT", 4 },
  { "DATA", 8 }, { "BDAT", 8 }, { "AUTH", 16 }, { "STARTTLS", 32 }, { "QUIT", 64 },
};

guint
_dsn_command_bit (const char *command)
{
  for (guint i = 0; command && i < G_N_ELEMENTS (commands); i++)
    if (g_ascii_strcasecmp (command, commands[i].name) == 0)
      return commands[i].bit;
  return 0;
}

guint8
_dsn_reason_number (const char *word, gsize length)
{
  for (guint i = 0; i < G_N_ELEMENTS (reasons); i++)
    if (strlen (reasons[i]) == length && memcmp (reasons[i], word, length) == 0)
      return (guint8) i;
  return DSN_REASON_NONE;
}

const char *
_dsn_reason_word (guint8 number)
{
  g_return_val_if_fail (number < G_N_ELEMENTS (reasons), NULL);
  return reasons[number];
}

guint32
_dsn_phrase_list_store (DsnPhraseList *list, const char *text, gsize length)
{
  guint32 at = (guint32) list->pool->len;

  g_string_append_len (list->pool, text, (gssize) length);
  g_string_append_c (list->pool, '\0');
  return at;
}

static gboolean G_GNUC_PRINTF (2, 3) fail (GError **error, const char *format, ...)
{
  va_list args;

  va_start (args, format);
  g_propagate_error (error, g_error_new_valist (DSN_ERROR, DSN_ERROR_SYNTAX, format, args));
  va_end (args);
  return FALSE;
}

static gboolean
read_commands (DsnPhrase *phrase, const char *value, GError **error)
{
  g_auto (GStrv) names = g_strsplit (value, ",", -1);

  phrase->commands = 0;
  for (guint i = 0; names[i]; i++) {
    guint bit = _dsn_command_bit (names[i]);

    if (bit == 0)
      return fail (error, "there is no command \"%s\"", names[i]);
    phrase->commands |= (guint8) bit;
  }
  return phrase->commands != 0 || fail (error, "\"after=\" names no command");
}

static gboolean
read_hosts (DsnPhraseList *list, DsnPhrase *phrase, const char *value, GError **error)
{
  g_auto (GStrv) names = g_strsplit (value, ",", -1);

  for (guint i = 0; names[i]; i++) {
    g_autofree char *lower = g_ascii_strdown (names[i], -1);
    guint32 at;

    if (!*lower || *lower == '.')
      return fail (error, "\"%s\" is no list of domains", value);
    at = _dsn_phrase_list_store (list, lower, strlen (lower));
    if (i == 0)
      phrase->hosts = at;
  }
  _dsn_phrase_list_store (list, "", 0);
  return *value != '\0' || fail (error, "\"host=\" names no domain");
}

static gboolean
read_part (const char *text, guint64 min, guint16 *part)
{
  guint64 number = DSN_CODE_PART_ANY;

  if (g_ascii_strcasecmp (text, "x") != 0
      && !g_ascii_string_to_unsigned (text, 10, min, DSN_STATUS_PART_MAX, &number, NULL))
    return FALSE;
  *part = (guint16) number;
  return TRUE;
}

static gboolean
read_status (DsnPhrase *phrase, const char *value, GError **error)
{
  g_auto (GStrv) parts = g_strsplit (value, ".", -1);
  gboolean ok = g_strv_length (parts) == 3;

  for (guint i = 0; ok && i < 3; i++)
    ok = read_part (parts[i], i == 0, &phrase->status[i]);
  return ok || fail (error, "\"%s\" is no status code such as 5.7.1 or 5.x.x", value);
}

static gboolean
read_reply (DsnPhrase *phrase, const char *value, GError **error)
{
  guint64 number;

  if (!g_ascii_string_to_unsigned (value, 10, 200, 599, &number, NULL))
    return fail (error, "\"%s\" is no reply code", value);
  phrase->reply = (guint16) number;
  return TRUE;
}

static gboolean
read_otherwise (DsnPhrase *phrase, const char *value, GError **error)
{
  phrase->otherwise = _dsn_reason_number (value, strlen (value));
  return phrase->otherwise != DSN_REASON_NONE || fail (error, "there is no reason \"%s\"", value);
}

static gboolean
read_strength (DsnPhrase *phrase, const char *word)
{
  static const char *const words[] = { "weak", "normal", "strong" };

  for (guint i = 0; i < G_N_ELEMENTS (words); i++)
    if (strcmp (word, words[i]) == 0) {
      phrase->strength = (guint8) i;
      return TRUE;
    }
  return FALSE;
}

static gboolean
read_condition (DsnPhraseList *list, DsnPhrase *phrase, const char *word, GError **error)
{
  const char *value = strchr (word, '=');

  if (read_strength (phrase, word))
    return TRUE;
  if (g_str_has_prefix (word, "after="))
    return read_commands (phrase, value + 1, error);
  if (g_str_has_prefix (word, "host="))
    return read_hosts (list, phrase, value + 1, error);
  if (g_str_has_prefix (word, "status="))
    return read_status (phrase, value + 1, error);
  if (g_str_has_prefix (word, "reply="))
    return read_reply (phrase, value + 1, error);
  if (g_str_has_prefix (word, "otherwise="))
    return read_otherwise (phrase, value + 1, error);
  return fail (error, "there is no condition \"%s\"", word);
}

gboolean
_dsn_phrase_read_conditions (DsnPhraseList *list, DsnPhrase *phrase, const char *text,
                             GError **error)
{
  g_auto (GStrv) words = g_strsplit_set (text, " \t", -1);

  for (guint i = 0; words[i]; i++)
    if (*words[i] && !read_condition (list, phrase, words[i], error))
      return FALSE;
  if (phrase->otherwise != DSN_REASON_NONE && !phrase->commands)
    return fail (error, "\"otherwise=\" needs \"after=\"");
  return TRUE;
}

/* Appends to @plain what stands before the next "*" without its backslashes; returns the "*". */
static const char *
take_piece (const char *at, const char *end, GString *plain)
{
  g_string_truncate (plain, 0);
  for (; at < end && *at != '*'; at++) {
    if (*at == '\\' && at + 1 < end)
      at++;
    g_string_append_c (plain, *at);
  }
  return at;
}

/* A piece as it was written, and whether a "*" touches it. */
typedef struct {
  const char *start;
  const char *end;
  gboolean is_first;
  gboolean follows_gap;
  gboolean precedes_gap;
} RawPiece;

static gboolean
has_sentence_end (const char *text)
{
  return strstr (text, ". ") || strstr (text, "! ") || strstr (text, "? ")
         || strstr (text, "\343\200\202");
}

static void
add_piece (DsnPhraseList *list, DsnPhrase *phrase, const RawPiece *raw, const char *plain)
{
  g_autoptr (GString) folded = g_string_new (NULL);
  gboolean is_anchored = raw->is_first && *raw->start == '^';
  DsnPiece piece = { { list->rows->len, 0, phrase->n_pieces, 0, 0 }, 0 };
  const char *text;
  gsize length;

  _dsn_fold (folded, is_anchored ? plain + 1 : plain, G_MAXSIZE);
  text = folded->str + (is_anchored ? 0 : 1);
  length = folded->len - (gsize) (text - folded->str);
  if (length == 0)
    return;
  if (g_ascii_isalnum (text[0]) && !(raw->follows_gap && !g_ascii_isspace (*raw->start)))
    piece.ending.flags |= DSN_PIECE_BEGINS_WORD;
  if (g_ascii_isalnum (text[length - 1]) && !(raw->precedes_gap && !g_ascii_isspace (raw->end[-1])))
    piece.ending.flags |= DSN_PIECE_ENDS_WORD;
  if (has_sentence_end (text))
    piece.ending.flags |= DSN_PIECE_HAS_SENTENCE_END;
  piece.text = _dsn_phrase_list_store (list, text, length);
  piece.ending.length = (guint16) length;
  g_array_append_val (list->pieces, piece);
  phrase->length += (guint16) length;
  phrase->n_pieces++;
}

/* Marks the last piece of a phrase, and gives those of one that has several the number of the phrase among
 * those. */
static void
number_pieces (DsnPhraseList *list, const DsnPhrase *phrase)
{
  DsnPiece *end = &g_array_index (list->pieces, DsnPiece, list->pieces->len);

  if (phrase->n_pieces > 0)
    end[-1].ending.flags |= DSN_PIECE_ENDS_PHRASE;
  if (phrase->n_pieces < 2)
    return;
  for (DsnPiece *piece = end - phrase->n_pieces; piece < end; piece++)
    piece->ending.gaps = (guint16) list->n_gapped;
  list->n_gapped++;
}

gboolean
_dsn_phrase_read_text (DsnPhraseList *list, DsnPhrase *phrase, const char *text, GError **error)
{
  const char *end = text + strlen (text);
  g_autoptr (GString) plain = g_string_new (NULL);

  if (end - text > MAX_LENGTH)
    return fail (error, "a phrase has at most %d octets", MAX_LENGTH);
  if (list->n_gapped == G_MAXUINT16)
    return fail (error, "there are too many phrases with a \"*\"");
  if (list->pool->len > DSN_MAX_STATES / 2)
    return fail (error, "there are too many phrases");
  phrase->text = _dsn_phrase_list_store (list, text, strlen (text));
  for (const char *at = text; at < end; at++) {
    RawPiece raw = { at, NULL, at == text, at > text, FALSE };

    at = raw.end = take_piece (at, end, plain);
    raw.precedes_gap = at < end;
    if (raw.end > raw.start)
      add_piece (list, phrase, &raw, plain->str);
  }
  number_pieces (list, phrase);
  return phrase->n_pieces > 0 || fail (error, "the phrase \"%s\" has no words", text);
}
