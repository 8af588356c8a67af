/* biglobe.c: BIGLOBE, and the providers whose mail it handles.
 * SPDX-License-Identifier: LGPL-2.1-or-later */
#include "dsn-wild-private.h"

static const char *const domains[] = { "biglobe.ne.jp", "inacatv.ne.jp", "tmtv.ne.jp",
                                       "ttv.ne.jp" };

static gboolean
is_biglobe (const DsnWild *wild)
{
  gboolean is_from = FALSE;

  for (guint i = 0; i < G_N_ELEMENTS (domains) && !is_from; i++)
    is_from = _dsn_wild_is_from (wild, "postmaster", domains[i]);
  return is_from && _dsn_wild_has_line (wild, "----- Non-delivered information -----");
}

static void
read_biglobe (DsnWild *wild)
{
  _dsn_wild_read_list_and_log (
      wild,
      _dsn_wild_between (wild, "The following addresses had delivery problems -----", "-----"),
      _dsn_wild_between (wild, "Non-delivered information -----", "-----"));
}

const DsnWildFamily _dsn_wild_biglobe = { "biglobe", is_biglobe, read_biglobe };
