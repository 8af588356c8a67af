/* test-lint.c: what is found wrong with a report, and where. That every rule finds what it is for and
 * nothing else is seen to by tests/cli/lint-rules.t.
 * SPDX-License-Identifier: LGPL-2.1-or-later */
#include "cpu-time.h"
#include "lint-text.h"

#define REPORT(recipient) \
  LINT_HEADER LINT_HUMAN LINT_STATUS LINT_MESSAGE LINT_RECIPIENT recipient LINT_END

static void
test_right (void)
{
  assert_found (REPORT (""), "");
  assert_found (
      LINT_HEADER LINT_HUMAN LINT_STATUS LINT_MESSAGE LINT_RECIPIENT
      "\n--b\nContent-Type: text/rfc822-headers\n\nMessage-ID: <2@example.com>\n" LINT_END,
      "");
}

/* A field is shown where it stands. */
static void
test_place_of_field (void)
{
  assert_found (REPORT ("Remote-MTA: dns; a b\n"), "bad-mta-name:23:1");
  assert_found (REPORT ("Last-Attempt-Date: soon\nWhere: x\n"),
                "bad-date:23:1 unregistered-field:24:1");
}

/* What is missing is shown at what lacks it. */
static void
test_place_of_nothing (void)
{
  assert_found (LINT_HEADER LINT_HUMAN LINT_STATUS LINT_MESSAGE
                "Final-Recipient: rfc822; jo@example.net\nAction: failed\n" LINT_END,
                "missing-status:20:1");
  assert_found (LINT_HEADER LINT_HUMAN LINT_STATUS LINT_RECIPIENT LINT_END,
                "missing-reporting-mta:16:1");
  assert_found (LINT_HEADER LINT_STATUS LINT_MESSAGE LINT_RECIPIENT LINT_END,
                "missing-human-part:7:1");
  assert_found (LINT_HEADER LINT_HUMAN LINT_STATUS LINT_MESSAGE LINT_RECIPIENT,
                "truncated-report:22:1");
}

/* A column is a character, not an octet. */
static void
test_place_in_line (void)
{
  assert_found (
      LINT_HEADER
      "--b\nContent-Type: text/plain\n\njo@example.net: zur\xc3\xbc\x63k\n" LINT_STATUS LINT_MESSAGE
          LINT_RECIPIENT LINT_END,
      "eight-bit-without-encoding:13:20");
}

static void
test_others (void)
{
  static const char *const texts[] = {
    "From: a@example.com\n\nHello\n",
    "From: a@example.com\nAuto-Submitted: auto-replied\nSubject: away\n\nI am away.\n",
    "Content-Type: multipart/report; report-type=disposition-notification; boundary=b\n\n"
    "--b\n\nread\n--b\nContent-Type: message/disposition-notification\n\n"
    "Final-Recipient: rfc822;a@example.com\n--b--\n",
  };

  for (guint i = 0; i < G_N_ELEMENTS (texts); i++) {
    g_autoptr (DsnVerdict) verdict = lint_text (texts[i]);

    g_assert_cmpuint (dsn_verdict_get_n_findings (verdict), ==, 0);
    g_assert_cmpint (dsn_report_get_kind (dsn_verdict_get_report (verdict)), !=, DSN_KIND_DSN);
  }
}

/* A bounce for people only has one finding. */
static void
test_wild (void)
{
  assert_found (
      "From: MAILER-DAEMON@mx.example.org\nTo: news@example.com\nSubject: failure notice\n\n"
      "Hi. This is the qmail-send program at mx.example.org.\n"
      "I'm afraid I wasn't able to deliver your message to the following addresses.\n"
      "This is a permanent error; I've given up. Sorry it didn't work out.\n\n"
      "<jo@example.net>:\nSorry, no mailbox here by that name. (#5.1.1)\n\n"
      "--- Below this line is a copy of the message.\n\nSubject: x\n\nx\n",
      "not-a-report:1:1");
}

static void
test_disable (void)
{
  const char *text = REPORT ("Remote-MTA: dns; a b\nWhere: x\n");
  g_autoptr (DsnLint) lint = dsn_lint_new ();
  g_autoptr (GError) error = NULL;
  g_autoptr (DsnVerdict) verdict = NULL;
  g_autofree char *found = NULL;

  g_assert_true (dsn_lint_disable (lint, "bad-mta-name", &error));
  g_assert_false (dsn_lint_disable (lint, "bad-mta", &error));
  g_assert_error (error, DSN_ERROR, DSN_ERROR_NOT_FOUND);
  verdict = lint_octets (lint, text, strlen (text));
  found = list_findings (verdict);
  g_assert_cmpstr (found, ==, "unregistered-field:24:1");
}

static void
test_min_severity (void)
{
  const char *text = REPORT ("Remote-MTA: smtp; a b\nWhere: x\n");
  static const char *const want[] = { "unregistered-type:23:1 unregistered-field:24:1",
                                      "unregistered-type:23:1 unregistered-field:24:1",
                                      "unregistered-field:24:1" };

  for (DsnSeverity i = DSN_SEVERITY_NOTE; i <= DSN_SEVERITY_ERROR; i++) {
    g_autoptr (DsnLint) lint = dsn_lint_new ();
    g_autoptr (DsnVerdict) verdict = NULL;
    g_autofree char *found = NULL;

    dsn_lint_set_min_severity (lint, i);
    verdict = lint_octets (lint, text, strlen (text));
    found = list_findings (verdict);
    g_assert_cmpstr (found, ==, want[i]);
  }
}

/* Fields that look like ones that there are, and that do not. */
static void
test_misspelt (void)
{
  assert_found (REPORT ("Diagnostic_Code: smtp; 550 no\n"), "misspelt-field:23:1");
  assert_found (REPORT ("Diagnostics-Code: smtp; 550 no\n"), "misspelt-field:23:1");
  assert_found (REPORT ("Stauts: 5.1.1\n"), "unregistered-field:23:1");
  assert_found (REPORT ("Statuss: 5.1.1\n"), "misspelt-field:23:1");
  assert_found (REPORT ("X-Statuss: 5.1.1\n"), "");
}

static void
test_dates (void)
{
  static const struct {
    const char *date;
    gboolean is_obsolete;
  } rows[] = {
    { "Mon, 23 Nov 2026 10:00:00 +0100", FALSE },
    { "23 Nov 2026 10:00 +0100", FALSE },
    { "Mon, 23 Nov 2026 10:00:00 -0000 (UTC)", FALSE },
    { "Mon,23 Nov 2026 10:00:00 +0100", FALSE },
    { "Mon, 23 Nov 2026 10:00:00 GMT", TRUE },
    { "Mon, 23 Nov 2026 10:00:00 EST (x)", TRUE },
    { "Mon, 23 Nov 26 10:00:00 +0100", TRUE },
    { "Mon, 23 Nov 2026 10:00:00", TRUE },
    { "2026-11-23T10:00:00+01:00", TRUE },
  };

  for (guint i = 0; i < G_N_ELEMENTS (rows); i++) {
    g_autofree char *text = g_strconcat (
        LINT_HEADER LINT_HUMAN LINT_STATUS LINT_MESSAGE LINT_RECIPIENT "Last-Attempt-Date: ",
        rows[i].date, "\n" LINT_END, NULL);

    assert_found (text, rows[i].is_obsolete ? "obsolete-date:23:1" : "");
  }
}

/* Nothing that a message may say makes it take long, or much memory. */
static void
test_hostile (void)
{
  static const char *const pieces[] = {
    "Statuz: x\n", "(", "a\n", "\xff", "--b\n", ";\n\n", "Final-Recipient: rfc822; a@b\n\n"
  };

  for (guint i = 0; i < G_N_ELEMENTS (pieces); i++) {
    GString *text = g_string_new (LINT_HEADER LINT_HUMAN LINT_STATUS LINT_MESSAGE LINT_RECIPIENT);
    g_autoptr (DsnVerdict) verdict = NULL;
    double start = cpu_time ();

    while (text->len < 2000000)
      g_string_append (text, pieces[i]);
    verdict = lint_text (text->str);
    g_assert_cmpuint (dsn_verdict_get_n_findings (verdict), <=, 100);
    g_assert_cmpfloat (cpu_time () - start, <, 20);
    g_string_free (text, TRUE);
  }
}

static void
test_print (void)
{
  g_autoptr (DsnVerdict) verdict = lint_text (REPORT ("Remote-MTA: dns; a;b\n"));
  g_autoptr (GString) text = g_string_new (NULL);
  g_autoptr (GString) json = g_string_new (NULL);

  dsn_verdict_append_text (verdict, FALSE, text);
  g_assert_cmpstr (text->str, ==,
                   "x.eml:23:1: error: \"a;b\" is not the name of a host [bad-mta-name]\n"
                   "      23 | Remote-MTA: dns; a;b\n"
                   "         | ^\n");
  dsn_verdict_append_json (verdict, json);
  g_assert_cmpstr (json->str, ==,
                   "{\"source\":{\"path\":\"x.eml\",\"index\":0,\"offset\":0,\"size\":481},"
                   "\"kind\":\"dsn\",\"findings\":[{\"rule\":\"bad-mta-name\","
                   "\"severity\":\"error\",\"line\":23,\"column\":1,\"recipient\":0,"
                   "\"field\":\"Remote-MTA\",\"text\":\"\\\"a;b\\\" is not the name of a host\","
                   "\"reference\":\"RFC 3464 section 2.1.2\","
                   "\"excerpt\":\"Remote-MTA: dns; a;b\"}]}");
}

static void
test_count (void)
{
  g_autoptr (DsnVerdict) verdict = lint_text (REPORT ("Remote-MTA: smtp; a\nWhere: x\nWho: y\n"));

  g_assert_cmpuint (dsn_verdict_count (verdict, DSN_SEVERITY_NOTE), ==, 0);
  g_assert_cmpuint (dsn_verdict_count (verdict, DSN_SEVERITY_WARNING), ==, 1);
  g_assert_cmpuint (dsn_verdict_count (verdict, DSN_SEVERITY_ERROR), ==, 2);
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/lint/right-report-has-no-finding", test_right);
  g_test_add_func ("/lint/place/field", test_place_of_field);
  g_test_add_func ("/lint/place/what-is-missing", test_place_of_nothing);
  g_test_add_func ("/lint/place/column-is-a-character", test_place_in_line);
  g_test_add_func ("/lint/other-mail-has-no-finding", test_others);
  g_test_add_func ("/lint/bounce-for-people-has-one-finding", test_wild);
  g_test_add_func ("/lint/disable", test_disable);
  g_test_add_func ("/lint/min-severity", test_min_severity);
  g_test_add_func ("/lint/misspelt-fields", test_misspelt);
  g_test_add_func ("/lint/dates", test_dates);
  g_test_add_func ("/lint/hostile-messages-take-no-time", test_hostile);
  g_test_add_func ("/lint/print", test_print);
  g_test_add_func ("/lint/count", test_count);
  return g_test_run ();
}
