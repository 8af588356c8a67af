/* general.c: what a mail system wrote, and no family claims: an address next to a reply, or next to
 * words that say that something was not delivered.
 * SPDX-License-Identifier: LGPL-2.1-or-later */
#include "dsn-reply.h"
#include "wild/general-private.h"

#define MAX_SAID 2000

static gboolean
is_refusal (DsnSpan span)
{
  g_autofree char *text = g_strndup (span.text, MIN (span.length, MAX_SAID));
  g_autoptr (DsnReply) reply = dsn_reply_parse (g_strdelimit (text, "\n", ' '));

  return reply
         && (dsn_reply_get_code (reply) >= 400
             || dsn_status_get_class (dsn_reply_get_status (reply)) >= 4);
}

/* Whether a paragraph is a refusal, or a line of it is. */
static gboolean
has_reply (DsnSpan paragraph)
{
  const char *at = paragraph.text, *end = paragraph.text + MIN (paragraph.length, MAX_SAID);
  DsnSpan line;

  if (is_refusal (paragraph))
    return TRUE;
  while (_dsn_span_next_line (&at, end, &line))
    if (is_refusal (_dsn_span_strip (line)))
      return TRUE;
  return FALSE;
}

/* Whether a failure was told of before a line ends. */
static gboolean
is_told_of (const DsnWild *wild, const char *failure, DsnSpan address)
{
  const char *newline = memchr (address.text, '\n', (gsize) (wild->end - address.text));

  return failure < (newline ? newline : wild->end);
}

/* A paragraph that has a reply and names nobody: it is about all. */
static DsnSpan
find_common_reply (const DsnWild *wild)
{
  const char *at = wild->text;
  DsnSpan paragraph;

  while ((paragraph = _dsn_wild_next_paragraph (&at, wild->end)).length > 0)
    if (has_reply (paragraph))
      return paragraph;
  return DSN_SPAN_NONE;
}

/* Of what only has no sender to answer to a failure is not enough: parcels come back, too. A server must be
 * quoted. */
static gboolean
is_bounce (const DsnWild *wild)
{
  return !wild->is_complement && !_dsn_span_is_blank (_dsn_general_get_text (wild))
         && wild->is_from_system && !_dsn_general_is_other_mail (wild)
         && _dsn_general_find_failure (wild)
         && (_dsn_general_is_certain (wild) || find_common_reply (wild).text);
}

/* The paragraph that tells of a failure, up to the first address below them. */
static DsnSpan
find_lead (const DsnWild *wild, const char *failure)
{
  const char *at = wild->text;
  DsnSpan lead = _dsn_wild_next_paragraph (&at, wild->end);

  while (lead.length > 0 && lead.text + lead.length <= failure)
    lead = _dsn_wild_next_paragraph (&at, wild->end);
  lead.length = (gsize) (_dsn_general_find_entry (wild, lead) - lead.text);
  return lead;
}

static void
read_paragraph (DsnWild *wild, DsnSpan paragraph, DsnSpan address, DsnSpan reply, DsnSpan lead)
{
  if (_dsn_general_has_labels (wild, paragraph))
    _dsn_general_read_labels (wild, paragraph);
  else if (!_dsn_general_read_entries (wild, paragraph, reply, lead))
    _dsn_general_read_enumeration (wild, paragraph, address, reply, paragraph);
}

/* Every paragraph that has an address and a reply, or more of the entries that such have. */
static void
read_replies (DsnWild *wild)
{
  const char *failure = _dsn_general_find_failure (wild);
  const char *at = wild->text;
  DsnSpan paragraph;

  while ((paragraph = _dsn_wild_next_paragraph (&at, wild->end)).length > 0) {
    DsnSpan address = _dsn_general_find_recipient (wild, paragraph);

    if (address.text
        && (has_reply (paragraph) || _dsn_general_has_labels (wild, paragraph)
            || (is_told_of (wild, failure, address)
                && (_dsn_general_begins_entry (wild, paragraph)
                    || _dsn_general_begins_block (wild, paragraph)))))
      read_paragraph (wild, paragraph, address, DSN_SPAN_NONE, DSN_SPAN_NONE);
  }
}

/* Every paragraph with an address that stands where the text has told of a failure. */
static void
read_addresses (DsnWild *wild)
{
  const char *failure = _dsn_general_find_failure (wild);
  DsnSpan reply = find_common_reply (wild);
  DsnSpan lead = find_lead (wild, failure);
  const char *at = wild->text;
  DsnSpan paragraph;

  while ((paragraph = _dsn_wild_next_paragraph (&at, wild->end)).length > 0) {
    DsnSpan address = _dsn_general_find_recipient (wild, paragraph);

    if (address.text && is_told_of (wild, failure, address))
      read_paragraph (wild, paragraph, address, reply, lead);
  }
}

/* What is said of the only recipient there is. */
static void
say_all (DsnWild *wild)
{
  const char *at = wild->text;
  DsnSpan line;

  while (_dsn_span_next_line (&at, MIN (wild->end, wild->text + MAX_SAID), &line))
    _dsn_wild_say (wild, line);
}

/* The recipients that a list of addresses names, if it is one that can be trusted. */
static void
read_list (DsnWild *wild, const char *list, const char *source)
{
  DsnSpan rest = { list, list ? strlen (list) : 0 };
  DsnSpan address;

  while (rest.length > 0 && (address = _dsn_span_find_address (rest)).text) {
    if (_dsn_wild_add (wild, address)) {
      _dsn_wild_set_evidence (wild, source);
      say_all (wild);
    }
    rest = _dsn_span_behind (rest, address);
  }
}

static gboolean
has_recipient (const DsnWild *wild)
{
  return dsn_report_get_n_recipients (wild->report) > 0;
}

static void
read_envelope (DsnWild *wild)
{
  const DsnWildQuestions *questions = wild->questions;
  g_autofree char *recipient =
      questions ? questions->find_envelope_recipient (questions->data) : NULL;

  read_list (wild, recipient, "envelope");
}

static void
read_bounce (DsnWild *wild)
{
  const char *to = dsn_report_get_original_header (wild->report, DSN_HEADER_TO);

  if (_dsn_general_is_delay (wild))
    wild->action = DSN_ACTION_DELAYED;
  read_replies (wild);
  if (!has_recipient (wild))
    read_list (wild, _dsn_wild_header (wild, "X-Failed-Recipients"), "envelope");
  if (!has_recipient (wild))
    read_envelope (wild);
  if (!has_recipient (wild))
    read_addresses (wild);
  if (!has_recipient (wild) && to && !strchr (to, ','))
    read_list (wild, to, "original");
}

const DsnWildFamily _dsn_wild_general = { "general", is_bounce, read_bounce };
