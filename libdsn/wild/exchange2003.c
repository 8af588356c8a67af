/* exchange2003.c: Microsoft Exchange up to 2003, and what resembles it. An entry is an address, when it
 * failed, and words that are indented more:
 *
 *       jo@example.net on 4/29/2003 11:34 PM
 *             The e-mail account does not exist at the organization this message was sent to.
 *             <mx.example.org #5.1.1>
 * SPDX-License-Identifier: LGPL-2.1-or-later */
#include "wild/exchange-private.h"
#include "wild/general-private.h"

/* What stands before the entries, at the beginning of a line. */
static const char *const introductions[] = {
  "did not reach the following recipient",
  "The following recipient(s) could not be reached",
  "The following recipient(s) cannot be reached",
  "The following recipient could not be reached",
  "Folgende Empfänger konnten nicht erreicht werden",
  "Folgende(r) Empfänger konnte(n) nicht erreicht werden",
  "Der (Die) folgende(n) Empfänger",
  "hat die folgenden Empfänger nicht erreicht",
  "hat den/die folgenden Empfänger nicht erreicht",
  "Impossible d'atteindre le destinataire suivant",
  "Impossible d'atteindre le(s) destinataire(s) suivant(s)",
  "Le ou les destinataires suivants n'ont pas pu être joints",
  "n'a pas atteint le(s) destinataire(s) suivant(s)",
  "No se puede tener acceso a los destinatarios siguientes",
  "No se pudo tener acceso a los siguientes destinatarios",
  "no llegó a los destinatarios siguientes",
  "Impossibile raggiungere i seguenti destinatari",
  "Non è stato possibile raggiungere i seguenti destinatari",
  "Não foi possível contatar os seguintes destinatários",
  "Não foi possível contactar os seguintes destinatários",
  "De volgende geadresseerde(n) kon(den) niet worden bereikt",
  "De volgende geadresseerden konden niet worden bereikt",
  "Följande mottagare kunde inte nås",
  "Følgende modtager(e) kunne ikke nås",
  "Følgende modtagere kunne ikke nås",
  "Nie można skontaktować się z następującymi adresatami",
  "Не удалось доставить следующим получателям",
  "次の受信者に送信できませんでした",
  "次の受信者に配信できませんでした",
};

/* What tells nobody anything. */
static const char *const boilerplate[] = { "The MTS-ID of the original message is" };

static gboolean
begins_with_any (DsnSpan line, const char *const *words, guint n_words, gsize *length)
{
  for (guint i = 0; i < n_words; i++) {
    if (_dsn_span_begins (line, words[i])) {
      *length = strlen (words[i]);
      return TRUE;
    }
  }
  return FALSE;
}

/* What follows the colon of an introduction, on the same line; NULL if there is none. */
static const char *
find_introduced (const DsnWild *wild)
{
  const char *at = wild->text;
  DsnSpan line;
  gsize length;

  while (_dsn_span_next_line (&at, wild->end, &line)) {
    line = _dsn_span_strip (line);
    if (begins_with_any (line, introductions, G_N_ELEMENTS (introductions), &length)) {
      const char *colon = memchr (line.text, ':', line.length);

      return colon ? colon + 1 : at;
    }
  }
  return NULL;
}

/* In any language "<mx.example.org #5.1.1>" stands on lines of its own. */
static gboolean
has_diagnosis (const DsnWild *wild)
{
  const char *at = wild->text;
  DsnExchangeDiagnosis diagnosis;
  DsnSpan line;

  while (_dsn_span_next_line (&at, wild->end, &line))
    if (_dsn_exchange_take_diagnosis (line, &diagnosis) && diagnosis.host.text)
      return TRUE;
  return FALSE;
}

static gboolean
is_from_exchange (const DsnWild *wild)
{
  const char *mailer = _dsn_wild_header (wild, "X-Mailer");

  return wild->is_from_system || _dsn_wild_header (wild, "X-MS-Embedded-Report")
         || (mailer && g_str_has_prefix (mailer, "Internet Mail Service"));
}

/* Others introduce with these words what they write behind labels. */
static gboolean
has_labels (const DsnWild *wild, const char *introduced)
{
  return _dsn_general_has_labels (wild, _dsn_wild_next_paragraph (&introduced, wild->end));
}

static gboolean
is_exchange (const DsnWild *wild)
{
  const char *introduced = find_introduced (wild);

  if (!is_from_exchange (wild) || (introduced && has_labels (wild, introduced)))
    return FALSE;
  return introduced || has_diagnosis (wild);
}

/* "jo@example.net on …", "'jo@example.net' on …", "c=US;a= ;p=Example;dda:SMTP=jo@example.net; on …" */
static DsnSpan
take_address (DsnSpan line, DsnSpan *rest)
{
  DsnSpan x400 = _dsn_span_find (line, "SMTP=");
  DsnSpan address;

  line = _dsn_span_strip (line);
  if (x400.text)
    line = (DsnSpan){ x400.text + strlen ("SMTP="), x400.length - strlen ("SMTP=") };
  else if (line.length > 0 && strchr ("'\"", *line.text))
    line = (DsnSpan){ line.text + 1, line.length - 1 };
  address = _dsn_span_take_address (line, rest);
  return address;
}

/* "' on Thu, 23 Nov 2026 10:00:00 +0100", as Exchange 5.5 writes it. Of the dates with slashes nobody
 * can tell the month from the day. */
static void
read_date (DsnWild *wild, DsnSpan rest)
{
  DsnSpan on = _dsn_span_find (rest, " on ");

  if (on.length > 4 && !memchr (on.text, '/', on.length))
    _dsn_wild_set_date (wild, DSN_FIELD_LAST_ATTEMPT_DATE, (DsnSpan){ on.text + 4, on.length - 4 });
}

/* Where a diagnosis in brackets that begins on a line ends: it may go over several. */
static DsnSpan
join_diagnosis (DsnSpan line, const char **at, const char *end)
{
  DsnSpan next;
  const char *ahead = *at;

  while (line.text[line.length - 1] != '>' && _dsn_span_next_line (&ahead, end, &next)
         && !_dsn_span_is_blank (next)) {
    line = _dsn_span_strip ((DsnSpan){ line.text, (gsize) (next.text + next.length - line.text) });
    *at = ahead;
  }
  return line;
}

static void
read_words (DsnWild *wild, DsnSpan line, const char **at)
{
  DsnExchangeDiagnosis diagnosis;
  gsize length;

  if (begins_with_any (_dsn_span_strip (line), boilerplate, G_N_ELEMENTS (boilerplate), &length))
    return;
  line = _dsn_span_strip (line);
  if (_dsn_span_begins (line, "<"))
    line = join_diagnosis (line, at, wild->end);
  if (!_dsn_exchange_take_diagnosis (line, &diagnosis)) {
    _dsn_wild_say (wild, line);
    return;
  }
  _dsn_exchange_say_diagnosis (wild, &diagnosis);
  _dsn_wild_set_mta (wild, DSN_FIELD_REPORTING_MTA, diagnosis.host);
}

/* An entry may have the name of a recipient alone. If it is the only one, and the message went to one
 * address, that is meant. */
static void
add_only_recipient (DsnWild *wild)
{
  const char *to = dsn_report_get_original_header (wild->report, DSN_HEADER_TO);

  if (to && !strchr (to, ',') && _dsn_wild_add (wild, (DsnSpan){ to, strlen (to) }))
    _dsn_wild_set_evidence (wild, "original");
}

/* Where the recipient follows on the same line, the introduction is all that is said. */
static void
say_introduction (DsnWild *wild, const char *introduced)
{
  const char *newline = memrchr (wild->text, '\n', (gsize) (introduced - wild->text));
  const char *start = newline ? newline + 1 : wild->text;

  _dsn_wild_say (wild, (DsnSpan){ start, (gsize) (introduced - 1 - start) });
}

static void
read_exchange (DsnWild *wild)
{
  const char *introduced = find_introduced (wild);
  const char *at = introduced ? introduced : wild->text;
  gboolean inside = FALSE;
  DsnSpan line;

  while (_dsn_span_next_line (&at, wild->end, &line)) {
    DsnSpan rest;
    DsnSpan address = take_address (line, &rest);

    if (address.text && (inside = _dsn_wild_add (wild, address))) {
      read_date (wild, rest);
      if (line.text == introduced)
        say_introduction (wild, introduced);
    } else if (introduced && !inside && !_dsn_span_is_blank (line)) {
      add_only_recipient (wild);
      inside = TRUE;
    } else if (inside) {
      read_words (wild, line, &at);
    }
  }
}

const DsnWildFamily _dsn_wild_exchange2003 = { "exchange2003", is_exchange, read_exchange };
