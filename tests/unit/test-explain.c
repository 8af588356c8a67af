/* test-explain.c: what a code means, as text and as JSON.
 * SPDX-License-Identifier: LGPL-2.1-or-later */
#include <string.h>

#include <json-glib/json-glib.h>

#include "catalog-files.h"
#include "dsn-explain.h"

static DsnQuery
query_for (const char *text)
{
  DsnQuery query;

  g_assert_true (dsn_query_parse (text, &query));
  return query;
}

static char *
explain (const char *code, const char *language, DsnTextStyle style, guint width)
{
  DsnQuery query = query_for (code);

  return dsn_explain_print_text (&query, get_catalog (language), style, width);
}

static JsonObject *
explain_as_json (JsonParser *parser, const DsnQuery *query)
{
  g_autofree char *json = dsn_explain_print_json (query, get_catalog ("en"));

  g_assert_null (strchr (json, '\n'));
  g_assert_true (json_parser_load_from_data (parser, json, -1, NULL));
  return json_node_get_object (json_parser_get_root (parser));
}

static void
assert_has (const char *text, const char *part)
{
  g_test_message ("%s", part);
  g_assert_nonnull (strstr (text, part));
}

static void
test_text_has_its_sections_in_order (void)
{
  static const char *const parts[] = {
    "5.7.7 ",
    "Potentially corrupt message: not delivered",
    "\n           Message integrity failure\n",
    "\nReason\n  ",
    "\nIs it final?\n  Permanent failure\n    ",
    "\nHow to fix\n",
    "  For the sender\n    ",
    "  For the recip",
    "  For the postmaster\n    ",
    "\nDefinition\n  ",
    "  Subject 7: Security and rules\n    ",
    "RFC 3463",
    "\nSee also\n  5.",
  };
  g_autofree char *text = explain ("5.7.7", "en", DSN_TEXT_PLAIN, 80);
  const char *at = text;

  for (guint i = 0; i < G_N_ELEMENTS (parts); i++) {
    g_test_message ("%s", parts[i]);
    at = strstr (at, parts[i]);
    g_assert_nonnull (at);
  }
  g_assert_true (g_str_has_suffix (text, "\n\n"));
}

/* Every code in every language, however narrow the terminal. */
static void
test_no_line_is_wider_than_the_terminal (gconstpointer language)
{
  static const guint widths[] = { 40, 61, 132 };
  g_autoptr (GArray) codes = dsn_catalog_list_codes ();

  for (guint i = 0; i < codes->len * G_N_ELEMENTS (widths); i++) {
    DsnQuery query = dsn_query_for_status (g_array_index (codes, DsnStatus, i / 3));
    guint width = widths[i % 3];
    g_autofree char *text =
        dsn_explain_print_text (&query, get_catalog (language), DSN_TEXT_PLAIN, width);
    g_auto (GStrv) lines = g_strsplit (text, "\n", -1);

    for (guint j = 0; lines[j]; j++) {
      glong used = 0;

      for (const char *at = lines[j]; *at; at = g_utf8_next_char (at))
        used += g_unichar_iswide (g_utf8_get_char (at)) ? 2 : 1;
      if (used > width && strchr (g_strchug (lines[j]), ' '))
        g_error ("%s: %s", (const char *) language, lines[j]);
    }
  }
}

static void
test_colour_is_all_that_the_style_changes (void)
{
  g_autofree char *plain = explain ("5.7.7", "en", DSN_TEXT_PLAIN, 60);
  g_autofree char *coloured = explain ("5.7.7", "en", DSN_TEXT_COLOUR, 60);
  g_autoptr (GRegex) sequence = g_regex_new ("\033\\[[0-9;]*m", 0, 0, NULL);
  g_autofree char *stripped = g_regex_replace_literal (sequence, coloured, -1, 0, "", 0, NULL);

  g_assert_null (strchr (plain, '\033'));
  assert_has (coloured, "\033[1;31m5.7.7\033[0m");
  g_assert_cmpstr (stripped, ==, plain);
}

static void
test_a_language_has_its_own_headings (void)
{
  g_autofree char *text = explain ("5.7.7", "de", DSN_TEXT_PLAIN, 80);

  assert_has (text, "\nGrund\n");
  assert_has (text, "\nWas zu tun ist\n");
  assert_has (text, "Festgelegt in RFC 3463");
}

static void
test_an_unregistered_code_has_its_class_and_subject_explained (void)
{
  g_autofree char *text = explain ("5.7.509", "en", DSN_TEXT_PLAIN, 200);

  assert_has (text, "5.7.509 ");
  assert_has (text, "This code is not registered.");
  assert_has (text, "  Permanent failure\n");
  assert_has (text, "  Subject 7: Security and rules\n");
}

static void
test_a_class_that_a_code_does_not_provide_for_is_noted (void)
{
  g_autofree char *text = explain ("2.1.3", "en", DSN_TEXT_PLAIN, 200);

  assert_has (text, "does not provide for this class");
}

static void
test_a_pattern_lists_its_codes (void)
{
  g_autofree char *open = explain ("X.7.*", "en", DSN_TEXT_PLAIN, 80);
  g_autofree char *of_class = explain ("2.7.*", "en", DSN_TEXT_PLAIN, 80);
  g_autofree char *replies = explain ("5xx", "en", DSN_TEXT_PLAIN, 80);

  assert_has (open, "\n  X.7.7      Potentially corrupt message\n");
  assert_has (of_class, "\n  2.7.7      Potentially corrupt message: delivered\n");
  g_assert_null (strstr (of_class, "2.7.13"));
  assert_has (replies, "\n  550        ");
}

static void
test_a_reply_is_told_beside_the_code_that_it_carries (void)
{
  DsnQuery query = query_for ("5.1.1");
  g_autofree char *text = NULL;

  query.reply = 550;
  text = dsn_explain_print_text (&query, get_catalog ("en"), DSN_TEXT_PLAIN, 80);
  assert_has (text, "\n550        ");
}

static void
test_a_line_has_the_code_and_its_title (void)
{
  DsnQuery query = query_for ("5.7.7");
  g_autofree char *line = dsn_explain_print_line (&query, get_catalog ("en"), DSN_TEXT_PLAIN, 80);

  g_assert_cmpstr (line, ==, "5.7.7      Potentially corrupt message: not delivered\n");
}

static void
test_json_says_the_same (void)
{
  g_autoptr (JsonParser) parser = json_parser_new ();
  DsnQuery query = query_for ("5.7.7");
  JsonObject *object = explain_as_json (parser, &query);
  JsonObject *fix = json_object_get_object_member (object, "fix");

  g_assert_cmpstr (json_object_get_string_member (object, "code"), ==, "5.7.7");
  g_assert_cmpstr (json_object_get_string_member (object, "kind"), ==, "status");
  g_assert_cmpstr (json_object_get_string_member (object, "name"), ==, "Message integrity failure");
  g_assert_true (json_object_get_boolean_member (object, "known"));
  g_assert_true (json_object_get_boolean_member (object, "final"));
  g_assert_nonnull (json_object_get_string_member (fix, "sender"));
  g_assert_nonnull (json_object_get_string_member (fix, "recipient"));
  g_assert_nonnull (json_object_get_string_member (fix, "postmaster"));
  g_assert_true (json_object_has_member (object, "related"));
  g_assert_false (json_object_has_member (object, "codes"));
}

static void
test_json_leaves_out_what_is_not_known (void)
{
  g_autoptr (JsonParser) parser = json_parser_new ();
  DsnQuery query = query_for ("4.7.509");
  JsonObject *object = explain_as_json (parser, &query);

  g_assert_false (json_object_get_boolean_member (object, "known"));
  g_assert_false (json_object_get_boolean_member (object, "final"));
  g_assert_false (json_object_has_member (object, "name"));
  g_assert_false (json_object_has_member (object, "reference"));
  g_assert_true (json_object_has_member (object, "subject"));
}

static void
test_json_of_a_pattern_lists_codes (void)
{
  g_autoptr (JsonParser) parser = json_parser_new ();
  DsnQuery query = query_for ("X.6.*");
  JsonObject *object = explain_as_json (parser, &query);

  g_assert_cmpstr (json_object_get_string_member (object, "kind"), ==, "pattern");
  g_assert_cmpuint (json_array_get_length (json_object_get_array_member (object, "codes")), >, 6);
  g_assert_false (json_object_has_member (object, "final"));
}

int
main (int argc, char **argv)
{
  g_auto (GStrv) languages = dsn_catalog_list_languages ();

  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/explain/text-has-its-sections-in-order", test_text_has_its_sections_in_order);
  for (guint i = 0; languages[i]; i++) {
    g_autofree char *name =
        g_strconcat ("/explain/no-line-is-wider-than-the-terminal/", languages[i], NULL);

    g_test_add_data_func (name, languages[i], test_no_line_is_wider_than_the_terminal);
  }
  g_test_add_func ("/explain/colour-is-all-that-the-style-changes",
                   test_colour_is_all_that_the_style_changes);
  g_test_add_func ("/explain/a-language-has-its-own-headings",
                   test_a_language_has_its_own_headings);
  g_test_add_func ("/explain/an-unregistered-code-has-its-class-and-subject-explained",
                   test_an_unregistered_code_has_its_class_and_subject_explained);
  g_test_add_func ("/explain/a-class-that-a-code-does-not-provide-for-is-noted",
                   test_a_class_that_a_code_does_not_provide_for_is_noted);
  g_test_add_func ("/explain/a-pattern-lists-its-codes", test_a_pattern_lists_its_codes);
  g_test_add_func ("/explain/a-reply-is-told-beside-the-code-that-it-carries",
                   test_a_reply_is_told_beside_the_code_that_it_carries);
  g_test_add_func ("/explain/a-line-has-the-code-and-its-title",
                   test_a_line_has_the_code_and_its_title);
  g_test_add_func ("/explain/json-says-the-same", test_json_says_the_same);
  g_test_add_func ("/explain/json-leaves-out-what-is-not-known",
                   test_json_leaves_out_what_is_not_known);
  g_test_add_func ("/explain/json-of-a-pattern-lists-codes", test_json_of_a_pattern_lists_codes);
  return g_test_run ();
}
