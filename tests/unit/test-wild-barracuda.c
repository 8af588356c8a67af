/* test-wild-barracuda.c: the Barracuda Spam Firewall without a delivery-status part.
 * SPDX-License-Identifier: LGPL-2.1-or-later */
#include "wild-message.h"

#define HEAD                                                    \
  "From: Barracuda Spam Firewall <postmaster@mx.example.org>\n" \
  "Subject: **Message you sent blocked by our bulk email filter**\n"
#define BLOCKED                                                                      \
  "was blocked by our Spam Firewall. The email you sent with the following subject " \
  "has NOT BEEN DELIVERED:\n\nSubject: November news\n"

static void
test_blocked (void)
{
  g_autoptr (DsnReport) report =
      parse_bounce (BOUNCE (HEAD, "Your message to: jo@example.net\n" BLOCKED));

  g_assert_true (g_str_has_prefix (said_of (report, 0), "was blocked by our Spam Firewall."));
  g_assert_true (g_str_has_suffix (said_of (report, 0), "NOT BEEN DELIVERED:"));
  g_assert_cmpstr (dsn_report_get_original_header (report, DSN_HEADER_SUBJECT), ==,
                   "November news");
  assert_bounce (BOUNCE (HEAD, "\nYour message to: jo@example.net, kim@example.net\n" BLOCKED),
                 "dsn barracuda | jo@example.net failed - 0 | kim@example.net failed - 0");
}

static void
test_others (void)
{
  assert_not_when_quoted (BOUNCE (HEAD, "Your message to: jo@example.net\n" BLOCKED));
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/wild/barracuda/who-and-what-was-blocked", test_blocked);
  g_test_add_func ("/wild/barracuda/quoted-it-is-no-bounce", test_others);
  return g_test_run ();
}
