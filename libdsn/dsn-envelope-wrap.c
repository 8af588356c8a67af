/* dsn-envelope-wrap.c: what mail systems put around an address so that they know it again.
 * SPDX-License-Identifier: LGPL-2.1-or-later */
#include <string.h>

#include "dsn-envelope.h"
#include "dsn-syntax-private.h"
#include "dsn-verp-private.h"

/* No path of mail wraps an address in more. */
#define MAX_WRAPS 8

/* Bounce Address Tag Validation: what stands before the tag and behind it, and how long the tag is. */
static const struct {
  const char *prefix;
  const char *separator;
  gsize min_tag;
  gsize max_tag;
} tags[] = {
  { "prvs=", "=", 8, 16 },
  { "btv1==", "==", 8, 16 },
  { "msprvs1=", "=", 8, 24 },
};

static gboolean
skip_prefix (const char **at, const char *prefix)
{
  gsize length = strlen (prefix);

  if (g_ascii_strncasecmp (*at, prefix, length) != 0)
    return FALSE;
  *at += length;
  return TRUE;
}

/* A tag of letters and digits, which begins with the number of a key. */
static gboolean
skip_tag (const char **at, gsize min, gsize max)
{
  gsize length = 0;

  while (g_ascii_isalnum ((*at)[length]))
    length++;
  if (!g_ascii_isdigit (**at) || length < min || length > max)
    return FALSE;
  *at += length;
  return TRUE;
}

/* "local/TAG", as the first drafts of BATV had it. */
static char *
unwrap_old_tag (const char *local, const char *domain)
{
  const char *slash = strrchr (local, '/');
  const char *tag = slash ? slash + 1 : local;
  g_autofree char *inner = slash ? g_strndup (local, (gsize) (slash - local)) : NULL;

  if (!inner || strchr (inner, '=') || !skip_tag (&tag, 10, 10) || *tag)
    return NULL;
  return _dsn_verp_quote (inner, domain);
}

static char *
unwrap_tag (const char *local, const char *domain)
{
  const char *at;

  for (guint i = 0; i < G_N_ELEMENTS (tags); i++) {
    at = local;
    if (skip_prefix (&at, tags[i].prefix) && skip_tag (&at, tags[i].min_tag, tags[i].max_tag)
        && skip_prefix (&at, tags[i].separator) && *at)
      return _dsn_verp_quote (at, domain);
  }
  at = local;
  return skip_prefix (&at, "prvs=") ? unwrap_old_tag (at, domain) : NULL;
}

/* A hash in base64. */
static gboolean
skip_hash (const char **at)
{
  gsize length = 0;

  while (g_ascii_isalnum ((*at)[length]) || ((*at)[length] && strchr ("+/", (*at)[length])))
    length++;
  if (length < 2 || length > 32 || (*at)[length] != '=')
    return FALSE;
  *at += length + 1;
  return TRUE;
}

/* A day in base32. */
static gboolean
skip_timestamp (const char **at)
{
  for (guint i = 0; i < 2; i++, (*at)++)
    if (!g_ascii_isalpha (**at) && !(**at >= '2' && **at <= '7'))
      return FALSE;
  return *(*at)++ == '=';
}

/* "HASH=TT=domain=local" */
static char *
unwrap_rewritten (const char *at)
{
  g_autofree char *domain = NULL;
  const char *equals;

  if (!skip_hash (&at) || !skip_timestamp (&at))
    return NULL;
  equals = strchr (at, '=');
  if (!equals || !equals[1])
    return NULL;
  domain = g_strndup (at, (gsize) (equals - at));
  return _dsn_verp_quote (equals + 1, domain);
}

static gboolean
skip_separator (const char **at)
{
  if (!**at || !strchr ("=+-", **at))
    return FALSE;
  (*at)++;
  return TRUE;
}

/* "HASH=forwarder=" and what the first forwarder had behind "SRS0". */
static char *
unwrap_twice_rewritten (const char *at)
{
  const char *equals;

  if (!skip_hash (&at))
    return NULL;
  equals = strchr (at, '=');
  if (!equals || equals == at)
    return NULL;
  at = equals + 1;
  return skip_separator (&at) ? unwrap_rewritten (at) : NULL;
}

static char *
unwrap_sender (const char *local)
{
  const char *at = local;

  if (skip_prefix (&at, "SRS0"))
    return skip_separator (&at) ? unwrap_rewritten (at) : NULL;
  if (skip_prefix (&at, "SRS1"))
    return skip_separator (&at) ? unwrap_twice_rewritten (at) : NULL;
  for (at = strchr (local, '+'); at; at = strchr (at + 1, '+')) {
    const char *inside = at;

    if (skip_prefix (&inside, "+SRS="))
      return unwrap_rewritten (inside);
  }
  return NULL;
}

static char *
unwrap_once (const char *address)
{
  g_autofree char *plain = _dsn_verp_unquote (address);
  char *at = strrchr (plain, '@');
  char *inner;

  if (!at)
    return NULL;
  *at = '\0';
  inner = unwrap_tag (plain, at + 1);
  if (!inner)
    inner = unwrap_sender (plain);
  if (inner && ((*inner == '"' && *address != '"') || !_dsn_is_internet_mailbox (inner)))
    g_clear_pointer (&inner, g_free);
  return inner;
}

char *
dsn_envelope_unwrap (const char *address)
{
  char *inner = NULL;

  g_return_val_if_fail (address != NULL, NULL);

  if (strlen (address) > DSN_VERP_MAX_LENGTH)
    return NULL;
  for (guint i = 0; i < MAX_WRAPS; i++) {
    char *next = unwrap_once (inner ? inner : address);

    if (!next)
      break;
    g_free (inner);
    inner = next;
  }
  return inner;
}
