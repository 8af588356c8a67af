/* powermta.c: the text of PowerMTA for people: "<jo@example.net> delivery failed; will not continue trying".
 * SPDX-License-Identifier: LGPL-2.1-or-later */
#include "dsn-wild-private.h"

#define HELLO "Hello, this is the mail server on "

static const struct {
  const char *words;
  DsnAction action;
} remarks[] = {
  { "delivery failed", DSN_ACTION_FAILED },    { "delivery delayed", DSN_ACTION_DELAYED },
  { "not yet delivered", DSN_ACTION_DELAYED }, { "delivery still pending", DSN_ACTION_DELAYED },
  { "delivered", DSN_ACTION_DELIVERED },       { "relayed", DSN_ACTION_RELAYED },
};

static gboolean
is_powermta (const DsnWild *wild)
{
  return wild->is_from_system && _dsn_wild_has (wild, HELLO)
         && _dsn_wild_has (wild, "to inform you on the delivery status");
}

static gboolean
find_remark (DsnWild *wild, DsnSpan rest)
{
  rest = _dsn_span_strip (rest);
  for (guint i = 0; i < G_N_ELEMENTS (remarks); i++)
    if (_dsn_span_begins (rest, remarks[i].words)) {
      wild->action = remarks[i].action;
      return TRUE;
    }
  return FALSE;
}

static void
read_powermta (DsnWild *wild)
{
  const char *at = _dsn_wild_find_after (wild, HELLO);
  DsnSpan line, rest;

  if (_dsn_span_next_line (&at, wild->end, &line))
    _dsn_wild_set_mta (wild, DSN_FIELD_REPORTING_MTA, _dsn_span_first_word (line));
  while (_dsn_span_next_line (&at, wild->end, &line)) {
    DsnSpan address = _dsn_span_take_address (line, &rest);

    if (address.text && find_remark (wild, rest) && _dsn_wild_add (wild, address))
      _dsn_wild_say (wild, rest);
  }
}

const DsnWildFamily _dsn_wild_powermta = { "powermta", is_powermta, read_powermta };
