/* test-wild-courier.c: Courier without a machine part.
 * SPDX-License-Identifier: LGPL-2.1-or-later */
#include "wild-message.h"

#define HEAD "From: postmaster@mx.example.org\nSubject: NOTICE: mail delivery status.\n"
#define HELLO                                                                                  \
  "\nThis is a delivery status notification from mx.example.org,\nrunning the Courier mail "   \
  "server, version 0.65.2.\n\nThe original message was received on Mon, 23 Nov 2026 09:59:58 " \
  "+0100\nfrom client.example.com [192.0.2.7]\n\n"
#define RULE "\n---------------------------------------------------------------------------\n\n"
#define FAILED                                                                                 \
  "                           UNDELIVERABLE MAIL\n\nYour message to the following recipients " \
  "cannot be delivered:\n\n<jo@example.net>:\n    mx.example.net [192.0.2.25]:\n>>> RCPT "     \
  "TO:<jo@example.net>\n<<< 550 5.1.1 no such user\n" RULE

static void
test_kinds (void)
{
  assert_bounce (BOUNCE (HEAD, HELLO RULE FAILED
                         "                               DELAYED MAIL\n"
                         "\n"
                         "Your message to the following recipients is delayed:\n"
                         "\n"
                         "<kim@example.edu>:\n"
                         "    Connection timed out\n" RULE
                         "If your message was also sent to <lee@example.org>:\nask there.\n"),
                 "dsn courier | jo@example.net failed 5.1.1 550 | kim@example.edu delayed - 0");
}

static void
test_words (void)
{
  g_autoptr (DsnReport) report = parse_bounce (BOUNCE (HEAD, HELLO RULE FAILED));

  g_assert_cmpstr (
      said_of (report, 0), ==,
      "mx.example.net [192.0.2.25]: >>> RCPT TO:<jo@example.net> <<< 550 5.1.1 no such user");
  g_assert_cmpstr (dsn_report_get_text (report, DSN_FIELD_REPORTING_MTA), ==, "mx.example.org");
  g_assert_cmpstr (dsn_report_get_text (report, DSN_FIELD_ARRIVAL_DATE), ==,
                   "2026-11-23T09:59:58+01:00");
}

static void
test_others (void)
{
  assert_no_bounce ("NOTICE: mail delivery status.", HELLO RULE FAILED);
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/wild/courier/each-list-has-its-action", test_kinds);
  g_test_add_func ("/wild/courier/when-and-by-whom", test_words);
  g_test_add_func ("/wild/courier/answers-are-none", test_others);
  return g_test_run ();
}
