/* test-wild-rfc3464.c: the fields of a delivery status in a text.
 * SPDX-License-Identifier: LGPL-2.1-or-later */
#include "report-text.h"
#include "wild-message.h"

#define HEAD        "Return-Path: <>\nFrom: MAILER-DAEMON@mx.example.org\nSubject: Undelivered\n"
#define MIME        HEAD "MIME-Version: 1.0\nContent-Type: "
#define REPORT_TYPE "multipart/report; report-type=delivery-status; boundary="
#define FIELDS                                      \
  "Reporting-MTA: dns; mx.example.org\n"            \
  "Arrival-Date: Mon, 23 Nov 2026 09:59:58 +0100\n" \
  "\n"                                              \
  "Final-Recipient: rfc822; jo@example.net\n"       \
  "Action: failed\n"                                \
  "Status: 5.1.1\n"                                 \
  "Diagnostic-Code: smtp; 550 5.1.1\n"              \
  "    No such user\n"

static void
test_in_text (void)
{
  g_autoptr (DsnReport) report =
      parse_bounce (BOUNCE (HEAD, "This is the mail system.\n\n" FIELDS "\n" RETURNED));
  g_autofree char *summary = bounce_summary (report);

  g_assert_cmpstr (summary, ==, "dsn rfc3464 | jo@example.net failed 5.1.1 550");
  g_assert_cmpstr (said_of (report, 0), ==, "550 5.1.1 No such user");
  g_assert_cmpstr (dsn_report_get_text (report, DSN_FIELD_REPORTING_MTA), ==, "mx.example.org");
  g_assert_cmpstr (dsn_report_get_original_header (report, DSN_HEADER_MESSAGE_ID), ==,
                   "42@example.com");
  g_assert_true (has_problem (report, "missing-status-part"));
}

static void
test_attached (void)
{
  assert_bounce (
      BOUNCE (MIME "multipart/mixed; boundary=b\n",
              "--b\n\nSorry.\n\n--b\nContent-Type: text/plain; name=status.txt\n\n" FIELDS
              "--b--\n"),
      "dsn rfc3464 | jo@example.net failed 5.1.1 550");
}

static void
test_wrong_boundary (void)
{
  assert_bounce (BOUNCE (MIME REPORT_TYPE "wrong\n",
                         "--b\n\nSorry.\n\n--b\nContent-Type: message/delivery-status\n\n" FIELDS
                         "\n--b\nContent-Type: message/rfc822\n\n" RETURNED "--b--\n"),
                 "dsn rfc3464 | jo@example.net failed 5.1.1 550");
}

static void
test_machine_part_wins (void)
{
  assert_bounce (BOUNCE (MIME REPORT_TYPE "b\n",
                         "--b\n\n" FIELDS "\n--b\nContent-Type: message/delivery-status\n\n"
                         "Reporting-MTA: dns; mx.example.org\n\n--b--\n"),
                 "dsn rfc3464");
}

static void
test_people (void)
{
  assert_bounce (
      BOUNCE ("From: jo@example.org\nSubject: Undelivered mail\n", "What is this?\n\n" FIELDS),
      "other -");
  assert_bounce (BOUNCE (HEAD, "Statistics of today\n\nAction: none\nStatus: fine\n"), "other -");
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/wild/rfc3464/fields-in-a-text", test_in_text);
  g_test_add_func ("/wild/rfc3464/fields-in-a-text-part-of-their-own", test_attached);
  g_test_add_func ("/wild/rfc3464/boundary-that-is-not-the-one-declared", test_wrong_boundary);
  g_test_add_func ("/wild/rfc3464/no-recipient-beside-a-machine-part", test_machine_part_wins);
  g_test_add_func ("/wild/rfc3464/what-people-write-is-other", test_people);
  return g_test_run ();
}
