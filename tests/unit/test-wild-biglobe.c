/* test-wild-biglobe.c: bounces of BIGLOBE.
 * SPDX-License-Identifier: LGPL-2.1-or-later */
#include "wild-message.h"

#define HEAD(domain) "From: postmaster@" domain "\nSubject: Returned mail: Service unavailable\n"
#define LIST         "   ----- The following addresses had delivery problems -----\n"
#define FULL                                     \
  "\n   ----- Non-delivered information -----\n" \
  "The number of messages in recipient's mailbox exceeded the local limit.\n"

static void
test_recipients (void)
{
  g_autoptr (DsnReport) report =
      parse_bounce (BOUNCE (HEAD ("biglobe.ne.jp"), LIST "jo@mxr.biglobe.ne.jp\n" FULL));

  g_assert_cmpstr (said_of (report, 0), ==,
                   "The number of messages in recipient's mailbox exceeded the local limit.");
  assert_bounce (
      BOUNCE (HEAD ("ttv.ne.jp"), LIST "jo@ttv.ne.jp\nkim@ttv.ne.jp\n" FULL "\n" RETURNED),
      "dsn biglobe | jo@ttv.ne.jp failed - 0 | kim@ttv.ne.jp failed - 0");
}

static void
test_postmaster (void)
{
  assert_bounce (BOUNCE (HEAD ("biglobe.ne.jp"), LIST "postmaster@mxr.biglobe.ne.jp\n" FULL),
                 "dsn biglobe | postmaster@mxr.biglobe.ne.jp failed - 0");
}

static void
test_others (void)
{
  assert_not_when_quoted (BOUNCE (HEAD ("biglobe.ne.jp"), LIST "jo@mxr.biglobe.ne.jp\n" FULL));
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/wild/biglobe/recipients-and-what-is-said-of-them", test_recipients);
  g_test_add_func ("/wild/biglobe/a-postmaster-may-be-the-recipient", test_postmaster);
  g_test_add_func ("/wild/biglobe/quoted-it-is-no-bounce", test_others);
  return g_test_run ();
}
