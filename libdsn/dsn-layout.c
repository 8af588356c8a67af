/* dsn-layout.c: where the header and the parts of a message stand among its octets.
 * SPDX-License-Identifier: LGPL-2.1-or-later */
#include <string.h>

#include "dsn-gmime-private.h"

#include "dsn-fields-private.h"
#include "dsn-layout-private.h"

gsize
_dsn_layout_next_line (const char *text, gsize length, gsize from)
{
  const char *newline = from < length ? memchr (text + from, '\n', length - from) : NULL;

  return newline ? (gsize) (newline - text) + 1 : length;
}

static gboolean
is_empty_line (const char *text, gsize length, gsize from)
{
  return from < length
         && (text[from] == '\n'
             || (text[from] == '\r' && from + 1 < length && text[from + 1] == '\n'));
}

gsize
_dsn_layout_find_header_end (const char *text, gsize length, gsize from)
{
  while (from < length && !is_empty_line (text, length, from))
    from = _dsn_layout_next_line (text, length, from);
  return from;
}

/* Whether a line is a boundary, and the last: "--boundary" or "--boundary--", blanks behind it. */
static gboolean
is_delimiter (const char *line, gsize length, const char *boundary, gsize boundary_length,
              gboolean *is_closing)
{
  if (length < boundary_length + 2 || line[0] != '-' || line[1] != '-'
      || memcmp (line + 2, boundary, boundary_length) != 0)
    return FALSE;
  line += boundary_length + 2;
  length -= boundary_length + 2;
  *is_closing = length >= 2 && line[0] == '-' && line[1] == '-';
  if (*is_closing) {
    line += 2;
    length -= 2;
  }
  while (length > 0 && g_ascii_isspace (*line)) {
    line++;
    length--;
  }
  return length == 0;
}

/* The line end before a boundary belongs to it. */
static gsize
before_line_end (const char *text, gsize from, gsize at)
{
  if (at > from && text[at - 1] == '\n')
    at--;
  if (at > from && text[at - 1] == '\r')
    at--;
  return at;
}

static void
end_part (DsnLayout *layout, gsize at)
{
  DsnLayoutPart *part;

  if (layout->parts->len == 0)
    return;
  part = &g_array_index (layout->parts, DsnLayoutPart, layout->parts->len - 1);
  part->header.to = _dsn_layout_find_header_end (layout->text, at, part->header.from);
  part->body.from = _dsn_layout_next_line (layout->text, at, part->header.to);
  part->body.to = before_line_end (layout->text, part->body.from, at);
}

static void
find_parts (DsnLayout *layout, const char *boundary, gsize from)
{
  gsize boundary_length = strlen (boundary);
  gboolean is_closing;

  for (gsize at = from, next; at < layout->length; at = next) {
    next = _dsn_layout_next_line (layout->text, layout->length, at);
    if (!is_delimiter (layout->text + at, next - at, boundary, boundary_length, &is_closing))
      continue;
    end_part (layout, at);
    if (is_closing) {
      layout->is_closed = TRUE;
      layout->closing = (DsnRange){ at, next };
      return;
    }
    g_array_append_val (layout->parts,
                        ((DsnLayoutPart){ .delimiter = at, .header = { next, next } }));
  }
  end_part (layout, layout->length);
}

void
_dsn_layout_init (DsnLayout *layout, const char *text, gsize length, const char *boundary,
                  gsize from)
{
  memset (layout, 0, sizeof *layout);
  layout->text = text;
  layout->length = length;
  layout->header.to = _dsn_layout_find_header_end (text, length, 0);
  layout->parts = g_array_new (FALSE, FALSE, sizeof (DsnLayoutPart));
  layout->closing = (DsnRange){ length, length };
  if (boundary && *boundary)
    find_parts (layout, boundary, MAX (from, layout->header.to));
}

void
_dsn_layout_clear (DsnLayout *layout)
{
  g_clear_pointer (&layout->parts, g_array_unref);
}

const DsnLayoutPart *
_dsn_layout_get_part (const DsnLayout *layout, gsize place)
{
  for (guint i = 0; i < layout->parts->len; i++) {
    const DsnLayoutPart *part = &g_array_index (layout->parts, DsnLayoutPart, i);

    if (place >= part->header.from && place <= part->body.to)
      return part;
  }
  return NULL;
}

/* Goes on to a field of a name; FALSE at the end. */
static gboolean
scan_to_field (DsnScan *scan, const char *name)
{
  DsnScanToken token;

  while ((token = _dsn_scan_next (scan)) != DSN_SCAN_END)
    if (token == DSN_SCAN_FIELD && strlen (name) == scan->name_length
        && g_ascii_strncasecmp (scan->name, name, scan->name_length) == 0)
      return TRUE;
  return FALSE;
}

gboolean
_dsn_layout_find_field (const DsnLayout *layout, DsnRange header, const char *name, DsnRange *field)
{
  DsnScan scan;
  gboolean found;

  _dsn_scan_init (&scan, layout->text + header.from, header.to - header.from);
  found = scan_to_field (&scan, name);
  if (found)
    *field = (DsnRange){ header.from + (gsize) scan.offset,
                         header.from + (gsize) (scan.at - scan.start) };
  _dsn_scan_clear (&scan);
  return found;
}

char *
_dsn_layout_get_value (const DsnLayout *layout, DsnRange header, const char *name)
{
  DsnScan scan;
  char *value = NULL;

  _dsn_scan_init (&scan, layout->text + header.from, header.to - header.from);
  if (scan_to_field (&scan, name))
    value = g_strdup (scan.value->str);
  _dsn_scan_clear (&scan);
  return value;
}

char *
_dsn_layout_find_boundary (GBytes *message)
{
  g_autofree char *value = NULL;
  GMimeContentType *type;
  DsnLayout layout;
  char *boundary;
  gsize length;
  const char *text = g_bytes_get_data (message, &length);

  _dsn_layout_init (&layout, text, length, NULL, 0);
  value = _dsn_layout_get_value (&layout, layout.header, "Content-Type");
  _dsn_layout_clear (&layout);
  _dsn_gmime_init ();
  type = g_mime_content_type_parse (NULL, value ? value : "text/plain");
  boundary = g_strdup (g_mime_content_type_get_parameter (type, "boundary"));
  g_object_unref (type);
  return boundary;
}
