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
  "You are not a member of this mailing list",
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

/* The list: "Duplicated Message-ID in <list@example.net>." */
static DsnSpan
find_list (DsnSpan line)
{
  DsnSpan last = DSN_SPAN_NONE, rest = line, address;

  while (rest.length > 0 && (address = _dsn_span_find_address (rest)).text) {
    last = address;
    rest = _dsn_span_behind (rest, address);
  }
  return rest.length > 0 && *rest.text == '>' ? last : DSN_SPAN_NONE;
}

static void
read_fml (DsnWild *wild)
{
  const char *to = dsn_report_get_original_header (wild->report, DSN_HEADER_TO);
  const char *at = wild->text;
  DsnSpan line;

  while (_dsn_span_next_line (&at, wild->end, &line)) {
    DsnSpan list;

    if (!is_refusal (line))
      continue;
    list = find_list (line);
    if (list.text) {
      _dsn_wild_read_list (wild, list, line);
    } else if (to && !strchr (to, ',')
               && _dsn_wild_read_list (wild, (DsnSpan){ to, strlen (to) }, line) > 0) {
      _dsn_wild_set_evidence (wild, "original");
    }
  }
}

const DsnWildFamily _dsn_wild_fml = { "fml", is_fml, read_fml };
