/* dsn-parser.c: from a message to the report in it.
 * SPDX-License-Identifier: LGPL-2.1-or-later */
#include <string.h>

#include "dsn-check-private.h"
#include "dsn-parser-private.h"
#include "dsn-reason.h"

/* Classic Mac files end lines with CR alone, which GMime does not know. What stored them since may have
 * put an LF at the end. */
static GBytes *
normalize_line_ends (GBytes *message)
{
  gsize length;
  const char *text = g_bytes_get_data (message, &length);
  gsize end;
  char *copy;

  if (length == 0)
    return g_bytes_ref (message);
  end = length - (text[length - 1] == '\n');
  if (end < length && end > 0 && text[end - 1] == '\r')
    end--;
  if (memchr (text, '\n', end) || !memchr (text, '\r', end))
    return g_bytes_ref (message);
  copy = g_memdup2 (text, length);
  for (gsize i = 0; i < length; i++)
    if (copy[i] == '\r')
      copy[i] = '\n';
  return g_bytes_new_take (copy, length);
}

static gboolean
is_global (GMimeObject *part)
{
  return g_mime_content_type_is_type (g_mime_object_get_content_type (part), "message",
                                      "global-delivery-status");
}

static void parse_delivery_status (const DsnParser *parser, DsnReport *report, const DsnMime *mime,
                                   const DsnStructure *structure);

static void
parse_delivery_status (const DsnParser *parser, DsnReport *report, const DsnMime *mime,
                       const DsnStructure *structure)
{
  GPtrArray *parts = structure->status;

  dsn_report_set_format (
      report, parts->len > 0 && is_global (g_ptr_array_index (parts, 0)) ? "rfc6533" : "rfc3464");
  if (parts->len == 0)
    _dsn_report_add_problem (report, DSN_RULE_MISSING_STATUS_PART, -1, NULL, DSN_NO_OFFSET,
                             "the report has no part of type message/delivery-status");
  if (parts->len > 1)
    _dsn_report_add_problem (report, DSN_RULE_SEVERAL_STATUS_PARTS, -1, NULL, DSN_NO_OFFSET,
                             "there are %u status parts, where one should be", parts->len);
  for (guint i = 0; i < parts->len; i++)
    _dsn_parser_read_status (parser, report, g_ptr_array_index (parts, i));
  if (structure->original)
    _dsn_header_read_original (report, structure->original);
  if (structure->human) {
    char *text = _dsn_content_get_text (structure->human, G_MAXSIZE);

    if (text && !*text)
      g_clear_pointer (&text, g_free);
    _dsn_report_take_explanation (report, text);
  }
  _dsn_parser_read_human (parser, report, mime);
  _dsn_check_parts (report, structure->container,
                    parts->len > 0 ? g_ptr_array_index (parts, 0) : NULL, structure->human);
  _dsn_check_report (report);
  _dsn_parser_read_envelope (parser, report, &mime->header, structure->original);
  dsn_reason_diagnose_with (report, _dsn_parser_get_phrases (parser));
}

/* Several reports in one message: the recipients of all, and what the first says of the rest. */
static void
parse_others (const DsnParser *parser, DsnReport *report, const DsnMime *mime,
              const DsnStructure *structure)
{
  guint limit = dsn_parser_get_limit (parser, DSN_LIMIT_RECIPIENTS);

  for (guint i = 0; structure->others && i < structure->others->len; i++) {
    const DsnStructure *next = g_ptr_array_index (structure->others, i);
    g_autoptr (DsnReport) other = dsn_report_new ();

    dsn_report_set_kind (other, DSN_KIND_DSN);
    parse_delivery_status (parser, other, mime, next);
    parse_others (parser, other, mime, next);
    _dsn_report_take_recipients (report, other, limit);
  }
  if (structure->others && !_dsn_report_has_problem (report, DSN_RULE_SEVERAL_STATUS_PARTS, -1))
    _dsn_report_add_problem (report, DSN_RULE_SEVERAL_STATUS_PARTS, -1, NULL, DSN_NO_OFFSET,
                             "there are several reports in the message: what is said of the "
                             "message as a whole is said by the first");
}

/* Whether a message without a machine part may be a bounce that people read. */
static gboolean
may_be_wild (DsnKind kind)
{
  return kind != DSN_KIND_MDN && kind != DSN_KIND_ARF;
}

static void
parse_kind (const DsnParser *parser, DsnReport *report, const DsnMime *mime,
            const DsnStructure *structure)
{
  dsn_report_set_kind (report, structure->kind);
  if (structure->kind == DSN_KIND_DSN) {
    parse_delivery_status (parser, report, mime, structure);
    parse_others (parser, report, mime, structure);
  } else if (structure->kind == DSN_KIND_ARF)
    _dsn_parser_read_feedback (parser, report, &mime->header, structure);
  else if (structure->kind == DSN_KIND_AUTO_REPLY)
    _dsn_auto_reply_read (report, structure->rule);
}

static void
parse_message (const DsnParser *parser, DsnReport *report, const DsnMime *mime, DsnParserLook look,
               gpointer data)
{
  DsnStructure structure;
  DsnParsed parsed = { parser, report, mime, &structure };

  _dsn_header_read_message (report, &mime->header);
  _dsn_structure_find (parser, mime, report, &structure);
  if (structure.status->len > 0 || !may_be_wild (structure.kind)
      || !_dsn_parser_read_wild (parser, report, mime, structure.kind)) {
    _dsn_structure_find_auto_reply (mime, report, &structure);
    parse_kind (parser, report, mime, &structure);
  }
  if (look)
    look (&parsed, data);
  _dsn_structure_clear (&structure);
}

/* Cuts off what would take more memory than a message may. (transfer full) */
static GBytes *
cut_to_measure (DsnReport *report, GBytes *message)
{
  gsize length;
  const char *text = g_bytes_get_data (message, &length);
  gsize measure = _dsn_guard_measure (text, length);

  if (measure == length)
    return g_bytes_ref (message);
  _dsn_report_add_problem (report, DSN_RULE_TOO_MANY_PARTS, -1, NULL, (goffset) measure,
                           "there are so many lines that may be boundaries or header fields that "
                           "only the first %" G_GSIZE_FORMAT " octets were read",
                           measure);
  return g_bytes_new_from_bytes (message, 0, measure);
}

static GBytes *
trim_fields (DsnReport *report, GBytes *message)
{
  goffset offset;
  GBytes *trimmed = _dsn_trim_fields (message, &offset);

  if (offset != DSN_NO_OFFSET)
    _dsn_report_add_problem (report, DSN_RULE_HEADER_TOO_COMPLEX, -1, NULL, offset,
                             "a header field has so many addresses, parameters or words that only "
                             "its beginning was read");
  return trimmed;
}

/* The octets to read, with what had to be done to them noted. (transfer full) */
static GBytes *
prepare (DsnReport *report, GBytes *message, guint64 size)
{
  g_autoptr (GBytes) bytes = normalize_line_ends (message);
  g_autoptr (GBytes) measured = NULL;

  if (size > g_bytes_get_size (bytes))
    _dsn_report_add_problem (report, DSN_RULE_MESSAGE_TOO_LARGE, -1, NULL, DSN_NO_OFFSET,
                             "only the first %" G_GSIZE_FORMAT " octets of %" G_GUINT64_FORMAT
                             " were read",
                             g_bytes_get_size (bytes), size);
  if (bytes != message)
    _dsn_report_add_problem (report, DSN_RULE_BARE_CR_LINES, -1, NULL, DSN_NO_OFFSET,
                             "lines end in CR alone");
  measured = cut_to_measure (report, bytes);
  return trim_fields (report, measured);
}

DsnReport *
_dsn_parser_parse_and_look (const DsnParser *parser, GBytes *message, guint64 size,
                            DsnParserLook look, gpointer data)
{
  DsnReport *report = dsn_report_new ();
  g_autoptr (GBytes) bytes = prepare (report, message, size);
  GAsyncQueue *idle = _dsn_parser_get_idle (parser);
  DsnMime *mime = _dsn_mime_open (idle, bytes, look != NULL);

  if (mime->message)
    parse_message (parser, report, mime, look, data);
  else
    _dsn_report_add_problem (report, DSN_RULE_NOT_A_MESSAGE, -1, NULL, 0,
                             "there is no message header at the beginning");
  _dsn_mime_close (idle, mime);
  return report;
}

DsnReport *
dsn_parser_parse (const DsnParser *parser, GBytes *message, guint64 size)
{
  g_return_val_if_fail (parser != NULL && message != NULL, dsn_report_new ());
  return _dsn_parser_parse_and_look (parser, message, size, NULL, NULL);
}
