/* test-wild-x6.c: the system that had trouble.
 * SPDX-License-Identifier: LGPL-2.1-or-later */
#include "wild-message.h"

#define HEAD "From: mailer-daemon\nSubject: There was an error sending your mail\n"
#define HELLO                                                                                      \
  "We had trouble delivering your message. Full details follow:\n\nSubject: 'November news'\n\n1 " \
  "error(s):\n\nThe following recipients returned permanent errors: "

static void
test_failed (void)
{
  assert_bounce (BOUNCE (HEAD,
                         HELLO "jo@example.net, kim@example.edu. Reason: SMTP Server <192.0.2.25> "
                               "refused to accept your message (RCPT), with the following error "
                               "message: [550 5.1.1 no such user]\n\n" RETURNED),
                 "dsn x6 | jo@example.net failed 5.1.1 550 | kim@example.edu failed 5.1.1 550");
}

static void
test_words (void)
{
  g_autoptr (DsnReport) report =
      parse_bounce (BOUNCE (HEAD, HELLO "jo@example.net. Reason: no such host\n\n" RETURNED));

  g_assert_cmpstr (said_of (report, 0), ==, "no such host");
}

static void
test_others (void)
{
  assert_no_bounce ("There was an error sending your mail", HELLO "jo@example.net. Reason: no\n");
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/wild/x6/addresses-before-their-reason", test_failed);
  g_test_add_func ("/wild/x6/reasons-without-a-reply", test_words);
  g_test_add_func ("/wild/x6/answers-are-none", test_others);
  return g_test_run ();
}
