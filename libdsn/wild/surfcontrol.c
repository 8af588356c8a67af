/* surfcontrol.c: SurfControl E-mail Filter, later of Websense.
 * SPDX-License-Identifier: LGPL-2.1-or-later */
#include "dsn-wild-private.h"

#define RECIPIENTS "Addressed To:"

static gboolean
is_surfcontrol (const DsnWild *wild)
{
  return (_dsn_wild_header (wild, "X-SEF-Processed") || wild->is_from_system)
         && _dsn_wild_has_line (wild, "A transcript of the attempts to send the message follows")
         && _dsn_wild_has_line (wild, RECIPIENTS);
}

/* Takes the host, "[192.0.2.1],", from the front of what is said. */
static void
take_host (DsnWild *wild, DsnSpan *words)
{
  DsnSpan host = *words;
  const char *end = memchr (words->text, ']', words->length);

  if (words->length == 0 || *words->text != '[' || !end)
    return;
  host.length = (gsize) (end + 1 - host.text);
  _dsn_wild_set_mta (wild, DSN_FIELD_REMOTE_MTA, host);
  *words = _dsn_span_strip (_dsn_span_behind (*words, host));
  (void) _dsn_span_skip (words, ",");
}

/* "jo@example.net: [192.0.2.1], 554 Service unavailable", where the line before says what failed. */
static void
read_attempt (DsnWild *wild, DsnSpan line, DsnSpan before)
{
  DsnSpan rest, address = _dsn_span_take_address (line, &rest);

  if (!address.text || !_dsn_span_skip (&rest, ":") || !_dsn_wild_return (wild, address))
    return;
  take_host (wild, &rest);
  _dsn_wild_say (wild, rest.length > 0 ? rest : before);
}

static void
read_surfcontrol (DsnWild *wild)
{
  DsnSpan list = _dsn_wild_between (wild, RECIPIENTS, "\n\n");
  const char *at = list.text + list.length;
  DsnSpan line, before = DSN_SPAN_NONE;

  _dsn_wild_read_list (wild, list, DSN_SPAN_NONE);
  while (at && _dsn_span_next_line (&at, wild->end, &line)) {
    read_attempt (wild, line, before);
    before = line;
  }
}

const DsnWildFamily _dsn_wild_surfcontrol = { "surfcontrol", is_surfcontrol, read_surfcontrol };
