/* test-wild-mcafee.c: McAfee's gateways.
 * SPDX-License-Identifier: LGPL-2.1-or-later */
#include "wild-message.h"

#define HEAD                                                      \
  "From: <MAILER-DAEMON@example.org>\nSubject: Delivery Status\n" \
  "X-NAI-Header: Modified by McAfee Email and Web Security Appliance (3300)\n"
#define LIST "    --- The following addresses had delivery problems ---\n\n"
#define JO   "<jo@example.net>   (Unknown user jo@example.net)\n"

static void
test_recipients (void)
{
  g_autoptr (DsnReport) report = parse_bounce (BOUNCE (HEAD, LIST JO));

  g_assert_cmpstr (said_of (report, 0), ==, "Unknown user jo@example.net");
  assert_bounce (BOUNCE (HEAD, LIST JO "<kim@example.net>   (552 5.2.2 Full)\n"),
                 "dsn mcafee | jo@example.net failed - 0 | kim@example.net failed 5.2.2 552");
}

static void
test_others (void)
{
  assert_not_when_quoted (BOUNCE (HEAD, LIST JO));
  assert_bounce (BOUNCE ("From: jo@example.org\nSubject: Delivery Status\nX-NAI-Header: Modified\n",
                         "Did it arrive?\n<kim@example.net> (Kim)\n"),
                 "other -");
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/wild/mcafee/every-recipient-with-its-words", test_recipients);
  g_test_add_func ("/wild/mcafee/what-passed-through-it-is-no-bounce", test_others);
  return g_test_run ();
}
