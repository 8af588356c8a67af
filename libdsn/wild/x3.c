/* x3.c: a mail system that does not say its name; known by its heading, in which it cannot spell.
 *
 *     This is an automatically generated Delivery Status Notification.
 *     Delevery to the following recipients failed permanently:
 *       * jo@example.net
 *     Technical details:
 *     SMTP:RCPT host 192.0.2.25: 550 5.1.1 no such user
 * SPDX-License-Identifier: LGPL-2.1-or-later */
#include "dsn-wild-private.h"

#define HELLO   "This is an automatically generated Delivery Status Notification"
#define DETAILS "Technical details:"

/* So much of the details is looked through for each recipient. */
#define MAX_DETAILS 1024

static gboolean
is_x3 (const DsnWild *wild)
{
  return wild->is_from_system && _dsn_wild_has (wild, HELLO)
         && (_dsn_wild_has (wild, "\nDelevery to the following recipients ")
             || _dsn_wild_has (wild, "\nDelivery to the following recipients "))
         && (_dsn_wild_has (wild, "\n  * ") || _dsn_wild_has (wild, "\n   * "));
}

/* "failed permanently", "was aborted after 5.0 hour(s)", "has been delayed" */
static DsnAction
find_action (DsnSpan line)
{
  return _dsn_span_find (line, "delayed").text ? DSN_ACTION_DELAYED : DSN_ACTION_FAILED;
}

/* What was said of one address; lines that name another are about that. */
static void
say_details (DsnWild *wild, DsnSpan details, DsnSpan address)
{
  const char *at = details.text, *end = details.text + details.length;
  DsnSpan line;

  while (_dsn_span_next_line (&at, end, &line)) {
    DsnSpan words = _dsn_span_strip (line);
    DsnSpan named = _dsn_span_find_address (words);

    if (words.length == 0 || *words.text == '=')
      continue;
    if (!named.text
        || (named.length == address.length
            && g_ascii_strncasecmp (named.text, address.text, named.length) == 0))
      _dsn_wild_say (wild, words);
  }
}

static DsnSpan
find_details (const DsnWild *wild)
{
  const char *at = _dsn_wild_find_after (wild, DETAILS);
  DsnSpan line;

  if (!at || !_dsn_span_next_line (&at, wild->end, &line))
    return DSN_SPAN_NONE;
  return (DsnSpan){ at, MIN ((gsize) (wild->end - at), MAX_DETAILS) };
}

static void
read_x3 (DsnWild *wild)
{
  const char *at = _dsn_wild_find_after (wild, HELLO);
  const char *end = _dsn_wild_find (wild, DETAILS);
  DsnSpan details = find_details (wild), introduction = DSN_SPAN_NONE;
  DsnSpan line;

  while (_dsn_span_next_line (&at, end ? end : wild->end, &line)) {
    DsnSpan words = _dsn_span_strip (line);

    if (_dsn_span_find (words, "very to the following recipients ").text) {
      wild->action = find_action (words);
      introduction = _dsn_span_find (words, "aborted after").text ? words : DSN_SPAN_NONE;
    } else if (_dsn_span_skip (&words, "* ") && _dsn_wild_add (wild, words)) {
      say_details (wild, details, _dsn_span_find_address (words));
      _dsn_wild_say (wild, introduction);
    }
  }
}

const DsnWildFamily _dsn_wild_x3 = { "x3", is_x3, read_x3 };
