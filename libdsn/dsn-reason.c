/* dsn-reason.c: diagnosis: which address, why, and whether for good.
 * SPDX-License-Identifier: LGPL-2.1-or-later */
#include "dsn-reason-private.h"
#include "dsn-reason.h"

/* Whether a field says only that something is temporary, where the server refused for good. */
static gboolean
is_overruled (DsnStatus field, DsnStatus status, guint code)
{
  return dsn_status_get_class (field) == 4 && !dsn_status_is_specific (field)
         && dsn_status_get_class (status) == 5 && code >= 500;
}

/* Whether the server's own enhanced code is to be trusted over the Status field: it says more than
 * nothing, its class is that of its reply code, and the field says less or was made of less. */
static gboolean
prefers_reply (DsnStatus field, const DsnReply *reply, DsnAction action)
{
  DsnStatus status = reply ? dsn_reply_get_status (reply) : DSN_STATUS_NONE;
  guint code = reply ? dsn_reply_get_code (reply) : 0;

  if (status == DSN_STATUS_NONE)
    return FALSE;
  if (field == DSN_STATUS_NONE)
    return TRUE;
  if (!dsn_status_is_specific (status)
      && (dsn_status_get_subject (status) == 0 || dsn_status_get_subject (field) != 0))
    return FALSE;
  if (code > 0 && code / 100 != dsn_status_get_class (status))
    return FALSE;
  return dsn_status_get_class (status) == dsn_status_get_class (field)
         || (action == DSN_ACTION_FAILED && is_overruled (field, status, code));
}

static void
choose_status (DsnReport *report, int index)
{
  DsnRecipient *recipient = dsn_report_get_recipient (report, (guint) index);
  const DsnReply *reply = dsn_recipient_get_reply (recipient);
  const char *text = dsn_recipient_get_text (recipient, DSN_FIELD_STATUS);
  DsnStatus field = DSN_STATUS_NONE;
  DsnStatus replied = reply ? dsn_reply_get_status (reply) : DSN_STATUS_NONE;

  if (text)
    (void) dsn_status_parse (text, &field, NULL);
  if (field != DSN_STATUS_NONE && replied != DSN_STATUS_NONE && field != replied
      && dsn_status_is_specific (field)
      && !_dsn_report_has_problem (report, DSN_RULE_STATUS_CONFLICTS_REPLY, index)) {
    g_autofree char *said = dsn_status_to_string (replied);

    _dsn_report_add_problem (report, DSN_RULE_STATUS_CONFLICTS_REPLY, index, "Status",
                             dsn_recipient_get_offset (recipient, DSN_FIELD_STATUS),
                             "the status is %s, but the server said %s", text, said);
  }
  if (prefers_reply (field, reply, dsn_recipient_get_action (recipient))) {
    dsn_recipient_set_status (recipient, replied);
    dsn_recipient_set_evidence (recipient, DSN_EVIDENCE_STATUS,
                                field == replied ? "status" : "reply");
  } else if (field != DSN_STATUS_NONE) {
    dsn_recipient_set_status (recipient, field);
    dsn_recipient_set_evidence (recipient, DSN_EVIDENCE_STATUS, "status");
  }
}

void
dsn_reason_diagnose (DsnReport *report)
{
  dsn_reason_diagnose_with (report, NULL);
}

void
dsn_reason_diagnose_with (DsnReport *report, const DsnPhrases *phrases)
{
  g_autoptr (DsnMentions) mentions = NULL;

  g_return_if_fail (report != NULL);

  mentions = _dsn_mentions_new (report);
  for (guint i = 0; i < dsn_report_get_n_recipients (report); i++) {
    DsnRecipient *recipient = dsn_report_get_recipient (report, i);

    _dsn_reason_choose_address (report, (int) i, mentions);
    _dsn_reason_find_reply (report, recipient, mentions);
    _dsn_reason_find_command (report, recipient, mentions);
    choose_status (report, (int) i);
    _dsn_reason_choose (report, recipient, mentions, phrases);
  }
}
