/* test-wild-smail.c: Smail 3.
 * SPDX-License-Identifier: LGPL-2.1-or-later */
#include "wild-message.h"

#define HEAD "From: <MAILER-DAEMON@mx.example.org>\nSubject: mail failed, returning to sender\n"
#define LIST                                                                                     \
  "|------------------------- Message log follows: -------------------------|\n no valid "       \
  "recipients were found for this message\n|------------------------- Failed addresses follow: " \
  "---------------------|\n <jo@example.net> ... failed: 550 5.1.1 no such user\n "              \
  "kim@example.edu ... unknown host\n|------------------------- Message text follows: "          \
  "------------------------|\n"

static void
test_list (void)
{
  assert_bounce (BOUNCE (HEAD, LIST RETURNED),
                 "dsn smail | jo@example.net failed 5.1.1 550 | kim@example.edu failed - 0");
}

static void
test_words (void)
{
  g_autoptr (DsnReport) report = parse_bounce (BOUNCE (HEAD, LIST RETURNED));

  g_assert_cmpstr (said_of (report, 0), ==, "failed: 550 5.1.1 no such user");
}

static void
test_others (void)
{
  assert_no_bounce ("mail failed", LIST);
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/wild/smail/every-recipient-with-its-words", test_list);
  g_test_add_func ("/wild/smail/what-was-said", test_words);
  g_test_add_func ("/wild/smail/answers-are-none", test_others);
  return g_test_run ();
}
