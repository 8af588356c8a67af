/* test-fields-value.c: reading the values of single fields.
 * SPDX-License-Identifier: LGPL-2.1-or-later */
#include "dsn-fields.h"

#include "report-text.h"

typedef struct {
  const char *path;
  const char *line;
  const char *fields;
  const char *problems;
} Row;

/* Per-recipient fields, whose problems name recipient 0. */
static const Row rows[] = {
  { "type/is-lower-case", "Final-Recipient: RFC822; Jo@Example.NET",
    "final_recipient=rfc822;Jo@Example.NET,", "" },
  { "type/space-before-semicolon", "Final-Recipient: rfc822 ;a@x", "final_recipient=rfc822;a@x,",
    "" },
  { "type/unknown-one-stays", "Final-Recipient: unknown; nair_s", "final_recipient=unknown;nair_s,",
    "" },
  { "type/x400", "Original-Recipient: x400; /PN=foo/O=bar/",
    "original_recipient=x400;/PN=foo/O=bar/,", "" },
  { "type/missing", "Final-Recipient: a@x", "final_recipient=a@x,", "missing-type#0" },
  { "type/empty", "Final-Recipient: ; a@x", "final_recipient=a@x,", "missing-type#0" },
  { "type/no-atom-is-none", "Final-Recipient: a@x; b", "final_recipient=a@x; b,",
    "missing-type#0" },
  { "type/quoted-local-part-is-none", "Final-Recipient: \"a;b\"@x", "final_recipient=\"a;b\"@x,",
    "missing-type#0" },
  { "type/alone", "Final-Recipient: rfc822;", "final_recipient=rfc822;,", "empty-field#0" },
  { "type/comment-before-semicolon", "Final-Recipient: rfc822 (x); a@x",
    "final_recipient=rfc822;a@x (x),", "" },

  { "address/brackets", "Final-Recipient: rfc822; <a@x>", "final_recipient=rfc822;<a@x>,",
    "bracketed-address#0" },
  { "address/brackets-and-comment", "Final-Recipient: <a@x> (x)", "final_recipient=<a@x> (x),",
    "missing-type#0 bracketed-address#0" },
  { "address/comment-behind", "Final-Recipient: rfc822; a@x (Some User)",
    "final_recipient=rfc822;a@x (Some User),", "" },
  { "address/comment-before", "Final-Recipient: rfc822; (Some (Other) User) a@x",
    "final_recipient=rfc822;a@x (Some (Other) User),", "" },
  { "address/verp", "Final-Recipient: rfc822; bounce+foo=bar@x",
    "final_recipient=rfc822;bounce+foo=bar@x,", "" },
  { "address/quoted-local-part", "Final-Recipient: rfc822; \"a;b (c)\"@x",
    "final_recipient=rfc822;\"a;b (c)\"@x,", "" },
  { "address/xtext-is-not-undone", "Original-Recipient: rfc822; user+2Btag@x",
    "original_recipient=rfc822;user+2Btag@x,", "" },
  { "address/many-parentheses-never-closed", "Final-Recipient: rfc822; a@x ((((((",
    "final_recipient=rfc822;a@x ((((((,", "" },
  { "address/utf-8", "Final-Recipient: utf-8; jörg@x", "final_recipient=utf-8;jörg@x,", "" },
  { "address/utf-8-embedded", "Final-Recipient: utf-8; j\\x{F6}rg@x",
    "final_recipient=utf-8;jörg@x,", "" },
  { "address/utf-8-upper-case-type", "Final-Recipient: UTF-8; j\\x{F6}rg@x",
    "final_recipient=utf-8;jörg@x,", "" },
  { "address/utf-8-broken-stays", "Final-Recipient: utf-8; j\\x{D800}@x",
    "final_recipient=utf-8;j\\x{D800}@x,", "bad-utf8-address#0" },
  { "address/eight-bit", "Final-Recipient: rfc822; jörg@x", "final_recipient=rfc822;jörg@x,",
    "eight-bit-address#0" },
  { "address/eight-bit-latin", "Final-Recipient: rfc822; j\xF6rg@x",
    "final_recipient=rfc822;jörg@x,", "eight-bit-address#0" },
  { "address/embedded-of-other-type-stays", "Final-Recipient: rfc822; j\\x{F6}rg@x",
    "final_recipient=rfc822;j\\x{F6}rg@x,", "" },
  { "address/empty", "Final-Recipient:", "final_recipient=,", "empty-field#0" },

  { "mta/comment", "Remote-MTA: dns; mx (192.0.2.1)", "remote_mta=dns;mx (192.0.2.1),", "" },
  { "mta/type-missing", "Remote-MTA: mx", "remote_mta=mx,", "missing-type#0" },
  { "mta/other-type", "Remote-MTA: x-local-hostname; [192.0.2.1]",
    "remote_mta=x-local-hostname;[192.0.2.1],", "" },
  { "mta/encoded-word-in-comment", "Remote-MTA: dns; mx (=?iso-8859-1?q?Z=FCrich?=)",
    "remote_mta=dns;mx (Zürich),", "" },
  { "mta/encoded-word-of-unknown-charset", "Remote-MTA: dns; mx (=?x-foo?q?abc?=)",
    "remote_mta=dns;mx (abc),", "" },

  { "action/plain", "Action: failed", "action=failed,", "" },
  { "action/delayed", "Action: delayed", "action=delayed,", "" },
  { "action/delivered", "Action: delivered", "action=delivered,", "" },
  { "action/relayed", "Action: relayed", "action=relayed,", "" },
  { "action/expanded", "Action: expanded", "action=expanded,", "" },
  { "action/letter-case", "Action: FAILED", "action=failed,", "" },
  { "action/comment", "Action: failed (bad luck)", "action=failed (bad luck),", "" },
  { "action/word-that-can-only-mean-one", "Action: failure", "action=failed,", "bad-action#0" },
  { "action/error", "Action: error", "action=failed,", "bad-action#0" },
  { "action/deliverable", "Action: deliverable", "action=delivered,", "bad-action#0" },
  { "action/expired-is-left-out", "Action: expired", "", "bad-action#0" },
  { "action/empty-is-left-out", "Action:", "", "bad-action#0" },

  { "status/plain", "Status: 5.1.1", "status=5.1.1,", "" },
  { "status/comment", "Status: 5.1.1 (bad mailbox)", "status=5.1.1 (bad mailbox),", "" },
  { "status/comment-at-once", "Status: 5.1.1(bad mailbox)", "status=5.1.1 (bad mailbox),", "" },
  { "status/words-behind", "Status: 5.1.1 bad mailbox", "status=5.1.1,", "text-after-value#0" },
  { "action/words-behind", "Action: failed it has", "action=failed,", "text-after-value#0" },
  { "status/words-before", "Status: smtp 5.1.1", "status=5.1.1,", "bad-status#0" },
  { "status/leading-zeros", "Status: 5.01.01", "status=5.1.1,", "" },
  { "status/class-3-is-left-out", "Status: 3.0.0", "", "bad-status#0" },
  { "status/four-parts-are-left-out", "Status: 5.1.1.7", "", "bad-status#0" },
  { "status/words-are-left-out", "Status: failed", "", "bad-status#0" },
  { "status/empty-is-left-out", "Status:", "", "bad-status#0" },

  { "diagnostic/parentheses-are-text", "Diagnostic-Code: smtp; 550 No (really)",
    "diagnostic_code=smtp;550 No (really),", "" },
  { "diagnostic/semicolons-are-text", "Diagnostic-Code: smtp; 550 a; b; c",
    "diagnostic_code=smtp;550 a; b; c,", "" },
  { "diagnostic/type-in-any-case", "Diagnostic-Code: SMTP; 550", "diagnostic_code=smtp;550,", "" },
  { "diagnostic/other-type", "Diagnostic-Code: X-Postfix; lost", "diagnostic_code=x-postfix;lost,",
    "" },
  { "diagnostic/type-missing", "Diagnostic-Code: 550 No", "diagnostic_code=550 No,",
    "missing-type#0" },
  { "diagnostic/type-missing-and-semicolon", "Diagnostic-Code: 550 No; never",
    "diagnostic_code=550 No; never,", "missing-type#0" },

  { "date/rfc5322", "Last-Attempt-Date: Mon, 23 Nov 2026 10:00:00 +0100",
    "last_attempt_date=2026-11-23T10:00:00+01:00,", "" },
  { "date/zone-comment", "Last-Attempt-Date: Mon, 23 Nov 2026 10:00:00 +0100 (UTC+01:00)",
    "last_attempt_date=2026-11-23T10:00:00+01:00 (UTC+01:00),", "" },
  { "date/rfc3339", "Will-Retry-Until: 2026-11-23T10:00:00+01:00",
    "will_retry_until=2026-11-23T10:00:00+01:00,", "" },
  { "date/no-date-is-left-out", "Last-Attempt-Date: yesterday", "", "bad-date#0" },
  { "date/empty-is-left-out", "Last-Attempt-Date:", "", "bad-date#0" },

  { "text/parentheses-are-text", "Final-Log-ID: 4F2A (x)", "final_log_id=4F2A (x),", "" },
  { "text/empty", "Final-Log-ID:", "final_log_id=,", "" },
};

static void
test_row (gconstpointer data)
{
  const Row *row = data;
  g_autoptr (DsnReport) report = dsn_report_new ();
  g_autofree char *body = g_strconcat (row->line, "\nX-End: 1\n", NULL);
  g_autofree char *want = g_strconcat ("|", row->fields, "X-End=1,", NULL);
  g_autofree char *fields = NULL;
  g_autofree char *problems = NULL;

  dsn_fields_parse (report, body, strlen (body), 0, 10);
  fields = fields_text (report);
  problems = problems_text (report);
  g_assert_cmpstr (fields, ==, want);
  g_assert_cmpstr (problems, ==, row->problems);
}

static const Row message_rows[] = {
  { "envelope-id-to-the-letter", "Original-Envelope-Id: QQ+3D3(x) ; y",
    "original_envelope_id=QQ+3D3(x) ; y,", "" },
  { "mta-type-smtp", "Reporting-MTA: smtp; mx", "reporting_mta=smtp;mx,", "" },
  { "received-from-literal", "Received-From-MTA: dns; [192.0.2.1]",
    "received_from_mta=dns;[192.0.2.1],", "" },
  { "received-from-comment", "Received-From-MTA: dns; client (192.0.2.1 (x))",
    "received_from_mta=dns;client (192.0.2.1 (x)),", "" },
  { "gateway", "DSN-Gateway: dns; gw", "dsn_gateway=dns;gw,", "" },
  { "arrival-date-of-two-digits", "Arrival-Date: 23 Nov 26 10:00:00 EST",
    "arrival_date=2026-11-23T10:00:00-05:00,", "" },
  { "arrival-date-none", "Arrival-Date: soon", "", "bad-date" },
};

static void
test_message_row (gconstpointer data)
{
  const Row *row = data;
  g_autoptr (DsnReport) report = dsn_report_new ();
  g_autofree char *fields = NULL;
  g_autofree char *problems = NULL;

  dsn_fields_parse (report, row->line, strlen (row->line), 0, 10);
  fields = fields_text (report);
  problems = problems_text (report);
  g_assert_cmpstr (fields, ==, row->fields);
  g_assert_cmpstr (problems, ==, row->problems);
}

/* Whatever a field holds, what is kept of it is UTF-8. */
static void
test_utf8 (void)
{
  static const char *const comments[] = {
    "=?utf-8?q?=FF=FE?=", "=?ucs-4?b?AH//////?=", "=?utf-16?b?2AA=?=",
    "\xFF\xFE",           "=?utf-8?q?a=00b?=",
  };

  for (gsize i = 0; i < G_N_ELEMENTS (comments); i++) {
    g_autofree char *body = g_strdup_printf ("Reporting-MTA: dns; mx (%s)", comments[i]);
    g_autoptr (DsnReport) report = dsn_report_new ();
    const DsnValue *value;

    dsn_fields_parse (report, body, strlen (body), 0, 10);
    value = dsn_report_get_value (report, DSN_FIELD_REPORTING_MTA);
    g_assert_cmpstr (dsn_value_get_text (value), ==, "mx");
    g_assert_true (g_utf8_validate (dsn_value_get_comment (value), -1, NULL));
  }
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);
  ADD_ROWS ("/fields/value/", rows, test_row);
  ADD_ROWS ("/fields/value/message/", message_rows, test_message_row);
  g_test_add_func ("/fields/value/is-always-utf-8", test_utf8);
  return g_test_run ();
}
