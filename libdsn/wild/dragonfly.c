/* dragonfly.c: the DragonFly Mail Agent, which writes one message a recipient.
 * SPDX-License-Identifier: LGPL-2.1-or-later */
#include "dsn-wild-private.h"

#define HELLO   "This is the DragonFly Mail Agent"
#define TROUBLE "There was an error delivering your mail to "

static gboolean
is_dragonfly (const DsnWild *wild)
{
  return wild->is_from_system && _dsn_wild_has (wild, HELLO) && _dsn_wild_has (wild, TROUBLE);
}

/* "This is the DragonFly Mail Agent v0.13 at mx.example.org." */
static void
read_reporting_mta (DsnWild *wild)
{
  const char *at = _dsn_wild_find_after (wild, HELLO);
  DsnSpan line, host;

  if (!_dsn_span_next_line (&at, wild->end, &line))
    return;
  host = _dsn_span_find (line, " at ");
  if (host.text)
    _dsn_wild_set_mta (wild, DSN_FIELD_REPORTING_MTA,
                       _dsn_span_first_word ((DsnSpan){ host.text + 4, host.length - 4 }));
}

static void
read_dragonfly (DsnWild *wild)
{
  const char *at = _dsn_wild_find_after (wild, TROUBLE);
  DsnSpan line;

  read_reporting_mta (wild);
  if (!_dsn_span_next_line (&at, wild->end, &line))
    return;
  /* Local users have no domain; the sentence ends in a full stop. */
  if (line.length > 0 && line.text[line.length - 1] == '.')
    line.length--;
  if (_dsn_wild_add (wild, line) || _dsn_wild_add_user (wild, line))
    _dsn_wild_say (wild, (DsnSpan){ at, (gsize) (wild->end - at) });
}

const DsnWildFamily _dsn_wild_dragonfly = { "dragonfly", is_dragonfly, read_dragonfly };
