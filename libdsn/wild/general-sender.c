/* general-sender.c: whether a mail system wrote a message that no family claims.
 * SPDX-License-Identifier: LGPL-2.1-or-later */
#include "wild/general-private.h"

/* What mail systems call themselves where their address does not tell, in lower case. */
static const char *const names[] = {
  "mail delivery",    "mailer-daemon",  "mailer daemon", "postmaster",  "mail system",
  "delivery system",  "mail server",    "mailserver",    "mailsystem",  "mail administrator",
  "delivery subsyst", "email delivery", "mail gateway",  "mailgateway", "mail transfer",
};

static gboolean
has_name (const DsnWild *wild)
{
  const char *from = _dsn_wild_header (wild, "From");
  g_autofree char *lower = g_ascii_strdown (from ? from : "", -1);

  for (guint i = 0; i < G_N_ELEMENTS (names); i++)
    if (strstr (lower, names[i]))
      return TRUE;
  return FALSE;
}

static gboolean
returns_message (const DsnWild *wild)
{
  for (DsnHeader header = 0; header < DSN_HEADER_COUNT; header++)
    if (dsn_report_get_original_header (wild->report, header))
      return TRUE;
  return FALSE;
}

gboolean
_dsn_general_is_certain (const DsnWild *wild)
{
  return !*wild->from || _dsn_wild_is_system_name (wild->from)
         || _dsn_wild_header (wild, "X-Failed-Recipients") || returns_message (wild)
         || has_name (wild);
}

gboolean
_dsn_general_has_return_path (const DsnWild *wild)
{
  const char *path = _dsn_wild_header (wild, "Return-Path");

  return path && strchr (path, '@');
}
