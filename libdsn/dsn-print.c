/* dsn-print.c: one walk over a report, whatever it is printed as.
 * SPDX-License-Identifier: LGPL-2.1-or-later */
#include "dsn-catalog.h"
#include "dsn-print-private.h"

static void
begin_object (DsnPrinter *printer, const char *key)
{
  printer->interface->begin_object (printer, key);
}

static void
end_object (DsnPrinter *printer)
{
  printer->interface->end_object (printer);
}

static void
print_text (DsnPrinter *printer, const char *key, const char *value)
{
  if (value)
    printer->interface->text (printer, key, value);
}

static void
print_number (DsnPrinter *printer, const char *key, guint64 value)
{
  printer->interface->number (printer, key, value);
}

static void
print_flag (DsnPrinter *printer, const char *key, gboolean value)
{
  printer->interface->flag (printer, key, value);
}

static void
print_status (DsnPrinter *printer, const char *key, DsnStatus status)
{
  g_autofree char *text = dsn_status_to_string (status);

  print_text (printer, key, text);
}

/* A file may have any name; all else in a report is UTF-8. */
static void
print_path (DsnPrinter *printer, const char *path)
{
  g_autofree char *valid = NULL;

  if (!g_utf8_validate (path, -1, NULL))
    path = valid = g_utf8_make_valid (path, -1);
  print_text (printer, "path", path);
}

static void
print_source (const DsnReport *report, DsnPrinter *printer)
{
  if (!dsn_report_get_source (report))
    return;
  begin_object (printer, "source");
  print_path (printer, dsn_report_get_source (report));
  print_number (printer, "index", dsn_report_get_source_index (report));
  print_number (printer, "offset", dsn_report_get_source_offset (report));
  print_number (printer, "size", dsn_report_get_source_size (report));
  end_object (printer);
}

static void
print_message (const DsnReport *report, DsnPrinter *printer)
{
  begin_object (printer, "message");
  for (DsnHeader header = 0; header < DSN_HEADER_COUNT; header++)
    print_text (printer, dsn_header_get_key (header), dsn_report_get_header (report, header));
  end_object (printer);
}

/* The key of what stands beside the type. */
static const char *
text_key (DsnField field)
{
  switch (dsn_field_get_syntax (field)) {
  case DSN_FIELD_SYNTAX_MTA:
    return "name";
  case DSN_FIELD_SYNTAX_ADDRESS:
    return "address";
  case DSN_FIELD_SYNTAX_DIAGNOSTIC:
    return "text";
  default:
    return NULL;
  }
}

static void
print_value (DsnPrinter *printer, DsnField field, const DsnValue *value)
{
  const char *beside_type = text_key (field);

  if (!value)
    return;
  if (!beside_type) {
    print_text (printer, dsn_field_get_key (field), dsn_value_get_text (value));
    return;
  }
  begin_object (printer, dsn_field_get_key (field));
  print_text (printer, "type", dsn_value_get_type_name (value));
  print_text (printer, beside_type, dsn_value_get_text (value));
  end_object (printer);
}

static void
print_extensions (DsnPrinter *printer, const GPtrArray *extensions)
{
  printer->interface->begin_array (printer, "extensions");
  for (guint i = 0; i < extensions->len; i++) {
    const DsnExtension *extension = g_ptr_array_index (extensions, i);

    begin_object (printer, NULL);
    print_text (printer, "name", dsn_extension_get_name (extension));
    print_text (printer, "value", dsn_extension_get_value (extension));
    end_object (printer);
  }
  printer->interface->end_array (printer);
}

/* Comments stand apart, so that the values are what RFC 3464 section 2.1.1 says they are. */
typedef struct {
  DsnPrinter *printer;
  gboolean begun;
} Comments;

static void
print_comment (Comments *comments, DsnField field, const DsnValue *value)
{
  const char *comment = value ? dsn_value_get_comment (value) : NULL;

  if (!comment)
    return;
  if (!comments->begun)
    begin_object (comments->printer, "comments");
  comments->begun = TRUE;
  print_text (comments->printer, dsn_field_get_key (field), comment);
}

static void
end_comments (const Comments *comments)
{
  if (comments->begun)
    end_object (comments->printer);
}

static void
print_reply (DsnPrinter *printer, const DsnReply *reply)
{
  if (!reply)
    return;
  begin_object (printer, "reply");
  if (dsn_reply_get_code (reply))
    print_number (printer, "code", dsn_reply_get_code (reply));
  print_status (printer, "status", dsn_reply_get_status (reply));
  print_text (printer, "text", dsn_reply_get_text (reply));
  end_object (printer);
}

static void
print_evidence (DsnPrinter *printer, const DsnRecipient *recipient)
{
  gboolean any = FALSE;

  for (DsnEvidence evidence = 0; evidence < DSN_EVIDENCE_COUNT; evidence++)
    any |= dsn_recipient_get_evidence (recipient, evidence) != NULL;
  if (!any)
    return;
  begin_object (printer, "evidence");
  for (DsnEvidence evidence = 0; evidence < DSN_EVIDENCE_COUNT; evidence++)
    print_text (printer, dsn_evidence_get_key (evidence),
                dsn_recipient_get_evidence (recipient, evidence));
  end_object (printer);
}

/* The status to act on, and the Status field where it says something else. */
static void
print_recipient_status (DsnPrinter *printer, const DsnRecipient *recipient)
{
  DsnStatus status = dsn_recipient_get_status (recipient);
  const char *field = dsn_recipient_get_text (recipient, DSN_FIELD_STATUS);
  g_autofree char *text = dsn_status_to_string (status);

  print_text (printer, "status", text);
  print_text (printer, "status_name", dsn_catalog_get_name (status));
  if (g_strcmp0 (text, field) != 0)
    print_text (printer, "status_field", field);
}

/* The values up to the diagnostic, what is made of it, and then the other values. */
static void
print_recipient_values (DsnPrinter *printer, const DsnRecipient *recipient)
{
  for (DsnField field = DSN_FIELD_FIRST_PER_RECIPIENT; field < DSN_FIELD_COUNT; field++) {
    if (field == DSN_FIELD_STATUS) {
      print_recipient_status (printer, recipient);
      continue;
    }
    print_value (printer, field, dsn_recipient_get_value (recipient, field));
    if (field == DSN_FIELD_DIAGNOSTIC_CODE) {
      print_reply (printer, dsn_recipient_get_reply (recipient));
      print_text (printer, "smtp_command", dsn_recipient_get_smtp_command (recipient));
    }
  }
}

static void
print_recipient (DsnPrinter *printer, const DsnRecipient *recipient)
{
  Comments comments = { printer, FALSE };

  begin_object (printer, NULL);
  print_text (printer, "address", dsn_recipient_get_address (recipient));
  print_recipient_values (printer, recipient);
  print_extensions (printer, dsn_recipient_get_extensions (recipient));
  for (DsnField field = DSN_FIELD_FIRST_PER_RECIPIENT; field < DSN_FIELD_COUNT; field++)
    print_comment (&comments, field, dsn_recipient_get_value (recipient, field));
  end_comments (&comments);
  print_text (printer, "reason", dsn_recipient_get_reason (recipient));
  print_flag (printer, "hard_bounce", dsn_recipient_get_hard_bounce (recipient));
  print_evidence (printer, recipient);
  end_object (printer);
}

static void
print_recipients (const DsnReport *report, DsnPrinter *printer)
{
  printer->interface->begin_array (printer, "recipients");
  for (guint i = 0; i < dsn_report_get_n_recipients (report); i++)
    print_recipient (printer, dsn_report_get_recipient (report, i));
  printer->interface->end_array (printer);
}

static void
print_per_message (const DsnReport *report, DsnPrinter *printer)
{
  Comments comments = { printer, FALSE };

  for (DsnField field = 0; field < DSN_FIELD_FIRST_PER_RECIPIENT; field++)
    print_value (printer, field, dsn_report_get_value (report, field));
  print_extensions (printer, dsn_report_get_extensions (report));
  for (DsnField field = 0; field < DSN_FIELD_FIRST_PER_RECIPIENT; field++)
    print_comment (&comments, field, dsn_report_get_value (report, field));
  end_comments (&comments);
}

/* The fields that only a feedback report has. */
static void
print_feedback (const DsnReport *report, DsnPrinter *printer)
{
  gboolean any = FALSE;

  for (DsnFeedbackField field = 0; field < DSN_FEEDBACK_COUNT; field++)
    any |= dsn_report_get_feedback (report, field) != NULL;
  if (!any)
    return;
  begin_object (printer, "feedback");
  for (DsnFeedbackField field = 0; field < DSN_FEEDBACK_COUNT; field++) {
    const char *value = dsn_report_get_feedback (report, field);

    if (field == DSN_FEEDBACK_INCIDENTS && value)
      print_number (printer, dsn_feedback_get_key (field), g_ascii_strtoull (value, NULL, 10));
    else
      print_text (printer, dsn_feedback_get_key (field), value);
  }
  end_object (printer);
}

static void
print_original (const DsnReport *report, DsnPrinter *printer)
{
  if (!dsn_report_has_original (report))
    return;
  begin_object (printer, "original");
  print_text (printer, "message_id",
              dsn_report_get_original_header (report, DSN_HEADER_MESSAGE_ID));
  for (DsnHeader header = 0; header < DSN_HEADER_MESSAGE_ID; header++)
    print_text (printer, dsn_header_get_key (header),
                dsn_report_get_original_header (report, header));
  print_flag (printer, "complete", dsn_report_get_original_complete (report));
  end_object (printer);
}

static void
print_problem (DsnPrinter *printer, const DsnProblem *problem)
{
  begin_object (printer, NULL);
  print_text (printer, "rule", dsn_problem_get_rule (problem));
  print_text (printer, "severity", dsn_severity_to_string (dsn_problem_get_severity (problem)));
  if (dsn_problem_get_recipient (problem) >= 0)
    print_number (printer, "recipient", (guint64) dsn_problem_get_recipient (problem));
  print_text (printer, "field", dsn_problem_get_field (problem));
  if (dsn_problem_get_offset (problem) != DSN_NO_OFFSET)
    print_number (printer, "offset", (guint64) dsn_problem_get_offset (problem));
  print_text (printer, "text", dsn_problem_get_text (problem));
  print_text (printer, "reference", dsn_problem_get_reference (problem));
  end_object (printer);
}

static void
print_problems (const DsnReport *report, DsnPrinter *printer)
{
  const GPtrArray *problems = dsn_report_get_problems (report);

  if (problems->len == 0)
    return;
  printer->interface->begin_array (printer, "problems");
  for (guint i = 0; i < problems->len; i++)
    print_problem (printer, g_ptr_array_index (problems, i));
  printer->interface->end_array (printer);
}

void
_dsn_report_print (const DsnReport *report, DsnPrinter *printer)
{
  DsnKind kind = dsn_report_get_kind (report);

  begin_object (printer, NULL);
  print_source (report, printer);
  print_text (printer, "kind", dsn_kind_to_string (kind));
  print_text (printer, "format", dsn_report_get_format (report));
  print_message (report, printer);
  if (kind == DSN_KIND_ARF)
    print_feedback (report, printer);
  if (kind == DSN_KIND_DSN || kind == DSN_KIND_ARF)
    print_per_message (report, printer);
  if (kind == DSN_KIND_DSN || dsn_report_get_n_recipients (report) > 0)
    print_recipients (report, printer);
  print_original (report, printer);
  print_text (printer, "explanation", dsn_report_get_explanation (report));
  print_problems (report, printer);
  end_object (printer);
}
