/* dsn-wild-ask.c: what the probes of the families ask of a message.
 * SPDX-License-Identifier: LGPL-2.1-or-later */
#include "dsn-wild-private.h"

/* How much of a text a probe looks at. */
#define PROBE_LENGTH 4096

const char *
_dsn_wild_header (const DsnWild *wild, const char *name)
{
  return _dsn_header_section_get_text (wild->header, name);
}

gboolean
_dsn_wild_subject_begins (const DsnWild *wild, const char *words)
{
  return g_ascii_strncasecmp (wild->subject, words, strlen (words)) == 0;
}

gboolean
_dsn_wild_is_from (const DsnWild *wild, const char *user, const char *domain)
{
  const char *at = strchr (wild->from, '@');
  gsize user_length = at ? (gsize) (at - wild->from) : strlen (wild->from);
  const char *host = at ? at + 1 : "";
  gsize host_length = strcspn (host, ","), domain_length = strlen (domain);

  if (*user
      && (strlen (user) != user_length || g_ascii_strncasecmp (wild->from, user, user_length)))
    return FALSE;
  if (!*domain)
    return TRUE;
  if (host_length < domain_length
      || g_ascii_strncasecmp (host + host_length - domain_length, domain, domain_length) != 0)
    return FALSE;
  return host_length == domain_length || host[host_length - domain_length - 1] == '.';
}

static gsize
get_probe_length (const DsnWild *wild)
{
  return MIN ((gsize) (wild->end - wild->text), PROBE_LENGTH);
}

/* The number of three octets, from that of the three that begin with the octet before. The letters of ASCII
 * differ by one bit only in their case. */
static inline guint32
roll (guint32 number, char octet)
{
  return (number << 8 | (guchar) octet | 0x20) & 0xFFFFFF;
}

/* The bit of the signature that such a number has. */
static inline guint
get_bit (guint32 number)
{
  return (number * 2654435761u) >> 20;
}

void
_dsn_wild_sign (DsnWild *wild)
{
  gsize length = get_probe_length (wild);
  guint32 number = 0;

  memset (wild->signature, 0, sizeof wild->signature);
  for (gsize i = 0; i < length; i++) {
    guint bit;

    number = roll (number, wild->text[i]);
    bit = get_bit (number);
    wild->signature[bit / 64] |= G_GUINT64_CONSTANT (1) << (bit % 64);
  }
}

/* Whether any three octets in a row of some words may stand in the text: most families are ruled out so,
 * without a search for each of the words that they are known by. */
static gboolean
may_have (const DsnWild *wild, const char *words)
{
  guint32 number = 0;

  for (guint i = 0; words[i]; i++) {
    guint bit;

    number = roll (number, words[i]);
    bit = get_bit (number);
    if (i >= 2 && !(wild->signature[bit / 64] >> (bit % 64) & 1))
      return FALSE;
  }
  return TRUE;
}

gboolean
_dsn_wild_has (const DsnWild *wild, const char *words)
{
  return may_have (wild, words)
         && memmem (wild->text, get_probe_length (wild), words, strlen (words)) != NULL;
}

gboolean
_dsn_wild_has_line (const DsnWild *wild, const char *words)
{
  const char *at = wild->text;
  const char *end = at + get_probe_length (wild);
  DsnSpan line;

  if (!may_have (wild, words))
    return FALSE;
  while (_dsn_span_next_line (&at, end, &line))
    if (_dsn_span_begins (_dsn_span_strip (line), words))
      return TRUE;
  return FALSE;
}

const char *
_dsn_wild_find (const DsnWild *wild, const char *words)
{
  gsize length = (gsize) (wild->end - wild->text);

  /* Of what stands behind the first lines the signature does not tell. */
  if (length <= PROBE_LENGTH && !may_have (wild, words))
    return NULL;
  return memmem (wild->text, length, words, strlen (words));
}

const char *
_dsn_wild_find_after (const DsnWild *wild, const char *words)
{
  const char *found = _dsn_wild_find (wild, words);

  return found ? found + strlen (words) : NULL;
}
