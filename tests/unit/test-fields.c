/* test-fields.c: reading the groups of fields, and the lines in them.
 * SPDX-License-Identifier: LGPL-2.1-or-later */
#include "dsn-fields.h"

#include "report-text.h"

#define MTA "Reporting-MTA: dns; mx\n"
#define A   "Final-Recipient: rfc822; a@x\n"
#define B   "Final-Recipient: rfc822; b@x\n"

static DsnReport *
parse_octets (const char *body, gsize length, guint max_recipients)
{
  DsnReport *report = dsn_report_new ();

  dsn_fields_parse (report, body, length, 0, max_recipients);
  return report;
}

static DsnReport *
parse (const char *body)
{
  return parse_octets (body, strlen (body), DSN_FIELDS_MAX_RECIPIENTS);
}

/* One body after another: what is read of it, and what is said of it. */
typedef struct {
  const char *path;
  const char *body;
  const char *fields;
  const char *problems;
} Row;

static const Row rows[] = {
  { "groups/one-recipient", MTA "\n" A, "reporting_mta=dns;mx,|final_recipient=rfc822;a@x,", "" },
  { "groups/of-message-missing", A "\n" B,
    "|final_recipient=rfc822;a@x,|final_recipient=rfc822;b@x,", "" },
  { "groups/of-message-alone", MTA, "reporting_mta=dns;mx,", "" },
  { "groups/of-message-after-recipients", A "\n" MTA,
    "reporting_mta=dns;mx,|final_recipient=rfc822;a@x,", "field-in-wrong-group#0" },
  { "groups/order-of-fields-does-not-matter",
    "Arrival-Date: Mon, 23 Nov 2026 10:00:00 +0100\n" MTA "\nStatus: 5.1.1\nAction: failed\n" A,
    "reporting_mta=dns;mx,arrival_date=2026-11-23T10:00:00+01:00,"
    "|final_recipient=rfc822;a@x,action=failed,status=5.1.1,",
    "" },
  { "groups/second-message-group-with-recipient", MTA "\n" A "\nReporting-MTA: dns; my\n" B,
    "reporting_mta=dns;mx,|final_recipient=rfc822;a@x,|final_recipient=rfc822;b@x,",
    "duplicate-field#0 missing-blank-line#0" },
  { "groups/original-recipient-begins-the-next",
    "Original-Recipient: rfc822; o@x\n" A "Original-Recipient: rfc822; p@x\n" B,
    "|original_recipient=rfc822;o@x,final_recipient=rfc822;a@x,"
    "|original_recipient=rfc822;p@x,final_recipient=rfc822;b@x,",
    "missing-blank-line#0" },
  { "groups/first-original-recipient-begins-the-next", A "Original-Recipient: rfc822; p@x\n" B,
    "|final_recipient=rfc822;a@x,|original_recipient=rfc822;p@x,final_recipient=rfc822;b@x,",
    "missing-blank-line#0" },
  { "groups/original-recipient-after-final-one",
    A "Original-Recipient: rfc822; o@x\nAction: failed\n",
    "|original_recipient=rfc822;o@x,final_recipient=rfc822;a@x,action=failed,", "" },
  { "groups/field-written-twice-in-a-row-begins-none", A A "Action: failed\n",
    "|final_recipient=rfc822;a@x,action=failed,", "duplicate-field#0" },
  { "groups/same-recipient-twice", A "Status: 5.1.1\n\n" A "Status: 5.7.1\n",
    "|final_recipient=rfc822;a@x,status=5.1.1,|final_recipient=rfc822;a@x,status=5.7.1,", "" },
  { "groups/recipient-without-a-name", MTA "\nAction: failed\n",
    "reporting_mta=dns;mx,|action=failed,", "" },
  { "groups/extensions-alone-belong-to-the-message", "X-A: 1\n\n" MTA "\n" A,
    "reporting_mta=dns;mx,X-A=1,|final_recipient=rfc822;a@x,", "" },
  { "groups/extensions-cut-off-belong-to-the-recipient", MTA "\n" A "\nX-A: 1\n",
    "reporting_mta=dns;mx,|final_recipient=rfc822;a@x,X-A=1,", "extra-blank-line#0" },
  { "groups/message-field-in-recipient-group", MTA "\n" A "Original-Envelope-Id: 7\n",
    "reporting_mta=dns;mx,original_envelope_id=7,|final_recipient=rfc822;a@x,",
    "field-in-wrong-group#0" },
  { "groups/message-field-twice-over-groups", MTA "\n" A "Reporting-MTA: dns; my\n",
    "reporting_mta=dns;mx,|final_recipient=rfc822;a@x,", "field-in-wrong-group#0" },
  { "groups/none-in-an-empty-body", "", "", "" },
  { "groups/none-in-blank-lines", "\n \n\t\r\n\r", "", "" },

  { "fields/first-of-two-stays",
    MTA "Reporting-MTA: dns; my\n\n" A "Status: 5.1.1\nStatus: 5.2.2\n",
    "reporting_mta=dns;mx,|final_recipient=rfc822;a@x,status=5.1.1,",
    "duplicate-field duplicate-field#0" },
  { "fields/second-is-taken-if-the-first-is-unreadable", A "Status: none\nStatus: 5.2.2\n",
    "|final_recipient=rfc822;a@x,status=5.2.2,", "bad-status#0" },
  { "fields/extensions-stay-in-order-and-number", "X-B: 1\n" MTA "x-a: 2\nX-B: 3\n\n" A "Y:1\nY:\n",
    "reporting_mta=dns;mx,X-B=1,x-a=2,X-B=3,|final_recipient=rfc822;a@x,Y=1,Y=,", "" },
  { "fields/names-in-any-letter-case", "REPORTING-mta: dns; mx\n\nfinal-recipient: rfc822; a@x\n",
    "reporting_mta=dns;mx,|final_recipient=rfc822;a@x,", "" },
  { "fields/names-that-begin-alike-are-others", MTA "Reporting-MTA-Name: y\nReporting: z\n",
    "reporting_mta=dns;mx,Reporting-MTA-Name=y,Reporting=z,", "" },
  { "fields/space-before-colon", "Reporting-MTA : dns; mx\n\nFinal-Recipient \t: rfc822; a@x\n",
    "reporting_mta=dns;mx,|final_recipient=rfc822;a@x,",
    "space-before-colon space-before-colon#0" },
  { "fields/space-before-colon-of-the-second", A "\nFinal-Recipient : rfc822; b@x\n",
    "|final_recipient=rfc822;a@x,|final_recipient=rfc822;b@x,", "space-before-colon#1" },
  { "fields/no-space-behind-colon", "Reporting-MTA:dns;mx\n\nFinal-Recipient:rfc822;a@x\n",
    "reporting_mta=dns;mx,|final_recipient=rfc822;a@x,", "" },

  { "lines/folded",
    "Final-Recipient: rfc822;\n a@x\nDiagnostic-Code: smtp; 550\n\tNo\n   such user\n",
    "|final_recipient=rfc822;a@x,diagnostic_code=smtp;550 No such user,", "" },
  { "lines/folded-behind-the-colon", "Final-Recipient:\n rfc822; a@x\n",
    "|final_recipient=rfc822;a@x,", "" },
  { "lines/blank-fold-ends-the-group", A " \t\n" B,
    "|final_recipient=rfc822;a@x,|final_recipient=rfc822;b@x,", "" },
  { "lines/white-space-at-both-ends-goes", "Final-Log-ID: \t a  b \t\n", "|final_log_id=a  b,",
    "" },
  { "lines/no-line-end-at-the-end", MTA "\nFinal-Recipient: rfc822; a@x",
    "reporting_mta=dns;mx,|final_recipient=rfc822;a@x,", "" },
  { "lines/cr-cr-lf", "Reporting-MTA: dns; mx\r\r\nX-A: 1\r\r\n\r\r\nAction: failed\r\r\n",
    "reporting_mta=dns;mx,X-A=1,|action=failed,", "" },
  { "lines/mixed-ends", "Reporting-MTA: dns; mx\nX-A: 1\r\nX-B: 2\n\r\nAction: failed\r",
    "reporting_mta=dns;mx,X-A=1,X-B=2,|action=failed,", "" },
  { "lines/cr-among-others-ends-none",
    A "Diagnostic-Code: smtp; 550 No\rFinal-Recipient: rfc822; b@x\r\rAction: failed\n",
    "|final_recipient=rfc822;a@x,"
    "diagnostic_code=smtp;550 No Final-Recipient: rfc822; b@x  Action: failed,",
    "bad-characters#0" },
  { "lines/without-colon-are-passed-over", "This is\n" MTA "not a field\n\n" A,
    "reporting_mta=dns;mx,|final_recipient=rfc822;a@x,", "unreadable-line unreadable-line" },
  { "lines/without-name-are-passed-over", ": x\n" MTA, "reporting_mta=dns;mx,", "unreadable-line" },
  { "lines/fold-without-field-is-passed-over", " Action: failed\n" MTA, "reporting_mta=dns;mx,",
    "unreadable-line" },
  { "lines/with-space-in-the-name-are-passed-over", "Final Recipient: rfc822; a@x\n" MTA,
    "reporting_mta=dns;mx,", "unreadable-line" },
  { "lines/with-eight-bit-name-are-passed-over", "Bücher: 1\n" MTA, "reporting_mta=dns;mx,",
    "unreadable-line" },

  { "octets/utf-8", "X-A: Zürich 日本\n", "X-A=Zürich 日本,", "" },
  { "octets/windows-1252", "X-A: Z\xFCrich \x93x\x94\nX-B: ü\n", "X-A=Zürich “x”,X-B=ü,", "" },
  { "octets/controls-stay",
    "Final-Log-ID: a\x1B[1m\x7F"
    "b\n",
    "|final_log_id=a\x1B[1m\x7F"
    "b,",
    "" },
};

static void
test_row (gconstpointer data)
{
  const Row *row = data;
  g_autoptr (DsnReport) report = parse (row->body);
  g_autofree char *fields = fields_text (report);
  g_autofree char *problems = problems_text (report);

  g_assert_cmpstr (fields, ==, row->fields);
  g_assert_cmpstr (problems, ==, row->problems);
}

/* Three recipients, with every number of blank lines in every gap, lines ended in every way: the
 * fields are always the same. */

static const char *const groups[] = {
  "Reporting-MTA: dns; mx\nX-M: 0\n",
  "Original-Recipient: rfc822; o@x\nFinal-Recipient: rfc822; a@x\nAction: failed\nStatus: "
  "5.1.1\nX-A: 1\n",
  "Final-Recipient: rfc822; b@x\nAction: delayed\nStatus: 4.2.2\n",
  "Original-Recipient: rfc822; p@x\nFinal-Recipient: rfc822; c@x\nStatus: 2.0.0\nAction: "
  "relayed\nX-C: 3\n",
};

static const char groups_fields[] =
    "reporting_mta=dns;mx,X-M=0,"
    "|original_recipient=rfc822;o@x,final_recipient=rfc822;a@x,action=failed,status=5.1.1,X-A=1,"
    "|final_recipient=rfc822;b@x,action=delayed,status=4.2.2,"
    "|original_recipient=rfc822;p@x,final_recipient=rfc822;c@x,action=relayed,status=2.0.0,X-C=3,";

static const struct {
  const char *text;
  const char *problem;
} gaps[] = { { "", "missing-blank-line" },
             { "\n", NULL },
             { " \t\n", NULL },
             { "\n\n", "extra-blank-line" },
             { "\n \n\n", "extra-blank-line" } };

static const char *const line_ends[] = { "\n", "\r\n", "\r", "\r\r\n" };

static void
check_groups (GString *body, guint expected_problems)
{
  for (gsize i = 0; i < G_N_ELEMENTS (line_ends); i++) {
    g_autoptr (GString) text = g_string_new (body->str);
    g_autoptr (DsnReport) report = NULL;
    g_autofree char *fields = NULL;

    g_string_replace (text, "\n", line_ends[i], 0);
    report = parse (text->str);
    fields = fields_text (report);
    g_assert_cmpstr (fields, ==, groups_fields);
    g_assert_cmpuint (dsn_report_get_problems (report)->len, ==, expected_problems);
  }
}

static void
test_gaps (void)
{
  const gsize n = G_N_ELEMENTS (gaps);

  for (gsize combination = 0; combination < n * n * n; combination++) {
    const gsize chosen[] = { combination / n / n, combination / n % n, combination % n };
    g_autoptr (GString) body = g_string_new (groups[0]);
    guint problems = 0;

    for (gsize i = 0; i < G_N_ELEMENTS (chosen); i++) {
      g_string_append_printf (body, "%s%s", gaps[chosen[i]].text, groups[i + 1]);
      problems += gaps[chosen[i]].problem != NULL;
    }
    check_groups (body, problems);
    g_string_append (body, "\n\n\n");
    check_groups (body, problems);
    g_string_prepend (body, "\n");
    check_groups (body, problems);
  }
}

/* A blank line inside a group, wherever it stands, takes nothing from the recipient. */
static void
test_split_groups (void)
{
  g_autofree char *whole =
      g_strdup_printf ("%s\n%s\n%s\n%s", groups[0], groups[1], groups[2], groups[3]);

  for (const char *at = strchr (whole, '\n'); at[1]; at = strchr (at + 1, '\n')) {
    gboolean in_message_group = at < whole + strlen (groups[0]);
    g_autoptr (GString) body = NULL;

    if (at[1] == '\n' || at[-1] == '\n')
      continue;
    body = g_string_new (whole);
    g_string_insert_c (body, at - whole, '\n');
    check_groups (body, in_message_group ? 0 : 1);
  }
}

static void
test_gap_problems (void)
{
  g_autoptr (DsnReport) missing = parse (MTA A B);
  g_autoptr (DsnReport) doubled = parse (MTA "\n\n" A "\n\n" B);
  g_autofree char *missing_text = problems_text (missing);
  g_autofree char *doubled_text = problems_text (doubled);

  g_assert_cmpstr (missing_text, ==, "missing-blank-line missing-blank-line#0");
  g_assert_cmpstr (doubled_text, ==, "extra-blank-line#0 extra-blank-line#1");
}

/* Octets that no C string has. */

static void
test_nul (void)
{
  static const char body[] =
      MTA "\nFinal-Recipient: rfc822; a\0b@x\nDiagnostic-Code: smtp; \0\n\0: 1\n";
  g_autoptr (DsnReport) report = parse_octets (body, sizeof body - 1, 10);
  g_autofree char *fields = fields_text (report);
  g_autofree char *problems = problems_text (report);

  g_assert_cmpstr (fields, ==,
                   "reporting_mta=dns;mx,"
                   "|final_recipient=rfc822;a\xEF\xBF\xBD"
                   "b@x,diagnostic_code=smtp;\xEF\xBF\xBD,");
  g_assert_cmpstr (problems, ==,
                   "unreadable-line bad-characters#0 eight-bit-address#0 bad-characters#0");
}

static void
test_no_octets (void)
{
  g_autoptr (DsnReport) report = parse_octets (NULL, 0, 10);

  g_assert_cmpuint (dsn_report_get_n_recipients (report), ==, 0);
}

/* Only @length octets are read. */
static void
test_length (void)
{
  g_autoptr (DsnReport) report = parse_octets (MTA "X-A: 1\n", sizeof MTA - 1, 10);
  g_autofree char *fields = fields_text (report);

  g_assert_cmpstr (fields, ==, "reporting_mta=dns;mx,");
}

/* Offsets: a field begins where its name does. */

static void
check_offsets (const char *body, const DsnReport *report, goffset base)
{
  const DsnRecipient *recipient = dsn_report_get_recipient (report, 1);
  const DsnExtension *extension = g_ptr_array_index (dsn_report_get_extensions (report), 0);
  const DsnExtension *own = g_ptr_array_index (dsn_recipient_get_extensions (recipient), 0);

  g_assert_cmpint (dsn_report_get_offset (report, DSN_FIELD_REPORTING_MTA), ==,
                   base + (strstr (body, "Reporting-MTA") - body));
  g_assert_cmpint (dsn_extension_get_offset (extension), ==, base + (strstr (body, "X-M") - body));
  g_assert_cmpint (dsn_recipient_get_offset (recipient, DSN_FIELD_FINAL_RECIPIENT), ==,
                   base + (strstr (body, "Final-Recipient: rfc822; b") - body));
  g_assert_cmpint (dsn_recipient_get_offset (recipient, DSN_FIELD_STATUS), ==,
                   base + (strstr (body, "Status: none") - body));
  g_assert_cmpint (dsn_extension_get_offset (own), ==, base + (strstr (body, "X-B") - body));
  g_assert_cmpint (dsn_recipient_get_offset (recipient, DSN_FIELD_ACTION), ==, DSN_NO_OFFSET);
}

static void
check_problem_offset (const char *body, const DsnReport *report, goffset base)
{
  const DsnProblem *bad_status = g_ptr_array_index (dsn_report_get_problems (report), 0);
  const DsnProblem *garbage = g_ptr_array_index (dsn_report_get_problems (report), 1);

  if (strcmp (dsn_problem_get_rule (bad_status), "bad-status") != 0) {
    const DsnProblem *other = garbage;

    garbage = bad_status;
    bad_status = other;
  }
  g_assert_cmpstr (dsn_problem_get_field (bad_status), ==, "Status");
  g_assert_cmpint (dsn_problem_get_offset (bad_status), ==,
                   base + (strstr (body, "Status: none") - body));
  g_assert_cmpstr (dsn_problem_get_rule (garbage), ==, "unreadable-line");
  g_assert_cmpint (dsn_problem_get_offset (garbage), ==, base + (strstr (body, "garbage") - body));
}

static void
test_offsets (void)
{
  for (gsize i = 0; i < G_N_ELEMENTS (line_ends); i++) {
    g_autoptr (GString) body = g_string_new ("\nX-M:\n  folded\n" MTA "\n" A "Status: 5.1.1\n\n" B
                                             "Status: none\ngarbage\nX-B: 1\n");
    g_autoptr (DsnReport) report = dsn_report_new ();

    g_string_replace (body, "\n", line_ends[i], 0);
    dsn_fields_parse (report, body->str, body->len, 1000, 10);
    check_offsets (body->str, report, 1000);
    check_problem_offset (body->str, report, 1000);
  }
}

static void
test_no_offsets (void)
{
  static const char body[] = MTA "X-M: 1\n\n" A "Status: none\n";
  g_autoptr (DsnReport) report = dsn_report_new ();
  const DsnProblem *problem;

  dsn_fields_parse (report, body, sizeof body - 1, DSN_NO_OFFSET, 10);
  problem = g_ptr_array_index (dsn_report_get_problems (report), 0);
  g_assert_cmpint (dsn_report_get_offset (report, DSN_FIELD_REPORTING_MTA), ==, DSN_NO_OFFSET);
  g_assert_cmpint (dsn_problem_get_offset (problem), ==, DSN_NO_OFFSET);
}

/* Many recipients. */

static char *
make_recipients (guint count)
{
  GString *body = g_string_new (MTA);

  for (guint i = 0; i < count; i++)
    g_string_append_printf (body, "\nFinal-Recipient: rfc822; u%u@x\nAction: failed\n", i);
  return g_string_free (body, FALSE);
}

static void
test_many (void)
{
  static const guint counts[] = { 255, 256, 257, 1000 };

  for (gsize i = 0; i < G_N_ELEMENTS (counts); i++) {
    g_autofree char *body = make_recipients (counts[i]);
    g_autofree char *last = g_strdup_printf ("u%u@x", counts[i] - 1);
    g_autoptr (DsnReport) report = parse (body);

    g_assert_cmpuint (dsn_report_get_n_recipients (report), ==, counts[i]);
    g_assert_cmpuint (dsn_report_get_problems (report)->len, ==, 0);
    g_assert_cmpstr (dsn_recipient_get_text (dsn_report_get_recipient (report, counts[i] - 1),
                                             DSN_FIELD_FINAL_RECIPIENT),
                     ==, last);
  }
}

static void
test_limit (void)
{
  g_autofree char *body = make_recipients (3);
  g_autoptr (DsnReport) exact = parse_octets (body, strlen (body), 3);
  g_autoptr (DsnReport) cut = parse_octets (body, strlen (body), 2);
  g_autofree char *problems = problems_text (cut);

  g_assert_cmpuint (dsn_report_get_n_recipients (exact), ==, 3);
  g_assert_cmpuint (dsn_report_get_problems (exact)->len, ==, 0);
  g_assert_cmpuint (dsn_report_get_n_recipients (cut), ==, 2);
  g_assert_cmpstr (problems, ==, "too-many-recipients");
}

/* What belongs to a recipient that is passed over is not given to the one before it. */
static void
test_limit_and_split_group (void)
{
  static const char body[] = A "\n" B "\nStatus: 5.1.1\n\nX-B: 1\n";
  g_autoptr (DsnReport) report = parse_octets (body, sizeof body - 1, 1);
  g_autofree char *fields = fields_text (report);

  g_assert_cmpstr (fields, ==, "|final_recipient=rfc822;a@x,");
}

static void
test_limit_without_blank_lines (void)
{
  static const char body[] = MTA A B "Status: 5.1.1\n";
  g_autoptr (DsnReport) report = parse_octets (body, sizeof body - 1, 1);
  g_autofree char *fields = fields_text (report);

  g_assert_cmpstr (fields, ==, "reporting_mta=dns;mx,|final_recipient=rfc822;a@x,");
}

/* A second part adds recipients; its fields of the message do not replace those of the first. */
static void
test_two_parts (void)
{
  static const char second[] = "Reporting-MTA: dns; my\nX-S: 2\n\n" B;
  g_autoptr (DsnReport) report = parse (MTA "\n" A);
  g_autofree char *fields = NULL;
  g_autofree char *problems = NULL;

  dsn_fields_parse (report, second, sizeof second - 1, DSN_NO_OFFSET, 10);
  fields = fields_text (report);
  problems = problems_text (report);
  g_assert_cmpstr (fields, ==,
                   "reporting_mta=dns;mx,X-S=2,|final_recipient=rfc822;a@x,"
                   "|final_recipient=rfc822;b@x,");
  g_assert_cmpstr (problems, ==, "duplicate-field");
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);
  ADD_ROWS ("/fields/", rows, test_row);
  g_test_add_func ("/fields/gaps/in-every-combination", test_gaps);
  g_test_add_func ("/fields/gaps/inside-a-group", test_split_groups);
  g_test_add_func ("/fields/gaps/problems-name-the-recipient", test_gap_problems);
  g_test_add_func ("/fields/octets/nul", test_nul);
  g_test_add_func ("/fields/octets/none", test_no_octets);
  g_test_add_func ("/fields/octets/not-more-than-given", test_length);
  g_test_add_func ("/fields/offsets/are-exact", test_offsets);
  g_test_add_func ("/fields/offsets/none-in-encoded-parts", test_no_offsets);
  g_test_add_func ("/fields/recipients/many", test_many);
  g_test_add_func ("/fields/recipients/limit", test_limit);
  g_test_add_func ("/fields/recipients/limit-and-cut-off-group", test_limit_and_split_group);
  g_test_add_func ("/fields/recipients/limit-in-one-block", test_limit_without_blank_lines);
  g_test_add_func ("/fields/parts/second-adds", test_two_parts);
  return g_test_run ();
}
