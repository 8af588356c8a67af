/* sendgrid.c: SendGrid. What it says of a recipient begins with names of its own:
 *
 *     news:4711:<jo@example.net> : 192.0.2.1 : mx.example.net:[192.0.2.25] :
 *         550 5.1.1 No such user in RCPT TO
 * SPDX-License-Identifier: LGPL-2.1-or-later */
#include "dsn-wild-private.h"

#define GREETING "This is an automatically generated message from SendGrid."

static gboolean
is_sendgrid (const DsnWild *wild)
{
  return g_str_has_prefix (wild->text + strspn (wild->text, " \n"), GREETING);
}

/* "mx.example.net:[192.0.2.25]" */
static DsnSpan
find_remote (DsnSpan rest)
{
  DsnSpan bracket = _dsn_span_find (rest, ":[");

  while (bracket.text && bracket.text > rest.text && !strchr (" :", bracket.text[-1])) {
    bracket.text--;
    bracket.length++;
  }
  return bracket.text && *bracket.text != ':'
             ? _dsn_span_first_word ((DsnSpan){ bracket.text, strcspn (bracket.text, ":") })
             : DSN_SPAN_NONE;
}

static void
read_sendgrid (DsnWild *wild)
{
  const char *at = _dsn_wild_find_after (wild, GREETING);
  gboolean inside = FALSE;
  DsnSpan line;

  while (at && _dsn_span_next_line (&at, wild->end, &line)) {
    DsnSpan bracket = _dsn_span_find (line, "<"), rest = line;
    DsnSpan address = _dsn_span_take_address (bracket.text ? bracket : line, &rest);

    if (address.text && !inside) {
      inside = _dsn_wild_add (wild, address);
      if (bracket.text)
        _dsn_wild_set_mta (wild, DSN_FIELD_REMOTE_MTA, find_remote (rest));
      else
        _dsn_wild_say (wild, rest);
    } else if (_dsn_span_is_blank (line)) {
      inside = FALSE;
    } else if (inside) {
      _dsn_wild_say (wild, line);
    }
  }
}

const DsnWildFamily _dsn_wild_sendgrid = { "sendgrid", is_sendgrid, read_sendgrid };
