/* dsn-parser-feedback.c: the fields of a feedback report (RFC 5965), and who complains.
 * SPDX-License-Identifier: LGPL-2.1-or-later */
#include <string.h>

#include "dsn-fields-private.h"
#include "dsn-parser-private.h"

/* Names of fields that the model has under another. */
static const struct {
  const char *name;
  DsnField field;
} other_names[] = {
  /* Of the drafts before RFC 5965. */
  { "Received-Date", DSN_FIELD_ARRIVAL_DATE },
};

/* The fields that name who complains, the best first, and the evidence for each. */
static const struct {
  const char *name;
  const char *evidence;
} recipient_fields[] = {
  { "Original-Rcpt-To", "original_rcpt_to" },
  { "Removal-Recipient", "removal_recipient" },
};

/* No rank in the table. */
#define NAMES_NOBODY G_N_ELEMENTS (recipient_fields)

/* A field that the model has no place for, until all are read: then those of one rank make recipients,
 * and the others are extensions, in their order. */
typedef struct {
  guint rank;
  gboolean taken;
  char *name;
  char *value;
  goffset offset;
} Other;

typedef struct {
  DsnReport *report;
  GArray *others;
  goffset base;
} Reader;

static void
other_clear (gpointer data)
{
  Other *other = data;

  g_free (other->name);
  g_free (other->value);
}

static gboolean
is_named (const DsnScan *scan, const char *name)
{
  return strlen (name) == scan->name_length
         && g_ascii_strncasecmp (name, scan->name, scan->name_length) == 0;
}

static goffset
offset_of (const Reader *reader, const DsnScan *scan)
{
  return reader->base == DSN_NO_OFFSET ? DSN_NO_OFFSET : reader->base + scan->offset;
}

/* NULL for a value that is none. */
static char *
clean_feedback (DsnFeedbackField field, const char *value)
{
  char *address;

  switch (field) {
  case DSN_FEEDBACK_TYPE:
    return g_ascii_strdown (value, -1);
  case DSN_FEEDBACK_ORIGINAL_MAIL_FROM:
    address = dsn_address_extract (value);
    return address ? address : g_strdup ("");
  case DSN_FEEDBACK_INCIDENTS:
    return strspn (value, "0123456789") == strlen (value) && strlen (value) < 10 ? g_strdup (value)
                                                                                 : NULL;
  default:
    return g_strdup (value);
  }
}

/* FALSE for other fields, and for one that stands there again or says nothing. */
static gboolean
read_feedback_field (const Reader *reader, const DsnScan *scan)
{
  for (DsnFeedbackField field = 0; field < DSN_FEEDBACK_COUNT; field++) {
    g_autofree char *value = NULL;

    if (!is_named (scan, dsn_feedback_get_name (field)))
      continue;
    if (!*scan->value->str || dsn_report_get_feedback (reader->report, field))
      return FALSE;
    value = clean_feedback (field, scan->value->str);
    dsn_report_set_feedback (reader->report, field, value);
    return value != NULL;
  }
  return FALSE;
}

static gboolean
find_field (const DsnScan *scan, DsnField *field)
{
  for (guint i = 0; i < G_N_ELEMENTS (other_names); i++) {
    if (is_named (scan, other_names[i].name)) {
      *field = other_names[i].field;
      return TRUE;
    }
  }
  return _dsn_field_lookup (scan->name, scan->name_length, field)
         && *field < DSN_FIELD_FIRST_PER_RECIPIENT;
}

static gboolean
read_known_field (const Reader *reader, const DsnScan *scan)
{
  DsnFieldPlace place = { reader->report, -1, offset_of (reader, scan) };
  DsnField field;

  if (!find_field (scan, &field) || dsn_report_get_value (reader->report, field))
    return FALSE;
  dsn_report_set_value (reader->report, field,
                        _dsn_fields_read_value (field, scan->value->str, &place));
  dsn_report_set_offset (reader->report, field, place.offset);
  return TRUE;
}

static guint
rank_of (const DsnScan *scan)
{
  guint rank = 0;

  while (rank < NAMES_NOBODY && !is_named (scan, recipient_fields[rank].name))
    rank++;
  return rank;
}

static void
read_field (const Reader *reader, const DsnScan *scan)
{
  Other other = { rank_of (scan), FALSE, NULL, NULL, offset_of (reader, scan) };

  if (read_feedback_field (reader, scan) || read_known_field (reader, scan))
    return;
  other.name = g_strndup (scan->name, scan->name_length);
  other.value = g_strdup (scan->value->str);
  g_array_append_val (reader->others, other);
}

static void
read_part (Reader *reader, GMimeObject *part)
{
  DsnScanToken token;
  DsnContent body;
  DsnScan scan;

  _dsn_content_open (&body, part);
  reader->base = body.offset;
  _dsn_scan_init (&scan, body.text, body.length);
  while ((token = _dsn_scan_next (&scan)) != DSN_SCAN_END)
    if (token == DSN_SCAN_FIELD)
      read_field (reader, &scan);
  _dsn_scan_clear (&scan);
  _dsn_content_close (&body);
}

/* A recipient, of a field that names it or of none; @address may be NULL. */
static void
add_recipient (DsnReport *report, const char *address, const char *evidence, const Other *field)
{
  const char *type = dsn_report_get_feedback (report, DSN_FEEDBACK_TYPE);
  g_autofree char *reason = type ? g_strconcat ("feedback_type:", type, NULL) : NULL;
  DsnRecipient *recipient = dsn_report_add_recipient (report);

  if (field)
    dsn_recipient_add_extension (recipient, field->name, field->value, field->offset);
  if (address) {
    dsn_recipient_set_address (recipient, address);
    dsn_recipient_set_evidence (recipient, DSN_EVIDENCE_ADDRESS, evidence);
  }
  dsn_recipient_set_reason (recipient, "feedback", FALSE);
  dsn_recipient_set_evidence (recipient, DSN_EVIDENCE_REASON, reason ? reason : "feedback");
}

static gboolean
note_limit (const DsnParser *parser, DsnReport *report)
{
  guint limit = dsn_parser_get_limit (parser, DSN_LIMIT_RECIPIENTS);

  if (dsn_report_get_n_recipients (report) < limit)
    return FALSE;
  if (!_dsn_report_has_problem (report, DSN_RULE_TOO_MANY_RECIPIENTS, -1))
    _dsn_report_add_problem (report, DSN_RULE_TOO_MANY_RECIPIENTS, -1, NULL, DSN_NO_OFFSET,
                             "only the first %u recipients were read", limit);
  return TRUE;
}

/* Makes recipients of the fields of one rank that tell an address. */
static gboolean
add_ranked (const DsnParser *parser, const Reader *reader, guint rank)
{
  gboolean any = FALSE;

  for (guint i = 0; i < reader->others->len; i++) {
    Other *other = &g_array_index (reader->others, Other, i);
    g_autofree char *address = other->rank == rank ? _dsn_complainant_of_text (other->value) : NULL;

    if (!address || note_limit (parser, reader->report))
      continue;
    add_recipient (reader->report, address, recipient_fields[rank].evidence, other);
    other->taken = any = TRUE;
  }
  return any;
}

/* Where no field names who complains, the return path of the message may, which the sender made, and else
 * its header. */
static void
add_recipients (const DsnParser *parser, const Reader *reader, const DsnHeaderSection *header,
                GMimeObject *original)
{
  g_autofree char *address = NULL;

  for (guint rank = 0; rank < NAMES_NOBODY; rank++)
    if (add_ranked (parser, reader, rank))
      return;
  address = _dsn_parser_find_envelope_recipient (parser, header, original);
  if (address) {
    add_recipient (reader->report, address, "envelope", NULL);
    return;
  }
  address = original ? _dsn_complainant_of_original (reader->report, original) : NULL;
  add_recipient (reader->report, address, "original", NULL);
}

static void
add_extensions (const Reader *reader)
{
  for (guint i = 0; i < reader->others->len; i++) {
    const Other *other = &g_array_index (reader->others, Other, i);

    if (!other->taken)
      dsn_report_add_extension (reader->report, other->name, other->value, other->offset);
  }
}

static void
check_feedback (DsnReport *report, const GPtrArray *parts)
{
  if (parts->len == 0)
    _dsn_report_add_problem (report, DSN_RULE_MISSING_FEEDBACK_PART, -1, NULL, DSN_NO_OFFSET,
                             "the report has no part of type message/feedback-report");
  else if (!dsn_report_get_feedback (report, DSN_FEEDBACK_TYPE))
    _dsn_report_add_problem (report, DSN_RULE_MISSING_FEEDBACK_TYPE, -1, "Feedback-Type",
                             DSN_NO_OFFSET, "the field Feedback-Type is missing");
  for (guint i = 0; i < parts->len; i++) {
    GMimeContentType *type = g_mime_object_get_content_type (g_ptr_array_index (parts, i));
    g_autofree char *name = g_mime_content_type_get_mime_type (type);

    if (!g_mime_content_type_is_type (type, "message", "feedback-report"))
      _dsn_report_add_problem (report, DSN_RULE_WRONG_FEEDBACK_PART_TYPE, -1, "Content-Type",
                               DSN_NO_OFFSET,
                               "the feedback part is %s, not message/feedback-report", name);
  }
}

void
_dsn_parser_read_feedback (const DsnParser *parser, DsnReport *report,
                           const DsnHeaderSection *header, const DsnStructure *structure)
{
  Reader reader = { report, NULL, DSN_NO_OFFSET };

  if (!dsn_report_get_format (report))
    dsn_report_set_format (report, "rfc5965");
  reader.others = g_array_new (FALSE, FALSE, sizeof (Other));
  g_array_set_clear_func (reader.others, other_clear);
  for (guint i = 0; i < structure->status->len; i++)
    read_part (&reader, g_ptr_array_index (structure->status, i));
  if (structure->original)
    _dsn_header_read_original (report, structure->original);
  if (structure->human) {
    char *text = _dsn_content_get_text (structure->human, G_MAXSIZE);

    if (text && !*text)
      g_clear_pointer (&text, g_free);
    _dsn_report_take_explanation (report, text);
  }
  add_recipients (parser, &reader, header, structure->original);
  add_extensions (&reader);
  check_feedback (report, structure->status);
  g_array_unref (reader.others);
}
