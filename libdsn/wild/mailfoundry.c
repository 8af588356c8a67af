/* mailfoundry.c: MailFoundry.
 * SPDX-License-Identifier: LGPL-2.1-or-later */
#include "dsn-wild-private.h"

#define RECIPIENTS "Unable to deliver message to:"
#define REASON     "Delivery failed for the following reason:"

static gboolean
is_mailfoundry (const DsnWild *wild)
{
  return wild->is_from_system && _dsn_wild_has_line (wild, RECIPIENTS " <")
         && _dsn_wild_has_line (wild, REASON);
}

/* "Server mx.example.net[192.0.2.1] failed with: …", or without the first word. */
static DsnSpan
find_remote_mta (DsnSpan reason)
{
  DsnSpan host = _dsn_span_strip (reason);
  const char *literal;

  (void) _dsn_span_skip (&host, "Server ");
  literal = memchr (host.text, '[', host.length);
  if (!literal || literal == host.text || memchr (host.text, ' ', (gsize) (literal - host.text)))
    return DSN_SPAN_NONE;
  return (DsnSpan){ host.text, (gsize) (literal - host.text) };
}

static void
read_mailfoundry (DsnWild *wild)
{
  const char *at = _dsn_wild_find_after (wild, REASON);
  DsnSpan reason = DSN_SPAN_NONE;

  if (at)
    reason = _dsn_wild_next_paragraph (&at, wild->end);
  _dsn_wild_read_list (wild, _dsn_wild_between (wild, RECIPIENTS, REASON), reason);
  if (reason.length > 0)
    _dsn_wild_set_mta (wild, DSN_FIELD_REMOTE_MTA, find_remote_mta (reason));
}

const DsnWildFamily _dsn_wild_mailfoundry = { "mailfoundry", is_mailfoundry, read_mailfoundry };
