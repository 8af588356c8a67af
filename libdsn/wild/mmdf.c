/* mmdf.c: MMDF.
 *
 *     Your message could not be delivered to
 *     'jo@example.net (host: mx.example.net) (queue: smtp)' for the following
 *     reason:  ' (USER) Unknown user name in "jo@example.net"'
 * SPDX-License-Identifier: LGPL-2.1-or-later */
#include "dsn-wild-private.h"

#define FAILED  "our message could not be delivered to\n'"
#define WAITING "Delivery attempts are still pending for the following address"

static gboolean
is_mmdf (const DsnWild *wild)
{
  return wild->is_from_system && (_dsn_wild_has (wild, FAILED) || _dsn_wild_has (wild, WAITING));
}

/* What stands between two apostrophes, on however many lines; an apostrophe within words is no end. */
static DsnSpan
take_quoted (const char *at, const char *end)
{
  const char *open = at ? memchr (at, '\'', (gsize) (end - at)) : NULL;
  const char *close = open;

  while (close && (close = memchr (close + 1, '\'', (gsize) (end - close - 1))) != NULL)
    if (close + 1 == end || !g_ascii_isalnum (close[1]))
      return (DsnSpan){ open + 1, (gsize) (close - open - 1) };
  return DSN_SPAN_NONE;
}

static void
read_failed (DsnWild *wild, const char *at)
{
  while (at) {
    DsnSpan who = take_quoted (at, wild->end);
    DsnSpan reason;

    if (!who.text || !_dsn_wild_add (wild, who))
      return;
    at = memmem (who.text, (gsize) (wild->end - who.text), "reason:", 7);
    reason = take_quoted (at, wild->end);
    if (!reason.text)
      return;
    _dsn_wild_say (wild, reason);
    at = memmem (reason.text, (gsize) (wild->end - reason.text), FAILED, strlen (FAILED));
    at = at ? at + strlen (FAILED) - 1 : NULL;
  }
}

static void
read_waiting (DsnWild *wild, const char *at)
{
  DsnSpan line, rest;

  wild->action = DSN_ACTION_DELAYED;
  while (_dsn_span_next_line (&at, wild->end, &line)) {
    DsnSpan address = _dsn_span_take_address (line, &rest);

    if (address.text && _dsn_wild_add (wild, address))
      _dsn_wild_say (wild, rest);
  }
}

static void
read_mmdf (DsnWild *wild)
{
  const char *waiting = _dsn_wild_find (wild, WAITING);

  read_failed (wild, _dsn_wild_find (wild, FAILED));
  if (waiting)
    read_waiting (wild, waiting);
}

const DsnWildFamily _dsn_wild_mmdf = { "mmdf", is_mmdf, read_mmdf };
