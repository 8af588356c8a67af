/* test-wild-transcript.c: SMTP dialogues that Postfix tells its postmaster of.
 * SPDX-License-Identifier: LGPL-2.1-or-later */
#include "wild-message.h"

#define HEAD                                                                       \
  "From: MAILER-DAEMON@mx.example.org\nSubject: Postfix SMTP server: errors from " \
  "client.example.com[192.0.2.7]\n"
#define HELLO                                                                     \
  "Transcript of session follows.\n\n Out: 220 mx.example.org ESMTP\n In:  EHLO " \
  "client.example.com\n Out: 250-mx.example.org\n Out: 250 DSN\n"                 \
  " In:  MAIL FROM:<news@example.com>\n Out: 250 2.1.0 Ok\n"

static void
test_rcpt (void)
{
  assert_bounce (BOUNCE (HEAD, HELLO " In:  RCPT TO:<jo@example.net>\n"
                                     " Out: 250 2.1.5 Ok\n"
                                     " In:  RCPT\n"
                                     "     TO:<kim@example.edu>\n"
                                     " Out: 550 5.1.1 <kim@example.edu>:\n"
                                     "     no such user\n"
                                     " In:  QUIT\n"
                                     " Out: 221 2.0.0 Bye\n"),
                 "dsn postfix | kim@example.edu failed 5.1.1 550");
}

static void
test_data (void)
{
  assert_bounce (BOUNCE (HEAD, HELLO " In:  RCPT TO:<jo@example.net>\n"
                                     " Out: 250 2.1.5 Ok\n"
                                     " In:  RCPT TO:<kim@example.edu>\n"
                                     " Out: 550 5.1.1 no such user\n"
                                     " In:  RCPT TO:<lee@example.org>\n"
                                     " Out: 250 2.1.5 Ok\n"
                                     " In:  DATA\n"
                                     " Out: 354 go on\n"
                                     " Out: 451 4.3.0 queue file write error\n"),
                 "dsn postfix | kim@example.edu failed 5.1.1 550 | jo@example.net failed 4.3.0 451 "
                 "| lee@example.org failed 4.3.0 451");
}

static void
test_others (void)
{
  assert_bounce (
      BOUNCE (HEAD, "Transcript of session follows.\n\n In:  EHLO x\n Out: 501 5.5.4 what?\n"),
      "other -");
  assert_no_bounce ("Postfix SMTP server: errors from x",
                    HELLO " In:  RCPT TO:<jo@example.net>\n Out: 550 no\n");
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/wild/transcript/a-recipient-is-refused", test_rcpt);
  g_test_add_func ("/wild/transcript/all-that-were-accepted-fail-with-the-data", test_data);
  g_test_add_func ("/wild/transcript/sessions-without-recipients-are-none", test_others);
  return g_test_run ();
}
