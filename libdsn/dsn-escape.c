/* dsn-escape.c: text of a message where it must not act on what shows it.
 * SPDX-License-Identifier: LGPL-2.1-or-later */
#include <string.h>

#include "dsn-escape-private.h"
#include "dsn-text.h"

static gboolean
turns_direction (gunichar c)
{
  return c == 0x061C || c == 0x200E || c == 0x200F || (c >= 0x202A && c <= 0x202E)
         || (c >= 0x2066 && c <= 0x2069);
}

gboolean
_dsn_escape_is_needed (gunichar c)
{
  return c < 0x20 || (c >= 0x7F && c < 0xA0) || c == 0x2028 || c == 0x2029 || turns_direction (c);
}

char *
dsn_text_escape (const char *text)
{
  g_autofree char *valid = NULL;
  GString *escaped;

  g_return_val_if_fail (text != NULL, NULL);

  if (!g_utf8_validate (text, -1, NULL))
    text = valid = g_utf8_make_valid (text, -1);
  escaped = g_string_sized_new (strlen (text));
  for (; *text; text = g_utf8_next_char (text)) {
    gunichar c = g_utf8_get_char (text);

    if (c == '\n' || c == '\r' || c == '\t')
      g_string_append_c (escaped, ' ');
    else if (_dsn_escape_is_needed (c))
      g_string_append_printf (escaped, "\\x{%02X}", c);
    else
      g_string_append_unichar (escaped, c);
  }
  return g_string_free (escaped, FALSE);
}
