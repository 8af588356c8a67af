/* test-wild-exchange2003.c: Exchange up to 2003.
 * SPDX-License-Identifier: LGPL-2.1-or-later */
#include "wild-message.h"

#define HEAD "Return-Path: <>\nFrom: postmaster@mx.example.org\nSubject: Undeliverable\n"
#define HELLO                                                              \
  "Your message did not reach some or all of the intended recipients.\n\n" \
  "      Subject:\tNovember news\n      Sent:\t11/23/2026 9:59 AM\n\n"     \
  "The following recipient(s) could not be reached:\n\n"
#define JO                                          \
  "      'jo@example.net' on 11/23/2026 10:00 AM\n" \
  "            No such account.\n"                  \
  "            <mx.example.org #5.1.1>\n"

static void
test_entries (void)
{
  g_autoptr (DsnReport) report = parse_bounce (BOUNCE (
      HEAD, HELLO JO "\n      kim@example.net on 11/23/2026 10:00 AM\n            Refused.\n"
                     "            <mx.example.org #5.5.0 smtp;550 5.7.1 <kim@example.net>:\n"
                     "            no>\n"));
  g_autofree char *summary = bounce_summary (report);

  g_assert_cmpstr (
      summary, ==,
      "dsn exchange2003 | jo@example.net failed 5.1.1 0 | kim@example.net failed 5.7.1 550");
  g_assert_cmpstr (said_of (report, 0), ==, "No such account.");
  g_assert_null (
      dsn_recipient_get_text (dsn_report_get_recipient (report, 0), DSN_FIELD_LAST_ATTEMPT_DATE));
  g_assert_cmpstr (said_of (report, 1), ==, "Refused. 550 5.7.1 <kim@example.net>: no");
  g_assert_cmpstr (dsn_report_get_text (report, DSN_FIELD_REPORTING_MTA), ==, "mx.example.org");
}

static void
test_any_language (void)
{
  assert_bounce (
      BOUNCE (HEAD, "Zpráva nedošla.\n\n      Předmět:\tNovember news\n\nTito příjemci:\n\n" JO),
      "dsn exchange2003 | jo@example.net failed 5.1.1 0");
  assert_bounce (BOUNCE (HEAD, "Impossible d'atteindre le(s) destinataire(s) suivant(s) :\n\n"
                               "      jo@example.net le 23/11/2026 10:00\n            Inconnu.\n"),
                 "dsn exchange2003 | jo@example.net failed - 0");
}

static void
test_exchange55 (void)
{
  g_autoptr (DsnReport) report = parse_bounce (BOUNCE (
      HEAD,
      "Your message\n\n  To:      lee@example.net\n  Subject: November news\n\n"
      "did not reach the following recipient(s):\n\n"
      "jo@example.net on Mon, 23 Nov 2026 10:00:00 +0100\n"
      "    The recipient name is not recognized\n"
      "\tThe MTS-ID of the original message is: c=us;a= ;p=example\n"
      "    MSEXCH:IMS:EXAMPLE:MX 3550 (000B09B6) 550 5.1.1 No such user\n\n"
      "c=US;a= ;p=Example;o=Site;dda:SMTP=kim@example.net; on Mon, 23 Nov 2026 10:00:00 +0100\n"
      "    Unable to deliver the message\n"));
  g_autofree char *summary = bounce_summary (report);

  g_assert_cmpstr (
      summary, ==,
      "dsn exchange2003 | jo@example.net failed 5.1.1 550 | kim@example.net failed - 0");
  g_assert_cmpstr (said_of (report, 0), ==,
                   "The recipient name is not recognized MSEXCH:IMS:EXAMPLE:MX 3550 (000B09B6) 550 "
                   "5.1.1 No such user");
  g_assert_cmpstr (
      dsn_recipient_get_text (dsn_report_get_recipient (report, 0), DSN_FIELD_LAST_ATTEMPT_DATE),
      ==, "2026-11-23T10:00:00+01:00");
}

static void
test_one_line (void)
{
  g_autoptr (DsnReport) report =
      parse_bounce (BOUNCE (HEAD, "Your Message\n\nTo:      <jo@example.net>\n\n"
                                  "Did not reach the following recipient: jo@example.net\n"));
  g_autofree char *summary = bounce_summary (report);

  g_assert_cmpstr (summary, ==, "dsn exchange2003 | jo@example.net failed - 0");
  g_assert_cmpstr (said_of (report, 0), ==, "Did not reach the following recipient");
}

static void
test_name_only (void)
{
  g_autoptr (DsnReport) report = parse_bounce (
      BOUNCE (HEAD, HELLO "      Jo Example on 11/23/2026 10:00 AM\n            Mailbox full.\n"
                          "            <mx.example.org #5.2.2>\n\n" RETURNED));
  g_autofree char *summary = bounce_summary (report);

  g_assert_cmpstr (summary, ==, "dsn exchange2003 | jo@example.net failed 5.2.2 0");
  g_assert_cmpstr (
      dsn_recipient_get_evidence (dsn_report_get_recipient (report, 0), DSN_EVIDENCE_ADDRESS), ==,
      "original");
  g_assert_cmpstr (said_of (report, 0), ==, "Mailbox full.");
}

static void
test_people (void)
{
  assert_bounce (BOUNCE ("From: kim@example.org\nSubject: Undeliverable\n", HELLO JO), "other -");
  assert_bounce (
      BOUNCE ("From: kim@example.org\nSubject: Undeliverable\nX-MS-Embedded-Report:\n", HELLO JO),
      "dsn exchange2003 | jo@example.net failed 5.1.1 0");
  assert_bounce (BOUNCE ("From: kim@example.org\nSubject: Re: Undeliverable\n",
                         "> The following recipient(s) could not be reached:\n> jo@example.net\n"),
                 "other -");
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/wild/exchange2003/every-recipient-with-its-diagnosis", test_entries);
  g_test_add_func ("/wild/exchange2003/any-language", test_any_language);
  g_test_add_func ("/wild/exchange2003/exchange-5.5", test_exchange55);
  g_test_add_func ("/wild/exchange2003/recipient-on-the-same-line", test_one_line);
  g_test_add_func ("/wild/exchange2003/a-name-for-the-only-recipient", test_name_only);
  g_test_add_func ("/wild/exchange2003/what-people-write-or-quote-is-other", test_people);
  return g_test_run ();
}
