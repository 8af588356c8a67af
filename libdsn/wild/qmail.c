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
  return wild->is_from_system && has_greeting (wild) && has_head (wild);
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

/* "(#5.1.1)": what qmail itself found out. */
static void
read_status (DsnWild *wild, DsnSpan line)
{
  DsnSpan code = _dsn_span_find (line, "(#");
  gsize length = 2;

  while (length < code.length && (g_ascii_isdigit (code.text[length]) || code.text[length] == '.'))
    length++;
  if (length < code.length && strchr (") ", code.text[length]))
    _dsn_wild_set_value (wild, DSN_FIELD_STATUS, (DsnSpan){ code.text + 2, length - 2 });
}

/* Entries begin with "<", and others than "<address>:" are those of users of the system, "<jo>:". */
static gboolean
add_head (DsnWild *wild, DsnSpan line, DsnSpan *rest)
{
  DsnSpan head = _dsn_span_strip (line);
  DsnSpan address = _dsn_span_take_address (line, rest);

  if (address.text)
    return _dsn_span_skip (rest, ":") && _dsn_wild_add (wild, address);
  *rest = DSN_SPAN_NONE;
  return is_head (line) && _dsn_wild_add_user (wild, (DsnSpan){ head.text, head.length - 1 });
}

/* What follows "said:" are the words of another server, with codes of its own. */
static void
read_entries (DsnWild *wild)
{
  const char *at = wild->text;
  gboolean is_inside = FALSE, is_quoted = FALSE;
  DsnSpan line;

  while (_dsn_span_next_line (&at, wild->end, &line)) {
    DsnSpan rest = line;

    if (line.length > 0 && *line.text == '<' && add_head (wild, line, &rest)) {
      is_inside = TRUE;
      is_quoted = FALSE;
    } else if (is_inside && _dsn_span_is_blank (line)) {
      is_inside = wild->words->len == 0;
    }
    if (!is_inside)
      continue;
    _dsn_wild_say (wild, rest);
    is_quoted = is_quoted || _dsn_span_find (rest, " said:").text;
    if (!is_quoted)
      read_status (wild, rest);
  }
}

static void
read_qmail (DsnWild *wild)
{
  read_reporting_mta (wild);
  read_entries (wild);
}

const DsnWildFamily _dsn_wild_qmail = { "qmail", is_qmail, read_qmail };
