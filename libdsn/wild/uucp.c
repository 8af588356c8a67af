/* uucp.c: Taylor UUCP, where "rmail" could not be run, or was never fetched.
 * SPDX-License-Identifier: LGPL-2.1-or-later */
#include "dsn-wild-private.h"

#define GREETING "Message from UUCP on "
#define COMMAND  "\trmail "

static gboolean
is_uucp (const DsnWild *wild)
{
  return g_str_has_prefix (wild->text, GREETING) && _dsn_wild_has (wild, COMMAND);
}

/* The arguments of "rmail" are addresses, or names of users. */
static void
read_recipients (DsnWild *wild, DsnSpan arguments, DsnSpan reason)
{
  DsnSpan word;

  while ((word = _dsn_span_first_word (arguments)).text) {
    if (_dsn_wild_add (wild, word) || _dsn_wild_add_user (wild, word))
      _dsn_wild_say (wild, reason);
    arguments = _dsn_span_behind (arguments, word);
  }
}

static void
read_uucp (DsnWild *wild)
{
  DsnSpan host = _dsn_wild_between (wild, GREETING, "\n");

  read_recipients (wild, _dsn_wild_between (wild, COMMAND, "\n"),
                   _dsn_wild_between (wild, "\n\n", "Execution requested"));
  _dsn_wild_set_mta (wild, DSN_FIELD_REPORTING_MTA, _dsn_span_first_word (host));
}

const DsnWildFamily _dsn_wild_uucp = { "uucp", is_uucp, read_uucp };
