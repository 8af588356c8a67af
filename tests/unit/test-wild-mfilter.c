/* test-wild-mfilter.c: m-FILTER's bounces.
 * SPDX-License-Identifier: LGPL-2.1-or-later */
#include "wild-message.h"

#define HEAD "From: <>\nX-Mailer: m-FILTER\nSubject: failure notice\n"
#define HELLO               \
  "このメールは「m-" \
  "FILTER」が自動的に生成して送信しています。\n\n以下のメールアドレスへの送信に失敗しました。\n"
#define REPLY "\n\n-------server message\n550 5.1.1 No such user\n\n-------SMTP command\nRCPT TO\n"
#define COPY                                                             \
  "\n-------original mail info\nFrom: news@example.com\nSubject: News\n" \
  "Message-ID: <42@example.com>\nBODY:\n-----------\nHello\n"

static void
test_recipients (void)
{
  g_autoptr (DsnReport) report = parse_bounce (BOUNCE (HEAD, HELLO "jo@example.net\n" REPLY COPY));

  g_assert_cmpstr (said_of (report, 0), ==, "550 5.1.1 No such user");
  g_assert_cmpstr (dsn_report_get_original_header (report, DSN_HEADER_MESSAGE_ID), ==,
                   "42@example.com");
  assert_bounce (
      BOUNCE (HEAD, HELLO "jo@example.net\nkim@example.net\n" REPLY COPY),
      "dsn mfilter | jo@example.net failed 5.1.1 550 | kim@example.net failed 5.1.1 550");
}

static void
test_others (void)
{
  assert_not_when_quoted (BOUNCE (HEAD, HELLO "jo@example.net\n" REPLY COPY));
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/wild/mfilter/recipients-reply-and-original", test_recipients);
  g_test_add_func ("/wild/mfilter/quoted-it-is-no-bounce", test_others);
  return g_test_run ();
}
