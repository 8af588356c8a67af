/* dsn-reason-explain.c: how a reason was found, for people.
 * SPDX-License-Identifier: LGPL-2.1-or-later */
#include <string.h>

#include "dsn-escape-private.h"
#include "dsn-reason-private.h"

static const char *const trusts[] = {
  [DSN_TRUST_USER] = "your own rule",
  [DSN_TRUST_STATUS] = "status code that means one thing",
  [DSN_TRUST_HOST] = "phrase of this host",
  [DSN_TRUST_STRONG_PHRASE] = "strong phrase",
  [DSN_TRUST_PROGRAM] = "a program that mail is handed to failed",
  [DSN_TRUST_VAGUE_STATUS] = "status code that is used for many things",
  [DSN_TRUST_PHRASE] = "phrase",
  [DSN_TRUST_WEAK_PHRASE] = "weak phrase",
  [DSN_TRUST_REPLY] = "reply code",
  [DSN_TRUST_EXPLANATION] = "phrase somewhere in the human part",
  [DSN_TRUST_ACTION] = "it is still being tried",
  [DSN_TRUST_SUBJECT] = "kind of status code",
  [DSN_TRUST_CLASS] = "nothing is known but that it failed",
};

/* What a message says, without what could act on a terminal. */
static void
append_safely (GString *text, const char *words)
{
  for (; *words; words = g_utf8_next_char (words)) {
    gunichar c = g_utf8_get_char (words);

    g_string_append_unichar (text, _dsn_escape_is_needed (c) ? 0xFFFD : c);
  }
}

static void
append_candidate (GString *text, const char *label, const DsnEvidenceScan *scan,
                  const DsnCandidate *candidate)
{
  g_autofree char *source = _dsn_candidate_get_source (scan, candidate);

  g_string_append_printf (text, "    %-12s %-15s  %s (%s", label, candidate->reason, source,
                          trusts[candidate->trust]);
  if (!candidate->phrase && candidate->source == DSN_SOURCE_STATUS)
    g_string_append (text, "; codes.ini");
  if (candidate->phrase)
    g_string_append_printf (text, "; %s:%u", candidate->table->pool + candidate->phrase->file,
                            candidate->phrase->line);
  g_string_append (text, ")\n");
}

/* Also so that a candidate that two texts have is told once. */
static gboolean
is_best (const DsnEvidenceScan *scan, const DsnCandidate *candidate)
{
  const DsnCandidate *best = &scan->best;

  return candidate->phrase == best->phrase && candidate->source == best->source
         && candidate->trust == best->trust;
}

static void
append_candidates (GString *text, const DsnReport *report, const DsnRecipient *recipient,
                   DsnMentions *mentions, const DsnPhrases *phrases)
{
  g_autoptr (GArray) all = g_array_new (FALSE, FALSE, sizeof (DsnCandidate));
  DsnEvidenceScan scan;

  _dsn_evidence_scan_init (&scan, report, recipient);
  scan.all = all;
  _dsn_reason_weigh (&scan, report, recipient, mentions, phrases);
  g_array_sort (all, _dsn_candidate_compare);
  if (scan.best.reason)
    append_candidate (text, "decided by", &scan, &scan.best);
  for (guint i = 0; i < all->len; i++) {
    const DsnCandidate *candidate = &g_array_index (all, DsnCandidate, i);

    if (!is_best (&scan, candidate))
      append_candidate (text,
                        g_strcmp0 (candidate->reason, scan.best.reason) == 0 ? "also" : "against",
                        &scan, candidate);
  }
  _dsn_evidence_scan_clear (&scan);
}

static void
append_recipient (GString *text, const DsnReport *report, const DsnRecipient *recipient,
                  DsnMentions *mentions, const DsnPhrases *phrases)
{
  const char *address = dsn_recipient_get_address (recipient);
  const char *reason = dsn_recipient_get_reason (recipient);

  g_string_append (text, "  ");
  append_safely (text, address ? address : "(no address)");
  g_string_append_printf (text, ": %s%s\n", reason ? reason : "undefined",
                          dsn_recipient_get_hard_bounce (recipient) ? ", hard bounce" : "");
  if (g_strcmp0 (reason, "delivered") != 0)
    append_candidates (text, report, recipient, mentions, phrases);
}

char *
dsn_reason_explain (const DsnReport *report, const DsnPhrases *phrases)
{
  g_autoptr (DsnMentions) mentions = NULL;
  GString *text = g_string_new (NULL);

  g_return_val_if_fail (report != NULL, g_string_free (text, FALSE));

  mentions = _dsn_mentions_new (report);
  if (dsn_report_get_source (report) && dsn_report_get_n_recipients (report) > 0) {
    append_safely (text, dsn_report_get_source (report));
    g_string_append (text, ":\n");
  }
  for (guint i = 0; i < dsn_report_get_n_recipients (report); i++)
    append_recipient (text, report, dsn_report_get_recipient (report, i), mentions, phrases);
  return g_string_free (text, FALSE);
}
