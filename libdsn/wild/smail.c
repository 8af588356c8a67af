/* smail.c: Smail 3.
 *
 *     |------------------------- Message log follows: -------------------------|
 *      no valid recipients were found for this message
 *     |------------------------- Failed addresses follow: ---------------------|
 *      <jo@example.net> ... unknown host
 * SPDX-License-Identifier: LGPL-2.1-or-later */
#include "dsn-wild-private.h"

static const struct {
  const char *title;
  DsnAction action;
} titles[] = {
  { "Failed addresses follow", DSN_ACTION_FAILED },
  { "Deferred addresses follow", DSN_ACTION_DELAYED },
  { "Unprocessed addresses follow", DSN_ACTION_DELAYED },
};

static gboolean
is_smail (const DsnWild *wild)
{
  if (!wild->is_from_system)
    return FALSE;
  for (guint i = 0; i < G_N_ELEMENTS (titles); i++)
    if (_dsn_wild_has (wild, "|-----") && _dsn_wild_has_section (wild, titles[i].title))
      return TRUE;
  return FALSE;
}

static void
read_list (DsnWild *wild, DsnSpan section)
{
  const char *at = section.text, *end = section.text + section.length;
  DsnSpan line, rest;

  while (_dsn_span_next_line (&at, end, &line)) {
    DsnSpan address = _dsn_span_take_address (line, &rest);

    if (!address.text || !_dsn_wild_add (wild, address))
      continue;
    rest = _dsn_span_strip (rest);
    (void) _dsn_span_skip (&rest, "...");
    _dsn_wild_say (wild, rest);
  }
}

static void
read_smail (DsnWild *wild)
{
  const char *at = NULL;
  DsnSpan title, section;

  while (_dsn_wild_next_section (wild, &at, &title, &section))
    for (guint i = 0; i < G_N_ELEMENTS (titles); i++)
      if (_dsn_span_begins (title, titles[i].title)) {
        wild->action = titles[i].action;
        read_list (wild, section);
      }
}

const DsnWildFamily _dsn_wild_smail = { "smail", is_smail, read_smail };
