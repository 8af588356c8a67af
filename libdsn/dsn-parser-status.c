/* dsn-parser-status.c: a part of delivery status, whichever way it was written.
 * SPDX-License-Identifier: LGPL-2.1-or-later */
#include <string.h>

#include "dsn-fields-private.h"
#include "dsn-fields.h"
#include "dsn-parser-private.h"

/* How many fields a report has, to tell whether a part gave any. */
static guint
report_field_count (const DsnReport *report)
{
  guint count = dsn_report_get_n_recipients (report) + dsn_report_get_extensions (report)->len;

  for (DsnField field = 0; field < DSN_FIELD_FIRST_PER_RECIPIENT; field++)
    count += dsn_report_get_value (report, field) != NULL;
  return count;
}

static void
note_status_part (DsnReport *report, GMimeObject *part, goffset offset)
{
  const char *subtype =
      g_mime_content_type_get_media_subtype (g_mime_object_get_content_type (part));

  if (g_ascii_strcasecmp (subtype, "xdelivery-status") == 0)
    _dsn_report_add_problem (report, DSN_RULE_WRONG_STATUS_PART_TYPE, -1, "Content-Type", offset,
                             "the status part is message/%s, not message/delivery-status", subtype);
  if (offset == DSN_NO_OFFSET && g_ascii_strcasecmp (subtype, "delivery-status") == 0)
    _dsn_report_add_problem (
        report, DSN_RULE_ENCODED_STATUS_PART, -1, "Content-Transfer-Encoding", DSN_NO_OFFSET,
        "the status part is encoded, so that plain mail readers cannot show it");
}

/* Whether a text has a field that RFC 3464 knows. */
static gboolean
has_field (const char *text, gsize length)
{
  DsnScanToken token;
  DsnField field;
  gboolean found = FALSE;
  DsnScan scan;

  _dsn_scan_init (&scan, text, length);
  scan.names_only = TRUE;
  while (!found && (token = _dsn_scan_next (&scan)) != DSN_SCAN_END)
    found = token == DSN_SCAN_FIELD && _dsn_field_lookup (scan.name, scan.name_length, &field);
  _dsn_scan_clear (&scan);
  return found;
}

/* What stands before and behind the first blank line of a body whose first group says that the rest is
 * encoded, as some servers of Microsoft write it. */
typedef struct {
  gsize first_length;
  gboolean first_says_more;
  DsnContent rest;
} SplitBody;

static gboolean
is_mime_field (const DsnScan *scan)
{
  return scan->name_length > strlen ("Content-")
         && g_ascii_strncasecmp (scan->name, "Content-", strlen ("Content-")) == 0;
}

static gboolean
names_encoding (const DsnScan *scan)
{
  return scan->name_length == strlen ("Content-Transfer-Encoding")
         && g_ascii_strncasecmp (scan->name, "Content-Transfer-Encoding", scan->name_length) == 0;
}

static void
decode_rest (SplitBody *split, GMimeContentEncoding type, const char *text, gsize length)
{
  GMimeEncoding encoding;

  g_mime_encoding_init_decode (&encoding, type);
  split->rest.decoded = g_byte_array_new ();
  g_byte_array_set_size (split->rest.decoded, (guint) g_mime_encoding_outlen (&encoding, length));
  split->rest.text = (const char *) split->rest.decoded->data;
  split->rest.length =
      g_mime_encoding_step (&encoding, text, length, (char *) split->rest.decoded->data);
  split->rest.offset = DSN_NO_OFFSET;
}

/* What says that it is encoded may be plain all the same. */
static void
decode_unless_plain (SplitBody *split, GMimeContentEncoding type, const char *text, gsize length)
{
  decode_rest (split, type, text, length);
  if (!has_field (split->rest.text, split->rest.length) && has_field (text, length))
    _dsn_content_close (&split->rest);
}

/* Returns FALSE for a body that needs no such thing. */
static gboolean
split_body (SplitBody *split, const DsnContent *body)
{
  GMimeContentEncoding type = GMIME_CONTENT_ENCODING_DEFAULT;
  DsnScan scan;

  *split = (SplitBody){ .first_length = 0 };
  _dsn_scan_init (&scan, body->text, body->length);
  while (_dsn_scan_next (&scan) == DSN_SCAN_FIELD) {
    if (names_encoding (&scan))
      type = g_mime_content_encoding_from_string (scan.value->str);
    split->first_says_more |= !is_mime_field (&scan);
    split->first_length = (gsize) (scan.at - scan.start);
  }
  if (type == GMIME_CONTENT_ENCODING_BASE64 || type == GMIME_CONTENT_ENCODING_QUOTEDPRINTABLE)
    decode_unless_plain (split, type, scan.at, (gsize) (scan.end - scan.at));
  _dsn_scan_clear (&scan);
  return split->rest.decoded != NULL;
}

static void
parse_body (const DsnParser *parser, DsnReport *report, GMimeObject *part, const DsnContent *body)
{
  guint fields = report_field_count (report);
  SplitBody split;

  if (split_body (&split, body)) {
    note_status_part (report, part, DSN_NO_OFFSET);
    if (split.first_says_more)
      dsn_fields_parse (report, body->text, split.first_length, body->offset, 1);
    dsn_fields_parse (report, split.rest.text, split.rest.length, split.rest.offset,
                      dsn_parser_get_limit (parser, DSN_LIMIT_RECIPIENTS));
    _dsn_content_close (&split.rest);
  } else {
    note_status_part (report, part, body->offset);
    dsn_fields_parse (report, body->text, body->length, body->offset,
                      dsn_parser_get_limit (parser, DSN_LIMIT_RECIPIENTS));
  }
  if (report_field_count (report) == fields)
    _dsn_report_add_problem (report, DSN_RULE_EMPTY_STATUS_PART, -1, NULL, body->offset,
                             "the status part has no fields");
}

/* The same for the whole part. */
static void
open_body (DsnReport *report, GMimeObject *part, DsnContent *body)
{
  DsnContent plain;

  _dsn_content_open (body, part);
  if (!body->decoded || has_field (body->text, body->length))
    return;
  _dsn_content_open_as_it_stands (&plain, part);
  if (!plain.decoded && has_field (plain.text, plain.length)) {
    _dsn_content_close (body);
    *body = plain;
    _dsn_report_add_problem (report, DSN_RULE_ENCODED_STATUS_PART, -1, "Content-Transfer-Encoding",
                             body->offset, "the status part is said to be encoded, but is not");
    return;
  }
  _dsn_content_close (&plain);
}

void
_dsn_parser_read_status (const DsnParser *parser, DsnReport *report, GMimeObject *part)
{
  DsnContent body;

  open_body (report, part, &body);
  parse_body (parser, report, part, &body);
  _dsn_content_close (&body);
}
