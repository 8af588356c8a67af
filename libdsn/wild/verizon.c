/* verizon.c: Verizon Wireless: multimedia messages (vzwpix.com) and text messages (vtext.com).
 * SPDX-License-Identifier: LGPL-2.1-or-later */
#include "dsn-wild-private.h"

static gboolean
is_verizon (const DsnWild *wild)
{
  return (_dsn_wild_is_from (wild, "", "vzwpix.com") || _dsn_wild_is_from (wild, "", "vtext.com"))
         && wild->is_from_system && _dsn_wild_has_line (wild, "Error:");
}

/* The words begin on that line, or on one after it. */
static DsnSpan
find_error (const DsnWild *wild)
{
  const char *at = _dsn_wild_find_after (wild, "Error:");

  return at ? _dsn_wild_next_paragraph (&at, wild->end) : DSN_SPAN_NONE;
}

/* What was sent is told by its fields. */
static void
read_original (DsnWild *wild, DsnSpan error)
{
  const char *to = dsn_report_get_original_header (wild->report, DSN_HEADER_TO);

  if (to && !strchr (to, ',')
      && _dsn_wild_read_list (wild, (DsnSpan){ to, strlen (to) }, error) > 0)
    _dsn_wild_set_evidence (wild, "original");
}

static void
read_verizon (DsnWild *wild)
{
  DsnSpan error = find_error (wild);
  DsnSpan recipient = _dsn_wild_between (wild, "RCPT TO:", "\n");

  if (!recipient.text)
    recipient = _dsn_wild_between (wild, "\nTo:", "\n");
  _dsn_wild_set_original (wild, DSN_HEADER_FROM,
                          _dsn_span_find_address (_dsn_wild_between (wild, "MAIL FROM:", "\n")));
  if (recipient.text)
    _dsn_wild_read_list (wild, recipient, error);
  else
    read_original (wild, error);
}

const DsnWildFamily _dsn_wild_verizon = { "verizon", is_verizon, read_verizon };
