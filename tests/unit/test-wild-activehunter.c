/* test-wild-activehunter.c: bounces of Active! hunter.
 * SPDX-License-Identifier: LGPL-2.1-or-later */
#include "wild-message.h"

#define HEAD                                              \
  "From: \"MAILER-DAEMON\" <MAILER-DAEMON@example.org>\n" \
  "Subject: FAILURE NOTICE : November news\n"             \
  "X-AHMAILID: 20261123T100000+0100-0000-0000D0-AAA-FF\n"
#define HELLO \
  "The original message was received at Mon, 23 Nov 2026 09:59:58 +0100\nfrom a host\n\n"
#define LIST "  ----- The following addresses had permanent fatal errors -----\n\n"
#define JO   ">>> jo@example.net <jo@example.net>\n"
#define LOG  "\n  ----- Transcript of session follows -----\n"
#define NO   "550 sorry, no mailbox here by that name (#5.1.1 - chkusr)\n\n"

static void
test_reply (void)
{
  assert_bounce (BOUNCE (HEAD, HELLO LIST JO LOG NO),
                 "dsn activehunter | jo@example.net failed 5.1.1 550");
}

static void
test_several (void)
{
  assert_bounce (BOUNCE (HEAD, HELLO LIST JO ">>> kim@example.net <kim@example.net>\n" LOG
                                             "550 5.1.1 <jo@example.net>: unknown\n"
                                             "552 5.2.2 <kim@example.net>: full\n"),
                 "dsn activehunter | jo@example.net failed 5.1.1 550 "
                 "| kim@example.net failed 5.2.2 552");
  assert_bounce (BOUNCE (HEAD, HELLO LIST JO ">>> kim@example.net <kim@example.net>\n" LOG
                                             "554 5.7.1 refused\n"),
                 "dsn activehunter | jo@example.net failed 5.7.1 554 "
                 "| kim@example.net failed 5.7.1 554");
}

static void
test_commands (void)
{
  assert_bounce (BOUNCE (HEAD, HELLO LIST JO ">>> kim@example.net <kim@example.net>\n" LOG
                                             ">>> RCPT TO:<kim@example.net>\n552 5.2.2 full\n"
                                             ">>> RCPT TO:<jo@example.net>\n550 5.1.1 unknown\n"
                                             ">>> QUIT\n221 2.0.0 bye\n"),
                 "dsn activehunter | jo@example.net failed 5.1.1 550 "
                 "| kim@example.net failed 5.2.2 552");
  assert_bounce (BOUNCE (HEAD, HELLO LIST JO ">>> kim@example.net <kim@example.net>\n" LOG
                                             ">>> DATA\n554 5.7.1 refused\n"),
                 "dsn activehunter | jo@example.net failed 5.7.1 554 "
                 "| kim@example.net failed 5.7.1 554");
}

static void
test_others (void)
{
  assert_not_when_quoted (BOUNCE (HEAD, HELLO LIST JO LOG NO));
  assert_bounce (BOUNCE ("From: jo@example.org\nSubject: delivery\nX-AHMAILID: 1\n", "Hello.\n"),
                 "other -");
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/wild/activehunter/address-and-reply", test_reply);
  g_test_add_func ("/wild/activehunter/commands-name-whom-replies-are-about", test_commands);
  g_test_add_func ("/wild/activehunter/each-recipient-has-its-lines-of-the-log", test_several);
  g_test_add_func ("/wild/activehunter/what-passed-through-it-is-no-bounce", test_others);
  return g_test_run ();
}
