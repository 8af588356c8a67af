/* biglobe.c: BIGLOBE, whose bounces look like Sendmail's but for what they say of the trouble.
 *
 *        ----- The following addresses had delivery problems -----
 *     jo@example.net
 *
 *        ----- Non-delivered information -----
 *     The number of messages in recipient's mailbox exceeded the local limit.
 * SPDX-License-Identifier: LGPL-2.1-or-later */
#include "dsn-wild-private.h"

#define INFORMATION "Non-delivered information"

static gboolean
is_biglobe (const DsnWild *wild)
{
  return _dsn_wild_is_from_system (wild->message, wild->report)
         && _dsn_wild_has_section (wild, INFORMATION);
}

static void
read_biglobe (DsnWild *wild)
{
  const char *at = NULL;
  DsnSpan title, section;

  while (_dsn_wild_next_section (wild, &at, &title, &section))
    if (_dsn_span_begins (title, "The following addresses had"))
      (void) _dsn_wild_read_entries (wild, section.text, section.text + section.length,
                                     DSN_ENTRY_ALONE);
    else if (_dsn_span_begins (title, INFORMATION))
      _dsn_wild_say_of_rest (wild, section);
}

const DsnWildFamily _dsn_wild_biglobe = { "biglobe", is_biglobe, read_biglobe };
