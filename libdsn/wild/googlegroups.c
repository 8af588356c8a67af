/* googlegroups.c: Google Groups, where a group is not there or does not take the message. It writes in
 * the language of the group; the recipient stands in the header.
 * SPDX-License-Identifier: LGPL-2.1-or-later */
#include "dsn-wild-private.h"

static gboolean
is_group (const DsnWild *wild)
{
  return _dsn_wild_is_from (wild, "mailer-daemon", "googlemail.com")
         && _dsn_wild_header (wild, "X-Failed-Recipients")
         && (_dsn_wild_has (wild, "://groups.google.com/")
             || _dsn_wild_has (wild, "://support.google.com/a/"));
}

/* "Hello news@example.com,", and then a paragraph that tells what happened. */
static void
read_group (DsnWild *wild)
{
  const char *at = wild->text;

  (void) _dsn_wild_next_paragraph (&at, wild->end);
  _dsn_wild_read_failed_recipients (wild, _dsn_wild_next_paragraph (&at, wild->end));
}

const DsnWildFamily _dsn_wild_googlegroups = { "googlegroups", is_group, read_group };
