/* test-charset.c: octets of unknown or wrong charset as valid UTF-8.
 * SPDX-License-Identifier: LGPL-2.1-or-later */
#include "dsn-charset-private.h"

#include "report-text.h"

typedef struct {
  const char *path;
  const char *octets;
  gsize length;
  const char *charset;
  const char *want;
} Row;

#define OCTETS(text) text, sizeof text - 1

static const Row rows[] = {
  { "ascii", OCTETS ("plain"), NULL, "plain" },
  { "utf-8", OCTETS ("Zürich 日本 𝄞"), NULL, "Zürich 日本 𝄞" },
  { "utf-8-though-another-is-declared", OCTETS ("Zürich"), "iso-8859-1", "Zürich" },
  { "latin-1", OCTETS ("Z\xFCrich"), "iso-8859-1", "Zürich" },
  { "latin-2", OCTETS ("\xB1"), "ISO-8859-2", "ą" },
  { "koi8", OCTETS ("\xC4\xC1"), "koi8-r", "да" },
  { "undeclared-is-windows-1252", OCTETS ("\x80 \x93Z\xFCrich\x94"), NULL, "€ “Zürich”" },
  { "declared-utf-8-that-is-not", OCTETS ("Z\xFCrich"), "utf-8", "Zürich" },
  { "declared-ascii-that-is-not", OCTETS ("Z\xFCrich"), "us-ascii", "Zürich" },
  { "unknown-charset", OCTETS ("Z\xFCrich"), "x-unknown", "Zürich" },
  { "empty-charset", OCTETS ("Z\xFCrich"), "", "Zürich" },
  { "holes-of-windows-1252", OCTETS ("\x81\x8D\x8F\x90\x9D"), NULL,
    "\xEF\xBF\xBD\xEF\xBF\xBD\xEF\xBF\xBD\xEF\xBF\xBD\xEF\xBF\xBD" },
  { "overlong-utf-8", OCTETS ("\xC0\x80"), NULL, "À€" },
  { "surrogate-in-utf-8", OCTETS ("\xED\xA0\x80"), NULL, "í\xC2\xA0€" },
  { "cut-off-utf-8", OCTETS ("a\xC3"), NULL, "aÃ" },
  { "nul", OCTETS ("a\0b"), NULL,
    "a\xEF\xBF\xBD"
    "b" },
  { "nuls-at-the-ends", OCTETS ("\0a\0"), NULL,
    "\xEF\xBF\xBD"
    "a\xEF\xBF\xBD" },
  { "nul-and-eight-bit", OCTETS ("a\0\xFC"), NULL, "a\xEF\xBF\xBDü" },
  { "nul-and-utf-8", OCTETS ("ü\0"), NULL, "ü\xEF\xBF\xBD" },
  { "shifted", OCTETS ("\x1B$BF|K\\\x1B(B"), "iso-2022-jp", "日本" },
  { "shifted-letter-case", OCTETS ("\x1B$BF|K\\\x1B(B"), "ISO-2022-JP", "日本" },
  { "shifted-undeclared", OCTETS ("a \x1B$BF|K\\\x1B(B b"), NULL, "a 日本 b" },
  { "shifted-declared-ascii", OCTETS ("\x1B$BF|K\\\x1B(B"), "us-ascii", "日本" },
  { "shift-into-nothing", OCTETS ("\x1B$"), NULL, "\x1B$" },
  { "shifted-that-is-not", OCTETS ("Z\xFCrich"), "iso-2022-jp", "Zürich" },
  { "utf-16", OCTETS ("\0a\0b"), "utf-16be", "ab" },
  { "utf-7", OCTETS ("Z+APw-rich"), "utf-7", "Zürich" },
  { "number-that-is-no-character", OCTETS ("\xFF\xFF\xFF\x7F"), "ucs-4le", "ÿÿÿ\x7F" },
  { "charset-with-flags-for-iconv", OCTETS ("\xE4\xF6"), "ascii//TRANSLIT//IGNORE", NULL },
  { "none", OCTETS (""), NULL, "" },
  { "none-declared", OCTETS (""), "iso-2022-jp", "" },
};

static void
test_row (gconstpointer data)
{
  const Row *row = data;
  g_autofree char *octets = g_memdup2 (row->octets, row->length);
  g_autofree char *text = _dsn_charset_to_utf8 (octets, row->length, row->charset);

  if (row->want)
    g_assert_cmpstr (text, ==, row->want);
  g_assert_true (g_utf8_validate (text, -1, NULL));
}

/* Whatever the octets and the charset, the result is valid. */
static void
test_any (void)
{
  static const char *const charsets[] = { NULL,          "utf-8",     "utf-7",      "utf-16",
                                          "utf-32",      "ucs-2",     "ucs-4",      "iso-2022-jp",
                                          "iso-2022-kr", "shift_jis", "euc-jp",     "gb18030",
                                          "big5",        "koi8-r",    "hz-gb-2312", "x-unknown",
                                          "windows-1252" };

  for (gsize i = 0; i < G_N_ELEMENTS (charsets); i++) {
    for (guint round = 0; round < 200; round++) {
      guchar octets[64];
      g_autofree char *text = NULL;

      for (gsize j = 0; j < sizeof octets; j++)
        octets[j] = (guchar) g_test_rand_int_range (0, 256);
      text = _dsn_charset_to_utf8 (
          (const char *) octets, (gsize) g_test_rand_int_range (0, sizeof octets + 1), charsets[i]);
      g_assert_true (g_utf8_validate (text, -1, NULL));
    }
  }
}

/* Eight octets are looked at in one piece. */
static void
test_every_octet_at_every_place (void)
{
  for (guint octet = 0; octet < 256; octet++) {
    for (gsize place = 0; place < 20; place++) {
      char text[] = "aaaaaaaaaaaaaaaaaaaa";

      text[place] = (char) octet;
      g_assert_cmpint (_dsn_charset_is_utf8 (text, 20), ==, octet > 0 && octet < 0x80);
      g_assert_true (_dsn_charset_is_utf8 (text, place));
    }
  }
  g_assert_true (_dsn_charset_is_utf8 ("aaaaaaa\xC3\xBC"
                                       "aaaaaaaaa",
                                       18));
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);
  ADD_ROWS ("/charset/", rows, test_row);
  g_test_add_func ("/charset/anything-becomes-valid", test_any);
  g_test_add_func ("/charset/every-octet-at-every-place", test_every_octet_at_every_place);
  return g_test_run ();
}
