/* test-builder.c: messages that carry a report: their header, their text, their octets.
 * SPDX-License-Identifier: LGPL-2.1-or-later */
#include "builder-report.h"

static void
test_parts (void)
{
  g_autoptr (DsnBuilder) builder = dsn_builder_new ();
  g_autoptr (DsnReport) report = new_report ();
  g_autofree char *text = build (builder, report);
  g_autofree char *type = get_header (text, -1, "Content-Type");
  g_autofree char *human = get_header (text, 0, "Content-Type");
  g_autofree char *status = get_header (text, 1, "Content-Type");
  g_autofree char *encoding = get_header (text, 1, "Content-Transfer-Encoding");
  g_autofree char *body = get_raw_part (text, 1);

  g_assert_true (g_str_has_prefix (type, "multipart/report;"));
  g_assert_nonnull (strstr (type, "report-type=delivery-status"));
  g_assert_cmpint (count_parts (text), ==, 2);
  g_assert_cmpstr (human, ==, "text/plain; charset=us-ascii");
  g_assert_cmpstr (status, ==, "message/delivery-status");
  g_assert_cmpstr (encoding, ==, "7bit");
  g_assert_cmpstr (body, ==,
                   "Reporting-MTA: dns; mx.example.org\n\n"
                   "Final-Recipient: rfc822; jo@example.net\nAction: failed\nStatus: 5.7.7\n");
}

static void
test_header (void)
{
  g_autoptr (DsnBuilder) builder = dsn_builder_new ();
  g_autoptr (DsnReport) report = new_report ();
  g_autofree char *text = NULL;

  dsn_report_set_header (report, DSN_HEADER_MESSAGE_ID, "<1@mx.example.org>");
  dsn_report_set_header (report, DSN_HEADER_SUBJECT, "Not today");
  dsn_report_set_original_header (report, DSN_HEADER_MESSAGE_ID, "42@example.com");
  text = build (builder, report);
  g_assert_true (g_str_has_prefix (text, "Date: Mon, 23 Nov 2026 10:00:00 +0100\n"
                                         "From: Mail Delivery System <postmaster@mx.example.org>\n"
                                         "To: news@example.com\n"
                                         "Subject: Not today\n"
                                         "Message-ID: <1@mx.example.org>\n"
                                         "In-Reply-To: <42@example.com>\n"
                                         "References: <42@example.com>\n"
                                         "Auto-Submitted: auto-replied\n"
                                         "MIME-Version: 1.0\n"
                                         "Content-Type: multipart/report;"));
}

static void
test_return_path (void)
{
  g_autoptr (DsnBuilder) builder = dsn_builder_new ();
  g_autoptr (DsnReport) report = new_report ();
  g_autofree char *text = NULL;

  dsn_builder_set_return_path (builder, TRUE);
  text = build (builder, report);
  g_assert_true (g_str_has_prefix (text, "Return-Path: <>\nDate: "));
}

static void
test_date (void)
{
  g_autoptr (DsnBuilder) builder = dsn_builder_new ();
  g_autoptr (DsnReport) report = new_report ();
  g_autoptr (GDateTime) date = dsn_date_parse ("2000-01-01T00:00:00Z");
  g_autofree char *text = NULL;

  dsn_builder_set_date (builder, date);
  text = build (builder, report);
  g_assert_true (g_str_has_prefix (text, "Date: Sat, 01 Jan 2000 00:00:00 +0000\n"));
}

typedef struct {
  const char *path;
  const char *in;
  const char *out;
} Pair;

static const Pair mta_pairs[] = {
  { "name", "mx.example.org", "postmaster@mx.example.org" },
  { "name-with-dot", "mx.example.org.", "postmaster@mx.example.org" },
  { "ipv4", "192.0.2.1", "postmaster@[192.0.2.1]" },
  { "ipv6", "2001:db8::1", "postmaster@[IPv6:2001:db8::1]" },
  { "literal", "[192.0.2.1]", "postmaster@[192.0.2.1]" },
  { "idn", "bücher.example", "postmaster@xn--bcher-kva.example" },
};

static void
test_from_mta (gconstpointer data)
{
  const Pair *pair = data;
  g_autoptr (DsnBuilder) builder = dsn_builder_new ();
  g_autoptr (DsnReport) report = new_report ();
  g_autofree char *want = g_strdup_printf ("\nFrom: Mail Delivery System <%s>\n", pair->out);
  g_autofree char *text = NULL;

  set_field (report, DSN_FIELD_REPORTING_MTA, pair->in);
  text = build (builder, report);
  g_assert_nonnull (strstr (text, want));
}

static const Pair from_pairs[] = {
  { "bare", "pm@example.org", "From: pm@example.org\n" },
  { "brackets", "<pm@example.org>", "From: pm@example.org\n" },
  { "name", "Mail <pm@example.org>", "From: Mail <pm@example.org>\n" },
  { "quoted-name", "\"Mail, Inc.\" <pm@example.org>", "From: \"Mail, Inc.\" <pm@example.org>\n" },
  { "utf8-name", "Zürich <pm@example.org>", "From: =?utf-8?B?WsO8cmljaA==?= <pm@example.org>\n" },
  { "long-name", "A Department With A Very Long Name That Goes On And On <pm@mail.example.org>",
    "From: A Department With A Very Long Name That Goes On And On\n <pm@mail.example.org>\n" },
  { "utf8-address", "pöst@example.org", "From: pöst@example.org\n" },
};

static void
test_from (gconstpointer data)
{
  const Pair *pair = data;
  g_autoptr (DsnBuilder) builder = dsn_builder_new ();
  g_autoptr (DsnReport) report = new_report ();
  g_autofree char *text = NULL;

  dsn_report_set_header (report, DSN_HEADER_FROM, pair->in);
  text = build (builder, report);
  g_assert_nonnull (strstr (text, pair->out));
}

static const Pair subject_pairs[] = {
  { "failed", "failed 5.0.0", "Message not delivered: Hello" },
  { "delayed", "delayed 4.0.0", "Message delayed: Hello" },
  { "delivered", "delivered 2.0.0", "Message delivered: Hello" },
  { "relayed", "relayed 2.0.0", "Message relayed: Hello" },
  { "expanded", "expanded 2.0.0", "Message expanded: Hello" },
};

static void
test_usual_subject (gconstpointer data)
{
  const Pair *pair = data;
  g_auto (GStrv) outcome = g_strsplit (pair->in, " ", 2);
  g_autoptr (DsnBuilder) builder = dsn_builder_new ();
  g_autoptr (DsnReport) report = new_report ();
  g_autofree char *text = NULL;
  g_autofree char *subject = NULL;

  set_outcome (report, outcome[0], outcome[1]);
  dsn_report_set_original_header (report, DSN_HEADER_SUBJECT, "Hello");
  text = build (builder, report);
  subject = get_header (text, -1, "Subject");
  g_assert_cmpstr (subject, ==, pair->out);
}

static void
test_worst_action (void)
{
  g_autoptr (DsnBuilder) builder = dsn_builder_new ();
  g_autoptr (DsnReport) report = new_report ();
  DsnRecipient *second = dsn_report_add_recipient (report);
  g_autofree char *text = NULL;
  g_autofree char *subject = NULL;

  set_outcome (report, "delivered", "2.0.0");
  dsn_request_set (report, second, DSN_FIELD_FINAL_RECIPIENT, "al@example.net");
  dsn_request_set (report, second, DSN_FIELD_STATUS, "4.2.2");
  dsn_request_fill (report, NULL);
  text = build (builder, report);
  subject = get_header (text, -1, "Subject");
  g_assert_cmpstr (subject, ==, "Message delayed");
}

static const Pair texts[] = {
  { "plain", "One two three", NULL },
  { "long",
    "A subject of many words that go on and on, far beyond what fits on one line of a header",
    NULL },
  { "latin", "Grüße aus Zürich", NULL },
  { "japanese", "件名が長い日本語の件名が長い日本語の件名が長い日本語の件名が長い日本語の", NULL },
  { "mixed", "a/キジトラ・フラッシュ/ニャーン/x/ニャーン and more", NULL },
  { "emoji", "x😀😀😀😀😀😀😀😀😀😀😀😀yy😀😀😀😀😀😀😀😀zzz😀😀😀", NULL },
  { "spaces", "two  spaces and a\ttab", NULL },
  { "looks-encoded", "=?utf-8?B?aGE=?=", NULL },
  { "one-word",
    "xxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxx",
    NULL },
};

/* RFC 2047 section 2: no line with an encoded-word is longer than 76 characters. */
static void
test_subject (gconstpointer data)
{
  const Pair *pair = data;
  g_autoptr (DsnBuilder) builder = dsn_builder_new ();
  g_autoptr (DsnReport) report = new_report ();
  g_autoptr (DsnReport) again = NULL;
  g_autofree char *text = NULL;

  dsn_report_set_header (report, DSN_HEADER_SUBJECT, pair->in);
  text = build (builder, report);
  again = read_report (text);
  g_assert_cmpstr (dsn_report_get_header (again, DSN_HEADER_SUBJECT), ==, pair->in);
  strstr (text, "\nMessage-ID:")[0] = '\0';
  assert_lines_fit (strstr (text, "\nSubject:") + 1, 76);
}

static const Pair human_texts[] = {
  { "plain", "It is gone.\n", "7bit" },
  { "utf8", "Weg ist sie.\nTschüß\n", "quoted-printable" },
  { "trailing-space", "It is \ngone.\n", "quoted-printable" },
  { "from-line", "From here on\n", "quoted-printable" },
  { "from-line-quoted", ">From here on\n", "7bit" },
  { "lone-cr", "It is\rgone.\n", "quoted-printable" },
  { "blank", "\n", "7bit" },
};

/* The text for people as a mail program shows it. */
static char *
get_text (const char *text)
{
  GMimeMessage *message = read_mime (text);
  GMimeMultipart *multipart = GMIME_MULTIPART (g_mime_message_get_mime_part (message));
  char *shown =
      g_mime_text_part_get_text (GMIME_TEXT_PART (g_mime_multipart_get_part (multipart, 0)));

  g_object_unref (message);
  return shown;
}

static void
check_text (const char *in, const char *encoding)
{
  g_autoptr (DsnBuilder) builder = dsn_builder_new ();
  g_autoptr (DsnReport) report = new_report ();
  g_autofree char *text = NULL;
  g_autofree char *got = NULL;
  g_autofree char *raw = NULL;

  dsn_report_set_explanation (report, in);
  text = build (builder, report);
  got = get_header (text, 0, "Content-Transfer-Encoding");
  g_assert_cmpstr (got, ==, encoding);
  raw = get_raw_part (text, 0);
  g_assert_true (g_str_is_ascii (raw));
  assert_lines_fit (raw, strcmp (encoding, "7bit") == 0 ? 998 : 76);
  g_free (got);
  got = get_text (text);
  g_assert_cmpstr (got, ==, in);
}

static void
test_text (gconstpointer data)
{
  const Pair *pair = data;

  check_text (pair->in, pair->out);
}

static void
test_long_text (void)
{
  g_autofree char *just = g_strnfill (999, 'x');
  g_autofree char *over = g_strnfill (1000, 'x');
  g_autofree char *from = NULL;

  just[998] = over[999] = '\n';
  check_text (just, "7bit");
  check_text (over, "quoted-printable");
  from = g_strconcat ("From ", over, NULL);
  check_text (from, "quoted-printable");
}

static void
test_line_ends_of_text (void)
{
  g_autoptr (DsnBuilder) builder = dsn_builder_new ();
  g_autoptr (DsnReport) report = new_report ();
  g_autofree char *text = NULL;
  g_autofree char *raw = NULL;

  dsn_report_set_explanation (report, "It\r\nis gone.");
  text = build (builder, report);
  raw = get_raw_part (text, 0);
  g_assert_cmpstr (raw, ==, "It\nis gone.\n");
}

static void
test_template (void)
{
  g_autoptr (DsnBuilder) builder = dsn_builder_new ();
  g_autoptr (DsnReport) report = new_report ();
  g_autofree char *text = NULL;
  g_autofree char *body = NULL;

  dsn_report_set_explanation (report, "not this");
  dsn_builder_set_template (builder, dsn_template_new ("For {{sender}}.\n", "t", NULL));
  text = build (builder, report);
  body = get_raw_part (text, 0);
  g_assert_cmpstr (g_strchomp (body), ==, "For news@example.com.");
}

static void
test_language (void)
{
  g_autoptr (DsnBuilder) builder = dsn_builder_new ();
  g_autoptr (DsnReport) report = new_report ();
  g_autoptr (GError) error = NULL;
  g_autofree char *english = build (builder, report);
  g_autofree char *german = NULL;
  g_autofree char *body = NULL;

  dsn_builder_set_language (builder, "de");
  german = build (builder, report);
  body = get_raw_part (german, 0);
  g_assert_nonnull (strstr (body, "Nachricht"));
  g_assert_null (strstr (english, "Nachricht"));
  dsn_builder_set_language (builder, "tlh");
  g_assert_null (dsn_builder_build (builder, report, FALSE, &error));
  g_assert_error (error, DSN_ERROR, DSN_ERROR_NOT_FOUND);
}

static void
test_same_octets (void)
{
  g_autoptr (DsnBuilder) builder = dsn_builder_new ();
  g_autoptr (DsnBuilder) another = dsn_builder_new ();
  g_autoptr (DsnReport) report = new_report ();
  g_autofree char *first = build (builder, report);
  g_autofree char *second = build (builder, report);
  g_autofree char *third = build (another, report);
  g_autofree char *fourth = NULL;
  g_autofree char *id = get_header (first, -1, "Message-ID");
  g_autofree char *other_id = NULL;

  g_assert_cmpstr (first, ==, second);
  g_assert_cmpstr (first, ==, third);
  g_assert_true (g_str_has_prefix (id, "<20261123090000."));
  g_assert_true (g_str_has_suffix (id, "@mx.example.org>"));
  set_field (report, DSN_FIELD_FINAL_LOG_ID, "4F2A1");
  fourth = build (builder, report);
  other_id = get_header (fourth, -1, "Message-ID");
  g_assert_cmpstr (id, !=, other_id);
}

static guint
count_lines (const char *text)
{
  guint count = 0;

  for (; *text; text++)
    count += *text == '\n';
  return count;
}

static void
test_line_ends (void)
{
  g_autoptr (DsnBuilder) builder = dsn_builder_new ();
  g_autoptr (DsnReport) report = new_report ();
  g_autoptr (GBytes) original = g_bytes_new_static ("Subject: Ü\r\n\r\nLine\nLine\r\n", 27);
  g_autoptr (GBytes) message = NULL;
  g_autofree char *lf = NULL;
  g_autoptr (GString) crlf = NULL;

  dsn_builder_set_original (builder, original, DSN_RETURN_FULL);
  dsn_report_set_header (report, DSN_HEADER_SUBJECT,
                         "Ein Betreff über mehrere Zeilen: Grüße, Grüße");
  lf = build (builder, report);
  message = dsn_builder_build (builder, report, TRUE, NULL);
  crlf = g_string_new_len (g_bytes_get_data (message, NULL), (gssize) g_bytes_get_size (message));
  g_assert_null (strchr (lf, '\r'));
  g_assert_cmpuint (g_string_replace (crlf, "\r\n", "\n", 0), ==, count_lines (lf));
  g_assert_cmpstr (crlf->str, ==, lf);
}

static void
test_boundary (void)
{
  g_autoptr (DsnBuilder) builder = dsn_builder_new ();
  g_autoptr (DsnReport) report = new_report ();
  g_autoptr (GError) error = NULL;
  g_autofree char *text = NULL;

  dsn_builder_set_boundary (builder, "a b");
  dsn_report_set_explanation (report, "a b -- a b\n");
  text = build (builder, report);
  g_assert_nonnull (strstr (text, "boundary=\"a b\""));
  g_assert_cmpint (count_parts (text), ==, 2);
  dsn_report_set_explanation (report, "--a b\n");
  g_assert_null (dsn_builder_build (builder, report, FALSE, &error));
  g_assert_error (error, DSN_ERROR, DSN_ERROR_INVALID);
}

static void
add_pairs (const char *prefix, const Pair *pairs, gsize count, GTestDataFunc function)
{
  for (gsize i = 0; i < count; i++) {
    g_autofree char *path = g_strconcat ("/builder/", prefix, pairs[i].path, NULL);

    g_test_add_data_func (path, &pairs[i], function);
  }
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/builder/message/has-the-parts-of-a-report", test_parts);
  g_test_add_func ("/builder/message/same-request-gives-same-octets", test_same_octets);
  g_test_add_func ("/builder/message/lines-end-as-asked", test_line_ends);
  g_test_add_func ("/builder/message/boundary-stands-in-no-part", test_boundary);
  g_test_add_func ("/builder/header/has-the-fields-of-a-report", test_header);
  g_test_add_func ("/builder/header/null-return-path-comes-first", test_return_path);
  g_test_add_func ("/builder/header/date-of-builder-wins", test_date);
  g_test_add_func ("/builder/header/subject-is-of-worst-action", test_worst_action);
  add_pairs ("header/from-is-postmaster-of/", mta_pairs, G_N_ELEMENTS (mta_pairs), test_from_mta);
  add_pairs ("header/from-is-written/", from_pairs, G_N_ELEMENTS (from_pairs), test_from);
  add_pairs ("header/usual-subject/", subject_pairs, G_N_ELEMENTS (subject_pairs),
             test_usual_subject);
  add_pairs ("header/subject-reads-back/", texts, G_N_ELEMENTS (texts), test_subject);
  add_pairs ("text/survives-mail/", human_texts, G_N_ELEMENTS (human_texts), test_text);
  g_test_add_func ("/builder/text/survives-mail/long-lines", test_long_text);
  g_test_add_func ("/builder/text/has-the-line-ends-of-the-message", test_line_ends_of_text);
  g_test_add_func ("/builder/text/template-wins-over-explanation", test_template);
  g_test_add_func ("/builder/text/is-in-the-language", test_language);
  return g_test_run ();
}
