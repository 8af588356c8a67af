/* mxlogic.c: MX Logic, whose words are those of Exim.
 * SPDX-License-Identifier: LGPL-2.1-or-later */
#include "dsn-wild-private.h"

static gboolean
has_marks (const DsnWild *wild)
{
  const char *id = dsn_report_get_header (wild->report, DSN_HEADER_MESSAGE_ID);

  return _dsn_wild_header (wild, "X-MX-Bounce") || _dsn_wild_header (wild, "X-MXL-NoteHash")
         || _dsn_wild_is_from (wild, "", "mxlogic.net") || (id && g_str_has_prefix (id, "mxl~"));
}

static gboolean
is_mxlogic (const DsnWild *wild)
{
  return has_marks (wild)
         && _dsn_wild_has_line (wild, "This message was created automatically by mail delivery");
}

static void
read_mxlogic (DsnWild *wild)
{
  if (_dsn_wild_has (wild, "has not yet been delivered"))
    wild->action = DSN_ACTION_DELAYED;
  _dsn_wild_read_entries (wild, NULL, NULL,
                          DSN_ENTRY_INDENTED | DSN_ENTRY_BRACKETED | DSN_ENTRY_COLON);
}

const DsnWildFamily _dsn_wild_mxlogic = { "mxlogic", is_mxlogic, read_mxlogic };
