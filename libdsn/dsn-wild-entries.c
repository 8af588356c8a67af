/* dsn-wild-entries.c: lists of recipients with what is said of each.
 * SPDX-License-Identifier: LGPL-2.1-or-later */
#include "dsn-wild-private.h"

static gboolean
is_indented (DsnSpan line)
{
  return line.length > 0 && (*line.text == ' ' || *line.text == '\t');
}

/* The address of an entry that begins with a line, and what else stands there. */
static DsnSpan
take_entry (DsnSpan line, DsnEntryShape shape, DsnSpan *rest)
{
  DsnSpan stripped = _dsn_span_strip (line);
  DsnSpan address;

  if (is_indented (line) != ((shape & DSN_ENTRY_INDENTED) != 0))
    return DSN_SPAN_NONE;
  if ((shape & DSN_ENTRY_BRACKETED) && (stripped.length == 0 || *stripped.text != '<'))
    return DSN_SPAN_NONE;
  address = _dsn_span_take_address (stripped, rest);
  if (!address.text)
    return DSN_SPAN_NONE;
  if ((shape & DSN_ENTRY_COLON) && !_dsn_span_skip (rest, ":"))
    return DSN_SPAN_NONE;
  if ((shape & DSN_ENTRY_ALONE) && !_dsn_span_is_blank (*rest))
    return DSN_SPAN_NONE;
  return address;
}

guint
_dsn_wild_read_entries (DsnWild *wild, const char *from, const char *to, DsnEntryShape shape)
{
  guint before = dsn_report_get_n_recipients (wild->report);
  const char *at = from ? from : wild->text;
  const char *end = to ? to : wild->end;
  gboolean inside = FALSE;
  DsnSpan line;

  while (_dsn_span_next_line (&at, end, &line)) {
    DsnSpan rest;
    DsnSpan address = take_entry (line, shape, &rest);

    if (address.text) {
      inside = _dsn_wild_add (wild, address);
      line = rest;
    } else if (_dsn_span_is_blank (line) && wild->words->len > 0
               && !(shape & DSN_ENTRY_PARAGRAPHS)) {
      inside = FALSE;
    }
    if (inside)
      _dsn_wild_say (wild, line);
  }
  return dsn_report_get_n_recipients (wild->report) - before;
}

void
_dsn_wild_say_paragraph (DsnWild *wild, const char *from)
{
  DsnSpan line;

  while (_dsn_span_next_line (&from, wild->end, &line) && !_dsn_span_is_blank (line))
    _dsn_wild_say (wild, line);
}
