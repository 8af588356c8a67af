/* test-wild-mail2000.c: Mail2000.
 * SPDX-License-Identifier: LGPL-2.1-or-later */
#include "wild-message.h"

#define HEAD "From: MAILER-DAEMON\nSubject: Returned Mail: User unknown\n"
#define LIST                                                                                      \
  "The original message was received at Mon, 23 Nov 2026 09:59:58 +0100\nfrom "                   \
  "news@example.com\n\n---The following addresses had delivery errors---\n\njo@example.net [550 " \
  "5.1.1 User unknown]\nkim@example.edu [Mailbox full]\n\n"

static void
test_list (void)
{
  assert_bounce (BOUNCE (HEAD, LIST RETURNED),
                 "dsn mail2000 | jo@example.net failed 5.1.1 550 | kim@example.edu failed - 0");
}

static void
test_words (void)
{
  g_autoptr (DsnReport) report = parse_bounce (BOUNCE (HEAD, LIST RETURNED));

  g_assert_cmpstr (said_of (report, 0), ==, "550 5.1.1 User unknown");
  g_assert_cmpstr (dsn_value_get_type_name (dsn_recipient_get_value (
                       dsn_report_get_recipient (report, 0), DSN_FIELD_DIAGNOSTIC_CODE)),
                   ==, "smtp");
}

static void
test_others (void)
{
  assert_no_bounce ("Returned Mail: User unknown", LIST);
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/wild/mail2000/addresses-with-words-in-brackets", test_list);
  g_test_add_func ("/wild/mail2000/what-a-server-said", test_words);
  g_test_add_func ("/wild/mail2000/answers-are-none", test_others);
  return g_test_run ();
}
