/* dsn-fix-parts.c: the header of a report and its parts that are put right.
 * SPDX-License-Identifier: LGPL-2.1-or-later */
#include <string.h>

#include "dsn-gmime-private.h"

#include "dsn-fix-private.h"

/* RFC 5322 section 2.1.1. */
#define MAX_LINE 998

static gboolean
has_finding (const DsnFix *fix, DsnRule rule)
{
  return _dsn_report_has_problem (dsn_verdict_get_report (fix->verdict), rule, -1);
}

static gboolean
add_header_field (DsnFix *fix, const char *name, const char *value)
{
  if (!_dsn_fix_set_field (fix, fix->layout.header, name, value))
    return FALSE;
  _dsn_fix_note (fix, "wrote \"%s: %s\"", name, value);
  return TRUE;
}

static gboolean
fix_mime_version (DsnFix *fix)
{
  return add_header_field (fix, "MIME-Version", "1.0");
}

static gboolean
fix_auto_submitted (DsnFix *fix)
{
  return add_header_field (fix, "Auto-Submitted", "auto-replied");
}

/* Puts another media type for the one that a Content-Type field has; its parameters stay. */
static gboolean
set_media_type (DsnFix *fix, DsnRange header, const char *type)
{
  gsize value, end;
  DsnRange field;

  if (!_dsn_layout_find_field (&fix->layout, header, "Content-Type", &field)
      || !_dsn_fix_find_field (fix, field.from, &field, &value))
    return FALSE;
  for (end = value; end < field.to && !strchr ("; \t\r\n", fix->text[end]);)
    end++;
  if (!_dsn_fix_edit (fix, (DsnRange){ value, end }, type))
    return FALSE;
  _dsn_fix_note (fix, "the type is %s now, was %.*s", type, (int) MIN (end - value, 100),
                 fix->text + value);
  return TRUE;
}

/* The value of a parameter, with its quotes. */
static gboolean
find_parameter (const DsnFix *fix, DsnRange field, const char *name, DsnRange *value)
{
  g_autofree char *text = g_strndup (fix->text + field.from, field.to - field.from);
  g_autofree char *lower = g_ascii_strdown (text, -1);
  const char *found = strstr (lower, name);
  const char *at = found ? found + strlen (name) : NULL;
  gsize length;

  if (!at || *at != '=')
    return FALSE;
  at++;
  length = *at == '"' ? strcspn (at + 1, "\"") + 2 : strcspn (at, "; \t\r\n");
  value->from = field.from + (gsize) (at - lower);
  value->to = MIN (value->from + length, field.to);
  return TRUE;
}

/* The type of the second part is what the parameter has to be. */
static gboolean
fix_report_type (DsnFix *fix)
{
  g_autofree char *parameter = NULL;
  DsnRange field, value;
  gsize end;

  if (!_dsn_layout_find_field (&fix->layout, fix->layout.header, "Content-Type", &field)
      || field.from != fix->place)
    return FALSE;
  parameter = g_strconcat (";", fix->newline, "\treport-type=delivery-status", NULL);
  for (end = field.to; end > field.from && strchr ("; \t\r\n", fix->text[end - 1]);)
    end--;
  if (find_parameter (fix, field, "report-type", &value)
          ? !_dsn_fix_edit (fix, value, "delivery-status")
          : !_dsn_fix_edit (fix, (DsnRange){ end, end }, parameter))
    return FALSE;
  _dsn_fix_note (fix, "wrote report-type=delivery-status");
  return TRUE;
}

/* A multipart/mixed that has the parts of a report, in their order. */
static gboolean
fix_container_type (DsnFix *fix)
{
  g_autofree char *type = _dsn_layout_get_value (&fix->layout, fix->layout.header, "Content-Type");

  if (!type || g_ascii_strncasecmp (type, "multipart/mixed", 15) != 0 || fix->layout.parts->len < 2
      || fix->layout.parts->len > 3 || has_finding (fix, DSN_RULE_MISSING_HUMAN_PART)
      || has_finding (fix, DSN_RULE_PARTS_OUT_OF_ORDER)
      || has_finding (fix, DSN_RULE_SEVERAL_STATUS_PARTS))
    return FALSE;
  return set_media_type (fix, fix->layout.header, "multipart/report");
}

static gboolean
fix_status_part_type (DsnFix *fix)
{
  const DsnLayoutPart *part = _dsn_fix_get_part (fix);

  return part && set_media_type (fix, part->header, "message/delivery-status");
}

/* RFC 3464 section 2.1: no parameter is defined. */
static gboolean
fix_status_part_parameter (DsnFix *fix)
{
  g_autofree char *text = _dsn_fix_get_value (fix);
  g_autofree char *type = text ? g_strndup (text, strcspn (text, "; \t(")) : NULL;

  if (!type || !_dsn_fix_set_value (fix, type))
    return FALSE;
  _dsn_fix_note (fix, "the type is %s now, without parameters", type);
  return TRUE;
}

/* An address of type utf-8 may be written in another way in the other part. */
static gboolean
fix_needless_global_part (DsnFix *fix)
{
  const DsnLayoutPart *part = _dsn_fix_get_part (fix);
  g_autofree char *body =
      part ? g_strndup (fix->text + part->body.from, part->body.to - part->body.from) : NULL;
  g_autofree char *lower = body ? g_ascii_strdown (body, -1) : NULL;

  return lower && !strstr (lower, "utf-8")
         && set_media_type (fix, part->header, "message/delivery-status");
}

/* OpenSMTPD calls a whole message so. */
static gboolean
fix_headers_part (DsnFix *fix)
{
  const DsnLayoutPart *part = _dsn_fix_get_part (fix);
  g_autofree char *encoding =
      part ? _dsn_layout_get_value (&fix->layout, part->header, "Content-Transfer-Encoding") : NULL;
  g_autofree char *type =
      part ? _dsn_layout_get_value (&fix->layout, part->header, "Content-Type") : NULL;

  if (!type
      || (encoding
          && g_mime_content_encoding_from_string (encoding) >= GMIME_CONTENT_ENCODING_BASE64))
    return FALSE;
  return set_media_type (fix, part->header,
                         g_ascii_strncasecmp (type, "message/global", 14) == 0 ? "message/global"
                                                                               : "message/rfc822");
}

/* Names that can only mean one of the types. */
static gboolean
fix_original_type (DsnFix *fix)
{
  const DsnLayoutPart *part = _dsn_fix_get_part (fix);
  g_autofree char *text = _dsn_fix_get_value (fix);
  g_autofree char *type = text ? g_strndup (text, strcspn (text, "; \t")) : NULL;

  if (!part || !type
      || (g_ascii_strcasecmp (type, "text/rfc822-header") != 0
          && g_ascii_strcasecmp (type, "message/rfc822-headers") != 0))
    return FALSE;
  return set_media_type (fix, part->header, "text/rfc822-headers");
}

/* Whether octets can stand in 7bit. */
static gboolean
is_seven_bit (const char *text, gsize length)
{
  gsize line = 0;

  for (gsize i = 0; i < length; i++) {
    line = text[i] == '\n' ? 0 : line + 1;
    if (text[i] == '\0' || (guchar) text[i] >= 0x80 || line > MAX_LINE)
      return FALSE;
  }
  return TRUE;
}

/* What was encoded, with the line ends of the message; NULL if it cannot stand as it is. (transfer full) */
static char *
decode_body (const DsnFix *fix, const DsnLayoutPart *part, GMimeContentEncoding type)
{
  GMimeEncoding encoding;
  gsize length = part->body.to - part->body.from;
  GString *text;
  g_autofree char *decoded = NULL;

  g_mime_encoding_init_decode (&encoding, type);
  decoded = g_malloc (g_mime_encoding_outlen (&encoding, length) + 1);
  length = g_mime_encoding_step (&encoding, fix->text + part->body.from, length, decoded);
  if (!is_seven_bit (decoded, length))
    return NULL;
  text = g_string_new_len (decoded, (gssize) length);
  g_string_replace (text, "\r\n", "\n", 0);
  g_string_replace (text, "\n", fix->newline, 0);
  return g_string_free (text, FALSE);
}

static gboolean
fix_encoded_status_part (DsnFix *fix)
{
  const DsnLayoutPart *part = _dsn_fix_get_part (fix);
  g_autofree char *name =
      part ? _dsn_layout_get_value (&fix->layout, part->header, "Content-Transfer-Encoding") : NULL;
  GMimeContentEncoding type =
      name ? g_mime_content_encoding_from_string (name) : GMIME_CONTENT_ENCODING_DEFAULT;
  g_autofree char *body = NULL;

  if (type != GMIME_CONTENT_ENCODING_BASE64 && type != GMIME_CONTENT_ENCODING_QUOTEDPRINTABLE)
    return FALSE;
  body = decode_body (fix, part, type);
  if (!body || !_dsn_fix_edit (fix, part->body, body)
      || !_dsn_fix_set_field (fix, part->header, "Content-Transfer-Encoding", "7bit"))
    return FALSE;
  _dsn_fix_note (fix, "decoded the fields, which are in 7bit now");
  return TRUE;
}

/* What is in 8bit is said to be, first in the part and then in what holds it. */
static gboolean
fix_encoding (DsnFix *fix)
{
  const DsnLayoutPart *part = _dsn_fix_get_part (fix);
  DsnRange header = part ? part->header : fix->layout.header;
  g_autofree char *name = _dsn_layout_get_value (&fix->layout, header, "Content-Transfer-Encoding");

  if (name && g_ascii_strcasecmp (name, "7bit") != 0)
    return FALSE;
  if (!_dsn_fix_set_field (fix, header, "Content-Transfer-Encoding", "8bit"))
    return FALSE;
  _dsn_fix_note (fix, "wrote \"Content-Transfer-Encoding: 8bit\" in the header of the %s",
                 part ? "part" : "message");
  return TRUE;
}

/* Fields first and the text for people second: no other order of the two is left. */
static gboolean
fix_order (DsnFix *fix)
{
  const DsnLayoutPart *first, *second;
  g_autofree char *type = NULL, *swapped = NULL, *other_type = NULL;
  gsize end;

  if (fix->layout.parts->len < 2 || !fix->layout.is_closed)
    return FALSE;
  first = &g_array_index (fix->layout.parts, DsnLayoutPart, 0);
  second = first + 1;
  type = _dsn_layout_get_value (&fix->layout, first->header, "Content-Type");
  other_type = _dsn_layout_get_value (&fix->layout, second->header, "Content-Type");
  if (!type || g_ascii_strncasecmp (type, "message/delivery-status", 23) != 0
      || (other_type && g_ascii_strncasecmp (other_type, "text/plain", 10) != 0))
    return FALSE;
  end = fix->layout.parts->len > 2 ? second[1].delimiter : fix->layout.closing.from;
  swapped =
      g_strdup_printf ("%.*s%.*s", (int) (end - second->delimiter), fix->text + second->delimiter,
                       (int) (second->delimiter - first->delimiter), fix->text + first->delimiter);
  if (strlen (swapped) != end - first->delimiter
      || !_dsn_fix_edit (fix, (DsnRange){ first->delimiter, end }, swapped))
    return FALSE;
  _dsn_fix_note (fix, "put the text for people before the fields");
  return TRUE;
}

/* Whether nothing but closing boundaries stands behind the first. */
static gboolean
is_closed_only (const DsnFix *fix)
{
  DsnRange closing = fix->layout.closing;
  gsize length = closing.to - closing.from;

  while (length > 0 && g_ascii_isspace (fix->text[closing.from + length - 1]))
    length--;
  for (gsize at = closing.to, next; at < fix->length; at = next) {
    gsize end = next = _dsn_layout_next_line (fix->text, fix->length, at);

    while (end > at && g_ascii_isspace (fix->text[end - 1]))
      end--;
    if (end > at
        && (end - at != length || memcmp (fix->text + at, fix->text + closing.from, length) != 0))
      return FALSE;
  }
  return TRUE;
}

static gboolean
fix_closing (DsnFix *fix)
{
  if (!fix->layout.is_closed || !is_closed_only (fix)
      || !_dsn_fix_edit (fix, (DsnRange){ fix->layout.closing.to, fix->length }, ""))
    return FALSE;
  _dsn_fix_note (fix, "took away what closed the report again");
  return TRUE;
}

DsnFixer
_dsn_fix_find_part_fixer (DsnRule rule)
{
  static const struct {
    DsnRule rule;
    DsnFixer fixer;
  } fixers[] = {
    { DSN_RULE_MISSING_MIME_VERSION, fix_mime_version },
    { DSN_RULE_MISSING_AUTO_SUBMITTED, fix_auto_submitted },
    { DSN_RULE_WRONG_AUTO_SUBMITTED, fix_auto_submitted },
    { DSN_RULE_NOT_A_REPORT, fix_container_type },
    { DSN_RULE_WRONG_REPORT_TYPE, fix_report_type },
    { DSN_RULE_WRONG_STATUS_PART_TYPE, fix_status_part_type },
    { DSN_RULE_STATUS_PART_PARAMETER, fix_status_part_parameter },
    { DSN_RULE_NEEDLESS_GLOBAL_PART, fix_needless_global_part },
    { DSN_RULE_ENCODED_STATUS_PART, fix_encoded_status_part },
    { DSN_RULE_BODY_IN_HEADERS_PART, fix_headers_part },
    { DSN_RULE_WRONG_ORIGINAL_TYPE, fix_original_type },
    { DSN_RULE_EIGHT_BIT_WITHOUT_ENCODING, fix_encoding },
    { DSN_RULE_PARTS_OUT_OF_ORDER, fix_order },
    { DSN_RULE_TEXT_AFTER_CLOSING_BOUNDARY, fix_closing },
  };

  for (guint i = 0; i < G_N_ELEMENTS (fixers); i++)
    if (fixers[i].rule == rule)
      return fixers[i].fixer;
  return NULL;
}
