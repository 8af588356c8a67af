/* dsn-builder-header.c: header fields, written as they are meant.
 * SPDX-License-Identifier: LGPL-2.1-or-later */
#include <string.h>

#include "dsn-builder-private.h"
#include "dsn-syntax-private.h"

/* RFC 2047 section 2: a line with an encoded-word has at most this many characters. */
#define LINE_WIDTH 76

/* So many octets give an encoded-word in base64 that fits on a line beside the name of a field. */
#define MAX_WORD_OCTETS 39

/* ASCII words up to this length fit on a line beside the name of a field. */
#define MAX_PLAIN_WORD 60

/* GMime would write the field in its own way, and make encoded-words longer than RFC 2047 allows. */
static void
add_raw (GMimeObject *object, const char *name, const char *raw)
{
  GMimeHeaderList *headers = g_mime_object_get_header_list (object);
  g_autofree char *line = g_strconcat (" ", raw, "\n", NULL);

  g_mime_object_append_header (object, name, "", NULL);
  g_mime_header_set_raw_value (
      g_mime_header_list_get_header_at (headers, g_mime_header_list_get_count (headers) - 1), line);
}

void
_dsn_header_add (GMimeObject *object, const char *name, const char *value)
{
  add_raw (object, name, value);
}

/* Joins words, each on a new line where the one before is full. */
static char *
fold_words (char *const *words, gsize used)
{
  GString *folded = g_string_new (NULL);

  for (; *words; words++) {
    gsize length = strlen (*words);

    if (folded->len > 0 && used + 1 + length > LINE_WIDTH) {
      g_string_append_c (folded, '\n');
      used = 0;
    }
    if (folded->len > 0) {
      g_string_append_c (folded, ' ');
      used++;
    }
    g_string_append (folded, *words);
    used += length;
  }
  return g_string_free (folded, FALSE);
}

/* Whether a text can stand in a header field as it is and be read and folded as it is. */
static gboolean
is_plain (char *const *words)
{
  for (; *words; words++) {
    gsize length = strlen (*words);

    if (length == 0 || length > MAX_PLAIN_WORD || strstr (*words, "=?"))
      return FALSE;
    for (const char *at = *words; *at; at++)
      if (!g_ascii_isgraph (*at))
        return FALSE;
  }
  return TRUE;
}

/* Octets of the characters at the start of a text that go into one encoded-word in base64; 0 if none
 * do. Only the last may end in padding: GMime reads no other word after one that does. */
static gsize
base64_length (const char *text)
{
  gsize length = 0;

  for (const char *end = text; *end;) {
    end = g_utf8_next_char (end);
    if (end - text > MAX_WORD_OCTETS)
      break;
    if ((end - text) % 3 == 0 || !*end)
      length = (gsize) (end - text);
  }
  return length;
}

/* RFC 2047 section 4.2, without the characters that its section 5 keeps out of names. (transfer full) */
static char *
encode_character (const char *text)
{
  GString *word = g_string_new ("=?utf-8?Q?");

  for (const char *end = g_utf8_next_char (text); text < end; text++)
    g_string_append_printf (word, "=%02X", (guchar) *text);
  return g_string_free (g_string_append (word, "?="), FALSE);
}

/* RFC 2047 section 2: a text as encoded-words, each of whole characters. (transfer full) */
static char **
encode_words (const char *text)
{
  g_autoptr (GStrvBuilder) words = g_strv_builder_new ();

  while (*text) {
    gsize length = base64_length (text);
    g_autofree char *encoded = g_base64_encode ((const guchar *) text, length);
    g_autofree char *word =
        length > 0 ? g_strconcat ("=?utf-8?B?", encoded, "?=", NULL) : encode_character (text);

    g_strv_builder_add (words, word);
    text = length > 0 ? text + length : g_utf8_next_char (text);
  }
  return g_strv_builder_end (words);
}

static char *
fold_text (const char *text, gsize used)
{
  g_auto (GStrv) words = g_strsplit (text, " ", -1);

  if (!is_plain (words)) {
    g_strfreev (words);
    words = encode_words (text);
  }
  return fold_words (words, used);
}

void
_dsn_header_add_text (GMimeObject *object, const char *name, const char *text)
{
  g_autofree char *folded = fold_text (text, strlen (name) + 2);

  add_raw (object, name, folded);
}

/* The address as it was written: GMime gives its domain in Unicode. (transfer full) */
static char *
find_address (const char *text)
{
  g_autofree char *plain = dsn_comment_strip (text, NULL);
  const char *open = strrchr (plain, '<');

  if (!open || !g_str_has_suffix (plain, ">"))
    return g_steal_pointer (&plain);
  return g_strndup (open + 1, strlen (open) - 2);
}

char *
_dsn_mailbox_split (const char *text, char **display_name)
{
  InternetAddressList *list = internet_address_list_parse (NULL, text);
  InternetAddress *address = NULL;
  char *mailbox = NULL;

  *display_name = NULL;
  if (list && internet_address_list_length (list) == 1)
    address = internet_address_list_get_address (list, 0);
  if (address && INTERNET_ADDRESS_IS_MAILBOX (address)) {
    mailbox = find_address (text);
    *display_name = g_strdup (internet_address_get_name (address));
  }
  g_clear_object (&list);
  return mailbox;
}

/* A display name as a quoted-string, or NULL if that would not do. */
static char *
quote (const char *display_name)
{
  GString *quoted = g_string_new ("\"");

  for (const char *at = display_name; *at && quoted->len <= MAX_PLAIN_WORD; at++) {
    if (!g_ascii_isprint (*at) || strstr (display_name, "=?"))
      break;
    if (strchr ("\"\\", *at))
      g_string_append_c (quoted, '\\');
    g_string_append_c (quoted, *at);
    if (!at[1])
      return g_string_free (g_string_append_c (quoted, '"'), FALSE);
  }
  g_string_free (quoted, TRUE);
  return NULL;
}

static gboolean
are_atoms (char *const *words)
{
  for (; *words; words++)
    if (!_dsn_is_atom (*words))
      return FALSE;
  return TRUE;
}

/* A display name as RFC 5322's phrase. */
static char *
fold_phrase (const char *display_name, gsize used)
{
  g_auto (GStrv) words = g_strsplit (display_name, " ", -1);
  char *quoted;

  if (is_plain (words) && are_atoms (words))
    return fold_words (words, used);
  quoted = quote (display_name);
  if (quoted)
    return quoted;
  g_strfreev (words);
  words = encode_words (display_name);
  return fold_words (words, used);
}

void
_dsn_header_add_mailbox (GMimeObject *object, const char *name, const char *text)
{
  g_autofree char *display_name = NULL;
  g_autofree char *mailbox = _dsn_mailbox_split (text, &display_name);
  g_autofree char *phrase = NULL;
  g_autofree char *raw = NULL;
  const char *last_line;

  if (!display_name || !*display_name) {
    add_raw (object, name, mailbox);
    return;
  }
  phrase = fold_phrase (display_name, strlen (name) + 2);
  last_line = strrchr (phrase, '\n');
  last_line = last_line ? last_line : phrase;
  raw = g_strconcat (
      phrase, strlen (name) + strlen (last_line) + strlen (mailbox) + 5 > LINE_WIDTH ? "\n" : "",
      " <", mailbox, ">", NULL);
  add_raw (object, name, raw);
}

static void
add_references (GMimeObject *object, const DsnReport *report)
{
  const char *id = dsn_report_get_original_header (report, DSN_HEADER_MESSAGE_ID);
  g_autofree char *bracketed = NULL;

  if (!id || !_dsn_is_message_id (id))
    return;
  bracketed = g_strconcat ("<", id, ">", NULL);
  add_raw (object, "In-Reply-To", bracketed);
  add_raw (object, "References", bracketed);
}

void
_dsn_header_add_all (GMimeObject *object, const DsnDraft *draft)
{
  const DsnReport *report = draft->report;
  g_autoptr (GDateTime) date = dsn_date_parse (dsn_report_get_header (report, DSN_HEADER_DATE));
  g_autofree char *date_text = dsn_date_to_rfc5322 (date);
  g_autofree char *id =
      g_strconcat ("<", dsn_report_get_header (report, DSN_HEADER_MESSAGE_ID), ">", NULL);

  if (draft->builder->return_path)
    add_raw (object, "Return-Path", "<>");
  add_raw (object, "Date", date_text);
  _dsn_header_add_mailbox (object, "From", dsn_report_get_header (report, DSN_HEADER_FROM));
  add_raw (object, "To", dsn_report_get_header (report, DSN_HEADER_TO));
  _dsn_header_add_text (object, "Subject", dsn_report_get_header (report, DSN_HEADER_SUBJECT));
  add_raw (object, "Message-ID", id);
  add_references (object, report);
  /* RFC 3834 section 5. */
  add_raw (object, "Auto-Submitted", "auto-replied");
}
