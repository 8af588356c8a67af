/* qmail.c: qmail, its relatives (netqmail, s/qmail, IndiMail) and those that write as it does (Yahoo, EYOU):
 * QSBMF, the qmail-send bounce message format.
 *
 *     <jo@example.net>:
 *     192.0.2.25 does not like recipient.
 *     Remote host said: 550 5.1.1 no such user
 * SPDX-License-Identifier: LGPL-2.1-or-later */
#include "dsn-wild-private.h"

/* How they begin; greetings are often changed. */
static const char *const greetings[] = {
  "Hi. This is the ",
  "Sorry, we were unable to deliver your message to the following address",
  "Unable to deliver message to the following address",
  "This is the machine generated message from mail service",
  "This is the mail delivery agent at ",
  "Unfortunately, your mail was not delivered to the following address",
  "Your mail message to the following address",
  "Your message to the following address",
  "Su mensaje no pudo ser entregado",
};

static const char *const subjects[] = { "failure notice", "Permanent Delivery Failure",
                                        "failed delivery", "Delivery failure" };

/* Whether a line is "<address>:"; a user of the system has no domain. */
static gboolean
is_head (DsnSpan line)
{
  line = _dsn_span_strip (line);
  return line.length > 3 && *line.text == '<' && line.text[line.length - 1] == ':'
         && line.text[line.length - 2] == '>';
}

static gboolean
has_head (const DsnWild *wild)
{
  const char *at = wild->text;
  DsnSpan line;

  while (_dsn_span_next_line (&at, wild->end, &line))
    if (line.length > 0 && *line.text == '<' && is_head (line))
      return TRUE;
  return FALSE;
}

static gboolean
has_greeting (const DsnWild *wild)
{
  for (guint i = 0; i < G_N_ELEMENTS (greetings); i++)
    if (_dsn_wild_has (wild, greetings[i]))
      return TRUE;
  for (guint i = 0; i < G_N_ELEMENTS (subjects); i++)
    if (_dsn_wild_subject_begins (wild, subjects[i]))
      return TRUE;
  return FALSE;
}

static gboolean
is_qmail (const DsnWild *wild)
{
  if (g_str_has_prefix (wild->text + strspn (wild->text, "\n"), "Hi. This is the "))
    return TRUE;
  return _dsn_wild_is_from_system (wild->message, wild->report) && has_greeting (wild)
         && has_head (wild);
}

/* "Hi. This is the qmail-send program at mx.example.net." */
static void
read_reporting_mta (DsnWild *wild)
{
  const char *at = _dsn_wild_find_after (wild, "Hi. This is the ");
  DsnSpan line, host;

  if (!at || !_dsn_span_next_line (&at, wild->end, &line))
    return;
  host = _dsn_span_find (line, " at ");
  if (host.text)
    _dsn_wild_set_mta (wild, DSN_FIELD_REPORTING_MTA,
                       _dsn_span_first_word ((DsnSpan){ host.text + 4, host.length - 4 }));
}

/* "<jo>:", for a user of the system: entries have but these and addresses. */
static void
read_users (DsnWild *wild)
{
  const char *at = wild->text;
  gboolean inside = FALSE;
  DsnSpan line;

  while (_dsn_span_next_line (&at, wild->end, &line)) {
    DsnSpan words = _dsn_span_strip (line);

    if (line.length > 0 && *line.text == '<' && is_head (line))
      inside = _dsn_wild_add_user (wild, (DsnSpan){ words.text, words.length - 1 });
    else if (_dsn_span_is_blank (line))
      inside = FALSE;
    else if (inside)
      _dsn_wild_say (wild, line);
  }
}

static void
read_qmail (DsnWild *wild)
{
  read_reporting_mta (wild);
  if (_dsn_wild_read_entries (wild, NULL, NULL, DSN_ENTRY_BRACKETED | DSN_ENTRY_COLON) == 0)
    read_users (wild);
}

const DsnWildFamily _dsn_wild_qmail = { "qmail", is_qmail, read_qmail };
