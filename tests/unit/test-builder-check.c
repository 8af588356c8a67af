/* test-builder-check.c: what the builder refuses, and that it names each fault.
 * SPDX-License-Identifier: LGPL-2.1-or-later */
#include "builder-report.h"

/* The faults of a report as "RULE@RECIPIENT RULE@RECIPIENT …", "message" for -1. */
static char *
list_faults (const DsnBuilder *builder, const DsnReport *report)
{
  g_autoptr (GPtrArray) problems = dsn_builder_check (builder, report);
  GString *text = g_string_new (NULL);

  for (guint i = 0; i < problems->len; i++) {
    const DsnProblem *problem = g_ptr_array_index (problems, i);
    int recipient = dsn_problem_get_recipient (problem);

    g_string_append_printf (text, "%s%s@", text->len > 0 ? " " : "",
                            dsn_problem_get_rule (problem));
    if (recipient < 0)
      g_string_append (text, "message");
    else
      g_string_append_printf (text, "%d", recipient);
    g_assert_cmpint (*dsn_problem_get_text (problem), !=, '\0');
  }
  return g_string_free (text, FALSE);
}

static void
assert_faults (const DsnBuilder *builder, const DsnReport *report, const char *want)
{
  g_autofree char *faults = list_faults (builder, report);
  g_autoptr (GError) error = NULL;
  g_autoptr (GBytes) message = dsn_builder_build (builder, report, FALSE, &error);

  g_assert_cmpstr (faults, ==, want);
  if (*want)
    g_assert_error (error, DSN_ERROR, DSN_ERROR_INVALID);
  else
    g_assert_no_error (error);
  g_assert_true ((message == NULL) == (*want != '\0'));
}

typedef struct {
  const char *path;
  DsnField field;
  const char *text;
  const char *faults;
} FieldCase;

static const FieldCase fields[] = {
  { "plain", DSN_FIELD_REMOTE_MTA, "mail.example.net", "" },
  { "comment", DSN_FIELD_REMOTE_MTA, "mail.example.net (192.0.2.1)", "" },
  { "line-feed", DSN_FIELD_DIAGNOSTIC_CODE, "550 no\nStatus: 2.0.0", "bad-characters@0" },
  { "carriage-return", DSN_FIELD_DIAGNOSTIC_CODE, "550 no\r", "bad-characters@0" },
  { "empty-line", DSN_FIELD_FINAL_LOG_ID, "a\n\nFinal-Recipient: rfc822; x@example.org",
    "bad-characters@0" },
  { "empty", DSN_FIELD_FINAL_LOG_ID, "", "empty-field@0" },
  { "spaces-at-end", DSN_FIELD_FINAL_LOG_ID, "4F2A1 ", "unwritable-value@0" },
  { "many-spaces", DSN_FIELD_FINAL_LOG_ID, "4F2A1   B", "" },
  { "bracketed", DSN_FIELD_FINAL_RECIPIENT, "rfc822; <jo@example.net>", "bracketed-address@0" },
  { "8-bit-rfc822", DSN_FIELD_FINAL_RECIPIENT, "rfc822; jö@example.net", "eight-bit-address@0" },
  { "utf-8", DSN_FIELD_FINAL_RECIPIENT, "jö@example.net", "" },
  { "action-alias", DSN_FIELD_ACTION, "bounced", "bad-action@0" },
  { "action-upper-case", DSN_FIELD_ACTION, "FAILED", "" },
  { "status-in-text", DSN_FIELD_STATUS, "it is 5.1.1", "bad-status@0" },
  { "status-with-zeros", DSN_FIELD_STATUS, "5.01.1", "" },
  { "status-class", DSN_FIELD_STATUS, "3.1.1", "bad-status@0" },
  { "date", DSN_FIELD_LAST_ATTEMPT_DATE, "Mon, 23 Nov 2026 10:00:00 +0100", "" },
  { "no-date", DSN_FIELD_LAST_ATTEMPT_DATE, "yesterday", "bad-date@0" },
  { "retry-of-failed", DSN_FIELD_WILL_RETRY_UNTIL, DATE, "will-retry-without-delay@0" },
  { "envelope-id", DSN_FIELD_ORIGINAL_ENVELOPE_ID, "QQ (1)", "" },
};

static void
test_field (gconstpointer data)
{
  const FieldCase *test = data;
  g_autoptr (DsnBuilder) builder = dsn_builder_new ();
  g_autoptr (DsnReport) report = new_report ();

  set_field (report, test->field, test->text);
  assert_faults (builder, report, test->faults);
}

/* Values that no option can give. */
static void
test_values (void)
{
  static const struct {
    const char *type;
    const char *text;
    const char *comment;
    const char *faults;
  } cases[] = {
    { "dns", "mx.example.net", NULL, "" },
    { "X-Foreign", "mx", "a (nested) one", "" },
    { "d ns", "mx.example.net", NULL, "bad-type@0" },
    { "", "mx.example.net", NULL, "bad-type@0" },
    { "dns", "mx(1).example.net", NULL, "unwritable-value@0" },
    { "dns", "mx.example.net", "two\nlines", "bad-characters@0" },
    { "dns", "mx\xff.example.net", NULL, "bad-characters@0" },
    { "dns", "mx.example.net", "\xff", "bad-characters@0" },
  };

  for (guint i = 0; i < G_N_ELEMENTS (cases); i++) {
    g_autoptr (DsnBuilder) builder = dsn_builder_new ();
    g_autoptr (DsnReport) report = new_report ();

    dsn_recipient_set_value (dsn_report_get_recipient (report, 0), DSN_FIELD_REMOTE_MTA,
                             dsn_value_new (cases[i].type, cases[i].text, cases[i].comment));
    assert_faults (builder, report, cases[i].faults);
  }
}

static void
test_type_without_place (void)
{
  g_autoptr (DsnBuilder) builder = dsn_builder_new ();
  g_autoptr (DsnReport) report = new_report ();

  dsn_report_set_value (report, DSN_FIELD_ORIGINAL_ENVELOPE_ID, dsn_value_new ("x", "y", NULL));
  assert_faults (builder, report, "bad-type@message");
}

static void
test_extensions (void)
{
  static const struct {
    const char *name;
    const char *value;
    const char *faults;
  } cases[] = {
    { "X-Queue-ID", "4F2A1", "" },
    { "X-Note", "grün", "" },
    { "X Note", "a", "bad-extension-name@message" },
    { "X:Note", "a", "bad-extension-name@message" },
    { "", "a", "bad-extension-name@message" },
    { "Grün", "a", "bad-extension-name@message" },
    { "X-Note\n\nFinal-Recipient", "a", "bad-extension-name@message" },
    { "STATUS", "2.0.0", "bad-extension-name@message" },
    { "X-Note", "a\nb", "bad-characters@message" },
    { "X-Note", "", "empty-field@message" },
    { "X-Note", " a", "unwritable-value@message" },
  };

  for (guint i = 0; i < G_N_ELEMENTS (cases); i++) {
    g_autoptr (DsnBuilder) builder = dsn_builder_new ();
    g_autoptr (DsnReport) report = new_report ();

    dsn_report_add_extension (report, cases[i].name, cases[i].value, DSN_NO_OFFSET);
    assert_faults (builder, report, cases[i].faults);
  }
}

/* RFC 3464 section 2.3.3: "failed" may come with a temporary status, as when a message expires. */
static void
test_classes (void)
{
  static const struct {
    const char *action;
    const char *status;
    gboolean agree;
  } cases[] = {
    { "failed", "5.1.1", TRUE },    { "failed", "4.4.7", TRUE },     { "failed", "2.0.0", FALSE },
    { "delayed", "4.4.1", TRUE },   { "delayed", "5.4.1", FALSE },   { "delayed", "2.0.0", FALSE },
    { "delivered", "2.1.5", TRUE }, { "delivered", "5.1.5", FALSE }, { "relayed", "2.0.0", TRUE },
    { "relayed", "4.0.0", FALSE },  { "expanded", "2.0.0", TRUE },   { "expanded", "5.0.0", FALSE },
  };

  for (guint i = 0; i < G_N_ELEMENTS (cases); i++) {
    g_autoptr (DsnBuilder) builder = dsn_builder_new ();
    g_autoptr (DsnReport) report = new_report ();

    set_outcome (report, cases[i].action, cases[i].status);
    assert_faults (builder, report, cases[i].agree ? "" : "status-class-conflicts-action@0");
  }
}

static void
test_missing (void)
{
  g_autoptr (DsnBuilder) builder = dsn_builder_new ();
  g_autoptr (DsnReport) empty = dsn_report_new ();
  g_autoptr (DsnReport) report = new_report ();

  assert_faults (builder, empty,
                 "not-a-report@message missing-sender@message missing-reporting-mta@message "
                 "missing-recipient@message");
  (void) dsn_report_add_recipient (report);
  assert_faults (builder, report, "missing-final-recipient@1 missing-action@1 missing-status@1");
}

typedef struct {
  const char *path;
  DsnHeader header;
  const char *text;
  const char *faults;
} HeaderCase;

static const HeaderCase headers[] = {
  { "null-sender", DSN_HEADER_TO, "<>", "null-sender@message" },
  { "empty-sender", DSN_HEADER_TO, "", "null-sender@message" },
  { "sender-with-name", DSN_HEADER_TO, "\"News, daily\" <news@example.com>", "" },
  { "quoted-sender", DSN_HEADER_TO, "\"a b\"@example.com", "" },
  { "utf-8-sender", DSN_HEADER_TO, "jö@example.com", "" },
  { "literal-sender", DSN_HEADER_TO, "jo@[192.0.2.1]", "" },
  { "two-senders", DSN_HEADER_TO, "a@example.com, b@example.com", "bad-sender@message" },
  { "local-sender", DSN_HEADER_TO, "root", "bad-sender@message" },
  { "sender-with-spaces", DSN_HEADER_TO, "a b@example.com", "bad-sender@message" },
  { "sender-with-line-end", DSN_HEADER_TO, "a@example.com\nBcc: b@example.com",
    "bad-sender@message" },
  { "from", DSN_HEADER_FROM, "Mail <pm@example.org>", "" },
  { "from-without-address", DSN_HEADER_FROM, "MAILER-DAEMON", "bad-header@message" },
  { "two-in-from", DSN_HEADER_FROM, "a@example.org, b@example.org", "bad-header@message" },
  { "from-with-line-end", DSN_HEADER_FROM, "a@example.org\r\nX: y", "bad-header@message" },
  { "subject-with-line-end", DSN_HEADER_SUBJECT, "a\nX-Spam: no", "bad-header@message" },
  { "subject-not-utf-8", DSN_HEADER_SUBJECT, "\xfc", "bad-header@message" },
  { "date", DSN_HEADER_DATE, "soon", "bad-date@message" },
  { "message-id", DSN_HEADER_MESSAGE_ID, "<1.2@mx.example.org>", "" },
  { "message-id-without-domain", DSN_HEADER_MESSAGE_ID, "42", "bad-header@message" },
  { "message-id-with-space", DSN_HEADER_MESSAGE_ID, "4 2@example.org", "bad-header@message" },
  { "message-id-with-two", DSN_HEADER_MESSAGE_ID, "<1@a> <2@a>", "bad-header@message" },
};

static void
test_headers (gconstpointer data)
{
  const HeaderCase *test = data;
  g_autoptr (DsnBuilder) builder = dsn_builder_new ();
  g_autoptr (DsnReport) report = new_report ();

  dsn_report_set_header (report, test->header, test->text);
  assert_faults (builder, report, test->faults);
}

static void
test_original_headers (void)
{
  g_autoptr (DsnBuilder) builder = dsn_builder_new ();
  g_autoptr (DsnReport) report = new_report ();

  dsn_report_set_original_header (report, DSN_HEADER_SUBJECT, "a\n\nb");
  dsn_report_set_original_header (report, DSN_HEADER_DATE, "then");
  dsn_report_set_original_header (report, DSN_HEADER_MESSAGE_ID, "whatever it was");
  assert_faults (builder, report, "bad-header@message bad-date@message");
}

static void
test_nameless_mta (void)
{
  g_autoptr (DsnBuilder) builder = dsn_builder_new ();
  g_autoptr (DsnReport) report = new_report ();

  set_field (report, DSN_FIELD_REPORTING_MTA, "x400; /PRMD=example/");
  assert_faults (builder, report, "missing-from@message");
  set_field (report, DSN_FIELD_REPORTING_MTA, "dns; the mail host");
  assert_faults (builder, report, "missing-from@message");
  dsn_report_set_header (report, DSN_HEADER_FROM, "pm@example.org");
  assert_faults (builder, report, "bad-mta-name@message");
}

/* What dsn-lint would find is refused, unless that is allowed. */
static void
test_allowed (void)
{
  g_autoptr (DsnBuilder) builder = dsn_builder_new ();
  g_autoptr (DsnReport) report = new_report ();
  g_autoptr (GError) error = NULL;

  set_outcome (report, "failed", "5.7.999");
  assert_faults (builder, report, "unregistered-status@0");
  g_assert_false (dsn_builder_allow (builder, "unregistered", &error));
  g_assert_error (error, DSN_ERROR, DSN_ERROR_NOT_FOUND);
  g_assert_true (dsn_builder_allow (builder, "unregistered-status", NULL));
  assert_faults (builder, report, "");
  set_outcome (report, "failed", "5.7.1000");
  g_assert_true (dsn_builder_allow (builder, "bad-status", NULL));
  assert_faults (builder, report, "bad-status@0");
}

static void
test_long_words (void)
{
  g_autoptr (DsnBuilder) builder = dsn_builder_new ();
  g_autofree char *fits = g_strnfill (998 - 13, 'x');
  g_autofree char *too_long = g_strnfill (999, 'x');
  g_autofree char *words = g_strconcat ("x ", too_long, NULL);
  g_autoptr (DsnReport) report = new_report ();

  words[900] = ' ';
  set_field (report, DSN_FIELD_FINAL_LOG_ID, fits);
  assert_faults (builder, report, "line-too-long@0");
  fits[998 - 14] = '\0';
  set_field (report, DSN_FIELD_FINAL_LOG_ID, fits);
  assert_faults (builder, report, "");
  set_field (report, DSN_FIELD_DIAGNOSTIC_CODE, words);
  assert_faults (builder, report, "");
  dsn_report_add_extension (report, "X-Long", too_long, DSN_NO_OFFSET);
  set_field (report, DSN_FIELD_REPORTING_MTA, too_long);
  dsn_report_set_header (report, DSN_HEADER_FROM, "pm@example.org");
  assert_faults (builder, report, "line-too-long@message line-too-long@message");
}

static void
test_downgrade (void)
{
  g_autoptr (DsnBuilder) builder = dsn_builder_new ();
  g_autoptr (DsnReport) report = new_report ();

  dsn_builder_set_downgrade (builder, TRUE);
  dsn_report_set_header (report, DSN_HEADER_TO, "news@bücher.example");
  set_field (report, DSN_FIELD_FINAL_RECIPIENT, "jö@example.net");
  set_field (report, DSN_FIELD_DIAGNOSTIC_CODE, "550 für immer");
  assert_faults (builder, report, "");
  dsn_report_set_header (report, DSN_HEADER_TO, "jö@example.com");
  dsn_report_set_header (report, DSN_HEADER_FROM, "pöst@example.org");
  assert_faults (builder, report, "bad-sender@message bad-header@message");
}

static void
test_settings (void)
{
  static const char *const boundaries[] = { "", "a ", "a\"b", "a\nb", "ü" };
  g_autofree char *long_one = g_strnfill (71, 'x');

  for (guint i = 0; i <= G_N_ELEMENTS (boundaries); i++) {
    g_autoptr (DsnBuilder) builder = dsn_builder_new ();
    g_autoptr (DsnReport) report = new_report ();

    dsn_builder_set_boundary (builder, i < G_N_ELEMENTS (boundaries) ? boundaries[i] : long_one);
    dsn_report_set_explanation (report, "\xff");
    assert_faults (builder, report, "bad-boundary@message bad-characters@message");
  }
}

static void
test_error_text (void)
{
  g_autoptr (DsnBuilder) builder = dsn_builder_new ();
  g_autoptr (DsnReport) report = new_report ();
  g_autoptr (GError) error = NULL;

  dsn_report_set_header (report, DSN_HEADER_TO, "<>");
  set_field (report, DSN_FIELD_FINAL_LOG_ID, "");
  g_assert_null (dsn_builder_build (builder, report, FALSE, &error));
  g_assert_cmpstr (error->message, ==,
                   "the message was sent by the null sender, to whom no report may go "
                   "(RFC 3464 section 2)\n"
                   "recipient 1: Final-Log-ID has no value (RFC 3464 section 2.1)");
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);
  for (gsize i = 0; i < G_N_ELEMENTS (fields); i++) {
    g_autofree char *path = g_strconcat ("/builder/check/field/", fields[i].path, NULL);

    g_test_add_data_func (path, &fields[i], test_field);
  }
  for (gsize i = 0; i < G_N_ELEMENTS (headers); i++) {
    g_autofree char *path = g_strconcat ("/builder/check/header/", headers[i].path, NULL);

    g_test_add_data_func (path, &headers[i], test_headers);
  }
  g_test_add_func ("/builder/check/header/of-the-original", test_original_headers);
  g_test_add_func ("/builder/check/header/from-needs-a-host-name", test_nameless_mta);
  g_test_add_func ("/builder/check/what-lint-finds-is-refused-unless-allowed", test_allowed);
  g_test_add_func ("/builder/check/values-must-read-back", test_values);
  g_test_add_func ("/builder/check/type-only-where-one-can-be", test_type_without_place);
  g_test_add_func ("/builder/check/extensions", test_extensions);
  g_test_add_func ("/builder/check/status-agrees-with-action", test_classes);
  g_test_add_func ("/builder/check/what-is-missing-is-named", test_missing);
  g_test_add_func ("/builder/check/words-fit-on-a-line", test_long_words);
  g_test_add_func ("/builder/check/ascii-is-possible", test_downgrade);
  g_test_add_func ("/builder/check/boundary-and-explanation", test_settings);
  g_test_add_func ("/builder/check/error-names-every-fault", test_error_text);
  return g_test_run ();
}
