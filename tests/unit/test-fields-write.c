/* test-fields-write.c: writing the groups of fields.
 * SPDX-License-Identifier: LGPL-2.1-or-later */
#include "dsn-fields.h"

#include "report-text.h"

#define WORDS_20 "aaaa bbbb cccc dddd "

/* One per-recipient field in both forms. */
typedef struct {
  const char *path;
  DsnField field;
  const char *type;
  const char *text;
  const char *comment;
  const char *ascii;
  const char *utf8;
} Row;

static const Row rows[] = {
  { "address/rfc822", DSN_FIELD_FINAL_RECIPIENT, "rfc822", "jo@x", NULL,
    "Final-Recipient: rfc822; jo@x\n", "Final-Recipient: rfc822; jo@x\n" },
  { "address/without-type", DSN_FIELD_FINAL_RECIPIENT, NULL, "jo+a@x", NULL,
    "Final-Recipient: rfc822; jo+a@x\n", "Final-Recipient: rfc822; jo+a@x\n" },
  { "address/without-type-outside-ascii", DSN_FIELD_FINAL_RECIPIENT, NULL, "jö@x", NULL,
    "Final-Recipient: utf-8; j\\x{F6}@x\n", "Final-Recipient: utf-8; jö@x\n" },
  { "address/utf-8", DSN_FIELD_ORIGINAL_RECIPIENT, "utf-8", "jö+a@x", NULL,
    "Original-Recipient: utf-8; j\\x{F6}\\x{2B}a@x\n", "Original-Recipient: utf-8; jö+a@x\n" },
  { "address/utf-8-that-looks-embedded", DSN_FIELD_ORIGINAL_RECIPIENT, "utf-8", "ö\\x{41}@x", NULL,
    "Original-Recipient: utf-8; \\x{F6}\\x{5C}x{41}@x\n",
    "Original-Recipient: utf-8; ö\\x{5C}x{41}@x\n" },
  { "address/x400", DSN_FIELD_ORIGINAL_RECIPIENT, "x400", "/PN=Jo/", NULL,
    "Original-Recipient: x400; /PN=Jo/\n", "Original-Recipient: x400; /PN=Jo/\n" },
  { "address/comment", DSN_FIELD_FINAL_RECIPIENT, "rfc822", "jo@x", "Jo",
    "Final-Recipient: rfc822; jo@x (Jo)\n", "Final-Recipient: rfc822; jo@x (Jo)\n" },
  { "mta/without-type", DSN_FIELD_REMOTE_MTA, NULL, "mx", NULL, "Remote-MTA: dns; mx\n",
    "Remote-MTA: dns; mx\n" },
  { "mta/outside-ascii", DSN_FIELD_REMOTE_MTA, "dns", "mü", NULL, "Remote-MTA: dns; m\\x{FC}\n",
    "Remote-MTA: dns; mü\n" },
  { "comment/parentheses-are-quoted", DSN_FIELD_REMOTE_MTA, "dns", "mx", "a (b) \\ ) c",
    "Remote-MTA: dns; mx (a \\(b\\) \\\\ \\) c)\n",
    "Remote-MTA: dns; mx (a \\(b\\) \\\\ \\) c)\n" },
  { "comment/empty", DSN_FIELD_REMOTE_MTA, "dns", "mx", "", "Remote-MTA: dns; mx ()\n",
    "Remote-MTA: dns; mx ()\n" },
  { "comment/outside-ascii", DSN_FIELD_REMOTE_MTA, "dns", "mx", "Zürich",
    "Remote-MTA: dns; mx (=?UTF-8?b?WsO8cmljaA==?=)\n", "Remote-MTA: dns; mx (Zürich)\n" },
  { "diagnostic/without-type", DSN_FIELD_DIAGNOSTIC_CODE, NULL, "550 No (x)", NULL,
    "Diagnostic-Code: smtp; 550 No (x)\n", "Diagnostic-Code: smtp; 550 No (x)\n" },
  { "diagnostic/outside-ascii", DSN_FIELD_DIAGNOSTIC_CODE, "smtp", "550 für 𝄞", NULL,
    "Diagnostic-Code: smtp; 550 f\\x{FC}r \\x{1D11E}\n", "Diagnostic-Code: smtp; 550 für 𝄞\n" },
  { "date/as-mail-writes-it", DSN_FIELD_LAST_ATTEMPT_DATE, NULL, "2026-11-23T10:00:00+01:00", NULL,
    "Last-Attempt-Date: Mon, 23 Nov 2026 10:00:00 +0100\n",
    "Last-Attempt-Date: Mon, 23 Nov 2026 10:00:00 +0100\n" },
  { "date/unknown-zone", DSN_FIELD_WILL_RETRY_UNTIL, NULL, "2026-11-23T10:00:00-00:00", "soon",
    "Will-Retry-Until: Mon, 23 Nov 2026 10:00:00 -0000 (soon)\n",
    "Will-Retry-Until: Mon, 23 Nov 2026 10:00:00 -0000 (soon)\n" },
  { "text/plain", DSN_FIELD_FINAL_LOG_ID, NULL, "4F2A (x)", NULL, "Final-Log-ID: 4F2A (x)\n",
    "Final-Log-ID: 4F2A (x)\n" },
  { "text/empty", DSN_FIELD_FINAL_LOG_ID, NULL, "", NULL, "Final-Log-ID: \n", "Final-Log-ID: \n" },
  { "fold/at-the-last-space-that-fits", DSN_FIELD_FINAL_LOG_ID, NULL,
    WORDS_20 WORDS_20 WORDS_20 WORDS_20 "eeee", NULL,
    "Final-Log-ID: aaaa bbbb cccc dddd aaaa bbbb cccc dddd aaaa bbbb cccc dddd aaaa\n"
    " bbbb cccc dddd eeee\n",
    NULL },
  { "fold/not-inside-a-word", DSN_FIELD_FINAL_LOG_ID, NULL,
    "aaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaa b",
    NULL,
    "Final-Log-ID: "
    "aaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaa\n"
    " b\n",
    NULL },
  { "fold/not-where-unfolding-would-lose-a-space", DSN_FIELD_FINAL_LOG_ID, NULL,
    "aaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaa  aaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaa",
    NULL,
    "Final-Log-ID: aaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaa  "
    "aaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaa\n",
    NULL },
};

static char *
write_field (const Row *row, DsnFieldsForm form)
{
  g_autoptr (DsnReport) report = dsn_report_new ();
  DsnRecipient *recipient = dsn_report_add_recipient (report);

  dsn_recipient_set_value (recipient, row->field,
                           dsn_value_new (row->type, row->text, row->comment));
  return dsn_fields_to_string (report, form);
}

static void
test_field (gconstpointer data)
{
  const Row *row = data;
  g_autofree char *ascii = write_field (row, DSN_FIELDS_ASCII);
  g_autofree char *utf8 = write_field (row, DSN_FIELDS_UTF8);

  g_assert_cmpstr (ascii + 1, ==, row->ascii);
  g_assert_cmpstr (utf8 + 1, ==, row->utf8 ? row->utf8 : row->ascii);
  g_assert_true (g_str_is_ascii (ascii));
}

/* What is written is read as the same value, if it had the type that is written. */
static void
test_field_comes_back (gconstpointer data)
{
  const Row *row = data;
  g_autofree char *text = write_field (row, DSN_FIELDS_UTF8);
  g_autoptr (DsnReport) report = dsn_report_new ();
  const DsnValue *value;

  dsn_fields_parse (report, text, strlen (text), 0, 10);
  value = dsn_recipient_get_value (dsn_report_get_recipient (report, 0), row->field);
  g_assert_cmpstr (dsn_value_get_text (value), ==, row->text);
  g_assert_cmpstr (dsn_value_get_comment (value), ==,
                   row->comment && *row->comment ? row->comment : NULL);
  if (row->type)
    g_assert_cmpstr (dsn_value_get_type_name (value), ==, row->type);
}

static const char whole[] = "Original-Envelope-Id: QQ3\n"
                            "Reporting-MTA: dns; mx (the one)\n"
                            "DSN-Gateway: dns; gw\n"
                            "Received-From-MTA: dns; client\n"
                            "Arrival-Date: Mon, 23 Nov 2026 10:00:00 +0100\n"
                            "X-Queue: 1\n"
                            "X-Queue: 2\n"
                            "\n"
                            "Original-Recipient: rfc822; o@x\n"
                            "Final-Recipient: rfc822; a@x (A)\n"
                            "Action: failed\n"
                            "Status: 5.1.1 (unknown)\n"
                            "Remote-MTA: dns; mx.x (192.0.2.1)\n"
                            "Diagnostic-Code: smtp; 550 5.1.1 No such user\n"
                            "Last-Attempt-Date: Mon, 23 Nov 2026 10:00:00 +0100\n"
                            "Final-Log-ID: 4F2A\n"
                            "Will-Retry-Until: Mon, 23 Nov 2026 10:00:00 +0100\n"
                            "X-A: 1\n"
                            "\n"
                            "Final-Recipient: utf-8; \\x{F6}@x\n"
                            "Action: delayed\n"
                            "Status: 4.4.1\n";

static void
test_order (void)
{
  g_autoptr (DsnReport) report = dsn_report_new ();
  g_autofree char *text = NULL;

  dsn_fields_parse (report, whole, sizeof whole - 1, 0, 10);
  g_assert_cmpuint (dsn_report_get_problems (report)->len, ==, 0);
  text = dsn_fields_to_string (report, DSN_FIELDS_ASCII);
  g_assert_cmpstr (text, ==, whole);
}

static void
check_round_trip (const DsnReport *report, DsnFieldsForm form)
{
  g_autofree char *body = dsn_fields_to_string (report, form);
  g_autofree char *want = fields_text (report);
  g_autoptr (DsnReport) back = dsn_report_new ();
  g_autofree char *got = NULL;

  dsn_fields_parse (back, body, strlen (body), 0, 10);
  got = fields_text (back);
  g_assert_cmpstr (got, ==, want);
}

static void
test_round_trip (void)
{
  g_autoptr (DsnReport) report = dsn_report_new ();

  dsn_fields_parse (report, whole, sizeof whole - 1, 0, 10);
  check_round_trip (report, DSN_FIELDS_ASCII);
  check_round_trip (report, DSN_FIELDS_UTF8);
}

/* Lines are at most 78 characters long where there are spaces, and unfold to what they were. */
static void
test_folding (void)
{
  for (gsize length = 1; length < 400; length += 7) {
    g_autoptr (DsnReport) report = dsn_report_new ();
    g_autofree char *value = repeat_text ("abc ", length);
    g_autofree char *body = NULL;
    g_auto (GStrv) lines = NULL;

    value[strlen (value) - 1] = '\0';
    dsn_report_add_extension (report, "X-A", value, DSN_NO_OFFSET);
    body = dsn_fields_to_string (report, DSN_FIELDS_ASCII);
    lines = g_strsplit (body, "\n", -1);
    for (guint i = 0; lines[i]; i++)
      g_assert_cmpuint (strlen (lines[i]), <=, 78);
    check_round_trip (report, DSN_FIELDS_ASCII);
  }
}

static void
test_long_comment (void)
{
  g_autoptr (DsnReport) report = dsn_report_new ();
  g_autofree char *comment = repeat_text ("日本 (ü) ", 60);

  dsn_report_set_value (report, DSN_FIELD_REPORTING_MTA,
                        dsn_value_new ("dns", "mx", g_strchomp (comment)));
  check_round_trip (report, DSN_FIELDS_UTF8);
  check_round_trip (report, DSN_FIELDS_ASCII);
}

/* Which part of a report needs UTF-8. */

static void
check_needs (const DsnReport *report, gboolean wanted)
{
  g_assert_cmpint (dsn_fields_needs_utf8 (report), ==, wanted);
}

static void
test_needs_utf8 (void)
{
  static const char *const bodies[] = {
    "Reporting-MTA: dns; mü\n",
    "Reporting-MTA: dns; mx (Zürich)\n",
    "X-A: ü\n",
    "Final-Recipient: utf-8; ö@x\n",
    "Final-Recipient: utf-8; \\x{F6}@x\n",
    "Action: failed\nX-A: ü\n",
    "Diagnostic-Code: smtp; 550 für\n",
  };
  g_autoptr (DsnReport) plain = dsn_report_new ();

  check_needs (plain, FALSE);
  dsn_fields_parse (plain, whole, (gsize) (strstr (whole, "Final-Recipient: utf-8") - whole), 0,
                    10);
  check_needs (plain, FALSE);
  for (gsize i = 0; i < G_N_ELEMENTS (bodies); i++) {
    g_autoptr (DsnReport) report = dsn_report_new ();

    dsn_fields_parse (report, bodies[i], strlen (bodies[i]), 0, 10);
    check_needs (report, TRUE);
  }
}

/* The header and the human part are not fields. */
static void
test_needs_utf8_only_in_fields (void)
{
  g_autoptr (DsnReport) report = dsn_report_new ();

  dsn_report_set_header (report, DSN_HEADER_SUBJECT, "für");
  dsn_report_set_explanation (report, "für");
  check_needs (report, FALSE);
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);
  ADD_ROWS ("/fields/write/", rows, test_field);
  ADD_ROWS ("/fields/write/comes-back/", rows, test_field_comes_back);
  g_test_add_func ("/fields/write/order-is-that-of-the-rfc", test_order);
  g_test_add_func ("/fields/write/all-comes-back", test_round_trip);
  g_test_add_func ("/fields/write/folds-come-back", test_folding);
  g_test_add_func ("/fields/write/long-comment-comes-back", test_long_comment);
  g_test_add_func ("/fields/write/needs-utf-8", test_needs_utf8);
  g_test_add_func ("/fields/write/needs-utf-8-for-fields-alone", test_needs_utf8_only_in_fields);
  return g_test_run ();
}
