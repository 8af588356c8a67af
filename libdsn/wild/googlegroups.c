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

/* "Hello news@example.com,", a paragraph that tells what happened, and later one with a link to Google's
 * help, which is the same in every language. */
static void
read_group (DsnWild *wild)
{
  const char *at = wild->text;
  g_autoptr (GString) said = g_string_new (NULL);
  DsnSpan paragraph;

  (void) _dsn_wild_next_paragraph (&at, wild->end);
  for (guint i = 0; (paragraph = _dsn_wild_next_paragraph (&at, wild->end)).length > 0; i++)
    if (i == 0 || _dsn_span_find (paragraph, "://").text)
      g_string_append_printf (said, "%.*s\n", (int) paragraph.length, paragraph.text);
  _dsn_wild_read_failed_recipients (wild, (DsnSpan){ said->str, said->len });
}

const DsnWildFamily _dsn_wild_googlegroups = { "googlegroups", is_group, read_group };
