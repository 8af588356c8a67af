/* postfix.c: Postfix's text for people, in any language, and the transcripts that it sends to postmasters.
 *
 *     <jo@example.net> (expanded from <list@example.org>): host mx.example.net[192.0.2.25]
 *         said: 550 5.1.1 no such user (in reply to RCPT TO command)
 * SPDX-License-Identifier: LGPL-2.1-or-later */
#include "dsn-wild-private.h"

static const char *const greetings[] = {
  "This is the Postfix program at host ",
  "This is the mail system at host ",
  "I'm sorry to have to inform you that",
  "THIS IS A WARNING ONLY.  YOU DO NOT NEED TO RESEND YOUR MESSAGE.",
  "Enclosed is the mail delivery report that you requested.",
  "Your message was successfully delivered to",
};

static gboolean
is_postfix (const DsnWild *wild)
{
  if (!wild->is_from_system)
    return FALSE;
  for (guint i = 0; i < G_N_ELEMENTS (greetings); i++)
    if (_dsn_wild_has (wild, greetings[i]))
      return TRUE;
  /* Greetings are changed by bounce_template_file, what stands behind the addresses is not. */
  return _dsn_wild_subject_begins (wild, "Undelivered Mail Returned to Sender")
         || _dsn_wild_subject_begins (wild, "Delayed Mail (still being retried)");
}

/* " (expanded from <list@example.org>): ": what an entry has behind its address. */
static gboolean
skip_to_words (DsnSpan *rest)
{
  const char *close;

  *rest = _dsn_span_strip (*rest);
  if (rest->length > 0 && *rest->text == '(') {
    close = memchr (rest->text, ')', rest->length);
    if (!close)
      return FALSE;
    rest->length -= (gsize) (close + 1 - rest->text);
    rest->text = close + 1;
  }
  return rest->length > 0 && _dsn_span_skip (rest, ":");
}

/* A line and those after it that are indented. */
static DsnSpan
take_entry (DsnSpan first, const char **at, const char *end)
{
  DsnSpan entry = first;
  DsnSpan line;

  for (const char *next = *at; _dsn_span_next_line (&next, end, &line); *at = next) {
    if (_dsn_span_is_blank (line) || !g_ascii_isspace (*line.text))
      break;
    entry.length = (gsize) (line.text + line.length - entry.text);
  }
  return entry;
}

static void
read_entries (DsnWild *wild)
{
  const char *at = wild->text;
  DsnSpan line, rest;

  while (_dsn_span_next_line (&at, wild->end, &line)) {
    DsnSpan address;

    if (line.length == 0 || *line.text != '<')
      continue;
    address = _dsn_span_take_address (take_entry (line, &at, wild->end), &rest);
    if (address.text && skip_to_words (&rest) && _dsn_wild_add (wild, address))
      _dsn_wild_say (wild, rest);
  }
}

static void
read_reporting_mta (DsnWild *wild)
{
  const char *host = _dsn_wild_find_after (wild, "This is the mail system at host ");
  DsnSpan line;

  if (!host)
    host = _dsn_wild_find_after (wild, "This is the Postfix program at host ");
  if (host && _dsn_span_next_line (&host, wild->end, &line))
    _dsn_wild_set_mta (wild, DSN_FIELD_REPORTING_MTA, _dsn_span_first_word (line));
}

static void
read_postfix (DsnWild *wild)
{
  if (_dsn_wild_has (wild, "THIS IS A WARNING ONLY")
      || _dsn_wild_subject_begins (wild, "Delayed Mail"))
    wild->action = DSN_ACTION_DELAYED;
  else if (_dsn_wild_has (wild, "was successfully delivered to"))
    wild->action = DSN_ACTION_DELIVERED;
  read_reporting_mta (wild);
  read_entries (wild);
}

const DsnWildFamily _dsn_wild_postfix = { "postfix", is_postfix, read_postfix };
