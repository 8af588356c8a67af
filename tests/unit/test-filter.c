/* test-filter.c: what a report says, as header fields.
 * SPDX-License-Identifier: LGPL-2.1-or-later */
#include <gmime/gmime.h>
#include <string.h>

#include "dsn-filter.h"

#include "parser-message.h"
#include "report-text.h"

/* A report of one recipient. */
static DsnReport *
make_report (const char *address, const char *id)
{
  DsnReport *report = dsn_report_new ();
  DsnRecipient *recipient = dsn_report_add_recipient (report);

  dsn_report_set_kind (report, DSN_KIND_DSN);
  dsn_recipient_set_address (recipient, address);
  dsn_report_set_original_header (report, DSN_HEADER_MESSAGE_ID, id);
  return report;
}

static char *
print (const DsnReport *report)
{
  return dsn_filter_print (report, DSN_FILTER_PREFIX, "\n", G_MAXSIZE, NULL);
}

static void
test_report (void)
{
  g_autoptr (DsnReport) report = parse_text (REPORT TEXT STATUS ORIGINAL END);
  g_autofree char *text = print (report);

  g_assert_cmpstr (text, ==,
                   "X-DSN-Kind: dsn\n"
                   "X-DSN-Action: failed\n"
                   "X-DSN-Status: 5.1.1\n"
                   "X-DSN-Recipient: user@example.net\n"
                   "X-DSN-Reason: userunknown\n"
                   "X-DSN-Hard-Bounce: yes\n"
                   "X-DSN-Original-Message-ID: <42@example.com>\n");
}

static void
test_kinds (void)
{
  for (DsnKind kind = DSN_KIND_OTHER; kind <= DSN_KIND_AUTO_REPLY; kind++) {
    g_autoptr (DsnReport) report = make_report ("a@example.net", NULL);
    g_autofree char *text = NULL;
    g_autofree char *first = g_strdup_printf ("X-DSN-Kind: %s\n", dsn_kind_to_string (kind));

    dsn_report_set_kind (report, kind);
    text = print (report);
    g_assert_true (g_str_has_prefix (text, first));
    g_assert_cmpint (strlen (text) == strlen (first), ==, kind != DSN_KIND_DSN);
  }
}

static void
test_what_is_not_known (void)
{
  g_autoptr (DsnReport) report = make_report (NULL, NULL);
  g_autofree char *text = NULL;

  dsn_recipient_set_address (dsn_report_add_recipient (report), "b@example.net");
  text = print (report);
  g_assert_cmpstr (text, ==,
                   "X-DSN-Kind: dsn\nX-DSN-Hard-Bounce: no\n"
                   "X-DSN-Recipient: b@example.net\nX-DSN-Hard-Bounce: no\n");
}

static void
test_no_recipient (void)
{
  g_autoptr (DsnReport) report = dsn_report_new ();
  g_autofree char *text = NULL;

  dsn_report_set_kind (report, DSN_KIND_DSN);
  dsn_report_set_original_header (report, DSN_HEADER_MESSAGE_ID, "42@example.com");
  text = print (report);
  g_assert_cmpstr (text, ==, "X-DSN-Kind: dsn\nX-DSN-Original-Message-ID: <42@example.com>\n");
}

static void
test_line_ends (void)
{
  g_autofree char *id = g_strnfill (70, 'x');
  g_autoptr (DsnReport) report = make_report ("a@example.net", id);
  g_autofree char *want = g_strdup_printf ("X-A-Kind: dsn\r\nX-A-Recipient: a@example.net\r\n"
                                           "X-A-Hard-Bounce: no\r\n"
                                           "X-A-Original-Message-ID:\r\n <%s>\r\n",
                                           id);
  g_autofree char *text = dsn_filter_print (report, "X-A-", "\r\n", G_MAXSIZE, NULL);

  g_assert_cmpstr (text, ==, want);
}

static void
test_room (void)
{
  g_autoptr (DsnReport) report = make_report ("a@example.net", NULL);
  g_autofree char *all = NULL;
  guint left_out;

  for (guint i = 1; i < 10; i++)
    dsn_recipient_set_address (dsn_report_add_recipient (report), "a@example.net");
  all = print (report);
  for (gsize room = 16; room <= strlen (all); room++) {
    g_autofree char *text = dsn_filter_print (report, DSN_FILTER_PREFIX, "\n", room, &left_out);

    g_assert_true (g_str_has_prefix (all, text));
    g_assert_cmpuint (strlen (text), <=, room);
    g_assert_cmpuint (left_out, ==, (strlen (all) - strlen (text)) / ((strlen (all) - 16) / 10));
    g_assert_cmpuint ((strlen (text) - 16) % ((strlen (all) - 16) / 10), ==, 0);
  }
}

/* Addresses that would be more than one field, or read as something else. */
static const char *const values[] = {
  "a\nX-DSN-Hard-Bounce: yes",
  "a\r\n\r\nbody",
  "jörg@exämple.net",
  "\"a b\"@example.net",
  "\"a  b\"@example.net",
  " a ",
  "=?utf-8?q?a?=@example.net",
  "\033[31m@example.net",
  "日本語日本語日本語日本語日本語日本語日本語日本語日本語日本語@example.net",
  "a\tb",
  "a\xe2\x80\xae"
  "b@example.net",
};

static void
check_lines (const char *text, gsize max)
{
  g_auto (GStrv) lines = g_strsplit (text, "\n", -1);

  for (guint i = 0; lines[i]; i++) {
    g_assert_cmpuint (strlen (lines[i]), <=, max);
    g_assert_true (!*lines[i] || *lines[i] == ' ' || g_str_has_prefix (lines[i], "X-DSN-"));
    for (const char *at = lines[i]; *at; at++)
      g_assert_true (g_ascii_isprint (*at));
  }
}

static void
check_value (const char *value)
{
  g_autoptr (DsnReport) report = make_report (value, value);
  g_autofree char *text = print (report);
  g_autofree char *message = g_strconcat (text, "\nText\n", NULL);
  GMimeStream *stream = g_mime_stream_mem_new_with_buffer (message, strlen (message));
  GMimeParser *parser = g_mime_parser_new_with_stream (stream);
  GMimeObject *object = GMIME_OBJECT (g_mime_parser_construct_message (parser, NULL));
  g_autofree char *id = g_strconcat ("<", value, ">", NULL);

  check_lines (text, strlen (value) > 70 ? 998 : 76);
  g_assert_cmpint (g_mime_header_list_get_count (g_mime_object_get_header_list (object)), ==, 4);
  g_assert_cmpstr (g_mime_object_get_header (object, "X-DSN-Recipient"), ==, value);
  g_assert_cmpstr (g_mime_object_get_header (object, "X-DSN-Original-Message-ID"), ==, id);
  g_object_unref (object);
  g_object_unref (parser);
  g_object_unref (stream);
}

static void
test_values (void)
{
  g_mime_init ();
  for (guint i = 0; i < G_N_ELEMENTS (values); i++)
    check_value (values[i]);
}

static void
test_long_values (void)
{
  g_mime_init ();
  for (gsize length = 60; length < 3000; length += 17) {
    g_autofree char *value = g_strnfill (length, 'a');

    check_value (value);
  }
}

static void
test_prefix (void)
{
  static const char *const bad[] = { "", "X DSN", "X:", "X\n", "Zürich-", "X-\177" };
  g_autofree char *longest = g_strnfill (DSN_FILTER_MAX_PREFIX, 'x');
  g_autofree char *longer = g_strnfill (DSN_FILTER_MAX_PREFIX + 1, 'x');

  g_assert_true (dsn_filter_check_prefix ("X-Bounce-", NULL));
  g_assert_true (dsn_filter_check_prefix (longest, NULL));
  g_assert_false (dsn_filter_check_prefix (longer, NULL));
  for (guint i = 0; i < G_N_ELEMENTS (bad); i++) {
    g_autoptr (GError) error = NULL;

    g_assert_false (dsn_filter_check_prefix (bad[i], &error));
    g_assert_error (error, DSN_ERROR, DSN_ERROR_SYNTAX);
  }
}

static void
test_own (void)
{
  g_assert_true (dsn_filter_is_own ("X-DSN-", "X-DSN-Kind", 10));
  g_assert_true (dsn_filter_is_own ("X-DSN-", "x-dsn-KIND: no", 10));
  g_assert_true (dsn_filter_is_own ("X-A-", "X-A-Original-Message-ID", 23));
  g_assert_false (dsn_filter_is_own ("X-DSN-", "X-DSN-Kind", 9));
  g_assert_false (dsn_filter_is_own ("X-DSN-", "X-DSN-Kinds", 11));
  g_assert_false (dsn_filter_is_own ("X-A-", "X-DSN-Kind", 10));
  g_assert_false (dsn_filter_is_own ("X-DSN-", "", 0));
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/filter/one-set-a-recipient", test_report);
  g_test_add_func ("/filter/only-a-dsn-has-more-than-its-kind", test_kinds);
  g_test_add_func ("/filter/what-is-not-known-is-left-out", test_what_is_not_known);
  g_test_add_func ("/filter/no-recipient", test_no_recipient);
  g_test_add_func ("/filter/line-ends-and-prefix", test_line_ends);
  g_test_add_func ("/filter/whole-recipients-where-room-is-short", test_room);
  g_test_add_func ("/filter/values-are-read-as-they-were", test_values);
  g_test_add_func ("/filter/values-of-any-length", test_long_values);
  g_test_add_func ("/filter/prefixes", test_prefix);
  g_test_add_func ("/filter/own-names", test_own);
  return g_test_run ();
}
