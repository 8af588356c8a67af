/* dsn-check.c: whether a report says all that it must, and does not contradict itself.
 * SPDX-License-Identifier: LGPL-2.1-or-later */
#include <string.h>

#include "dsn-check-private.h"

/* Fields without which a group is not what RFC 3464 asks for. */
static const struct {
  DsnField field;
  DsnRule rule;
} required[] = {
  { DSN_FIELD_REPORTING_MTA, DSN_RULE_MISSING_REPORTING_MTA },
  { DSN_FIELD_FINAL_RECIPIENT, DSN_RULE_MISSING_FINAL_RECIPIENT },
  { DSN_FIELD_ACTION, DSN_RULE_MISSING_ACTION },
  { DSN_FIELD_STATUS, DSN_RULE_MISSING_STATUS },
};

/* A field that could not be read has a problem already, and is not missing. */
static gboolean
was_unreadable (const DsnReport *report, int recipient, DsnField field)
{
  return (field == DSN_FIELD_ACTION
          && _dsn_report_has_problem (report, DSN_RULE_BAD_ACTION, recipient))
         || (field == DSN_FIELD_STATUS
             && _dsn_report_has_problem (report, DSN_RULE_BAD_STATUS, recipient));
}

static void
check_required (DsnReport *report, int index, const DsnRecipient *recipient)
{
  for (guint i = 0; i < G_N_ELEMENTS (required); i++) {
    DsnField field = required[i].field;
    gboolean per_message = field < DSN_FIELD_FIRST_PER_RECIPIENT;
    const DsnValue *value;

    if (per_message != (recipient == NULL))
      continue;
    value = per_message ? dsn_report_get_value (report, field)
                        : dsn_recipient_get_value (recipient, field);
    if (!value && !was_unreadable (report, index, field))
      _dsn_report_add_problem (report, required[i].rule, index, dsn_field_get_name (field),
                               DSN_NO_OFFSET, "the field %s is missing",
                               dsn_field_get_name (field));
  }
}

/* RFC 3464 section 2.3.4 with 2.3.3: the class of a status says what the action says. */
static void
check_class (DsnReport *report, int index, const DsnRecipient *recipient)
{
  DsnAction action = dsn_recipient_get_action (recipient);
  const char *text = dsn_recipient_get_text (recipient, DSN_FIELD_STATUS);
  DsnStatus status;

  if (action == DSN_ACTION_NONE || !text || !dsn_status_parse (text, &status, NULL))
    return;
  if (dsn_status_get_class (status) == dsn_action_get_class (action))
    return;
  /* A message given up on after trying for days has failed, with the status of its last try. */
  if (action == DSN_ACTION_FAILED && dsn_status_get_class (status) == 4)
    return;
  _dsn_report_add_problem (report, DSN_RULE_STATUS_CLASS_CONFLICTS_ACTION, index, "Status",
                           dsn_recipient_get_offset (recipient, DSN_FIELD_STATUS),
                           "the status %s does not go with the action %s", text,
                           dsn_action_to_string (action));
}

/* RFC 3464 section 2.3.9: a time for giving up makes sense only where it is still being tried. */
static void
check_will_retry (DsnReport *report, int index, const DsnRecipient *recipient)
{
  DsnAction action = dsn_recipient_get_action (recipient);

  if (!dsn_recipient_get_value (recipient, DSN_FIELD_WILL_RETRY_UNTIL)
      || action == DSN_ACTION_DELAYED || action == DSN_ACTION_NONE)
    return;
  _dsn_report_add_problem (report, DSN_RULE_WILL_RETRY_WITHOUT_DELAY, index, "Will-Retry-Until",
                           dsn_recipient_get_offset (recipient, DSN_FIELD_WILL_RETRY_UNTIL),
                           "Will-Retry-Until goes only with the action delayed, not with %s",
                           dsn_action_to_string (action));
}

/* Where there is nothing, that is what is wrong, not all that could be there. */
static gboolean
has_no_fields (const DsnReport *report)
{
  return _dsn_report_has_problem (report, DSN_RULE_MISSING_STATUS_PART, -1)
         || _dsn_report_has_problem (report, DSN_RULE_EMPTY_STATUS_PART, -1);
}

void
_dsn_check_report (DsnReport *report)
{
  guint count = dsn_report_get_n_recipients (report);

  if (has_no_fields (report))
    return;
  check_required (report, -1, NULL);
  /* Those that are told by the human part have no fields. */
  if (_dsn_report_has_problem (report, DSN_RULE_MISSING_RECIPIENT, -1))
    return;
  if (count == 0)
    _dsn_report_add_problem (report, DSN_RULE_MISSING_RECIPIENT, -1, NULL, DSN_NO_OFFSET,
                             "no recipient is named");
  for (guint i = 0; i < count; i++) {
    const DsnRecipient *recipient = dsn_report_get_recipient (report, i);

    check_required (report, (int) i, recipient);
    check_class (report, (int) i, recipient);
    check_will_retry (report, (int) i, recipient);
  }
}

static void
check_report_type (DsnReport *report, GMimeContentType *type)
{
  const char *report_type = g_mime_content_type_get_parameter (type, "report-type");

  if (report_type && g_ascii_strcasecmp (report_type, "delivery-status") == 0)
    return;
  _dsn_report_add_problem (report, DSN_RULE_WRONG_REPORT_TYPE, -1, "Content-Type", DSN_NO_OFFSET,
                           "the parameter report-type is %s, not delivery-status",
                           report_type ? report_type : "missing");
}

/* RFC 6522 section 3: first what a person reads, then what a program reads. */
static void
check_order (DsnReport *report, GMimeMultipart *container, GMimeObject *status, GMimeObject *human)
{
  if (!human)
    _dsn_report_add_problem (report, DSN_RULE_MISSING_HUMAN_PART, -1, NULL, DSN_NO_OFFSET,
                             "no part explains to a person what happened");
  else if (g_mime_multipart_index_of (container, human) != 0
           || (status && g_mime_multipart_index_of (container, status) != 1))
    _dsn_report_add_problem (report, DSN_RULE_PARTS_OUT_OF_ORDER, -1, NULL, DSN_NO_OFFSET,
                             "the human part is not the first, or the status part not the second");
}

void
_dsn_check_parts (DsnReport *report, GMimeMultipart *container, GMimeObject *status,
                  GMimeObject *human)
{
  GMimeContentType *type =
      container ? g_mime_object_get_content_type (GMIME_OBJECT (container)) : NULL;

  if (!type || !g_mime_content_type_is_type (type, "multipart", "report"))
    _dsn_report_add_problem (report, DSN_RULE_NOT_A_REPORT, -1, "Content-Type", DSN_NO_OFFSET,
                             "the status part is not in a multipart/report");
  else
    check_report_type (report, type);
  if (!container)
    return;
  check_order (report, container, status, human);
  /* What a limit cut off may have had its end. */
  if (!container->write_end_boundary
      && !_dsn_report_has_problem (report, DSN_RULE_TOO_MANY_PARTS, -1)
      && !_dsn_report_has_problem (report, DSN_RULE_MESSAGE_TOO_LARGE, -1))
    _dsn_report_add_problem (report, DSN_RULE_TRUNCATED_REPORT, -1, NULL, DSN_NO_OFFSET,
                             "the report ends without its closing boundary");
}
