/* test-wild-mxlogic.c: MX Logic's bounces.
 * SPDX-License-Identifier: LGPL-2.1-or-later */
#include "wild-message.h"

#define HEAD                                                                                   \
  "From: Mail Delivery System <MAILER-DAEMON@mx.example.org>\nSubject: Mail delivery failed\n" \
  "Message-Id: <mxl~fff.0000.0000@mx.example.org>\n"
#define HELLO                                                             \
  "This message was created automatically by mail delivery software.\n\n" \
  "A message that you have sent could not be delivered to one or more\n"  \
  "recipients.  This is a permanent error.  The following address failed:\n\n"
#define JO   "  <jo@example.net>: 550 5.1.1 unknown\n"
#define COPY "\n\nIncluded is a copy of the message header:\n---------------\n" RETURNED

static void
test_recipients (void)
{
  assert_bounce (BOUNCE (HEAD, HELLO JO COPY), "dsn mxlogic | jo@example.net failed 5.1.1 550");
  assert_bounce (BOUNCE (HEAD, HELLO JO "  <kim@example.net>: 552 5.2.2\nfull\n" COPY),
                 "dsn mxlogic | jo@example.net failed 5.1.1 550 "
                 "| kim@example.net failed 5.2.2 552");
}

static void
test_folded (void)
{
  g_autoptr (DsnReport) report = parse_bounce (
      BOUNCE (HEAD, HELLO "  <jo@example.net>: 550 unknown user\n<jo@example.net>\n" COPY));

  g_assert_cmpstr (said_of (report, 0), ==, "550 unknown user <jo@example.net>");
  g_assert_cmpuint (dsn_report_get_n_recipients (report), ==, 1);
}

static void
test_others (void)
{
  assert_not_when_quoted (BOUNCE (HEAD, HELLO JO COPY));
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/wild/mxlogic/every-recipient-with-its-reply", test_recipients);
  g_test_add_func ("/wild/mxlogic/reply-of-two-lines", test_folded);
  g_test_add_func ("/wild/mxlogic/quoted-it-is-no-bounce", test_others);
  return g_test_run ();
}
