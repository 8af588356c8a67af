/* test-parser-envelope.c: whom a report is about, where only its envelope tells.
 * SPDX-License-Identifier: LGPL-2.1-or-later */
#include "dsn-parser.h"

#include "parser-message.h"
#include "report-text.h"

#define TO_JO  "readers-bounces+jo=example.net@lists.example.com"
#define TO_KIM "readers-bounces+kim=example.net@lists.example.com"

#define NOBODY "Reporting-MTA: dns; mx.example.com\n\nAction: failed\nStatus: 5.1.1\n"
#define ABOUT(field) \
  "Reporting-MTA: dns; mx.example.com\n\n" field "\nAction: failed\nStatus: 5.1.1\n\n"

/* @header stands before the header of the report, @original is the returned one. @pattern may be NULL.
 * @want: "ADDRESS EVIDENCE", for every recipient. */
typedef struct {
  const char *path;
  const char *header;
  const char *fields;
  const char *original;
  const char *pattern;
  const char *want;
} Row;

static const Row rows[] = {
  { "delivered-to", "Delivered-To: " TO_JO "\n", NOBODY, "X: y\n", NULL,
    "jo@example.net envelope" },
  { "x-original-to", "X-Original-To: " TO_JO "\n", NOBODY, "X: y\n", NULL,
    "jo@example.net envelope" },
  { "envelope-to", "Envelope-to: " TO_JO "\n", NOBODY, "X: y\n", NULL, "jo@example.net envelope" },
  { "brackets", "Envelope-to: <" TO_JO ">\n", NOBODY, "X: y\n", NULL, "jo@example.net envelope" },
  { "received",
    "Received: from mx.example.com (for <" TO_KIM
    ">)\n\tby mx.example.org with ESMTP id 1\n\tfor <" TO_JO ">; Mon, 23 Nov 2026 10:00:00 +0100\n",
    NOBODY, "X: y\n", NULL, "jo@example.net envelope" },
  { "return-path-of-the-original", "", NOBODY, "Return-Path: <" TO_JO ">\n", NULL,
    "jo@example.net envelope" },
  { "sender-of-the-original", "", NOBODY, "Sender: List <" TO_JO ">\n", NULL,
    "jo@example.net envelope" },
  { "errors-to-of-the-original", "", NOBODY, "Errors-To: " TO_JO "\n", NULL,
    "jo@example.net envelope" },
  { "from-of-the-original-is-no-envelope", "", NOBODY, "From: " TO_JO "\n", NULL, "- -" },
  { "return-path-of-the-report-is-another-matter", "Return-Path: <" TO_JO ">\n", NOBODY, "X: y\n",
    NULL, "- -" },
  { "batv-around-it", "Delivered-To: prvs=0123abcdef=" TO_JO "\n", NOBODY, "X: y\n", NULL,
    "jo@example.net envelope" },
  { "two-that-agree", "Delivered-To: " TO_JO "\n", NOBODY, "Return-Path: <" TO_JO ">\n", NULL,
    "jo@example.net envelope" },
  { "two-that-disagree", "Delivered-To: " TO_JO "\n", NOBODY, "Return-Path: <" TO_KIM ">\n", NULL,
    "- -" },
  { "plain-address-tells-nothing", "Delivered-To: news@example.com\n", NOBODY,
    "Return-Path: <news@example.com>\n", NULL, "- -" },
  { "pattern", "Delivered-To: n.jo.at.example.net@example.com\n", NOBODY, "X: y\n",
    "n.{local}.at.{domain}@example.com", "jo@example.net envelope" },
  { "pattern-comes-before-common-forms", "Delivered-To: bounces+9-kim=example.net@example.com\n",
    NOBODY, "Return-Path: <" TO_JO ">\n", "bounces+#-{local}={domain}@example.com",
    "kim@example.net envelope" },
  { "pattern-inside-batv", "Delivered-To: prvs=0123abcdef=n.jo.at.example.net@example.com\n",
    NOBODY, "X: y\n", "n.{local}.at.{domain}@example.com", "jo@example.net envelope" },
  { "report-that-names-one-is-believed", "Delivered-To: " TO_JO "\n",
    ABOUT ("Final-Recipient: rfc822; lee@example.net"), "X: y\n", NULL,
    "lee@example.net final_recipient" },
  { "local-user-is-no-address", "Delivered-To: " TO_JO "\n", ABOUT ("Final-Recipient: local; lee"),
    "X: y\n", NULL, "jo@example.net envelope" },
  { "local-user-if-there-is-no-other", "", ABOUT ("Final-Recipient: local; lee"), "X: y\n", NULL,
    "lee final_recipient" },
  { "of-two-recipients-it-tells-nothing", "Delivered-To: " TO_JO "\n",
    ABOUT (
        "Final-Recipient: rfc822; lee@example.net") "Action: failed\nFinal-Recipient: local; x\n",
    "X: y\n", NULL, "lee@example.net final_recipient x final_recipient" },
  { "report-without-recipients-gets-one", "Delivered-To: " TO_JO "\n",
    "Reporting-MTA: dns; mx.example.com\n", "X: y\n", NULL, "jo@example.net envelope" },
  { "report-without-recipients-and-envelope-has-none", "", "Reporting-MTA: dns; mx.example.com\n",
    "X: y\n", NULL, "" },
  { "batv-in-a-field", "", ABOUT ("Final-Recipient: rfc822; prvs=0123abcdef=jo@example.net"),
    "X: y\n", NULL, "jo@example.net final_recipient" },
  { "srs-in-a-field", "",
    ABOUT ("Original-Recipient: rfc822; SRS0=Ab12=XY=example.net=jo@forwarder.example.org"),
    "X: y\n", NULL, "jo@example.net original_recipient" },
  { "srs-that-leaked-as-xtext", "",
    ABOUT ("Original-Recipient: rfc822; SRS0+3DAb12+3DXY+3Dexample.net+3Djo@forwarder.example.org"),
    "X: y\n", NULL, "jo@example.net original_recipient" },
  { "verp-in-a-field-stays", "", ABOUT ("Final-Recipient: rfc822; " TO_JO), "X: y\n", NULL,
    TO_JO " final_recipient" },
};

static DsnReport *
parse_row (const Row *row)
{
  g_autoptr (DsnParser) parser = dsn_parser_new ();
  g_autofree char *text = g_strconcat (
      row->header, REPORT TEXT "--b\nContent-Type: message/delivery-status\n\n", row->fields,
      "\n--b\nContent-Type: text/rfc822-headers\n\n", row->original, "\n" END, NULL);
  g_autoptr (GBytes) bytes = g_bytes_new (text, strlen (text));

  if (row->pattern)
    dsn_parser_add_verp (parser, dsn_verp_new (row->pattern, NULL));
  return dsn_parser_parse (parser, bytes, strlen (text));
}

static const char *
or_dash (const char *text)
{
  return text ? text : "-";
}

static void
test_row (gconstpointer data)
{
  const Row *row = data;
  g_autoptr (DsnReport) report = parse_row (row);
  g_autoptr (GString) got = g_string_new (NULL);

  for (guint i = 0; i < dsn_report_get_n_recipients (report); i++) {
    const DsnRecipient *recipient = dsn_report_get_recipient (report, i);

    g_string_append_printf (got, "%s%s %s", i > 0 ? " " : "",
                            or_dash (dsn_recipient_get_address (recipient)),
                            or_dash (dsn_recipient_get_evidence (recipient, DSN_EVIDENCE_ADDRESS)));
  }
  g_assert_cmpstr (got->str, ==, row->want);
}

static void
test_original_as_message (void)
{
  g_autoptr (DsnReport) report = parse_text (
      REPORT TEXT PART ("message/delivery-status", NOBODY)
          PART ("message/rfc822", "Return-Path: <" TO_JO ">\nFrom: a@b\n\nHello\n") END);
  g_autofree char *got = summary (report);

  g_assert_cmpstr (got, ==, "dsn rfc3464 jo@example.net:5.1.1");
}

static void
test_other_kinds (void)
{
  g_autoptr (DsnReport) other =
      parse_text ("Delivered-To: " TO_JO "\nFrom: a@example.org\n\nHello\n");
  g_autoptr (DsnReport) answer = parse_text (
      "Delivered-To: " TO_JO "\nFrom: a@example.org\nAuto-Submitted: auto-replied\n\nHello\n");
  g_autofree char *got = summary (answer);

  g_assert_cmpuint (dsn_report_get_n_recipients (other), ==, 0);
  g_assert_true (g_str_has_prefix (got, "auto-reply"));
  g_assert_null (strstr (got, "jo@example.net"));
}

/* The reply stands in the human part behind the address as the field has it. */
static void
test_reply_of_wrapped (void)
{
  g_autoptr (DsnReport) report = parse_text (
      REPORT PART ("text/plain", "<prvs=0123abcdef=jo@example.net>: 550 5.1.1 No such user\n")
          PART ("message/delivery-status",
                ABOUT ("Final-Recipient: rfc822; prvs=0123abcdef=jo@example.net")) END);
  const DsnReply *reply = dsn_recipient_get_reply (dsn_report_get_recipient (report, 0));

  g_assert_nonnull (reply);
  g_assert_cmpuint (dsn_reply_get_code (reply), ==, 550);
}

static void
test_flood (void)
{
  g_autoptr (GString) text = g_string_new (NULL);
  g_autoptr (DsnReport) report = NULL;

  for (guint i = 0; i < 50000; i++)
    g_string_append_printf (text, "Delivered-To: bounces+u%u=example.net@lists.example.com\n", i);
  g_string_append (text, REPORT TEXT PART ("message/delivery-status", NOBODY) END);
  report = parse_octets (text->str, text->len);
  g_assert_null (dsn_recipient_get_address (dsn_report_get_recipient (report, 0)));
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);
  ADD_ROWS ("/parser/envelope/", rows, test_row);
  g_test_add_func ("/parser/envelope/original-as-a-message", test_original_as_message);
  g_test_add_func ("/parser/envelope/other-kinds-are-left-alone", test_other_kinds);
  g_test_add_func ("/parser/envelope/reply-of-a-wrapped-address", test_reply_of_wrapped);
  g_test_add_func ("/parser/envelope/many-fields-take-no-time", test_flood);
  return g_test_run ();
}
