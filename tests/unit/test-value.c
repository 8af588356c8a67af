/* test-value.c: the values of fields: types, comments, addresses.
 * SPDX-License-Identifier: LGPL-2.1-or-later */
#include "dsn-value.h"

#include "report-text.h"

typedef struct {
  const char *path;
  const char *text;
  const char *want;
  const char *comment;
} Row;

static const Row stripped[] = {
  { "none", "mx.example.com", "mx.example.com", NULL },
  { "behind", "mx.example.com (Postfix)", "mx.example.com", "Postfix" },
  { "before", "(the relay) mx.example.com", "mx.example.com", "the relay" },
  { "inside", "mx(relay).example.com", "mx.example.com", "relay" },
  { "several", "(one) mx (two)(three)", "mx", "one; two; three" },
  { "alone", "(nothing else)", "", "nothing else" },
  { "nested", "mx (a (b (c)) d)", "mx", "a (b (c)) d" },
  { "quoted-parentheses", "mx (a \\) b \\( c)", "mx", "a ) b ( c" },
  { "quoted-backslash", "mx (a \\\\)", "mx", "a \\" },
  { "quotes-inside-mean-nothing", "mx (say \"hi) there\"", "mx  there\"", "say \"hi" },
  { "empty-ones-say-nothing", "mx () ( ) (a) ()", "mx", "a" },
  { "empty-alone", "mx ()", "mx", NULL },
  { "white-space-around", " \t mx \t ", "mx", NULL },
  { "in-quoted-string-is-text", "\"a (b) c\"@example.net", "\"a (b) c\"@example.net", NULL },
  { "behind-quoted-string", "\"a\\\"(\"@example.net (x)", "\"a\\\"(\"@example.net", "x" },
  { "never-closed-is-text", "jo@example.net (open", "jo@example.net (open", NULL },
  { "never-opened-is-text", "jo@example.net) x", "jo@example.net) x", NULL },
  { "closed-then-never-closed", "jo (a) (b", "jo  (b", "a" },
  { "quote-never-closed-is-text", "jo \"x (a)", "jo \"x", "a" },
  { "backslash-at-the-end", "jo (a\\", "jo (a\\", NULL },
  { "utf-8", "mx (Zürich (日本))", "mx", "Zürich (日本)" },
  { "empty", "", "", NULL },
};

static const Row extracted[] = {
  { "plain", "jo@example.net", "jo@example.net", NULL },
  { "letter-case-stays", "Jo.Miller@Example.NET", "Jo.Miller@Example.NET", NULL },
  { "brackets", "<jo@example.net>", "jo@example.net", NULL },
  { "brackets-and-space", " < jo@example.net > ", "jo@example.net", NULL },
  { "name-before-brackets", "Jo Miller <jo@example.net>", "jo@example.net", NULL },
  { "quoted-name-before-brackets", "\"Miller, Jo\" <jo@example.net>", "jo@example.net", NULL },
  { "quoted-name-with-bracket", "\"a<b\" <jo@example.net>", "jo@example.net", NULL },
  { "bracket-never-closed", "<jo@example.net", "jo@example.net", NULL },
  { "words-behind-brackets", "<jo@example.net> x", "jo@example.net", NULL },
  { "route", "<@a.example,@b.example:jo@example.net>", "jo@example.net", NULL },
  { "route-without-brackets", "@a.example:jo@example.net", "jo@example.net", NULL },
  { "mailto", "mailto:jo@example.net", "jo@example.net", NULL },
  { "mailto-in-brackets", "<MAILTO:jo@example.net>", "jo@example.net", NULL },
  { "quoted-local-part", "\"a;b (c) <d>\"@example.net", "\"a;b (c) <d>\"@example.net", NULL },
  { "quoted-local-part-in-brackets", "<\"a>b\"@example.net>", "\"a>b\"@example.net", NULL },
  { "quote-never-closed", "\"jo <jo@example.net>", "jo@example.net", NULL },
  { "verp", "bounce+foo=bar@example.net", "bounce+foo=bar@example.net", NULL },
  { "xtext-stays", "user+2Btag@example.net", "user+2Btag@example.net", NULL },
  { "domain-literal", "jo@[IPv6:2001:db8::1]", "jo@[IPv6:2001:db8::1]", NULL },
  { "x400-stays", "/G=Jo/S=Miller/C=DE/", "/G=Jo/S=Miller/C=DE/", NULL },
  { "utf-8", "jörg@exämple.net", "jörg@exämple.net", NULL },
  { "local-user", "root", "root", NULL },
  { "empty", "", NULL, NULL },
  { "blank", " \t", NULL, NULL },
  { "empty-brackets", "<>", NULL, NULL },
  { "lone-bracket", "<", NULL, NULL },
};

static void
test_strip (gconstpointer data)
{
  const Row *row = data;
  g_autofree char *comment = NULL;
  g_autofree char *text = dsn_comment_strip (row->text, &comment);
  g_autofree char *again = dsn_comment_strip (row->text, NULL);

  g_assert_cmpstr (text, ==, row->want);
  g_assert_cmpstr (comment, ==, row->comment);
  g_assert_cmpstr (again, ==, row->want);
}

static void
test_extract (gconstpointer data)
{
  const Row *row = data;
  g_autofree char *address = dsn_address_extract (row->text);

  g_assert_cmpstr (address, ==, row->want);
}

static void
test_value (void)
{
  g_autoptr (DsnValue) value = dsn_value_new ("RFC822", "Jo@Example.NET", "Comment");

  g_assert_cmpstr (dsn_value_get_type_name (value), ==, "rfc822");
  g_assert_cmpstr (dsn_value_get_text (value), ==, "Jo@Example.NET");
  g_assert_cmpstr (dsn_value_get_comment (value), ==, "Comment");
}

static void
test_absent (void)
{
  g_autoptr (DsnValue) value = dsn_value_new (NULL, "", NULL);
  g_autoptr (DsnValue) empty = dsn_value_new ("", "", "");

  g_assert_null (dsn_value_get_type_name (value));
  g_assert_cmpstr (dsn_value_get_text (value), ==, "");
  g_assert_null (dsn_value_get_comment (value));
  g_assert_cmpstr (dsn_value_get_type_name (empty), ==, "");
  g_assert_cmpstr (dsn_value_get_comment (empty), ==, "");
}

static void
test_copy (void)
{
  DsnValue *value = dsn_value_new ("dns", "mx", "c");
  g_autoptr (DsnValue) copy = dsn_value_copy (value);
  GValue boxed = G_VALUE_INIT;

  g_value_init (&boxed, DSN_TYPE_VALUE);
  g_value_set_boxed (&boxed, value);
  dsn_value_free (value);
  g_assert_cmpstr (dsn_value_get_type_name (copy), ==, "dns");
  g_assert_cmpstr (dsn_value_get_text (copy), ==, "mx");
  g_assert_cmpstr (dsn_value_get_comment (copy), ==, "c");
  g_assert_cmpstr (dsn_value_get_text (g_value_get_boxed (&boxed)), ==, "mx");
  g_value_unset (&boxed);
  g_assert_null (dsn_value_copy (NULL));
  dsn_value_free (NULL);
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);
  ADD_ROWS ("/value/comment/", stripped, test_strip);
  ADD_ROWS ("/value/address/", extracted, test_extract);
  g_test_add_func ("/value/type-is-lower-case-and-text-as-given", test_value);
  g_test_add_func ("/value/absent-is-not-empty", test_absent);
  g_test_add_func ("/value/copies-have-their-own-memory", test_copy);
  return g_test_run ();
}
