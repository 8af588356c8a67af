/* dsn-words.c: text with encoded-words as plain text.
 *
 * GMime 3.2 decodes the words, but is given only what is one: it takes adjacent words of one charset
 * for one and ends at the first "=" of base64, so that what stands in the words after it is lost, and
 * looks for the end of a word that has none again and again.
 * SPDX-License-Identifier: LGPL-2.1-or-later */
#include <string.h>

#include "dsn-charset-private.h"
#include "dsn-gmime-private.h"
#include "dsn-words-private.h"

#define BASE64 "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789+/="
#define SPACE  " \t\r\n"

/* "=?CHARSET?B?DATA?=" */
typedef struct {
  const char *start;
  gsize charset_length;
  gboolean is_base64;
  const char *data;
  gsize data_length;
  const char *end;
} Word;

static gboolean
scan_word (const char *text, Word *word)
{
  const char *charset = text + 2;

  if (strncmp (text, "=?", 2) != 0)
    return FALSE;
  word->start = text;
  word->charset_length = strcspn (charset, "?" SPACE);
  text = charset + word->charset_length;
  word->is_base64 = g_ascii_strncasecmp (text, "?b?", 3) == 0;
  if (word->charset_length == 0 || !(word->is_base64 || g_ascii_strncasecmp (text, "?q?", 3) == 0))
    return FALSE;
  word->data = text + 3;
  word->data_length = word->is_base64 ? strspn (word->data, BASE64) : strcspn (word->data, "?\r\n");
  word->end = word->data + word->data_length + 2;
  return strncmp (word->data + word->data_length, "?=", 2) == 0;
}

/* Whether two words can be joined: both in base64 and of one charset. */
static gboolean
is_alike (const Word *one, const Word *other)
{
  return one->is_base64 && other->is_base64 && one->charset_length == other->charset_length
         && g_ascii_strncasecmp (one->start, other->start, one->charset_length + 2) == 0;
}

static void
append_data (GByteArray *octets, const Word *word)
{
  g_autofree char *data = g_strndup (word->data, word->data_length);
  gsize length = 0;
  g_autofree guchar *decoded = g_base64_decode (data, &length);

  if (decoded)
    g_byte_array_append (octets, decoded, (guint) length);
}

/* Whether a word follows, with nothing or white space before it. */
static gboolean
scan_next (const char *end, Word *word)
{
  return scan_word (end + strspn (end, SPACE), word);
}

/* Appends a word and those behind it that are like it as one; returns whether another follows. */
static gboolean
take_alike (GString *run, Word *word, const char **end)
{
  g_autoptr (GByteArray) octets = g_byte_array_new ();
  g_autofree char *data = NULL;
  Word first = *word;
  gboolean follows;

  do {
    append_data (octets, word);
    *end = word->end;
    follows = scan_next (*end, word);
  } while (follows && is_alike (&first, word));
  data = g_base64_encode (octets->data, octets->len);
  g_string_append_len (run, first.start, (gssize) first.charset_length + 2);
  g_string_append_printf (run, "?B?%s?= ", data);
  return follows;
}

/* Decodes a word and those behind it; returns what follows them. */
static const char *
decode_run (GString *decoded, Word word)
{
  g_autoptr (GString) run = g_string_new (NULL);
  g_autofree char *text = NULL;
  g_autofree char *valid = NULL;
  gboolean follows = TRUE;
  const char *end = word.end;

  while (follows) {
    if (word.is_base64) {
      follows = take_alike (run, &word, &end);
      continue;
    }
    g_string_append_len (run, word.start, word.end - word.start);
    g_string_append_c (run, ' ');
    end = word.end;
    follows = scan_next (end, &word);
  }
  text = g_mime_utils_header_decode_text (NULL, _dsn_charset_hide_unknown (g_strchomp (run->str)));
  valid = g_utf8_make_valid (text, -1);
  g_string_append (decoded, valid);
  return end;
}

/* The text up to what may be the next word. */
static const char *
take_plain (GString *decoded, const char *text)
{
  const char *next = strstr (text + 1, "=?");
  gsize length = next ? (gsize) (next - text) : strlen (text);
  g_autofree char *valid = _dsn_charset_to_utf8 (text, length, NULL);

  g_string_append (decoded, valid);
  return text + length;
}

char *
_dsn_words_decode (const char *text)
{
  g_autoptr (GString) decoded = g_string_new (NULL);

  _dsn_gmime_init ();
  while (*text) {
    Word word;

    if (scan_word (text, &word))
      text = decode_run (decoded, word);
    else
      text = take_plain (decoded, text);
  }
  return g_string_free (g_steal_pointer (&decoded), FALSE);
}
