/* dsn-malform-edit.c: changes to the octets of a report.
 * SPDX-License-Identifier: LGPL-2.1-or-later */
#include <string.h>

#include "dsn-malform-private.h"

void
_dsn_malform_init (DsnMalform *m, GBytes *message)
{
  m->text =
      g_string_new_len (g_bytes_get_data (message, NULL), (gssize) g_bytes_get_size (message));
  m->boundary = _dsn_layout_find_boundary (message);
  _dsn_layout_init (&m->layout, m->text->str, m->text->len, m->boundary, 0);
}

void
_dsn_malform_clear (DsnMalform *m)
{
  if (m->text)
    g_string_free (m->text, TRUE);
  g_free (m->boundary);
  _dsn_layout_clear (&m->layout);
}

void
_dsn_malform_splice (DsnMalform *m, DsnRange range, const char *replacement, gsize length)
{
  g_string_erase (m->text, (gssize) range.from, (gssize) (range.to - range.from));
  g_string_insert_len (m->text, (gssize) range.from, replacement, (gssize) length);
  _dsn_layout_clear (&m->layout);
  _dsn_layout_init (&m->layout, m->text->str, m->text->len, m->boundary, 0);
}

void
_dsn_malform_replace (DsnMalform *m, DsnRange range, const char *replacement)
{
  _dsn_malform_splice (m, range, replacement, strlen (replacement));
}

const DsnLayoutPart *
_dsn_malform_get_part (const DsnMalform *m, guint number)
{
  return number < m->layout.parts->len ? &g_array_index (m->layout.parts, DsnLayoutPart, number)
                                       : NULL;
}

/* The first or the last group of fields in a body. */
static DsnRange
find_group (const DsnMalform *m, DsnRange body, gboolean last)
{
  DsnRange group = { body.from, body.from };

  for (gsize at = body.from, next; at < body.to; at = next) {
    next = MIN (_dsn_layout_next_line (m->text->str, m->text->len, at), body.to);
    if (m->text->str[at] == '\n') {
      if (!last)
        return group;
      if (next < body.to)
        group.from = group.to = next;
      continue;
    }
    group.to = next;
  }
  return group;
}

gboolean
_dsn_malform_find (const DsnMalform *m, DsnTarget target, DsnRange *range)
{
  guint number = target == DSN_TARGET_HUMAN                                       ? 0
                 : target == DSN_TARGET_RETURNED || target == DSN_TARGET_ORIGINAL ? 2
                                                                                  : 1;
  const DsnLayoutPart *part = _dsn_malform_get_part (m, number);

  *range = m->layout.header;
  if (target == DSN_TARGET_HEADER)
    return TRUE;
  if (!part)
    return FALSE;
  if (target == DSN_TARGET_ORIGINAL)
    *range = (DsnRange){ part->body.from, _dsn_layout_find_header_end (m->text->str, part->body.to,
                                                                       part->body.from) };
  else if (target == DSN_TARGET_MESSAGE || target == DSN_TARGET_RECIPIENT)
    *range = find_group (m, part->body, target == DSN_TARGET_RECIPIENT);
  else
    *range = part->header;
  return TRUE;
}

char *
_dsn_malform_copy (const DsnMalform *m, DsnRange range)
{
  return g_strndup (m->text->str + range.from, range.to - range.from);
}

char *
_dsn_malform_get (const DsnMalform *m, DsnTarget target, const char *field)
{
  DsnRange range;

  if (!_dsn_malform_find (m, target, &range))
    return NULL;
  return _dsn_layout_get_value (&m->layout, range, field);
}

gboolean
_dsn_malform_add_line (DsnMalform *m, DsnTarget target, const char *line)
{
  g_autofree char *text = NULL;
  DsnRange range;
  gboolean has_end;

  if (!_dsn_malform_find (m, target, &range))
    return FALSE;
  /* The last line of a part may have no end of its own. */
  has_end = range.to > range.from && m->text->str[range.to - 1] == '\n';
  text = has_end || range.to == range.from ? g_strconcat (line, "\n", NULL)
                                           : g_strconcat ("\n", line, NULL);
  _dsn_malform_replace (m, (DsnRange){ range.to, range.to }, text);
  return TRUE;
}

gboolean
_dsn_malform_set (DsnMalform *m, DsnTarget target, const char *field, const char *value)
{
  g_autofree char *line = g_strconcat (field, ": ", value, NULL);
  g_autofree char *whole = NULL;
  DsnRange range, place;

  if (!_dsn_malform_find (m, target, &range))
    return FALSE;
  if (!_dsn_layout_find_field (&m->layout, range, field, &place))
    return _dsn_malform_add_line (m, target, line);
  whole = g_strconcat (line, m->text->str[place.to - 1] == '\n' ? "\n" : "", NULL);
  _dsn_malform_replace (m, place, whole);
  return TRUE;
}

gboolean
_dsn_malform_remove (DsnMalform *m, DsnTarget target, const char *field)
{
  DsnRange range, place;

  if (!_dsn_malform_find (m, target, &range)
      || !_dsn_layout_find_field (&m->layout, range, field, &place))
    return FALSE;
  _dsn_malform_replace (m, place, "");
  return TRUE;
}
