/* dsn-parser-wild.c: messages without a delivery-status part that can be used.
 * SPDX-License-Identifier: LGPL-2.1-or-later */
#include <string.h>

#include "dsn-parser-private.h"
#include "dsn-reason.h"
#include "dsn-wild-private.h"

/* Of a text so much is looked at; what a mail system has to say comes first. */
#define MAX_TEXT (256UL * 1024)

#define MAX_DEPTH 8

/* What a message without a machine part is made of. */
typedef struct {
  /* For people, with what of the original stands in it; of several text parts the first is
   * @first_length long. */
  char *text;
  gsize first_length;
  const char *end;
  /* The header of the original within @text, or a part of its own; NULL. */
  const char *original;
  GMimeObject *original_part;
} Wild;

static GMimeObject *
find_original_part (GMimeObject *object, guint depth)
{
  int count =
      GMIME_IS_MULTIPART (object) ? g_mime_multipart_get_count (GMIME_MULTIPART (object)) : 0;

  for (int i = 0; depth > 0 && i < count; i++) {
    GMimeObject *part = g_mime_multipart_get_part (GMIME_MULTIPART (object), i);
    GMimeObject *found =
        _dsn_structure_is_original (part) ? part : find_original_part (part, depth - 1);

    if (found)
      return found;
  }
  return NULL;
}

/* The text behind the header, whatever the header says of it. (transfer full) */
static char *
get_raw_body (const DsnMime *mime)
{
  gsize length;
  const char *text = g_bytes_get_data (mime->octets, &length);
  const char *crlf = memmem (text, length, "\r\n\r\n", 4);
  const char *lf = memmem (text, length, "\n\n", 2);
  const char *body = crlf && (!lf || crlf < lf) ? crlf + 4 : lf ? lf + 2 : text + length;

  return _dsn_content_text_of (body, MIN ((gsize) (text + length - body), MAX_TEXT), NULL);
}

/* A multipart whose boundary nothing matches has no parts, so that its text is where none looks; nor is
 * it found in one of which all parts are such. */
static gboolean
is_broken (GMimeObject *object, guint depth)
{
  int count;

  if (!object || !GMIME_IS_MULTIPART (object))
    return !object;
  count = g_mime_multipart_get_count (GMIME_MULTIPART (object));
  for (int i = 0; depth > 0 && i < count; i++)
    if (!is_broken (g_mime_multipart_get_part (GMIME_MULTIPART (object), i), depth - 1))
      return FALSE;
  return depth > 0;
}

static gboolean
is_plain_text (GMimeObject *part)
{
  return g_mime_content_type_is_type (g_mime_object_get_content_type (part), "text", "plain")
         && !_dsn_structure_is_original (part);
}

/* Plain text parts beside the one that is read first: a log, or the fields of a delivery status. */
static void
append_other_texts (GString *text, GMimeMultipart *container)
{
  int count = g_mime_multipart_get_count (container);
  gboolean is_first = TRUE;

  for (int i = 0; i < count && text->len < MAX_TEXT; i++) {
    GMimeObject *part = g_mime_multipart_get_part (container, i);
    g_autofree char *more = NULL;

    if (!is_plain_text (part))
      continue;
    if (!is_first) {
      more = _dsn_content_get_text (part, MAX_TEXT - text->len);
      g_string_append_printf (text, "\n\n%s", more);
    }
    is_first = FALSE;
  }
}

static void
read_texts (Wild *wild, GMimeObject *object)
{
  char *first = _dsn_content_get_text (object, MAX_TEXT);
  GMimeContentType *type = g_mime_object_get_content_type (object);
  GString *text = g_string_new (first);

  g_free (first);
  wild->first_length = text->len;
  if (GMIME_IS_MULTIPART (object) && !g_mime_content_type_is_type (type, "*", "alternative"))
    append_other_texts (text, GMIME_MULTIPART (object));
  wild->text = g_string_free (text, FALSE);
}

static void
wild_open (Wild *wild, const DsnMime *mime)
{
  if (is_broken (mime->message, MAX_DEPTH)) {
    wild->text = get_raw_body (mime);
    wild->first_length = strlen (wild->text);
  } else {
    read_texts (wild, mime->message);
  }
  wild->original_part = find_original_part (mime->message, MAX_DEPTH);
  wild->end =
      _dsn_wild_find_original (wild->text, wild->text + strlen (wild->text), &wild->original);
}

static void
read_original (DsnReport *report, const Wild *wild)
{
  if (wild->original_part)
    _dsn_header_read_original (report, wild->original_part);
  else if (wild->original)
    _dsn_header_read_original_text (report, wild->original, strlen (wild->original));
}

static void
forget_original (DsnReport *report)
{
  for (DsnHeader header = 0; header < DSN_HEADER_COUNT; header++)
    dsn_report_set_original_header (report, header, NULL);
  dsn_report_set_original (report, FALSE, FALSE);
}

static void
set_explanation (DsnReport *report, const Wild *wild)
{
  char *text = g_strndup (wild->text, MIN ((gsize) (wild->end - wild->text), wild->first_length));

  g_strchomp (text);
  if (!*text)
    g_clear_pointer (&text, g_free);
  _dsn_report_take_explanation (report, text);
}

/* It says that it is a report of delivery status. */
static void
note_missing_part (DsnReport *report)
{
  if (!_dsn_report_has_problem (report, DSN_RULE_MISSING_STATUS_PART, -1))
    _dsn_report_add_problem (report, DSN_RULE_MISSING_STATUS_PART, -1, NULL, DSN_NO_OFFSET,
                             "the report has no part of type message/delivery-status");
}

/* What the questions of the families are about. */
typedef struct {
  const DsnParser *parser;
  const DsnReport *report;
  const DsnHeaderSection *header;
  GMimeObject *original_part;
} Asked;

static gboolean
is_automatic_reply (gconstpointer data)
{
  const Asked *asked = data;
  g_autofree char *rule = _dsn_auto_reply_find (asked->report, asked->header, NULL);

  return rule != NULL;
}

static char *
find_envelope_recipient (gconstpointer data)
{
  const Asked *asked = data;

  return _dsn_parser_find_envelope_recipient (asked->parser, asked->header, asked->original_part);
}

static gboolean
read_text (const DsnParser *parser, DsnReport *report, const DsnHeaderSection *header,
           const Wild *wild)
{
  Asked asked = { parser, report, header, wild->original_part };
  DsnWildQuestions questions = { is_automatic_reply, find_envelope_recipient, &asked };
  DsnWildMail mail = { header, wild->text, (gsize) (wild->end - wild->text), &questions,
                       dsn_parser_get_limit (parser, DSN_LIMIT_RECIPIENTS) };

  return _dsn_wild_read (report, &mail);
}

/* Who complains has had the message. */
static void
set_feedback (DsnReport *report)
{
  const char *type = dsn_report_get_feedback (report, DSN_FEEDBACK_TYPE);
  g_autofree char *evidence =
      type ? g_strconcat ("feedback_type:", type, NULL) : g_strdup ("feedback");

  for (guint i = 0; i < dsn_report_get_n_recipients (report); i++) {
    DsnRecipient *recipient = dsn_report_get_recipient (report, i);

    dsn_recipient_set_reason (recipient, "feedback", FALSE);
    dsn_recipient_set_evidence (recipient, DSN_EVIDENCE_REASON, evidence);
  }
}

gboolean
_dsn_parser_read_wild (const DsnParser *parser, DsnReport *report, const DsnMime *mime,
                       DsnKind kind)
{
  Wild wild;
  gboolean found;

  if (kind != DSN_KIND_DSN && !_dsn_wild_is_likely (&mime->header, report))
    return FALSE;
  wild_open (&wild, mime);
  read_original (report, &wild);
  found = read_text (parser, report, &mime->header, &wild);
  if (found) {
    set_explanation (report, &wild);
    if (kind == DSN_KIND_DSN)
      note_missing_part (report);
    if (dsn_report_get_kind (report) == DSN_KIND_ARF)
      set_feedback (report);
    else
      dsn_reason_diagnose_with (report, _dsn_parser_get_phrases (parser));
  } else {
    forget_original (report);
  }
  g_free (wild.text);
  return found;
}

/* Where lines begin that look like the machine part: those make no recipients. */
static const char *
find_fields (const char *text, const char *end)
{
  const char *at = text, *start = text;
  DsnField field;
  DsnSpan line;

  for (; _dsn_span_next_line (&at, end, &line); start = at) {
    const char *colon = memchr (line.text, ':', line.length);

    if (colon && _dsn_field_lookup (line.text, (gsize) (colon - line.text), &field))
      return start;
  }
  return end;
}

static gboolean
lacks_diagnostic (const DsnReport *report)
{
  for (guint i = 0; i < dsn_report_get_n_recipients (report); i++) {
    const DsnRecipient *recipient = dsn_report_get_recipient (report, i);

    if (dsn_action_get_class (dsn_recipient_get_action (recipient)) != 2
        && !dsn_recipient_get_value (recipient, DSN_FIELD_DIAGNOSTIC_CODE))
      return TRUE;
  }
  return FALSE;
}

void
_dsn_parser_read_human (const DsnParser *parser, DsnReport *report, const DsnMime *mime)
{
  g_autofree char *format = g_strdup (dsn_report_get_format (report));
  const char *text = dsn_report_get_explanation (report);
  const char *end, *original;
  DsnWildMail mail;

  if (!text || (dsn_report_get_n_recipients (report) > 0 && !lacks_diagnostic (report)))
    return;
  end = find_fields (text, text + strnlen (text, MAX_TEXT));
  end = _dsn_wild_find_original (text, end, &original);
  mail = (DsnWildMail){ &mime->header, text, (gsize) (end - text), NULL,
                        dsn_parser_get_limit (parser, DSN_LIMIT_RECIPIENTS) };
  if (dsn_report_get_n_recipients (report) > 0) {
    _dsn_wild_complement (report, &mail);
    return;
  }
  if (_dsn_wild_read (report, &mail)
      && !_dsn_report_has_problem (report, DSN_RULE_EMPTY_STATUS_PART, -1))
    _dsn_report_add_problem (report, DSN_RULE_MISSING_RECIPIENT, -1, NULL, DSN_NO_OFFSET,
                             "the status part names no recipient, the human part does");
  dsn_report_set_format (report, format);
}
