/* milter-policy.c: whether a bounce answers mail that was sent from here.
 * SPDX-License-Identifier: LGPL-2.1-or-later */
#include <string.h>

#include "milter-policy.h"

/* RFC 5321 section 4.5.1: this one is always reached. */
static const char postmaster[] = "postmaster";

static gboolean
is_postmaster (const char *address)
{
  gsize length = sizeof postmaster - 1;

  return g_ascii_strncasecmp (address, postmaster, length) == 0
         && (!address[length] || address[length] == '@');
}

static gboolean
is_exempt (const MilterConfig *config, const char *address)
{
  g_autofree char *small = g_ascii_strdown (address, -1);

  if (is_postmaster (small))
    return TRUE;
  for (char **pattern = config->exempt; pattern && *pattern; pattern++)
    if (g_pattern_match_simple (*pattern, small))
      return TRUE;
  return FALSE;
}

static gboolean
has_tags (const MilterConfig *config, const char *address)
{
  const char *at = strrchr (address, '@');

  if (!config->domains)
    return TRUE;
  for (char **domain = config->domains; at && *domain; domain++)
    if (g_ascii_strcasecmp (*domain, at + 1) == 0)
      return TRUE;
  return FALSE;
}

static gboolean
may_get_bounces (const MilterConfig *config, const char *address, gint64 now)
{
  return !has_tags (config, address) || is_exempt (config, address)
         || dsn_batv_check (config->keys, address, now) == DSN_BATV_VALID;
}

gboolean
milter_policy_refuses (const MilterConfig *config, const MilterMessage *message, gint64 now)
{
  if (!config->reject || !message->from_nobody || message->recipients->len == 0)
    return FALSE;
  for (guint i = 0; i < message->recipients->len; i++)
    if (may_get_bounces (config, g_ptr_array_index (message->recipients, i), now))
      return FALSE;
  return TRUE;
}
