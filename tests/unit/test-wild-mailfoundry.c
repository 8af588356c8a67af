/* test-wild-mailfoundry.c: MailFoundry's bounces.
 * SPDX-License-Identifier: LGPL-2.1-or-later */
#include "wild-message.h"

#define HEAD "From: MAILER-DAEMON@example.org\nSubject: Message delivery has failed\n"
#define HELLO \
  "Unable to deliver message to: <jo@example.net>\nDelivery failed for the following reason:\n"
#define END "\nThis has been a permanent failure.  No further delivery attempts will be made.\n"

static void
assert_remote (const char *text, const char *want)
{
  g_autoptr (DsnReport) report = parse_bounce (text);

  g_assert_cmpstr (
      dsn_recipient_get_text (dsn_report_get_recipient (report, 0), DSN_FIELD_REMOTE_MTA), ==,
      want);
}

static void
test_reply (void)
{
  assert_bounce (
      BOUNCE (HEAD, HELLO "Server mx.example.net[192.0.2.1] failed with: 550 5.1.1 No\n" END),
      "dsn mailfoundry | jo@example.net failed 5.1.1 550");
  assert_bounce (
      BOUNCE (HEAD,
              HELLO "mx.example.net[192.0.2.1] responded with failure: 552 full (#5.2.2)\n" END),
      "dsn mailfoundry | jo@example.net failed 5.2.2 552");
}

static void
test_remote_mta (void)
{
  assert_remote (
      BOUNCE (HEAD, HELLO "Server mx.example.net[192.0.2.1] failed with: 550 5.1.1 No\n" END),
      "mx.example.net");
  assert_remote (
      BOUNCE (HEAD, HELLO "mx.example.net[192.0.2.1] responded with failure: 552 full\n" END),
      "mx.example.net");
  assert_remote (BOUNCE (HEAD, HELLO "Too old [queue]\n" END), NULL);
}

static void
test_others (void)
{
  assert_not_when_quoted (BOUNCE (HEAD, HELLO "Server mx.example.net failed with: 550 no\n" END));
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/wild/mailfoundry/recipient-and-reply", test_reply);
  g_test_add_func ("/wild/mailfoundry/server-that-replied", test_remote_mta);
  g_test_add_func ("/wild/mailfoundry/quoted-it-is-no-bounce", test_others);
  return g_test_run ();
}
