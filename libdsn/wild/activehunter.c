/* activehunter.c: Active! hunter.
 * SPDX-License-Identifier: LGPL-2.1-or-later */
#include "dsn-wild-private.h"

#define ADDRESSES "The following addresses had permanent fatal errors -----"

static gboolean
is_activehunter (const DsnWild *wild)
{
  return _dsn_wild_header (wild, "X-AHMAILID") && _dsn_wild_has_line (wild, "----- " ADDRESSES);
}

static void
read_activehunter (DsnWild *wild)
{
  _dsn_wild_read_list_and_log (
      wild, _dsn_wild_between (wild, ADDRESSES, "-----"),
      _dsn_wild_between (wild, "Transcript of session follows -----", "-----"));
}

const DsnWildFamily _dsn_wild_activehunter = { "activehunter", is_activehunter, read_activehunter };
