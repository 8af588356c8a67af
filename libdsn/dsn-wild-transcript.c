/* dsn-wild-transcript.c: what was said in an SMTP dialogue, as Sendmail and its kin write it down.
 *
 *     >>> RCPT To:<jo@example.net>
 *     <<< 550 5.1.1 no such user
 *     550 5.1.1 <jo@example.net>... User unknown
 * SPDX-License-Identifier: LGPL-2.1-or-later */
#include "dsn-wild-private.h"

/* Replies that are said of many recipients may be this long for each. */
#define MAX_HEARD 1024

typedef struct {
  /* The recipients are known, so that no others are meant. */
  gboolean is_listed;
  /* The recipient of the last command, none if it was about all of them; the replies to it, and whether
   * they were said of the recipient. */
  DsnSpan whom;
  DsnSpan heard;
  gboolean is_said;
  /* The program has said what it makes of them: further replies are others. */
  gboolean is_judged;
  /* What was said of no recipient by name. */
  DsnSpan rest;
} Transcript;

static DsnSpan
join (DsnSpan first, DsnSpan second)
{
  if (!first.text)
    return second;
  return (DsnSpan){ first.text, (gsize) (second.text + second.length - first.text) };
}

static gboolean
is_code (DsnSpan line)
{
  return line.length > 4 && g_ascii_isdigit (line.text[0]) && g_ascii_isdigit (line.text[1])
         && g_ascii_isdigit (line.text[2]) && strchr (" -", line.text[3]);
}

/* Goes on with a recipient, unless something else was said of it already. */
static gboolean
take_up (DsnWild *wild, const Transcript *transcript, DsnSpan address)
{
  g_autofree char *key =
      g_ascii_strdown (address.text ? address.text : "", (gssize) address.length);
  const DsnRecipient *known = address.text ? g_hash_table_lookup (wild->recipients, key) : NULL;

  if (!address.text || (!known && transcript->is_listed))
    return FALSE;
  if (known && known != wild->recipient
      && dsn_recipient_get_value (known, DSN_FIELD_DIAGNOSTIC_CODE))
    return FALSE;
  return _dsn_wild_add (wild, address);
}

/* Lines, without what marks them as replies. */
static void
say_lines (DsnWild *wild, DsnSpan lines)
{
  const char *at = lines.text, *end = lines.text + MIN (lines.length, MAX_HEARD);
  DsnSpan line;

  while (_dsn_span_next_line (&at, end, &line) && wild->recipient) {
    line = _dsn_span_strip (line);
    (void) _dsn_span_skip (&line, "<<<");
    _dsn_wild_say (wild, line);
  }
}

/* The same of every recipient of which nothing was said. */
static void
say_rest (DsnWild *wild, DsnSpan lines)
{
  g_autoptr (GString) text = g_string_new (NULL);
  const char *at = lines.text, *end = lines.text + lines.length;
  DsnSpan line;

  while (_dsn_span_next_line (&at, end, &line)) {
    line = _dsn_span_strip (line);
    (void) _dsn_span_skip (&line, "<<<");
    g_string_append_len (text, line.text, (gssize) line.length);
    g_string_append_c (text, '\n');
  }
  _dsn_wild_say_of_rest (wild, (DsnSpan){ text->str, text->len });
}

/* "550 Host unknown" of "554 <jo@example.net>... 550 Host unknown": what was found out, not what it was
 * called. */
static DsnSpan
skip_code (DsnSpan line, const char *dots)
{
  DsnSpan words = { dots + 3, line.length - (gsize) (dots + 3 - line.text) };

  words = _dsn_span_strip (words);
  return is_code (words) ? words : line;
}

static void
read_command (DsnWild *wild, Transcript *transcript, DsnSpan command)
{
  transcript->heard = DSN_SPAN_NONE;
  transcript->whom =
      _dsn_span_skip (&command, "RCPT") ? _dsn_span_find_address (command) : DSN_SPAN_NONE;
  transcript->is_said = transcript->is_listed && take_up (wild, transcript, transcript->whom);
}

static void
read_reply (DsnWild *wild, Transcript *transcript, DsnSpan reply)
{
  transcript->heard = transcript->is_judged ? reply : join (transcript->heard, reply);
  transcript->is_judged = FALSE;
  if (transcript->is_said)
    _dsn_wild_say (wild, reply);
}

/* "jo" of "550 5.1.1 jo... User unknown", which is a user of the system. */
static gboolean
take_up_user (DsnWild *wild, const Transcript *transcript, DsnSpan name)
{
  gsize start = name.length;

  while (start > 0 && name.text[start - 1] != ' ')
    start--;
  name = (DsnSpan){ name.text + start, name.length - start };
  return !transcript->is_listed && name.length > 0 && !memchr (name.text, '.', name.length)
         && _dsn_wild_add_user (wild, name);
}

/* Whether the last replies are about the recipient added last, and not said of it yet. */
static gboolean
is_unsaid (const DsnWild *wild, const Transcript *transcript)
{
  const char *address = dsn_recipient_get_address (wild->recipient);

  return transcript->heard.text && !transcript->is_said
         && (!transcript->whom.text || _dsn_span_is_listed (address, transcript->whom));
}

/* What the program itself says of the last replies. */
static void
read_verdict (DsnWild *wild, Transcript *transcript, DsnSpan line)
{
  const char *dots = memmem (line.text, line.length, "...", 3);
  DsnSpan name = { line.text, dots ? (gsize) (dots - line.text) : line.length };

  transcript->is_judged = TRUE;
  if (take_up (wild, transcript, _dsn_span_find_address (name))
      || (dots && take_up_user (wild, transcript, name))) {
    if (is_unsaid (wild, transcript))
      say_lines (wild, transcript->heard);
    _dsn_wild_say (wild, dots ? skip_code (line, dots) : line);
    return;
  }
  transcript->rest = join (transcript->heard.text ? transcript->heard : transcript->rest, line);
}

/* "550 5.1.1 ...", or without a code that something waits. Codes below 400 are no trouble. */
static gboolean
is_verdict (DsnSpan line)
{
  if (is_code (line))
    return *line.text == '4' || *line.text == '5';
  return _dsn_span_find (line, "... Deferred").text != NULL;
}

void
_dsn_wild_read_transcript (DsnWild *wild, DsnSpan span, gboolean is_listed)
{
  const char *at = span.text, *end = span.text + span.length;
  Transcript transcript = { .is_listed = is_listed };
  DsnSpan line;

  while (_dsn_span_next_line (&at, end, &line)) {
    line = _dsn_span_strip (line);
    if (_dsn_span_begins (line, "... while talking to ")
        || _dsn_span_begins (line, "While talking to "))
      read_command (wild, &transcript, DSN_SPAN_NONE);
    else if (_dsn_span_skip (&line, ">>>"))
      read_command (wild, &transcript, line);
    else if (_dsn_span_skip (&line, "<<<"))
      read_reply (wild, &transcript, line);
    else if (is_verdict (line))
      read_verdict (wild, &transcript, line);
  }
  if (!transcript.rest.text)
    transcript.rest = transcript.heard;
  say_rest (wild, transcript.rest);
}
