/* mimecast.c: Mimecast's own words, where it sends no delivery-status part.
 * SPDX-License-Identifier: LGPL-2.1-or-later */
#include "dsn-wild-private.h"

#define GREETING  "This is a delivery failure notification message indicating that"
#define RECIPIENT "email address"
#define REASON    "The problem appears to be"
#define END       "This condition occurred"

static gboolean
is_mimecast (const DsnWild *wild)
{
  return wild->is_from_system && _dsn_wild_has_line (wild, GREETING)
         && _dsn_wild_has (wild, REASON);
}

/* The answer stands behind two dashes, the question before it. */
static void
say_answers (DsnWild *wild, DsnSpan words)
{
  const char *at = words.text;
  DsnSpan line;

  while (at && _dsn_span_next_line (&at, words.text + words.length, &line)) {
    DsnSpan answer = _dsn_span_strip (line);

    if (_dsn_span_skip (&answer, "--")
        || (answer.length > 0 && answer.text[answer.length - 1] != ':'))
      _dsn_wild_say (wild, answer);
  }
}

static void
read_mimecast (DsnWild *wild)
{
  if (_dsn_wild_add (wild, _dsn_wild_between (wild, RECIPIENT, REASON)))
    say_answers (wild, _dsn_wild_between (wild, REASON, END));
}

const DsnWildFamily _dsn_wild_mimecast = { "mimecast", is_mimecast, read_mimecast };
