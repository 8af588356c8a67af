/* test-report.c: the model: what it keeps, and what belongs to whom.
 * SPDX-License-Identifier: LGPL-2.1-or-later */
#include "dsn-private.h"

#include "report-text.h"

static void
test_empty (void)
{
  g_autoptr (DsnReport) report = dsn_report_new ();

  g_assert_cmpint (dsn_report_get_kind (report), ==, DSN_KIND_OTHER);
  g_assert_null (dsn_report_get_format (report));
  g_assert_null (dsn_report_get_explanation (report));
  g_assert_null (dsn_report_get_source (report));
  g_assert_false (dsn_report_has_original (report));
  g_assert_cmpuint (dsn_report_get_n_recipients (report), ==, 0);
  g_assert_cmpuint (dsn_report_get_extensions (report)->len, ==, 0);
  g_assert_cmpuint (dsn_report_get_problems (report)->len, ==, 0);
  for (DsnField field = 0; field < DSN_FIELD_FIRST_PER_RECIPIENT; field++) {
    g_assert_null (dsn_report_get_value (report, field));
    g_assert_null (dsn_report_get_text (report, field));
    g_assert_cmpint (dsn_report_get_offset (report, field), ==, DSN_NO_OFFSET);
  }
}

static void
test_empty_recipient (void)
{
  g_autoptr (DsnReport) report = dsn_report_new ();
  DsnRecipient *recipient = dsn_report_add_recipient (report);

  g_assert_true (recipient == dsn_report_get_recipient (report, 0));
  g_assert_null (dsn_recipient_get_address (recipient));
  g_assert_cmpint (dsn_recipient_get_action (recipient), ==, DSN_ACTION_NONE);
  g_assert_cmpuint (dsn_recipient_get_status (recipient), ==, DSN_STATUS_NONE);
  g_assert_null (dsn_recipient_get_reply (recipient));
  g_assert_null (dsn_recipient_get_reason (recipient));
  g_assert_false (dsn_recipient_get_hard_bounce (recipient));
  for (DsnField field = DSN_FIELD_FIRST_PER_RECIPIENT; field < DSN_FIELD_COUNT; field++) {
    g_assert_null (dsn_recipient_get_value (recipient, field));
    g_assert_cmpint (dsn_recipient_get_offset (recipient, field), ==, DSN_NO_OFFSET);
  }
  for (DsnEvidence evidence = 0; evidence < DSN_EVIDENCE_COUNT; evidence++)
    g_assert_null (dsn_recipient_get_evidence (recipient, evidence));
}

/* Setting and getting a text of a report and of a recipient, for all that have one. */

typedef struct {
  const char *path;
  const char *(*get) (const DsnReport *report);
  void (*set) (DsnReport *report, const char *text);
} TextRow;

#define REPORT_TEXT(name, getter, setter)                      \
  static const char *get_##name (const DsnReport *report)      \
  {                                                            \
    return getter;                                             \
  }                                                            \
  static void set_##name (DsnReport *report, const char *text) \
  {                                                            \
    setter;                                                    \
  }

#define FIRST dsn_report_get_recipient (report, 0)

REPORT_TEXT (format, dsn_report_get_format (report), dsn_report_set_format (report, text))
REPORT_TEXT (explanation, dsn_report_get_explanation (report),
             dsn_report_set_explanation (report, text))
REPORT_TEXT (header, dsn_report_get_header (report, DSN_HEADER_SUBJECT),
             dsn_report_set_header (report, DSN_HEADER_SUBJECT, text))
REPORT_TEXT (original_header, dsn_report_get_original_header (report, DSN_HEADER_MESSAGE_ID),
             dsn_report_set_original_header (report, DSN_HEADER_MESSAGE_ID, text))
REPORT_TEXT (source, dsn_report_get_source (report), dsn_report_set_source (report, text, 1, 2, 3))
REPORT_TEXT (address, dsn_recipient_get_address (FIRST), dsn_recipient_set_address (FIRST, text))
REPORT_TEXT (command, dsn_recipient_get_smtp_command (FIRST),
             dsn_recipient_set_smtp_command (FIRST, text))
REPORT_TEXT (reason, dsn_recipient_get_reason (FIRST), dsn_recipient_set_reason (FIRST, text, TRUE))
REPORT_TEXT (evidence, dsn_recipient_get_evidence (FIRST, DSN_EVIDENCE_REASON),
             dsn_recipient_set_evidence (FIRST, DSN_EVIDENCE_REASON, text))

static const TextRow texts[] = {
  { "format", get_format, set_format },
  { "explanation", get_explanation, set_explanation },
  { "header", get_header, set_header },
  { "original-header", get_original_header, set_original_header },
  { "source", get_source, set_source },
  { "recipient/address", get_address, set_address },
  { "recipient/smtp-command", get_command, set_command },
  { "recipient/reason", get_reason, set_reason },
  { "recipient/evidence", get_evidence, set_evidence },
};

static void
test_text (gconstpointer data)
{
  const TextRow *row = data;
  g_autoptr (DsnReport) report = dsn_report_new ();
  g_autofree char *own = g_strdup ("first");

  (void) dsn_report_add_recipient (report);
  g_assert_null (row->get (report));
  row->set (report, own);
  memset (own, 'x', strlen (own));
  g_assert_cmpstr (row->get (report), ==, "first");
  row->set (report, row->get (report));
  g_assert_cmpstr (row->get (report), ==, "first");
  row->set (report, row->get (report) + 2);
  g_assert_cmpstr (row->get (report), ==, "rst");
  row->set (report, "");
  g_assert_cmpstr (row->get (report), ==, "");
  row->set (report, NULL);
  g_assert_null (row->get (report));
}

/* Values belong to the report once they are set. */

static void
test_value (void)
{
  g_autoptr (DsnReport) report = dsn_report_new ();

  for (DsnField field = 0; field < DSN_FIELD_FIRST_PER_RECIPIENT; field++) {
    dsn_report_set_value (report, field, dsn_value_new ("dns", "one", NULL));
    dsn_report_set_value (report, field, dsn_value_new ("dns", "two", NULL));
    dsn_report_set_offset (report, field, 7);
    g_assert_cmpstr (dsn_report_get_text (report, field), ==, "two");
    g_assert_cmpint (dsn_report_get_offset (report, field), ==, 7);
  }
  dsn_report_set_value (report, DSN_FIELD_REPORTING_MTA, NULL);
  g_assert_null (dsn_report_get_text (report, DSN_FIELD_REPORTING_MTA));
  dsn_report_set_value (report, DSN_FIELD_REPORTING_MTA, dsn_value_new (NULL, "", NULL));
  g_assert_cmpstr (dsn_report_get_text (report, DSN_FIELD_REPORTING_MTA), ==, "");
}

static void
test_recipient_value (void)
{
  g_autoptr (DsnReport) report = dsn_report_new ();
  DsnRecipient *recipient = dsn_report_add_recipient (report);

  for (DsnField field = DSN_FIELD_FIRST_PER_RECIPIENT; field < DSN_FIELD_COUNT; field++) {
    dsn_recipient_set_value (recipient, field, dsn_value_new (NULL, "one", NULL));
    dsn_recipient_set_value (recipient, field, dsn_value_new (NULL, "two", NULL));
    dsn_recipient_set_offset (recipient, field, 9);
    g_assert_cmpstr (dsn_recipient_get_text (recipient, field), ==, "two");
    g_assert_cmpint (dsn_recipient_get_offset (recipient, field), ==, 9);
  }
  dsn_recipient_set_value (recipient, DSN_FIELD_STATUS, NULL);
  g_assert_null (dsn_recipient_get_value (recipient, DSN_FIELD_STATUS));
}

static void
test_action (void)
{
  g_autoptr (DsnReport) report = dsn_report_new ();
  DsnRecipient *recipient = dsn_report_add_recipient (report);

  dsn_recipient_set_action (recipient, DSN_ACTION_RELAYED);
  g_assert_cmpstr (dsn_recipient_get_text (recipient, DSN_FIELD_ACTION), ==, "relayed");
  g_assert_cmpint (dsn_recipient_get_action (recipient), ==, DSN_ACTION_RELAYED);
  dsn_recipient_set_value (recipient, DSN_FIELD_ACTION, dsn_value_new (NULL, "lost", NULL));
  g_assert_cmpint (dsn_recipient_get_action (recipient), ==, DSN_ACTION_NONE);
  dsn_recipient_set_action (recipient, DSN_ACTION_NONE);
  g_assert_null (dsn_recipient_get_value (recipient, DSN_FIELD_ACTION));
}

static void
test_status (void)
{
  g_autoptr (DsnReport) report = dsn_report_new ();
  DsnRecipient *recipient = dsn_report_add_recipient (report);

  dsn_recipient_set_value (recipient, DSN_FIELD_STATUS, dsn_value_new (NULL, "5.0.0", NULL));
  dsn_recipient_set_status (recipient, dsn_status_new (5, 1, 1));
  g_assert_cmpuint (dsn_recipient_get_status (recipient), ==, dsn_status_new (5, 1, 1));
  g_assert_cmpstr (dsn_recipient_get_text (recipient, DSN_FIELD_STATUS), ==, "5.0.0");
}

static void
test_reply (void)
{
  g_autoptr (DsnReport) report = dsn_report_new ();
  DsnRecipient *recipient = dsn_report_add_recipient (report);

  dsn_recipient_set_reply (recipient, dsn_reply_new (550, DSN_STATUS_NONE, "a"));
  dsn_recipient_set_reply (recipient, dsn_reply_new (421, DSN_STATUS_NONE, "b"));
  g_assert_cmpuint (dsn_reply_get_code (dsn_recipient_get_reply (recipient)), ==, 421);
  dsn_recipient_set_reply (recipient, NULL);
  g_assert_null (dsn_recipient_get_reply (recipient));
}

static void
test_extensions (void)
{
  g_autoptr (DsnReport) report = dsn_report_new ();
  DsnRecipient *recipient = dsn_report_add_recipient (report);
  const DsnExtension *extension;

  dsn_report_add_extension (report, "X-A", "", 5);
  dsn_report_add_extension (report, "X-A", "2", DSN_NO_OFFSET);
  dsn_recipient_add_extension (recipient, "X-R", "3", 8);
  extension = g_ptr_array_index (dsn_report_get_extensions (report), 0);
  g_assert_cmpstr (dsn_extension_get_name (extension), ==, "X-A");
  g_assert_cmpstr (dsn_extension_get_value (extension), ==, "");
  g_assert_cmpint (dsn_extension_get_offset (extension), ==, 5);
  g_assert_cmpuint (dsn_report_get_extensions (report)->len, ==, 2);
  extension = g_ptr_array_index (dsn_recipient_get_extensions (recipient), 0);
  g_assert_cmpstr (dsn_extension_get_value (extension), ==, "3");
}

static void
test_original (void)
{
  g_autoptr (DsnReport) report = dsn_report_new ();

  dsn_report_set_original (report, TRUE, TRUE);
  g_assert_true (dsn_report_has_original (report));
  g_assert_true (dsn_report_get_original_complete (report));
  dsn_report_set_original (report, TRUE, FALSE);
  g_assert_false (dsn_report_get_original_complete (report));
  dsn_report_set_original (report, FALSE, TRUE);
  g_assert_false (dsn_report_has_original (report));
  g_assert_false (dsn_report_get_original_complete (report));
}

static void
test_source (void)
{
  g_autoptr (DsnReport) report = dsn_report_new ();

  dsn_report_set_source (report, "a.mbox", 3, G_MAXUINT32 + 1ULL, 5);
  g_assert_cmpuint (dsn_report_get_source_index (report), ==, 3);
  g_assert_cmpuint (dsn_report_get_source_offset (report), ==, G_MAXUINT32 + 1ULL);
  g_assert_cmpuint (dsn_report_get_source_size (report), ==, 5);
}

static void
test_references (void)
{
  DsnReport *report = dsn_report_new ();
  GValue boxed = G_VALUE_INIT;

  dsn_report_set_format (report, "rfc3464");
  g_assert_true (dsn_report_ref (report) == report);
  dsn_report_unref (report);
  g_value_init (&boxed, DSN_TYPE_REPORT);
  g_value_take_boxed (&boxed, report);
  g_assert_cmpstr (dsn_report_get_format (g_value_get_boxed (&boxed)), ==, "rfc3464");
  g_value_unset (&boxed);
}

/* Recipients stay where they are when there are more of them. */
static void
test_recipients_stay (void)
{
  g_autoptr (DsnReport) report = dsn_report_new ();
  DsnRecipient *first = dsn_report_add_recipient (report);

  dsn_recipient_set_address (first, "a@x");
  for (guint i = 0; i < 1000; i++)
    (void) dsn_report_add_recipient (report);
  g_assert_true (dsn_report_get_recipient (report, 0) == first);
  g_assert_cmpstr (dsn_recipient_get_address (first), ==, "a@x");
}

/* Tables. */

static void
test_kinds (void)
{
  for (DsnKind kind = DSN_KIND_OTHER; kind <= DSN_KIND_AUTO_REPLY; kind++) {
    DsnKind back = DSN_KIND_OTHER;

    g_assert_true (dsn_kind_from_string (dsn_kind_to_string (kind), &back));
    g_assert_cmpint (back, ==, kind);
  }
  g_assert_false (dsn_kind_from_string ("ndr", &(DsnKind){ 0 }));
  g_assert_false (dsn_kind_from_string ("", &(DsnKind){ 0 }));
}

static void
test_actions (void)
{
  static const guint classes[] = { 0, 5, 4, 2, 2, 2 };

  for (DsnAction action = DSN_ACTION_NONE; action <= DSN_ACTION_EXPANDED; action++) {
    const char *name = dsn_action_to_string (action);

    g_assert_cmpuint (dsn_action_get_class (action), ==, classes[action]);
    if (name)
      g_assert_cmpint (dsn_action_from_string (name), ==, action);
  }
  g_assert_null (dsn_action_to_string (DSN_ACTION_NONE));
  g_assert_cmpint (dsn_action_from_string ("FAILED"), ==, DSN_ACTION_FAILED);
  g_assert_cmpint (dsn_action_from_string (""), ==, DSN_ACTION_NONE);
}

/* A key is the name in lower case with "_" for "-". */
static void
check_key (const char *name, const char *key)
{
  g_autofree char *want = g_strdelimit (g_ascii_strdown (name, -1), "-", '_');

  g_assert_cmpstr (key, ==, want);
}

static void
test_keys (void)
{
  for (DsnField field = 0; field < DSN_FIELD_COUNT; field++) {
    DsnField found = DSN_FIELD_COUNT;
    const char *name = dsn_field_get_name (field);

    check_key (name, dsn_field_get_key (field));
    g_assert_true (_dsn_field_lookup (name, strlen (name), &found));
    g_assert_cmpint (found, ==, field);
    g_assert_false (_dsn_field_lookup (name, strlen (name) - 1, &found));
  }
  for (DsnHeader header = 0; header < DSN_HEADER_COUNT; header++)
    check_key (dsn_header_get_name (header), dsn_header_get_key (header));
  for (DsnEvidence evidence = 0; evidence < DSN_EVIDENCE_COUNT; evidence++)
    g_assert_nonnull (dsn_evidence_get_key (evidence));
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/report/new-one-says-nothing", test_empty);
  g_test_add_func ("/report/new-recipient-says-nothing", test_empty_recipient);
  ADD_ROWS ("/report/text-is-copied-and-null-is-not-empty/", texts, test_text);
  g_test_add_func ("/report/value-is-owned", test_value);
  g_test_add_func ("/report/recipient/value-is-owned", test_recipient_value);
  g_test_add_func ("/report/recipient/action-is-a-field", test_action);
  g_test_add_func ("/report/recipient/status-is-not-the-field", test_status);
  g_test_add_func ("/report/recipient/reply-is-owned", test_reply);
  g_test_add_func ("/report/recipient/stays-where-it-is", test_recipients_stay);
  g_test_add_func ("/report/extensions-stay-in-order", test_extensions);
  g_test_add_func ("/report/original-is-complete-only-if-it-is-there", test_original);
  g_test_add_func ("/report/source-has-large-numbers", test_source);
  g_test_add_func ("/report/references-are-counted", test_references);
  g_test_add_func ("/report/tables/kinds", test_kinds);
  g_test_add_func ("/report/tables/actions", test_actions);
  g_test_add_func ("/report/tables/keys", test_keys);
  return g_test_run ();
}
