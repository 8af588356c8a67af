/* test-wild-mailmarshal.c: MailMarshal's bounces.
 * SPDX-License-Identifier: LGPL-2.1-or-later */
#include "wild-message.h"

#define HEAD                                                              \
  "From: postmaster@example.org\nSubject: Undeliverable Mail: \"News\"\n" \
  "X-Mailer: MailMarshal\n"
#define REASON                                                                 \
  "Your message:\n   From:    news@example.com\n   Subject: November news\n\n" \
  "Could not be delivered because of\n\n550 5.1.1 User unknown\n\n"
#define LIST "The following recipients were affected: \n    jo@example.net\n"
#define MORE                                           \
  "\nAdditional Information\n======================\n" \
  "Original Sender:    <news@example.com>\n"           \
  "Sender-MTA:         <192.0.2.1>\n"                  \
  "Remote-MTA:         <192.0.2.25>\n"                 \
  "Reporting-MTA:      <relay.example.org>\n"          \
  "MessageName:        <B549996730000.000000000001.0003.mml>\n"

static void
test_recipients (void)
{
  assert_bounce (BOUNCE (HEAD, REASON LIST MORE),
                 "dsn mailmarshal | jo@example.net failed 5.1.1 550");
  assert_bounce (BOUNCE (HEAD, REASON LIST "    kim@example.net\n" MORE),
                 "dsn mailmarshal | jo@example.net failed 5.1.1 550 "
                 "| kim@example.net failed 5.1.1 550");
}

static void
test_fields (void)
{
  g_autoptr (DsnReport) report = parse_bounce (BOUNCE (HEAD, REASON LIST MORE));

  g_assert_cmpstr (said_of (report, 0), ==, "550 5.1.1 User unknown");
  g_assert_cmpstr (dsn_report_get_text (report, DSN_FIELD_REPORTING_MTA), ==, "relay.example.org");
  g_assert_cmpstr (dsn_report_get_text (report, DSN_FIELD_RECEIVED_FROM_MTA), ==, "192.0.2.1");
  g_assert_cmpstr (
      dsn_recipient_get_text (dsn_report_get_recipient (report, 0), DSN_FIELD_REMOTE_MTA), ==,
      "192.0.2.25");
  g_assert_cmpstr (dsn_report_get_original_header (report, DSN_HEADER_SUBJECT), ==,
                   "November news");
  g_assert_cmpstr (dsn_report_get_original_header (report, DSN_HEADER_FROM), ==,
                   "news@example.com");
}

static void
test_others (void)
{
  assert_not_when_quoted (BOUNCE (HEAD, REASON LIST MORE));
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/wild/mailmarshal/recipients-and-reply", test_recipients);
  g_test_add_func ("/wild/mailmarshal/hosts-and-the-original", test_fields);
  g_test_add_func ("/wild/mailmarshal/quoted-it-is-no-bounce", test_others);
  return g_test_run ();
}
