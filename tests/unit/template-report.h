/* template-report.h: reports for the tests of templates.
 * SPDX-License-Identifier: LGPL-2.1-or-later */
#pragma once

#include "dsn-report.h"

static inline DsnRecipient *
add_recipient (DsnReport *report, const char *address, DsnAction action, const char *code)
{
  DsnRecipient *recipient = dsn_report_add_recipient (report);
  DsnStatus status = DSN_STATUS_NONE;

  dsn_recipient_set_address (recipient, address);
  dsn_recipient_set_action (recipient, action);
  if (code)
    g_assert_true (dsn_status_parse (code, &status, NULL));
  dsn_recipient_set_status (recipient, status);
  return recipient;
}

static inline void
set (DsnRecipient *recipient, DsnField field, const char *type, const char *text)
{
  dsn_recipient_set_value (recipient, field, dsn_value_new (type, text, NULL));
}
