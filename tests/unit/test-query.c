/* test-query.c: codes and patterns, and the codes that a text speaks of.
 * SPDX-License-Identifier: LGPL-2.1-or-later */
#include <string.h>

#include "dsn-query.h"

#include "cpu-time.h"

static char *
join (GArray *numbers, gboolean are_codes)
{
  GString *text = g_string_new (NULL);

  for (guint i = 0; i < numbers->len; i++) {
    guint number = g_array_index (numbers, guint32, i);
    g_autofree char *code =
        are_codes ? dsn_status_to_string (number) : g_strdup_printf ("%u", number);

    g_string_append_printf (text, "%s%s", i > 0 ? " " : "", code);
  }
  g_array_unref (numbers);
  return g_string_free (text, FALSE);
}

static void
assert_parses (const char *text, const char *want)
{
  DsnQuery query;
  g_autofree char *got = NULL;

  g_test_message ("%s", text);
  g_assert_true (dsn_query_parse (text, &query));
  got = dsn_query_to_string (&query);
  g_assert_cmpstr (got, ==, want);
}

static void
test_codes_and_patterns_are_read (void)
{
  assert_parses ("5.7.7", "5.7.7");
  assert_parses ("7.7", "X.7.7");
  assert_parses ("X.7.7", "X.7.7");
  assert_parses ("x.7.*", "X.7.X");
  assert_parses ("5.*.*", "5.X.X");
  assert_parses ("X.7", "X.7.X");
  assert_parses ("7.x", "X.7.X");
  assert_parses ("*.*.*", "X.X.X");
  assert_parses ("5.7.509", "5.7.509");
  assert_parses ("550", "550");
  assert_parses ("5xx", "5XX");
  assert_parses ("4**", "4XX");
}

static void
test_what_stands_around_a_code_is_passed_over (void)
{
  assert_parses (" 5.7.7\n", "5.7.7");
  assert_parses ("(#5.7.7)", "5.7.7");
  assert_parses ("\"X.7.*\",", "X.7.X");
  assert_parses ("550.", "550");
}

static void
test_other_texts_are_no_codes (void)
{
  static const char *const texts[] = {
    "",        " ",      "7",         "3.1.1",    "9.9.9", "5.7.1000", "5.-7.7",   "5.7.7.7",
    "5..7",    "199",    "600",       "5x",       "5x0",   "x5x",      "55",       "5500",
    "a.b",     "5.7.7a", "550 5.1.1", "5.0x1.1",  "+7.7",  "5. 7.7",   "5.7.7 5",  "٥.٧.٧",
    "1.1.1.1", "X",      "5.XX.1",    "5.0000.1", "\xff",  "***",      "7.7000.1",
  };
  DsnQuery query;

  for (guint i = 0; i < G_N_ELEMENTS (texts); i++) {
    g_test_message ("%s", texts[i]);
    g_assert_false (dsn_query_parse (texts[i], &query));
  }
}

/* The codes that a text gives, "550+5.1.1" for a reply with a code. */
static char *
find (const char *text)
{
  g_autoptr (DsnQuerySet) set = dsn_query_set_new ();
  GString *found = g_string_new (NULL);

  (void) dsn_query_set_add_text (set, text);
  for (guint i = 0; i < dsn_query_set_get_size (set); i++) {
    const DsnQuery *query = dsn_query_set_get (set, i);
    g_autofree char *code = dsn_query_to_string (query);

    g_string_append (found, i > 0 ? " " : "");
    if (query->reply && query->has_status)
      g_string_append_printf (found, "%u+", query->reply);
    g_string_append (found, code);
  }
  return g_string_free (found, FALSE);
}

static void
assert_finds (const char *text, const char *want)
{
  g_autofree char *got = find (text);

  g_test_message ("%s", text);
  g_assert_cmpstr (got, ==, want);
}

static void
test_codes_are_found_in_replies (void)
{
  assert_finds ("550 5.1.1 User unknown", "550+5.1.1");
  assert_finds ("550-5.1.1 No such user\n550 5.1.1 Look it up", "550+5.1.1");
  assert_finds ("550-No such user\r\n550 Look it up", "550");
  assert_finds ("554 #5.7.7 altered", "554+5.7.7");
  assert_finds ("452", "452");
  assert_finds ("452 Too many recipients", "452");
  assert_finds ("550: no such user", "550");
  assert_finds ("421-4.7.0 Try again", "421+4.7.0");
}

static void
test_codes_are_found_in_logs (void)
{
  assert_finds ("Nov 23 10:00:00 mx postfix/smtp[450]: 4F2A1: to=<jo@example.net>, "
                "relay=mail.example.net[192.0.2.25]:25, delay=2.4, dsn=5.1.1, status=bounced "
                "(host mail.example.net[192.0.2.25] said: 550 5.1.1 <jo@example.net>: no user "
                "(in reply to RCPT TO command))",
                "550+5.1.1");
  assert_finds ("SMTP error from remote mail server after RCPT TO:<jo@example.net>: "
                "550 User unknown, exim 4.94.2",
                "550");
  assert_finds ("stat=Deferred: 451 4.3.0 later, dsn=4.3.0, msp=250", "451+4.3.0");
  assert_finds ("smtp;554 5.7.1 a 452 4.2.2 b", "554+5.7.1 452+4.2.2");
}

static void
test_other_numbers_are_no_codes (void)
{
  assert_finds ("", "");
  assert_finds ("User unknown", "");
  assert_finds ("host 192.0.2.5 port 465, 250 messages in 300 seconds", "");
  assert_finds ("version 4.94.2, a/5.1.1, 5.1.1.7, 5.1.1rc", "");
  assert_finds ("on 2026-11-23 at 10:250 in [2001:db8::250]", "");
  assert_finds ("call 555-1234, or write to 550@example.net", "");
}

static void
test_each_code_is_there_once (void)
{
  g_autoptr (DsnQuerySet) set = dsn_query_set_new ();

  g_assert_cmpuint (dsn_query_set_add_text (set, "5.1.1 5.1.1 4.2.2"), ==, 3);
  g_assert_cmpuint (dsn_query_set_add_text (set, "550 5.1.1 no"), ==, 1);
  g_assert_cmpuint (dsn_query_set_add_text (set, "554 5.1.1 no"), ==, 1);
  g_assert_cmpuint (dsn_query_set_add_text (set, "nothing"), ==, 0);
  g_assert_cmpuint (dsn_query_set_get_size (set), ==, 2);
  g_assert_cmpuint (dsn_query_set_get (set, 0)->reply, ==, 550);
}

static void
test_a_code_without_class_is_asked_in_each_that_is_useful (void)
{
  assert_finds ("7.7", "5.7.7 4.7.7 2.7.7");
  assert_finds ("X.1.3", "5.1.3");
  assert_finds ("X.7.509", "5.7.509");
  assert_finds ("X.7.*", "X.7.X");
}

static gboolean
is_known (const char *text)
{
  DsnQuery query;

  g_assert_true (dsn_query_parse (text, &query));
  return dsn_query_is_known (&query);
}

static void
test_registered_codes_are_known (void)
{
  g_assert_true (is_known ("5.7.7"));
  g_assert_true (is_known ("7.7"));
  g_assert_true (is_known ("550"));
  g_assert_true (is_known ("X.7.*"));
  g_assert_true (is_known ("5xx"));
  g_assert_true (is_known ("*.*.*"));
  g_assert_false (is_known ("5.7.509"));
  g_assert_false (is_known ("7.509"));
  g_assert_false (is_known ("5.1.351"));
  g_assert_false (is_known ("X.8.*"));
  g_assert_false (is_known ("5.8.1"));
  g_assert_false (is_known ("599"));
}

static void
test_the_codes_of_a_pattern_are_listed (void)
{
  DsnQuery query;
  g_autofree char *codes = NULL;
  g_autofree char *of_class = NULL;
  g_autofree char *replies = NULL;

  g_assert_true (dsn_query_parse ("X.6.*", &query));
  codes = join (dsn_query_list_codes (&query), TRUE);
  g_assert_true (g_str_has_prefix (codes, "5.6.0 5.6.1 5.6.2 5.6.3 "));
  g_assert_true (dsn_query_parse ("2.1.*", &query));
  of_class = join (dsn_query_list_codes (&query), TRUE);
  g_assert_nonnull (strstr (of_class, "2.1.5"));
  g_assert_null (strstr (of_class, "2.1.1 "));
  g_assert_true (dsn_query_parse ("3xx", &query));
  replies = join (dsn_query_list_replies (&query), FALSE);
  g_assert_cmpstr (replies, ==, "334 354");
}

/* Numbers, blanks and codes that come to nothing do not make it look at the text again and again. */
static void
test_long_texts_are_read_in_linear_time (void)
{
  static const char *const pieces[] = { "550 ", "550-", "5.1.", " \t", "5.1.1.", "(" };

  for (guint i = 0; i < G_N_ELEMENTS (pieces); i++) {
    g_autoptr (GString) text = g_string_new (NULL);
    double start = cpu_time ();
    g_autofree char *found = NULL;

    while (text->len < 4000000)
      g_string_append (text, pieces[i]);
    found = find (text->str);
    g_assert_cmpfloat (cpu_time () - start, <, 20);
  }
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/query/codes-and-patterns-are-read", test_codes_and_patterns_are_read);
  g_test_add_func ("/query/what-stands-around-a-code-is-passed-over",
                   test_what_stands_around_a_code_is_passed_over);
  g_test_add_func ("/query/other-texts-are-no-codes", test_other_texts_are_no_codes);
  g_test_add_func ("/query/codes-are-found-in-replies", test_codes_are_found_in_replies);
  g_test_add_func ("/query/codes-are-found-in-logs", test_codes_are_found_in_logs);
  g_test_add_func ("/query/other-numbers-are-no-codes", test_other_numbers_are_no_codes);
  g_test_add_func ("/query/each-code-is-there-once", test_each_code_is_there_once);
  g_test_add_func ("/query/a-code-without-class-is-asked-in-each-that-is-useful",
                   test_a_code_without_class_is_asked_in_each_that_is_useful);
  g_test_add_func ("/query/registered-codes-are-known", test_registered_codes_are_known);
  g_test_add_func ("/query/the-codes-of-a-pattern-are-listed",
                   test_the_codes_of_a_pattern_are_listed);
  g_test_add_func ("/query/long-texts-are-read-in-linear-time",
                   test_long_texts_are_read_in_linear_time);
  return g_test_run ();
}
