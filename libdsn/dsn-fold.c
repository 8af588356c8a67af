/* dsn-fold.c: text as it stands in a header field: folded, in encoded-words where it must be.
 * SPDX-License-Identifier: LGPL-2.1-or-later */
#include <string.h>

#include "dsn-fold-private.h"

/* So many octets give an encoded-word in base64 that fits on a line beside the name of a field. */
#define MAX_WORD_OCTETS 39

char *
_dsn_fold_words (char *const *words, gsize used)
{
  GString *folded = g_string_new (NULL);

  for (gboolean first = TRUE; *words; words++, first = FALSE) {
    gsize length = strlen (*words);

    /* The blank before the first word is counted in @used. */
    if (used > 0 && used + !first + length > DSN_FOLD_WIDTH) {
      g_string_append (folded, "\n ");
      used = 1;
    } else if (!first) {
      g_string_append_c (folded, ' ');
      used++;
    }
    g_string_append (folded, *words);
    used += length;
  }
  return g_string_free (folded, FALSE);
}

gboolean
_dsn_fold_is_plain (char *const *words, gsize max_word)
{
  for (; *words; words++) {
    gsize length = strlen (*words);

    if (length == 0 || length > max_word || strstr (*words, "=?"))
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

char **
_dsn_fold_encode (const char *text)
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

char *
_dsn_fold_text (const char *text, gsize used, gsize max_word)
{
  g_auto (GStrv) words = g_strsplit (text, " ", -1);

  if (!_dsn_fold_is_plain (words, max_word)) {
    g_strfreev (words);
    words = _dsn_fold_encode (text);
  }
  return _dsn_fold_words (words, used);
}
