/* test-wild-zmailer.c: ZMailer without a machine part.
 * SPDX-License-Identifier: LGPL-2.1-or-later */
#include "wild-message.h"

#define HEAD                                                                                 \
  "From: The Post Office <postmaster@mx.example.org>\nSubject: Delivery reports about your " \
  "email\n"
#define HELLO                                                                               \
  "This is a collection of reports about email delivery\nprocess concerning a message you " \
  "originated.\n\n"
#define JO                                                                                \
  "FAILED:\n  Original Recipient:\n    rfc822;jo@example.net\n  Control data:\n    smtp " \
  "mx.example.net jo@example.net 99\n  Diagnostic texts:\n    <smtp mx.example.net "      \
  "jo@example.net 99>: mx.example.net; RCPT TO:<jo@example.net>\n    550 5.1.1 no such user\n\n"

static void
test_kinds (void)
{
  assert_bounce (
      BOUNCE (HEAD, HELLO JO "DELAYED:\n"
                             "  Original Recipient:\n"
                             "    rfc822;kim@example.edu\n"
                             "  Control data:\n"
                             "    smtp example.edu kim@example.edu 99\n"
                             "  Diagnostic texts:\n"
                             "    <smtp example.edu kim@example.edu 99>: 451 4.4.1 timed out\n"
                             "\nFollowing is a copy of the headers:\n\n" RETURNED),
      "dsn zmailer | jo@example.net failed 5.1.1 550 | kim@example.edu delayed 4.4.1 451");
}

static void
test_words (void)
{
  g_autoptr (DsnReport) report = parse_bounce (BOUNCE (HEAD, HELLO JO RETURNED));

  g_assert_cmpstr (said_of (report, 0), ==,
                   "mx.example.net; RCPT TO:<jo@example.net> 550 5.1.1 no such user");
}

static void
test_others (void)
{
  assert_no_bounce ("Delivery reports about your email", HELLO JO);
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/wild/zmailer/each-group-has-its-action", test_kinds);
  g_test_add_func ("/wild/zmailer/what-was-said", test_words);
  g_test_add_func ("/wild/zmailer/answers-are-none", test_others);
  return g_test_run ();
}
