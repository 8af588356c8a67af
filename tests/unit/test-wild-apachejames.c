/* test-wild-apachejames.c: Apache James.
 * SPDX-License-Identifier: LGPL-2.1-or-later */
#include "wild-message.h"

#define HEAD "From: MAILER-DAEMON@mx.example.org\nSubject: Re: November news\n"

static void
test_list (void)
{
  assert_bounce (
      BOUNCE (HEAD, "Hi. This is the James mail server at mx.example.org.\n"
                    "I'm afraid I wasn't able to deliver your message to the following addresses.\n"
                    "\n"
                    "jo@example.net\n"
                    "kim@example.edu\n"
                    "Remote mail server told me:\n"
                    "550 5.1.1 no such user\n"
                    "\n" RETURNED),
      "dsn apachejames | jo@example.net failed 5.1.1 550 | kim@example.edu failed 5.1.1 550");
}

static void
test_details (void)
{
  assert_bounce (BOUNCE ("From: post_master@mx.example.org\nSubject: Re:November news\n",
                         "Error: Invalid user address\n"
                         "\n"
                         "Error message below:\n"
                         "550 - Requested action not taken: no such user here\n"
                         "\n"
                         "Message details:\n"
                         "  Subject: November news\n"
                         "  Sent date: Mon Nov 23 09:59:50 GMT 2026\n"
                         "  MAIL FROM: news@example.com\n"
                         "  RCPT TO: jo@example.net\n"
                         "           kim@example.edu\n"
                         "  From: news@example.com\n"
                         "  To: team@example.org\n"
                         "  Size (in bytes): 39\n"),
                 "dsn apachejames | jo@example.net failed - 550 | kim@example.edu failed - 550");
}

static void
test_words (void)
{
  g_autoptr (DsnReport) report =
      parse_bounce (BOUNCE (HEAD, "Hi. This is the James mail server at mx.example.org.\n"
                                  "\n"
                                  "jo@example.net\n"
                                  "The remote host is down\n"
                                  "\n" RETURNED));

  g_assert_cmpstr (said_of (report, 0), ==, "The remote host is down");
  g_assert_cmpstr (dsn_report_get_text (report, DSN_FIELD_REPORTING_MTA), ==, "mx.example.org");
}

static void
test_others (void)
{
  assert_no_bounce (
      "November news",
      "Error message below:\n550 no\n\nMessage details:\n  RCPT TO: jo@example.net\n");
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/wild/apachejames/addresses-above-what-was-said-of-all", test_list);
  g_test_add_func ("/wild/apachejames/addresses-among-the-details", test_details);
  g_test_add_func ("/wild/apachejames/what-was-said-and-by-whom", test_words);
  g_test_add_func ("/wild/apachejames/answers-are-none", test_others);
  return g_test_run ();
}
