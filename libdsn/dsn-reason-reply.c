/* dsn-reason-reply.c: the reply that the reporting MTA received.
 * SPDX-License-Identifier: LGPL-2.1-or-later */
#include <string.h>

#include "dsn-reason-private.h"

/* The reply in a diagnostic: all of one of type smtp or of none; in one in the words of an MTA, what
 * comes after "host … said:". */
static const char *
reply_in_diagnostic (const DsnValue *diagnostic)
{
  const char *type = dsn_value_get_type_name (diagnostic);
  const char *text = dsn_value_get_text (diagnostic);
  const char *said = strstr (text, " said: ");

  if (!type || strcmp (type, "smtp") == 0)
    return text;
  return said ? said + strlen (" said: ") : NULL;
}

/* The rest of a line and the lines after it that are indented, on one line. */
static char *
join_entry (const char *entry)
{
  GString *joined = g_string_new (NULL);
  const char *end = entry + strnlen (entry, DSN_MENTION_LENGTH);

  /* Not inside a character. */
  while (end > entry && (*end & 0xC0) == 0x80)
    end--;
  for (; entry < end; entry++) {
    if (*entry == '\n' && entry[1] != ' ' && entry[1] != '\t')
      break;
    if (*entry != '\n')
      g_string_append_c (joined, *entry);
  }
  return g_string_free (joined, FALSE);
}

/* Some reports give the reply in the human part alone, after the address that it is about. */
static DsnReply *
reply_in_explanation (DsnMentions *mentions, const char *address)
{
  const char *entry = address ? _dsn_mentions_get_entry (mentions, address) : NULL;
  g_autofree char *text = entry ? join_entry (entry) : NULL;
  const char *said = text ? strstr (text, " said: ") : NULL;

  if (!text)
    return NULL;
  return dsn_reply_parse (said ? said + strlen (" said: ") : g_strstrip (text));
}

void
_dsn_reason_find_reply (DsnRecipient *recipient, DsnMentions *mentions)
{
  const DsnValue *diagnostic = dsn_recipient_get_value (recipient, DSN_FIELD_DIAGNOSTIC_CODE);
  const char *source = NULL;
  DsnReply *reply;

  if (diagnostic) {
    reply = dsn_reply_parse (reply_in_diagnostic (diagnostic));
    /* Words of the human part stand in for a diagnostic that is missing. */
    source = reply ? dsn_recipient_get_evidence (recipient, DSN_EVIDENCE_REPLY) : NULL;
  } else {
    reply = reply_in_explanation (mentions, dsn_recipient_get_address (recipient));
    source = reply ? "explanation" : NULL;
  }
  dsn_recipient_set_reply (recipient, reply);
  dsn_recipient_set_evidence (recipient, DSN_EVIDENCE_REPLY, source);
}
