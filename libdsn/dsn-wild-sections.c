/* dsn-wild-sections.c: texts in sections, each below a title with dashes before it:
 * "   ----- Transcript of session follows -----".
 * SPDX-License-Identifier: LGPL-2.1-or-later */
#include "dsn-wild-private.h"

#define MIN_DASHES 3

/* What a title says, without what frames it; DSN_SPAN_NONE for any other line. */
static DsnSpan
take_title (DsnSpan line)
{
  gsize dashes = 0;

  line = _dsn_span_strip (line);
  if (line.length > 0 && *line.text == '|')
    line = (DsnSpan){ line.text + 1, line.length - 1 };
  while (dashes < line.length && line.text[dashes] == '-')
    dashes++;
  if (dashes < MIN_DASHES)
    return DSN_SPAN_NONE;
  line = _dsn_span_strip ((DsnSpan){ line.text + dashes, line.length - dashes });
  while (line.length > 0 && strchr ("-|: ", line.text[line.length - 1]))
    line.length--;
  return line.length > 0 ? line : DSN_SPAN_NONE;
}

gboolean
_dsn_wild_next_section (const DsnWild *wild, const char **at, DsnSpan *title, DsnSpan *section)
{
  const char *next = *at ? *at : wild->text;
  const char *start = next;
  DsnSpan line;

  *title = DSN_SPAN_NONE;
  for (; _dsn_span_next_line (&next, wild->end, &line); start = next) {
    DsnSpan found = take_title (line);

    if (found.text && title->text)
      break;
    if (found.text) {
      *title = found;
      section->text = next;
    }
  }
  *at = start;
  if (title->text)
    section->length = (gsize) (start - section->text);
  return title->text != NULL;
}

gboolean
_dsn_wild_has_section (const DsnWild *wild, const char *words)
{
  const char *at = NULL;
  DsnSpan title, section;

  while (_dsn_wild_next_section (wild, &at, &title, &section))
    if (_dsn_span_begins (title, words))
      return TRUE;
  return FALSE;
}
