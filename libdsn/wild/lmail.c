/* lmail.c: L-Soft's LMail and LISTSERV, whose reports are for programs, too.
 * SPDX-License-Identifier: LGPL-2.1-or-later */
#include "dsn-wild-private.h"

static gboolean
is_lmail (const DsnWild *wild)
{
  return _dsn_wild_has_line (wild, "Error-For:") && _dsn_wild_has_line (wild, "Error-End:");
}

/* "Error-For:  jo@example.net", a code of its own, and "Error-Text: No such user." */
static void
read_lmail (DsnWild *wild)
{
  const char *at = wild->text;
  DsnSpan line;

  while (_dsn_span_next_line (&at, wild->end, &line)) {
    DsnSpan rest = _dsn_span_strip (line);

    if (_dsn_span_skip (&rest, "Error-For:")) {
      _dsn_wild_leave (wild);
      (void) _dsn_wild_add (wild, rest);
    } else if (_dsn_span_skip (&rest, "Error-Text:")) {
      _dsn_wild_say (wild, rest);
    } else if (_dsn_span_begins (rest, "Error-End:")) {
      return;
    }
  }
}

const DsnWildFamily _dsn_wild_lmail = { "lmail", is_lmail, read_lmail };
