/* general.c: what a mail system wrote, and no family claims: an address next to a reply, or next to
 * words that say that something was not delivered.
 * SPDX-License-Identifier: LGPL-2.1-or-later */
#include "dsn-reply.h"
#include "dsn-wild-private.h"

/* What says that a message was not delivered, in lower case. */
static const char *const failures[] = {
  "undeliver",
  "not be delivered",
  "not delivered",
  "not been delivered",
  "not deliver",
  "unable to deliver",
  "unable to send",
  "delivery fail",
  "delivery has failed",
  "delivery to the following",
  "delivery error",
  "failed to deliver",
  "failed delivery",
  "failed address",
  "failed recipient",
  "deliver your",
  "could not be sent",
  "could not send",
  "couldn't be delivered",
  "was rejected",
  "has been rejected",
  "did not reach",
  "message returned",
  "returned mail",
  "returning message",
  "returned to sender",
  "had trouble delivering",
  "error delivering",
  "user unknown",
  "unknown user",
  "no such user",
  "invalid recipient",
  "cannot be delivered",
  "can not be delivered",
  "can't be delivered",
  "bounced",
  "nicht zugestellt",
  "nicht zustell",
  "unzustellbar",
  "konnte nicht",
  "n'a pas pu être",
  "n'a pu être",
  "non remis",
  "non distribu",
  "pas été remis",
  "no se pudo entregar",
  "no se ha podido",
  "no pudo ser entregad",
  "no ha podido",
  "no fue entregado",
  "não pôde ser entregue",
  "não foi entregue",
  "impossibile recapitare",
  "non è stato",
  "mancato recapito",
  "niet worden bezorgd",
  "niet bezorgd",
  "kunde inte levereras",
  "kunne ikke leveres",
  "nie została dostarczon",
  "nie mogła zostać",
  "не доставлен",
  "не может быть доставлен",
  "не удалось доставить",
  "недоставлен",
  "送信できません",
  "配信できません",
  "配送できません",
  "送信に失敗",
  "配信に失敗",
  "届けることができません",
  "お届けできません",
  "エラーのため",
  "无法投递",
  "无法送达",
  "退信",
  "投递失败",
  "無法傳送",
  "無法遞送",
  "배달되지",
  "전송하지 못",
  "teslim edilemedi",
};

/* What says that a server goes on trying, in lower case. */
static const char *const delays[] = {
  "warning only",         "still being tried",   "still trying",
  "will be retried",      "will keep trying",    "delivery attempts will continue",
  "has been delayed",     "temporarily delayed", "not yet been delivered",
  "will continue to try", "delivery delayed",    "is being delayed",
};

/* Who is named in a bounce for help: the local part of an address. */
static const char *const helpers[] = { "postmaster", "mailer-daemon", "abuse",   "support",
                                       "hostmaster", "helpdesk",      "admin",   "noreply",
                                       "no-reply",   "webmaster",     "security" };

#define MAX_SAID 2000

static gboolean
has_any (DsnSpan text, const char *const *words, guint n_words)
{
  g_autofree char *part = g_strndup (text.text, MIN (text.length, 16384));
  g_autofree char *lower = NULL;

  lower = g_utf8_strdown (part, -1);
  for (guint i = 0; i < n_words; i++)
    if (strstr (lower, words[i]))
      return TRUE;
  return FALSE;
}

static gboolean
tells_of_failure (const DsnWild *wild)
{
  DsnSpan text = { wild->text, (gsize) (wild->end - wild->text) };
  DsnSpan subject = { wild->subject, strlen (wild->subject) };

  return has_any (text, failures, G_N_ELEMENTS (failures))
         || has_any (subject, failures, G_N_ELEMENTS (failures));
}

/* Automatic replies of people have no sender to answer to either. */
static gboolean
is_person_away (const DsnWild *wild)
{
  const char *submitted = _dsn_wild_header (wild, "Auto-Submitted");

  return dsn_report_get_kind (wild->report) == DSN_KIND_AUTO_REPLY
         || _dsn_wild_header (wild, "X-Autoreply") || _dsn_wild_header (wild, "X-Autorespond")
         || (submitted && g_ascii_strncasecmp (submitted, "auto-notified", 13) == 0);
}

static gboolean
is_bounce (const DsnWild *wild)
{
  return !wild->is_complement && _dsn_wild_is_from_system (wild->message, wild->report)
         && !is_person_away (wild) && tells_of_failure (wild);
}

static gboolean
is_helper (DsnSpan address)
{
  for (guint i = 0; i < G_N_ELEMENTS (helpers); i++)
    if (_dsn_span_begins (address, helpers[i]) && address.text[strlen (helpers[i])] == '@')
      return TRUE;
  return FALSE;
}

/* Addresses that a bounce names but is not about: who wrote it, who gets it, who helps. */
static gboolean
is_bystander (const DsnWild *wild, DsnSpan address)
{
  if (_dsn_span_is_listed (dsn_report_get_original_header (wild->report, DSN_HEADER_TO), address))
    return FALSE;
  return _dsn_span_is_listed (wild->from, address) || is_helper (address)
         || _dsn_span_is_listed (dsn_report_get_header (wild->report, DSN_HEADER_TO), address)
         || _dsn_span_is_listed (dsn_report_get_original_header (wild->report, DSN_HEADER_FROM),
                                 address)
         || _dsn_span_is_listed (
             dsn_report_get_original_header (wild->report, DSN_HEADER_MESSAGE_ID), address);
}

static gboolean
has_reply (DsnSpan span)
{
  g_autofree char *text = g_strndup (span.text, MIN (span.length, MAX_SAID));
  g_autoptr (DsnReply) reply = dsn_reply_parse (g_strdelimit (text, "\n", ' '));

  return reply
         && (dsn_reply_get_code (reply) >= 400
             || dsn_status_get_class (dsn_reply_get_status (reply)) >= 4);
}

/* The first address in a stretch of text that the bounce may be about. */
static DsnSpan
find_subject (const DsnWild *wild, DsnSpan span)
{
  DsnSpan address;

  while ((address = _dsn_span_find_address (span)).text) {
    if (!is_bystander (wild, address))
      return address;
    span = _dsn_span_behind (span, address);
  }
  return DSN_SPAN_NONE;
}

/* Every paragraph that has an address; with @needs_reply only those that have a reply, too. */
static void
read_paragraphs (DsnWild *wild, gboolean needs_reply)
{
  const char *at = wild->text;
  DsnSpan paragraph;

  while ((paragraph = _dsn_wild_next_paragraph (&at, wild->end)).length > 0) {
    DsnSpan address = find_subject (wild, paragraph);

    if (!address.text || (needs_reply && !has_reply (paragraph)))
      continue;
    if (_dsn_wild_add (wild, address))
      _dsn_wild_say (wild, paragraph);
  }
}

/* What is said of the only recipient there is. */
static void
say_all (DsnWild *wild)
{
  const char *at = wild->text;
  DsnSpan line;

  while (_dsn_span_next_line (&at, MIN (wild->end, wild->text + MAX_SAID), &line))
    _dsn_wild_say (wild, line);
}

/* The recipients that a list of addresses names, if it is one that can be trusted. */
static void
read_list (DsnWild *wild, const char *list, const char *source)
{
  DsnSpan rest = { list, list ? strlen (list) : 0 };
  DsnSpan address;

  while (rest.length > 0 && (address = _dsn_span_find_address (rest)).text) {
    if (_dsn_wild_add (wild, address)) {
      _dsn_wild_set_evidence (wild, source);
      say_all (wild);
    }
    rest = _dsn_span_behind (rest, address);
  }
}

static gboolean
has_recipient (const DsnWild *wild)
{
  return dsn_report_get_n_recipients (wild->report) > 0;
}

static void
read_bounce (DsnWild *wild)
{
  DsnSpan text = { wild->text, (gsize) (wild->end - wild->text) };
  const char *to = dsn_report_get_original_header (wild->report, DSN_HEADER_TO);

  if (has_any (text, delays, G_N_ELEMENTS (delays)))
    wild->action = DSN_ACTION_DELAYED;
  read_paragraphs (wild, TRUE);
  if (!has_recipient (wild))
    read_list (wild, _dsn_wild_header (wild, "X-Failed-Recipients"), "envelope");
  if (!has_recipient (wild))
    read_paragraphs (wild, FALSE);
  if (!has_recipient (wild) && to && !strchr (to, ','))
    read_list (wild, to, "original");
}

const DsnWildFamily _dsn_wild_general = { "general", is_bounce, read_bounce };
