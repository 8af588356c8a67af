/* test-wild-communigate.c: CommuniGate Pro.
 * SPDX-License-Identifier: LGPL-2.1-or-later */
#include "wild-message.h"

#define HEAD "From: <MAILER-DAEMON@mx.example.org>\nSubject: Undeliverable mail: November news\n"
#define JO                                                                                  \
  "Failed to deliver to 'jo@example.net'\nSMTP module(domain example.net) reports:\n host " \
  "mx.example.net says:\n 550 5.1.1 no such user\n\n"

static void
test_list (void)
{
  assert_bounce (BOUNCE (HEAD, JO "Failed to deliver to 'kim@example.edu'\n"
                                  "LOCAL module(account kim) reports:\n"
                                  " account is full (quota exceeded)\n"
                                  "\n" RETURNED),
                 "dsn communigate | jo@example.net failed 5.1.1 550 | kim@example.edu failed - 0");
}

static void
test_others (void)
{
  assert_no_bounce ("Undeliverable mail", JO);
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/wild/communigate/every-recipient-with-its-words", test_list);
  g_test_add_func ("/wild/communigate/answers-are-none", test_others);
  return g_test_run ();
}
