/* dsn-span.c: stretches of a text, its lines, and what stands in them.
 * SPDX-License-Identifier: LGPL-2.1-or-later */
#include "dsn-span-private.h"

/* Longer words are no addresses (RFC 5321 section 4.5.3.1). */
#define MAX_ADDRESS 1000

gboolean
_dsn_span_next_line (const char **at, const char *end, DsnSpan *line)
{
  const char *newline;

  if (*at >= end)
    return FALSE;
  newline = memchr (*at, '\n', (gsize) (end - *at));
  line->text = *at;
  line->length = (gsize) ((newline ? newline : end) - *at);
  *at = newline ? newline + 1 : end;
  return TRUE;
}

DsnSpan
_dsn_span_strip (DsnSpan span)
{
  while (span.length > 0 && g_ascii_isspace (*span.text)) {
    span.text++;
    span.length--;
  }
  while (span.length > 0 && g_ascii_isspace (span.text[span.length - 1]))
    span.length--;
  return span;
}

gboolean
_dsn_span_is_blank (DsnSpan span)
{
  return _dsn_span_strip (span).length == 0;
}

gboolean
_dsn_span_skip (DsnSpan *span, const char *words)
{
  gsize length = strlen (words);

  if (!_dsn_span_begins (*span, words))
    return FALSE;
  span->text += length;
  span->length -= length;
  *span = _dsn_span_strip (*span);
  return TRUE;
}

DsnSpan
_dsn_span_find (DsnSpan span, const char *words)
{
  const char *found =
      span.length > 0 ? memmem (span.text, span.length, words, strlen (words)) : NULL;

  if (!found)
    return DSN_SPAN_NONE;
  return (DsnSpan){ found, span.length - (gsize) (found - span.text) };
}

/* Whether an octet may stand in an address without quotes (RFC 5321 section 4.1.2, RFC 6531). */
static gboolean
is_address_char (char c)
{
  return (c & 0x80) != 0 || g_ascii_isalnum (c)
         || (c != '\0' && strchr ("!#$%&'*+-/=?^_`{|}~.", c));
}

static gboolean
is_domain_char (char c)
{
  return (c & 0x80) != 0 || g_ascii_isalnum (c) || c == '.' || c == '-' || c == '_';
}

/* Punctuation of other scripts than that of ASCII, which no address has outside quotes. */
static const char *const punctuation[] = {
  "\u00A0", "«",  "»",  "‘",  "’",  "“",  "”",  "„",  "‹",  "›",  "…",
  "\u3000", "、", "。", "〈", "〉", "《", "》", "「", "」", "『", "』",
  "【",     "】", "（", "）", "，", "：", "；", "＜", "＞",
};

static gboolean
is_punctuation_before (const char *start, const char *at)
{
  if (at == start || (at[-1] & 0x80) == 0)
    return FALSE;
  for (guint i = 0; i < G_N_ELEMENTS (punctuation); i++) {
    gsize length = strlen (punctuation[i]);

    if ((gsize) (at - start) >= length && memcmp (at - length, punctuation[i], length) == 0)
      return TRUE;
  }
  return FALSE;
}

static gboolean
is_punctuation (const char *at, const char *end)
{
  if ((*at & 0x80) == 0)
    return FALSE;
  for (guint i = 0; i < G_N_ELEMENTS (punctuation); i++) {
    gsize length = strlen (punctuation[i]);

    if ((gsize) (end - at) >= length && memcmp (at, punctuation[i], length) == 0)
      return TRUE;
  }
  return FALSE;
}

/* Where the local part before an "@" begins; the "@" itself if there is none. */
static const char *
find_local_part (const char *start, const char *at)
{
  const char *from = at;

  if (from > start && from[-1] == '"') {
    for (from--; from > start && from[-1] != '\n'; from--)
      if (from[-1] == '"' && (from - 1 == start || from[-2] != '\\'))
        return from - 1;
    return at;
  }
  while (from > start && is_address_char (from[-1]) && !is_punctuation_before (start, from))
    from--;
  /* Apostrophes and the like are punctuation where an address begins, "mailto:" is not in it. */
  while (from < at && strchr ("'`.|{", *from))
    from++;
  /* "https://example.org/?to=user@example.net" */
  return g_str_has_prefix (from, "//") ? at : from;
}

/* Where an address literal ends (RFC 5321 section 4.1.3), which begins behind the bracket; NULL for none. */
static const char *
find_literal_end (const char *text, const char *end)
{
  const char *to = text;

  while (to < end && (g_ascii_isalnum (*to) || strchr (":.-", *to)))
    to++;
  return to > text && to < end && *to == ']' ? to + 1 : NULL;
}

/* Where a domain or an address literal ends. */
static const char *
find_domain_end (const char *domain, const char *end)
{
  const char *to = domain;

  if (to < end && *to == '[') {
    to = find_literal_end (to + 1, end);
    return to ? to : domain;
  }
  while (to < end && is_domain_char (*to) && !is_punctuation (to, end))
    to++;
  while (to > domain && strchr (".-_", to[-1]))
    to--;
  return to;
}

DsnSpan
_dsn_span_find_address (DsnSpan span)
{
  const char *end = span.text + span.length;
  const char *at = span.text;
  const char *floor = span.text;

  while (at < end && (at = memchr (at, '@', (gsize) (end - at))) != NULL) {
    const char *from = find_local_part (floor, at);
    const char *to = find_domain_end (at + 1, end);

    if (from < at && to > at + 1 && to - from <= MAX_ADDRESS)
      return (DsnSpan){ from, (gsize) (to - from) };
    floor = ++at;
  }
  return DSN_SPAN_NONE;
}

DsnSpan
_dsn_span_take_address (DsnSpan span, DsnSpan *rest)
{
  DsnSpan stripped = _dsn_span_strip (span);
  gboolean bracketed = stripped.length > 0 && *stripped.text == '<';
  DsnSpan address = _dsn_span_find_address (stripped);
  gsize length;

  if (!address.text || address.text != stripped.text + bracketed)
    return DSN_SPAN_NONE;
  length = address.length + (bracketed ? 1 : 0);
  if (bracketed && (length == stripped.length || stripped.text[length++] != '>'))
    return DSN_SPAN_NONE;
  *rest = (DsnSpan){ stripped.text + length, stripped.length - length };
  return address;
}

DsnSpan
_dsn_span_first_word (DsnSpan span)
{
  gsize length = 0;

  span = _dsn_span_strip (span);
  while (span.length > 0 && strchr ("<([\"'", *span.text)) {
    span.text++;
    span.length--;
  }
  while (length < span.length && !g_ascii_isspace (span.text[length])
         && !strchr (">)]\"',;", span.text[length]))
    length++;
  while (length > 0 && strchr (".:", span.text[length - 1]))
    length--;
  return length > 0 ? (DsnSpan){ span.text, length } : DSN_SPAN_NONE;
}

DsnSpan
_dsn_span_behind (DsnSpan whole, DsnSpan part)
{
  const char *start = part.text + part.length;

  return (DsnSpan){ start, whole.length - (gsize) (start - whole.text) };
}

gboolean
_dsn_span_is_listed (const char *list, DsnSpan address)
{
  for (; list; list = strchr (list, ',')) {
    list += strspn (list, ", ");
    if (g_ascii_strncasecmp (list, address.text, address.length) == 0
        && strchr (", ", list[address.length]))
      return TRUE;
  }
  return FALSE;
}
