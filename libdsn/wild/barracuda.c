/* barracuda.c: the Barracuda Spam Firewall.
 * SPDX-License-Identifier: LGPL-2.1-or-later */
#include "dsn-wild-private.h"

#define BLOCKED "was blocked by our Spam Firewall"

static gboolean
is_barracuda (const DsnWild *wild)
{
  return wild->is_from_system && _dsn_wild_has_line (wild, "Your message to:")
         && _dsn_wild_has_line (wild, BLOCKED);
}

static void
read_barracuda (DsnWild *wild)
{
  const char *reason = _dsn_wild_find (wild, BLOCKED);

  if (!reason)
    return;
  _dsn_wild_read_list (wild, _dsn_wild_between (wild, "Your message to:", BLOCKED),
                       _dsn_wild_next_paragraph (&reason, wild->end));
  _dsn_wild_set_original (wild, DSN_HEADER_SUBJECT, _dsn_wild_between (wild, "\nSubject:", "\n"));
}

const DsnWildFamily _dsn_wild_barracuda = { "barracuda", is_barracuda, read_barracuda };
