/* dsn-phrases-text.c: a text as phrases are compared with it.
 * SPDX-License-Identifier: LGPL-2.1-or-later */
#include <string.h>

#include "dsn-phrases-private.h"

/* No character needs more octets in lower case than twice what it had. */
#define MAX_GROWTH 2

/* What typographers put for an apostrophe or a quote, a dash or a space. */
static const struct {
  gunichar character;
  char plain;
} plain_forms[] = {
  { 0x2018, '\'' }, { 0x2019, '\'' }, { 0x201C, '"' }, { 0x201D, '"' }, { 0x2010, '-' },
  { 0x2011, '-' },  { 0x2013, '-' },  { 0x00A0, ' ' }, { 0x3000, ' ' },
};

static inline char *
write_octet (char *out, char c)
{
  if ((guchar) c <= ' ' || c == 0x7F) {
    if (out[-1] != ' ' && out[-1] != DSN_FOLD_START)
      *out++ = ' ';
    return out;
  }
  *out++ = c >= 'A' && c <= 'Z' ? (char) (c | 0x20) : c;
  return out;
}

static gunichar
get_plain_form (gunichar character)
{
  for (guint i = 0; i < G_N_ELEMENTS (plain_forms); i++)
    if (plain_forms[i].character == character)
      return (guchar) plain_forms[i].plain;
  return g_unichar_tolower (character);
}

/* Writes a character that is not of ASCII, which most texts have none of; moves @text behind it. */
static char *
write_character (char *out, const char **text, const char *end)
{
  gunichar character = g_utf8_get_char_validated (*text, end - *text);

  if (character == (gunichar) -1 || character == (gunichar) -2) {
    *out++ = *(*text)++;
    return out;
  }
  *text += g_utf8_skip[(guchar) * *text];
  character = get_plain_form (character);
  if (character < 0x80)
    return write_octet (out, (char) character);
  return out + g_unichar_to_utf8 (character, out);
}

void
_dsn_fold (GString *folded, const char *text, gsize length)
{
  const char *end = text + strnlen (text, length);
  char *out;

  g_string_set_size (folded, 1 + (gsize) (end - text) * MAX_GROWTH);
  out = folded->str;
  *out++ = DSN_FOLD_START;
  while (text < end) {
    if (*text & 0x80)
      out = write_character (out, &text, end);
    else
      out = write_octet (out, *text++);
  }
  if (out[-1] == ' ')
    out--;
  g_string_truncate (folded, (gsize) (out - folded->str));
}
