/* dsn-charset.c: octets of unknown or wrong charset as valid UTF-8.
 * SPDX-License-Identifier: LGPL-2.1-or-later */
#include <string.h>

#include "dsn-charset-private.h"

#define REPLACEMENT 0xFFFD

/* How many octets at the beginning are ASCII other than NUL, or a little fewer. */
static gsize
skip_ascii (const char *text, gsize length)
{
  const guint64 ones = G_GUINT64_CONSTANT (0x0101010101010101);
  gsize i;

  for (i = 0; length - i >= sizeof ones; i += sizeof ones) {
    guint64 octets;

    memcpy (&octets, text + i, sizeof octets);
    /* What is high has its top bit; so has a NUL, with one taken from it. */
    if (((octets | (octets - ones)) & (ones << 7)) != 0)
      break;
  }
  return i;
}

gboolean
_dsn_charset_is_utf8 (const char *text, gsize length)
{
  gsize ascii = skip_ascii (text, length);

  return g_utf8_validate_len (text + ascii, length - ascii, NULL);
}

/* Windows-1252 from 0x80 to 0x9F; the rest of it is Latin-1. 0 is a hole. */
static const gunichar windows_1252[32] = {
  0x20AC, 0,      0x201A, 0x0192, 0x201E, 0x2026, 0x2020, 0x2021, 0x02C6, 0x2030, 0x0160,
  0x2039, 0x0152, 0,      0x017D, 0,      0,      0x2018, 0x2019, 0x201C, 0x201D, 0x2022,
  0x2013, 0x2014, 0x02DC, 0x2122, 0x0161, 0x203A, 0x0153, 0,      0x017E, 0x0178,
};

static gunichar
from_windows_1252 (guchar octet)
{
  if (octet == 0)
    return REPLACEMENT;
  if (octet < 0x80 || octet >= 0xA0)
    return octet;
  return windows_1252[octet - 0x80] ? windows_1252[octet - 0x80] : REPLACEMENT;
}

static char *
decode_windows_1252 (const char *text, gsize length)
{
  GString *decoded = g_string_sized_new (length + length / 8);

  for (gsize i = 0; i < length; i++)
    g_string_append_unichar (decoded, from_windows_1252 ((guchar) text[i]));
  return g_string_free (decoded, FALSE);
}

/* Valid but for NULs, which C strings cannot hold. */
static char *
replace_nuls (const char *text, gsize length)
{
  GString *decoded = g_string_sized_new (length + 8);

  for (gsize i = 0; i < length; i++) {
    if (text[i] == '\0')
      g_string_append_unichar (decoded, REPLACEMENT);
    else
      g_string_append_c (decoded, text[i]);
  }
  return g_string_free (decoded, FALSE);
}

/* g_utf8_validate() stops at a NUL; here NULs count as valid. */
static gboolean
is_utf8_but_for_nuls (const char *text, gsize length, gboolean *nuls)
{
  const char *end = text + length;

  *nuls = FALSE;
  for (text += skip_ascii (text, length); !g_utf8_validate (text, end - text, &text); text++) {
    if (*text != '\0')
      return FALSE;
    *nuls = TRUE;
  }
  return TRUE;
}

static char *
decode_charset (const char *text, gsize length, const char *charset)
{
  gsize written = 0;
  char *decoded;

  if (g_ascii_strcasecmp (charset, "utf-8") == 0 || g_ascii_strcasecmp (charset, "us-ascii") == 0)
    return NULL;
  decoded = g_convert (text, (gssize) length, "UTF-8", charset, NULL, &written, NULL);
  /* A charset that decodes to NULs was not the right one; UCS-4 has numbers that are no characters. */
  if (decoded && !g_utf8_validate (decoded, (gssize) written, NULL))
    g_clear_pointer (&decoded, g_free);
  return decoded;
}

/* 7-bit charsets that are not ASCII look like valid UTF-8. */
static gboolean
is_shifted (const char *charset)
{
  return charset
         && (g_ascii_strncasecmp (charset, "iso-2022", 8) == 0
             || g_ascii_strcasecmp (charset, "hz-gb-2312") == 0
             || g_ascii_strcasecmp (charset, "utf-7") == 0
             || g_ascii_strncasecmp (charset, "utf-16", 6) == 0);
}

/* Mail of Japan often does not say that it is ISO-2022-JP; nothing else in mail shifts like this. */
static gboolean
shifts_to_japanese (const char *text, gsize length)
{
  const char *end = text + length;

  for (const char *at = text; (at = memchr (at, '\x1B', (gsize) (end - at))) != NULL; at++)
    if (end - at > 2 && at[1] == '$' && (at[2] == 'B' || at[2] == '@'))
      return TRUE;
  return FALSE;
}

char *
_dsn_charset_to_utf8 (const char *text, gsize length, const char *charset)
{
  char *decoded = NULL;
  gboolean nuls;

  if (length == 0)
    return g_strdup ("");
  if (is_shifted (charset))
    decoded = decode_charset (text, length, charset);
  else if (shifts_to_japanese (text, length))
    decoded = decode_charset (text, length, "iso-2022-jp");
  if (decoded)
    return decoded;
  if (is_utf8_but_for_nuls (text, length, &nuls))
    return nuls ? replace_nuls (text, length) : g_strndup (text, length);
  if (charset)
    decoded = decode_charset (text, length, charset);
  return decoded ? decoded : decode_windows_1252 (text, length);
}
