/* exchange.c: Microsoft Exchange since 2007, and Microsoft 365. What they write for people is in the
 * language of the sender; what is for administrators has one form in all.
 * SPDX-License-Identifier: LGPL-2.1-or-later */
#include "wild/exchange-private.h"

/* What says that the server goes on trying: in the diagnosis, in any language, or in the subject. */
static const char *const delayed[] = { "4.4.7 Message delayed", "Delivery is delayed to these",
                                       "has been delayed by" };
static const char *const delayed_subjects[] = {
  "Delivery delayed:",
  "Zustellung verzögert:",
  "Übermittlung verzögert:",
  "Remise différée",
  "Remise retardée",
  "Entrega retrasada:",
  "Recapito ritardato:",
  "Entrega atrasada:",
  "Bezorging vertraagd:",
  "Leveransen är försenad",
  "配信遅延",
};

static gboolean
names_microsoft (const DsnWild *wild)
{
  return _dsn_wild_header (wild, "X-MS-Exchange-Message-Is-Ndr")
         || _dsn_wild_find (wild, "Microsoft") || _dsn_wild_find (wild, "Office 365")
         || _dsn_wild_find (wild, ".outlook.com");
}

/* "Jo Example<mailto:jo@example.net>" in a line of its own, and below it a sentence. */
static DsnSpan
take_link (DsnSpan line)
{
  DsnSpan link = _dsn_span_find (line, "<mailto:");

  if (!link.text || line.length == 0 || line.text[line.length - 1] != '>')
    return DSN_SPAN_NONE;
  return _dsn_span_find_address (
      (DsnSpan){ link.text + strlen ("<mailto:"), link.length - strlen ("<mailto:") });
}

static gboolean
has_links (const DsnWild *wild)
{
  const char *at = wild->text;
  DsnSpan line;

  while (_dsn_span_next_line (&at, wild->end, &line))
    if (take_link (line).text)
      return TRUE;
  return FALSE;
}

static gboolean
is_exchange (const DsnWild *wild)
{
  if (!_dsn_wild_header (wild, "X-MS-Exchange-Message-Is-Ndr") && !wild->is_from_system)
    return FALSE;
  return _dsn_exchange_has_entries (wild)
         || (names_microsoft (wild) && (_dsn_exchange_has_details (wild) || has_links (wild)));
}

static gboolean
is_delayed (const DsnWild *wild)
{
  for (guint i = 0; i < G_N_ELEMENTS (delayed); i++)
    if (_dsn_wild_find (wild, delayed[i]))
      return TRUE;
  for (guint i = 0; i < G_N_ELEMENTS (delayed_subjects); i++)
    if (_dsn_wild_subject_begins (wild, delayed_subjects[i]))
      return TRUE;
  return FALSE;
}

static void
read_links (DsnWild *wild)
{
  const char *at = wild->text;
  DsnSpan line;

  while (_dsn_span_next_line (&at, wild->end, &line)) {
    DsnSpan address = take_link (line);

    if (address.text && _dsn_wild_add (wild, address))
      _dsn_wild_say_paragraph (wild, at);
  }
}

static void
read_exchange (DsnWild *wild)
{
  if (is_delayed (wild))
    wild->action = DSN_ACTION_DELAYED;
  if (_dsn_exchange_has_entries (wild))
    _dsn_exchange_read_entries (wild);
  else if (_dsn_exchange_has_details (wild))
    _dsn_exchange_read_details (wild);
  else
    read_links (wild);
}

const DsnWildFamily _dsn_wild_exchange = { "exchange", is_exchange, read_exchange };
