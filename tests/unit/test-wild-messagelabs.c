/* test-wild-messagelabs.c: MessageLabs without a delivery-status part.
 * SPDX-License-Identifier: LGPL-2.1-or-later */
#include "wild-message.h"

#define HEAD \
  "From: MAILER-DAEMON@messagelabs.com (Mail Delivery System)\nSubject: Mail Delivery Failure\n"
#define HELLO                                               \
  "This is the mail delivery agent at messagelabs.com.\n\n" \
  "I was unable to deliver your message to the following addresses:\n\n"
#define REASON                                   \
  "\nReason: 550-Turn on SMTP Authentication,\n" \
  "550 relay is not permitted.\n\n"              \
  "The message subject was: November news\n"     \
  "The message date was: Mon, 23 Nov 2026 09:59:58 +0100\n"

static void
test_recipients (void)
{
  g_autoptr (DsnReport) report = parse_bounce (BOUNCE (HEAD, HELLO "jo@example.net\n" REASON));

  g_assert_cmpstr (said_of (report, 0), ==,
                   "550-Turn on SMTP Authentication, 550 relay is not permitted.");
  g_assert_cmpstr (dsn_report_get_original_header (report, DSN_HEADER_SUBJECT), ==,
                   "November news");
  assert_bounce (BOUNCE (HEAD, HELLO "jo@example.net\nkim@example.net\n" REASON),
                 "dsn messagelabs | jo@example.net failed - 550 | kim@example.net failed - 550");
}

static void
test_others (void)
{
  assert_not_when_quoted (BOUNCE (HEAD, HELLO "jo@example.net\n" REASON));
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/wild/messagelabs/recipients-and-reason", test_recipients);
  g_test_add_func ("/wild/messagelabs/quoted-it-is-no-bounce", test_others);
  return g_test_run ();
}
