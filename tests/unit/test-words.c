/* test-words.c: text with encoded-words as plain text.
 * SPDX-License-Identifier: LGPL-2.1-or-later */
#include "dsn-words-private.h"

#include "report-text.h"

typedef struct {
  const char *path;
  const char *text;
  const char *want;
} Row;

static const Row rows[] = {
  { "none", "plain = text", "plain = text" },
  { "empty", "", "" },
  { "utf-8-as-it-is", "Zürich", "Zürich" },
  { "quoted-printable", "=?utf-8?q?Z=C3=BCrich_x?=", "Zürich x" },
  { "base64", "=?utf-8?b?WsO8cmljaA==?=", "Zürich" },
  { "letter-case", "=?UTF-8?B?WsO8cmljaA==?=", "Zürich" },
  { "between-words", "in =?utf-8?b?WsO8cmljaA==?= and", "in Zürich and" },
  { "adjacent", "=?utf-8?b?WsO8cg==?= =?utf-8?b?aWNo?=", "Zürich" },
  { "adjacent-over-a-fold", "=?utf-8?b?WsO8cg==?=\r\n\t=?utf-8?b?aWNo?=", "Zürich" },
  { "adjacent-each-padded", "=?utf-8?b?YQ==?= =?utf-8?b?Yg==?= =?utf-8?b?Yw==?=", "abc" },
  { "adjacent-inside-a-character", "=?utf-8?b?WsM=?= =?utf-8?b?vHJpY2g=?=", "Zürich" },
  { "adjacent-of-two-charsets", "=?iso-8859-1?b?/A==?= =?utf-8?b?w7w=?=", "üü" },
  { "adjacent-of-two-encodings", "=?utf-8?b?w7w=?= =?utf-8?q?=C3=BC?=", "üü" },
  { "adjacent-quoted-printable", "=?utf-8?q?=C3=BC?= =?utf-8?q?=C3=BC?=", "üü" },
  { "apart", "=?utf-8?b?YQ==?= x =?utf-8?b?Yg==?=", "a x b" },
  { "no-data",
    "a =?utf-8?b?"
    "?= b",
    "a  b" },
  { "never-closed", "=?utf-8?b?YQ==", "=?utf-8?b?YQ==" },
  { "no-charset",
    "=?"
    "?b?YQ==?=",
    "=?"
    "?b?YQ==?=" },
  { "equals-sign", "a=b=?c", "a=b=?c" },
};

static void
test_row (gconstpointer data)
{
  const Row *row = data;
  g_autofree char *text = _dsn_words_decode (row->text);

  g_assert_cmpstr (text, ==, row->want);
}

static void
test_valid (void)
{
  static const char *const texts[] = { "=?utf-8?b?/w==?=",     "=?utf-8?q?=FF=FE?=",
                                       "=?ucs-4?b?AH//////?=", "=?x-unknown?b?/w==?=",
                                       "=?utf-8?b?AGE=?=",     "\xFF\xFE" };

  for (gsize i = 0; i < G_N_ELEMENTS (texts); i++) {
    g_autofree char *text = _dsn_words_decode (texts[i]);

    g_assert_true (g_utf8_validate (text, -1, NULL));
  }
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);
  ADD_ROWS ("/words/", rows, test_row);
  g_test_add_func ("/words/anything-becomes-valid", test_valid);
  return g_test_run ();
}
