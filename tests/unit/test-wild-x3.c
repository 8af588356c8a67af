/* test-wild-x3.c: the system that says it cannot spell delivery.
 * SPDX-License-Identifier: LGPL-2.1-or-later */
#include "wild-message.h"

#define HEAD                                                                                    \
  "From: Mail Delivery System <Mail.Delivery.System@mx.example.org>\nSubject: Delivery status " \
  "notification\n"
#define HELLO   "      This is an automatically generated Delivery Status Notification.\n\n"
#define DETAILS "\n==========\n          Technical details:\n\n"

static void
test_failed (void)
{
  assert_bounce (BOUNCE (HEAD, HELLO
                         "Delevery to the following recipients failed permanently:\n"
                         "\n"
                         "   * jo@example.net\n"
                         "   * kim@example.edu\n" DETAILS
                         "SMTP:RCPT host 192.0.2.25: 550 5.1.1 <jo@example.net>... no such user\n"
                         "SMTP:RCPT host 192.0.2.25: 552 5.2.2 <kim@example.edu>... full\n"
                         "==========\n" RETURNED),
                 "dsn x3 | jo@example.net failed 5.1.1 550 | kim@example.edu failed 5.2.2 552");
}

static void
test_delayed (void)
{
  assert_bounce (BOUNCE (HEAD, HELLO "Delivery to the following recipients has been delayed:\n"
                                     "\n"
                                     "  * jo@example.net\n"
                                     "\n\n" RETURNED),
                 "dsn x3 | jo@example.net delayed - 0");
}

static void
test_aborted (void)
{
  g_autoptr (DsnReport) report = parse_bounce (
      BOUNCE (HEAD, HELLO "Delivery to the following recipients was aborted after 5.0 hour(s):\n"
                          "\n"
                          "  * jo@example.net\n"
                          "\n\n" RETURNED));

  g_assert_cmpstr (said_of (report, 0), ==,
                   "Delivery to the following recipients was aborted after 5.0 hour(s):");
}

static void
test_others (void)
{
  assert_no_bounce (
      "Delivery status notification",
      HELLO "Delevery to the following recipients failed permanently:\n\n  * jo@example.net\n");
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/wild/x3/what-is-said-of-each", test_failed);
  g_test_add_func ("/wild/x3/what-is-delayed", test_delayed);
  g_test_add_func ("/wild/x3/how-long-it-was-tried", test_aborted);
  g_test_add_func ("/wild/x3/answers-are-none", test_others);
  return g_test_run ();
}
