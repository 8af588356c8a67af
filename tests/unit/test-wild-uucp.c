/* test-wild-uucp.c: mail that UUCP did not bring further.
 * SPDX-License-Identifier: LGPL-2.1-or-later */
#include "wild-message.h"

#define HEAD "From: uucp@gw.example.org (UUCP)\nSubject: Execution failed\n"
#define HELLO                                                               \
  "Message from UUCP on gw.example.org Mon Nov 23 10:00:00 2026\n\n"        \
  "Your execution request failed because there was not enough disk space\n" \
  "Execution requested was:\n\trmail "

static void
test_recipients (void)
{
  g_autoptr (DsnReport) report = parse_bounce (BOUNCE (HEAD, HELLO "jo@example.net\n"));

  g_assert_cmpstr (dsn_report_get_text (report, DSN_FIELD_REPORTING_MTA), ==, "gw.example.org");
  g_assert_cmpstr (said_of (report, 0), ==,
                   "Your execution request failed because there was not enough disk space");
  assert_bounce (BOUNCE (HEAD, HELLO "jo@example.net host!kim lou\n"),
                 "dsn uucp | jo@example.net failed - 0 | host!kim failed - 0 | lou failed - 0");
}

static void
test_others (void)
{
  assert_bounce (BOUNCE (HEAD, "Message from UUCP on gw.example.org\n\nExecution requested was:\n"
                               "\trnews batch\n"),
                 "other -");
  assert_not_when_quoted (BOUNCE (HEAD, HELLO "jo@example.net\n"));
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/wild/uucp/addresses-and-users-of-rmail", test_recipients);
  g_test_add_func ("/wild/uucp/other-commands-are-no-mail", test_others);
  return g_test_run ();
}
