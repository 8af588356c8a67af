/* test-wild-ironport.c: IronPort AsyncOS without a delivery-status part.
 * SPDX-License-Identifier: LGPL-2.1-or-later */
#include "wild-message.h"

#define HEAD   "From: Mail Delivery System <MAILER-DAEMON@mx.example.org>\nSubject: Delivery Status\n"
#define REASON "The reason for the problem:\n"

static void
test_failed (void)
{
  g_autoptr (DsnReport) report = parse_bounce (
      BOUNCE (HEAD, "The following message to <jo@example.net> was undeliverable.\n" REASON
                    "5.1.0 - Unknown address error 550-'5.1.1 No such user'\n\n" RETURNED));

  g_assert_cmpstr (dsn_report_get_format (report), ==, "ironport");
  g_assert_cmpstr (said_of (report, 0), ==,
                   "5.1.0 - Unknown address error 550-'5.1.1 No such user'");
  assert_bounce (BOUNCE (HEAD, "The following message to <jo@example.net> was undeliverable.\n"
                               "\n" REASON "5.1.2 - Bad destination host\n"),
                 "dsn ironport | jo@example.net failed 5.1.2 0");
}

static void
test_others (void)
{
  assert_not_when_quoted (
      BOUNCE (HEAD, "The following message to <jo@example.net> was undeliverable.\n" REASON
                    "5.1.2 - Bad destination host\n"));
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/wild/ironport/recipient-and-reason", test_failed);
  g_test_add_func ("/wild/ironport/quoted-it-is-no-bounce", test_others);
  return g_test_run ();
}
