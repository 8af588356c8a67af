/* test-wild-kddi.c: the mail of KDDI.
 * SPDX-License-Identifier: LGPL-2.1-or-later */
#include "wild-message.h"

#define HEAD "From: no-reply@example.dion.ne.jp\nReturn-Path: <>\nSubject: Mail\n"
#define JO                                                    \
  "     Could not be delivered to: <jo@example.dion.ne.jp>\n" \
  "     As their mailbox is full.\n"
#define SENT    "Your mail sent on: Mon, 23 Nov 2026 09:59:58 +0100\n"
#define ATTEMPT "Your mail attempted to be delivered on: Mon, 23 Nov 2026 10:00:00 +0100\n"

static void
test_recipient (void)
{
  g_autoptr (DsnReport) report = parse_bounce (BOUNCE (HEAD, "メール\n\n" SENT JO "\n" RETURNED));
  g_autofree char *summary = bounce_summary (report);

  g_assert_cmpstr (summary, ==, "dsn kddi | jo@example.dion.ne.jp failed - 0");
  g_assert_cmpstr (said_of (report, 0), ==, "As their mailbox is full.");
}

static void
test_attempt (void)
{
  g_autoptr (DsnReport) report = parse_bounce (BOUNCE (HEAD, ATTEMPT JO));

  g_assert_cmpstr (
      dsn_recipient_get_text (dsn_report_get_recipient (report, 0), DSN_FIELD_LAST_ATTEMPT_DATE),
      ==, "2026-11-23T10:00:00+01:00");
}

static void
test_sender (void)
{
  /* "エラー" is in the subject, and the sender has no name of a mail system. */
  assert_bounce (BOUNCE ("From: no-reply@example.dion.ne.jp\nSubject: メールエラー通知\n", SENT JO),
                 "dsn kddi | jo@example.dion.ne.jp failed - 0");
}

static void
test_others (void)
{
  assert_not_when_quoted (BOUNCE (HEAD, SENT JO));
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/wild/kddi/recipient-and-reason", test_recipient);
  g_test_add_func ("/wild/kddi/date-of-the-last-attempt", test_attempt);
  g_test_add_func ("/wild/kddi/the-domain-tells-the-sender", test_sender);
  g_test_add_func ("/wild/kddi/quoted-it-is-no-bounce", test_others);
  return g_test_run ();
}
