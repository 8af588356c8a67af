/* dsn-query-find.c: finds the codes that a text speaks of.
 * SPDX-License-Identifier: LGPL-2.1-or-later */
#include <string.h>

#include "dsn-query-private.h"
#include "dsn-status-private.h"

#define REPLY_DIGITS 3

/* A place in a text. */
typedef struct {
  const char *text;
  const char *at;
} Place;

/* "550." ends a sentence, "550.1" and "550/tcp" are something else. */
static gboolean
ends_number (const char *after)
{
  if (*after == '.')
    return !g_ascii_isalnum (after[1]);
  return !g_ascii_isalnum (*after) && (*after == '\0' || !strchr ("_/@%", *after));
}

/* RFC 5321 section 4.2.1: first digit 2 to 5, second 0 to 5. */
static guint
scan_reply (const char *at)
{
  if (at[0] < '2' || at[0] > '5' || at[1] < '0' || at[1] > '5' || !g_ascii_isdigit (at[2])
      || !ends_number (at + REPLY_DIGITS))
    return 0;
  return (guint) g_ascii_strtoull (at, NULL, 10);
}

/* The enhanced code that a reply carries: "550 5.1.1", "550-5.1.1", "550 #5.1.1". NULL for none. */
static const char *
scan_carried_status (const Place *place, DsnStatus *status)
{
  const char *at = place->at + REPLY_DIGITS;

  at += strspn (at, " \t-");
  at += *at == '#';
  return at > place->at + REPLY_DIGITS ? _dsn_status_scan (place->text, at, status) : NULL;
}

/* Whether something begins here, so that a number can be a reply: a line, a quotation, a remark. */
static gboolean
begins_something (const Place *place)
{
  const char *before = place->at;

  while (before > place->text && strchr (" \t", before[-1]))
    before--;
  if (before == place->text || strchr ("\r\n(;\"'<>|", before[-1]))
    return TRUE;
  return before[-1] == ':' && before < place->at;
}

/* "550-User unknown" goes on, "250-300" and "2026-11-23" are something else. */
static gboolean
goes_on_in_words (const char *at)
{
  return at[REPLY_DIGITS] == '-' && !g_ascii_isdigit (at[REPLY_DIGITS + 1]);
}

static gboolean
is_inside_word (const Place *place)
{
  return place->at > place->text
         && (g_ascii_isalnum (place->at[-1]) || strchr (".-_/@", place->at[-1]));
}

/* Returns what follows the reply at a place, NULL if there is none. */
static const char *
take_reply (const Place *place, DsnQuery *query)
{
  guint reply = is_inside_word (place) ? 0 : scan_reply (place->at);
  DsnStatus status = DSN_STATUS_NONE;
  const char *end;

  if (reply == 0)
    return NULL;
  end = scan_carried_status (place, &status);
  if (end) {
    *query = dsn_query_for_status (status);
    query->reply = reply;
    return end;
  }
  if (!begins_something (place) && !goes_on_in_words (place->at))
    return NULL;
  if (place->at[REPLY_DIGITS] == '-' && !goes_on_in_words (place->at))
    return NULL;
  *query = dsn_query_for_reply (reply);
  return place->at + REPLY_DIGITS;
}

const char *
_dsn_query_find_next (const char *text, const char *at, DsnQuery *query)
{
  Place place = { text, at };

  for (; (place.at = strpbrk (place.at, "2345")) != NULL; place.at++) {
    DsnStatus status;
    const char *end = take_reply (&place, query);

    if (end)
      return end;
    end = _dsn_status_scan (text, place.at, &status);
    if (!end)
      continue;
    *query = dsn_query_for_status (status);
    return end;
  }
  return NULL;
}
