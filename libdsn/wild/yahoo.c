/* yahoo.c: Yahoo, whose bounces resemble qmail's.
 * SPDX-License-Identifier: LGPL-2.1-or-later */
#include "dsn-wild-private.h"

/* The later greeting, and the one before it: "Message from yahoo.com." */
static gboolean
is_yahoo (const DsnWild *wild)
{
  const char *text = wild->text + strspn (wild->text, " \n");

  return g_str_has_prefix (text,
                           "Sorry, we were unable to deliver your message to the following address")
         || (g_ascii_strncasecmp (text, "Message from ", 13) == 0
             && _dsn_wild_has (wild, "Unable to deliver message to the following address"));
}

/* "[RCPT_TO]" behind the reply tells the command that it answered. */
static void
read_yahoo (DsnWild *wild)
{
  _dsn_wild_read_entries (wild, NULL, NULL, DSN_ENTRY_BRACKETED | DSN_ENTRY_COLON);
}

const DsnWildFamily _dsn_wild_yahoo = { "yahoo", is_yahoo, read_yahoo };
