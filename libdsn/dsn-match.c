/* dsn-match.c: whether a report is one of those that are asked for.
 * SPDX-License-Identifier: LGPL-2.1-or-later */
#include <string.h>

#include "dsn-match.h"

struct _DsnMatch {
  /* A bit for each DsnAction; 0 for any. */
  guint actions;
  GPtrArray *statuses;
  GPtrArray *reasons;
  gboolean hard;
};

DsnMatch *
dsn_match_new (void)
{
  DsnMatch *match = g_new0 (DsnMatch, 1);

  match->statuses = g_ptr_array_new_with_free_func (g_free);
  match->reasons = g_ptr_array_new_with_free_func (g_free);
  return match;
}

void
dsn_match_free (DsnMatch *match)
{
  if (!match)
    return;
  g_ptr_array_unref (match->statuses);
  g_ptr_array_unref (match->reasons);
  g_free (match);
}

void
dsn_match_add_action (DsnMatch *match, DsnAction action)
{
  g_return_if_fail (match != NULL && action != DSN_ACTION_NONE);
  match->actions |= 1U << action;
}

gboolean
dsn_match_add_status (DsnMatch *match, const char *pattern, GError **error)
{
  gsize length = strlen (pattern);

  g_return_val_if_fail (match != NULL, FALSE);
  if (length == 0 || strspn (pattern, "0123456789.*?") != length) {
    g_set_error (error, DSN_ERROR, DSN_ERROR_SYNTAX,
                 "\"%s\" is no pattern of status codes, such as 5.7.*", pattern);
    return FALSE;
  }
  g_ptr_array_add (match->statuses, g_strdup (pattern));
  return TRUE;
}

void
dsn_match_add_reason (DsnMatch *match, const char *reason)
{
  g_return_if_fail (match != NULL && reason != NULL);
  g_ptr_array_add (match->reasons, g_strdup (reason));
}

void
dsn_match_set_hard (DsnMatch *match, gboolean hard)
{
  g_return_if_fail (match != NULL);
  match->hard = hard;
}

static gboolean
matches_status (const DsnMatch *match, const DsnRecipient *recipient)
{
  g_autofree char *status = dsn_status_to_string (dsn_recipient_get_status (recipient));

  if (match->statuses->len == 0)
    return TRUE;
  for (guint i = 0; status && i < match->statuses->len; i++)
    if (g_pattern_match_simple (g_ptr_array_index (match->statuses, i), status))
      return TRUE;
  return FALSE;
}

static gboolean
matches_reason (const DsnMatch *match, const DsnRecipient *recipient)
{
  const char *reason = dsn_recipient_get_reason (recipient);

  if (match->reasons->len == 0)
    return TRUE;
  for (guint i = 0; reason && i < match->reasons->len; i++)
    if (g_ascii_strcasecmp (g_ptr_array_index (match->reasons, i), reason) == 0)
      return TRUE;
  return FALSE;
}

static gboolean
matches_recipient (const DsnMatch *match, const DsnRecipient *recipient)
{
  guint action = 1U << dsn_recipient_get_action (recipient);

  return (match->actions == 0 || (match->actions & action))
         && (!match->hard || dsn_recipient_get_hard_bounce (recipient))
         && matches_status (match, recipient) && matches_reason (match, recipient);
}

static gboolean
asks_for_recipient (const DsnMatch *match)
{
  return match->actions != 0 || match->hard || match->statuses->len > 0 || match->reasons->len > 0;
}

gboolean
dsn_match_test (const DsnMatch *match, const DsnReport *report)
{
  g_return_val_if_fail (match != NULL && report != NULL, FALSE);
  if (dsn_report_get_kind (report) != DSN_KIND_DSN)
    return FALSE;
  if (!asks_for_recipient (match))
    return TRUE;
  for (guint i = 0; i < dsn_report_get_n_recipients (report); i++)
    if (matches_recipient (match, dsn_report_get_recipient (report, i)))
      return TRUE;
  return FALSE;
}
