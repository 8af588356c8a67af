/* test-wild-googlegroups.c: Google Groups.
 * SPDX-License-Identifier: LGPL-2.1-or-later */
#include "wild-message.h"

#define HEAD                                          \
  "From: mailer-daemon@googlemail.com\n"              \
  "Subject: Delivery Status Notification (Failure)\n" \
  "Content-Type: text/plain; charset=utf-8\n"
#define BODY                                                          \
  "Hallo news@example.com,\n\nDie Gruppe (garden) gibt es nicht:\n\n" \
  " * Kein Zutritt.\n\nHilfe: https://groups.google.com/support/.\n"

static void
test_group (void)
{
  g_autoptr (DsnReport) report =
      parse_bounce (BOUNCE (HEAD "X-Failed-Recipients: garden@example.org\n", BODY));
  g_autofree char *summary = bounce_summary (report);

  g_assert_cmpstr (summary, ==, "dsn googlegroups | garden@example.org failed - 0");
  g_assert_cmpstr (dsn_recipient_get_reason (dsn_report_get_recipient (report, 0)), ==, "rejected");
  g_assert_cmpstr (said_of (report, 0), ==,
                   "Die Gruppe (garden) gibt es nicht: Hilfe: https://groups.google.com/support/.");
  g_assert_cmpstr (
      dsn_recipient_get_evidence (dsn_report_get_recipient (report, 0), DSN_EVIDENCE_ADDRESS), ==,
      "envelope");
}

static void
test_others (void)
{
  assert_bounce (BOUNCE (HEAD, BODY), "other -");
  assert_bounce (BOUNCE ("From: garden@example.org\nSubject: Not delivered?\n", BODY), "other -");
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/wild/googlegroups/recipient-of-the-header", test_group);
  g_test_add_func ("/wild/googlegroups/without-it-nobody-is-known", test_others);
  return g_test_run ();
}
