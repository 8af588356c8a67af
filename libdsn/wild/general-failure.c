/* general-failure.c: bounces that no family claims: which words, or which replies, tell of a failure.
 * SPDX-License-Identifier: LGPL-2.1-or-later */
#include "dsn-reply.h"
#include "wild/general-private.h"

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
  "delivery problem",
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
  "automatically rejected",
  "had trouble delivering",
  "error delivering",
  "cannot be delivered",
  "can not be delivered",
  "can't be delivered",
  "address not found",
  "address couldn't be found",
  "zustellung an",
  "zustellung fehlgeschlagen",
  "nicht zugestellt",
  "nicht erreicht",
  "nicht zustell",
  "unzustellbar",
  "konnte nicht",
  "n'a pas pu être",
  "n'a pu être",
  "non remis",
  "non distribu",
  "pas été remis",
  "pas pu être",
  "pas été distribu",
  "pas parvenu",
  "échec de la remise",
  "adresse introuvable",
  "no se pudo entregar",
  "no se ha podido",
  "no pudo ser entregad",
  "no ha podido",
  "no fue entregado",
  "no se ha entregado",
  "no se entregó",
  "no se encontró la dirección",
  "no se ha encontrado la dirección",
  "não pôde ser entregue",
  "não foi entregue",
  "não foi possível entregar",
  "endereço não encontrado",
  "impossibile recapitare",
  "non è stato",
  "mancato recapito",
  "sido devuelto",
  "fue devuelto",
  "mancata consegna",
  "non recapitat",
  "indirizzo non trovato",
  "niet worden bezorgd",
  "niet bezorgd",
  "niet afgeleverd",
  "bezorging is mislukt",
  "adres niet gevonden",
  "kunde inte levereras",
  "kunne ikke leveres",
  "nie została dostarczon",
  "nie mogła zostać",
  "не доставлен",
  "не может быть доставлен",
  "не удалось доставить",
  "недоставлен",
  "не доставлено",
  "не была доставлена",
  "送信できません",
  "配信できません",
  "配送できません",
  "送信に失敗",
  "配信に失敗",
  "届けることができません",
  "お届けできません",
  "エラーのため",
  "配信されません",
  "送信されません",
  "届きません",
  "到達できません",
  "无法投递",
  "无法送达",
  "退信",
  "投递失败",
  "发送失败",
  "被退回",
  "無法傳送",
  "無法遞送",
  "배달되지",
  "전송하지 못",
  "발송이 실패",
  "전달되지",
  "teslim edilemedi",
  "nie udało się dostarczyć",
  "niedostarcz",
  "nedoručiteln",
  "nemohla být doručena",
  "nem kézbesíthető",
  "kézbesíthetetlen",
  "nu a putut fi livrat",
  "ei voitu toimittaa",
  "δεν ήταν δυνατό να παραδοθεί",
  "تعذر",
  "לא נמסרה",
  "không gửi được",
};

/* What says that a server goes on trying, in lower case. */
static const char *const delays[] = {
  "warning only",
  "still being tried",
  "still trying",
  "will be retried",
  "will keep trying",
  "delivery attempts will continue",
  "has been delayed",
  "temporarily delayed",
  "not yet been delivered",
  "will continue to try",
  "delivery delayed",
  "is being delayed",
  "yet to be delivered",
  "entrega incompleta",
  "配信未完了",
  "noch nicht zugestellt",
  "pas encore été",
  "aún no se ha",
  "todavía no se ha",
  "ainda não foi",
  "nog niet",
  "ещё не доставлен",
  "まだ配信",
  "尚未送达",
  "zustellung verzögert",
  "livraison retardée",
  "remise différée",
  "delivered yet",
  "will be tried again",
  "will be attempted again",
  "keep trying",
  "continue trying",
  "continue to be attempted",
  "only a warning",
  "just a warning",
  "delivery is delayed",
  "message is delayed",
  "temporary problem delivering",
  "nur eine warnung",
  "weiterhin versucht",
  "weitere zustellversuche",
  "verzögert sich",
  "est retardé",
  "n'est qu'un avertissement",
  "continuera ses tentatives",
  "solo una advertencia",
  "seguirá intentando",
  "è in ritardo",
  "è stata ritardata",
  "está atrasad",
  "is vertraagd",
  "задерживается",
  "配信が遅延",
  "再送の必要はありません",
  "投递延迟",
  "继续尝试",
};

/* What says that it does not any more, in lower case. */
static const char *const ends[] = {
  "giving up", "gave up", "given up", "aufgegeben", "abandonn", "放棄",
};

/* What servers say of an address, and people and programs that count errors say, too, in lower case. */
static const char *const replies[] = {
  "user unknown", "unknown user", "no such user", "invalid recipient", "bounced",
};

#define MAX_SAID 2000
#define MAX_TEXT 16384

const char *
_dsn_general_find_any (DsnSpan text, const char *const *words, guint n_words)
{
  gsize length = MIN (text.length, MAX_TEXT);
  g_autofree char *lower = g_ascii_strdown (text.text, (gssize) length);
  gsize first = length;

  for (guint i = 0; i < n_words && first > 0; i++) {
    const char *found = g_strstr_len (lower, (gssize) first, words[i]);

    if (found)
      first = (gsize) (found - lower);
  }
  return first < length ? text.text + first : NULL;
}

/* A line with a reply code and a status code that both refuse tells of a failure in any language, but not in
 * what a postmaster has sent to himself: what waits, what was counted. */
static const char *
find_refusal (const DsnWild *wild)
{
  const char *at = wild->text, *end = MIN (wild->end, wild->text + MAX_TEXT);
  DsnSpan line;

  if (!_dsn_general_is_certain (wild) || _dsn_general_has_return_path (wild))
    return NULL;
  while (_dsn_span_next_line (&at, end, &line)) {
    g_autofree char *text = g_strndup (line.text, MIN (line.length, MAX_SAID));
    g_autoptr (DsnReply) reply = dsn_reply_parse (text);

    if (reply && dsn_reply_get_code (reply) >= 400
        && dsn_status_get_class (dsn_reply_get_status (reply)) == dsn_reply_get_code (reply) / 100)
      return wild->text;
  }
  return NULL;
}

/* The first of two places in a text, each of which may be NULL. */
static const char *
first_of (const char *one, const char *other)
{
  if (!one || !other)
    return one ? one : other;
  return MIN (one, other);
}

/* What a server said is enough where a mail system is certain to have written the message. */
static const char *
find_replies (const DsnWild *wild, DsnSpan subject)
{
  if (!_dsn_general_is_certain (wild))
    return NULL;
  if (_dsn_general_find_any (subject, replies, G_N_ELEMENTS (replies)))
    return wild->text;
  return _dsn_general_find_any (_dsn_general_get_text (wild), replies, G_N_ELEMENTS (replies));
}

const char *
_dsn_general_find_failure (const DsnWild *wild)
{
  g_autofree char *lower = g_utf8_strdown (wild->subject, -1);
  DsnSpan subject = { lower, strlen (lower) };
  const char *found;

  if (_dsn_wild_header (wild, "X-Failed-Recipients")
      || _dsn_general_find_any (subject, failures, G_N_ELEMENTS (failures)))
    return wild->text;
  found = first_of (
      _dsn_general_find_any (_dsn_general_get_text (wild), failures, G_N_ELEMENTS (failures)),
      _dsn_general_find_any (_dsn_general_get_text (wild), delays, G_N_ELEMENTS (delays)));
  found = first_of (found, find_replies (wild, subject));
  return found ? found : find_refusal (wild);
}

gboolean
_dsn_general_is_delay (const DsnWild *wild)
{
  return _dsn_general_find_any (_dsn_general_get_text (wild), delays, G_N_ELEMENTS (delays))
         && !_dsn_general_find_any (_dsn_general_get_text (wild), ends, G_N_ELEMENTS (ends));
}
