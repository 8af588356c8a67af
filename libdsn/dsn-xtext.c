/* dsn-xtext.c: the encodings that addresses and envelope identifiers come in.
 * SPDX-License-Identifier: LGPL-2.1-or-later */
#include <string.h>

#include "dsn-xtext.h"

#define HEXPOINT_MIN 2
#define HEXPOINT_MAX 6

char *
dsn_xtext_encode (const char *text)
{
  g_autoptr (GString) encoded = g_string_new (NULL);

  g_return_val_if_fail (text != NULL, NULL);

  for (; *text; text++) {
    if (g_ascii_isgraph (*text) && *text != '+' && *text != '=')
      g_string_append_c (encoded, *text);
    else
      g_string_append_printf (encoded, "+%02X", (guchar) *text);
  }
  return g_string_free (g_steal_pointer (&encoded), FALSE);
}

/* RFC 3461 section 4: hexchar is "+" and two upper-case digits. */
static int
upper_hex_value (char c)
{
  return g_ascii_islower (c) ? -1 : g_ascii_xdigit_value (c);
}

char *
dsn_xtext_decode (const char *text, GError **error)
{
  g_autoptr (GString) decoded = g_string_new (NULL);
  const char *at;

  g_return_val_if_fail (text != NULL, NULL);

  for (at = text; *at; at++) {
    int high, low;

    if (*at != '+') {
      if (!g_ascii_isgraph (*at) || *at == '=')
        break;
      g_string_append_c (decoded, *at);
      continue;
    }
    high = upper_hex_value (at[1]);
    low = high < 0 ? -1 : upper_hex_value (at[2]);
    if (low < 0 || high + low == 0)
      break;
    g_string_append_c (decoded, (char) (high << 4 | low));
    at += 2;
  }
  if (*at == '\0' && g_utf8_validate (decoded->str, (gssize) decoded->len, NULL))
    return g_string_free (g_steal_pointer (&decoded), FALSE);
  g_set_error (error, DSN_ERROR, DSN_ERROR_SYNTAX, "\"%s\" is not xtext at octet %" G_GSIZE_FORMAT,
               text, (gsize) (at - text));
  return NULL;
}

/* RFC 6533 section 3: outside QCHAR, the ASCII part of both encoded forms. */
static gboolean
needs_embedding (gunichar c, DsnUtf8Form form)
{
  if (c >= 0x80)
    return form == DSN_UTF8_FORM_XTEXT;
  return c <= ' ' || c == 0x7F || c == '\\' || c == '+' || c == '=';
}

char *
dsn_utf8_address_encode (const char *address, DsnUtf8Form form)
{
  g_autoptr (GString) encoded = g_string_new (NULL);

  g_return_val_if_fail (address != NULL && g_utf8_validate (address, -1, NULL), NULL);

  for (; *address; address = g_utf8_next_char (address)) {
    gunichar c = g_utf8_get_char (address);

    if (needs_embedding (c, form))
      g_string_append_printf (encoded, "\\x{%02X}", c);
    else
      g_string_append_unichar (encoded, c);
  }
  return g_string_free (g_steal_pointer (&encoded), FALSE);
}

/* Reads "\x{HEX}"; returns what follows it, or NULL. */
static const char *
scan_embedded (const char *text, gunichar *c)
{
  guint digits = 0;

  if (strncmp (text, "\\x{", 3) != 0)
    return NULL;
  text += 3;
  for (*c = 0; digits <= HEXPOINT_MAX && g_ascii_isxdigit (text[digits]); digits++)
    *c = *c << 4 | (gunichar) g_ascii_xdigit_value (text[digits]);
  if (digits < HEXPOINT_MIN || digits > HEXPOINT_MAX || text[digits] != '}')
    return NULL;
  if (*c == 0 || !g_unichar_validate (*c))
    return NULL;
  return text + digits + 1;
}

char *
dsn_utf8_address_decode (const char *text, GError **error)
{
  g_autoptr (GString) decoded = g_string_new (NULL);
  const char *at = text;

  g_return_val_if_fail (text != NULL, NULL);

  while (*at) {
    gsize plain = strcspn (at, "\\");
    gunichar c;
    const char *end;

    g_string_append_len (decoded, at, (gssize) plain);
    at += plain;
    if (*at == '\0')
      break;
    end = scan_embedded (at, &c);
    if (end) {
      g_string_append_unichar (decoded, c);
      at = end;
      continue;
    }
    if (at[1] == 'x' && at[2] == '{') {
      g_set_error (error, DSN_ERROR, DSN_ERROR_SYNTAX,
                   "\"%s\" does not stand for a character at octet %" G_GSIZE_FORMAT, text,
                   (gsize) (at - text));
      return NULL;
    }
    /* The third form, utf-8-address, may quote in its local part: a"\"b"@... */
    g_string_append_c (decoded, *at++);
  }
  return g_string_free (g_steal_pointer (&decoded), FALSE);
}
