/* mercury.c: Mercury/32 (Pegasus).
 *
 *     *** jo@example.net
 *         550 5.1.1 no such user
 * SPDX-License-Identifier: LGPL-2.1-or-later */
#include "dsn-wild-private.h"

static gboolean
is_mercury (const DsnWild *wild)
{
  return wild->is_from_system && _dsn_wild_has (wild, "local mail transport system has reported")
         && _dsn_wild_has (wild, "\n*** ");
}

static void
read_mercury (DsnWild *wild)
{
  const char *at = wild->text;
  gboolean inside = FALSE;
  DsnSpan line, rest;

  while (_dsn_span_next_line (&at, wild->end, &line)) {
    if (_dsn_span_skip (&line, "*** ")) {
      DsnSpan address = _dsn_span_take_address (line, &rest);

      inside = address.text && _dsn_wild_add (wild, address);
      line = address.text ? rest : line;
    }
    if (_dsn_span_is_blank (line) || _dsn_span_begins (line, "-----"))
      inside = inside && wild->words->len == 0;
    else if (inside)
      _dsn_wild_say (wild, line);
  }
}

const DsnWildFamily _dsn_wild_mercury = { "mercury", is_mercury, read_mercury };
