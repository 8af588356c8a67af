/* qmail.c: qmail and its relatives, which write QSBMF, the qmail-send bounce message format.
 * SPDX-License-Identifier: LGPL-2.1-or-later */
#include "dsn-wild-private.h"

/* Most begin as QSBMF asks; those in which the greeting was translated have the subject, and "<address>:"
 * at the beginning of a line. */
static gboolean
is_qmail (const DsnWild *wild)
{
  if (g_str_has_prefix (wild->text, "Hi. This is the "))
    return TRUE;
  return _dsn_wild_subject_begins (wild, "failure notice") && _dsn_wild_has (wild, "\n<")
         && _dsn_wild_has (wild, ">:\n");
}

/* "Hi. This is the qmail-send program at mx.example.net." */
static void
read_reporting_mta (DsnWild *wild)
{
  const char *at = wild->text;
  DsnSpan line, host;

  if (!_dsn_span_next_line (&at, wild->end, &line))
    return;
  host = _dsn_span_find (line, " at ");
  if (host.text)
    _dsn_wild_set_mta (wild, DSN_FIELD_REPORTING_MTA,
                       _dsn_span_first_word ((DsnSpan){ host.text + 4, host.length - 4 }));
}

static void
read_qmail (DsnWild *wild)
{
  read_reporting_mta (wild);
  _dsn_wild_read_entries (wild, NULL, NULL, DSN_ENTRY_BRACKETED | DSN_ENTRY_COLON);
}

const DsnWildFamily _dsn_wild_qmail = { "qmail", is_qmail, read_qmail };
