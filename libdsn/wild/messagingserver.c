/* messagingserver.c: the text for people of PMDF and what came of it: iPlanet, Sun, Oracle.
 *
 *     Your message cannot be delivered to the following recipients:
 *
 *       Recipient address: jo@example.net
 *       Reason: Remote SMTP server has rejected address
 *       Diagnostic code: smtp;550 5.1.1 no such user
 *       Remote system: dns;mx.example.net (TCP|192.0.2.1|33442|192.0.2.25|25)
 * SPDX-License-Identifier: LGPL-2.1-or-later */
#include "dsn-wild-private.h"

/* What precedes each list. */
static const struct {
  const char *words;
  DsnAction action;
} lists[] = {
  { "Your message cannot be delivered to the following recipients", DSN_ACTION_FAILED },
  { "Your message has been enqueued and undeliverable", DSN_ACTION_DELAYED },
  { "Your message is being delayed", DSN_ACTION_DELAYED },
  { "Your message has been successfully delivered", DSN_ACTION_DELIVERED },
  { "Your message was successfully delivered", DSN_ACTION_DELIVERED },
  { "Your message has been successfully relayed", DSN_ACTION_RELAYED },
  { "Your message was successfully relayed", DSN_ACTION_RELAYED },
};

static gboolean
is_messagingserver (const DsnWild *wild)
{
  return wild->is_from_system && _dsn_wild_has (wild, "\n  Recipient address: ");
}

static DsnAction
find_list (DsnSpan line, DsnAction otherwise)
{
  for (guint i = 0; i < G_N_ELEMENTS (lists); i++)
    if (_dsn_span_begins (line, lists[i].words))
      return lists[i].action;
  return otherwise;
}

/* One recipient's lines. */
typedef struct {
  DsnSpan address;
  DsnSpan reason;
  DsnSpan diagnostic;
  DsnSpan remote;
} Entry;

/* The sender wrote to the original address, where there is one. */
static void
take_line (Entry *entry, DsnSpan line)
{
  line = _dsn_span_strip (line);
  if (_dsn_span_skip (&line, "Recipient address:") || _dsn_span_skip (&line, "Original address:"))
    entry->address = line;
  else if (_dsn_span_skip (&line, "Reason:"))
    entry->reason = line;
  else if (_dsn_span_skip (&line, "Diagnostic code:"))
    entry->diagnostic = line;
  else if (_dsn_span_skip (&line, "Remote system:"))
    entry->remote = line;
}

/* "dns;mx.example.net (TCP|192.0.2.1|33442|192.0.2.25|25)" */
static void
add_remote (DsnWild *wild, DsnSpan remote)
{
  if (_dsn_span_skip (&remote, "dns;"))
    _dsn_wild_set_mta (wild, DSN_FIELD_REMOTE_MTA, _dsn_span_first_word (remote));
}

static void
add_entry (DsnWild *wild, Entry *entry)
{
  if (entry->address.text && _dsn_wild_add (wild, entry->address)) {
    if (entry->diagnostic.text)
      _dsn_wild_set_value (wild, DSN_FIELD_DIAGNOSTIC_CODE, entry->diagnostic);
    _dsn_wild_say (wild, entry->reason);
    add_remote (wild, entry->remote);
  }
  memset (entry, 0, sizeof *entry);
}

static void
read_messagingserver (DsnWild *wild)
{
  const char *at = wild->text;
  Entry entry = { DSN_SPAN_NONE, DSN_SPAN_NONE, DSN_SPAN_NONE, DSN_SPAN_NONE };
  DsnSpan line;

  if (_dsn_wild_subject_begins (wild, "Delivery Notification: Delivery has been delayed"))
    wild->action = DSN_ACTION_DELAYED;
  while (_dsn_span_next_line (&at, wild->end, &line)) {
    wild->action = find_list (line, wild->action);
    if (_dsn_span_is_blank (line))
      add_entry (wild, &entry);
    else
      take_line (&entry, line);
  }
  add_entry (wild, &entry);
}

const DsnWildFamily _dsn_wild_messagingserver = { "messagingserver", is_messagingserver,
                                                  read_messagingserver };
