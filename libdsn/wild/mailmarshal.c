/* mailmarshal.c: MailMarshal.
 * SPDX-License-Identifier: LGPL-2.1-or-later */
#include "dsn-wild-private.h"

#define REASON     "Could not be delivered because of"
#define RECIPIENTS "The following recipients were affected:"
#define MORE       "Additional Information"

static gboolean
is_mailmarshal (const DsnWild *wild)
{
  const char *mailer = _dsn_wild_header (wild, "X-Mailer");

  return ((mailer && strstr (mailer, "MailMarshal")) || wild->is_from_system)
         && _dsn_wild_has_line (wild, REASON) && _dsn_wild_has_line (wild, RECIPIENTS);
}

/* "Remote-MTA:         <192.0.2.1>" */
static DsnSpan
get_field (const DsnWild *wild, const char *name)
{
  return _dsn_span_first_word (_dsn_wild_between (wild, name, "\n"));
}

static void
read_mailmarshal (DsnWild *wild)
{
  _dsn_wild_read_list (wild, _dsn_wild_between (wild, RECIPIENTS, MORE),
                       _dsn_wild_between (wild, REASON, RECIPIENTS));
  _dsn_wild_set_mta (wild, DSN_FIELD_REPORTING_MTA, get_field (wild, "\nReporting-MTA:"));
  _dsn_wild_set_mta (wild, DSN_FIELD_RECEIVED_FROM_MTA, get_field (wild, "\nSender-MTA:"));
  _dsn_wild_set_mta (wild, DSN_FIELD_REMOTE_MTA, get_field (wild, "\nRemote-MTA:"));
  _dsn_wild_set_original (wild, DSN_HEADER_SUBJECT,
                          _dsn_wild_between (wild, "\n   Subject:", "\n"));
  _dsn_wild_set_original (wild, DSN_HEADER_FROM, get_field (wild, "\nOriginal Sender:"));
}

const DsnWildFamily _dsn_wild_mailmarshal = { "mailmarshal", is_mailmarshal, read_mailmarshal };
