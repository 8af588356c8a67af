/* dsn-recipient.h: what a report says of one recipient.
 * SPDX-License-Identifier: LGPL-2.1-or-later */
#pragma once

#include <glib.h>

#include "dsn-field.h"
#include "dsn-reply.h"
#include "dsn-status.h"
#include "dsn-value.h"

G_BEGIN_DECLS

/**
 * DsnAction: what became of the message for one recipient (RFC 3464 section 2.3.3).
 * @DSN_ACTION_NONE: not said, or not in a word of the RFC
 */
typedef enum {
  DSN_ACTION_NONE,
  DSN_ACTION_FAILED,
  DSN_ACTION_DELAYED,
  DSN_ACTION_DELIVERED,
  DSN_ACTION_RELAYED,
  DSN_ACTION_EXPANDED
} DsnAction;

/** dsn_action_to_string: Returns: (transfer none) (nullable): "failed" …; %NULL for none */
DSN_PUBLIC const char *dsn_action_to_string (DsnAction action);
/** dsn_action_from_string: Returns: the action that @text names in any letter case, or none */
DSN_PUBLIC DsnAction dsn_action_from_string (const char *text);
/** dsn_action_get_class: Returns: the status class that the action asks for: 2, 4 or 5; 0 for none */
DSN_PUBLIC guint dsn_action_get_class (DsnAction action);

/** DsnEvidence: the values that say where they came from. */
typedef enum {
  DSN_EVIDENCE_ADDRESS,
  DSN_EVIDENCE_ACTION,
  DSN_EVIDENCE_STATUS,
  DSN_EVIDENCE_REPLY,
  DSN_EVIDENCE_REASON
} DsnEvidence;

#define DSN_EVIDENCE_COUNT (DSN_EVIDENCE_REASON + 1)

/** dsn_evidence_get_key: Returns: (transfer none): the JSON key, such as "address" */
DSN_PUBLIC const char *dsn_evidence_get_key (DsnEvidence evidence);

/** DsnRecipient: what a report says of one recipient. Owned by its report. */
typedef struct _DsnRecipient DsnRecipient;

/**
 * dsn_recipient_get_address:
 *
 * Returns: (transfer none) (nullable): the one address to act on: the original recipient where it is
 *   known, else the final one, decoded and bare
 */
DSN_PUBLIC const char *dsn_recipient_get_address (const DsnRecipient *recipient);
/** dsn_recipient_set_address: @address: (nullable): copied */
DSN_PUBLIC void dsn_recipient_set_address (DsnRecipient *recipient, const char *address);
/** dsn_recipient_get_value: Returns: (transfer none) (nullable): %NULL where the field is absent */
DSN_PUBLIC const DsnValue *dsn_recipient_get_value (const DsnRecipient *recipient, DsnField field);
/** dsn_recipient_get_text: Returns: (transfer none) (nullable): the field's text */
DSN_PUBLIC const char *dsn_recipient_get_text (const DsnRecipient *recipient, DsnField field);
/** dsn_recipient_get_offset: Returns: octets before the field in the message, or %DSN_NO_OFFSET */
DSN_PUBLIC goffset dsn_recipient_get_offset (const DsnRecipient *recipient, DsnField field);
/** dsn_recipient_set_value: @field: per-recipient; @value: (transfer full) (nullable) */
DSN_PUBLIC void dsn_recipient_set_value (DsnRecipient *recipient, DsnField field, DsnValue *value);
/** dsn_recipient_set_offset: @offset: octets before the field in the message */
DSN_PUBLIC void dsn_recipient_set_offset (DsnRecipient *recipient, DsnField field, goffset offset);
/** dsn_recipient_get_action: Returns: the Action field as a value */
DSN_PUBLIC DsnAction dsn_recipient_get_action (const DsnRecipient *recipient);
/** dsn_recipient_set_action: sets the Action field; %DSN_ACTION_NONE removes it */
DSN_PUBLIC void dsn_recipient_set_action (DsnRecipient *recipient, DsnAction action);
/** dsn_recipient_get_status: Returns: the status to act on, or %DSN_STATUS_NONE */
DSN_PUBLIC DsnStatus dsn_recipient_get_status (const DsnRecipient *recipient);
/** dsn_recipient_set_status: sets the status to act on; the Status field stays as it was given */
DSN_PUBLIC void dsn_recipient_set_status (DsnRecipient *recipient, DsnStatus status);
/** dsn_recipient_get_reply: Returns: (transfer none) (nullable): what the reporting MTA was told */
DSN_PUBLIC const DsnReply *dsn_recipient_get_reply (const DsnRecipient *recipient);
/** dsn_recipient_set_reply: @reply: (transfer full) (nullable) */
DSN_PUBLIC void dsn_recipient_set_reply (DsnRecipient *recipient, DsnReply *reply);
/** dsn_recipient_get_smtp_command: Returns: (transfer none) (nullable): such as "RCPT" */
DSN_PUBLIC const char *dsn_recipient_get_smtp_command (const DsnRecipient *recipient);
/** dsn_recipient_set_smtp_command: @command: (nullable): copied */
DSN_PUBLIC void dsn_recipient_set_smtp_command (DsnRecipient *recipient, const char *command);
/** dsn_recipient_get_reason: Returns: (transfer none) (nullable): one word, such as "userunknown" */
DSN_PUBLIC const char *dsn_recipient_get_reason (const DsnRecipient *recipient);
/** dsn_recipient_get_hard_bounce: Returns: whether the address itself is dead */
DSN_PUBLIC gboolean dsn_recipient_get_hard_bounce (const DsnRecipient *recipient);
/** dsn_recipient_set_reason: @reason: (nullable): copied; @hard_bounce: the verdict with it */
DSN_PUBLIC void
dsn_recipient_set_reason (DsnRecipient *recipient, const char *reason, gboolean hard_bounce);
/** dsn_recipient_get_evidence: Returns: (transfer none) (nullable): where the value came from */
DSN_PUBLIC const char *
dsn_recipient_get_evidence (const DsnRecipient *recipient, DsnEvidence evidence);
/** dsn_recipient_set_evidence: @source: (nullable): copied */
DSN_PUBLIC void
dsn_recipient_set_evidence (DsnRecipient *recipient, DsnEvidence evidence, const char *source);
/** dsn_recipient_get_extensions: Returns: (transfer none) (element-type DsnExtension): in order */
DSN_PUBLIC const GPtrArray *dsn_recipient_get_extensions (const DsnRecipient *recipient);
/** dsn_recipient_add_extension: @name, @value: copied; @offset: or %DSN_NO_OFFSET */
DSN_PUBLIC void dsn_recipient_add_extension (DsnRecipient *recipient, const char *name,
                                             const char *value, goffset offset);

G_END_DECLS
