/* mfilter.c: m-FILTER.
 * SPDX-License-Identifier: LGPL-2.1-or-later */
#include "dsn-wild-private.h"

#define REPLY "-------server message"

static gboolean
is_mfilter (const DsnWild *wild)
{
  const char *mailer = _dsn_wild_header (wild, "X-Mailer");

  return ((mailer && g_str_has_prefix (mailer, "m-FILTER")) || wild->is_from_system)
         && _dsn_wild_has_line (wild, REPLY);
}

static void
read_mfilter (DsnWild *wild)
{
  const char *reply = _dsn_wild_find (wild, REPLY);

  if (reply)
    _dsn_wild_read_list_and_log (wild, (DsnSpan){ wild->text, (gsize) (reply - wild->text) },
                                 _dsn_wild_between (wild, REPLY, "\n-------"));
}

const DsnWildFamily _dsn_wild_mfilter = { "mfilter", is_mfilter, read_mfilter };
