/* dsn-builder-check.c: what keeps a message from being made.
 * SPDX-License-Identifier: LGPL-2.1-or-later */
#include <string.h>

#include "dsn-builder-check-private.h"
#include "dsn-check-private.h"
#include "dsn-syntax-private.h"

/* RFC 3464 section 2: a report goes to the return address of the message, and none goes to nobody. */
static void
check_sender (const DsnDraft *draft)
{
  const char *to = dsn_report_get_header (draft->report, DSN_HEADER_TO);
  DsnCheckPlace place = { draft, -1, "To" };
  g_autofree char *display_name = NULL;
  g_autofree char *address = NULL;
  g_autofree char *ascii = NULL;

  if (!to)
    DSN_FAULT (draft, DSN_RULE_MISSING_SENDER, -1, "To", "the sender of the message is not known");
  if (!to || !_dsn_check_characters (&place, DSN_RULE_BAD_SENDER, to))
    return;
  if (!*to || strcmp (to, "<>") == 0) {
    DSN_FAULT (draft, DSN_RULE_NULL_SENDER, -1, "To",
               "the message was sent by the null sender, to whom no report may go");
    return;
  }
  address = _dsn_mailbox_split (to, &display_name);
  ascii = address ? _dsn_mailbox_to_ascii (address) : NULL;
  if (!address || !_dsn_is_mailbox (address, TRUE))
    DSN_FAULT (draft, DSN_RULE_BAD_SENDER, -1, "To", "\"%s\" is not one e-mail address", to);
  else if (draft->builder->downgrade && !ascii)
    DSN_FAULT (draft, DSN_RULE_BAD_SENDER, -1, "To", "\"%s\" cannot be written in ASCII", to);
}

static void
check_given_from (const DsnDraft *draft, const char *from)
{
  g_autofree char *display_name = NULL;
  g_autofree char *mailbox = _dsn_mailbox_split (from, &display_name);
  gboolean utf8 = !draft->builder->downgrade;

  if (!mailbox || !_dsn_is_mailbox (mailbox, utf8))
    DSN_FAULT (draft, DSN_RULE_BAD_HEADER, -1, "From", "\"%s\" is not one e-mail address%s", from,
               mailbox && !utf8 && _dsn_is_mailbox (mailbox, TRUE) ? " in ASCII" : "");
  else if (display_name && !g_utf8_validate (display_name, -1, NULL))
    DSN_FAULT (draft, DSN_RULE_BAD_HEADER, -1, "From", "the name in From is not in UTF-8");
}

static void
check_from (const DsnDraft *draft)
{
  const char *from = dsn_report_get_header (draft->report, DSN_HEADER_FROM);
  const DsnValue *mta = dsn_report_get_value (draft->report, DSN_FIELD_REPORTING_MTA);
  DsnCheckPlace place = { draft, -1, "From" };
  g_autofree char *domain = NULL;

  if (from) {
    if (_dsn_check_characters (&place, DSN_RULE_BAD_HEADER, from))
      check_given_from (draft, from);
    return;
  }
  if (!mta)
    return;
  if (g_strcmp0 (dsn_value_get_type_name (mta), "dns") == 0)
    domain = _dsn_domain_of_mta (dsn_value_get_text (mta));
  if (!domain)
    DSN_FAULT (draft, DSN_RULE_MISSING_FROM, -1, "From",
               "there is no From, and the reporting MTA has no name to make one of");
}

static void
check_header_date (const DsnDraft *draft, const char *name, const char *text)
{
  g_autoptr (GDateTime) date = dsn_date_parse (text);

  if (!date)
    DSN_FAULT (draft, DSN_RULE_BAD_DATE, -1, name, "\"%s\" is not a date", text);
}

static void
check_headers (const DsnDraft *draft)
{
  const char *date = dsn_report_get_header (draft->report, DSN_HEADER_DATE);
  const char *id = dsn_report_get_header (draft->report, DSN_HEADER_MESSAGE_ID);
  const char *subject = dsn_report_get_header (draft->report, DSN_HEADER_SUBJECT);

  if (subject)
    _dsn_check_characters (&(DsnCheckPlace){ draft, -1, "Subject" }, DSN_RULE_BAD_HEADER, subject);
  if (date
      && _dsn_check_characters (&(DsnCheckPlace){ draft, -1, "Date" }, DSN_RULE_BAD_HEADER, date))
    check_header_date (draft, "Date", date);
  if (id
      && _dsn_check_characters (&(DsnCheckPlace){ draft, -1, "Message-ID" }, DSN_RULE_BAD_HEADER,
                                id)
      && !_dsn_is_message_id (id))
    DSN_FAULT (draft, DSN_RULE_BAD_HEADER, -1, "Message-ID", "\"%s\" is not a Message-ID", id);
}

static void
check_original_headers (const DsnDraft *draft)
{
  for (DsnHeader header = 0; header < DSN_HEADER_COUNT; header++) {
    const char *value = dsn_report_get_original_header (draft->report, header);
    g_autofree char *name = g_strconcat ("original ", dsn_header_get_name (header), NULL);
    DsnCheckPlace place = { draft, -1, name };

    if (value && _dsn_check_characters (&place, DSN_RULE_BAD_HEADER, value)
        && header == DSN_HEADER_DATE)
      check_header_date (draft, name, value);
  }
}

static void
check_builder (const DsnDraft *draft)
{
  const char *boundary = draft->builder->boundary;
  const char *explanation = dsn_report_get_explanation (draft->report);

  if (boundary && !_dsn_is_boundary (boundary))
    DSN_FAULT (draft, DSN_RULE_BAD_BOUNDARY, -1, "Content-Type", "the boundary is not a boundary");
  if (explanation && !g_utf8_validate (explanation, -1, NULL))
    DSN_FAULT (draft, DSN_RULE_BAD_CHARACTERS, -1, NULL, "the explanation is not in UTF-8");
  if (dsn_report_get_kind (draft->report) != DSN_KIND_DSN)
    DSN_FAULT (draft, DSN_RULE_NOT_A_REPORT, -1, NULL, "the report is of kind %s, not dsn",
               dsn_kind_to_string (dsn_report_get_kind (draft->report)));
}

void
_dsn_draft_check (DsnDraft *draft)
{
  check_builder (draft);
  check_sender (draft);
  check_from (draft);
  check_headers (draft);
  check_original_headers (draft);
  _dsn_check_fields (draft);
  _dsn_check_report (draft->report);
}
