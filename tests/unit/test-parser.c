/* test-parser.c: from a message to the report in it: kinds and structure.
 * SPDX-License-Identifier: LGPL-2.1-or-later */
#include "dsn-parser.h"

#include "parser-message.h"
#include "report-text.h"

#define FROM_PERSON "From: Jo <jo@example.net>\nSubject: Away\n\n"

typedef struct {
  const char *path;
  const char *message;
  const char *want;
  const char *explanation;
  const char *problems;
} Row;

/* What is wanted is "KIND FORMAT ADDRESS:STATUS …". */
static const Row rows[] = {
  { "kind/dsn", REPORT TEXT STATUS ORIGINAL END, "dsn rfc3464 user@example.net:5.1.1", "Sorry.",
    "" },
  { "kind/dsn-global", HEAD (REPORT_TYPE) TEXT PART ("message/global-delivery-status", FIELDS) END,
    "dsn rfc6533 user@example.net:5.1.1", "Sorry.", "" },
  { "kind/arf",
    HEAD ("multipart/report; report-type=feedback-report; boundary=b")
        TEXT PART ("message/feedback-report", "Feedback-Type: abuse\n") ORIGINAL END,
    "arf rfc5965 (null):(null)", "Sorry.", "" },
  { "kind/mdn",
    HEAD ("multipart/report; report-type=disposition-notification; boundary=b") TEXT PART (
        "message/disposition-notification", "Final-Recipient: rfc822; user@example.net\n") END,
    "mdn", NULL, "" },
  { "kind/mdn-global",
    HEAD ("multipart/report; boundary=b")
        TEXT PART ("message/global-disposition-notification", "X: 1\n") END,
    "mdn", NULL, "" },
  { "kind/auto-reply", "Auto-Submitted: auto-replied; x\n" FROM_PERSON "Away\n",
    "auto-reply jo@example.net:(null)", NULL, "" },
  { "kind/auto-reply-of-old", "X-Autoreply: yes\n" FROM_PERSON "Away\n",
    "auto-reply jo@example.net:(null)", NULL, "" },
  { "kind/auto-reply-of-a-mail-system-is-none",
    "Auto-Submitted: auto-replied\n" HEAD ("text/plain") "Lost\n", "other", NULL, "" },
  { "kind/auto-generated-is-no-reply",
    "Auto-Submitted: auto-generated\n" HEAD ("text/plain") "News\n", "other", NULL, "" },
  { "kind/other", HEAD ("text/plain") "Hello\n", "other", NULL, "" },
  { "kind/other-with-fields-in-a-text-of-a-person", FROM_PERSON FIELDS, "other", NULL, "" },
  { "kind/dsn-comes-before-auto-reply", "Auto-Submitted: auto-replied\n" REPORT TEXT STATUS END,
    "dsn rfc3464 user@example.net:5.1.1", "Sorry.", "" },
  { "kind/behind-the-mark-of-an-mbox",
    "From x Mon Nov 23 10:00:00 2026\n>From y\n" REPORT TEXT STATUS END,
    "dsn rfc3464 user@example.net:5.1.1", "Sorry.", "" },
  { "kind/nothing-behind-the-mark-of-an-mbox", "From x", "other", NULL, "not-a-message" },
  { "kind/nothing", "", "other", NULL, "not-a-message" },
  { "kind/no-header", "no header\n\nat all\n", "other", NULL, "not-a-message" },

  { "type/any-letter-case",
    HEAD ("Multipart/REPORT; Report-Type=Delivery-Status; boundary=b")
        TEXT PART ("Message/Delivery-STATUS", FIELDS) END,
    "dsn rfc3464 user@example.net:5.1.1", "Sorry.", "" },
  { "type/xdelivery-status", REPORT TEXT PART ("message/xdelivery-status", FIELDS) END,
    "dsn rfc3464 user@example.net:5.1.1", "Sorry.", "wrong-status-part-type" },
  { "type/mixed", HEAD ("multipart/mixed; boundary=b") TEXT STATUS END,
    "dsn rfc3464 user@example.net:5.1.1", "Sorry.", "not-a-report" },
  { "type/report-type-missing", HEAD ("multipart/report; boundary=b") TEXT STATUS END,
    "dsn rfc3464 user@example.net:5.1.1", "Sorry.", "wrong-report-type" },
  { "type/report-type-wrong", HEAD ("multipart/report; report-type=x; boundary=b") TEXT STATUS END,
    "dsn rfc3464 user@example.net:5.1.1", "Sorry.", "wrong-report-type" },
  { "type/status-as-plain-text", REPORT TEXT PART ("text/plain", FIELDS) END,
    "dsn rfc3464 user@example.net:5.1.1", "Sorry.", "missing-status-part" },
  { "type/status-alone", HEAD ("message/delivery-status") FIELDS,
    "dsn rfc3464 user@example.net:5.1.1", NULL, "not-a-report" },

  { "parts/status-first", REPORT STATUS TEXT END, "dsn rfc3464 user@example.net:5.1.1", "Sorry.",
    "parts-out-of-order" },
  { "parts/original-first", REPORT ORIGINAL STATUS TEXT END, "dsn rfc3464 user@example.net:5.1.1",
    "Sorry.", "parts-out-of-order" },
  { "parts/text-missing", REPORT STATUS END, "dsn rfc3464 user@example.net:5.1.1", NULL,
    "missing-human-part" },
  { "parts/text-empty", REPORT PART ("text/plain", "") STATUS END,
    "dsn rfc3464 user@example.net:5.1.1", NULL, "" },
  { "parts/four", REPORT TEXT STATUS ORIGINAL PART ("text/plain", "Footer\n") END,
    "dsn rfc3464 user@example.net:5.1.1", "Sorry.", "" },
  { "parts/two-of-status",
    REPORT TEXT STATUS PART ("message/delivery-status",
                             "Reporting-MTA: dns; mx.example.com\n\nFinal-Recipient: rfc822; b@x\n"
                             "Action: delayed\nStatus: 4.2.2\n") END,
    "dsn rfc3464 user@example.net:5.1.1 b@x:4.2.2", "Sorry.",
    "several-status-parts duplicate-field" },
  { "parts/status-empty", REPORT TEXT PART ("message/delivery-status", "") END, "dsn rfc3464",
    "Sorry.", "empty-status-part" },
  { "parts/never-closed", REPORT TEXT STATUS, "dsn rfc3464 user@example.net:5.1.1", "Sorry.",
    "truncated-report" },
  { "parts/preamble-and-epilogue", REPORT "Preamble\n" FIELDS TEXT STATUS END "Epilogue\n" FIELDS,
    "dsn rfc3464 user@example.net:5.1.1", "Sorry.", "" },
  { "parts/status-in-the-original-is-not-ours",
    HEAD ("multipart/report; report-type=delivery-status; boundary=b") TEXT STATUS PART (
        "message/rfc822",
        "Content-Type: multipart/report; boundary=c\n\n--c\n"
        "Content-Type: message/delivery-status\n\nFinal-Recipient: rfc822; z@x\n--c--\n") END,
    "dsn rfc3464 user@example.net:5.1.1", "Sorry.", "" },

  { "text/alternatives",
    REPORT PART ("multipart/alternative; boundary=c",
                 "--c\nContent-Type: text/html\n\n<p>Page\n"
                 "--c\nContent-Type: text/plain\n\nPlain\n--c--\n") STATUS END,
    "dsn rfc3464 user@example.net:5.1.1", "Plain", "" },
  { "text/html-alone", REPORT PART ("text/html", "<p>Z&uuml;rich <b>x</b></p>") STATUS END,
    "dsn rfc3464 user@example.net:5.1.1", "Zürich x", "" },
  { "text/charset", REPORT PART ("text/plain; charset=iso-8859-2", "\xB1\n") STATUS END,
    "dsn rfc3464 user@example.net:5.1.1", "ą", "" },
  { "text/no-charset", REPORT PART ("text/plain", "\x80 Z\xFCrich\n") STATUS END,
    "dsn rfc3464 user@example.net:5.1.1", "€ Zürich", "" },
  { "text/base64",
    REPORT PART ("text/plain\nContent-Transfer-Encoding: base64", "U29ycnku\n") STATUS END,
    "dsn rfc3464 user@example.net:5.1.1", "Sorry.", "" },
  { "text/looks-like-a-report",
    REPORT PART ("text/plain",
                 "Content-Type: message/delivery-status\n\n"
                 "Final-Recipient: rfc822; victim@example.org\nAction: failed\nStatus: 5.1.1")
        STATUS END,
    "dsn rfc3464 user@example.net:5.1.1",
    "Content-Type: message/delivery-status\n\n"
    "Final-Recipient: rfc822; victim@example.org\nAction: failed\nStatus: 5.1.1",
    "" },

  { "encoded/base64",
    REPORT TEXT PART (
        "message/delivery-status\nContent-Transfer-Encoding: base64",
        "UmVwb3J0aW5nLU1UQTpkbnM7bXguZXhhbXBsZS5jb20KCkZpbmFsLVJlY2lwaWVudDpyZmM4MjI7\n"
        "dXNlckBleGFtcGxlLm5ldApBY3Rpb246ZmFpbGVkClN0YXR1czo1LjEuMQo=\n") END,
    "dsn rfc3464 user@example.net:5.1.1", "Sorry.", "encoded-status-part" },
  { "encoded/quoted-printable",
    REPORT TEXT PART (
        "message/delivery-status\nContent-Transfer-Encoding: quoted-printable",
        "Reporting-MTA: dns; mx.exam=\nple.com\n\nFinal-Recipient: rfc822; user=40example.net\n"
        "Action: failed\nStatus: 5.1.1\n") END,
    "dsn rfc3464 user@example.net:5.1.1", "Sorry.", "encoded-status-part" },
  { "encoded/base64-global",
    HEAD (REPORT_TYPE)
        TEXT PART ("message/global-delivery-status\nContent-Transfer-Encoding: base64",
                   "UmVwb3J0aW5nLU1UQTpkbnM7bXguZXhhbXBsZS5jb20KCkZpbmFsLVJlY2lwaWVudDpyZmM4MjI7\n"
                   "dXNlckBleGFtcGxlLm5ldApBY3Rpb246ZmFpbGVkClN0YXR1czo1LjEuMQo=\n") END,
    "dsn rfc6533 user@example.net:5.1.1", "Sorry.", "" },

  { "inside/list-footer",
    HEAD ("multipart/mixed; boundary=a") "--a\nContent-Type: " REPORT_TYPE "\n\n" TEXT STATUS END
                                         "--a\nContent-Type: text/plain\n\nList footer\n--a--\n",
    "dsn rfc3464 user@example.net:5.1.1", "Sorry.", "" },
  { "inside/forwarded",
    HEAD ("multipart/mixed; boundary=a") "--a\n\nLook\n--a\nContent-Type: message/rfc822\n\n" REPORT
        TEXT STATUS END "--a--\n",
    "dsn rfc3464 user@example.net:5.1.1", "Sorry.", "" },
  { "inside/all-of-several",
    HEAD ("multipart/digest; boundary=a") "--a\n\n" REPORT TEXT STATUS END "--a\n\n" REPORT PART (
        "text/plain", "No.")
        PART ("message/delivery-status", "Reporting-MTA: dns; mx.example.org\n\n"
                                         "Final-Recipient: rfc822; z@example.org\nAction: failed\n"
                                         "Status: 5.2.2\n") END
    "--a\n\nSubject: Hello\n\nHello\n--a\n\n" REPORT TEXT PART (
        "message/delivery-status", "Reporting-MTA: dns; mx.example.org\n\n"
                                   "Final-Recipient: rfc822; y@example.org\nAction: failed\n") END
    "--a--\n",
    "dsn rfc3464 user@example.net:5.1.1 z@example.org:5.2.2 y@example.org:(null)", "Sorry.",
    "missing-status#2 several-status-parts" },
  { "inside/what-another-returned-is-not-ours",
    HEAD ("multipart/mixed; boundary=a") "--a\nContent-Type: message/rfc822\n\n" REPORT TEXT STATUS
        PART ("message/rfc822",
              HEAD ("multipart/report; boundary=c") "--c\n"
                                                    "Content-Type: message/delivery-status\n\n"
                                                    "Final-Recipient: rfc822; z@x\n--c--\n") END
    "--a--\n",
    "dsn rfc3464 user@example.net:5.1.1", "Sorry.", "" },
  { "inside/a-complaint-beside-it-is-not-read",
    HEAD ("multipart/mixed; boundary=a") "--a\nContent-Type: message/rfc822\n\n" REPORT TEXT STATUS
        END "--a\nContent-Type: message/rfc822\n\n" HEAD (
            "multipart/report; report-type=feedback-report; "
            "boundary=c") "--c\n"
                          "Content-Type: "
                          "message/"
                          "feedback-report\n\nFeedback-Type: abuse\n"
                          "Original-Rcpt-To: "
                          "z@example.org\n--c--\n--a--\n",
    "dsn rfc3464 user@example.net:5.1.1", "Sorry.", "" },
  { "inside/digest-of-a-list-is-no-report",
    "List-Id: <news.example.org>\n" HEAD ("multipart/mixed; boundary=b") TEXT
    "--b\nContent-Type: multipart/digest; boundary=a\n\n--a\n\n" REPORT TEXT STATUS END
    "--a--\n" END,
    "other", NULL, "" },
  { "inside/attached-in-mail-of-a-list",
    "List-Id: <news.example.org>\n" HEAD (
        "multipart/mixed; boundary=a") "--a\n\nLook\n--a\n"
                                       "Content-Type: message/rfc822\n\n" REPORT TEXT STATUS END
                                       "--a--\n",
    "dsn rfc3464 user@example.net:5.1.1", "Sorry.", "" },
};

static void
test_row (gconstpointer data)
{
  const Row *row = data;
  g_autoptr (DsnReport) report = parse_text (row->message);
  g_autofree char *got = summary (report);
  g_autofree char *problems = problems_text (report);

  g_assert_cmpstr (got, ==, row->want);
  g_assert_cmpstr (dsn_report_get_explanation (report), ==, row->explanation);
  g_assert_cmpstr (problems, ==, row->problems);
}

/* The same report with every kind of line end. */
static void
test_line_ends (void)
{
  static const char *const line_ends[] = { "\n", "\r\n", "\r" };

  for (gsize i = 0; i < G_N_ELEMENTS (line_ends); i++) {
    g_autoptr (GString) text =
        g_string_new (REPORT PART ("text/plain", "One\n\nTwo\n") STATUS ORIGINAL END);
    g_autoptr (DsnReport) report = NULL;
    g_autofree char *got = NULL;

    g_string_replace (text, "\n", line_ends[i], 0);
    report = parse_text (text->str);
    got = summary (report);
    g_assert_cmpstr (got, ==, "dsn rfc3464 user@example.net:5.1.1");
    g_assert_cmpstr (dsn_report_get_explanation (report), ==, "One\n\nTwo");
    g_assert_cmpstr (dsn_report_get_original_header (report, DSN_HEADER_SUBJECT), ==, "News");
    g_assert_cmpint (has_problem (report, "bare-cr-lines"), ==, strcmp (line_ends[i], "\r") == 0);
  }
}

static void
test_header (void)
{
  g_autoptr (DsnReport) report = parse_text (REPORT TEXT STATUS ORIGINAL END);

  g_assert_cmpstr (dsn_report_get_header (report, DSN_HEADER_FROM), ==,
                   "MAILER-DAEMON@mx.example.com");
  g_assert_cmpstr (dsn_report_get_header (report, DSN_HEADER_TO), ==,
                   "news@example.com, b@example.com");
  g_assert_cmpstr (dsn_report_get_header (report, DSN_HEADER_SUBJECT), ==, "Undelivered ü");
  g_assert_cmpstr (dsn_report_get_header (report, DSN_HEADER_DATE), ==,
                   "2026-11-23T10:00:00+01:00");
  g_assert_cmpstr (dsn_report_get_header (report, DSN_HEADER_MESSAGE_ID), ==, "1@mx.example.com");
  g_assert_cmpstr (dsn_report_get_original_header (report, DSN_HEADER_FROM), ==,
                   "news@example.com");
  g_assert_cmpstr (dsn_report_get_original_header (report, DSN_HEADER_MESSAGE_ID), ==,
                   "42@example.com");
}

static void
test_header_again (void)
{
  g_autoptr (DsnReport) report = parse_text (
      "From: a@example.com\nSubject: one\nMessage-ID: <1@example.com>\nTo: Jo <b@example.com>\n"
      "Subject: two\nMessage-ID: <2@example.com>\nTo: c@example.com\n\nHello\n");

  g_assert_cmpstr (dsn_report_get_header (report, DSN_HEADER_SUBJECT), ==, "one");
  g_assert_cmpstr (dsn_report_get_header (report, DSN_HEADER_MESSAGE_ID), ==, "1@example.com");
  g_assert_cmpstr (dsn_report_get_header (report, DSN_HEADER_TO), ==,
                   "b@example.com, c@example.com");
}

/* The forms that are read without GMime, and what looks like one. */
static void
test_addresses (void)
{
  static const char *const forms[][2] = {
    { "a@example.com", "a@example.com" },
    { "<a@example.com>", "a@example.com" },
    { "Jo <a@example.com>", "a@example.com" },
    { "\"Jo Doe\" <a@example.com>", "a@example.com" },
    { "a@example.com (Jo Doe)", "a@example.com" },
    { "\"Doe, Jo\" <a@example.com>", "a@example.com" },
    { "a@example.com (Jo (Doe))", "a@example.com" },
    { "\"<b@example.com>\" <a@example.com>", "a@example.com" },
    { "(b@example.com) a@example.com", "a@example.com" },
    { "Jo <a@example.com>, b@example.com (Kim)", "a@example.com, b@example.com" },
    { "a@example.com (Jo), b@example.com", "a@example.com, b@example.com" },
    { "\"a\"@example.com", "\"a\"@example.com" },
  };

  for (guint i = 0; i < G_N_ELEMENTS (forms); i++) {
    g_autofree char *text = g_strdup_printf ("From: %s\n\nHello\n", forms[i][0]);
    g_autoptr (DsnReport) report = parse_text (text);

    g_assert_cmpstr (dsn_report_get_header (report, DSN_HEADER_FROM), ==, forms[i][1]);
  }
}

/* In which types the original comes, and whether it is whole. */
typedef struct {
  const char *path;
  const char *type;
  gboolean present;
  gboolean complete;
} OriginalRow;

static const OriginalRow originals[] = {
  { "message", "message/rfc822", TRUE, TRUE },
  { "message-global", "message/global", TRUE, TRUE },
  { "headers", "text/rfc822-headers", TRUE, FALSE },
  { "headers-global", "message/global-headers", TRUE, FALSE },
  { "headers-with-a-charset", "text/rfc822-headers; charset=utf-8", TRUE, FALSE },
  { "something-else", "application/octet-stream", FALSE, FALSE },
};

static void
test_original (gconstpointer data)
{
  const OriginalRow *row = data;
  g_autofree char *text = g_strdup_printf (
      REPORT TEXT STATUS "--b\nContent-Type: %s\n\nSubject: News\nTo: a@x\n\n" END, row->type);
  g_autoptr (DsnReport) report = parse_text (text);

  g_assert_cmpint (dsn_report_has_original (report), ==, row->present);
  g_assert_cmpint (dsn_report_get_original_complete (report), ==, row->complete);
  g_assert_cmpstr (dsn_report_get_original_header (report, DSN_HEADER_SUBJECT), ==,
                   row->present ? "News" : NULL);
}

/* What a report and a bounce that people read say is looked for by a reader's own rules too. */
static void
test_phrases (void)
{
  static const char *const texts[] = {
    REPORT TEXT PART ("message/delivery-status",
                      FIELDS "Diagnostic-Code: smtp; 550 5.1.1 no such user\n") END,
    "From: MAILER-DAEMON@mx.example.org\nSubject: failure notice\n\nHi. This is the qmail-send "
    "program at mx.example.org.\nI'm afraid I wasn't able to deliver your message to the following "
    "addresses.\n\n<jo@example.net>:\n550 5.1.1 no such user\n",
  };
  g_autoptr (DsnPhrases) phrases = dsn_phrases_new ();
  g_autoptr (DsnParser) parser = dsn_parser_new ();

  g_assert_true (
      dsn_phrases_add_text (phrases, "own", "[suspend strong]\nno such user\n", -1, NULL));
  for (guint i = 0; i < G_N_ELEMENTS (texts); i++) {
    g_autoptr (GBytes) bytes = g_bytes_new_static (texts[i], strlen (texts[i]));
    g_autoptr (DsnReport) without = NULL;
    g_autoptr (DsnReport) with = NULL;

    dsn_parser_set_phrases (parser, NULL);
    without = dsn_parser_parse (parser, bytes, strlen (texts[i]));
    dsn_parser_set_phrases (parser, phrases);
    with = dsn_parser_parse (parser, bytes, strlen (texts[i]));
    g_assert_cmpstr (dsn_recipient_get_reason (dsn_report_get_recipient (without, 0)), ==,
                     "userunknown");
    g_assert_cmpstr (dsn_recipient_get_reason (dsn_report_get_recipient (with, 0)), ==, "suspend");
  }
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);
  ADD_ROWS ("/parser/", rows, test_row);
  g_test_add_func ("/parser/line-ends", test_line_ends);
  g_test_add_func ("/parser/header", test_header);
  g_test_add_func ("/parser/header/addresses-in-every-form", test_addresses);
  g_test_add_func ("/parser/header-again/first-counts-but-all-addresses", test_header_again);
  g_test_add_func ("/parser/rules-of-ones-own", test_phrases);
  ADD_ROWS ("/parser/original/", originals, test_original);
  return g_test_run ();
}
