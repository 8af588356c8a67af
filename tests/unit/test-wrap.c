/* test-wrap.c: text from elsewhere, made fit for a plain-text message.
 * SPDX-License-Identifier: LGPL-2.1-or-later */
#include <string.h>

#include "dsn-template.h"
#include "dsn-wrap-private.h"

typedef struct {
  const char *path;
  const char *text;
  const char *want;
} Row;

/* Wrapping at 20 columns. */

#define EM_DASH "\xE2\x80\x94"
#define KANJI   "\xE6\xBC\xA2"
#define KANJI9  KANJI KANJI KANJI KANJI KANJI KANJI KANJI KANJI KANJI
#define STOP    "\xE3\x80\x82" /* ideographic full stop */
#define COMMA   "\xE3\x80\x81"
#define OPEN    "\xE3\x80\x8C" /* corner bracket */
#define CLOSE   "\xE3\x80\x8D"
#define LONG    "\xE3\x83\xBC" /* the mark that makes a vowel long */
#define SMALL_U "\xE3\x82\x85"
#define NB      "\xC2\xA0"

static const Row wraps[] = {
  { "short-line-stays", "one two", "one two\n" },
  { "twenty-columns-fit", "123456789 123456789\n1234567890 123456789",
    "123456789 123456789\n1234567890 123456789\n" },
  { "twenty-one-do-not", "1234567890 1234567890", "1234567890\n1234567890\n" },
  { "lines-are-not-joined", "one\ntwo\n\nthree", "one\ntwo\n\nthree\n" },
  { "indentation-is-kept", "    one two three four five", "    one two three\n    four five\n" },
  { "quotation-is-kept", "> one two three four five", "> one two three four\n> five\n" },
  { "quotation-in-indentation", "  > one two three four five",
    "  > one two three\n  > four five\n" },
  { "spaces-within-a-short-line-stay", "To:   jo", "To:   jo\n" },
  { "characters-are-counted-not-octets", EM_DASH EM_DASH EM_DASH EM_DASH EM_DASH " 123456789 1234",
    EM_DASH EM_DASH EM_DASH EM_DASH EM_DASH " 123456789 1234\n" },
  { "long-word-stays-whole", "see https://example.org/a/long/link now",
    "see\nhttps://example.org/a/long/link\nnow\n" },
  { "long-word-in-indentation", "    https://example.org/a/long/link",
    "    https://example.org/a/long/link\n" },
  { "wide-characters-count-twice",
    KANJI KANJI KANJI KANJI KANJI KANJI KANJI KANJI KANJI KANJI KANJI,
    KANJI KANJI KANJI KANJI KANJI KANJI KANJI KANJI KANJI KANJI "\n" KANJI "\n" },
  { "no-line-begins-with-a-full-stop", KANJI9 KANJI STOP KANJI, KANJI9 "\n" KANJI STOP KANJI "\n" },
  { "no-line-begins-with-a-comma", KANJI9 "a b" COMMA KANJI, KANJI9 "a\nb" COMMA KANJI "\n" },
  { "no-line-begins-with-closing-signs", KANJI9 KANJI CLOSE STOP KANJI,
    KANJI9 "\n" KANJI CLOSE STOP KANJI "\n" },
  { "no-line-begins-with-a-sound-mark", KANJI9 KANJI LONG, KANJI9 "\n" KANJI LONG "\n" },
  { "no-line-begins-with-small-kana", KANJI9 KANJI SMALL_U, KANJI9 "\n" KANJI SMALL_U "\n" },
  { "no-line-begins-with-an-ascii-stop", KANJI9 KANJI ".", KANJI9 "\n" KANJI ".\n" },
  { "no-line-ends-in-an-opening-bracket", KANJI9 OPEN KANJI CLOSE,
    KANJI9 "\n" OPEN KANJI CLOSE "\n" },
  { "word-stays-in-its-brackets", KANJI9 OPEN "word" CLOSE KANJI,
    KANJI9 "\n" OPEN "word" CLOSE KANJI "\n" },
  { "lines-break-beside-a-word", KANJI9 "word" KANJI, KANJI9 "\nword" KANJI "\n" },
  { "no-space-comes-between-wide-characters", KANJI9 KANJI KANJI9 KANJI KANJI,
    KANJI9 KANJI "\n" KANJI9 KANJI "\n" KANJI "\n" },
  { "no-break-space-holds", KANJI9 KANJI NB KANJI, KANJI9 "\n" KANJI NB KANJI "\n" },
  { "quotation-takes-half-a-line-at-most", ">>>>>>>>>>>>> a b c d e f g",
    ">>>>>>>>>>>>> a b c\n>>>>>>>>>>d e f g\n" },
  { "only-a-quotation", ">", ">\n" },
  { "line-end-at-the-end-is-one", "a\n\n\n", "a\n" },
};

static void
test_wrap (gconstpointer data)
{
  const Row *row = data;
  g_autofree char *got = _dsn_wrap (row->text, 20);

  g_assert_cmpstr (got, ==, row->want);
}

static void
test_wrap_cuts_endless_words (void)
{
  g_autofree char *word = g_strnfill (5000, 'x');
  g_autofree char *text = g_strconcat ("    > ", word, NULL);
  g_autofree char *got = _dsn_wrap (text, DSN_TEMPLATE_WIDTH);
  g_auto (GStrv) lines = g_strsplit (got, "\n", -1);
  gsize n = 0;

  for (guint i = 0; lines[i] && *lines[i]; i++) {
    g_assert_true (g_str_has_prefix (lines[i], "    > x"));
    g_assert_cmpuint (strlen (lines[i]), <=, 6 + DSN_WRAP_WORD_MAX);
    n += strlen (lines[i]) - 6;
  }
  g_assert_cmpuint (n, ==, 5000);
}

/* Signs that must not be parted are, before they make a line endless. */
static void
test_wrap_cuts_endless_signs (void)
{
  GString *text = g_string_new (NULL);
  g_autofree char *got = NULL;
  g_auto (GStrv) lines = NULL;
  gsize n = 0;

  for (guint i = 0; i < 5000; i++)
    g_string_append (text, STOP);
  got = _dsn_wrap (text->str, DSN_TEMPLATE_WIDTH);
  lines = g_strsplit (got, "\n", -1);
  for (guint i = 0; lines[i]; i++) {
    g_assert_true (g_utf8_validate (lines[i], -1, NULL));
    g_assert_cmpuint (strlen (lines[i]), <=, DSN_WRAP_WORD_MAX);
    n += strlen (lines[i]);
  }
  g_assert_cmpuint (n, ==, text->len);
  g_string_free (text, TRUE);
}

/* What a message says, made fit. */

static const Row cleanings[] = {
  { "text-stays", "User unknown", "User unknown" },
  { "nothing", "", "" },
  { "line-ends-are-spaces", "a\r\nb\nc\rd\te\vf\fg", "a b c d e f g" },
  { "line-ends-of-unicode-too",
    "a\xC2\x85"
    "b\xE2\x80\xA8"
    "c\xE2\x80\xA9"
    "d",
    "a b c d" },
  { "spaces-around-go", " \t a  b \n", "a b" },
  { "escape-sequence", "\x1b[31mred\a", "\\x{1B}[31mred\\x{7}" },
  { "delete", "a\x7f", "a\\x{7F}" },
  { "c1-control",
    "a\xC2\x9B"
    "31m",
    "a\\x{9B}31m" },
  { "direction-override",
    "a\xE2\x80\xAE"
    "b\xE2\x81\xA6"
    "c",
    "a\\x{202E}b\\x{2066}c" },
  { "direction-mark-stays", "\xE2\x80\x8F", "\xE2\x80\x8F" },
  { "byte-order-mark",
    "\xEF\xBB\xBF"
    "a",
    "\\x{FEFF}a" },
  { "not-utf-8", "a\xFF\xC3", "a\\x{FF}\\x{C3}" },
  { "umlauts-stay", "\xC3\xA4\xC3\xB6", "\xC3\xA4\xC3\xB6" },
  { "emoji-stays", "\xF0\x9F\x93\xA7", "\xF0\x9F\x93\xA7" },
  { "tags-stay-text", "{{sender}}", "{{sender}}" },
};

static void
test_clean (gconstpointer data)
{
  const Row *row = data;
  g_autofree char *got = _dsn_clean (row->text);

  g_assert_cmpstr (got, ==, row->want);
}

static void
test_clean_cuts (void)
{
  g_autofree char *text = g_strnfill (100000, 'x');
  g_autofree char *got = _dsn_clean (text);
  g_autofree char *nothing = _dsn_clean (NULL);

  g_assert_cmpuint (strlen (got), ==, DSN_CLEAN_MAX + strlen (DSN_CLEAN_CUT));
  g_assert_true (g_str_has_suffix (got, DSN_CLEAN_CUT));
  g_assert_cmpstr (nothing, ==, "");
}

static void
add_rows (const char *folder, const Row *rows, gsize n_rows, GTestDataFunc test)
{
  for (gsize i = 0; i < n_rows; i++) {
    g_autofree char *path = g_strdup_printf ("/%s/%s", folder, rows[i].path);

    g_test_add_data_func (path, &rows[i], test);
  }
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);
  add_rows ("wrap", wraps, G_N_ELEMENTS (wraps), test_wrap);
  g_test_add_func ("/wrap/endless-word-is-cut", test_wrap_cuts_endless_words);
  g_test_add_func ("/wrap/endless-signs-are-cut", test_wrap_cuts_endless_signs);
  add_rows ("clean", cleanings, G_N_ELEMENTS (cleanings), test_clean);
  g_test_add_func ("/clean/endless-text-is-cut", test_clean_cuts);
  return g_test_run ();
}
