/* fml.c: the mailing list manager fml, where it takes no article.
 * SPDX-License-Identifier: LGPL-2.1-or-later */
#include "dsn-wild-private.h"

/* What it says of an article that it does not send on. */
static const char *const refusals[] = {
  "Duplicated Message-ID",
  "NOT MEMBER article from ",
  "reject mail from ",
  "reject since ",
  "reject spammers:",
  "You are not a member of this ",
  "has detected a loop condition",
  "Loop Back Warning:",
  "Security alert:",
};

/* Lists send their articles out under the names of those who wrote them. */
static gboolean
is_fml (const DsnWild *wild)
{
  const char *server = _dsn_wild_header (wild, "X-MLServer");
  const char *id = dsn_report_get_header (wild->report, DSN_HEADER_MESSAGE_ID);

  return server && strstr (server, "fml") && id && strstr (id, ".FML");
}

static gboolean
is_refusal (DsnSpan line)
{
  for (guint i = 0; i < G_N_ELEMENTS (refusals); i++)
    if (_dsn_span_find (line, refusals[i]).text)
      return TRUE;
  return FALSE;
}

/* The list, where a line ends with it: "Duplicated Message-ID in <list@example.net>." */
static DsnSpan
find_list_in_line (DsnSpan line)
{
  DsnSpan stripped = _dsn_span_strip (line);
  const char *bracket = stripped.length > 0 ? memrchr (stripped.text, '<', stripped.length) : NULL;
  DsnSpan rest, list;

  if (!bracket)
    return DSN_SPAN_NONE;
  list = (DsnSpan){ bracket, stripped.length - (gsize) (bracket - stripped.text) };
  list = _dsn_span_take_address (list, &rest);
  return list.text && rest.length <= 1 ? list : DSN_SPAN_NONE;
}

static DsnSpan
find_list (const DsnWild *wild)
{
  const char *to = dsn_report_get_original_header (wild->report, DSN_HEADER_TO);
  const char *at = wild->text;
  DsnSpan line;

  while (_dsn_span_next_line (&at, wild->end, &line)) {
    DsnSpan list = find_list_in_line (line);

    if (list.text)
      return list;
  }
  return to && !strchr (to, ',') ? (DsnSpan){ to, strlen (to) } : DSN_SPAN_NONE;
}

static void
read_fml (DsnWild *wild)
{
  DsnSpan list = find_list (wild);
  const char *at = wild->text;
  DsnSpan line;

  while (_dsn_span_next_line (&at, wild->end, &line)) {
    if (!is_refusal (line) || !_dsn_wild_add (wild, list))
      continue;
    _dsn_wild_say (wild, line);
    if (list.text == dsn_report_get_original_header (wild->report, DSN_HEADER_TO))
      _dsn_wild_set_evidence (wild, "original");
    return;
  }
}

const DsnWildFamily _dsn_wild_fml = { "fml", is_fml, read_fml };
