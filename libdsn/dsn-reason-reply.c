/* dsn-reason-reply.c: the reply that the reporting MTA received.
 * SPDX-License-Identifier: LGPL-2.1-or-later */
#include <string.h>

#include "dsn-reason-private.h"

/* What MTAs write before the reply of another, in a diagnostic in words of their own. */
static const char *const said_marks[] = { " said: ", "refused to talk to me: ", " Permanent Error ",
                                          " Transient Error " };

/* What they write before the reply that they had last, where they give up and say so. */
static const char *const quote_marks[] = { "<", "LED=", "\"" };

/* So much of a human part is looked through for a transcript. */
#define MAX_TRANSCRIPT 16384

/* "550 5.1.1 …": what nobody would write who does not quote a server. */
static gboolean
begins_with_both_codes (const char *text)
{
  return (*text == '4' || *text == '5') && g_ascii_isdigit (text[1]) && g_ascii_isdigit (text[2])
         && text[3] && strchr (" -", text[3]) && text[4] == *text && text[5] == '.';
}

/* The reply in a diagnostic: all of one of type smtp or of none; in one in the words of an MTA, what
 * comes after "host … said:", or all if it begins as one, unless a program
 * said it (x-unix). */
static const char *
reply_in_diagnostic (const DsnValue *diagnostic)
{
  const char *type = dsn_value_get_type_name (diagnostic);
  const char *text = dsn_value_get_text (diagnostic);

  if (!type || strcmp (type, "smtp") == 0
      || (strcmp (type, "x-unix") != 0 && begins_with_both_codes (text)))
    return text;
  for (guint i = 0; i < G_N_ELEMENTS (said_marks); i++) {
    const char *said = strstr (text, said_marks[i]);

    if (said)
      return said + strlen (said_marks[i]);
  }
  return NULL;
}

/* A server that gives up says X.4.7 of its own, and quotes the reply that it was given last: that is what
 * it received. Takes @reply. */
static DsnReply *
prefer_quoted (DsnReply *reply)
{
  DsnStatus status = reply ? dsn_reply_get_status (reply) : DSN_STATUS_NONE;
  const char *text = reply ? dsn_reply_get_text (reply) : NULL;

  if (!text || status == DSN_STATUS_NONE || dsn_status_get_subject (status) != 4
      || dsn_status_get_detail (status) != 7)
    return reply;
  for (guint i = 0; i < G_N_ELEMENTS (quote_marks); i++) {
    const char *mark = strstr (text, quote_marks[i]);
    const char *quoted = mark ? mark + strlen (quote_marks[i]) : "";
    g_autofree char *words = g_strndup (quoted, strcspn (quoted, ">\"]}"));
    DsnReply *inner = *words == '4' || *words == '5' ? dsn_reply_parse (words) : NULL;

    if (inner && dsn_reply_get_code (inner) > 0) {
      dsn_reply_free (reply);
      return inner;
    }
    g_clear_pointer (&inner, dsn_reply_free);
  }
  return reply;
}

/* Whether a line is a refusal in an SMTP dialogue: "<<< 550 …", or "550 …" in the words of the MTA itself. */
static gboolean
is_refusal (const char *line)
{
  if (g_str_has_prefix (line, "<<< "))
    line += 4;
  return (*line == '4' || *line == '5') && g_ascii_isdigit (line[1]) && g_ascii_isdigit (line[2])
         && !g_ascii_isalnum (line[3]) && line[3] != '.';
}

/* The first refusal in the transcript of an SMTP dialogue, of a remote host if there is one. */
static DsnReply *
reply_in_transcript (const char *text)
{
  const char *end = text + strnlen (text, MAX_TRANSCRIPT);
  const char *found = NULL;
  g_autofree char *line = NULL;

  if (!memmem (text, (gsize) (end - text), "ranscript of session", strlen ("ranscript of session")))
    return NULL;
  for (const char *at = text; at && at < end; at = strchr (at, '\n'), at = at ? at + 1 : NULL) {
    if (!is_refusal (at) || (found && *at != '<'))
      continue;
    found = at;
    if (*at == '<')
      break;
  }
  if (!found)
    return NULL;
  line = g_strndup (found, strcspn (found, "\n"));
  return dsn_reply_parse (line + (*line == '<' ? strlen ("<<< ") : 0));
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

/* Where the fields give no reply, the human part may: next to the address, or, of the only recipient, in
 * a transcript. */
static DsnReply *
reply_elsewhere (const DsnReport *report, const DsnRecipient *recipient, DsnMentions *mentions)
{
  const char *explanation = dsn_report_get_explanation (report);
  DsnReply *reply = reply_in_explanation (mentions, dsn_recipient_get_address (recipient));

  /* The human part has the address as the field has it, wrapped if that is. */
  if (!reply)
    reply = reply_in_explanation (mentions,
                                  dsn_recipient_get_text (recipient, DSN_FIELD_FINAL_RECIPIENT));
  if (!reply && explanation && dsn_report_get_n_recipients (report) == 1
      && dsn_action_get_class (dsn_recipient_get_action (recipient)) != 2)
    reply = reply_in_transcript (explanation);
  return reply;
}

/* Whether a diagnostic says nothing of an SMTP dialogue: it is missing, empty, or the status of a program. */
static gboolean
is_silent (const DsnValue *diagnostic)
{
  const char *type = diagnostic ? dsn_value_get_type_name (diagnostic) : NULL;

  return !diagnostic || !*dsn_value_get_text (diagnostic) || g_strcmp0 (type, "x-unix") == 0;
}

void
_dsn_reason_find_reply (const DsnReport *report, DsnRecipient *recipient, DsnMentions *mentions)
{
  const DsnValue *diagnostic = dsn_recipient_get_value (recipient, DSN_FIELD_DIAGNOSTIC_CODE);
  const char *source = NULL;
  DsnReply *reply = NULL;

  if (diagnostic) {
    reply = prefer_quoted (dsn_reply_parse (reply_in_diagnostic (diagnostic)));
    /* Words of the human part stand in for a diagnostic that is missing. */
    source = reply ? dsn_recipient_get_evidence (recipient, DSN_EVIDENCE_REPLY) : NULL;
  }
  if (!reply && is_silent (diagnostic)) {
    reply = reply_elsewhere (report, recipient, mentions);
    source = reply ? "explanation" : NULL;
  }
  dsn_recipient_set_reply (recipient, reply);
  dsn_recipient_set_evidence (recipient, DSN_EVIDENCE_REPLY, source);
}
