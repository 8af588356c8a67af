/* activehunter.c: Active!Hunter (TransWARE), whose bounces look like Sendmail's.
 *
 *     >>> jo@example.net <jo@example.net>
 * SPDX-License-Identifier: LGPL-2.1-or-later */
#include "dsn-wild-private.h"

static gboolean
is_activehunter (const DsnWild *wild)
{
  return _dsn_wild_header (wild, "X-AHMAILID")
         && _dsn_wild_has_section (wild, "The following addresses had");
}

static void
read_list (DsnWild *wild, DsnSpan section)
{
  const char *at = section.text, *end = section.text + section.length;
  DsnSpan line;

  while (_dsn_span_next_line (&at, end, &line))
    if (_dsn_span_skip (&line, ">>>"))
      (void) _dsn_wild_add (wild, line);
}

static void
read_activehunter (DsnWild *wild)
{
  const char *at = NULL;
  DsnSpan title, section;

  while (_dsn_wild_next_section (wild, &at, &title, &section))
    if (_dsn_span_begins (title, "The following addresses had"))
      read_list (wild, section);
    else if (_dsn_span_begins (title, "Transcript of session follows"))
      _dsn_wild_read_transcript (wild, section, TRUE);
}

const DsnWildFamily _dsn_wild_activehunter = { "activehunter", is_activehunter, read_activehunter };
