/* test-wild-aol.c: AOL.
 * SPDX-License-Identifier: LGPL-2.1-or-later */
#include "wild-message.h"

#define HEAD "From: MAILER-DAEMON@aol.com\nSubject: Mail Delivery Problem\n"
#define SENTENCE                                                                                 \
  "Your mail to the following recipients could not be delivered because they are not accepting " \
  "mail from news@example.com:\n"

static void
test_users (void)
{
  g_autoptr (DsnReport) report =
      parse_bounce (BOUNCE (HEAD, SENTENCE "\tjo\n\tkim\n\n--- Original message ---\n\n" RETURNED));
  g_autofree char *summary = bounce_summary (report);

  g_assert_cmpstr (summary, ==, "dsn aol | jo@example.net failed - 0 | kim failed - 0");
  g_assert_cmpstr (
      dsn_recipient_get_evidence (dsn_report_get_recipient (report, 0), DSN_EVIDENCE_ADDRESS), ==,
      "original");
}

static void
test_addresses (void)
{
  assert_bounce (BOUNCE (HEAD, SENTENCE "jo@example.net\n"), "dsn aol | jo@example.net failed - 0");
}

static void
test_people (void)
{
  assert_bounce (
      BOUNCE ("From: kim@example.org\nSubject: Mail Delivery Problem\n", SENTENCE "\tjo\n"),
      "other -");
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/wild/aol/users-and-their-addresses-in-the-original", test_users);
  g_test_add_func ("/wild/aol/addresses", test_addresses);
  g_test_add_func ("/wild/aol/what-people-forward-is-other", test_people);
  return g_test_run ();
}
