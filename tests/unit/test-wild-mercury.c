/* test-wild-mercury.c: Mercury/32.
 * SPDX-License-Identifier: LGPL-2.1-or-later */
#include "wild-message.h"

#define HEAD                                                                                      \
  "From: Electronic Postmaster <postmaster@mx.example.org>\nSubject: Postmaster notify: Message " \
  "delivery failure\n"
#define LIST                                                                                      \
  "The local mail transport system has reported the following problems\nit encountered while "    \
  "trying to deliver your "                                                                       \
  "message:\n\n-------------------------------------------------------------------\n*** "         \
  "jo@example.net\n    550 5.1.1 no such user\n*** kim@example.edu\n    Host "                    \
  "unknown\n-------------------------------------------------------------------\n\nYour message " \
  "comes back.\n\n"

static void
test_list (void)
{
  assert_bounce (BOUNCE (HEAD, LIST RETURNED),
                 "dsn mercury | jo@example.net failed 5.1.1 550 | kim@example.edu failed - 0");
}

static void
test_words (void)
{
  g_autoptr (DsnReport) report = parse_bounce (BOUNCE (HEAD, LIST RETURNED));

  g_assert_cmpstr (said_of (report, 0), ==, "550 5.1.1 no such user");
}

static void
test_others (void)
{
  assert_no_bounce ("Message delivery failure", LIST);
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/wild/mercury/every-recipient-with-its-words", test_list);
  g_test_add_func ("/wild/mercury/what-was-said", test_words);
  g_test_add_func ("/wild/mercury/answers-are-none", test_others);
  return g_test_run ();
}
