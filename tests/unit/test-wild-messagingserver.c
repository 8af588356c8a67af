/* test-wild-messagingserver.c: PMDF, iPlanet, Sun and Oracle Messaging Server.
 * SPDX-License-Identifier: LGPL-2.1-or-later */
#include "wild-message.h"

#define HEAD \
  "From: postmaster@mx.example.org\nSubject: Delivery Notification: Delivery has failed\n"
#define HELLO                                                                                     \
  "This report relates to a message you sent with the following header fields:\n\n  Message-id: " \
  "<42@example.com>\n  To: jo@example.net\n\n"
#define FAILED                                                                             \
  "Your message cannot be delivered to the following recipients:\n\n  Recipient address: " \
  "jo@example.net\n  Reason: Remote SMTP server has rejected address\n  Diagnostic code: " \
  "smtp;550 5.1.1 no such user\n  Remote system: dns;mx.example.net "                      \
  "(TCP|192.0.2.1|33442|192.0.2.25|25) (ready)\n\n"

static void
test_failed (void)
{
  assert_bounce (
      BOUNCE (HEAD, HELLO FAILED "  Recipient address: @store.example.edu:kim@store\n"
                                 "  Original address: kim@example.edu\n"
                                 "  Reason: Over quota\n"),
      "dsn messagingserver | jo@example.net failed 5.1.1 550 | kim@example.edu failed - 0");
}

static void
test_delayed (void)
{
  assert_bounce (BOUNCE (HEAD, HELLO "Your message has been enqueued and undeliverable for 1 day\n"
                                     "to the following recipients:\n"
                                     "\n"
                                     "  Recipient address: jo@example.net\n"
                                     "  Reason: unable to deliver this message after 1 day\n"
                                     "\n"
                                     "Delivery attempt history for your mail:\n"
                                     "\n"
                                     "Mon, 23 Nov 2026 10:00:00 +0000 (GMT)\n"
                                     "TCP active open: Failed connect()\n"),
                 "dsn messagingserver | jo@example.net delayed - 0");
  assert_bounce (BOUNCE ("From: postmaster@mx.example.org\n"
                         "Subject: Delivery Notification: Delivery has been delayed\n",
                         HELLO "In other words it waits.\n\n  Recipient address: jo@example.net\n"),
                 "dsn messagingserver | jo@example.net delayed - 0");
}

static void
test_values (void)
{
  g_autoptr (DsnReport) report = parse_bounce (BOUNCE (HEAD, HELLO FAILED));

  g_assert_cmpstr (said_of (report, 0), ==, "550 5.1.1 no such user");
  g_assert_cmpstr (
      dsn_recipient_get_text (dsn_report_get_recipient (report, 0), DSN_FIELD_REMOTE_MTA), ==,
      "mx.example.net");
}

static void
test_others (void)
{
  assert_no_bounce ("Delivery Notification", HELLO FAILED);
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/wild/messagingserver/every-recipient-with-its-lines", test_failed);
  g_test_add_func ("/wild/messagingserver/what-is-enqueued-is-delayed", test_delayed);
  g_test_add_func ("/wild/messagingserver/the-lines-are-fields", test_values);
  g_test_add_func ("/wild/messagingserver/answers-are-none", test_others);
  return g_test_run ();
}
