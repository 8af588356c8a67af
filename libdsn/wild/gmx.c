/* gmx.c: GMX, WEB.DE, mail.com and 1&1: they begin as Exim does, and go on in their own way.
 *
 *     The following address failed:
 *
 *     "jo@example.net":
 *     SMTP error from remote server after RCPT command:
 *     host: mx.example.net
 *     5.1.1 no such user
 * SPDX-License-Identifier: LGPL-2.1-or-later */
#include "dsn-wild-private.h"

static gboolean
is_gmx (const DsnWild *wild)
{
  return wild->is_from_system
         && _dsn_wild_has (wild, "This message was created automatically by mail delivery software")
         && (_dsn_wild_has (wild, "\nReason:\n") || _dsn_wild_has (wild, "\":\n")
             || _dsn_wild_has (wild, "\nFor the following reason:\n")
             || _dsn_wild_has (wild, "SMTP error from remote server"));
}

/* The address of a line that has nothing else: bare, in quotes or in angle brackets, a colon behind it. */
static DsnSpan
take_head (DsnSpan line)
{
  DsnSpan rest, address;

  line = _dsn_span_strip (line);
  while (line.length > 0 && strchr ("\":", line.text[line.length - 1]))
    line.length--;
  if (line.length > 0 && *line.text == '"')
    line = (DsnSpan){ line.text + 1, line.length - 1 };
  address = _dsn_span_take_address (line, &rest);
  return address.text && _dsn_span_is_blank (rest) ? address : DSN_SPAN_NONE;
}

static gboolean
is_label (DsnSpan line)
{
  line = _dsn_span_strip (line);
  return _dsn_span_skip (&line, "Reason:") || _dsn_span_skip (&line, "For the following reason:")
             ? line.length == 0
             : FALSE;
}

static void
read_gmx (DsnWild *wild)
{
  const char *at = wild->text;
  DsnSpan line;

  while (_dsn_span_next_line (&at, wild->end, &line)) {
    DsnSpan head = take_head (line);

    if (head.text)
      (void) _dsn_wild_add (wild, head);
    else if (_dsn_span_skip (&line, "host:"))
      _dsn_wild_set_mta (wild, DSN_FIELD_REMOTE_MTA, _dsn_span_first_word (line));
    else if (!is_label (line))
      _dsn_wild_say (wild, line);
  }
}

const DsnWildFamily _dsn_wild_gmx = { "gmx", is_gmx, read_gmx };
