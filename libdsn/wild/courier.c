/* courier.c: Courier without a machine part.
 *
 *     <jo@example.net>:
 *         mx.example.net [192.0.2.25]:
 *     >>> RCPT TO:<jo@example.net>
 *     <<< 550 5.1.1 no such user
 * SPDX-License-Identifier: LGPL-2.1-or-later */
#include "dsn-wild-private.h"

#define HELLO "This is a delivery status notification from "

/* What precedes each list, after "Your message to the following recipients". */
static const struct {
  const char *words;
  DsnAction action;
} lists[] = {
  { "UNDELIVERABLE MAIL", DSN_ACTION_FAILED },
  { "DELAYED MAIL", DSN_ACTION_DELAYED },
  { "DELIVERED MAIL", DSN_ACTION_DELIVERED },
  { "RELAYED MAIL", DSN_ACTION_RELAYED },
};

static gboolean
is_courier (const DsnWild *wild)
{
  return wild->is_from_system && _dsn_wild_has (wild, HELLO)
         && _dsn_wild_has (wild, "running the Courier mail server");
}

/* Reads up to the rule that ends a list, and returns where it is. */
static const char *
read_list (DsnWild *wild, const char *from, DsnAction action)
{
  const char *rule = memmem (from, (gsize) (wild->end - from), "\n----------", 11);

  rule = rule ? rule : wild->end;
  wild->action = action;
  (void) _dsn_wild_read_entries (wild, from, rule, DSN_ENTRY_BRACKETED | DSN_ENTRY_COLON);
  return rule;
}

/* A title stands on a line of its own, so that "UNDELIVERABLE MAIL" has no "DELIVERABLE MAIL". */
static void
read_courier (DsnWild *wild)
{
  const char *at = _dsn_wild_find_after (wild, HELLO);
  DsnSpan line;

  if (_dsn_span_next_line (&at, wild->end, &line))
    _dsn_wild_set_mta (wild, DSN_FIELD_REPORTING_MTA, _dsn_span_first_word (line));
  while (_dsn_span_next_line (&at, wild->end, &line)) {
    line = _dsn_span_strip (line);
    if (_dsn_span_skip (&line, "The original message was received on "))
      _dsn_wild_set_date (wild, DSN_FIELD_ARRIVAL_DATE, line);
    for (guint i = 0; i < G_N_ELEMENTS (lists); i++)
      if (_dsn_span_begins (line, lists[i].words))
        at = read_list (wild, at, lists[i].action);
  }
}

const DsnWildFamily _dsn_wild_courier = { "courier", is_courier, read_courier };
