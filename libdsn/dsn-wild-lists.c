/* dsn-wild-lists.c: texts in which one section lists the recipients, and another tells what happened.
 * SPDX-License-Identifier: LGPL-2.1-or-later */
#include "dsn-wild-private.h"

/* What is said of several recipients alike may be this long. */
#define MAX_COMMON 512

DsnSpan
_dsn_wild_between (const DsnWild *wild, const char *before, const char *after)
{
  const char *from = _dsn_wild_find_after (wild, before);
  const char *to = from ? memmem (from, (gsize) (wild->end - from), after, strlen (after)) : NULL;

  return from ? (DsnSpan){ from, (gsize) ((to ? to : wild->end) - from) } : DSN_SPAN_NONE;
}

void
_dsn_wild_set_original (DsnWild *wild, DsnHeader header, DsnSpan value)
{
  DsnSpan stripped = _dsn_span_strip (value);
  g_autofree char *text = g_strndup (stripped.text ? stripped.text : "", stripped.length);

  if (!*text || dsn_report_get_original_header (wild->report, header))
    return;
  dsn_report_set_original_header (wild->report, header, text);
  dsn_report_set_original (wild->report, TRUE, dsn_report_get_original_complete (wild->report));
}

/* Whether a line names one of the recipients, which then is the one that was added last. */
static gboolean
turn_to_recipient (DsnWild *wild, DsnSpan line)
{
  DsnSpan address;

  while ((address = _dsn_span_find_address (line)).text) {
    if (_dsn_wild_return (wild, address))
      return TRUE;
    line = _dsn_span_behind (line, address);
  }
  return FALSE;
}

/* A command names the recipient that the replies after it are about, unless it is about all. */
static void
read_command (DsnWild *wild, DsnSpan line)
{
  if (!turn_to_recipient (wild, line))
    _dsn_wild_leave (wild);
}

/* Says each line of the recipient that it names, or that was named before. FALSE if none is. */
static gboolean
say_log (DsnWild *wild, DsnSpan log)
{
  const char *at = log.text;
  gboolean found = FALSE;
  DsnSpan line;

  _dsn_wild_leave (wild);
  while (at && _dsn_span_next_line (&at, log.text + log.length, &line)) {
    if (_dsn_span_begins (_dsn_span_strip (line), ">>> ")) {
      read_command (wild, line);
      continue;
    }
    if (turn_to_recipient (wild, line) || wild->recipient)
      found = TRUE;
    _dsn_wild_say (wild, line);
  }
  return found;
}

/* Adds every address of a list; those that stand twice, one behind the other, count once. */
static guint
add_list (DsnWild *wild, DsnSpan list)
{
  const DsnRecipient *last = NULL;
  guint count = 0;
  DsnSpan address;

  while (list.length > 0 && (address = _dsn_span_find_address (list)).text) {
    if (_dsn_wild_add (wild, address) && wild->recipient != last)
      count++;
    last = wild->recipient;
    list = _dsn_span_behind (list, address);
  }
  return count;
}

guint
_dsn_wild_read_list_and_log (DsnWild *wild, DsnSpan list, DsnSpan log)
{
  guint count = add_list (wild, list);

  if (count == 1)
    _dsn_wild_say (wild, log);
  else if (count > 1 && !say_log (wild, log))
    (void) _dsn_wild_read_list (wild, list, (DsnSpan){ log.text, MIN (log.length, MAX_COMMON) });
  return count;
}
