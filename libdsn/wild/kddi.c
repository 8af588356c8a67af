/* kddi.c: the mail of KDDI (au one net, DION).
 * SPDX-License-Identifier: LGPL-2.1-or-later */
#include "dsn-wild-private.h"

#define RECIPIENTS "Could not be delivered to:"
#define ATTEMPT    "Your mail attempted to be delivered on:"

static const char *const domains[] = { "dion.ne.jp", "au.com", "auone-net.jp", "ezweb.ne.jp" };

static gboolean
is_from_kddi (const DsnWild *wild)
{
  for (guint i = 0; i < G_N_ELEMENTS (domains); i++)
    if (_dsn_wild_is_from (wild, "", domains[i]))
      return TRUE;
  return FALSE;
}

static gboolean
is_kddi (const DsnWild *wild)
{
  return (is_from_kddi (wild) || wild->is_from_system) && _dsn_wild_has_line (wild, RECIPIENTS)
         && (_dsn_wild_has_line (wild, "Your mail sent on:") || _dsn_wild_has_line (wild, ATTEMPT));
}

/* "Could not be delivered to: <jo@example.net>" and, up to a blank line, why. */
static void
read_kddi (DsnWild *wild)
{
  const char *at = wild->text;
  DsnSpan line, date = DSN_SPAN_NONE;

  while (_dsn_span_next_line (&at, wild->end, &line)) {
    DsnSpan rest = _dsn_span_strip (line);

    if (_dsn_span_skip (&rest, ATTEMPT))
      date = rest;
    if (!_dsn_span_skip (&rest, RECIPIENTS) || !_dsn_wild_add (wild, rest))
      continue;
    _dsn_wild_say_paragraph (wild, at);
    _dsn_wild_set_date (wild, DSN_FIELD_LAST_ATTEMPT_DATE, date);
  }
}

const DsnWildFamily _dsn_wild_kddi = { "kddi", is_kddi, read_kddi };
