/* dsn-fix-edit.c: changes to the octets of a report that are made all at once.
 * SPDX-License-Identifier: LGPL-2.1-or-later */
#include <string.h>

#include "dsn-fields-private.h"
#include "dsn-fix-private.h"

/* A part that holds a message that came back: its body must stay. */
static gboolean
is_returned (const DsnFix *fix, const DsnLayoutPart *part)
{
  g_autofree char *type = _dsn_layout_get_value (&fix->layout, part->header, "Content-Type");

  return type
         && (g_ascii_strncasecmp (type, "message/rfc822", 14) == 0
             || g_ascii_strncasecmp (type, "text/rfc822", 11) == 0
             || (g_ascii_strncasecmp (type, "message/global", 14) == 0
                 && g_ascii_strncasecmp (type, "message/global-delivery", 23) != 0));
}

static gboolean
overlaps (DsnRange a, DsnRange b)
{
  return a.from < b.to && b.from < a.to;
}

static gboolean
is_free (const DsnFix *fix, DsnRange range)
{
  for (guint i = 0; i < fix->edits->len; i++) {
    DsnRange other = g_array_index (fix->edits, DsnFixEdit, i).range;

    if (overlaps (range, other) || range.from == other.from)
      return FALSE;
  }
  for (guint i = 0; i < fix->layout.parts->len; i++) {
    const DsnLayoutPart *part = &g_array_index (fix->layout.parts, DsnLayoutPart, i);

    if (overlaps (range, part->body) && is_returned (fix, part))
      return FALSE;
  }
  return TRUE;
}

gboolean
_dsn_fix_edit (DsnFix *fix, DsnRange range, const char *replacement)
{
  DsnFixEdit edit = { range, NULL };

  if (!is_free (fix, range))
    return FALSE;
  edit.replacement = g_strdup (replacement);
  g_array_append_val (fix->edits, edit);
  return TRUE;
}

void
_dsn_fix_note (DsnFix *fix, const char *format, ...)
{
  g_autofree char *text = NULL;
  va_list arguments;

  va_start (arguments, format);
  text = g_strdup_vprintf (format, arguments);
  va_end (arguments);
  g_ptr_array_add (fix->changes,
                   g_strdup_printf ("%s: %s", dsn_problem_get_rule (fix->problem), text));
}

static int
compare_edits (gconstpointer a, gconstpointer b)
{
  const DsnFixEdit *one = a, *other = b;

  return (one->range.from > other->range.from) - (one->range.from < other->range.from);
}

GBytes *
_dsn_fix_apply (DsnFix *fix)
{
  GByteArray *result = g_byte_array_sized_new ((guint) fix->length);
  gsize at = 0;

  g_array_sort (fix->edits, compare_edits);
  for (guint i = 0; i < fix->edits->len; i++) {
    DsnFixEdit *edit = &g_array_index (fix->edits, DsnFixEdit, i);

    g_byte_array_append (result, (const guint8 *) fix->text + at, (guint) (edit->range.from - at));
    g_byte_array_append (result, (const guint8 *) edit->replacement,
                         (guint) strlen (edit->replacement));
    at = edit->range.to;
  }
  g_byte_array_append (result, (const guint8 *) fix->text + at, (guint) (fix->length - at));
  return g_byte_array_free_to_bytes (result);
}

gboolean
_dsn_fix_find_field (const DsnFix *fix, gsize place, DsnRange *field, gsize *value)
{
  gboolean found;
  DsnScan scan;

  _dsn_scan_init (&scan, fix->text + place, fix->length - place);
  found = _dsn_scan_next (&scan) == DSN_SCAN_FIELD;
  if (found) {
    const char *colon = memchr (fix->text + place, ':', fix->length - place);

    *field = (DsnRange){ place, place + (gsize) (scan.at - scan.start) };
    *value = (gsize) (colon + 1 - fix->text);
    while (*value < field->to && (fix->text[*value] == ' ' || fix->text[*value] == '\t'))
      (*value)++;
  }
  _dsn_scan_clear (&scan);
  return found;
}

char *
_dsn_fix_get_value (const DsnFix *fix)
{
  char *value = NULL;
  DsnScan scan;

  _dsn_scan_init (&scan, fix->text + fix->place, fix->length - fix->place);
  if (_dsn_scan_next (&scan) == DSN_SCAN_FIELD)
    value = g_strdup (scan.value->str);
  _dsn_scan_clear (&scan);
  return value;
}

gboolean
_dsn_fix_set_value (DsnFix *fix, const char *text)
{
  g_autofree char *line = NULL;
  DsnRange field;
  gsize value;

  if (!_dsn_fix_find_field (fix, fix->place, &field, &value))
    return FALSE;
  /* The last line of a part may have no end of its own. */
  line = g_strconcat (value > 0 && fix->text[value - 1] == ':' ? " " : "", text,
                      fix->text[field.to - 1] == '\n' ? fix->newline : "", NULL);
  return _dsn_fix_edit (fix, (DsnRange){ value, field.to }, line);
}

gboolean
_dsn_fix_set_field (DsnFix *fix, DsnRange header, const char *name, const char *value)
{
  g_autofree char *line = g_strconcat (name, ": ", value, fix->newline, NULL);
  DsnRange field;

  if (_dsn_layout_find_field (&fix->layout, header, name, &field))
    return _dsn_fix_edit (fix, field, line);
  return _dsn_fix_edit (fix, (DsnRange){ header.to, header.to }, line);
}

const DsnLayoutPart *
_dsn_fix_get_part (const DsnFix *fix)
{
  return _dsn_layout_get_part (&fix->layout, fix->place);
}
