/* test-wild-interscan.c: Trend Micro's InterScan.
 * SPDX-License-Identifier: LGPL-2.1-or-later */
#include "wild-message.h"

#define HEAD \
  "From: \"InterScan MSS\" <postmaster@example.org>\nSubject: Mail could not be delivered\n"
#define HELLO  "****** Message from InterScan Messaging Security Suite ******\n\n"
#define SENT   "Sent <<< RCPT TO:<jo@example.net>\n"
#define FAILED "Unable to deliver message to <jo@example.net>"
#define END    "\n************************     End of message     **********************\n"

static void
test_session (void)
{
  g_autoptr (DsnReport) report =
      parse_bounce (BOUNCE (HEAD, HELLO SENT "Received >>> 550 5.1.1 unknown\n" FAILED ".\n" END));

  assert_bounce (BOUNCE (HEAD, HELLO SENT "Received >>> 550 5.1.1 unknown\n" FAILED ".\n" END),
                 "dsn interscan | jo@example.net failed 5.1.1 550");
  g_assert_cmpstr (said_of (report, 0), ==,
                   "550 5.1.1 unknown Unable to deliver message to <jo@example.net>.");
  assert_bounce (BOUNCE (HEAD, HELLO "Sent >>> RCPT TO:<jo@example.net>\n"
                                     "Received <<< 452 4.2.2 full\n" END),
                 "dsn interscan | jo@example.net failed 4.2.2 452");
}

static void
test_languages (void)
{
  assert_bounce (BOUNCE ("From: postmaster@example.org\nSubject: メッセージを配信できません。\n",
                         "次のメールは配信できませんでした。\n\n" SENT
                         "Received >>> 550 5.1.1 unknown\n"),
                 "dsn interscan | jo@example.net failed 5.1.1 550");
}

static void
test_accepted (void)
{
  assert_bounce (BOUNCE (HEAD, HELLO "Sent <<< RCPT TO:<kim@example.net>\n"
                                     "Received >>> 250 fine\n" SENT "Received >>> 550 no\n"),
                 "dsn interscan | jo@example.net failed - 550");
}

static void
test_reason (void)
{
  g_autoptr (DsnReport) report = parse_bounce (
      BOUNCE (HEAD, HELLO "The following mail could not be delivered.\n"
                          "Reason:  " FAILED " (and other recipients in the same domain).\n" END));

  g_assert_cmpuint (dsn_report_get_n_recipients (report), ==, 1);
  g_assert_cmpstr (said_of (report, 0), ==, FAILED " (and other recipients in the same domain).");
}

static void
test_others (void)
{
  assert_not_when_quoted (BOUNCE (HEAD, HELLO SENT "Received >>> 550 no\n" FAILED ".\n" END));
  assert_bounce (BOUNCE (HEAD, HELLO "A virus was found, and removed.\n" END), "other -");
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/wild/interscan/a-session-with-arrows-of-either-kind", test_session);
  g_test_add_func ("/wild/interscan/the-session-is-enough-in-any-language", test_languages);
  g_test_add_func ("/wild/interscan/who-was-accepted-did-not-fail", test_accepted);
  g_test_add_func ("/wild/interscan/a-reason-without-a-session", test_reason);
  g_test_add_func ("/wild/interscan/its-other-messages-are-no-bounces", test_others);
  return g_test_run ();
}
