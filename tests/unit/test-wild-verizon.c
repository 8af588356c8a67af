/* test-wild-verizon.c: messages that did not reach a phone.
 * SPDX-License-Identifier: LGPL-2.1-or-later */
#include "wild-message.h"

#define PIX \
  "From: MMSC NDR Administrator <sysadmin@m01.vzwpix.com>\nSubject: Undeliverable Message\n"
#define TEXT "From: post_master@vtext.com\nSubject: Undeliverable Message\n"
#define ERROR                                   \
  "Message could not be delivered to mobile.\n" \
  "Error: No valid recipients for this MM\n\n\n"
#define COPY                                                                      \
  "Original Message:\nFrom: news <news@example.com>\nTo: 0000000000@vzwpix.com\n" \
  "Subject: November news\nDate:  Mon, 23 Nov 2026 09:59:58 +0100\n"

static void
test_picture (void)
{
  g_autoptr (DsnReport) report = parse_bounce (BOUNCE (PIX, ERROR COPY));
  g_autofree char *summary = bounce_summary (report);

  g_assert_cmpstr (summary, ==, "dsn verizon | 0000000000@vzwpix.com failed - 0");
  g_assert_cmpstr (said_of (report, 0), ==, "No valid recipients for this MM");
  g_assert_cmpstr (
      dsn_recipient_get_evidence (dsn_report_get_recipient (report, 0), DSN_EVIDENCE_ADDRESS), ==,
      "original");
}

static void
test_text (void)
{
  g_autoptr (DsnReport) report =
      parse_bounce (BOUNCE (TEXT, "Error:\n     550 - Requested action not taken: no such user\n\n"
                                  "Message details:\n  Subject: November news\n"
                                  "  MAIL FROM: news@example.com\n"
                                  "  RCPT TO: 0000000000@vtext.com\n"));

  g_assert_cmpstr (said_of (report, 0), ==, "550 - Requested action not taken: no such user");
  g_assert_cmpstr (dsn_recipient_get_address (dsn_report_get_recipient (report, 0)), ==,
                   "0000000000@vtext.com");
  g_assert_cmpstr (dsn_report_get_original_header (report, DSN_HEADER_FROM), ==,
                   "news@example.com");
}

static void
test_others (void)
{
  assert_bounce (BOUNCE ("From: 0000000000@vzwpix.com\nSubject: delivery\n",
                         "Error: what does jo@example.net mean?\nTo: me\n"),
                 "other -");
  assert_not_when_quoted (BOUNCE (PIX, ERROR COPY));
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/wild/verizon/picture-message", test_picture);
  g_test_add_func ("/wild/verizon/text-message", test_text);
  g_test_add_func ("/wild/verizon/messages-of-people-are-no-bounces", test_others);
  return g_test_run ();
}
