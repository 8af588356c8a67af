/* dsn-reason-choose.c: why a message was not delivered, and whether for good.
 * SPDX-License-Identifier: LGPL-2.1-or-later */
#include <string.h>

#include "dsn-reason-private.h"

/* "5.2.2 (Over quota)": the comment of a Status field, as some write a reason there. */
static const char *
get_status_comment (const DsnRecipient *recipient)
{
  const DsnValue *status = dsn_recipient_get_value (recipient, DSN_FIELD_STATUS);

  return status ? dsn_value_get_comment (status) : NULL;
}

/* What the human part says of the one recipient. */
static const char *
get_mention (const DsnRecipient *recipient, DsnMentions *mentions, gsize *length)
{
  const char *address = dsn_recipient_get_address (recipient);
  const char *start = address ? _dsn_mentions_get_entry (mentions, address) : NULL;
  const char *end;

  if (!start && address)
    start = _dsn_mentions_get_bracketed (mentions, address);
  if (!start)
    return NULL;
  *length = strnlen (start, DSN_MENTION_LENGTH);
  end = memmem (start, *length, "\n\n", 2);
  if (end)
    *length = (gsize) (end - start);
  return start;
}

static void
weigh_mention (DsnEvidenceScan *scan, const DsnRecipient *recipient, DsnMentions *mentions,
               const DsnPhrases *phrases)
{
  gsize length = 0;
  const char *mention = get_mention (recipient, mentions, &length);
  g_autofree char *text = mention ? g_strndup (mention, length) : NULL;

  _dsn_evidence_weigh_text (scan, phrases, text);
}

/* PowerMTA tells in a field of its own what kind of failure it takes this for. */
static const char *
get_category (const DsnRecipient *recipient)
{
  const GPtrArray *extensions = dsn_recipient_get_extensions (recipient);

  for (guint i = 0; i < extensions->len; i++) {
    const DsnExtension *extension = g_ptr_array_index (extensions, i);

    if (g_ascii_strcasecmp (dsn_extension_get_name (extension), "X-PowerMTA-BounceCategory") == 0)
      return dsn_extension_get_value (extension);
  }
  return NULL;
}

/* Whether the reporting MTA says that it gave up; the status to act on may be that of its last try. */
static gboolean
has_expired (const DsnRecipient *recipient)
{
  const char *text = dsn_recipient_get_text (recipient, DSN_FIELD_STATUS);
  DsnStatus status;

  return text && dsn_status_parse (text, &status, NULL) && dsn_status_get_subject (status) == 4
         && dsn_status_get_detail (status) == 7;
}

/* Programs that Unix delivers to tell how they fare by the type x-unix (RFC 3464 appendix). */
static gboolean
is_of_program (const DsnRecipient *recipient)
{
  const DsnValue *diagnostic = dsn_recipient_get_value (recipient, DSN_FIELD_DIAGNOSTIC_CODE);
  const char *type = diagnostic ? dsn_value_get_type_name (diagnostic) : NULL;

  return g_strcmp0 (type, "x-unix") == 0;
}

/* Whether the diagnostic says more than the reply in it: where the MTA tells in its own words how it came
 * to that, or that it gave up. */
static gboolean
tells_more (const DsnRecipient *recipient)
{
  const DsnValue *diagnostic = dsn_recipient_get_value (recipient, DSN_FIELD_DIAGNOSTIC_CODE);
  const char *type = diagnostic ? dsn_value_get_type_name (diagnostic) : NULL;

  return (type && strcmp (type, "smtp") != 0) || has_expired (recipient);
}

/* From the nearest text to the farthest, until one has a phrase. */
static void
weigh_texts (DsnEvidenceScan *scan, const DsnRecipient *recipient, DsnMentions *mentions,
             const DsnPhrases *phrases)
{
  const DsnReply *reply = dsn_recipient_get_reply (recipient);
  const char *diagnostic = dsn_recipient_get_text (recipient, DSN_FIELD_DIAGNOSTIC_CODE);

  _dsn_evidence_weigh_text (scan, phrases, get_category (recipient));
  if (reply && !tells_more (recipient))
    _dsn_evidence_weigh_text (scan, phrases, dsn_reply_get_text (reply));
  if (!scan->has_phrase)
    _dsn_evidence_weigh_text (scan, phrases, diagnostic);
  if (!scan->has_phrase)
    _dsn_evidence_weigh_text (scan, phrases, get_status_comment (recipient));
  if (!scan->has_phrase)
    weigh_mention (scan, recipient, mentions, phrases);
}

/* What follows the paragraph that a text begins with. */
static const char *
skip_paragraph (const char *text)
{
  const char *at = strchr (text, '\n');

  while (at) {
    const char *line = at + 1;
    gsize n_blanks = strspn (line, " \t\r");

    if (line[n_blanks] == '\n')
      return line + n_blanks + 1;
    at = strchr (line, '\n');
  }
  return text + strlen (text);
}

/* The first paragraph that tells a reason: what follows is help, other reasons that there may be, and the
 * small print. */
static void
weigh_explanation (DsnEvidenceScan *scan, const DsnPhrases *phrases, const char *text)
{
  const char *at = text;

  scan->is_whole = TRUE;
  if (!text)
    return;
  while (*at && at - text < DSN_EVIDENCE_LENGTH && !scan->best.reason) {
    const char *next = skip_paragraph (at);
    g_autofree char *paragraph = g_strndup (at, (gsize) (next - at));

    _dsn_evidence_weigh_text (scan, phrases, paragraph);
    at = next;
  }
}

void
_dsn_reason_weigh (DsnEvidenceScan *scan, const DsnReport *report, const DsnRecipient *recipient,
                   DsnMentions *mentions, const DsnPhrases *phrases)
{
  _dsn_evidence_weigh_codes (scan, phrases);
  weigh_texts (scan, recipient, mentions, phrases);
  if (is_of_program (recipient))
    _dsn_evidence_weigh_program (scan,
                                 dsn_recipient_get_text (recipient, DSN_FIELD_DIAGNOSTIC_CODE));
  if (!scan->best.reason && dsn_report_get_n_recipients (report) == 1)
    weigh_explanation (scan, phrases, dsn_report_get_explanation (report));
  _dsn_evidence_weigh_class (scan);
}

/* Whether what was said may be otherwise the next time. */
static gboolean
is_temporary (const DsnEvidenceScan *scan)
{
  if (scan->is_delayed)
    return TRUE;
  if (scan->status != DSN_STATUS_NONE)
    return dsn_status_get_class (scan->status) != 5;
  return scan->reply > 0 && scan->reply < 500;
}

static gboolean
answers (const DsnEvidenceScan *scan, const char *command)
{
  return (scan->command & _dsn_command_bit (command)) != 0;
}

/* A server that answers one of these has not been told yet who the recipient is. */
static gboolean
is_about_client (const DsnEvidenceScan *scan)
{
  return answers (scan, "MAIL") || answers (scan, "EHLO") || answers (scan, "AUTH")
         || answers (scan, "STARTTLS");
}

/* A host that never accepts mail is as dead as one that does not exist (RFC 7505), and may say so as soon
 * as it is greeted. */
static gboolean
is_hard (const DsnEvidenceScan *scan, const char *reason)
{
  if (is_temporary (scan))
    return FALSE;
  if (strcmp (reason, "notaccept") == 0)
    return !answers (scan, "MAIL");
  return dsn_reason_is_hard (reason) && !is_about_client (scan);
}

static gboolean
was_delivered (const DsnRecipient *recipient)
{
  DsnAction action = dsn_recipient_get_action (recipient);

  return dsn_action_get_class (action) == 2
         || (action == DSN_ACTION_NONE
             && dsn_status_get_class (dsn_recipient_get_status (recipient)) == 2);
}

void
_dsn_reason_choose (const DsnReport *report, DsnRecipient *recipient, DsnMentions *mentions,
                    const DsnPhrases *phrases)
{
  DsnEvidenceScan scan;
  g_autofree char *source = NULL;

  if (was_delivered (recipient)) {
    gboolean by_action = dsn_recipient_get_action (recipient) != DSN_ACTION_NONE;

    dsn_recipient_set_reason (recipient, "delivered", FALSE);
    dsn_recipient_set_evidence (recipient, DSN_EVIDENCE_REASON, by_action ? "action" : "status");
    return;
  }
  _dsn_evidence_scan_init (&scan, report, recipient);
  _dsn_reason_weigh (&scan, report, recipient, mentions, phrases);
  if (scan.best.reason) {
    source = _dsn_candidate_get_source (&scan, &scan.best);
    dsn_recipient_set_reason (recipient, scan.best.reason, is_hard (&scan, scan.best.reason));
  } else {
    dsn_recipient_set_reason (recipient, "undefined", FALSE);
  }
  dsn_recipient_set_evidence (recipient, DSN_EVIDENCE_REASON, source);
  _dsn_evidence_scan_clear (&scan);
}
