/* zmailer.c: ZMailer without a machine part.
 *
 *     FAILED:
 *       Original Recipient:
 *         rfc822;jo@example.net
 *       Control data:
 *         smtp mx.example.net jo@example.net 99
 *       Diagnostic texts:
 *         <smtp mx.example.net jo@example.net 99>: 550 5.1.1 no such user
 * SPDX-License-Identifier: LGPL-2.1-or-later */
#include "dsn-wild-private.h"

#define HELLO "This is a collection of reports about email delivery"

static const struct {
  const char *title;
  DsnAction action;
} titles[] = {
  { "FAILED:", DSN_ACTION_FAILED },       { "DELAYED:", DSN_ACTION_DELAYED },
  { "DELIVERED:", DSN_ACTION_DELIVERED }, { "RELAYED:", DSN_ACTION_RELAYED },
  { "EXPANDED:", DSN_ACTION_EXPANDED },
};

/* What the line before was. */
typedef enum { LABEL_NONE, LABEL_ADDRESS, LABEL_TEXTS } Label;

static gboolean
is_zmailer (const DsnWild *wild)
{
  return wild->is_from_system && _dsn_wild_has (wild, HELLO);
}

static Label
find_label (DsnSpan line, Label otherwise)
{
  if (_dsn_span_begins (line, "Original Recipient:") || _dsn_span_begins (line, "Final Recipient:"))
    return LABEL_ADDRESS;
  if (_dsn_span_begins (line, "Control data:"))
    return LABEL_NONE;
  return _dsn_span_begins (line, "Diagnostic text") ? LABEL_TEXTS : otherwise;
}

static gboolean
is_title (DsnWild *wild, DsnSpan line)
{
  for (guint i = 0; i < G_N_ELEMENTS (titles); i++)
    if (_dsn_span_begins (line, titles[i].title)) {
      wild->action = titles[i].action;
      return TRUE;
    }
  return FALSE;
}

/* The words behind "<smtp mx.example.net jo@example.net 99>: ". */
static DsnSpan
skip_control (DsnSpan line)
{
  const char *close =
      line.length > 0 && *line.text == '<' ? memmem (line.text, line.length, ">: ", 3) : NULL;

  if (!close)
    return line;
  return (DsnSpan){ close + 3, line.length - (gsize) (close + 3 - line.text) };
}

static void
read_zmailer (DsnWild *wild)
{
  const char *at = _dsn_wild_find_after (wild, HELLO);
  Label label = LABEL_NONE;
  gboolean has_title = FALSE, inside = FALSE;
  DsnSpan line;

  while (_dsn_span_next_line (&at, wild->end, &line)) {
    DsnSpan words = _dsn_span_strip (line);
    Label found = find_label (words, label);

    if (words.length > 0 && words.text == line.text)
      inside = has_title = is_title (wild, line);
    else if (found == LABEL_ADDRESS && label == LABEL_ADDRESS && has_title)
      inside = _dsn_wild_add (wild, words);
    else if (found == LABEL_TEXTS && label == LABEL_TEXTS && inside)
      _dsn_wild_say (wild, skip_control (words));
    label = found;
  }
}

const DsnWildFamily _dsn_wild_zmailer = { "zmailer", is_zmailer, read_zmailer };
