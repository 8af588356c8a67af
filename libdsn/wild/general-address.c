/* general-address.c: bounces that no family claims: which of the addresses in them they may be about.
 * SPDX-License-Identifier: LGPL-2.1-or-later */
#include "wild/general-private.h"

/* Who is named in a bounce for help: the local part of an address. */
static const char *const helpers[] = { "postmaster", "mailer-daemon", "abuse",   "support",
                                       "hostmaster", "helpdesk",      "admin",   "noreply",
                                       "no-reply",   "webmaster",     "security" };

/* What stands before the address of a sender, in lower case. */
static const char *const sender_labels[] = { "from:", "sender:",   "reply-to:",
                                             "von:",  "absender:", "de :" };

static gboolean
is_helper (DsnSpan address)
{
  for (guint i = 0; i < G_N_ELEMENTS (helpers); i++)
    if (_dsn_span_begins (address, helpers[i]) && address.text[strlen (helpers[i])] == '@')
      return TRUE;
  return FALSE;
}

gboolean
_dsn_general_is_recipient (const DsnWild *wild, DsnSpan address)
{
  if (_dsn_span_is_listed (dsn_report_get_original_header (wild->report, DSN_HEADER_TO), address))
    return TRUE;
  return !(_dsn_span_is_listed (wild->from, address) || is_helper (address)
           || _dsn_span_is_listed (dsn_report_get_header (wild->report, DSN_HEADER_TO), address)
           || _dsn_span_is_listed (dsn_report_get_original_header (wild->report, DSN_HEADER_FROM),
                                   address)
           || _dsn_span_is_listed (
               dsn_report_get_original_header (wild->report, DSN_HEADER_MESSAGE_ID), address));
}

/* Whether the line says of an address that somebody wrote from there. */
static gboolean
is_labelled_sender (DsnSpan paragraph, DsnSpan address)
{
  const char *line = memrchr (paragraph.text, '\n', (gsize) (address.text - paragraph.text));
  const char *start = line ? line + 1 : paragraph.text;
  DsnSpan before = { start, (gsize) (address.text - start) };

  return _dsn_general_find_any (before, sender_labels, G_N_ELEMENTS (sender_labels)) != NULL;
}

/* The first address in a paragraph that the bounce may be about. */
DsnSpan
_dsn_general_find_recipient (const DsnWild *wild, DsnSpan paragraph)
{
  DsnSpan rest = paragraph;
  DsnSpan address;

  for (; (address = _dsn_span_find_address (rest)).text; rest = _dsn_span_behind (rest, address))
    if (_dsn_general_is_recipient (wild, address) && !is_labelled_sender (paragraph, address))
      return address;
  return DSN_SPAN_NONE;
}
