/* test-wild-sendgrid.c: SendGrid.
 * SPDX-License-Identifier: LGPL-2.1-or-later */
#include "wild-message.h"

#define HEAD "From: MAILER-DAEMON@mx.example.org\nSubject: Undelivered Mail Returned to Sender\n"
#define HELLO                                                                         \
  "This is an automatically generated message from SendGrid.\n\n"                     \
  "I'm sorry to have to tell you that your message was not able to be delivered to\n" \
  "one of its intended recipients.\n\n"

static void
test_recipient (void)
{
  g_autoptr (DsnReport) report = parse_bounce (BOUNCE (
      HEAD, HELLO "news:4711:<jo@example.net> : 192.0.2.7 : mail.example.net:[192.0.2.25] :\n"
                  "    550 5.1.1 <jo@example.net>: no such user in RCPT TO\n"));
  g_autofree char *summary = bounce_summary (report);

  g_assert_cmpstr (summary, ==, "dsn sendgrid | jo@example.net failed 5.1.1 550");
  g_assert_cmpstr (said_of (report, 0), ==, "550 5.1.1 <jo@example.net>: no such user in RCPT TO");
  g_assert_cmpstr (
      dsn_recipient_get_text (dsn_report_get_recipient (report, 0), DSN_FIELD_REMOTE_MTA), ==,
      "mail.example.net");
}

static void
test_people (void)
{
  assert_bounce (
      BOUNCE ("From: kim@example.org\nSubject: Re: Undelivered Mail\n",
              "> This is an automatically generated message from SendGrid.\n> jo@example.net\n"),
      "other -");
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/wild/sendgrid/recipient-reply-and-server", test_recipient);
  g_test_add_func ("/wild/sendgrid/what-is-quoted-is-other", test_people);
  return g_test_run ();
}
