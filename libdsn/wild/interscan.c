/* interscan.c: Trend Micro's InterScan Messaging Security Suite, VirusWall and the like.
 * SPDX-License-Identifier: LGPL-2.1-or-later */
#include "dsn-wild-private.h"

#define FAILED "Unable to deliver message to"

static gboolean
is_from_interscan (const DsnWild *wild)
{
  const char *from = _dsn_wild_header (wild, "From");

  return (from && strstr (from, "InterScan")) || wild->is_from_system;
}

/* In every language the dialogue is in English: "Sent <<< RCPT TO:<jo@example.net>". */
static gboolean
has_session (const DsnWild *wild)
{
  return (_dsn_wild_has_line (wild, "Sent <<< ") || _dsn_wild_has_line (wild, "Sent >>> "))
         && (_dsn_wild_has_line (wild, "Received >>> ")
             || _dsn_wild_has_line (wild, "Received <<< "));
}

static gboolean
is_interscan (const DsnWild *wild)
{
  return is_from_interscan (wild)
         && (has_session (wild)
             || (_dsn_wild_has (wild, " Message from InterScan ")
                 && _dsn_wild_has (wild, FAILED " <")));
}

static gboolean
skip_either (DsnSpan *line, const char *word)
{
  if (!_dsn_span_skip (line, word))
    return FALSE;
  return _dsn_span_skip (line, "<<<") || _dsn_span_skip (line, ">>>");
}

static gboolean
is_refusal (DsnSpan reply)
{
  return reply.length > 2 && (*reply.text == '4' || *reply.text == '5')
         && g_ascii_isdigit (reply.text[1]);
}

static void
read_line (DsnWild *wild, DsnSpan line, DsnSpan *addressed)
{
  DsnSpan rest = _dsn_span_strip (line);
  DsnSpan failed = _dsn_span_find (rest, FAILED);

  if (skip_either (&rest, "Sent")) {
    if (_dsn_span_begins (rest, "RCPT TO:"))
      *addressed = rest;
  } else if (skip_either (&rest, "Received")) {
    if (addressed->text && is_refusal (rest) && _dsn_wild_add (wild, *addressed))
      _dsn_wild_say (wild, rest);
  } else if (failed.text && _dsn_wild_add (wild, failed)) {
    _dsn_wild_say (wild, failed);
  }
}

static void
read_interscan (DsnWild *wild)
{
  const char *at = wild->text;
  DsnSpan line, addressed = DSN_SPAN_NONE;

  while (_dsn_span_next_line (&at, wild->end, &line))
    read_line (wild, line, &addressed);
}

const DsnWildFamily _dsn_wild_interscan = { "interscan", is_interscan, read_interscan };
