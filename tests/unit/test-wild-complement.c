/* test-wild-complement.c: what the human part says of the recipients of a machine part.
 * SPDX-License-Identifier: LGPL-2.1-or-later */
#include "wild-message.h"

#define HEAD                             \
  "From: MAILER-DAEMON@mx.example.org\n" \
  "Subject: failure notice\n"            \
  "MIME-Version: 1.0\n"                  \
  "Content-Type: multipart/report; report-type=delivery-status; boundary=b\n"
#define HUMAN                                                                             \
  "--b\n\nHi. This is the qmail-send program at mx.example.org.\n\n"                      \
  "<jo@example.net>:\nRemote host said: 550 5.1.1 No such user\n\n"                       \
  "<kim@example.net>:\n552 5.2.2 Full\n\n"                                                \
  "--- Below this line is a copy of the message.\n\n" RETURNED "\n\n<lee@example.net>:\n" \
  "550 5.7.1 Not this one\n"
#define STATUS(fields)                               \
  "\n--b\nContent-Type: message/delivery-status\n\n" \
  "Reporting-MTA: dns; relay.example.org\n\n"        \
  "Final-Recipient: rfc822; " fields "\n--b--\n"

static void
test_missing_diagnostic (void)
{
  g_autoptr (DsnReport) report = parse_bounce (
      BOUNCE (HEAD, HUMAN STATUS ("jo@example.net\nAction: failed\nStatus: 5.0.0\n")));
  g_autofree char *summary = bounce_summary (report);
  const DsnRecipient *recipient = dsn_report_get_recipient (report, 0);

  g_assert_cmpstr (summary, ==, "dsn rfc3464 | jo@example.net failed 5.1.1 550");
  g_assert_cmpstr (said_of (report, 0), ==, "Remote host said: 550 5.1.1 No such user");
  g_assert_cmpstr (dsn_recipient_get_evidence (recipient, DSN_EVIDENCE_REPLY), ==, "explanation");
  g_assert_cmpstr (dsn_recipient_get_evidence (recipient, DSN_EVIDENCE_ADDRESS), ==,
                   "final_recipient");
  g_assert_cmpstr (dsn_report_get_text (report, DSN_FIELD_REPORTING_MTA), ==, "relay.example.org");
}

static void
test_diagnostic_stays (void)
{
  g_autoptr (DsnReport) report =
      parse_bounce (BOUNCE (HEAD, HUMAN STATUS ("jo@example.net\nAction: failed\nStatus: 5.7.1\n"
                                                "Diagnostic-Code: smtp; 550 5.7.1 Refused\n")));

  g_assert_cmpstr (said_of (report, 0), ==, "550 5.7.1 Refused");
}

static void
test_delivered (void)
{
  g_autoptr (DsnReport) report = parse_bounce (
      BOUNCE (HEAD, HUMAN STATUS ("jo@example.net\nAction: delivered\nStatus: 2.0.0\n")));

  g_assert_null (said_of (report, 0));
}

static void
test_others (void)
{
  g_autoptr (DsnReport) report = parse_bounce (
      BOUNCE (HEAD, HUMAN STATUS ("lee@example.net\nAction: failed\nStatus: 5.1.1\n")));
  g_autofree char *summary = bounce_summary (report);

  g_assert_cmpstr (summary, ==, "dsn rfc3464 | lee@example.net failed 5.1.1 0");
  g_assert_null (said_of (report, 0));
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/wild/complement/words-for-a-missing-diagnostic", test_missing_diagnostic);
  g_test_add_func ("/wild/complement/a-diagnostic-stays", test_diagnostic_stays);
  g_test_add_func ("/wild/complement/nothing-for-what-was-delivered", test_delivered);
  g_test_add_func ("/wild/complement/adds-no-recipient-and-reads-no-original", test_others);
  return g_test_run ();
}
