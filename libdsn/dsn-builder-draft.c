/* dsn-builder-draft.c: what a message will say.
 * SPDX-License-Identifier: LGPL-2.1-or-later */
#include <string.h>

#include "dsn-builder-private.h"
#include "dsn-request.h"
#include "dsn-syntax-private.h"

/* Of several recipients, the last in this order tells what a report is about. */
static const DsnAction actions[] = {
  DSN_ACTION_DELIVERED, DSN_ACTION_RELAYED, DSN_ACTION_EXPANDED,
  DSN_ACTION_DELAYED,   DSN_ACTION_FAILED,
};

static const char *
usual_type (DsnField field, const char *text)
{
  switch (dsn_field_get_syntax (field)) {
  case DSN_FIELD_SYNTAX_MTA:
    return "dns";
  case DSN_FIELD_SYNTAX_DIAGNOSTIC:
    return "smtp";
  case DSN_FIELD_SYNTAX_ADDRESS:
    return g_str_is_ascii (text) ? "rfc822" : "utf-8";
  default:
    return NULL;
  }
}

/* The text as dsn_fields_parse() gives it: actions in lower case, dates as RFC 3339. (transfer full) */
static char *
usual_text (DsnField field, const char *text)
{
  DsnAction action;

  if (dsn_field_get_syntax (field) == DSN_FIELD_SYNTAX_DATE) {
    g_autoptr (GDateTime) date = strpbrk (text, "\r\n") ? NULL : dsn_date_parse (text);

    return date ? dsn_date_to_rfc3339 (date) : g_strdup (text);
  }
  if (dsn_field_get_syntax (field) == DSN_FIELD_SYNTAX_ACTION) {
    action = dsn_action_from_string (text);
    return g_strdup (action == DSN_ACTION_NONE ? text : dsn_action_to_string (action));
  }
  return g_strdup (text);
}

/* (transfer full) (nullable) */
static DsnValue *
usual_value (DsnField field, const DsnValue *value)
{
  const char *type = value ? dsn_value_get_type_name (value) : NULL;
  g_autofree char *text = value ? usual_text (field, dsn_value_get_text (value)) : NULL;

  if (!value)
    return NULL;
  return dsn_value_new (type ? type : usual_type (field, text), text,
                        dsn_value_get_comment (value));
}

/* RFC 5322 section 3.6.4: the angle brackets are not part of a Message-ID. */
static void
strip_message_id (DsnReport *report)
{
  const char *id = dsn_report_get_header (report, DSN_HEADER_MESSAGE_ID);
  gsize length = id ? strlen (id) : 0;
  g_autofree char *bare = NULL;

  if (length < 3 || *id != '<' || id[length - 1] != '>')
    return;
  bare = g_strndup (id + 1, length - 2);
  dsn_report_set_header (report, DSN_HEADER_MESSAGE_ID, bare);
}

/* RFC 6533 section 4: an address in the header that ASCII cannot write makes the message one for which
 * there is the global part. Names are encoded. */
static gboolean
has_utf8_address (const DsnReport *report, DsnHeader header)
{
  const char *text = dsn_report_get_header (report, header);
  g_autofree char *display_name = NULL;
  g_autofree char *address = text ? _dsn_mailbox_split (text, &display_name) : NULL;

  return address && !g_str_is_ascii (address);
}

static gboolean
needs_utf8 (const DsnReport *report)
{
  return dsn_fields_needs_utf8 (report) || has_utf8_address (report, DSN_HEADER_TO)
         || has_utf8_address (report, DSN_HEADER_FROM);
}

void
_dsn_draft_init (DsnDraft *draft, const DsnBuilder *builder, const DsnReport *report)
{
  DsnReport *copy = dsn_report_new ();

  dsn_report_set_kind (copy, dsn_report_get_kind (report));
  dsn_request_merge (copy, report);
  strip_message_id (copy);
  for (DsnField field = 0; field < DSN_FIELD_FIRST_PER_RECIPIENT; field++)
    dsn_report_set_value (copy, field, usual_value (field, dsn_report_get_value (copy, field)));
  for (guint i = 0; i < dsn_report_get_n_recipients (copy); i++) {
    DsnRecipient *recipient = dsn_report_get_recipient (copy, i);

    for (DsnField field = DSN_FIELD_FIRST_PER_RECIPIENT; field < DSN_FIELD_COUNT; field++)
      dsn_recipient_set_value (recipient, field,
                               usual_value (field, dsn_recipient_get_value (recipient, field)));
  }
  draft->builder = builder;
  draft->report = copy;
  draft->verdict = NULL;
  draft->returned = NULL;
  draft->form = needs_utf8 (copy) && !builder->downgrade ? DSN_FIELDS_UTF8 : DSN_FIELDS_ASCII;
}

void
_dsn_draft_clear (DsnDraft *draft)
{
  g_clear_pointer (&draft->report, dsn_report_unref);
  g_clear_pointer (&draft->verdict, dsn_report_unref);
  g_clear_object (&draft->returned);
}

static guint
weigh_action (DsnAction action)
{
  for (guint i = 0; i < G_N_ELEMENTS (actions); i++)
    if (actions[i] == action)
      return i;
  return 0;
}

DsnAction
_dsn_draft_get_action (const DsnDraft *draft)
{
  guint worst = 0;

  for (guint i = 0; i < dsn_report_get_n_recipients (draft->report); i++) {
    const DsnRecipient *recipient = dsn_report_get_recipient (draft->report, i);
    guint weight = weigh_action (dsn_recipient_get_action (recipient));

    worst = MAX (worst, weight);
  }
  return actions[worst];
}
