/* dsn-phrases-text.c: a text as phrases are compared with it.
 * SPDX-License-Identifier: LGPL-2.1-or-later */
#include <string.h>

#include "dsn-phrases-private.h"

/* What typographers put for an apostrophe or a quote, a dash or a space. */
static const struct {
  gunichar character;
  char plain;
} plain_forms[] = {
  { 0x2018, '\'' }, { 0x2019, '\'' }, { 0x201C, '"' }, { 0x201D, '"' }, { 0x2010, '-' },
  { 0x2011, '-' },  { 0x2013, '-' },  { 0x00A0, ' ' }, { 0x3000, ' ' },
};

static void
append_space (GString *folded)
{
  char last = folded->str[folded->len - 1];

  if (last != ' ' && last != DSN_FOLD_START)
    g_string_append_c (folded, ' ');
}

static void
append_octet (GString *folded, char c)
{
  if ((guchar) c <= ' ' || c == 0x7F)
    append_space (folded);
  else
    g_string_append_c (folded, g_ascii_tolower (c));
}

static char
get_plain_form (gunichar character)
{
  for (guint i = 0; i < G_N_ELEMENTS (plain_forms); i++)
    if (plain_forms[i].character == character)
      return plain_forms[i].plain;
  return '\0';
}

/* Appends a character that is not of ASCII, which most texts have none of; returns what follows. */
static const char *
append_character (GString *folded, const char *text, const char *end)
{
  gunichar character = g_utf8_get_char_validated (text, end - text);
  char plain;

  if (character == (gunichar) -1 || character == (gunichar) -2) {
    g_string_append_c (folded, *text);
    return text + 1;
  }
  plain = get_plain_form (character);
  if (plain)
    append_octet (folded, plain);
  else
    g_string_append_unichar (folded, g_unichar_tolower (character));
  return text + g_utf8_skip[(guchar) *text];
}

void
_dsn_fold (GString *folded, const char *text, gsize length)
{
  const char *end = text + strnlen (text, length);

  g_string_truncate (folded, 0);
  g_string_append_c (folded, DSN_FOLD_START);
  while (text < end) {
    if (*text & 0x80)
      text = append_character (folded, text, end);
    else
      append_octet (folded, *text++);
  }
  if (folded->str[folded->len - 1] == ' ')
    g_string_truncate (folded, folded->len - 1);
}
