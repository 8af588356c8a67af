/* communigate.c: CommuniGate Pro.
 *
 *     Failed to deliver to 'jo@example.net'
 *     SMTP module(domain example.net) reports:
 *      host mx.example.net says:
 *      550 5.1.1 no such user
 * SPDX-License-Identifier: LGPL-2.1-or-later */
#include "dsn-wild-private.h"

static const struct {
  const char *words;
  DsnAction action;
} heads[] = {
  { "Failed to deliver to '", DSN_ACTION_FAILED },
  { "Delayed delivery to '", DSN_ACTION_DELAYED },
  { "Delivered to '", DSN_ACTION_DELIVERED },
  { "Relayed to '", DSN_ACTION_RELAYED },
};

static gboolean
is_communigate (const DsnWild *wild)
{
  return wild->is_from_system
         && (_dsn_wild_has (wild, heads[0].words) || _dsn_wild_has (wild, heads[1].words))
         && _dsn_wild_has (wild, " module") && _dsn_wild_has (wild, " reports:");
}

/* Whether a line begins an entry, and what it has behind the words. */
static gboolean
take_head (DsnWild *wild, DsnSpan *line)
{
  for (guint i = 0; i < G_N_ELEMENTS (heads); i++)
    if (_dsn_span_skip (line, heads[i].words)) {
      wild->action = heads[i].action;
      return TRUE;
    }
  return FALSE;
}

static void
read_communigate (DsnWild *wild)
{
  const char *at = wild->text;
  gboolean inside = FALSE;
  DsnSpan line;

  while (_dsn_span_next_line (&at, wild->end, &line))
    if (take_head (wild, &line))
      inside = _dsn_wild_add (wild, line);
    else if (_dsn_span_is_blank (line))
      inside = FALSE;
    else if (inside)
      _dsn_wild_say (wild, line);
}

const DsnWildFamily _dsn_wild_communigate = { "communigate", is_communigate, read_communigate };
