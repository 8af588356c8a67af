/* ironport.c: IronPort AsyncOS, later of Cisco.
 * SPDX-License-Identifier: LGPL-2.1-or-later */
#include "dsn-wild-private.h"

#define RECIPIENTS "The following message to "
#define REASON     "The reason for the problem:"

static gboolean
is_ironport (const DsnWild *wild)
{
  return wild->is_from_system && _dsn_wild_has_line (wild, RECIPIENTS "<")
         && _dsn_wild_has_line (wild, REASON);
}

/* "The following message to <jo@example.net> was undeliverable." */
static void
read_ironport (DsnWild *wild)
{
  const char *at = _dsn_wild_find_after (wild, REASON);
  DsnSpan list = _dsn_wild_between (wild, RECIPIENTS, REASON);

  if (!at)
    return;
  if (!_dsn_span_find (list, "undeliverable").text)
    wild->action = DSN_ACTION_DELAYED;
  _dsn_wild_read_list (wild, list, _dsn_wild_next_paragraph (&at, wild->end));
}

const DsnWildFamily _dsn_wild_ironport = { "ironport", is_ironport, read_ironport };
