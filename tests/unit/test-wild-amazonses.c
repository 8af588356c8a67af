/* test-wild-amazonses.c: Amazon SES.
 * SPDX-License-Identifier: LGPL-2.1-or-later */
#include "wild-message.h"

#define HEAD     "From: MAILER-DAEMON@amazonses.com\nSubject: Delivery Status Notification (Failure)\n"
#define SENTENCE "An error occurred while trying to deliver the mail to the following recipients:\n"

static void
test_recipients (void)
{
  assert_bounce (BOUNCE (HEAD, SENTENCE "jo@example.net\nkim@example.net\n\n" RETURNED),
                 "dsn amazonses | jo@example.net failed - 0 | kim@example.net failed - 0");
}

static void
test_fields (void)
{
  assert_bounce (BOUNCE (HEAD "X-Mailer: Amazon WorkMail\n",
                         SENTENCE "jo@example.net\n\nTechnical report:\n\n"
                                  "Reporting-MTA: dsn; mx.example.org\n\nAction: failed\n"
                                  "Final-Recipient: rfc822; jo@example.net\n"
                                  "Diagnostic-Code: smtp; 550 5.2.2 Mailbox full\nStatus: 5.2.2\n"),
                 "dsn rfc3464 | jo@example.net failed 5.2.2 550");
}

static void
test_quoted (void)
{
  assert_bounce (
      BOUNCE ("From: kim@example.org\nSubject: Re: failed\n", "> " SENTENCE "> jo@example.net\n"),
      "other -");
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/wild/amazonses/every-recipient", test_recipients);
  g_test_add_func ("/wild/amazonses/fields-of-workmail-say-more", test_fields);
  g_test_add_func ("/wild/amazonses/what-is-quoted-is-other", test_quoted);
  return g_test_run ();
}
