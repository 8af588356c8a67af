/* dsn-lint-agree.c: whether what a report says in several places is the same, and known.
 * SPDX-License-Identifier: LGPL-2.1-or-later */
#include <string.h>

#include "dsn-codes.h"
#include "dsn-lint-private.h"

static const DsnRecipient *
get_recipient (const DsnLintCase *c, guint number)
{
  return dsn_report_get_recipient (c->report, number);
}

/* Notes a fault of a field of a recipient. */
#define NOTE(c, rule, number, field, ...)                             \
  DSN_LINT_NOTE (c, rule, (int) (number), dsn_field_get_name (field), \
                 dsn_recipient_get_offset (get_recipient (c, number), field), __VA_ARGS__)

/* The Status field, as it was given; DSN_STATUS_NONE if there is none that can be read. */
static DsnStatus
get_status (const DsnRecipient *recipient)
{
  const char *text = dsn_recipient_get_text (recipient, DSN_FIELD_STATUS);
  DsnStatus status = DSN_STATUS_NONE;

  if (text)
    (void) dsn_status_parse (text, &status, NULL);
  return status;
}

/* The reply in Diagnostic-Code; NULL if it came from elsewhere. */
static const DsnReply *
get_diagnostic (const DsnRecipient *recipient)
{
  if (!dsn_recipient_get_value (recipient, DSN_FIELD_DIAGNOSTIC_CODE))
    return NULL;
  return dsn_recipient_get_reply (recipient);
}

/* RFC 5248 section 2.3, RFC 3463 section 3: what a code means has to be found somewhere. */
static void
check_code (const DsnLintCase *c, guint number)
{
  DsnStatus status = get_status (get_recipient (c, number));
  g_autofree char *text = dsn_status_to_string (status);

  if (status == DSN_STATUS_NONE)
    return;
  if (!dsn_catalog_is_registered (status))
    NOTE (c, DSN_RULE_UNREGISTERED_STATUS, number, DSN_FIELD_STATUS,
          "the status %s is not registered", text);
  else if (!dsn_catalog_is_useful (status))
    NOTE (c, DSN_RULE_WRONG_CLASS_STATUS, number, DSN_FIELD_STATUS,
          "%s (%s) is not defined for the class of %s", text, dsn_catalog_get_name (status), text);
}

static void
check_vagueness (const DsnLintCase *c, guint number)
{
  const DsnRecipient *recipient = get_recipient (c, number);
  const DsnReply *reply = get_diagnostic (recipient);
  DsnStatus status = get_status (recipient);
  DsnStatus said = reply ? dsn_reply_get_status (reply) : DSN_STATUS_NONE;
  g_autofree char *precise = dsn_status_to_string (said);

  if (status == DSN_STATUS_NONE || said == DSN_STATUS_NONE || dsn_status_is_specific (status)
      || !dsn_status_is_specific (said)
      || dsn_status_get_class (status) != dsn_status_get_class (said))
    return;
  NOTE (c, DSN_RULE_VAGUE_STATUS, number, DSN_FIELD_STATUS,
        "the status says nothing, where the server said %s", precise);
}

/* Whether a reply of a class can have led to an action. */
static gboolean
may_lead_to (guint reply_class, DsnAction action)
{
  if (action == DSN_ACTION_FAILED || action == DSN_ACTION_DELAYED)
    return reply_class != 2;
  return action == DSN_ACTION_NONE || reply_class == 2;
}

static void
check_reply (const DsnLintCase *c, guint number)
{
  const DsnRecipient *recipient = get_recipient (c, number);
  const DsnReply *reply = get_diagnostic (recipient);
  DsnAction action = dsn_recipient_get_action (recipient);
  guint code = reply ? dsn_reply_get_code (reply) : 0;

  if (code == 0 || code / 100 == 3 || may_lead_to (code / 100, action))
    return;
  NOTE (c, DSN_RULE_REPLY_CONFLICTS_ACTION, number, DSN_FIELD_DIAGNOSTIC_CODE,
        "a server that replies %u does not make the action %s", code,
        dsn_action_to_string (action));
}

static GDateTime *
get_date (const char *text)
{
  return text ? dsn_date_parse (text) : NULL;
}

static void
check_retry (const DsnLintCase *c, guint number)
{
  g_autoptr (GDateTime) date = get_date (dsn_report_get_header (c->report, DSN_HEADER_DATE));
  g_autoptr (GDateTime) until =
      get_date (dsn_recipient_get_text (get_recipient (c, number), DSN_FIELD_WILL_RETRY_UNTIL));

  if (date && until && g_date_time_compare (until, date) < 0)
    NOTE (c, DSN_RULE_RETRY_IN_THE_PAST, number, DSN_FIELD_WILL_RETRY_UNTIL,
          "it will be tried until a time that was over when the report was written");
}

/* The address as the field has it, in lower case, to compare it by. (transfer full) */
static char *
key_of (const char *address)
{
  return address ? g_utf8_casefold (address, -1) : NULL;
}

static void
check_sameness (const DsnLintCase *c, guint number, GHashTable *seen)
{
  const char *address =
      dsn_recipient_get_text (get_recipient (c, number), DSN_FIELD_FINAL_RECIPIENT);
  g_autofree char *key = key_of (address);

  if (key && !g_hash_table_add (seen, g_steal_pointer (&key)))
    NOTE (c, DSN_RULE_SAME_RECIPIENT_TWICE, number, DSN_FIELD_FINAL_RECIPIENT,
          "%s has a group of its own already", address);
}

static void
check_source (const DsnLintCase *c, guint number)
{
  const DsnRecipient *recipient = get_recipient (c, number);
  const char *source = dsn_recipient_get_evidence (recipient, DSN_EVIDENCE_REPLY);

  if (g_strcmp0 (source, "explanation") == 0)
    DSN_LINT_NOTE (c, DSN_RULE_REPLY_ONLY_IN_TEXT, (int) number, "Diagnostic-Code", DSN_NO_OFFSET,
                   "what the server replied stands in the human part only");
}

static void
add_address (GHashTable *set, const char *address)
{
  if (address)
    g_hash_table_add (set, key_of (address));
}

/* The addresses that the status part says a message did not reach. (transfer full) */
static GHashTable *
list_failed (const DsnLintCase *c)
{
  GHashTable *set = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, NULL);

  for (guint i = 0; i < dsn_report_get_n_recipients (c->report); i++) {
    const DsnRecipient *recipient = get_recipient (c, i);

    if (dsn_recipient_get_action (recipient) != DSN_ACTION_FAILED)
      continue;
    add_address (set, dsn_recipient_get_address (recipient));
    add_address (set, dsn_recipient_get_text (recipient, DSN_FIELD_FINAL_RECIPIENT));
    add_address (set, dsn_recipient_get_text (recipient, DSN_FIELD_ORIGINAL_RECIPIENT));
  }
  return set;
}

/* Exim's field; many believe it. */
static void
check_failed_recipients (const DsnLintCase *c)
{
  g_autofree char *value =
      _dsn_layout_get_value (&c->layout, c->layout.header, "X-Failed-Recipients");
  g_auto (GStrv) addresses = value ? g_strsplit (value, ",", -1) : NULL;
  g_autoptr (GHashTable) failed = value ? list_failed (c) : NULL;
  DsnRange field = { 0, 0 };

  if (value)
    _dsn_layout_find_field (&c->layout, c->layout.header, "X-Failed-Recipients", &field);
  for (guint i = 0; addresses && addresses[i]; i++) {
    g_autofree char *address = dsn_address_extract (addresses[i]);
    g_autofree char *key = key_of (address);

    if (!key || g_hash_table_contains (failed, key))
      continue;
    DSN_LINT_NOTE (c, DSN_RULE_FAILED_RECIPIENTS_CONFLICT, -1, "X-Failed-Recipients", field.from,
                   "X-Failed-Recipients names %s, which the report does not say to have failed",
                   address);
    return;
  }
}

void
_dsn_lint_check_agreement (const DsnLintCase *c)
{
  guint count = dsn_report_get_n_recipients (c->report);
  g_autoptr (GHashTable) seen = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, NULL);

  for (guint i = 0; i < count; i++) {
    check_code (c, i);
    check_vagueness (c, i);
    check_reply (c, i);
    check_retry (c, i);
    check_sameness (c, i, seen);
    check_source (c, i);
  }
  if (c->is_own_message && count > 0)
    check_failed_recipients (c);
}
