/* exchange-entries.c: what Exchange writes for administrators, the same in every language but for the
 * labels:
 *
 *     Generating server: mx.example.org
 *
 *     jo@example.net
 *     mail.example.net
 *     Remote Server returned '550 5.1.1 No such user'
 * SPDX-License-Identifier: LGPL-2.1-or-later */
#include "wild/exchange-private.h"

static gboolean
is_reply_code (const char *text, gsize length)
{
  return length > 3 && *text >= '2' && *text <= '5' && g_ascii_isdigit (text[1])
         && g_ascii_isdigit (text[2]) && strchr (" -", text[3]);
}

/* The quote before a reply, and what follows it. */
static DsnSpan
find_quoted_reply (DsnSpan text)
{
  for (; text.length > 0; text.text++, text.length--)
    if (strchr ("'\"", *text.text) && is_reply_code (text.text + 1, text.length - 1))
      return text;
  return DSN_SPAN_NONE;
}

/* "mail.example.net #550 5.1.1 User unknown ##": from the "#" on. */
static DsnSpan
find_hash_behind_host (DsnSpan line)
{
  DsnSpan host = _dsn_span_first_word (line);
  DsnSpan rest = host.text ? _dsn_span_strip (_dsn_span_behind (line, host)) : DSN_SPAN_NONE;

  return rest.length > 1 && *rest.text == '#' && is_reply_code (rest.text + 1, rest.length - 1)
             ? rest
             : DSN_SPAN_NONE;
}

/* What follows the "#" of "#550 5.1.1 RESOLVER.ADR.RecipNotFound; not found ##", or of
 * "mail.example.net #<mail.example.net #5.1.1 smtp;550 …> #SMTP#": Exchange 2007 and 2010. */
static DsnSpan
find_hashed (DsnSpan text)
{
  const char *at = text.text, *end = text.text + text.length;
  DsnSpan line, hash;

  while (_dsn_span_next_line (&at, end, &line)) {
    line = _dsn_span_strip (line);
    hash = _dsn_span_find (line, "#<");
    if (!hash.text && line.length > 1 && *line.text == '#' && g_ascii_isdigit (line.text[1]))
      hash = line;
    if (!hash.text)
      hash = find_hash_behind_host (line);
    if (hash.text)
      return (DsnSpan){ hash.text + 1, (gsize) (end - hash.text - 1) };
  }
  return DSN_SPAN_NONE;
}

/* The address that a line has by itself; a link to it may follow. */
static DsnSpan
take_address (DsnSpan line)
{
  DsnSpan rest;
  DsnSpan address = _dsn_span_take_address (line, &rest);

  return address.text && (_dsn_span_is_blank (rest) || _dsn_span_begins (rest, "<mailto:"))
             ? address
             : DSN_SPAN_NONE;
}

/* The lines up to a blank one, or to another address; of no length if that comes first. */
static DsnSpan
peek_words (const char *at, const char *end)
{
  DsnSpan words = { at, 0 };
  DsnSpan line;

  while (_dsn_span_next_line (&at, end, &line) && !_dsn_span_is_blank (line)
         && !take_address (line).text)
    words.length = (gsize) (line.text + line.length - words.text);
  return words;
}

/* The next address by itself that a diagnosis follows; @at moves behind its line. */
static DsnSpan
next_entry (const char **at, const char *end, DsnSpan *diagnosis)
{
  DsnSpan line;

  while (_dsn_span_next_line (at, end, &line)) {
    DsnSpan address = take_address (line);

    if (!address.text)
      continue;
    *diagnosis = peek_words (*at, end);
    if (find_hashed (*diagnosis).text || find_quoted_reply (*diagnosis).text)
      return address;
  }
  return DSN_SPAN_NONE;
}

/* The one or two lines with the name of a host before the first entry: the server that gave up, and the
 * one that it tried to reach. */
static void
find_servers (const char *at, const char *to, DsnSpan *generating, DsnSpan *receiving)
{
  DsnSpan previous = DSN_SPAN_NONE, last = DSN_SPAN_NONE, line;

  while (_dsn_span_next_line (&at, to, &line)) {
    if (_dsn_span_is_blank (line))
      continue;
    previous = last;
    last = _dsn_exchange_take_host (line);
  }
  *generating = previous.text ? previous : last;
  *receiving = previous.text ? last : DSN_SPAN_NONE;
}

/* A quote ends where a line does; others belong to the reply. */
static DsnSpan
take_quoted (DsnSpan opening)
{
  for (gsize i = 1; i < opening.length; i++)
    if (opening.text[i] == *opening.text
        && (i + 1 == opening.length || opening.text[i + 1] == '\n'))
      return (DsnSpan){ opening.text + 1, i - 1 };
  return (DsnSpan){ opening.text + 1, opening.length - 1 };
}

/* The newest comes first: what the server said in the end. */
static void
say_quoted (DsnWild *wild, DsnSpan text)
{
  DsnSpan opening;

  while ((opening = find_quoted_reply (text)).text) {
    DsnSpan reply = take_quoted (opening);

    _dsn_wild_say (wild, reply);
    text = _dsn_span_behind (text, reply);
  }
}

/* "…##rfc822;jo@example.com": where the message was sent to at first. */
static void
set_original_recipient (DsnWild *wild, DsnSpan text)
{
  g_autofree char *address = NULL;

  if (!wild->recipient || wild->is_complement || !_dsn_span_skip (&text, "##rfc822;")
      || text.length == 0)
    return;
  address = g_strndup (text.text, text.length);
  dsn_recipient_set_value (wild->recipient, DSN_FIELD_ORIGINAL_RECIPIENT,
                           dsn_value_new ("rfc822", address, NULL));
}

static void
say_hashed (DsnWild *wild, DsnSpan text)
{
  DsnSpan original = _dsn_span_find (text, "##");
  DsnSpan end = original.text ? original : _dsn_span_find (text, "#SMTP#");
  DsnExchangeDiagnosis diagnosis;

  if (end.text)
    text.length = (gsize) (end.text - text.text);
  if (_dsn_exchange_take_diagnosis (text, &diagnosis))
    _dsn_exchange_say_diagnosis (wild, &diagnosis);
  else
    _dsn_wild_say (wild, text);
  set_original_recipient (wild, original);
}

/* "mail.example.net" in the first line, or "Remote Server at mail.example.net (192.0.2.1) returned". */
static DsnSpan
find_remote (DsnSpan text)
{
  const char *at = text.text;
  DsnSpan line, host, found;

  if (!_dsn_span_next_line (&at, text.text + text.length, &line))
    return DSN_SPAN_NONE;
  line = _dsn_span_strip (line);
  host = _dsn_span_first_word (line);
  if (host.text == line.text
      && (host.length == line.length || _dsn_span_find (line, " #<").text
          || find_hash_behind_host (line).text))
    return host;
  found = _dsn_span_find (line, " at ");
  return found.text ? _dsn_span_first_word ((DsnSpan){ found.text + 4, found.length - 4 })
                    : DSN_SPAN_NONE;
}

gboolean
_dsn_exchange_has_entries (const DsnWild *wild)
{
  const char *at = wild->text;
  DsnSpan diagnosis;

  return next_entry (&at, wild->end, &diagnosis).text != NULL;
}

void
_dsn_exchange_read_entries (DsnWild *wild)
{
  DsnSpan generating = DSN_SPAN_NONE, receiving = DSN_SPAN_NONE;
  const char *at = wild->text;
  gboolean is_first = TRUE;
  DsnSpan address, diagnosis;

  for (; (address = next_entry (&at, wild->end, &diagnosis)).text; is_first = FALSE) {
    DsnSpan hashed = find_hashed (diagnosis);

    if (is_first)
      find_servers (wild->text, address.text, &generating, &receiving);
    _dsn_wild_set_mta (wild, DSN_FIELD_REPORTING_MTA, generating);
    if (!_dsn_wild_add (wild, address))
      continue;
    if (hashed.text)
      say_hashed (wild, hashed);
    else
      say_quoted (wild, diagnosis);
    _dsn_wild_set_mta (wild, DSN_FIELD_REMOTE_MTA, find_remote (diagnosis));
    _dsn_wild_set_mta (wild, DSN_FIELD_REMOTE_MTA, receiving);
    at = diagnosis.text + diagnosis.length;
  }
}
