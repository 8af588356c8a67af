/* mail2000.c: Openfind Mail2000.
 *
 *     ---The following addresses had delivery errors---
 *
 *     jo@example.net [User unknown]
 * SPDX-License-Identifier: LGPL-2.1-or-later */
#include "dsn-wild-private.h"

#define TITLE "---The following addresses had delivery errors---"

static gboolean
is_mail2000 (const DsnWild *wild)
{
  return wild->is_from_system && _dsn_wild_has (wild, TITLE);
}

static void
read_mail2000 (DsnWild *wild)
{
  const char *at = _dsn_wild_find_after (wild, TITLE);
  DsnSpan line, rest;

  while (_dsn_span_next_line (&at, wild->end, &line)) {
    DsnSpan address = _dsn_span_take_address (line, &rest);

    if (!address.text || !_dsn_wild_add (wild, address))
      continue;
    rest = _dsn_span_strip (rest);
    if (rest.length > 2 && *rest.text == '[' && rest.text[rest.length - 1] == ']')
      rest = (DsnSpan){ rest.text + 1, rest.length - 2 };
    _dsn_wild_say (wild, rest);
  }
}

const DsnWildFamily _dsn_wild_mail2000 = { "mail2000", is_mail2000, read_mail2000 };
