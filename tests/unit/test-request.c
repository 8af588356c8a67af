/* test-request.c: reports put together from what someone asks for.
 * SPDX-License-Identifier: LGPL-2.1-or-later */
#include <string.h>

#include "dsn.h"

typedef struct {
  const char *path;
  DsnField field;
  const char *text;
  const char *want;
} Case;

/* What is wanted is "TYPE|TEXT|COMMENT". */
static const Case cases[] = {
  { "mta", DSN_FIELD_REMOTE_MTA, "mx.example.net", "-|mx.example.net|-" },
  { "mta-with-type", DSN_FIELD_REMOTE_MTA, "DNS; mx.example.net", "dns|mx.example.net|-" },
  { "mta-with-comment", DSN_FIELD_REMOTE_MTA, "mx.example.net (192.0.2.1)",
    "-|mx.example.net|192.0.2.1" },
  { "address", DSN_FIELD_FINAL_RECIPIENT, "jo@example.net", "-|jo@example.net|-" },
  { "address-in-brackets", DSN_FIELD_FINAL_RECIPIENT, "<jo@example.net>", "-|jo@example.net|-" },
  { "address-utf-8", DSN_FIELD_FINAL_RECIPIENT, "jö@example.net", "-|jö@example.net|-" },
  { "address-xtext", DSN_FIELD_FINAL_RECIPIENT, "utf-8; j\\x{F6}@example.net",
    "utf-8|jö@example.net|-" },
  { "address-quoted", DSN_FIELD_FINAL_RECIPIENT, "\"a;b (c)\"@example.net",
    "-|\"a;b (c)\"@example.net|-" },
  { "address-x400", DSN_FIELD_FINAL_RECIPIENT, "x400; /PN=foo/O=bar/", "x400|/PN=foo/O=bar/|-" },
  { "diagnostic", DSN_FIELD_DIAGNOSTIC_CODE, "550 no (really); no", "-|550 no (really); no|-" },
  { "diagnostic-with-type", DSN_FIELD_DIAGNOSTIC_CODE, "smtp;550 no", "smtp|550 no|-" },
  { "date", DSN_FIELD_LAST_ATTEMPT_DATE, "Mon, 23 Nov 2026 10:00:00 +0100",
    "-|2026-11-23T10:00:00+01:00|-" },
  { "date-kept-if-none", DSN_FIELD_LAST_ATTEMPT_DATE, "yesterday", "-|yesterday|-" },
  { "action", DSN_FIELD_ACTION, "Failed", "-|failed|-" },
  { "action-kept-if-none", DSN_FIELD_ACTION, "bounced", "-|bounced|-" },
  { "status", DSN_FIELD_STATUS, "5.1.1", "-|5.1.1|-" },
  { "status-kept-if-none", DSN_FIELD_STATUS, "550 5.1.1", "-|550 5.1.1|-" },
  { "log-id", DSN_FIELD_FINAL_LOG_ID, "a; b (c)", "-|a; b (c)|-" },
};

static char *
describe (const DsnValue *value)
{
  const char *type = dsn_value_get_type_name (value);
  const char *comment = dsn_value_get_comment (value);

  return g_strjoin ("|", type ? type : "-", dsn_value_get_text (value), comment ? comment : "-",
                    NULL);
}

static void
test_set (gconstpointer data)
{
  const Case *test = data;
  g_autoptr (DsnReport) report = dsn_report_new ();
  DsnRecipient *recipient = dsn_report_add_recipient (report);
  g_autofree char *got = NULL;

  dsn_request_set (report, recipient, test->field, test->text);
  got = describe (dsn_recipient_get_value (recipient, test->field));
  g_assert_cmpstr (got, ==, test->want);
  g_assert_cmpuint (dsn_report_get_problems (report)->len, ==, 0);
}

static void
test_set_per_message (void)
{
  g_autoptr (DsnReport) report = dsn_report_new ();
  g_autofree char *got = NULL;

  dsn_request_set (report, NULL, DSN_FIELD_REPORTING_MTA, "dns; a");
  dsn_request_set (report, NULL, DSN_FIELD_REPORTING_MTA, "mx.example.org");
  got = describe (dsn_report_get_value (report, DSN_FIELD_REPORTING_MTA));
  g_assert_cmpstr (got, ==, "-|mx.example.org|-");
}

static void
assert_extension (const GPtrArray *extensions, guint i, const char *name, const char *value)
{
  const DsnExtension *extension = g_ptr_array_index (extensions, i);

  g_assert_cmpstr (dsn_extension_get_name (extension), ==, name);
  g_assert_cmpstr (dsn_extension_get_value (extension), ==, value);
}

static void
test_extension (void)
{
  g_autoptr (DsnReport) report = dsn_report_new ();
  g_autoptr (GError) error = NULL;
  DsnRecipient *recipient = dsn_report_add_recipient (report);

  g_assert_true (dsn_request_add_extension (report, NULL, "X-A: b: c", NULL));
  g_assert_true (dsn_request_add_extension (report, recipient, "X-D:e", NULL));
  g_assert_false (dsn_request_add_extension (report, NULL, "X-A b", &error));
  g_assert_error (error, DSN_ERROR, DSN_ERROR_SYNTAX);
  g_assert_cmpuint (dsn_report_get_extensions (report)->len, ==, 1);
  assert_extension (dsn_report_get_extensions (report), 0, "X-A", "b: c");
  assert_extension (dsn_recipient_get_extensions (recipient), 0, "X-D", "e");
}

static void
test_fill (void)
{
  static const struct {
    const char *action;
    const char *status;
    const char *want;
  } rows[] = {
    { NULL, "5.7.7", "failed 5.7.7" },     { NULL, "4.4.1", "delayed 4.4.1" },
    { NULL, "2.1.5", "delivered 2.1.5" },  { "failed", NULL, "failed 5.0.0" },
    { "delayed", NULL, "delayed 4.0.0" },  { "relayed", NULL, "relayed 2.0.0" },
    { "failed", "4.4.7", "failed 4.4.7" }, { NULL, NULL, " " },
    { "bounced", NULL, "bounced " },       { NULL, "5", " 5" },
  };

  for (guint i = 0; i < G_N_ELEMENTS (rows); i++) {
    g_autoptr (DsnReport) report = dsn_report_new ();
    DsnRecipient *recipient = dsn_report_add_recipient (report);
    const char *action, *status;
    g_autofree char *got = NULL;

    if (rows[i].action)
      dsn_request_set (report, recipient, DSN_FIELD_ACTION, rows[i].action);
    if (rows[i].status)
      dsn_request_set (report, recipient, DSN_FIELD_STATUS, rows[i].status);
    dsn_request_fill (report, NULL);
    action = dsn_recipient_get_text (recipient, DSN_FIELD_ACTION);
    status = dsn_recipient_get_text (recipient, DSN_FIELD_STATUS);
    got = g_strconcat (action ? action : "", " ", status ? status : "", NULL);
    g_assert_cmpstr (got, ==, rows[i].want);
  }
}

/* What the server said goes before what the action says. */
static void
test_fill_from_reply (void)
{
  static const struct {
    const char *action;
    const char *diagnostic;
    const char *want;
  } rows[] = {
    { "failed", "550 5.1.1 no", "5.1.1" },         { "failed", "smtp; 421 4.4.7 expired", "4.4.7" },
    { "failed", "250 2.1.5 ok", "5.0.0" },         { "failed", "550 no", "5.0.0" },
    { "failed", "x-unix; 550 5.1.1 no", "5.0.0" }, { "delayed", "451 4.4.1 later", "4.4.1" },
    { "delayed", "550 5.1.1 no", "4.0.0" },        { "delivered", "250 2.1.5 ok", "2.1.5" },
  };

  for (guint i = 0; i < G_N_ELEMENTS (rows); i++) {
    g_autoptr (DsnReport) report = dsn_report_new ();
    DsnRecipient *recipient = dsn_report_add_recipient (report);

    dsn_request_set (report, recipient, DSN_FIELD_ACTION, rows[i].action);
    dsn_request_set (report, recipient, DSN_FIELD_DIAGNOSTIC_CODE, rows[i].diagnostic);
    dsn_request_fill (report, NULL);
    g_assert_cmpstr (dsn_recipient_get_text (recipient, DSN_FIELD_STATUS), ==, rows[i].want);
  }
}

static void
test_defaults (void)
{
  g_autoptr (DsnReport) defaults = dsn_report_new ();
  g_autoptr (DsnReport) report = dsn_report_new ();
  DsnRecipient *common = dsn_report_add_recipient (defaults);
  DsnRecipient *first = dsn_report_add_recipient (report);
  DsnRecipient *second = dsn_report_add_recipient (report);

  dsn_request_set (defaults, common, DSN_FIELD_STATUS, "5.7.7");
  dsn_request_set (defaults, common, DSN_FIELD_REMOTE_MTA, "mx.example.net");
  dsn_request_set (report, second, DSN_FIELD_STATUS, "4.2.2");
  dsn_request_fill (report, common);
  g_assert_cmpstr (dsn_recipient_get_text (first, DSN_FIELD_STATUS), ==, "5.7.7");
  g_assert_cmpstr (dsn_recipient_get_text (first, DSN_FIELD_ACTION), ==, "failed");
  g_assert_cmpstr (dsn_recipient_get_text (second, DSN_FIELD_STATUS), ==, "4.2.2");
  g_assert_cmpstr (dsn_recipient_get_text (second, DSN_FIELD_ACTION), ==, "delayed");
  g_assert_cmpstr (dsn_recipient_get_text (second, DSN_FIELD_REMOTE_MTA), ==, "mx.example.net");
}

static DsnReport *
parse (const char *json)
{
  g_autoptr (GError) error = NULL;
  DsnReport *report = dsn_json_parse (json, &error);

  g_assert_no_error (error);
  return report;
}

static void
test_merge (void)
{
  g_autoptr (DsnReport) report = parse (
      "{\"message\":{\"to\":\"a@example.com\",\"subject\":\"S\"},\"reporting_mta\":\"one.example\","
      "\"arrival_date\":\"2026-11-23T10:00:00Z\",\"extensions\":[{\"name\":\"X-A\",\"value\":\"1\"}"
      "],"
      "\"recipients\":[{\"address\":\"r@example.net\",\"status\":\"5.1.1\"}],\"explanation\":"
      "\"E\"}");
  g_autoptr (DsnReport) other =
      parse ("{\"message\":{\"to\":\"b@example.com\"},\"reporting_mta\":\"two.example\","
             "\"extensions\":[{\"name\":\"X-B\",\"value\":\"2\"}],"
             "\"recipients\":[{\"address\":\"s@example.net\",\"status\":\"5.2.2\","
             "\"extensions\":[{\"name\":\"X-C\",\"value\":\"3\"}]}],"
             "\"original\":{\"subject\":\"O\",\"complete\":true}}");
  const DsnRecipient *second;

  dsn_request_merge (report, other);
  g_assert_cmpstr (dsn_report_get_header (report, DSN_HEADER_TO), ==, "b@example.com");
  g_assert_cmpstr (dsn_report_get_header (report, DSN_HEADER_SUBJECT), ==, "S");
  g_assert_cmpstr (dsn_report_get_text (report, DSN_FIELD_REPORTING_MTA), ==, "two.example");
  g_assert_cmpstr (dsn_report_get_text (report, DSN_FIELD_ARRIVAL_DATE), ==,
                   "2026-11-23T10:00:00+00:00");
  g_assert_cmpstr (dsn_report_get_explanation (report), ==, "E");
  g_assert_cmpstr (dsn_report_get_original_header (report, DSN_HEADER_SUBJECT), ==, "O");
  g_assert_true (dsn_report_get_original_complete (report));
  assert_extension (dsn_report_get_extensions (report), 0, "X-A", "1");
  assert_extension (dsn_report_get_extensions (report), 1, "X-B", "2");
  g_assert_cmpuint (dsn_report_get_n_recipients (report), ==, 2);
  second = dsn_report_get_recipient (report, 1);
  g_assert_cmpstr (dsn_recipient_get_address (second), ==, "s@example.net");
  g_assert_cmpstr (dsn_recipient_get_text (second, DSN_FIELD_STATUS), ==, "5.2.2");
  assert_extension (dsn_recipient_get_extensions (second), 0, "X-C", "3");
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);
  for (gsize i = 0; i < G_N_ELEMENTS (cases); i++) {
    g_autofree char *path = g_strconcat ("/request/value/", cases[i].path, NULL);

    g_test_add_data_func (path, &cases[i], test_set);
  }
  g_test_add_func ("/request/value/of-the-message", test_set_per_message);
  g_test_add_func ("/request/extension", test_extension);
  g_test_add_func ("/request/fill/action-and-status-follow-from-each-other", test_fill);
  g_test_add_func ("/request/fill/status-of-the-reply-is-taken", test_fill_from_reply);
  g_test_add_func ("/request/fill/defaults-do-not-replace", test_defaults);
  g_test_add_func ("/request/merge/other-replaces-and-adds", test_merge);
  return g_test_run ();
}
