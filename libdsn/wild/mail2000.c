/* mail2000.c: Openfind Mail2000.
 *
 *     ---The following addresses had delivery errors---
 *
 *     jo@example.net [User unknown]
 * SPDX-License-Identifier: LGPL-2.1-or-later */
#include "dsn-wild-private.h"

#define MAX_SAID 4096

#define TITLE "---The following addresses had delivery errors---"

static gboolean
is_mail2000 (const DsnWild *wild)
{
  return wild->is_from_system && _dsn_wild_has (wild, TITLE);
}

/* What stands in brackets are the words of the server, without its codes. */
static void
say_in_brackets (DsnWild *wild, DsnSpan rest)
{
  g_autofree char *value = NULL;

  if (rest.length <= 2 || *rest.text != '[' || rest.text[rest.length - 1] != ']') {
    _dsn_wild_say (wild, rest);
    return;
  }
  value = g_strdup_printf ("smtp; %.*s", (int) MIN (rest.length - 2, MAX_SAID), rest.text + 1);
  _dsn_wild_set_value (wild, DSN_FIELD_DIAGNOSTIC_CODE, (DsnSpan){ value, strlen (value) });
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
    say_in_brackets (wild, _dsn_span_strip (rest));
  }
}

const DsnWildFamily _dsn_wild_mail2000 = { "mail2000", is_mail2000, read_mail2000 };
