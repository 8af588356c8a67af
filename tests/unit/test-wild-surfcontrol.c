/* test-wild-surfcontrol.c: SurfControl without a delivery-status part.
 * SPDX-License-Identifier: LGPL-2.1-or-later */
#include "wild-message.h"

#define HEAD \
  "From: <>\nSubject: News\nX-Mailer: SurfControl E-mail Filter\nX-SEF-Processed: 0_0_0_429\n"
#define HELLO                                                   \
  "Your message could not be sent.\n"                           \
  "A transcript of the attempts to send the message follows.\n" \
  "The number of attempts made: 1\n"
#define TRIED "\n\nMon, 23 Nov 2026 10:00:00 +0100\nFailed to send to identified host,\n"
#define JO    "jo@example.net: [192.0.2.1], 554 Service currently unavailable\n"
#define END   "--- Message non-deliverable.\n"

static void
test_recipients (void)
{
  g_autoptr (DsnReport) report =
      parse_bounce (BOUNCE (HEAD, HELLO "Addressed To: jo@example.net" TRIED JO END));

  g_assert_cmpstr (said_of (report, 0), ==, "554 Service currently unavailable");
  g_assert_cmpstr (
      dsn_recipient_get_text (dsn_report_get_recipient (report, 0), DSN_FIELD_REMOTE_MTA), ==,
      "[192.0.2.1]");
  assert_bounce (
      BOUNCE (HEAD, HELLO "Addressed To: jo@example.net kim@example.net" TRIED JO TRIED
                          "kim@example.net: [192.0.2.2], 550 5.1.1 unknown\n" END),
      "dsn surfcontrol | jo@example.net failed - 554 | kim@example.net failed 5.1.1 550");
}

static void
test_others (void)
{
  assert_not_when_quoted (BOUNCE (HEAD, HELLO "Addressed To: jo@example.net" TRIED JO END));
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/wild/surfcontrol/every-recipient-with-its-attempt", test_recipients);
  g_test_add_func ("/wild/surfcontrol/quoted-it-is-no-bounce", test_others);
  return g_test_run ();
}
