/* general-labels.c: bounces that no family claims: recipients and reasons behind labels, in any language.
 *
 *     Failed Recipient: jo@example.net
 *     Reason: Remote host said: 550 5.1.1 no such user
 * SPDX-License-Identifier: LGPL-2.1-or-later */
#include "wild/general-private.h"

/* Labels are no longer, in octets. */
#define MAX_LABEL 60

/* How labels end, in lower case. */
static const char *const recipient_labels[] = {
  "recipient",      "recipients",    "recipient(s)", "recipient address",
  "failed address", "email address", "addressee",    "to",
  "empfänger",      "destinataire",  "destinatario", "destinatário",
  "ontvanger",      "geadresseerde", "mottagare",    "modtager",
  "mottaker",       "vastaanottaja", "odbiorca",     "adresat",
  "příjemce",       "címzett",       "alıcı",        "получатель",
  "παραλήπτης",     "宛先",          "受信者",       "收件人",
  "收件者",         "받는 사람",     "수신자",
};

static const char *const reason_labels[] = {
  "reason",   "error",   "error message", "cause",   "diagnostic", "description",
  "response", "details", "grund",         "ursache", "fehler",     "meldung",
  "raison",   "motif",   "erreur",        "motivo",  "razón",      "causa",
  "errore",   "erro",    "reden",         "oorzaak", "fout",       "orsak",
  "årsag",    "årsak",   "syy",           "powód",   "przyczyna",  "důvod",
  "ok",       "neden",   "причина",       "ошибка",  "αιτία",      "理由",
  "エラー",   "原因",    "사유",          "원인",
};

/* A line with a label. */
typedef struct {
  gboolean is_recipient;
  gboolean is_reason;
  DsnSpan value;
} Labelled;

static gboolean
ends_with_any (const char *label, const char *const *words, guint n_words)
{
  for (guint i = 0; i < n_words; i++) {
    const char *at = label + strlen (label) - MIN (strlen (words[i]), strlen (label));

    /* In scripts with spaces, at a whole word. */
    if (strcmp (at, words[i]) == 0
        && (at == label || !g_ascii_isalnum (at[-1]) || !g_ascii_isalnum (*at)))
      return TRUE;
  }
  return FALSE;
}

static gboolean
take_label (DsnSpan line, Labelled *labelled)
{
  DsnSpan stripped = _dsn_span_strip (line);
  const char *colon = memchr (stripped.text, ':', MIN (stripped.length, MAX_LABEL));
  const char *wide = memmem (stripped.text, MIN (stripped.length, MAX_LABEL), "：", 3);
  g_autofree char *raw = NULL;
  g_autofree char *label = NULL;

  if (wide && (!colon || wide < colon))
    colon = wide;
  if (!colon)
    return FALSE;
  raw = g_strndup (stripped.text, (gsize) (colon - stripped.text));
  label = g_utf8_strdown (g_strchomp (raw), -1);
  labelled->is_recipient = ends_with_any (label, recipient_labels, G_N_ELEMENTS (recipient_labels));
  labelled->is_reason = ends_with_any (label, reason_labels, G_N_ELEMENTS (reason_labels));
  labelled->value = _dsn_span_strip (
      _dsn_span_behind (stripped, (DsnSpan){ colon, colon == wide ? strlen ("：") : 1 }));
  return TRUE;
}

/* The address behind the label of a recipient: "[SMTP:jo@example.net]", "<jo@example.net>". */
static DsnSpan
take_recipient (const DsnWild *wild, DsnSpan value)
{
  DsnSpan rest, address;

  (void) _dsn_span_skip (&value, "[");
  (void) _dsn_span_skip (&value, "smtp:");
  address = _dsn_span_take_address (value, &rest);
  return address.text && _dsn_general_is_recipient (wild, address) ? address : DSN_SPAN_NONE;
}

gboolean
_dsn_general_has_labels (const DsnWild *wild, DsnSpan paragraph)
{
  const char *at = paragraph.text;
  gboolean has_recipient = FALSE;
  Labelled labelled;
  DsnSpan line;

  while (_dsn_span_next_line (&at, paragraph.text + paragraph.length, &line)) {
    if (!take_label (line, &labelled))
      continue;
    if (labelled.is_recipient && take_recipient (wild, labelled.value).text)
      has_recipient = TRUE;
    else if (labelled.is_reason && has_recipient && labelled.value.length > 0)
      return TRUE;
  }
  return FALSE;
}

/* Adds each recipient behind a label, and says words of them, if there are any. */
static void
say_of_all (DsnWild *wild, DsnSpan recipients, DsnSpan words)
{
  DsnSpan address;

  for (; (address = _dsn_span_find_address (recipients)).text;
       recipients = _dsn_span_behind (recipients, address))
    if (_dsn_general_is_recipient (wild, address) && _dsn_wild_add (wild, address)
        && words.length > 0)
      _dsn_wild_say (wild, words);
}

void
_dsn_general_read_labels (DsnWild *wild, DsnSpan paragraph)
{
  const char *at = paragraph.text;
  DsnSpan line, recipients = DSN_SPAN_NONE;
  gboolean is_said = FALSE;
  Labelled labelled;

  while (_dsn_span_next_line (&at, paragraph.text + paragraph.length, &line)) {
    gboolean has_label = take_label (line, &labelled);

    if (has_label && labelled.is_recipient && take_recipient (wild, labelled.value).text) {
      is_said = FALSE;
      recipients = labelled.value;
      say_of_all (wild, recipients, DSN_SPAN_NONE);
    } else if (has_label && labelled.is_reason && recipients.text) {
      is_said = TRUE;
      say_of_all (wild, recipients, labelled.value);
    } else if (is_said) {
      say_of_all (wild, recipients, line);
    }
  }
}
