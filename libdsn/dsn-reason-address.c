/* dsn-reason-address.c: the one address of a recipient to act on.
 * SPDX-License-Identifier: LGPL-2.1-or-later */
#include <string.h>

#include "dsn-envelope.h"
#include "dsn-reason-private.h"

/* Whether a value holds an address of Internet mail, and not of X.400 or a local user. */
static gboolean
is_internet_address (const DsnValue *value)
{
  const char *type = value ? dsn_value_get_type_name (value) : NULL;

  if (!value || !strchr (dsn_value_get_text (value), '@'))
    return FALSE;
  return !type || strcmp (type, "rfc822") == 0 || strcmp (type, "utf-8") == 0;
}

/* Whether the human part says of an address that it is what another was expanded to. */
static gboolean
is_expanded (const DsnValue *final, DsnMentions *mentions)
{
  g_autofree char *address = final ? dsn_address_extract (dsn_value_get_text (final)) : NULL;
  const char *paragraph = address ? _dsn_mentions_get_bracketed (mentions, address) : NULL;
  gsize length = paragraph ? strnlen (paragraph, DSN_MENTION_LENGTH) : 0;
  const char *end = paragraph ? memmem (paragraph, length, "\n\n", 2) : NULL;

  if (!paragraph)
    return FALSE;
  return memmem (paragraph, end ? (gsize) (end - paragraph) : length, "(expanded from", 14) != NULL;
}

/* RFC 3464 section 2.3.1: what the sender wrote comes first, if it is an address that one can write
 * to; else the final one. An alias is not what failed: others that it stands for may have been reached. */
static DsnField
choose_field (const DsnRecipient *recipient, DsnMentions *mentions)
{
  const DsnValue *original = dsn_recipient_get_value (recipient, DSN_FIELD_ORIGINAL_RECIPIENT);
  const DsnValue *final = dsn_recipient_get_value (recipient, DSN_FIELD_FINAL_RECIPIENT);

  if (is_internet_address (original) && is_internet_address (final)
      && strcmp (dsn_value_get_text (original), dsn_value_get_text (final)) != 0
      && is_expanded (final, mentions))
    return DSN_FIELD_FINAL_RECIPIENT;
  if (is_internet_address (original))
    return DSN_FIELD_ORIGINAL_RECIPIENT;
  if (is_internet_address (final))
    return DSN_FIELD_FINAL_RECIPIENT;
  if (final && *dsn_value_get_text (final))
    return DSN_FIELD_FINAL_RECIPIENT;
  return original ? DSN_FIELD_ORIGINAL_RECIPIENT : DSN_FIELD_FINAL_RECIPIENT;
}

gboolean
_dsn_reason_has_address (const DsnRecipient *recipient)
{
  const char *address = dsn_recipient_get_address (recipient);

  return (address && strchr (address, '@'))
         || is_internet_address (dsn_recipient_get_value (recipient, DSN_FIELD_ORIGINAL_RECIPIENT))
         || is_internet_address (dsn_recipient_get_value (recipient, DSN_FIELD_FINAL_RECIPIENT));
}

/* Whether the envelope told the address because the fields name none that one can write to. */
static gboolean
is_told_by_envelope (const DsnRecipient *recipient)
{
  return g_strcmp0 (dsn_recipient_get_evidence (recipient, DSN_EVIDENCE_ADDRESS), "envelope") == 0;
}

static gboolean
equals (const char *one, const char *other)
{
  return one && g_ascii_strcasecmp (one, other) == 0;
}

/* Whether the message, besides the field in question, speaks of an address. */
static gboolean
is_spoken_of (const DsnRecipient *recipient, DsnMentions *mentions, const char *address)
{
  return equals (dsn_recipient_get_text (recipient, DSN_FIELD_FINAL_RECIPIENT), address)
         || equals (dsn_recipient_get_text (recipient, DSN_FIELD_ORIGINAL_RECIPIENT), address)
         || _dsn_mentions_has (mentions, address);
}

/* "user+2Btag" may be an address as it is. It is xtext that leaked (RFC 3461 section 4.2) if the
 * message speaks of the decoded address elsewhere. */
static char *
undo_leaked_xtext (const DsnRecipient *recipient, DsnMentions *mentions, const char *address)
{
  g_autofree char *decoded = strchr (address, '+') ? dsn_xtext_decode (address, NULL) : NULL;

  if (!decoded || strcmp (decoded, address) == 0 || !strchr (decoded, '@'))
    return NULL;
  return is_spoken_of (recipient, mentions, decoded) ? g_steal_pointer (&decoded) : NULL;
}

/* "\x{2B}" stands in no address that is meant: the form of type utf-8 under another type. */
static char *
undo_leaked_utf8_form (const char *address)
{
  g_autofree char *decoded =
      strstr (address, "\\x{") ? dsn_utf8_address_decode (address, NULL) : NULL;

  return decoded && strcmp (decoded, address) != 0 ? g_steal_pointer (&decoded) : NULL;
}

/* The same for what wraps an address: there xtext cannot be meant. */
static char *
unwrap_leaked_xtext (const char *address)
{
  g_autofree char *decoded = strstr (address, "+3D") ? dsn_xtext_decode (address, NULL) : NULL;

  return decoded ? dsn_envelope_unwrap (decoded) : NULL;
}

static void
note_leak (DsnReport *report, int index, DsnField field, DsnRule rule, const char *address)
{
  const DsnRecipient *recipient = dsn_report_get_recipient (report, (guint) index);

  if (_dsn_report_has_problem (report, rule, index))
    return;
  _dsn_report_add_problem (report, rule, index, dsn_field_get_name (field),
                           dsn_recipient_get_offset (recipient, field),
                           "the address is meant to be \"%s\"", address);
}

/* What the address in a field is meant to be, if it is not what stands there. */
static char *
find_meant_address (DsnReport *report, int index, DsnField field, const char *address,
                    DsnMentions *mentions)
{
  const DsnRecipient *recipient = dsn_report_get_recipient (report, (guint) index);
  char *meant = dsn_envelope_unwrap (address);

  if (meant)
    return meant;
  if ((meant = undo_leaked_xtext (recipient, mentions, address)) != NULL
      || (meant = unwrap_leaked_xtext (address)) != NULL)
    note_leak (report, index, field, DSN_RULE_LEAKED_XTEXT, meant);
  else if ((meant = undo_leaked_utf8_form (address)) != NULL)
    note_leak (report, index, field, DSN_RULE_LEAKED_UTF8_FORM, meant);
  return meant;
}

void
_dsn_reason_choose_address (DsnReport *report, int index, DsnMentions *mentions)
{
  DsnRecipient *recipient = dsn_report_get_recipient (report, (guint) index);
  DsnField field = choose_field (recipient, mentions);
  const char *text = dsn_recipient_get_text (recipient, field);
  g_autofree char *address = text ? dsn_address_extract (text) : NULL;
  g_autofree char *meant = NULL;

  if (!address && !dsn_recipient_get_address (recipient))
    _dsn_reason_repair_address (report, recipient);
  if (!address || is_told_by_envelope (recipient))
    return;
  meant = find_meant_address (report, index, field, address, mentions);
  dsn_recipient_set_address (recipient, meant ? meant : address);
  dsn_recipient_set_evidence (recipient, DSN_EVIDENCE_ADDRESS, dsn_field_get_key (field));
  _dsn_reason_repair_address (report, recipient);
}
