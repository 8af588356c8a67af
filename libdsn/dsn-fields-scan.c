/* dsn-fields-scan.c: from octets to lines that look like fields.
 * SPDX-License-Identifier: LGPL-2.1-or-later */
#include <string.h>

#include "dsn-charset-private.h"
#include "dsn-fields-private.h"

void
_dsn_scan_init (DsnScan *scan, const char *body, gsize length)
{
  memset (scan, 0, sizeof *scan);
  if (length == 0)
    body = "";
  scan->start = scan->at = body;
  scan->end = body + length;
  /* CR ends lines where nothing else does; a CR that a server put into its reply begins no field. */
  scan->newline = memchr (body, '\n', length) ? '\n' : '\r';
  scan->value = g_string_new (NULL);
}

void
_dsn_scan_clear (DsnScan *scan)
{
  g_string_free (scan->value, TRUE);
}

/* The end of a line's text and, in @next, where the line after it begins. */
static const char *
line_end (const DsnScan *scan, const char *line, const char **next)
{
  const char *end = memchr (line, scan->newline, (gsize) (scan->end - line));

  *next = end ? end + 1 : scan->end;
  if (!end)
    end = scan->end;
  /* CR CR LF is CRLF that was taken for text by a system that writes CRLF. */
  while (end > line && end[-1] == '\r')
    end--;
  return end;
}

static gboolean
is_blank (const char *line, const char *end)
{
  for (; line < end; line++)
    if (*line != ' ' && *line != '\t')
      return FALSE;
  return TRUE;
}

/* RFC 5322 section 3.6.8: a field name is printable ASCII but the colon. */
static const char *
find_colon (DsnScan *scan, const char *line, const char *end)
{
  const char *at = line;

  while (at < end && g_ascii_isgraph (*at) && *at != ':')
    at++;
  scan->name = line;
  scan->name_length = (gsize) (at - line);
  scan->space_before_colon = at < end && (*at == ' ' || *at == '\t');
  while (at < end && (*at == ' ' || *at == '\t'))
    at++;
  return at < end && *at == ':' && scan->name_length > 0 ? at : NULL;
}

static void
append_stripped (GString *value, const char *text, const char *end)
{
  while (text < end && (*text == ' ' || *text == '\t'))
    text++;
  while (end > text && (end[-1] == ' ' || end[-1] == '\t'))
    end--;
  if (value->len > 0 && text < end)
    g_string_append_c (value, ' ');
  g_string_append_len (value, text, end - text);
}

static gboolean
blank_carriage_returns (GString *value)
{
  char *end = value->str + value->len;
  char *first = memchr (value->str, '\r', value->len);

  for (char *at = first; at; at = memchr (at, '\r', (gsize) (end - at)))
    *at = ' ';
  return first != NULL;
}

/* Makes the value a C string of valid UTF-8, on one line. */
static void
decode_value (DsnScan *scan)
{
  g_autofree char *decoded = NULL;

  scan->had_cr = blank_carriage_returns (scan->value);
  scan->had_nul = memchr (scan->value->str, '\0', scan->value->len) != NULL;
  if (!scan->had_nul && !memchr (scan->value->str, '\x1B', scan->value->len)
      && _dsn_charset_is_utf8 (scan->value->str, scan->value->len))
    return;
  decoded = _dsn_charset_to_utf8 (scan->value->str, scan->value->len, NULL);
  g_string_assign (scan->value, decoded);
}

const char *
_dsn_scan_read_value (DsnScan *scan)
{
  g_string_truncate (scan->value, 0);
  for (const char *line = scan->text, *next; line < scan->at; line = next) {
    const char *end = line_end (scan, line, &next);

    append_stripped (scan->value, line, end);
  }
  decode_value (scan);
  return scan->value->str;
}

DsnScanToken
_dsn_scan_next (DsnScan *scan)
{
  const char *line = scan->at;
  const char *end, *colon, *next;

  if (line >= scan->end)
    return DSN_SCAN_END;
  scan->offset = line - scan->start;
  end = line_end (scan, line, &scan->at);
  if (is_blank (line, end))
    return DSN_SCAN_BLANK;
  colon = find_colon (scan, line, end);
  if (!colon)
    return DSN_SCAN_GARBAGE;
  scan->text = colon + 1;
  while (scan->at < scan->end && (*scan->at == ' ' || *scan->at == '\t')) {
    if (is_blank (scan->at, line_end (scan, scan->at, &next)))
      break;
    scan->at = next;
  }
  if (!scan->names_only)
    _dsn_scan_read_value (scan);
  return DSN_SCAN_FIELD;
}
