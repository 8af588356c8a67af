/* notes.c: Lotus Notes before Domino. The reasons come first, and below each the addresses.
 * SPDX-License-Identifier: LGPL-2.1-or-later */
#include "dsn-wild-private.h"

#define REASONS "------- Failure Reasons "

static gboolean
is_notes (const DsnWild *wild)
{
  return g_str_has_prefix (wild->text, REASONS) || _dsn_wild_has (wild, "\n" REASONS);
}

static void
read_notes (DsnWild *wild)
{
  const char *at = _dsn_wild_find (wild, REASONS);
  DsnSpan line;

  if (at && _dsn_span_next_line (&at, wild->end, &line))
    _dsn_wild_read_headed (wild, at);
}

const DsnWildFamily _dsn_wild_notes = { "notes", is_notes, read_notes };
