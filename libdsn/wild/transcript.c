/* transcript.c: Postfix's SMTP server tells its postmaster of a dialogue in which something failed.
 *
 *     Out: 220 mx.example.org ESMTP
 *     In:  RCPT TO:<jo@example.net>
 *     Out: 451 4.3.0 Error: queue file write error
 *
 * Who sent the message may never get to know of it: this is a report of the recipients that were refused.
 * SPDX-License-Identifier: LGPL-2.1-or-later */
#include "dsn-wild-private.h"

static gboolean
is_transcript (const DsnWild *wild)
{
  return _dsn_wild_subject_begins (wild, "Postfix ")
         && strstr (wild->subject, " server: errors from ")
         && _dsn_wild_has (wild, "Transcript of session follows.");
}

/* A command or a reply, with the lines on which it goes on. */
static DsnSpan
take_turn (DsnSpan first, const char **at, const char *end)
{
  DsnSpan turn = first;
  DsnSpan line;

  for (const char *next = *at; _dsn_span_next_line (&next, end, &line); *at = next) {
    if (!_dsn_span_begins (line, "   "))
      break;
    turn.length = (gsize) (line.text + line.length - turn.text);
  }
  return turn;
}

static gboolean
is_refusal (DsnSpan reply)
{
  return reply.length > 0 && (*reply.text == '4' || *reply.text == '5');
}

/* How far a transaction has come. */
typedef struct {
  /* Where its recipients begin; NULL if none is under way. */
  const char *transaction;
  /* The last command. */
  DsnSpan command;
} Session;

/* Every recipient of the transaction before some point that was not refused by itself. */
static void
refuse_all (DsnWild *wild, const char *from, const char *to, DsnSpan reply)
{
  DsnSpan line;

  while (_dsn_span_next_line (&from, to, &line)) {
    line = _dsn_span_strip (line);
    if (!_dsn_span_skip (&line, "In:") || !_dsn_span_skip (&line, "RCPT"))
      continue;
    (void) _dsn_wild_add (wild, take_turn (line, &from, to));
  }
  _dsn_wild_say_of_rest (wild, reply);
}

static void
read_command (Session *session, DsnSpan command)
{
  session->command = command;
  if (_dsn_span_begins (command, "MAIL"))
    session->transaction = command.text + command.length;
}

static void
read_reply (DsnWild *wild, Session *session, DsnSpan reply)
{
  if (!is_refusal (reply))
    return;
  if (_dsn_span_begins (session->command, "RCPT")) {
    if (_dsn_wild_add (wild, session->command))
      _dsn_wild_say (wild, reply);
  } else if (session->transaction
             && (_dsn_span_begins (session->command, "DATA")
                 || _dsn_span_begins (session->command, "BDAT"))) {
    refuse_all (wild, session->transaction, reply.text, reply);
    session->transaction = NULL;
  }
}

static void
read_transcript (DsnWild *wild)
{
  const char *at = _dsn_wild_find_after (wild, "Transcript of session follows.");
  Session session = { NULL, DSN_SPAN_NONE };
  DsnSpan line;

  while (_dsn_span_next_line (&at, wild->end, &line)) {
    DsnSpan turn = _dsn_span_strip (take_turn (line, &at, wild->end));

    if (_dsn_span_skip (&turn, "In:"))
      read_command (&session, turn);
    else if (_dsn_span_skip (&turn, "Out:"))
      read_reply (wild, &session, turn);
  }
}

const DsnWildFamily _dsn_wild_transcript = { "postfix", is_transcript, read_transcript };
