/* test-wild-mmdf.c: MMDF.
 * SPDX-License-Identifier: LGPL-2.1-or-later */
#include "wild-message.h"

#define HEAD "From: MMDF Mail System <mmdf@mx.example.org>\nSubject: Failed mail  (msg.aa04711)\n"
#define JO                                                                                      \
  "    Your message could not be delivered to\n'jo@example.net (host: mx.example.net) (queue: " \
  "smtp)' for the following\nreason:  ' 550 5.1.1 We don't know \"jo\"'\n\n"

static void
test_failed (void)
{
  assert_bounce (
      BOUNCE (HEAD, JO "    Your message could not be delivered to\n"
                       "'kim@example.edu (host: mx.example.edu) (queue: smtp)' for the following\n"
                       "reason:  '552 5.2.2 full'\n"
                       "\n    Your message follows:\n\n" RETURNED),
      "dsn mmdf | jo@example.net failed 5.1.1 550 | kim@example.edu failed 5.2.2 552");
}

static void
test_waiting (void)
{
  assert_bounce (BOUNCE ("From: mmdf@mx.example.org\nSubject: Waiting mail (msg.aa04711)\n",
                         "    After 1 day, your message has not yet been fully delivered.\n"
                         "\n"
                         "    Delivery attempts are still pending for the following address(es):\n"
                         "\n"
                         "\tjo@example.net (host: mx.example.net) (queue: smtp)\n"),
                 "dsn mmdf | jo@example.net delayed - 0");
}

static void
test_words (void)
{
  g_autoptr (DsnReport) report =
      parse_bounce (BOUNCE (HEAD, JO "    Your message follows:\n\n" RETURNED));

  g_assert_cmpstr (said_of (report, 0), ==, "550 5.1.1 We don't know \"jo\"");
}

static void
test_others (void)
{
  assert_no_bounce ("Failed mail (msg.aa04711)", JO);
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/wild/mmdf/every-recipient-with-its-reason", test_failed);
  g_test_add_func ("/wild/mmdf/what-is-pending-is-delayed", test_waiting);
  g_test_add_func ("/wild/mmdf/what-was-said", test_words);
  g_test_add_func ("/wild/mmdf/answers-are-none", test_others);
  return g_test_run ();
}
