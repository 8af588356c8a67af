/* messagelabs.c: MessageLabs, later Symantec Email Security.cloud.
 * SPDX-License-Identifier: LGPL-2.1-or-later */
#include "dsn-wild-private.h"

#define GREETING   "This is the mail delivery agent at"
#define RECIPIENTS "I was unable to deliver your message to the following addresses"
#define REASON     "\nReason:"
#define SUBJECT    "\nThe message subject was:"

static gboolean
is_messagelabs (const DsnWild *wild)
{
  return wild->is_from_system && _dsn_wild_has_line (wild, GREETING)
         && _dsn_wild_has_line (wild, RECIPIENTS);
}

static void
read_messagelabs (DsnWild *wild)
{
  _dsn_wild_read_list (wild, _dsn_wild_between (wild, RECIPIENTS, REASON),
                       _dsn_wild_between (wild, REASON, SUBJECT));
  _dsn_wild_set_original (wild, DSN_HEADER_SUBJECT, _dsn_wild_between (wild, SUBJECT, "\n"));
}

const DsnWildFamily _dsn_wild_messagelabs = { "messagelabs", is_messagelabs, read_messagelabs };
