/* openwave.c: Post.Office, InterMail and Openwave Email Mx, which is what many providers and carriers run
 * (EZweb, SoftBank).
 * SPDX-License-Identifier: LGPL-2.1-or-later */
#include "dsn-wild-private.h"

/* What begins the explanation; a translation may stand before it. */
static const char *const beginnings[] = {
  "This Message was undeliverable due to the following reason",
  "Each of the following recipients was rejected by a remote",
  "One or more of the recipients of your message did not receive it",
  "The following recipients did not receive this message",
  "The following recipients did not receive your message",
  "Your message was not delivered within",
  "Your message was not delivered because",
  "The user(s) account is",
};

static const char *
find_beginning (const DsnWild *wild)
{
  const char *first = NULL;

  for (guint i = 0; i < G_N_ELEMENTS (beginnings); i++) {
    const char *found = _dsn_wild_find (wild, beginnings[i]);

    if (found && (!first || found < first))
      first = found;
  }
  return first;
}

static gboolean
is_openwave (const DsnWild *wild)
{
  if (!wild->is_from_system)
    return FALSE;
  for (guint i = 0; i < G_N_ELEMENTS (beginnings); i++)
    if (_dsn_wild_has_line (wild, beginnings[i]))
      return TRUE;
  return FALSE;
}

/* The address that an entry names: "Recipient: <jo@example.net>", "<jo@example.net>: 550 …", "User quota
 * exceeded: SMTP <jo@example.net>"; what else is said on the line is @rest. */
static DsnSpan
take_entry (DsnSpan line, DsnSpan *rest)
{
  DsnSpan quota;

  line = _dsn_span_strip (line);
  (void) _dsn_span_skip (&line, "Recipient:");
  quota = _dsn_span_find (line, "SMTP <");
  if (quota.text && quota.text > line.text && quota.text[-1] == ' ') {
    *rest = line;
    return _dsn_span_find_address (quota);
  }
  if (line.length == 0 || *line.text != '<')
    return DSN_SPAN_NONE;
  return _dsn_span_take_address (line, rest);
}

/* Commands only repeat the address. */
static void
say_line (DsnWild *wild, DsnSpan line)
{
  line = _dsn_span_strip (line);
  (void) _dsn_span_skip (&line, "<<<");
  (void) _dsn_span_skip (&line, "Reason:");
  (void) _dsn_span_skip (&line, ":");
  if (!_dsn_span_begins (line, ">>>"))
    _dsn_wild_say (wild, line);
}

/* Why, for all of the recipients: what stands before the first of them. */
static DsnSpan
find_explanation (const char *at, const char *end)
{
  DsnSpan line, rest, explanation = { at, 0 };

  while (_dsn_span_next_line (&at, end, &line) && !take_entry (line, &rest).text
         && !_dsn_span_begins (line, "The following recipients"))
    if (!_dsn_span_is_blank (line))
      explanation.length = (gsize) (line.text + line.length - explanation.text);
  return explanation;
}

static void
read_openwave (DsnWild *wild)
{
  const char *at = find_beginning (wild);
  DsnSpan line, rest, explanation;
  gboolean inside = FALSE;

  if (!at)
    return;
  explanation = find_explanation (at, wild->end);
  /* This only says that each has its own. */
  if (_dsn_span_begins (explanation, "Each of the following recipients"))
    explanation.length = 0;
  while (_dsn_span_next_line (&at, wild->end, &line)) {
    DsnSpan address = take_entry (line, &rest);

    if (inside && (address.text || _dsn_span_is_blank (line))) {
      _dsn_wild_say (wild, explanation);
      inside = FALSE;
    }
    if (address.text && _dsn_wild_add (wild, address)) {
      inside = TRUE;
      line = rest;
    }
    if (inside)
      say_line (wild, line);
  }
  if (inside)
    _dsn_wild_say (wild, explanation);
}

const DsnWildFamily _dsn_wild_openwave = { "openwave", is_openwave, read_openwave };
