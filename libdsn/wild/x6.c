/* x6.c: a mail system that does not say its name.
 *
 *     We had trouble delivering your message. Full details follow:
 *     1 error(s):
 *     The following recipients returned permanent errors: jo@example.net. Reason: SMTP Server <192.0.2.25>
 *     refused to accept your message (RCPT), with the following error message: [550 5.1.1 no such user]
 * SPDX-License-Identifier: LGPL-2.1-or-later */
#include "dsn-wild-private.h"

#define HELLO "We had trouble delivering your message. Full details follow:"
#define ENTRY "The following recipients returned "

static gboolean
is_x6 (const DsnWild *wild)
{
  return wild->is_from_system && _dsn_wild_has (wild, HELLO) && _dsn_wild_has (wild, ENTRY);
}

/* A reply stands in brackets. */
static void
say_reason (DsnWild *wild, DsnSpan reason)
{
  const char *open = reason.text ? memchr (reason.text, '[', reason.length) : NULL;

  reason = _dsn_span_strip (reason);
  if (!open || reason.text[reason.length - 1] != ']') {
    _dsn_wild_say (wild, reason);
    return;
  }
  _dsn_wild_say (wild, (DsnSpan){ reason.text, (gsize) (open - reason.text) });
  _dsn_wild_say (wild, (DsnSpan){ open + 1, reason.length - (gsize) (open - reason.text) - 2 });
}

/* The addresses between "errors:" and "Reason:", and the reason for all of them. */
static void
read_entry (DsnWild *wild, DsnSpan entry)
{
  DsnSpan reason = _dsn_span_find (entry, "Reason:");
  DsnSpan names = { entry.text, entry.length - reason.length };
  DsnSpan address;

  (void) _dsn_span_skip (&reason, "Reason:");
  wild->action = _dsn_span_begins (entry, "temporary") ? DSN_ACTION_DELAYED : DSN_ACTION_FAILED;
  for (; (address = _dsn_span_find_address (names)).text; names = _dsn_span_behind (names, address))
    if (_dsn_wild_add (wild, address))
      say_reason (wild, reason);
}

static void
read_x6 (DsnWild *wild)
{
  const char *at = wild->text;
  DsnSpan line;

  while (_dsn_span_next_line (&at, wild->end, &line))
    if (_dsn_span_skip (&line, ENTRY))
      read_entry (wild, line);
}

const DsnWildFamily _dsn_wild_x6 = { "x6", is_x6, read_x6 };
