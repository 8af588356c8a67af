/* imail.c: Ipswitch IMail, which says it all on one line: "Unknown user: jo@example.net".
 * SPDX-License-Identifier: LGPL-2.1-or-later */
#include "dsn-wild-private.h"

/* What precedes an address, at the beginning of a line. */
static const char *const troubles[] = {
  "Unknown user:",
  "Unknown host:",
  "Invalid final delivery userid:",
  "User mailbox exceeds allowed size:",
  "Undeliverable to ",
  "Delivery userid not found:",
  "Unable to deliver message to ",
};

#define ATTEMPTS  "Delivery failed "
#define GENERATED "Body of message generated response:"

static gboolean
is_imail (const DsnWild *wild)
{
  const char *mailer = _dsn_wild_header (wild, "X-Mailer");

  return mailer && g_str_has_prefix (mailer, "<SMTP32 ");
}

/* "Delivery failed 20 attempts: jo@example.net" and the rest. */
static gboolean
is_trouble (DsnSpan line)
{
  for (guint i = 0; i < G_N_ELEMENTS (troubles); i++)
    if (_dsn_span_begins (line, troubles[i]))
      return TRUE;
  return _dsn_span_begins (line, ATTEMPTS) && _dsn_span_find (line, " attempts:").text;
}

static void
read_imail (DsnWild *wild)
{
  const char *at = wild->text;
  gboolean inside = FALSE;
  DsnSpan line;

  while (_dsn_span_next_line (&at, wild->end, &line)) {
    line = _dsn_span_strip (line);
    if (is_trouble (line))
      inside = _dsn_wild_add (wild, line);
    if (inside && !_dsn_span_begins (line, GENERATED))
      _dsn_wild_say (wild, line);
  }
}

const DsnWildFamily _dsn_wild_imail = { "imail", is_imail, read_imail };
