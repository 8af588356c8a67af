/* dsn-parser-envelope.c: whom a report is about, where only its envelope tells.
 * SPDX-License-Identifier: LGPL-2.1-or-later */
#include <string.h>

#include "dsn-envelope.h"
#include "dsn-parser-private.h"
#include "dsn-reason-private.h"

/* Where mail systems keep the address that a report came to, which is the return path of the message
 * that it is about, and where the returned message has that. */
static const char *const names_of_report[] = {
  "Delivered-To", "X-Original-To", "Envelope-To", "X-Envelope-To", "To", "Received", NULL,
};
static const char *const names_of_original[] = {
  "Return-Path", "X-Envelope-From", "Sender", "Errors-To", NULL,
};

/* More addresses of one field are not looked at. */
#define MAX_ADDRESSES 20

/* What has been found: by a pattern of the user, or by a form in common use. Two that differ tell
 * nothing. */
typedef struct {
  const GPtrArray *verps;
  char *found;
  gboolean by_pattern;
  gboolean is_doubtful;
} Search;

static void
take (Search *search, char *recipient, gboolean by_pattern)
{
  if (!search->found || (by_pattern && !search->by_pattern)) {
    g_free (search->found);
    search->found = recipient;
    search->by_pattern = by_pattern;
    search->is_doubtful = FALSE;
    return;
  }
  if (by_pattern == search->by_pattern && g_ascii_strcasecmp (search->found, recipient) != 0)
    search->is_doubtful = TRUE;
  g_free (recipient);
}

static char *
match_patterns (const GPtrArray *verps, const char *address)
{
  g_autofree char *inner = dsn_envelope_unwrap (address);

  for (guint i = 0; i < verps->len; i++) {
    const DsnVerp *verp = g_ptr_array_index (verps, i);
    char *recipient = dsn_verp_match (verp, address);

    if (!recipient && inner)
      recipient = dsn_verp_match (verp, inner);
    if (recipient)
      return recipient;
  }
  return NULL;
}

static void
consider (Search *search, const char *text)
{
  g_autofree char *address = dsn_address_extract (text);
  char *recipient;

  if (!address)
    return;
  if ((recipient = match_patterns (search->verps, address)) != NULL)
    take (search, recipient, TRUE);
  else if ((recipient = dsn_envelope_find_recipient (address)) != NULL)
    take (search, recipient, FALSE);
}

/* RFC 5321 section 4.4: "for" and one address, outside comments. */
static void
consider_received (Search *search, const char *value)
{
  g_autofree char *clauses = dsn_comment_strip (value, NULL);
  const char *at = strstr (g_strdelimit (clauses, "\t\r\n", ' '), " for ");
  g_autofree char *address = NULL;

  if (!at)
    return;
  at += strlen (" for ");
  at += strspn (at, " ");
  address = g_strndup (at, strcspn (at, " ;"));
  consider (search, address);
}

/* Several addresses stand in a field where no display name could hide one. */
static void
consider_list (Search *search, const char *value)
{
  g_autofree char *trimmed = _dsn_trim_value (value);
  InternetAddressList *list = internet_address_list_parse (NULL, trimmed);
  int count = list ? internet_address_list_length (list) : 0;

  for (int i = 0; i < MIN (count, MAX_ADDRESSES); i++) {
    InternetAddress *address = internet_address_list_get_address (list, i);

    if (INTERNET_ADDRESS_IS_MAILBOX (address)) {
      const char *mailbox = internet_address_mailbox_get_addr (INTERNET_ADDRESS_MAILBOX (address));

      if (mailbox)
        consider (search, mailbox);
    }
  }
  g_clear_object (&list);
}

static void
visit (const char *name, const char *value, gpointer data)
{
  if (g_ascii_strcasecmp (name, "Received") == 0)
    consider_received (data, value);
  else
    consider_list (data, value);
}

char *
_dsn_parser_find_envelope_recipient (const DsnParser *parser, const DsnHeaderSection *header,
                                     GMimeObject *original)
{
  Search search = { .verps = _dsn_parser_get_verps (parser) };

  _dsn_visit_header (header, names_of_report, visit, &search);
  if (original)
    _dsn_visit_original (original, names_of_original, visit, &search);
  if (search.is_doubtful)
    g_clear_pointer (&search.found, g_free);
  return search.found;
}

/* An envelope is about one recipient, so it tells nothing of several. A report that names none gets
 * one. */
static gboolean
may_tell (const DsnReport *report)
{
  guint count = dsn_report_get_n_recipients (report);

  return count == 0
         || (count == 1 && !_dsn_reason_has_address (dsn_report_get_recipient (report, 0)));
}

void
_dsn_parser_read_envelope (const DsnParser *parser, DsnReport *report,
                           const DsnHeaderSection *header, GMimeObject *original)
{
  g_autofree char *address =
      may_tell (report) ? _dsn_parser_find_envelope_recipient (parser, header, original) : NULL;
  DsnRecipient *recipient;

  if (!address)
    return;
  recipient = dsn_report_get_n_recipients (report) > 0 ? dsn_report_get_recipient (report, 0)
                                                       : dsn_report_add_recipient (report);
  dsn_recipient_set_address (recipient, address);
  dsn_recipient_set_evidence (recipient, DSN_EVIDENCE_ADDRESS, "envelope");
}
