/* mcafee.c: McAfee's mail gateways (WebShield, Email Gateway).
 * SPDX-License-Identifier: LGPL-2.1-or-later */
#include "dsn-wild-private.h"

#define ADDRESSES "--- The following addresses had delivery problems ---"

static gboolean
is_mcafee (const DsnWild *wild)
{
  return (_dsn_wild_header (wild, "X-NAI-Header") || wild->is_from_system)
         && _dsn_wild_has_line (wild, ADDRESSES);
}

static DsnSpan
strip_parentheses (DsnSpan words)
{
  words = _dsn_span_strip (words);
  if (!_dsn_span_skip (&words, "("))
    return words;
  if (words.length > 0 && words.text[words.length - 1] == ')')
    words.length--;
  return words;
}

/* "<jo@example.net>   (Unknown user jo@example.net)" */
static void
read_mcafee (DsnWild *wild)
{
  const char *at = _dsn_wild_find_after (wild, ADDRESSES);
  DsnSpan line, rest;

  while (at && _dsn_span_next_line (&at, wild->end, &line)) {
    DsnSpan address = _dsn_span_take_address (line, &rest);

    if (address.text && _dsn_wild_add (wild, address))
      _dsn_wild_say (wild, strip_parentheses (rest));
  }
}

const DsnWildFamily _dsn_wild_mcafee = { "mcafee", is_mcafee, read_mcafee };
