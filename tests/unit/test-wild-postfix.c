/* test-wild-postfix.c: the text of Postfix for people.
 * SPDX-License-Identifier: LGPL-2.1-or-later */
#include "wild-message.h"

#define HEAD                                                                                       \
  "From: MAILER-DAEMON@mx.example.org (Mail Delivery System)\nSubject: Undelivered Mail Returned " \
  "to Sender\n"
#define HELLO                                                                                      \
  "This is the mail system at host mx.example.org.\n\n"                                            \
  "I'm sorry to have to inform you that your message could not\nbe delivered to one or more "      \
  "recipients. It's attached below.\n\n"                                                           \
  "For further assistance, please contact <postmaster@mx.example.org>.\n\n                   The " \
  "mail system\n\n"
#define JO                                                                                       \
  "<jo@example.net>: host mx.example.net[192.0.2.25] said: 550 5.1.1\n    <jo@example.net>: no " \
  "such user (in reply to RCPT TO command)\n"

static void
test_every (void)
{
  assert_bounce (
      BOUNCE (HEAD, HELLO JO "\n<kim@example.edu> (expanded from\n    <team@example.org>): 552 "
                             "5.2.2 mailbox full\n\n" RETURNED),
      "dsn postfix | jo@example.net failed 5.1.1 550 | kim@example.edu failed 5.2.2 552");
}

static void
test_words (void)
{
  g_autoptr (DsnReport) report = parse_bounce (BOUNCE (
      HEAD, HELLO
      "<jo@example.net> (expanded from <team@example.org>): Host\n    not found\n\n" RETURNED));

  g_assert_cmpstr (said_of (report, 0), ==, "Host not found");
  g_assert_cmpstr (dsn_report_get_text (report, DSN_FIELD_REPORTING_MTA), ==, "mx.example.org");
}

static void
test_delayed (void)
{
  assert_bounce (
      BOUNCE ("From: MAILER-DAEMON@mx.example.org\nSubject: Delayed Mail (still being retried)\n",
              "This is the Postfix program at host mx.example.org.\n"
              "\n"
              "####################################################################\n"
              "# THIS IS A WARNING ONLY.  YOU DO NOT NEED TO RESEND YOUR MESSAGE. #\n"
              "####################################################################\n"
              "\n"
              "Your message could not be delivered for 4.0 hours.\n"
              "It will be retried until it is 5.0 days old.\n"
              "\n"
              "<jo@example.net>: connect to mx.example.net[192.0.2.25]:25: Connection timed out\n"),
      "dsn postfix | jo@example.net delayed - 0");
}

static void
test_delivered (void)
{
  assert_bounce (
      BOUNCE ("From: MAILER-DAEMON@mx.example.org\nSubject: Successful Mail Delivery Report\n",
              "This is the mail system at host mx.example.org.\n"
              "\n"
              "Your message was successfully delivered to the destination(s)\n"
              "listed below. If the message was delivered to mailbox you will\n"
              "receive no further notifications.\n"
              "\n"
              "<jo@example.net>: delivery via mx.example.net[192.0.2.25]:25: 250 2.0.0 Ok\n"),
      "dsn postfix | jo@example.net delivered 2.0.0 250");
}

static void
test_translated (void)
{
  assert_bounce (BOUNCE (HEAD, "Tut uns leid.\n\n" JO RETURNED),
                 "dsn postfix | jo@example.net failed 5.1.1 550");
}

static void
test_others (void)
{
  assert_no_bounce ("Undelivered Mail Returned to Sender", HELLO JO);
  assert_bounce (BOUNCE ("From: Jo <jo@example.net>\nSubject: How I run Postfix\n", HELLO JO),
                 "other -");
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/wild/postfix/every-recipient-with-its-words", test_every);
  g_test_add_func ("/wild/postfix/what-was-said-and-by-whom", test_words);
  g_test_add_func ("/wild/postfix/warnings-are-delays", test_delayed);
  g_test_add_func ("/wild/postfix/reports-of-success", test_delivered);
  g_test_add_func ("/wild/postfix/greetings-may-be-changed", test_translated);
  g_test_add_func ("/wild/postfix/answers-are-none", test_others);
  return g_test_run ();
}
