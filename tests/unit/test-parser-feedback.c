/* test-parser-feedback.c: feedback reports, and complaints of other forms.
 * SPDX-License-Identifier: LGPL-2.1-or-later */
#include "dsn-parser.h"

#include "parser-message.h"
#include "report-text.h"

#define FEEDBACK_TYPE "multipart/report; report-type=feedback-report; boundary=b"
#define MIXED         "multipart/mixed; boundary=b"
#define PERSON(type) \
  "From: kim@x.example\nSubject: Look\nMIME-Version: 1.0\nContent-Type: " type "\n\n"
#define ORDINARY     "Feedback-Type: abuse\nUser-Agent: x/1\nVersion: 1\n"
#define FEEDBACK(f)  PART ("message/feedback-report", f)
#define RETURNED(to) PART ("message/rfc822", "From: news@example.com\n" to "Subject: s\n\nHello\n")
#define TO           "To: jo@example.net\n"

/* @want: "FORMAT ADDRESS:EVIDENCE …|PROBLEM …", where the kind is arf; else the kind. */
typedef struct {
  const char *path;
  const char *text;
  const char *want;
} Row;

static const Row rows[] = {
  { "original-rcpt-to",
    HEAD (FEEDBACK_TYPE) TEXT FEEDBACK (ORDINARY "Original-Rcpt-To: <kim@x.example>\n")
        RETURNED (TO) END,
    "rfc5965 kim@x.example:original_rcpt_to|" },
  { "original-rcpt-to-with-a-type",
    HEAD (FEEDBACK_TYPE) TEXT FEEDBACK (ORDINARY "Original-Rcpt-To: rfc822;kim@x.example\n")
        RETURNED (TO) END,
    "rfc5965 kim@x.example:original_rcpt_to|" },
  { "several",
    HEAD (FEEDBACK_TYPE) TEXT FEEDBACK (
        ORDINARY "Original-Rcpt-To: a@x.example\nOriginal-Rcpt-To: b@x.example\n") END,
    "rfc5965 a@x.example:original_rcpt_to b@x.example:original_rcpt_to|" },
  { "removal-recipient",
    HEAD (FEEDBACK_TYPE) TEXT FEEDBACK (ORDINARY "Removal-Recipient: a@x.example\n") RETURNED (TO)
        END,
    "rfc5965 a@x.example:removal_recipient|" },
  { "redacted-is-nobody",
    HEAD (FEEDBACK_TYPE) TEXT FEEDBACK (
        ORDINARY "Original-Rcpt-To: redacted@x.example\nRemoval-Recipient: a@x.example\n") END,
    "rfc5965 a@x.example:removal_recipient|" },
  { "to-of-the-original", HEAD (FEEDBACK_TYPE) TEXT FEEDBACK (ORDINARY) RETURNED (TO) END,
    "rfc5965 jo@example.net:original|" },
  { "to-of-several-tells-nobody",
    HEAD (FEEDBACK_TYPE) TEXT FEEDBACK (ORDINARY) RETURNED ("To: jo@example.net, kim@example.net\n")
        END,
    "rfc5965 -:-|" },
  { "to-redacted-tells-nobody",
    HEAD (FEEDBACK_TYPE) TEXT FEEDBACK (ORDINARY) RETURNED ("To: xxxxx@example.net\n") END,
    "rfc5965 -:-|" },
  { "to-undisclosed-tells-nobody",
    HEAD (FEEDBACK_TYPE) TEXT FEEDBACK (ORDINARY) RETURNED ("To: <Undisclosed Recipients>\n") END,
    "rfc5965 -:-|" },
  { "x-apparently-to",
    HEAD (FEEDBACK_TYPE) TEXT FEEDBACK (ORDINARY) RETURNED (
        "X-Apparently-To: jo@example.net via 192.0.2.45; Thu, 29 Apr 2021 23:45:10 -0800\n"
        "To: readers@example.com\n") END,
    "rfc5965 jo@example.net:original|" },
  { "type-of-rfc3464-before-the-address",
    HEAD (FEEDBACK_TYPE) TEXT FEEDBACK (ORDINARY "Original-Rcpt-To: rfc822 ; a@x.example\n") END,
    "rfc5965 a@x.example:original_rcpt_to|" },
  { "return-path-of-the-original",
    HEAD (FEEDBACK_TYPE) TEXT FEEDBACK (ORDINARY)
        RETURNED ("Return-Path: <news-bounces+jo=example.net@lists.example.org>\n"
                  "To: news@lists.example.org\n") END,
    "rfc5965 jo@example.net:envelope|" },
  { "field-before-the-return-path",
    HEAD (FEEDBACK_TYPE) TEXT FEEDBACK (ORDINARY "Original-Rcpt-To: a@x.example\n")
        RETURNED ("Return-Path: <bounces+jo=example.net@lists.example.org>\n") END,
    "rfc5965 a@x.example:original_rcpt_to|" },
  { "to-of-a-list-tells-nobody",
    HEAD (FEEDBACK_TYPE) TEXT FEEDBACK (ORDINARY)
        RETURNED ("List-Post: <mailto:news@lists.example.org>\nTo: news@lists.example.org\n") END,
    "rfc5965 -:-|" },
  { "mailbox-behind-a-list",
    HEAD (FEEDBACK_TYPE) TEXT FEEDBACK (ORDINARY)
        RETURNED ("Delivered-To: jo@example.net\nDelivered-To: news@lists.example.org\n"
                  "List-Post: <mailto:news@lists.example.org?subject=x>\n"
                  "To: News <news@lists.example.org>\n") END,
    "rfc5965 jo@example.net:original|" },
  { "two-mailboxes-behind-a-list-tell-nobody",
    HEAD (FEEDBACK_TYPE) TEXT FEEDBACK (ORDINARY)
        RETURNED ("Delivered-To: jo@example.net\nDelivered-To: kim@example.net\n"
                  "List-Post: <mailto:news@lists.example.org>\nTo: news@lists.example.org\n") END,
    "rfc5965 -:-|" },
  { "to-before-the-mailbox",
    HEAD (FEEDBACK_TYPE) TEXT FEEDBACK (ORDINARY)
        RETURNED ("Delivered-To: kim@example.net\nList-Post: <mailto:a@x.example>\n" TO) END,
    "rfc5965 jo@example.net:original|" },
  { "nothing-returned", HEAD (FEEDBACK_TYPE) TEXT FEEDBACK (ORDINARY) END, "rfc5965 -:-|" },
  { "in-multipart-mixed", HEAD (MIXED) TEXT FEEDBACK (ORDINARY) RETURNED (TO) END,
    "rfc5965 jo@example.net:original|" },
  { "without-report-type",
    HEAD ("multipart/report; boundary=b") TEXT FEEDBACK (ORDINARY) RETURNED (TO) END,
    "rfc5965 jo@example.net:original|" },
  { "alone", HEAD ("message/feedback-report") ORDINARY "Original-Rcpt-To: a@x.example\n",
    "rfc5965 a@x.example:original_rcpt_to|" },
  { "base64",
    HEAD (FEEDBACK_TYPE) TEXT
    "--b\nContent-Type: message/feedback-report\n"
    "Content-Transfer-Encoding: base64\n\n"
    "RmVlZGJhY2stVHlwZTogYWJ1c2UKT3JpZ2luYWwtUmNwdC1UbzogYUB4LmV4YW1wbGUK\n" END,
    "rfc5965 a@x.example:original_rcpt_to|" },
  { "as-text",
    HEAD (FEEDBACK_TYPE) TEXT PART ("text/plain", ORDINARY "Original-Rcpt-To: a@x.example\n") END,
    "rfc5965 a@x.example:original_rcpt_to|wrong-feedback-part-type" },
  { "of-another-type", HEAD (FEEDBACK_TYPE) TEXT PART ("text/feedback-report", ORDINARY) END,
    "rfc5965 -:-|wrong-feedback-part-type" },
  { "no-feedback-part", HEAD (FEEDBACK_TYPE) TEXT RETURNED (TO) END,
    "rfc5965 jo@example.net:original|missing-feedback-part" },
  { "no-feedback-type", HEAD (FEEDBACK_TYPE) TEXT FEEDBACK ("User-Agent: x/1\n") END,
    "rfc5965 -:-|missing-feedback-type" },
  { "empty-part", HEAD (FEEDBACK_TYPE) TEXT FEEDBACK ("") END,
    "rfc5965 -:-|missing-feedback-type" },
  { "hotmail", HEAD (MIXED) RETURNED ("X-HmXmrOriginalRecipient: jo@example.net\n") END,
    "hotmail jo@example.net:original|missing-feedback-part" },
  { "hotmail-by-its-sender",
    "From: <staff@hotmail.com>\nMIME-Version: 1.0\nContent-Type: " MIXED "\n\n" RETURNED (TO) END,
    "hotmail jo@example.net:original|missing-feedback-part" },
  { "aol-by-its-sender",
    "From: <scomp@aol.net>\nMIME-Version: 1.0\nContent-Type: " MIXED
    "\n\n" TEXT RETURNED ("To: undisclosed-recipients:;\n") END,
    "aol -:-|missing-feedback-part" },
  { "hotmail-without-a-multipart",
    "From: <staff@hotmail.com>\nMIME-Version: 1.0\nContent-Type: message/rfc822\n\n"
    "X-HmXmrOriginalRecipient: jo@example.net\nFrom: news@example.com\n\nHello\n",
    "hotmail jo@example.net:original|missing-feedback-part" },
  { "attached-message-alone-is-none", PERSON ("message/rfc822") TO "\nHello\n", "other" },
  { "service-without-a-message-is-none",
    "From: <staff@hotmail.com>\nMIME-Version: 1.0\nContent-Type: " MIXED "\n\n" TEXT END, "other" },
  { "forwarded-message-is-none", PERSON (MIXED) TEXT RETURNED (TO) END, "other" },
  { "fields-in-text-are-none", PERSON (MIXED) PART ("text/plain", ORDINARY) RETURNED (TO) END,
    "other" },
  { "report-inside-is-not-ours", HEAD (MIXED) TEXT PART ("message/rfc822", REPORT TEXT STATUS) END,
    "dsn" },
  { "delivery-status-comes-first-where-it-stands-first",
    REPORT TEXT STATUS PART ("message/rfc822", HEAD (FEEDBACK_TYPE) FEEDBACK (ORDINARY)) END,
    "dsn" },
};

static const char *
or_dash (const char *text)
{
  return text ? text : "-";
}

static char *
describe (const DsnReport *report)
{
  GString *got = g_string_new (or_dash (dsn_report_get_format (report)));
  const GPtrArray *problems = dsn_report_get_problems (report);

  for (guint i = 0; i < dsn_report_get_n_recipients (report); i++) {
    const DsnRecipient *recipient = dsn_report_get_recipient (report, i);

    g_assert_cmpstr (dsn_recipient_get_reason (recipient), ==, "feedback");
    g_assert_false (dsn_recipient_get_hard_bounce (recipient));
    g_string_append_printf (got, " %s:%s", or_dash (dsn_recipient_get_address (recipient)),
                            or_dash (dsn_recipient_get_evidence (recipient, DSN_EVIDENCE_ADDRESS)));
  }
  g_string_append_c (got, '|');
  for (guint i = 0; i < problems->len; i++)
    g_string_append (got, dsn_problem_get_rule (g_ptr_array_index (problems, i)));
  return g_string_free (got, FALSE);
}

static void
test_row (gconstpointer data)
{
  const Row *row = data;
  g_autoptr (DsnReport) report = parse_text (row->text);
  DsnKind kind = dsn_report_get_kind (report);
  g_autofree char *got =
      kind == DSN_KIND_ARF ? describe (report) : g_strdup (dsn_kind_to_string (kind));

  g_assert_cmpstr (got, ==, row->want);
}

static void
test_fields (void)
{
  g_autoptr (DsnReport) report = parse_text (HEAD (FEEDBACK_TYPE) FEEDBACK (
      "FEEDBACK-TYPE: Not-Spam\nUser-Agent: one/1 (two)\nVersion: 1\nVersion: 2\n"
      "Original-Mail-From: <>\nSource-IP: 192.0.2.1\nIncidents: 12\nReporting-MTA: dns; mx\n"
      "Original-Envelope-Id: a(b)\nReceived-Date: Mon, 23 Nov 2026 10:00:00 +0100\n"
      "Arrival-Date: Mon, 23 Nov 2026 11:00:00 +0100\nReported-URI: a\nReported-URI: b\n"
      "Final-Recipient: rfc822; x@y.example\nRemoval-Recipient:\n") END);
  g_autofree char *fields = fields_text (report);

  g_assert_cmpstr (dsn_report_get_feedback (report, DSN_FEEDBACK_TYPE), ==, "not-spam");
  g_assert_cmpstr (dsn_report_get_feedback (report, DSN_FEEDBACK_USER_AGENT), ==, "one/1 (two)");
  g_assert_cmpstr (dsn_report_get_feedback (report, DSN_FEEDBACK_VERSION), ==, "1");
  g_assert_cmpstr (dsn_report_get_feedback (report, DSN_FEEDBACK_ORIGINAL_MAIL_FROM), ==, "");
  g_assert_cmpstr (dsn_report_get_feedback (report, DSN_FEEDBACK_SOURCE_IP), ==, "192.0.2.1");
  g_assert_cmpstr (dsn_report_get_feedback (report, DSN_FEEDBACK_INCIDENTS), ==, "12");
  g_assert_cmpstr (
      fields, ==,
      "reporting_mta=dns;mx,original_envelope_id=a(b),arrival_date=2026-11-23T10:00:00+01:00,"
      "Version=2,Arrival-Date=Mon, 23 Nov 2026 11:00:00 +0100,Reported-URI=a,"
      "Reported-URI=b,Final-Recipient=rfc822; x@y.example,Removal-Recipient=,|");
}

static void
test_incidents_must_be_a_number (void)
{
  g_autoptr (DsnReport) report =
      parse_text (HEAD (FEEDBACK_TYPE) FEEDBACK ("Feedback-Type: abuse\nIncidents: many\n") END);
  g_autofree char *fields = fields_text (report);

  g_assert_null (dsn_report_get_feedback (report, DSN_FEEDBACK_INCIDENTS));
  g_assert_cmpstr (fields, ==, "Incidents=many,|");
}

static void
test_limit (void)
{
  g_autoptr (GString) text =
      g_string_new (HEAD (FEEDBACK_TYPE) "--b\nContent-Type: message/feedback-report\n\n");
  g_autoptr (DsnReport) report = NULL;

  for (guint i = 0; i < 20000; i++)
    g_string_append_printf (text, "Original-Rcpt-To: u%u@example.net\n", i);
  g_string_append (text, "\n" END);
  report = parse_octets (text->str, text->len);
  g_assert_cmpuint (dsn_report_get_n_recipients (report), ==, 10000);
  g_assert_cmpuint (dsn_report_get_extensions (report)->len, ==, 10000);
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);
  ADD_ROWS ("/parser/feedback/", rows, test_row);
  g_test_add_func ("/parser/feedback/fields", test_fields);
  g_test_add_func ("/parser/feedback/incidents-must-be-a-number", test_incidents_must_be_a_number);
  g_test_add_func ("/parser/feedback/limit-of-recipients", test_limit);
  return g_test_run ();
}
