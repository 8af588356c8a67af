/* dsn-wild-entries.c: lists of recipients with what is said of each.
 * SPDX-License-Identifier: LGPL-2.1-or-later */
#include "dsn-wild-private.h"

/* A paragraph is said up to here. */
#define MAX_SAID 4096

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

/* The address that a line has by itself. */
static DsnSpan
take_alone (DsnSpan line)
{
  DsnSpan rest;
  DsnSpan address = _dsn_span_take_address (line, &rest);

  return address.text && _dsn_span_is_blank (rest) ? address : DSN_SPAN_NONE;
}

guint
_dsn_wild_read_headed (DsnWild *wild, const char *from)
{
  guint before = dsn_report_get_n_recipients (wild->report);
  const char *at = from ? from : wild->text;
  DsnSpan heading = DSN_SPAN_NONE, line;
  gboolean ended = FALSE;

  while (_dsn_span_next_line (&at, wild->end, &line)) {
    DsnSpan address = take_alone (line);

    if (address.text && _dsn_wild_add (wild, address))
      _dsn_wild_say (wild, heading);
    if (address.text || _dsn_span_is_blank (line)) {
      ended = TRUE;
      continue;
    }
    if (ended)
      heading.text = NULL;
    if (!heading.text)
      heading = line;
    heading.length = (gsize) (line.text + line.length - heading.text);
    ended = FALSE;
  }
  return dsn_report_get_n_recipients (wild->report) - before;
}

void
_dsn_wild_say_paragraph (DsnWild *wild, const char *from)
{
  DsnSpan line;

  while (wild->words->len < MAX_SAID && _dsn_span_next_line (&from, wild->end, &line)
         && !_dsn_span_is_blank (line))
    _dsn_wild_say (wild, line);
}

static guint
read_list (DsnWild *wild, DsnSpan list, DsnSpan words, const char *source)
{
  guint before = dsn_report_get_n_recipients (wild->report);
  DsnSpan address;

  while (list.length > 0 && (address = _dsn_span_find_address (list)).text) {
    if (_dsn_wild_add (wild, address)) {
      _dsn_wild_set_evidence (wild, source);
      _dsn_wild_say (wild, words);
    }
    list = _dsn_span_behind (list, address);
  }
  return dsn_report_get_n_recipients (wild->report) - before;
}

guint
_dsn_wild_read_list (DsnWild *wild, DsnSpan list, DsnSpan words)
{
  return read_list (wild, list, words, "explanation");
}

guint
_dsn_wild_read_failed_recipients (DsnWild *wild, DsnSpan words)
{
  const char *list = _dsn_wild_header (wild, "X-Failed-Recipients");

  return list ? read_list (wild, (DsnSpan){ list, strlen (list) }, words, "envelope") : 0;
}

DsnSpan
_dsn_wild_next_paragraph (const char **at, const char *end)
{
  DsnSpan paragraph = { *at, 0 };
  DsnSpan line;

  while (_dsn_span_next_line (at, end, &line)) {
    if (!_dsn_span_is_blank (line))
      paragraph.length = (gsize) (line.text + line.length - paragraph.text);
    else if (paragraph.length > 0)
      break;
    else
      paragraph.text = *at;
  }
  return paragraph;
}
