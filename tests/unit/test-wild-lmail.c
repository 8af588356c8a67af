/* test-wild-lmail.c: the reports of LMail and LISTSERV.
 * SPDX-License-Identifier: LGPL-2.1-or-later */
#include "wild-message.h"

#define HEAD "From: LMail <MAILER@example.org>\nSubject: Undelivered mail\n"
#define HELLO \
  "An error was detected while processing the enclosed message.\n\n--> Error description:\n"
#define JO  "Error-For:  jo@example.net\nError-Code: 3\nError-Text: No such local user.\n"
#define END "Error-End:  One error reported.\n"
#define COPY \
  "\n------------------------------ Original message ------------------------------\n" RETURNED

static void
test_recipients (void)
{
  g_autoptr (DsnReport) report = parse_bounce (BOUNCE (HEAD, HELLO JO "\n" END COPY));

  g_assert_cmpstr (said_of (report, 0), ==, "No such local user.");
  g_assert_cmpstr (dsn_report_get_original_header (report, DSN_HEADER_MESSAGE_ID), ==,
                   "42@example.com");
  assert_bounce (BOUNCE (HEAD, HELLO JO "\nError-For:  kim@example.net\nError-Code: 3\n"
                                        "Error-Text: 550 5.1.1\nError-Text: unknown\n\n" END),
                 "dsn lmail | jo@example.net failed - 0 | kim@example.net failed 5.1.1 550");
}

static void
test_others (void)
{
  assert_not_when_quoted (BOUNCE (HEAD, HELLO JO "\n" END));
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/wild/lmail/every-recipient-with-its-text", test_recipients);
  g_test_add_func ("/wild/lmail/quoted-it-is-no-bounce", test_others);
  return g_test_run ();
}
