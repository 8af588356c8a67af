/* mdaemon.c: MDaemon (Alt-N).
 *
 *     The attached message had PERMANENT fatal delivery errors!
 *     Failed address: jo@example.net
 *     --- Session Transcript ---
 *      Mon 2026-11-23 10:00:00: <-- 550 5.1.1 no such user
 *     --- End Transcript ---
 * SPDX-License-Identifier: LGPL-2.1-or-later */
#include "dsn-wild-private.h"

#define LIST "The following addresses did NOT receive a copy of your message:"

static gboolean
is_mdaemon (const DsnWild *wild)
{
  return wild->is_from_system
         && (_dsn_wild_has (wild, "The attached message had PERMANENT fatal delivery errors")
             || _dsn_wild_has (wild, "The attached message had TRANSIENT non-fatal delivery errors")
             || _dsn_wild_has (wild, LIST)
             || (_dsn_wild_is_from (wild, "mdaemon", "")
                 && (_dsn_wild_has (wild, " - no such user here.")
                     || _dsn_wild_has (wild, "Failed address:"))));
}

/* Goes on with a recipient that is known and of which nothing was said. */
static gboolean
take_up (DsnWild *wild, DsnSpan address)
{
  g_autofree char *key =
      g_ascii_strdown (address.text ? address.text : "", (gssize) address.length);
  const DsnRecipient *known = g_hash_table_lookup (wild->recipients, key);

  return known && !dsn_recipient_get_value (known, DSN_FIELD_DIAGNOSTIC_CODE)
         && _dsn_wild_add (wild, address);
}

/* Says of each recipient the refusal of its own command, and of the others the last refusal. */
static void
read_session (DsnWild *wild, const char *at)
{
  DsnSpan line, whom = DSN_SPAN_NONE, refusal = DSN_SPAN_NONE;

  while (at && _dsn_span_next_line (&at, wild->end, &line)
         && !_dsn_span_begins (line, "--- End Transcript")) {
    DsnSpan command = _dsn_span_find (line, "--> ");
    DsnSpan reply = _dsn_span_find (line, "<-- ");

    if (command.text)
      whom =
          _dsn_span_find (command, "RCPT ").text ? _dsn_span_find_address (command) : DSN_SPAN_NONE;
    if (reply.length <= 8 || (reply.text[4] != '4' && reply.text[4] != '5'))
      continue;
    refusal = (DsnSpan){ reply.text + 4, reply.length - 4 };
    if (take_up (wild, whom))
      _dsn_wild_say (wild, refusal);
  }
  _dsn_wild_say_of_rest (wild, refusal);
}

static void
read_line (DsnWild *wild, DsnSpan line, gboolean is_list)
{
  DsnSpan rest, address;

  if (_dsn_span_skip (&line, "Failed address:") || (is_list && _dsn_span_skip (&line, ">"))) {
    (void) _dsn_wild_add (wild, line);
    return;
  }
  address = _dsn_span_take_address (line, &rest);
  if (address.text && _dsn_span_begins (_dsn_span_strip (rest), "- no such user here")
      && _dsn_wild_add (wild, address))
    _dsn_wild_say (wild, _dsn_span_strip (rest));
}

static void
read_mdaemon (DsnWild *wild)
{
  const char *at = wild->text;
  const char *transcript = _dsn_wild_find (wild, "--- Session Transcript ---");
  gboolean is_list = FALSE;
  DsnSpan line;

  if (_dsn_wild_has (wild, "TRANSIENT non-fatal"))
    wild->action = DSN_ACTION_DELAYED;
  while (_dsn_span_next_line (&at, transcript ? transcript : wild->end, &line)) {
    is_list = is_list || _dsn_span_begins (line, LIST);
    read_line (wild, line, is_list);
  }
  read_session (wild, transcript);
}

const DsnWildFamily _dsn_wild_mdaemon = { "mdaemon", is_mdaemon, read_mdaemon };
