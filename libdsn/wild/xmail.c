/* xmail.c: XMail.
 *
 *     [00] XMail bounce: Rcpt=[jo@example.net];Error=[550 5.1.1 no such user]
 * SPDX-License-Identifier: LGPL-2.1-or-later */
#include "dsn-wild-private.h"

#define HELLO  "XMail bounce: Rcpt=["
#define REASON "The reason of the delivery failure was:"

static gboolean
is_xmail (const DsnWild *wild)
{
  return wild->is_from_system && _dsn_wild_has (wild, HELLO);
}

/* "Error=[...]" is one line; the reason may be several. */
static void
read_xmail (DsnWild *wild)
{
  const char *at = _dsn_wild_find_after (wild, HELLO);
  const char *reason = _dsn_wild_find_after (wild, REASON);
  DsnSpan line, error;

  (void) _dsn_span_next_line (&at, wild->end, &line);
  if (!_dsn_wild_add (wild, line))
    return;
  error = _dsn_span_find (line, ";Error=[");
  while (reason && reason < wild->end && g_ascii_isspace (*reason))
    reason++;
  if (reason)
    _dsn_wild_say_paragraph (wild, reason);
  else if (error.length > 9)
    _dsn_wild_say (wild, (DsnSpan){ error.text + 8, error.length - 9 });
}

const DsnWildFamily _dsn_wild_xmail = { "xmail", is_xmail, read_xmail };
