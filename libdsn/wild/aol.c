/* aol.c: AOL, where its users did not take a message. It names them without a domain.
 * SPDX-License-Identifier: LGPL-2.1-or-later */
#include "dsn-wild-private.h"

#define SENTENCE                                                                                 \
  "Your mail to the following recipients could not be delivered because they are not accepting " \
  "mail"

static gboolean
is_aol (const DsnWild *wild)
{
  return _dsn_wild_is_from (wild, "", "aol.com") && _dsn_wild_has (wild, SENTENCE);
}

/* One user a line, up to a blank line; the sentence is all that is said. */
static void
read_aol (DsnWild *wild)
{
  const char *at = _dsn_wild_find (wild, SENTENCE);
  DsnSpan sentence, line;
  gboolean found = FALSE;

  if (!at || !_dsn_span_next_line (&at, wild->end, &sentence))
    return;
  while (_dsn_span_next_line (&at, wild->end, &line)) {
    if (_dsn_span_is_blank (line) && found)
      return;
    if (!_dsn_wild_add (wild, line) && !_dsn_wild_add_user (wild, line))
      continue;
    found = TRUE;
    _dsn_wild_say (wild, sentence);
  }
}

const DsnWildFamily _dsn_wild_aol = { "aol", is_aol, read_aol };
