/* dsn-recipient.c: what a report says of one recipient.
 * SPDX-License-Identifier: LGPL-2.1-or-later */
#include "dsn-private.h"

#define FIRST      DSN_FIELD_FIRST_PER_RECIPIENT
#define N_VALUES   (DSN_FIELD_COUNT - FIRST)
#define IS_OURS(f) ((f) >= FIRST && (f) < DSN_FIELD_COUNT)

struct _DsnRecipient {
  char *address;
  DsnValue *values[N_VALUES];
  goffset offsets[N_VALUES];
  DsnStatus status;
  DsnReply *reply;
  char *smtp_command;
  char *reason;
  gboolean hard_bounce;
  char *evidence[DSN_EVIDENCE_COUNT];
  GPtrArray *extensions;
};

static const struct {
  const char *name;
  guint status_class;
} actions[] = {
  [DSN_ACTION_NONE] = { NULL, 0 },         [DSN_ACTION_FAILED] = { "failed", 5 },
  [DSN_ACTION_DELAYED] = { "delayed", 4 }, [DSN_ACTION_DELIVERED] = { "delivered", 2 },
  [DSN_ACTION_RELAYED] = { "relayed", 2 }, [DSN_ACTION_EXPANDED] = { "expanded", 2 },
};

static const char *const evidence_keys[DSN_EVIDENCE_COUNT] = {
  [DSN_EVIDENCE_ADDRESS] = "address", [DSN_EVIDENCE_ACTION] = "action",
  [DSN_EVIDENCE_STATUS] = "status",   [DSN_EVIDENCE_REPLY] = "reply",
  [DSN_EVIDENCE_REASON] = "reason",
};

const char *
dsn_action_to_string (DsnAction action)
{
  g_return_val_if_fail ((guint) action < G_N_ELEMENTS (actions), NULL);
  return actions[action].name;
}

DsnAction
dsn_action_from_string (const char *text)
{
  g_return_val_if_fail (text != NULL, DSN_ACTION_NONE);

  for (guint i = 1; i < G_N_ELEMENTS (actions); i++)
    if (g_ascii_strcasecmp (actions[i].name, text) == 0)
      return (DsnAction) i;
  return DSN_ACTION_NONE;
}

guint
dsn_action_get_class (DsnAction action)
{
  g_return_val_if_fail ((guint) action < G_N_ELEMENTS (actions), 0);
  return actions[action].status_class;
}

DsnStatus
_dsn_action_choose_status (DsnAction action, DsnStatus status)
{
  guint status_class = dsn_action_get_class (action);

  if (status_class == 0)
    return status;
  if (status == DSN_STATUS_NONE)
    return dsn_status_new (status_class, 0, 0);
  return dsn_status_new (status_class, dsn_status_get_subject (status),
                         dsn_status_get_detail (status));
}

const char *
dsn_evidence_get_key (DsnEvidence evidence)
{
  g_return_val_if_fail ((guint) evidence < DSN_EVIDENCE_COUNT, NULL);
  return evidence_keys[evidence];
}

DsnRecipient *
_dsn_recipient_new (void)
{
  DsnRecipient *recipient = g_new0 (DsnRecipient, 1);

  for (guint i = 0; i < N_VALUES; i++)
    recipient->offsets[i] = DSN_NO_OFFSET;
  recipient->extensions = g_ptr_array_new_with_free_func ((GDestroyNotify) _dsn_extension_free);
  return recipient;
}

void
_dsn_recipient_free (DsnRecipient *recipient)
{
  g_free (recipient->address);
  for (guint i = 0; i < N_VALUES; i++)
    dsn_value_free (recipient->values[i]);
  dsn_reply_free (recipient->reply);
  g_free (recipient->smtp_command);
  g_free (recipient->reason);
  for (guint i = 0; i < DSN_EVIDENCE_COUNT; i++)
    g_free (recipient->evidence[i]);
  g_ptr_array_unref (recipient->extensions);
  g_free (recipient);
}

const char *
dsn_recipient_get_address (const DsnRecipient *recipient)
{
  g_return_val_if_fail (recipient != NULL, NULL);
  return recipient->address;
}

void
dsn_recipient_set_address (DsnRecipient *recipient, const char *address)
{
  g_return_if_fail (recipient != NULL);
  _dsn_replace_text (&recipient->address, address);
}

const DsnValue *
dsn_recipient_get_value (const DsnRecipient *recipient, DsnField field)
{
  g_return_val_if_fail (recipient != NULL && IS_OURS (field), NULL);
  return recipient->values[field - FIRST];
}

const char *
dsn_recipient_get_text (const DsnRecipient *recipient, DsnField field)
{
  const DsnValue *value = dsn_recipient_get_value (recipient, field);

  return value ? dsn_value_get_text (value) : NULL;
}

goffset
dsn_recipient_get_offset (const DsnRecipient *recipient, DsnField field)
{
  g_return_val_if_fail (recipient != NULL && IS_OURS (field), DSN_NO_OFFSET);
  return recipient->offsets[field - FIRST];
}

void
dsn_recipient_set_value (DsnRecipient *recipient, DsnField field, DsnValue *value)
{
  g_return_if_fail (recipient != NULL && IS_OURS (field));
  dsn_value_free (recipient->values[field - FIRST]);
  recipient->values[field - FIRST] = value;
}

void
dsn_recipient_set_offset (DsnRecipient *recipient, DsnField field, goffset offset)
{
  g_return_if_fail (recipient != NULL && IS_OURS (field));
  recipient->offsets[field - FIRST] = offset;
}

DsnAction
dsn_recipient_get_action (const DsnRecipient *recipient)
{
  const char *text = dsn_recipient_get_text (recipient, DSN_FIELD_ACTION);

  return text ? dsn_action_from_string (text) : DSN_ACTION_NONE;
}

void
dsn_recipient_set_action (DsnRecipient *recipient, DsnAction action)
{
  const char *name = dsn_action_to_string (action);

  dsn_recipient_set_value (recipient, DSN_FIELD_ACTION,
                           name ? dsn_value_new (NULL, name, NULL) : NULL);
}

DsnStatus
dsn_recipient_get_status (const DsnRecipient *recipient)
{
  g_return_val_if_fail (recipient != NULL, DSN_STATUS_NONE);
  return recipient->status;
}

void
dsn_recipient_set_status (DsnRecipient *recipient, DsnStatus status)
{
  g_return_if_fail (recipient != NULL);
  recipient->status = status;
}

const DsnReply *
dsn_recipient_get_reply (const DsnRecipient *recipient)
{
  g_return_val_if_fail (recipient != NULL, NULL);
  return recipient->reply;
}

void
dsn_recipient_set_reply (DsnRecipient *recipient, DsnReply *reply)
{
  g_return_if_fail (recipient != NULL);
  dsn_reply_free (recipient->reply);
  recipient->reply = reply;
}

const char *
dsn_recipient_get_smtp_command (const DsnRecipient *recipient)
{
  g_return_val_if_fail (recipient != NULL, NULL);
  return recipient->smtp_command;
}

void
dsn_recipient_set_smtp_command (DsnRecipient *recipient, const char *command)
{
  g_return_if_fail (recipient != NULL);
  _dsn_replace_text (&recipient->smtp_command, command);
}

const char *
dsn_recipient_get_reason (const DsnRecipient *recipient)
{
  g_return_val_if_fail (recipient != NULL, NULL);
  return recipient->reason;
}

gboolean
dsn_recipient_get_hard_bounce (const DsnRecipient *recipient)
{
  g_return_val_if_fail (recipient != NULL, FALSE);
  return recipient->hard_bounce;
}

void
dsn_recipient_set_reason (DsnRecipient *recipient, const char *reason, gboolean hard_bounce)
{
  g_return_if_fail (recipient != NULL);
  _dsn_replace_text (&recipient->reason, reason);
  recipient->hard_bounce = hard_bounce;
}

const char *
dsn_recipient_get_evidence (const DsnRecipient *recipient, DsnEvidence evidence)
{
  g_return_val_if_fail (recipient != NULL && (guint) evidence < DSN_EVIDENCE_COUNT, NULL);
  return recipient->evidence[evidence];
}

void
dsn_recipient_set_evidence (DsnRecipient *recipient, DsnEvidence evidence, const char *source)
{
  g_return_if_fail (recipient != NULL && (guint) evidence < DSN_EVIDENCE_COUNT);
  _dsn_replace_text (&recipient->evidence[evidence], source);
}

const GPtrArray *
dsn_recipient_get_extensions (const DsnRecipient *recipient)
{
  g_return_val_if_fail (recipient != NULL, NULL);
  return recipient->extensions;
}

void
dsn_recipient_add_extension (DsnRecipient *recipient, const char *name, const char *value,
                             goffset offset)
{
  g_return_if_fail (recipient != NULL && name != NULL && value != NULL);
  g_ptr_array_add (recipient->extensions, _dsn_extension_new (name, value, offset));
}
