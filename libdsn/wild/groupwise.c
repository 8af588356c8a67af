/* groupwise.c: Novell GroupWise, and NTMail, which words it alike:
 *
 *     The message that you sent was undeliverable to the following:
 *             jo@example.net (user not found)
 *             kim (mailbox full)
 * SPDX-License-Identifier: LGPL-2.1-or-later */
#include "dsn-wild-private.h"

static const char *const introductions[] = {
  "The message that you sent was undeliverable to the following:",
  "The attached file had the following undeliverable recipient(s):",
};

static const char *
find_introduced (const DsnWild *wild)
{
  const char *found = NULL;

  for (guint i = 0; i < G_N_ELEMENTS (introductions) && !found; i++)
    found = _dsn_wild_find_after (wild, introductions[i]);
  return found;
}

static gboolean
is_groupwise (const DsnWild *wild)
{
  return wild->is_from_system && find_introduced (wild);
}

/* The words in parentheses at the end of an entry; a user of its own has no domain. */
static gboolean
read_entry (DsnWild *wild, DsnSpan line)
{
  DsnSpan words = _dsn_span_find (line, "(");
  DsnSpan name = _dsn_span_strip (
      (DsnSpan){ line.text, words.text ? (gsize) (words.text - line.text) : line.length });

  if (!_dsn_wild_add (wild, name) && (!words.text || !_dsn_wild_add_user (wild, name)))
    return FALSE;
  if (words.text && words.length > 1)
    words = (DsnSpan){ words.text + 1, words.length - 1 - (words.text[words.length - 1] == ')') };
  _dsn_wild_say (wild, words);
  return TRUE;
}

/* "Transcript of session follows:" has what the other server said, of a single recipient. */
static void
read_transcript (DsnWild *wild)
{
  const char *at = _dsn_wild_find_after (wild, "Transcript of session follows:");

  if (at && dsn_report_get_n_recipients (wild->report) == 1)
    _dsn_wild_say (wild, (DsnSpan){ at, (gsize) (wild->end - at) });
}

static void
read_groupwise (DsnWild *wild)
{
  const char *at = find_introduced (wild);
  gboolean found = FALSE;
  DsnSpan line;

  while (at && _dsn_span_next_line (&at, wild->end, &line)) {
    if (_dsn_span_is_blank (line))
      continue;
    if (!read_entry (wild, _dsn_span_strip (line)) && found)
      break;
    found = TRUE;
  }
  read_transcript (wild);
}

const DsnWildFamily _dsn_wild_groupwise = { "groupwise", is_groupwise, read_groupwise };
