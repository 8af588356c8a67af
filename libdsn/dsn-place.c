/* dsn-place.c: where in a text an octet stands, as people count.
 * SPDX-License-Identifier: LGPL-2.1-or-later */
#include <string.h>

#include "dsn-place.h"

/* Of a line so many octets are shown. */
#define MAX_SHOWN 1000

struct _DsnPlaces {
  const char *text;
  gsize length;
  /* Of gsize: where each line begins. */
  GArray *starts;
};

DsnPlaces *
dsn_places_new (GBytes *text)
{
  DsnPlaces *places = g_new0 (DsnPlaces, 1);
  const char *at, *end, *newline;
  gsize start = 0;
  char line_end;
  gsize inner;

  g_return_val_if_fail (text != NULL, places);

  at = g_bytes_get_data (text, &places->length);
  places->text = at = at ? at : "";
  places->starts = g_array_new (FALSE, FALSE, sizeof (gsize));
  g_array_append_val (places->starts, start);
  if (places->length == 0)
    return places;
  end = at + places->length;
  /* An LF at the very end may have been put there by what stored the text. */
  inner = places->length - (end[-1] == '\n');
  line_end = memchr (at, '\n', inner) || !memchr (at, '\r', inner) ? '\n' : '\r';
  while ((newline = memchr (at, line_end, (gsize) (end - at))) != NULL) {
    at = newline + 1;
    start = (gsize) (at - places->text);
    if (at == end)
      break;
    g_array_append_val (places->starts, start);
  }
  return places;
}

void
dsn_places_free (DsnPlaces *places)
{
  if (!places)
    return;
  g_array_unref (places->starts);
  g_free (places);
}

static gsize
get_start (const DsnPlaces *places, guint64 line)
{
  return g_array_index (places->starts, gsize, line - 1);
}

/* The line that an octet is on, from 1. */
static guint64
find_line (const DsnPlaces *places, gsize offset)
{
  guint64 low = 1, high = places->starts->len;

  while (low < high) {
    guint64 middle = (low + high + 1) / 2;

    if (get_start (places, middle) <= offset)
      low = middle;
    else
      high = middle - 1;
  }
  return low;
}

static guint64
count_characters (const char *text, const char *end)
{
  guint64 count = 0;

  while (text < end) {
    gunichar c = g_utf8_get_char_validated (text, end - text);

    text += c == (gunichar) -1 || c == (gunichar) -2 || c == 0
                ? 1
                : g_utf8_skip[*(const guchar *) text];
    count++;
  }
  return count;
}

DsnPlace
dsn_places_find (const DsnPlaces *places, gsize offset)
{
  DsnPlace place = { 1, 1 };
  gsize start;

  g_return_val_if_fail (places != NULL, place);

  offset = MIN (offset, places->length);
  place.line = find_line (places, offset);
  start = get_start (places, place.line);
  place.column = count_characters (places->text + start, places->text + offset) + 1;
  return place;
}

char *
dsn_places_get_line (const DsnPlaces *places, guint64 line)
{
  gsize start, end;

  g_return_val_if_fail (places != NULL, NULL);

  if (line < 1 || line > places->starts->len)
    return g_strdup ("");
  start = get_start (places, line);
  end = line < places->starts->len ? get_start (places, line + 1) : places->length;
  while (end > start && (places->text[end - 1] == '\n' || places->text[end - 1] == '\r'))
    end--;
  return g_utf8_make_valid (places->text + start, (gssize) MIN (end - start, MAX_SHOWN));
}
