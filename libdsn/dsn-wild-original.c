/* dsn-wild-original.c: where in a text the message begins that came back.
 * SPDX-License-Identifier: LGPL-2.1-or-later */
#include "dsn-wild-private.h"

/* Lines before a message that came back, in any letter case, without the dashes and stars around them;
 * what follows the words does not matter. */
static const char *const introductions[] = {
  "Below this line is a copy of the message",
  "Below this line is the original bounce",
  "Enclosed is a copy of the message",
  "Included is a copy of the message",
  "Original message follows",
  "Original message headers",
  "Original message header",
  "Original headers follow",
  "Original mail info",
  "Possibly truncated original message",
  "Original mail as follows",
  "Original message",
  "The header of the original message",
  "The headers of the original message",
  "The original message follows",
  "This is a copy of the headers",
  "This is a copy of the message",
  "This is a copy of your message",
  "This is a copy of all the headers",
  "A copy of the original message",
  "Message header follows",
  "Message headers follow",
  "Message text follows",
  "Returned message follows",
  "Returned message",
  "Undelivered message follows",
  "Unsent message follows",
  "Unsent message below",
  "The unsent message follows",
  "Start of returned message",
  "Begin of returned message",
  "Header of original message",
  "The first 100 lines of the original message",
  "Forwarded message",
  "Ursprüngliche Nachricht",
  "Message d'origine",
  "Mensaje original",
  "Mensagem original",
  "Messaggio originale",
};

/* Fields of which at least one stands in the header of any message that was under way, and none in a
 * group of a delivery status. */
static const char *const trace_fields[] = { "Received:",   "Return-Path:",  "Message-Id:",
                                            "X-Received:", "MIME-Version:", "DKIM-Signature:" };

/* What frames such a line. */
static DsnSpan
strip_frame (DsnSpan line)
{
  line = _dsn_span_strip (line);
  while (line.length > 0 && !g_ascii_isalnum (*line.text) && strchr ("-*=_|#> ", *line.text)) {
    line.text++;
    line.length--;
  }
  return line;
}

/* "Original Message Details" stands over a part of the text about the message. */
static gboolean
is_heading (DsnSpan rest)
{
  return _dsn_span_begins (rest, "details");
}

/* The bit of a letter; that of its other case is the same. */
static inline guint32
bit_of (char c)
{
  return 1u << ((guchar) c % 32);
}

/* The letters that introductions begin with. */
static guint32
get_first_letters (void)
{
  guint32 letters = 0;

  for (guint i = 0; i < G_N_ELEMENTS (introductions); i++)
    letters |= bit_of (*introductions[i]);
  return letters;
}

static gboolean
is_introduction (DsnSpan line, guint32 first_letters)
{
  DsnSpan words = strip_frame (line);

  if (words.length == 0 || !(bit_of (*words.text) & first_letters))
    return FALSE;
  for (guint i = 0; i < G_N_ELEMENTS (introductions); i++) {
    DsnSpan rest = words;

    if (_dsn_span_begins (words, introductions[i]) && _dsn_span_skip (&rest, introductions[i])
        && !is_heading (rest))
      return words.length < line.length || words.length <= strlen (introductions[i]) + 40;
  }
  return FALSE;
}

/* The names of header fields in use have no other characters. */
static gboolean
is_field (DsnSpan line)
{
  gsize length = 0;

  while (length < line.length && (g_ascii_isalnum (line.text[length]) || line.text[length] == '-'))
    length++;
  return length > 0 && length < line.length && line.text[length] == ':';
}

static gboolean
is_trace_field (DsnSpan line)
{
  for (guint i = 0; i < G_N_ELEMENTS (trace_fields); i++)
    if (_dsn_span_begins (line, trace_fields[i]))
      return TRUE;
  return FALSE;
}

/* Whether three fields or more begin here, one of them of a message's way, with what is folded. */
static gboolean
is_header (const char *at, const char *end)
{
  gboolean traced = FALSE;
  guint fields = 0;
  DsnSpan line;

  while (_dsn_span_next_line (&at, end, &line) && line.length > 0) {
    if (is_field (line))
      fields++;
    else if (fields == 0 || (*line.text != ' ' && *line.text != '\t'))
      return FALSE;
    traced = traced || is_trace_field (line);
    if (fields >= 3 && traced)
      return TRUE;
    /* Header fields without a trace for so long are another list. */
    if (fields > 20)
      return FALSE;
  }
  return FALSE;
}

/* The first line from here on that is not blank, nor part of a frame. */
static const char *
skip_to_header (const char *at, const char *end)
{
  const char *start = at;
  DsnSpan line;

  while (_dsn_span_next_line (&at, end, &line)) {
    if (strip_frame (line).length > 0)
      return start;
    start = at;
  }
  return NULL;
}

const char *
_dsn_wild_find_original (const char *text, const char *end, const char **original)
{
  const char *at = text;
  const char *start = text;
  gboolean after_blank = TRUE;
  guint32 first_letters = get_first_letters ();
  DsnSpan line;

  *original = NULL;
  for (; _dsn_span_next_line (&at, end, &line); start = at) {
    if (is_introduction (line, first_letters)) {
      *original = skip_to_header (at, end);
      return start;
    }
    if (after_blank && is_field (line) && is_header (start, end)) {
      *original = start;
      return start;
    }
    after_blank = strip_frame (line).length == 0;
  }
  return end;
}
