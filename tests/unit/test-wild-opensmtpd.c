/* test-wild-opensmtpd.c: OpenSMTPD.
 * SPDX-License-Identifier: LGPL-2.1-or-later */
#include "wild-message.h"

#define HEAD                                                                                    \
  "From: Mailer Daemon <MAILER-DAEMON@mx.example.org>\nSubject: Delivery status notification: " \
  "error\n"
#define HELLO "    Hi!\n\n    This is the MAILER-DAEMON, please DO NOT REPLY to this email.\n\n"
#define ERROR                                                                                     \
  HELLO "    An error has occurred while attempting to deliver a message for\n    the following " \
        "list of recipients:\n\n"
#define COPY "\n    Below is a copy of the original message:\n\n" RETURNED

static void
test_error (void)
{
  assert_bounce (BOUNCE (HEAD, ERROR "jo@example.net: 550 5.1.1 no such user\n"
                                     "kim@example.edu: Domain does not exist\n" COPY),
                 "dsn opensmtpd | jo@example.net failed 5.1.1 550 | kim@example.edu failed - 0");
}

static void
test_warning (void)
{
  assert_bounce (BOUNCE (HEAD, HELLO
                         "    A message is delayed for more than 4h for the following\n"
                         "    list of recipients:\n"
                         "\n"
                         "jo@example.net: 451 4.7.1 greylisted\n"
                         "\n"
                         "    Please note that this is only a temporary failure report.\n" COPY),
                 "dsn opensmtpd | jo@example.net delayed 4.7.1 451");
}

static void
test_success (void)
{
  assert_bounce (BOUNCE (HEAD,
                         HELLO "    Your message was successfully delivered to these recipients:\n"
                               "\n"
                               "jo@example.net\n" COPY),
                 "dsn opensmtpd | jo@example.net delivered - 0");
}

static void
test_words (void)
{
  g_autoptr (DsnReport) report =
      parse_bounce (BOUNCE (HEAD, ERROR "jo@example.net: Domain does not exist\n" COPY));

  g_assert_cmpstr (said_of (report, 0), ==, "Domain does not exist");
}

static void
test_others (void)
{
  assert_no_bounce ("Delivery status notification", ERROR "jo@example.net: 550 no\n");
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/wild/opensmtpd/a-line-a-recipient", test_error);
  g_test_add_func ("/wild/opensmtpd/warnings-are-delays", test_warning);
  g_test_add_func ("/wild/opensmtpd/reports-of-success", test_success);
  g_test_add_func ("/wild/opensmtpd/what-was-said", test_words);
  g_test_add_func ("/wild/opensmtpd/answers-are-none", test_others);
  return g_test_run ();
}
