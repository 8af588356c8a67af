/* test-wild-groupwise.c: GroupWise.
 * SPDX-License-Identifier: LGPL-2.1-or-later */
#include "wild-message.h"

#define HEAD  "From: Mailer-Daemon@mx.example.org\nSubject: Message status - undeliverable\n"
#define HELLO "The message that you sent was undeliverable to the following:\n"

static void
test_entries (void)
{
  g_autoptr (DsnReport) report = parse_bounce (BOUNCE (
      HEAD, HELLO "\tjo@example.net (user not found)\n\tkim@example.net (550 5.2.2 Full (really))\n"
                  "\nPossibly truncated original message follows:\n\n" RETURNED));
  g_autofree char *summary = bounce_summary (report);

  g_assert_cmpstr (summary, ==,
                   "dsn groupwise | jo@example.net failed - 0 | kim@example.net failed 5.2.2 550");
  g_assert_cmpstr (said_of (report, 0), ==, "user not found");
  g_assert_cmpstr (said_of (report, 1), ==, "550 5.2.2 Full (really)");
}

static void
test_users (void)
{
  assert_bounce (BOUNCE (HEAD, HELLO "\tjo (user not found)\n\tkim (user not found)\n\n"
                                     "Possibly truncated original message follows:\n\n" RETURNED),
                 "dsn groupwise | jo@example.net failed - 0 | kim failed - 0");
}

static void
test_transcript (void)
{
  g_autoptr (DsnReport) report = parse_bounce (BOUNCE (
      HEAD, "The attached file had the following undeliverable recipient(s):\n\tjo@example.net\n\n"
            "Transcript of session follows:\n550 5.1.1 No such user\n"));

  g_assert_cmpstr (said_of (report, 0), ==, "550 5.1.1 No such user");
}

static void
test_people (void)
{
  assert_bounce (BOUNCE ("From: kim@example.org\nSubject: Fwd: Message status - undeliverable\n",
                         HELLO "\tjo@example.net (user not found)\n"),
                 "other -");
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/wild/groupwise/every-recipient-with-its-words", test_entries);
  g_test_add_func ("/wild/groupwise/users-without-a-domain", test_users);
  g_test_add_func ("/wild/groupwise/transcript-of-the-session", test_transcript);
  g_test_add_func ("/wild/groupwise/what-people-forward-is-other", test_people);
  return g_test_run ();
}
