/* dsn-mbox.c: cuts an input into messages.
 * SPDX-License-Identifier: LGPL-2.1-or-later */

#include <string.h>

#include "dsn-mailbox-private.h"
#include "dsn-mbox-private.h"

#define FROM     "From "
#define FROM_LEN (sizeof FROM - 1)

enum {
  SNIFF = 64 * 1024,       /* where the line ends are looked for */
  MARK_LEN = 1 + FROM_LEN, /* a line end and "From " */
  BLANK_MAX = 2            /* CR LF */
};

/* How far one message reaches, in places of the window. The octets dropped stood before end. */
typedef struct {
  gsize begin;
  gsize end;
  gsize next;
  guint64 dropped;
} Extent;

static gboolean
starts_from_line (const DsnInput *input, gsize place)
{
  return _dsn_input_live (input) >= place + FROM_LEN
         && memcmp (_dsn_input_at (input, place), FROM, FROM_LEN) == 0;
}

static gboolean
has_octet (const DsnInput *input, char octet)
{
  return memchr (_dsn_input_at (input, 0), octet, MIN (_dsn_input_live (input), SNIFF)) != NULL;
}

static gboolean
sniff_eol (DsnMbox *mbox, GError **error)
{
  DsnInput *input = mbox->input;

  while (!has_octet (input, '\n') && !input->eof && _dsn_input_live (input) < SNIFF)
    if (!_dsn_input_fill (input, error))
      return FALSE;
  mbox->eol = !has_octet (input, '\n') && has_octet (input, '\r') ? '\r' : '\n';
  return TRUE;
}

gboolean
_dsn_mbox_open (DsnMbox *mbox, DsnInput *input, gsize max_size, GError **error)
{
  mbox->input = input;
  mbox->max_size = max_size;
  mbox->eol = 0;
  mbox->index = 0;
  if (!_dsn_input_need (input, FROM_LEN, error))
    return FALSE;
  if (_dsn_input_live (input) == 0) {
    g_autofree char *name = g_filename_display_name (input->path);

    g_set_error (error, DSN_ERROR, DSN_ERROR_EMPTY, "%s: is empty: there is no message in it",
                 name);
    return FALSE;
  }
  if (starts_from_line (input, 0) && !sniff_eol (mbox, error))
    return FALSE;
  input->line_end = !mbox->counts_lines ? 0 : mbox->eol ? mbox->eol : '\n';
  return TRUE;
}

/* Leaves the window at the line end of the "From " line, so that a "From " line right behind it is
 * found as any other is. */
static gboolean
skip_from_line (DsnMbox *mbox, GError **error)
{
  DsnInput *input = mbox->input;

  for (;;) {
    gsize live = _dsn_input_live (input);
    const char *start = _dsn_input_at (input, 0);
    const char *eol = memchr (start, mbox->eol, live);

    _dsn_input_skip (input, eol != NULL ? (gsize) (eol - start) : live);
    if (eol != NULL || input->eof)
      return TRUE;
    if (!_dsn_input_fill (input, error))
      return FALSE;
  }
}

/* The line end before a "From " line belongs to that line, as in GMime: it is the blank line of a
 * well-formed mbox. */
static void
end_before (DsnMbox *mbox, Extent *extent, gsize mark)
{
  extent->next = mark + 1;
  extent->end = MAX (mark, extent->begin);
  if (mbox->eol == '\n' && extent->end > extent->begin
      && *_dsn_input_at (mbox->input, extent->end - 1) == '\r')
    extent->end--;
}

/* What is over the limit is dropped, but for the octets at the end in which a mark, and the CR
 * before it, may have begun. */
static void
drop_surplus (DsnMbox *mbox, Extent *extent)
{
  gsize keep = extent->begin + mbox->max_size, live = _dsn_input_live (mbox->input);

  if (live <= keep + MARK_LEN)
    return;
  extent->dropped += live - keep - MARK_LEN;
  _dsn_input_cut (mbox->input, keep, live - keep - MARK_LEN);
}

/* The first line end that a mark begins with. Few octets are an F, where memmem() looks at each. */
static const char *
find_mark (const char *text, gsize length, char eol)
{
  const char *end = text + length;
  const char *at = text;

  while ((at = memchr (at, *FROM, (gsize) (end - at))) != NULL) {
    if (at > text && at[-1] == eol && (gsize) (end - at) >= FROM_LEN
        && memcmp (at, FROM, FROM_LEN) == 0)
      return at - 1;
    at++;
  }
  return NULL;
}

static gboolean
find_end (DsnMbox *mbox, Extent *extent, GError **error)
{
  DsnInput *input = mbox->input;
  gsize seen = 0;

  for (;;) {
    const char *from = _dsn_input_at (input, seen), *hit = NULL;

    if (mbox->eol != 0)
      hit = find_mark (from, _dsn_input_live (input) - seen, mbox->eol);
    if (hit != NULL) {
      end_before (mbox, extent, seen + (gsize) (hit - from));
      return TRUE;
    }
    if (input->eof) {
      extent->end = extent->next = _dsn_input_live (input);
      return TRUE;
    }
    drop_surplus (mbox, extent);
    seen = _dsn_input_live (input);
    seen -= MIN (seen, MARK_LEN - 1);
    if (!_dsn_input_fill (input, error))
      return FALSE;
  }
}

/* Reads the value of a Content-Length field out of a line without its end. */
static gboolean
parse_length (const char *line, const char *end, gsize *length)
{
  static const char name[] = "Content-Length:";
  const char *digits;

  if ((gsize) (end - line) < sizeof name - 1
      || g_ascii_strncasecmp (line, name, sizeof name - 1) != 0)
    return FALSE;
  line += sizeof name - 1;
  while (line < end && (*line == ' ' || *line == '\t'))
    line++;
  *length = 0;
  for (digits = line; line < end && g_ascii_isdigit (*line); line++) {
    if (*length > G_MAXSSIZE / 10)
      return FALSE;
    *length = *length * 10 + (gsize) (*line - '0');
  }
  while (line > digits && line < end && g_ascii_isspace (*line))
    line++;
  return line > digits && line == end;
}

/* Goes through a header for its Content-Length; @body is where the header ends. */
static gboolean
find_length (const DsnMbox *mbox, const Extent *extent, gsize *body, gsize *length)
{
  const char *start = _dsn_input_at (mbox->input, 0), *line = start + extent->begin;
  const char *end = start + extent->next, *eol;
  gboolean found = FALSE;

  while (line < end && (eol = memchr (line, mbox->eol, (gsize) (end - line))) != NULL) {
    if (eol == line || (eol == line + 1 && *line == '\r')) {
      *body = (gsize) (eol + 1 - start);
      return found;
    }
    if (!found && (*line == 'C' || *line == 'c'))
      found = parse_length (line, eol, length);
    line = eol + 1;
  }
  return FALSE;
}

/* Whether the end of the input, or a line that begins with "From ", stands at @end or behind a
 * blank line there; the window holds what may be needed of that, or ends where the input does. */
static gboolean
may_end_at (const DsnMbox *mbox, gsize end, gsize *next)
{
  const DsnInput *input = mbox->input;
  gsize live = _dsn_input_live (input), blank = 0;
  const char *at;

  if (end > live)
    return FALSE;
  at = _dsn_input_at (input, end);
  if (live - end >= 1 && *at == mbox->eol)
    blank = 1;
  else if (mbox->eol == '\n' && live - end >= 2 && at[0] == '\r' && at[1] == '\n')
    blank = 2;
  *next = end + blank;
  return *next == live || ((blank > 0 || at[-1] == mbox->eol) && starts_from_line (input, *next));
}

/* A length that proves false costs no more than the octets read ahead, which stay in the window. */
static gboolean
apply_length (DsnMbox *mbox, Extent *extent, GError **error)
{
  gsize body, length, next;

  if (mbox->eol == 0 || extent->dropped > 0 || !find_length (mbox, extent, &body, &length))
    return TRUE;
  if (body - extent->begin > mbox->max_size || length > mbox->max_size - (body - extent->begin))
    return TRUE;
  if (body + length == extent->end)
    return TRUE;
  if (!_dsn_input_need (mbox->input, body + length + BLANK_MAX + FROM_LEN, error))
    return FALSE;
  if (may_end_at (mbox, body + length, &next)) {
    extent->end = body + length;
    extent->next = next;
  }
  return TRUE;
}

DsnMessage *
_dsn_mbox_next (DsnMbox *mbox, GError **error)
{
  DsnInput *input = mbox->input;
  Extent extent = { 0 };
  guint64 offset, size, line;
  g_autoptr (GBytes) bytes = NULL;
  DsnMessage *message;

  if (_dsn_input_live (input) == 0)
    return NULL;
  if (mbox->eol != 0 && !skip_from_line (mbox, error))
    return NULL;
  if (mbox->eol != 0 && _dsn_input_live (input) > 0)
    extent.begin = 1;
  offset = input->offset + extent.begin;
  /* What is before the message in the window is the end of its "From " line. */
  line = input->lines + extent.begin + 1;
  if (!find_end (mbox, &extent, error) || !apply_length (mbox, &extent, error))
    return NULL;
  size = extent.end - extent.begin + extent.dropped;
  bytes = _dsn_input_take (input, extent.begin, (gsize) MIN (size, mbox->max_size), extent.next);
  message = dsn_message_new (bytes, input->path, mbox->index++, offset, size);
  if (mbox->counts_lines)
    _dsn_message_set_line (message, line);
  return message;
}
