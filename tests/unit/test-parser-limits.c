/* test-parser-limits.c: what one message may ask of the parser, and where its fields stood.
 * SPDX-License-Identifier: LGPL-2.1-or-later */
#include "parser-message.h"
#include "report-text.h"

static DsnReport *
parse_with_limit (const char *text, DsnLimit limit, guint value)
{
  g_autoptr (DsnParser) parser = dsn_parser_new ();
  g_autoptr (GBytes) bytes = g_bytes_new_static (text, strlen (text));

  dsn_parser_set_limit (parser, limit, value);
  g_assert_cmpuint (dsn_parser_get_limit (parser, limit), ==, value);
  return dsn_parser_parse (parser, bytes, strlen (text));
}

static void
check_summary (const DsnReport *report, const char *want, const char *problems)
{
  g_autofree char *got = summary (report);
  g_autofree char *got_problems = problems_text (report);

  g_assert_cmpstr (got, ==, want);
  g_assert_cmpstr (got_problems, ==, problems);
}

static void
test_usual_limits (void)
{
  g_autoptr (DsnParser) parser = dsn_parser_new ();

  g_assert_cmpuint (dsn_parser_get_limit (parser, DSN_LIMIT_PARTS), ==, 1000);
  g_assert_cmpuint (dsn_parser_get_limit (parser, DSN_LIMIT_RECIPIENTS), ==, 10000);
  g_assert_cmpuint (dsn_parser_get_limit (parser, DSN_LIMIT_DEPTH), ==, 50);
  dsn_parser_free (NULL);
}

/* A report below @depth parts that hold others. */
static char *
nest_parts (guint depth)
{
  GString *text = g_string_new (NULL);

  for (guint i = 0; i < depth; i++)
    g_string_append_printf (text, "Content-Type: multipart/mixed; boundary=\"n%u\"\n\n--n%u\n", i,
                            i);
  g_string_append (text, "Content-Type: " REPORT_TYPE "\n\n" TEXT STATUS END);
  for (guint i = depth; i > 0; i--)
    g_string_append_printf (text, "\n--n%u--\n", i - 1);
  return g_string_free (text, FALSE);
}

static void
test_depth (void)
{
  g_autofree char *deep = nest_parts (5);
  g_autoptr (DsnReport) allowed = parse_with_limit (deep, DSN_LIMIT_DEPTH, 6);
  g_autoptr (DsnReport) refused = parse_with_limit (deep, DSN_LIMIT_DEPTH, 5);

  check_summary (allowed, "dsn rfc3464 user@example.net:5.1.1", "");
  check_summary (refused, "other", "nested-too-deep");
}

/* Deeper than a parser that calls itself for every part would survive. */
static void
test_great_depth (void)
{
  g_autofree char *parts = nest_parts (9000);
  g_autofree char *messages = repeat_text ("Content-Type: message/rfc822\n\n", 20000);
  g_autoptr (DsnReport) of_parts = parse_text (parts);
  g_autoptr (DsnReport) of_messages = parse_text (messages);

  check_summary (of_parts, "other", "nested-too-deep");
  check_summary (of_messages, "other", "nested-too-deep");
}

static void
test_parts (void)
{
  g_autofree char *other_parts = repeat_text (PART ("text/plain", "x"), 9);
  g_autofree char *text = g_strconcat (REPORT, other_parts, STATUS END, NULL);
  g_autoptr (DsnReport) refused = parse_with_limit (text, DSN_LIMIT_PARTS, 9);
  g_autoptr (DsnReport) allowed = parse_with_limit (text, DSN_LIMIT_PARTS, 100);

  g_assert_cmpuint (dsn_report_get_n_recipients (refused), ==, 0);
  g_assert_true (has_problem (refused, "too-many-parts"));
  g_assert_cmpuint (dsn_report_get_n_recipients (allowed), ==, 1);
  g_assert_false (has_problem (allowed, "too-many-parts"));
}

static void
test_recipients (void)
{
  g_autofree char *groups =
      repeat_text ("\nFinal-Recipient: rfc822; a@x\nAction: failed\nStatus: 5.1.1\n", 5);
  g_autofree char *text = g_strconcat (REPORT TEXT "--b\nContent-Type: message/delivery-status\n\n"
                                                   "Reporting-MTA: dns; mx\n",
                                       groups, "\n" END, NULL);
  g_autoptr (DsnReport) cut = parse_with_limit (text, DSN_LIMIT_RECIPIENTS, 4);
  g_autoptr (DsnReport) exact = parse_with_limit (text, DSN_LIMIT_RECIPIENTS, 5);

  check_summary (cut, "dsn rfc3464 a@x:5.1.1 a@x:5.1.1 a@x:5.1.1 a@x:5.1.1", "too-many-recipients");
  g_assert_cmpuint (dsn_report_get_n_recipients (exact), ==, 5);
  g_assert_cmpuint (dsn_report_get_problems (exact)->len, ==, 0);
}

/* The limit is one of the report, not of each of its parts. */
static void
test_recipients_of_two_parts (void)
{
  g_autoptr (DsnReport) report =
      parse_with_limit (REPORT TEXT STATUS PART ("message/delivery-status",
                                                 "X-S: 1\n\nFinal-Recipient: rfc822; b@x\n") END,
                        DSN_LIMIT_RECIPIENTS, 1);

  check_summary (report, "dsn rfc3464 user@example.net:5.1.1",
                 "several-status-parts too-many-recipients");
}

static void
test_too_large (void)
{
  static const char text[] = REPORT TEXT STATUS;
  g_autoptr (DsnParser) parser = dsn_parser_new ();
  g_autoptr (GBytes) bytes = g_bytes_new_static (text, sizeof text - 1);
  g_autoptr (DsnReport) report = dsn_parser_parse (parser, bytes, 1 << 30);

  check_summary (report, "dsn rfc3464 user@example.net:5.1.1", "message-too-large");
}

/* A report with a field in its header, or in that of the message that it returns. */
static char *
with_field (const char *name, const char *value, gboolean is_returned)
{
  if (is_returned)
    return g_strconcat (REPORT TEXT STATUS "--b\nContent-Type: message/rfc822\n\n", name, ": ",
                        value, "\n\nx\n" END, NULL);
  return g_strconcat (name, ": ", value, "\n" REPORT TEXT STATUS END, NULL);
}

/* GMime calls itself for every group of an address, in a message and in one inside it. What follows
 * such a field stays where it stood. */
static void
test_header (void)
{
  static const char *const names[] = { "From", "TO", "reply-to ", "Bcc" };
  g_autofree char *value = repeat_text ("a:\r\n ", 100000);

  for (gsize i = 0; i < 2 * G_N_ELEMENTS (names); i++) {
    g_autofree char *text = with_field (names[i / 2], value, i % 2);
    g_autoptr (DsnReport) report = parse_text (text);
    goffset offset = dsn_report_get_offset (report, DSN_FIELD_REPORTING_MTA);

    g_assert_true (has_problem (report, "header-too-complex"));
    g_assert_cmpuint (dsn_report_get_n_recipients (report), ==, 1);
    g_assert_true (g_str_has_prefix (text + offset, "Reporting-MTA"));
  }
}

/* GMime makes an object of each of these. */
static void
test_header_of_many (void)
{
  static const struct {
    const char *before;
    const char *unit;
    guint count;
  } rows[] = {
    { "To: ", "a@b,", 300000 },
    { "Content-Disposition: attachment", "; a=b", 2000 },
    { "Content-Disposition: attachment", "; a*0*=utf-8''b", 1000 },
    { "Subject: ", "a\n ", 200000 },
  };

  for (gsize i = 0; i < G_N_ELEMENTS (rows); i++) {
    g_autofree char *value = repeat_text (rows[i].unit, rows[i].count);
    g_autofree char *text = g_strconcat (rows[i].before, value, "\n" REPORT TEXT STATUS END, NULL);
    g_autoptr (DsnReport) report = parse_text (text);

    check_summary (report, "dsn rfc3464 user@example.net:5.1.1", "header-too-complex");
  }
}

/* Each field has few, all of them too many. */
static void
test_header_of_many_fields (void)
{
  g_autofree char *value = repeat_text ("a@b,", 400);
  g_autofree char *field = g_strconcat ("To: ", value, "\n", NULL);
  g_autofree char *some = repeat_text (field, 499);
  g_autofree char *many = repeat_text (field, 501);
  g_autofree char *right = g_strconcat (some, REPORT TEXT STATUS END, NULL);
  g_autofree char *wrong = g_strconcat (many, REPORT TEXT STATUS END, NULL);
  g_autoptr (DsnReport) read = parse_text (right);
  g_autoptr (DsnReport) cut = parse_text (wrong);

  check_summary (read, "dsn rfc3464 user@example.net:5.1.1", "");
  check_summary (cut, "dsn rfc3464 user@example.net:5.1.1", "header-too-complex");
}

static void
test_header_that_may_be (void)
{
  g_autofree char *value =
      repeat_text ("=?utf-8?q?J=C3=B6rg?= <a@example.net>,\n \"b, c\" <b@example.net>,\n ", 400);
  g_autofree char *text = g_strconcat ("Cc: ", value, "\n" REPORT TEXT STATUS END, NULL);
  g_autoptr (DsnReport) report = parse_text (text);

  g_assert_cmpuint (dsn_report_get_problems (report)->len, ==, 0);
}

/* A message cut anywhere is read as far as it goes. */
static void
test_cut (void)
{
  static const char text[] = REPORT TEXT STATUS ORIGINAL END;

  for (gsize length = 0; length < sizeof text; length++) {
    g_autofree char *copy = g_memdup2 (text, length);
    g_autoptr (DsnReport) report = parse_octets (copy, length);

    g_assert_cmpuint (dsn_report_get_n_recipients (report), <=, 1);
  }
}

/* Offsets count from the start of the message, whatever its lines end in. */

static void
check_offset (const char *text, goffset offset, const char *field)
{
  g_assert_cmpint (offset, >, 0);
  g_assert_true (g_str_has_prefix (text + offset, field));
}

static void
test_offsets (void)
{
  static const char *const line_ends[] = { "\n", "\r\n", "\r" };

  for (gsize i = 0; i < G_N_ELEMENTS (line_ends); i++) {
    g_autoptr (GString) text = g_string_new (REPORT PART ("text/plain", FIELDS) PART (
        "message/delivery-status\nContent-Transfer-Encoding: 7bit",
        "Reporting-MTA: dns; mx\nX-Queue: 1\n\nFinal-Recipient: rfc822; a@x\nAction: lost\nStatus: "
        "5.1.1\n") END);
    g_autoptr (DsnReport) report = NULL;
    const DsnRecipient *recipient;

    g_string_replace (text, "\n", line_ends[i], 0);
    report = parse_text (text->str);
    recipient = dsn_report_get_recipient (report, 0);
    check_offset (text->str, dsn_report_get_offset (report, DSN_FIELD_REPORTING_MTA),
                  "Reporting-MTA: dns; mx");
    check_offset (
        text->str,
        dsn_extension_get_offset (g_ptr_array_index (dsn_report_get_extensions (report), 0)),
        "X-Queue");
    check_offset (text->str, dsn_recipient_get_offset (recipient, DSN_FIELD_FINAL_RECIPIENT),
                  "Final-Recipient: rfc822; a@x");
    check_offset (text->str, dsn_recipient_get_offset (recipient, DSN_FIELD_STATUS), "Status");
    for (guint j = 0; j < dsn_report_get_problems (report)->len; j++) {
      const DsnProblem *problem = g_ptr_array_index (dsn_report_get_problems (report), j);

      if (strcmp (dsn_problem_get_rule (problem), "bad-action") == 0)
        check_offset (text->str, dsn_problem_get_offset (problem), "Action: lost");
    }
  }
}

static void
test_offsets_of_eight_bit (void)
{
  static const char text[] = REPORT TEXT PART (
      "message/delivery-status\nContent-Transfer-Encoding: 8bit", "X-A: ü\n" FIELDS) END;
  g_autoptr (DsnReport) report = parse_text (text);

  check_offset (text, dsn_report_get_offset (report, DSN_FIELD_REPORTING_MTA), "Reporting-MTA");
}

static void
test_no_offsets_of_encoded (void)
{
  g_autoptr (DsnReport) report = parse_text (REPORT TEXT PART (
      "message/delivery-status\nContent-Transfer-Encoding: quoted-printable", FIELDS) END);

  g_assert_nonnull (dsn_report_get_value (report, DSN_FIELD_REPORTING_MTA));
  g_assert_cmpint (dsn_report_get_offset (report, DSN_FIELD_REPORTING_MTA), ==, DSN_NO_OFFSET);
}

/* The message is not written to, though GMime is given it as it is. */
static void
test_octets_stay (void)
{
  static const char text[] = REPORT TEXT STATUS ORIGINAL END;
  g_autofree char *copy = g_strdup (text);
  g_autoptr (DsnReport) report = parse_octets (copy, strlen (copy));

  g_assert_cmpstr (copy, ==, text);
  g_assert_cmpuint (dsn_report_get_n_recipients (report), ==, 1);
}

/* One parser, several threads. */

#define THREADS 4
#define ROUNDS  200

static gpointer
parse_often (gpointer data)
{
  const DsnParser *parser = data;
  static const char text[] = REPORT TEXT STATUS ORIGINAL END;

  for (guint i = 0; i < ROUNDS; i++) {
    g_autoptr (GBytes) bytes = g_bytes_new (text, sizeof text - 1);
    g_autoptr (DsnReport) report = dsn_parser_parse (parser, bytes, sizeof text - 1);
    g_autofree char *got = summary (report);

    g_assert_cmpstr (got, ==, "dsn rfc3464 user@example.net:5.1.1");
  }
  return NULL;
}

static void
test_threads (void)
{
  g_autoptr (DsnParser) parser = dsn_parser_new ();
  GThread *threads[THREADS];

  for (guint i = 0; i < THREADS; i++)
    threads[i] = g_thread_new ("parse", parse_often, parser);
  for (guint i = 0; i < THREADS; i++)
    g_thread_join (threads[i]);
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/parser/limit/usual", test_usual_limits);
  g_test_add_func ("/parser/limit/depth", test_depth);
  g_test_add_func ("/parser/limit/great-depth", test_great_depth);
  g_test_add_func ("/parser/limit/parts", test_parts);
  g_test_add_func ("/parser/limit/recipients", test_recipients);
  g_test_add_func ("/parser/limit/recipients-of-two-parts", test_recipients_of_two_parts);
  g_test_add_func ("/parser/limit/size", test_too_large);
  g_test_add_func ("/parser/limit/header", test_header);
  g_test_add_func ("/parser/limit/header-of-many", test_header_of_many);
  g_test_add_func ("/parser/limit/header-of-many-fields", test_header_of_many_fields);
  g_test_add_func ("/parser/limit/header-that-may-be", test_header_that_may_be);
  g_test_add_func ("/parser/cut-anywhere", test_cut);
  g_test_add_func ("/parser/offsets/are-exact", test_offsets);
  g_test_add_func ("/parser/offsets/of-8-bit-parts", test_offsets_of_eight_bit);
  g_test_add_func ("/parser/offsets/none-in-encoded-parts", test_no_offsets_of_encoded);
  g_test_add_func ("/parser/octets-stay-as-they-are", test_octets_stay);
  g_test_add_func ("/parser/threads-may-share-one", test_threads);
  return g_test_run ();
}
