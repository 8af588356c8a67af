/* test-wild-qmail.c: qmail's bounces and those of its relatives.
 * SPDX-License-Identifier: LGPL-2.1-or-later */
#include "wild-message.h"

#define HEAD "From: MAILER-DAEMON@mx.example.org\nSubject: failure notice\n"
#define HELLO \
  "Hi. This is the qmail-send program at mx.example.org.\nI'm afraid I wasn't able to\n\n"
#define COPY "\n--- Below this line is a copy of the message.\n\n" RETURNED
#define JO   "<jo@example.net>:\n192.0.2.1 does not like recipient.\n"

static void
test_every_recipient (void)
{
  assert_bounce (BOUNCE (HEAD, HELLO JO "Remote host said: 550 5.1.1 No such user\n\n"
                                        "<kim@example.net>:\nMailbox full\n" COPY),
                 "dsn qmail | jo@example.net failed 5.1.1 550 | kim@example.net failed - 0");
}

static void
test_words (void)
{
  g_autoptr (DsnReport) report =
      parse_bounce (BOUNCE (HEAD, HELLO JO "Remote host said: 550 no\n" COPY));

  g_assert_cmpstr (said_of (report, 0), ==,
                   "192.0.2.1 does not like recipient. Remote host said: 550 no");
  g_assert_cmpstr (dsn_report_get_text (report, DSN_FIELD_REPORTING_MTA), ==, "mx.example.org");
  g_assert_cmpstr (dsn_report_get_original_header (report, DSN_HEADER_MESSAGE_ID), ==,
                   "42@example.com");
}

static void
test_translated (void)
{
  assert_bounce (BOUNCE (HEAD, "Leider nicht zugestellt:\n\n" JO "Remote host said: 550 no\n" COPY),
                 "dsn qmail | jo@example.net failed - 550");
}

static void
test_status (void)
{
  assert_bounce (BOUNCE (HEAD, HELLO
                         "<jo@example.net>:\nSorry, no mailbox here by that name. (#5.1.1)\n\n"
                         "<kim@example.edu>:\nRemote host said: 550 5.7.1 no (#5.1.1)\n" COPY),
                 "dsn qmail | jo@example.net failed 5.1.1 0 | kim@example.edu failed 5.7.1 550");
}

static void
test_users (void)
{
  assert_bounce (BOUNCE (HEAD, HELLO "<lee>:\nThis user is gone.\n\n" JO "550 no\n" COPY),
                 "dsn qmail | lee failed - 0 | jo@example.net failed - 0");
}

static void
test_relatives (void)
{
  assert_bounce (BOUNCE ("From: MAILER-DAEMON@mx.example.org\nSubject: Zugestellt? Nein\n",
                         "This is the machine generated message from mail service.\n\n"
                         "<jo@example.net>:\n\n550 5.1.1 no such user\n\n"
                         "--- Below the next line is a copy of the message.\n\n" RETURNED),
                 "dsn qmail | jo@example.net failed 5.1.1 550");
}

static void
test_without_entries (void)
{
  assert_bounce (BOUNCE (HEAD, "Something failed. Ask jo@example.net.\n"), "other -");
  assert_bounce (BOUNCE ("From: jo@example.org\nSubject: Re: failure notice\n",
                         "What is this?\n> <jo@example.net>:\n> 550 no\n"),
                 "other -");
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/wild/qmail/every-recipient-with-its-reply", test_every_recipient);
  g_test_add_func ("/wild/qmail/what-was-said-and-the-original", test_words);
  g_test_add_func ("/wild/qmail/greeting-in-another-language", test_translated);
  g_test_add_func ("/wild/qmail/mail-without-entries-is-other", test_without_entries);
  g_test_add_func ("/wild/qmail/status-of-its-own", test_status);
  g_test_add_func ("/wild/qmail/users-of-the-system", test_users);
  g_test_add_func ("/wild/qmail/those-that-write-as-it-does", test_relatives);
  return g_test_run ();
}
