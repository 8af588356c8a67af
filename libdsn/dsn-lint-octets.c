/* dsn-lint-octets.c: lines and octets that do not survive the mail.
 * SPDX-License-Identifier: LGPL-2.1-or-later */
#include <string.h>

#include "dsn-lint-private.h"

/* RFC 5322 section 2.1.1: octets of a line, without its end. */
#define MAX_LINE 998

static gsize
without_line_end (const char *line, gsize length)
{
  while (length > 0 && (line[length - 1] == '\n' || line[length - 1] == '\r'))
    length--;
  return length;
}

static void
check_line_length (const DsnLintCase *c)
{
  gsize first = 0;
  guint count = 0;

  for (gsize at = 0, next; at < c->length; at = next) {
    next = _dsn_layout_next_line (c->text, c->length, at);
    if (next - at <= MAX_LINE || without_line_end (c->text + at, next - at) <= MAX_LINE)
      continue;
    if (count++ == 0)
      first = at + MAX_LINE;
  }
  if (count > 0)
    DSN_LINT_NOTE (c, DSN_RULE_LINE_TOO_LONG, -1, NULL, first,
                   count == 1 ? "the line is longer than %d octets"
                              : "this line and others are longer than %d octets",
                   MAX_LINE);
}

/* The first octet outside ASCII, or the end of the range. */
static gsize
find_eight_bit (const DsnLintCase *c, DsnRange range)
{
  gsize at = range.from;

  while (at < range.to && (guchar) c->text[at] < 0x80)
    at++;
  return at;
}

static gboolean
is_global_report (const DsnLintCase *c)
{
  return g_strcmp0 (dsn_report_get_format (c->report), "rfc6533") == 0;
}

/* RFC 6532: the header of an internationalized message is in UTF-8, that of any other in ASCII. */
static gboolean
check_header (const DsnLintCase *c, DsnRange header)
{
  gsize at = find_eight_bit (c, header);

  if (at == header.to
      || (is_global_report (c)
          && g_utf8_validate (c->text + header.from, (gssize) (header.to - header.from), NULL)))
    return TRUE;
  DSN_LINT_NOTE (c, DSN_RULE_EIGHT_BIT_HEADER, -1, NULL, at,
                 is_global_report (c) ? "the header has octets that are not UTF-8"
                                      : "the header has octets outside ASCII");
  return FALSE;
}

static void
check_headers (const DsnLintCase *c)
{
  if (c->is_own_message && !check_header (c, c->layout.header))
    return;
  for (guint i = 0; i < c->layout.parts->len; i++)
    if (!check_header (c, g_array_index (c->layout.parts, DsnLayoutPart, i).header))
      return;
}

static gboolean
allows_eight_bit (const DsnLintCase *c, DsnRange header)
{
  g_autofree char *value = _dsn_layout_get_value (&c->layout, header, "Content-Transfer-Encoding");

  return value
         && (g_ascii_strncasecmp (value, "8bit", 4) == 0
             || g_ascii_strncasecmp (value, "binary", 6) == 0);
}

/* A part of ASCII fields has rules of its own. */
static gboolean
is_ascii_status (const DsnLintCase *c, DsnRange header)
{
  g_autofree char *type = _dsn_layout_get_value (&c->layout, header, "Content-Type");

  return type && g_ascii_strncasecmp (type, "message/delivery-status", 23) == 0;
}

/* RFC 2045 section 6.2 and, for what holds parts, section 6.4. */
static void
check_encoding (const DsnLintCase *c)
{
  gsize first = c->length;

  for (guint i = 0; i < c->layout.parts->len; i++) {
    const DsnLayoutPart *part = &g_array_index (c->layout.parts, DsnLayoutPart, i);
    gsize at = find_eight_bit (c, part->body);

    if (at == part->body.to || is_ascii_status (c, part->header))
      continue;
    first = MIN (first, at);
    if (!allows_eight_bit (c, part->header)) {
      DSN_LINT_NOTE (c, DSN_RULE_EIGHT_BIT_WITHOUT_ENCODING, -1, "Content-Transfer-Encoding", at,
                     "the part has octets outside ASCII, but is not said to be in 8bit");
      return;
    }
  }
  if (first < c->length && c->is_top_level && !allows_eight_bit (c, c->layout.header))
    DSN_LINT_NOTE (c, DSN_RULE_EIGHT_BIT_WITHOUT_ENCODING, -1, "Content-Transfer-Encoding",
                   _dsn_lint_header_offset ((GMimeObject *) c->parsed->structure->container,
                                            "Content-Type", 0),
                   "a part is in 8bit, but the message that holds it is not said to be");
}

static void
check_boundary (const DsnLintCase *c)
{
  GMimeMultipart *container = c->parsed->structure->container;
  const char *boundary = container ? g_mime_multipart_get_boundary (container) : NULL;

  if (container && !(boundary && _dsn_is_boundary (boundary)))
    DSN_LINT_NOTE (c, DSN_RULE_BAD_BOUNDARY, -1, "Content-Type",
                   _dsn_lint_header_offset (GMIME_OBJECT (container), "Content-Type", 0),
                   boundary ? "\"%s\" cannot be a boundary"
                            : "there is no boundary to tell the parts by%s",
                   boundary ? boundary : "");
}

static void
check_epilogue (const DsnLintCase *c)
{
  gsize at = c->layout.closing.to;

  while (at < c->length && g_ascii_isspace (c->text[at]))
    at++;
  if (c->is_top_level && at < c->length)
    DSN_LINT_NOTE (c, DSN_RULE_TEXT_AFTER_CLOSING_BOUNDARY, -1, NULL, at,
                   "there is text after the closing boundary");
}

void
_dsn_lint_check_octets (const DsnLintCase *c)
{
  check_line_length (c);
  check_headers (c);
  check_encoding (c);
  check_boundary (c);
  check_epilogue (c);
}
