/* zoho.c: Zoho Mail. Its first sentence is Exim's, its recipients are not.
 * SPDX-License-Identifier: LGPL-2.1-or-later */
#include "dsn-wild-private.h"

/* Of what is said of a recipient so much is looked at. */
#define MAX_SAID 4096

static gboolean
is_zoho (const DsnWild *wild)
{
  const char *mailer = _dsn_wild_header (wild, "X-Mailer");
  gboolean is_sender = _dsn_wild_is_from (wild, "mailer-daemon", "");

  if (!_dsn_wild_has (wild, "This message was created automatically by mail delivery software"))
    return FALSE;
  return (mailer && g_str_has_prefix (mailer, "Zoho Mail"))
         || (is_sender && strstr (wild->from, "zoho"));
}

/* "[Status: Error, Address: <jo@example.net>, ResponseCode 550, , Unknown user.]", or the address and
 * then "Error, ERROR_CODE :550, ERROR_CODE :5.1.1, Unknown user."; a link to it may come first. */
static DsnSpan
take_address (DsnSpan line, DsnSpan *words)
{
  DsnSpan address;

  if (_dsn_span_skip (&line, "[Status: ")) {
    address = _dsn_span_find_address (line);
    *words = address.text ? _dsn_span_behind (line, address) : line;
    return address;
  }
  if (_dsn_span_skip (&line, "[mailto:")) {
    DsnSpan closed = _dsn_span_find (line, "]");

    line = closed.text ? (DsnSpan){ closed.text + 1, closed.length - 1 } : line;
  }
  return _dsn_span_take_address (line, words);
}

/* What stands before a code. */
static const char *const labels[] = { "ERROR_CODE :", "ERROR CODE :", "ResponseCode " };

static DsnSpan
find_label (DsnSpan words, const char **label)
{
  DsnSpan first = DSN_SPAN_NONE;

  for (guint i = 0; i < G_N_ELEMENTS (labels); i++) {
    DsnSpan found = _dsn_span_find (words, labels[i]);

    if (found.text && (!first.text || found.text < first.text)) {
      first = found;
      *label = labels[i];
    }
  }
  return first;
}

/* Without the commas, brackets and dashes between the pieces. */
static DsnSpan
strip_piece (DsnSpan piece)
{
  while (piece.length > 0 && strchr (" ,>-\n", *piece.text)) {
    piece.text++;
    piece.length--;
  }
  while (piece.length > 0 && strchr (" ,]\n", piece.text[piece.length - 1]))
    piece.length--;
  return piece;
}

static void
append_piece (GString *said, DsnSpan piece, const char *after)
{
  piece = strip_piece (piece);
  if (piece.length == 0)
    return;
  g_string_append_len (said, piece.text, (gssize) piece.length);
  g_string_append (said, after);
}

/* Takes a code, as far as a comma ends it. */
static DsnSpan
append_code (GString *said, DsnSpan words)
{
  const char *comma = words.length > 0 ? memchr (words.text, ',', MIN (words.length, 16)) : NULL;
  DsnSpan code = { words.text, comma ? (gsize) (comma - words.text) : 0 };

  append_piece (said, code, " ");
  return comma ? _dsn_span_behind (words, code) : words;
}

/* Says "Error: 550 5.1.1 Unknown user." of "Error, ERROR_CODE :550, ERROR_CODE :5.1.1, Unknown user." */
static void
say_pieces (DsnWild *wild, DsnSpan words)
{
  g_autoptr (GString) said = g_string_new (NULL);
  const char *label = "", *after = ": ";
  DsnSpan next;

  words.length = MIN (words.length, MAX_SAID);
  for (; (next = find_label (words, &label)).text; after = " ") {
    append_piece (said, (DsnSpan){ words.text, (gsize) (next.text - words.text) }, after);
    words =
        append_code (said, (DsnSpan){ next.text + strlen (label), next.length - strlen (label) });
  }
  append_piece (said, words, "");
  _dsn_wild_say (wild, (DsnSpan){ said->str, said->len });
}

/* From the rest of a line on up to a blank line or the next recipient. */
static DsnSpan
take_words (DsnSpan rest, const char **at, const char *end)
{
  DsnSpan line, ignored;

  for (const char *next = *at; _dsn_span_next_line (&next, end, &line); *at = next) {
    if (_dsn_span_is_blank (line) || take_address (_dsn_span_strip (line), &ignored).text)
      break;
    rest.length = (gsize) (line.text + line.length - rest.text);
  }
  return rest;
}

static void
read_zoho (DsnWild *wild)
{
  const char *at = wild->text;
  DsnSpan line;

  if (_dsn_wild_has (wild, "has been delayed") || _dsn_wild_has (wild, "not yet been delivered")
      || _dsn_wild_has (wild, "will be retried"))
    wild->action = DSN_ACTION_DELAYED;
  while (_dsn_span_next_line (&at, wild->end, &line)) {
    DsnSpan rest;
    DsnSpan address = take_address (_dsn_span_strip (line), &rest);

    if (address.text && _dsn_wild_add (wild, address))
      say_pieces (wild, take_words (rest, &at, wild->end));
  }
}

const DsnWildFamily _dsn_wild_zoho = { "zoho", is_zoho, read_zoho };
