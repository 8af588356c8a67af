/* exchange-diagnosis.c: the diagnosis in angle brackets that every version of Exchange writes.
 * SPDX-License-Identifier: LGPL-2.1-or-later */
#include "wild/exchange-private.h"

/* "5.1.1" at the beginning. */
static DsnSpan
take_status (DsnSpan text)
{
  gsize length = 0;
  DsnStatus status;
  g_autofree char *code = NULL;

  while (length < text.length && length < 12
         && (g_ascii_isdigit (text.text[length]) || text.text[length] == '.'))
    length++;
  code = g_strndup (text.text, length);
  return dsn_status_parse (code, &status, NULL) ? (DsnSpan){ text.text, length } : DSN_SPAN_NONE;
}

/* What stands up to the last ">". */
static DsnSpan
cut_bracket (DsnSpan text)
{
  for (gsize i = text.length; i > 0; i--)
    if (text.text[i - 1] == '>')
      return (DsnSpan){ text.text, i - 1 };
  return text;
}

gboolean
_dsn_exchange_take_diagnosis (DsnSpan text, DsnExchangeDiagnosis *diagnosis)
{
  DsnSpan inside = cut_bracket (_dsn_span_strip (text));
  DsnSpan hash;

  if (!_dsn_span_skip (&inside, "<"))
    return FALSE;
  hash = _dsn_span_find (inside, "#");
  if (!hash.text || hash.text - inside.text > 256)
    return FALSE;
  diagnosis->host =
      _dsn_span_first_word ((DsnSpan){ inside.text, (gsize) (hash.text - inside.text) });
  diagnosis->status = take_status ((DsnSpan){ hash.text + 1, hash.length - 1 });
  if (!diagnosis->status.text)
    return FALSE;
  diagnosis->reply = _dsn_span_strip (_dsn_span_behind (inside, diagnosis->status));
  (void) _dsn_span_skip (&diagnosis->reply, "smtp;");
  return TRUE;
}

void
_dsn_exchange_say_diagnosis (DsnWild *wild, const DsnExchangeDiagnosis *diagnosis)
{
  _dsn_wild_say (wild, diagnosis->reply);
  _dsn_wild_set_text (wild, DSN_FIELD_STATUS, diagnosis->status);
}

DsnSpan
_dsn_exchange_take_host (DsnSpan line)
{
  const char *colon = line.length > 0 ? memchr (line.text, ':', line.length) : NULL;
  DsnSpan value, host;

  if (!colon)
    return DSN_SPAN_NONE;
  value = _dsn_span_strip (_dsn_span_behind (line, (DsnSpan){ colon, 1 }));
  host = _dsn_span_first_word (value);
  if (!host.text || host.text != value.text || !memchr (host.text, '.', host.length)
      || memchr (host.text, '@', host.length) || memchr (host.text, '/', host.length))
    return DSN_SPAN_NONE;
  value = _dsn_span_strip (_dsn_span_behind (value, host));
  return value.length == 0 || *value.text == '(' ? host : DSN_SPAN_NONE;
}
