/* opensmtpd.c: OpenSMTPD: errors, warnings and what it delivered; one line a recipient.
 * SPDX-License-Identifier: LGPL-2.1-or-later */
#include "dsn-wild-private.h"

#define HELLO "This is the MAILER-DAEMON, please DO NOT REPLY to this"

/* What precedes each list. */
static const struct {
  const char *words;
  DsnAction action;
} lists[] = {
  { "An error has occurred while attempting to deliver", DSN_ACTION_FAILED },
  { "A message is delayed for more than ", DSN_ACTION_DELAYED },
  { "Your message was successfully delivered to", DSN_ACTION_DELIVERED },
  { "Your message was relayed", DSN_ACTION_RELAYED },
};

static gboolean
is_opensmtpd (const DsnWild *wild)
{
  if (!wild->is_from_system || !_dsn_wild_has (wild, HELLO))
    return FALSE;
  for (guint i = 0; i < G_N_ELEMENTS (lists); i++)
    if (_dsn_wild_has (wild, lists[i].words))
      return TRUE;
  return FALSE;
}

static void
read_opensmtpd (DsnWild *wild)
{
  for (guint i = 0; i < G_N_ELEMENTS (lists); i++) {
    const char *at = _dsn_wild_find (wild, lists[i].words);

    if (!at)
      continue;
    wild->action = lists[i].action;
    (void) _dsn_wild_read_entries (wild, at, NULL, DSN_ENTRY_COLON);
    if (dsn_report_get_n_recipients (wild->report) == 0)
      (void) _dsn_wild_read_entries (wild, at, NULL, DSN_ENTRY_ALONE);
  }
}

const DsnWildFamily _dsn_wild_opensmtpd = { "opensmtpd", is_opensmtpd, read_opensmtpd };
