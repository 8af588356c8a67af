/* test-wild-gmail.c: Google's mail.
 * SPDX-License-Identifier: LGPL-2.1-or-later */
#include "wild-message.h"

#define HEAD                                                       \
  "From: Mail Delivery Subsystem <mailer-daemon@googlemail.com>\n" \
  "Subject: Delivery Status Notification (Failure)\n"
#define COPY "\n----- Original message -----\n\n" RETURNED

static void
test_refused (void)
{
  g_autoptr (DsnReport) report = parse_bounce (BOUNCE (
      HEAD, "Delivery to the following recipients failed permanently:\n\n     jo@example.net\n"
            "     kim@example.net\n\nTechnical details of permanent failure: \n"
            "Google tried to deliver your message, but it was rejected by the server for the "
            "recipient domain example.net by mail.example.net. [192.0.2.25].\n\n"
            "The error that the other server returned was:\n550 5.1.1 No such user\n" COPY));
  g_autofree char *summary = bounce_summary (report);

  g_assert_cmpstr (
      summary, ==,
      "dsn gmail | jo@example.net failed 5.1.1 550 | kim@example.net failed 5.1.1 550");
  g_assert_cmpstr (said_of (report, 1), ==, "550 5.1.1 No such user");
  g_assert_cmpstr (
      dsn_recipient_get_text (dsn_report_get_recipient (report, 0), DSN_FIELD_REMOTE_MTA), ==,
      "mail.example.net");
}

static void
test_own_words (void)
{
  g_autoptr (DsnReport) report = parse_bounce (BOUNCE (
      HEAD, "Delivery to the following recipient failed permanently:\n\n     jo@example.net\n\n"
            "Technical details of permanent failure:\nDNS Error: Domain name not found\n" COPY));

  g_assert_cmpstr (said_of (report, 0), ==, "DNS Error: Domain name not found");
}

static void
test_delayed (void)
{
  assert_bounce (BOUNCE ("From: mailer-daemon@googlemail.com\n"
                         "Subject: Delivery Status Notification (Delay)\n",
                         "THIS IS A WARNING MESSAGE ONLY.\n\n"
                         "Delivery to the following recipient has been delayed:\n\n"
                         "     jo@example.net\n\nMessage will be retried for 2 more day(s)\n" COPY),
                 "dsn gmail | jo@example.net delayed - 0");
  assert_bounce (BOUNCE ("From: mailer-daemon@googlemail.com\n"
                         "Subject: Delivery Status Notification (Delay)\n",
                         "This is an automatically generated Delivery Status Notification\n\n"
                         "THIS IS A WARNING MESSAGE ONLY.\n\n"
                         "Delivery to the following recipient has been delayed:\n\n"
                         "     jo@example.net\n\n"
                         "Technical details of temporary failure:\n"
                         "The error that the other server returned was:\n421 4.7.0 Later\n"),
                 "dsn gmail | jo@example.net delayed 4.7.0 421");
}

static void
test_page (void)
{
  g_autoptr (DsnReport) report = parse_bounce (BOUNCE (
      HEAD "X-Failed-Recipients: jo@example.net, kim@example.net\n",
      "\n** Address not found **\n\nYour message wasn't delivered.\n\n"
      "Learn more here: https://support.google.com/mail/?p=NoSuchUser\n\n"
      "The response was:\n\n550 5.1.1 Unknown. Learn more at https://support.google.com/\n"));
  g_autofree char *summary = bounce_summary (report);

  g_assert_cmpstr (
      summary, ==,
      "dsn gmail | jo@example.net failed 5.1.1 550 | kim@example.net failed 5.1.1 550");
  g_assert_cmpstr (said_of (report, 0), ==,
                   "Address not found Your message wasn't delivered. The response was: 550 5.1.1 "
                   "Unknown. Learn more at https://support.google.com/");
}

static void
test_delayed_page (void)
{
  assert_bounce (
      BOUNCE ("From: mailer-daemon@googlemail.com\n"
              "Subject: Delivery Status Notification (Delay)\n",
              "** Delivery incomplete **\n\nThere was a temporary problem delivering your "
              "message to jo@example.net. Gmail will retry for 47 more hours.\n"),
      "dsn gmail | jo@example.net delayed - 0");
}

static void
test_people (void)
{
  assert_bounce (
      BOUNCE ("From: kim@gmail.com\nSubject: Fwd: Delivery Status Notification (Failure)\n",
              "Delivery to the following recipient failed permanently:\n\n     jo@example.net\n"),
      "other -");
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/wild/gmail/what-the-server-said", test_refused);
  g_test_add_func ("/wild/gmail/what-google-says", test_own_words);
  g_test_add_func ("/wild/gmail/still-being-tried", test_delayed);
  g_test_add_func ("/wild/gmail/page", test_page);
  g_test_add_func ("/wild/gmail/page-of-a-warning", test_delayed_page);
  g_test_add_func ("/wild/gmail/what-people-forward-is-other", test_people);
  return g_test_run ();
}
