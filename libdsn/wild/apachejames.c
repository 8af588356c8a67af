/* apachejames.c: Apache James: the bounces of its remote delivery, and those of its notify mailets.
 * SPDX-License-Identifier: LGPL-2.1-or-later */
#include "dsn-wild-private.h"

#define HELLO "This is the James mail server at "

static gboolean
is_james (const DsnWild *wild)
{
  return wild->is_from_system
         && (_dsn_wild_has (wild, HELLO)
             || (_dsn_wild_has (wild, "Error message") && _dsn_wild_has (wild, "Message details:\n")
                 && _dsn_wild_has (wild, "RCPT TO: ")));
}

/* What stands between "Error message below:" and the details. */
static DsnSpan
find_error (const DsnWild *wild)
{
  const char *error = _dsn_wild_find_after (wild, "Error message below:");
  const char *details = _dsn_wild_find (wild, "Message details:");

  if (!error)
    error = _dsn_wild_find_after (wild, "Error message:");
  if (!error || (details && details < error))
    return DSN_SPAN_NONE;
  return (DsnSpan){ error, (gsize) ((details ? details : wild->end) - error) };
}

/* "  RCPT TO: jo@example.net", further recipients on lines of their own, up to the next detail. */
static void
read_details (DsnWild *wild, const char *at)
{
  gboolean is_first = TRUE;
  DsnSpan line;

  for (; _dsn_span_next_line (&at, wild->end, &line); is_first = FALSE) {
    if (!is_first && memchr (line.text, ':', line.length))
      break;
    (void) _dsn_wild_add (wild, line);
  }
  _dsn_wild_say_of_rest (wild, find_error (wild));
}

/* The addresses, each on a line of its own, then what went wrong with all of them. */
static void
read_list (DsnWild *wild, const char *at)
{
  const char *words = NULL;
  DsnSpan line, rest;

  (void) _dsn_span_next_line (&at, wild->end, &line);
  _dsn_wild_set_mta (wild, DSN_FIELD_REPORTING_MTA, _dsn_span_first_word (line));
  while (_dsn_span_next_line (&at, wild->end, &line)) {
    DsnSpan address = _dsn_span_take_address (line, &rest);

    if (address.text && _dsn_span_is_blank (rest) && _dsn_wild_add (wild, address))
      words = at;
  }
  if (words)
    _dsn_wild_say_of_rest (wild, (DsnSpan){ words, (gsize) (wild->end - words) });
}

static void
read_james (DsnWild *wild)
{
  const char *hello = _dsn_wild_find_after (wild, HELLO);
  const char *details = _dsn_wild_find (wild, "RCPT TO: ");

  if (details)
    read_details (wild, details);
  else if (hello)
    read_list (wild, hello);
}

const DsnWildFamily _dsn_wild_apachejames = { "apachejames", is_james, read_james };
