/* test-wild-dragonfly.c: the DragonFly Mail Agent.
 * SPDX-License-Identifier: LGPL-2.1-or-later */
#include "wild-message.h"

#define HEAD "From: MAILER-DAEMON <>\nSubject: Mail delivery failed\n"
#define HELLO                                                                                   \
  "This is the DragonFly Mail Agent v0.13 at mx.example.org.\n\nThere was an error delivering " \
  "your mail to "
#define COPY "\nMessage headers follow.\n\n" RETURNED

static void
test_remote (void)
{
  assert_bounce (BOUNCE (HEAD, HELLO "<jo@example.net>.\n"
                                     "\n"
                                     "mx.example.net [192.0.2.25] did not like our RCPT TO:\n"
                                     "550 5.1.1 no such user\n" COPY),
                 "dsn dragonfly | jo@example.net failed 5.1.1 550");
}

static void
test_local (void)
{
  assert_bounce (BOUNCE (HEAD, HELLO "<lee>.\n"
                                     "\n"
                                     "Cannot write to the mailbox\n" COPY),
                 "dsn dragonfly | lee failed - 0");
}

static void
test_words (void)
{
  g_autoptr (DsnReport) report = parse_bounce (
      BOUNCE (HEAD, HELLO "<jo@example.net>.\n"
                          "\n"
                          "Could not deliver for the last 432000 seconds. Giving up.\n" COPY));

  g_assert_cmpstr (said_of (report, 0), ==,
                   "Could not deliver for the last 432000 seconds. Giving up.");
  g_assert_cmpstr (dsn_report_get_text (report, DSN_FIELD_REPORTING_MTA), ==, "mx.example.org");
}

static void
test_others (void)
{
  assert_no_bounce ("Mail delivery failed", HELLO "<jo@example.net>.\n\nno\n");
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/wild/dragonfly/a-server-refused", test_remote);
  g_test_add_func ("/wild/dragonfly/a-user-of-the-system", test_local);
  g_test_add_func ("/wild/dragonfly/what-was-said-and-by-whom", test_words);
  g_test_add_func ("/wild/dragonfly/answers-are-none", test_others);
  return g_test_run ();
}
