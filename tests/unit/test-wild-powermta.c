/* test-wild-powermta.c: the text of PowerMTA for people.
 * SPDX-License-Identifier: LGPL-2.1-or-later */
#include "wild-message.h"

#define HEAD "From: postmaster@mx.example.org\nSubject: Delivery report\n"
#define HELLO                                                                                     \
  "Hello, this is the mail server on mx.example.org.\n\nI am sending you this message to inform " \
  "you on the delivery status of a\nmessage you previously sent.\n\n"

static void
test_list (void)
{
  assert_bounce (BOUNCE (HEAD,
                         HELLO "  <jo@example.net>  delivery failed; will not continue trying\n"
                               "<kim@example.edu> delivery delayed; will continue trying\n"
                               "<lee@example.org> relayed\n"
                               "\n" RETURNED),
                 "dsn powermta | jo@example.net failed - 0 | kim@example.edu delayed - 0 | "
                 "lee@example.org relayed - 0");
}

static void
test_words (void)
{
  g_autoptr (DsnReport) report = parse_bounce (BOUNCE (
      HEAD, HELLO "<jo@example.net> delivery failed; will not continue trying\n\n" RETURNED));

  g_assert_cmpstr (said_of (report, 0), ==, "delivery failed; will not continue trying");
  g_assert_cmpstr (dsn_report_get_text (report, DSN_FIELD_REPORTING_MTA), ==, "mx.example.org");
}

static void
test_others (void)
{
  assert_no_bounce ("Delivery report",
                    HELLO "<jo@example.net> delivery failed; will not continue trying\n");
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/wild/powermta/each-line-has-its-action", test_list);
  g_test_add_func ("/wild/powermta/who-says-so", test_words);
  g_test_add_func ("/wild/powermta/answers-are-none", test_others);
  return g_test_run ();
}
