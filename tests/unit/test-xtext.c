/* test-xtext.c: xtext, and the forms of addresses of type utf-8.
 * SPDX-License-Identifier: LGPL-2.1-or-later */
#include "dsn-xtext.h"

#include "report-text.h"

typedef struct {
  const char *path;
  const char *text;
  const char *want;
} Row;

static const Row encoded[] = {
  { "plain", "jo@example.net", "jo@example.net" },
  { "plus", "user+tag@example.net", "user+2Btag@example.net" },
  { "equals", "a=b", "a+3Db" },
  { "space", "a b", "a+20b" },
  { "control", "a\tb\x7F", "a+09b+7F" },
  { "first-and-last-that-stay", "!~", "!~" },
  { "utf-8-by-octets", "ö", "+C3+B6" },
  { "empty", "", "" },
};

static const Row decoded[] = {
  { "plain", "jo@example.net", "jo@example.net" },
  { "plus", "user+2Btag@example.net", "user+tag@example.net" },
  { "utf-8-by-octets", "+C3+B6", "ö" },
  { "not-needed", "+41", "A" },
  { "empty", "", "" },
  { "lower-case-digits-are-none", "a+2b", NULL },
  { "one-digit", "a+2", NULL },
  { "no-digit", "a+", NULL },
  { "other-letter", "a+2G", NULL },
  { "nul", "a+00", NULL },
  { "equals", "a=b", NULL },
  { "space", "a b", NULL },
  { "eight-bit", "ö", NULL },
  { "not-utf-8", "+FF", NULL },
  { "half-of-utf-8", "+C3", NULL },
};

static const Row embedded[] = {
  { "ascii", "jo@example.net", "jo@example.net" },
  { "letter", "jörg@example.net", "j\\x{F6}rg@example.net" },
  { "beyond-the-bmp", "𝄞@example.net", "\\x{1D11E}@example.net" },
  { "xtext-specials", "a+b=c d\\e", "a\\x{2B}b\\x{3D}c\\x{20}d\\x{5C}e" },
  { "controls-have-two-digits", "\x01\x7F", "\\x{01}\\x{7F}" },
  { "last-character", "\xF4\x8F\xBF\xBF", "\\x{10FFFF}" },
};

static const Row native[] = {
  { "letter-stays", "jörg@exämple.net", "jörg@exämple.net" },
  { "beyond-the-bmp-stays", "𝄞@example.net", "𝄞@example.net" },
  { "specials", "ö+b=c d\\e", "ö\\x{2B}b\\x{3D}c\\x{20}d\\x{5C}e" },
};

static const Row addresses[] = {
  { "ascii", "jo@example.net", "jo@example.net" },
  { "embedded", "j\\x{F6}rg@example.net", "jörg@example.net" },
  { "lower-case-digits", "j\\x{f6}rg", "jörg" },
  { "leading-zeros", "j\\x{0000F6}rg", "jörg" },
  { "native", "jörg+a@example.net", "jörg+a@example.net" },
  { "both", "ö\\x{2B}ü", "ö+ü" },
  { "beyond-the-bmp", "\\x{1D11E}", "𝄞" },
  { "backslash", "\\x{5C}", "\\" },
  { "quoted-pair-stays", "\"a\\\"b\"@example.net", "\"a\\\"b\"@example.net" },
  { "backslash-at-the-end-stays", "a\\", "a\\" },
  { "backslash-x-alone-stays", "a\\x2B", "a\\x2B" },
  { "is-undone-once", "\\x{5C}x{2B}", "\\x{2B}" },
  { "no-digits", "\\x{}", NULL },
  { "one-digit", "\\x{F}", NULL },
  { "seven-digits", "\\x{00000F6}", NULL },
  { "other-letter", "\\x{G1}", NULL },
  { "not-closed", "\\x{F6", NULL },
  { "nul", "\\x{00}", NULL },
  { "surrogate", "\\x{D800}", NULL },
  { "too-large", "\\x{110000}", NULL },
};

static void
test_encode (gconstpointer data)
{
  const Row *row = data;
  g_autofree char *text = dsn_xtext_encode (row->text);
  g_autofree char *back = dsn_xtext_decode (text, NULL);

  g_assert_cmpstr (text, ==, row->want);
  g_assert_cmpstr (back, ==, row->text);
}

/* What came of a row: its text, or an error of syntax that names it. */
static void
check_outcome (const Row *row, const char *text, const GError *error)
{
  g_assert_cmpstr (text, ==, row->want);
  if (row->want) {
    g_assert_no_error (error);
    return;
  }
  g_assert_error (error, DSN_ERROR, DSN_ERROR_SYNTAX);
  g_assert_nonnull (strstr (error->message, row->text));
}

static void
test_decode (gconstpointer data)
{
  const Row *row = data;
  g_autoptr (GError) error = NULL;
  g_autofree char *text = dsn_xtext_decode (row->text, &error);

  check_outcome (row, text, error);
}

static void
check_form (const Row *row, DsnUtf8Form form)
{
  g_autofree char *text = dsn_utf8_address_encode (row->text, form);
  g_autofree char *back = dsn_utf8_address_decode (text, NULL);

  g_assert_cmpstr (text, ==, row->want);
  g_assert_cmpstr (back, ==, row->text);
}

static void
test_embed (gconstpointer data)
{
  check_form (data, DSN_UTF8_FORM_XTEXT);
}

static void
test_native (gconstpointer data)
{
  check_form (data, DSN_UTF8_FORM_UNITEXT);
}

static void
test_address (gconstpointer data)
{
  const Row *row = data;
  g_autoptr (GError) error = NULL;
  g_autofree char *text = dsn_utf8_address_decode (row->text, &error);

  check_outcome (row, text, error);
}

static void
test_place (void)
{
  g_autoptr (GError) xtext = NULL;
  g_autoptr (GError) address = NULL;

  g_assert_null (dsn_xtext_decode ("abc+2x", &xtext));
  g_assert_nonnull (strstr (xtext->message, "octet 3"));
  g_assert_null (dsn_utf8_address_decode ("abcd\\x{D800}", &address));
  g_assert_nonnull (strstr (address->message, "octet 4"));
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);
  ADD_ROWS ("/xtext/encode/", encoded, test_encode);
  ADD_ROWS ("/xtext/decode/", decoded, test_decode);
  ADD_ROWS ("/xtext/utf-8-addr-xtext/", embedded, test_embed);
  ADD_ROWS ("/xtext/utf-8-addr-unitext/", native, test_native);
  ADD_ROWS ("/xtext/utf-8-addr/decode/", addresses, test_address);
  g_test_add_func ("/xtext/errors-name-the-place", test_place);
  return g_test_run ();
}
