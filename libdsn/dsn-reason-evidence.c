/* dsn-reason-evidence.c: what speaks for which reason, and how much it is trusted.
 * SPDX-License-Identifier: LGPL-2.1-or-later */
#include <string.h>

#include "dsn-catalog-private.h"
#include "dsn-catalog.h"
#include "dsn-reason-private.h"

/* Which hosts a rule may ask for: the one that answered, the recipient's domains, the reporting MTA. */
static void
add_host (DsnEvidenceScan *scan, const char *name, gsize length)
{
  while (length > 0 && name[length - 1] == '.')
    length--;
  if (length == 0 || scan->n_hosts == G_N_ELEMENTS (scan->hosts))
    return;
  scan->hosts[scan->n_hosts].name = name;
  scan->hosts[scan->n_hosts++].length = length;
}

/* "mx.example.net (192.0.2.1)", "mx.example.net." */
static void
add_mta (DsnEvidenceScan *scan, const char *name)
{
  if (name)
    add_host (scan, name, strcspn (name, " \t(["));
}

static void
add_domain (DsnEvidenceScan *scan, const char *address)
{
  const char *at = address ? strrchr (address, '@') : NULL;

  if (at)
    add_host (scan, at + 1, strcspn (at + 1, "> \t"));
}

/* "host mx.example.net[192.0.2.1] said: …", in the words of Postfix. */
static void
add_host_in_text (DsnEvidenceScan *scan, const char *text)
{
  const char *said = text ? strstr (text, " said:") : NULL;
  const char *host = text ? strstr (text, "host ") : NULL;

  if (host && said && host < said)
    add_mta (scan, host + strlen ("host "));
}

/* Whether no server was asked: there is no reply, no code, and no command, and what is said is not said to
 * be the words of one. Then the reporting system speaks of what it knows itself. */
static gboolean
is_own_verdict (const DsnEvidenceScan *scan, const DsnRecipient *recipient)
{
  const DsnValue *diagnostic = dsn_recipient_get_value (recipient, DSN_FIELD_DIAGNOSTIC_CODE);
  const char *type = diagnostic ? dsn_value_get_type_name (diagnostic) : NULL;

  return scan->reply == 0 && scan->status == DSN_STATUS_NONE
         && !dsn_recipient_get_smtp_command (recipient) && g_strcmp0 (type, "smtp") != 0;
}

/* McAfee's gateways hand a message on while it comes in. In these words, with three dashes, they tell who was
 * refused. */
static gboolean
is_told_of_addresses (const DsnReport *report)
{
  static const char words[] = "--- The following addresses had delivery problems ---";
  const char *explanation = dsn_report_get_explanation (report);
  const char *found = explanation ? strstr (explanation, words) : NULL;

  return found && (found == explanation || found[-1] != '-');
}

static void
note_status (DsnEvidenceScan *scan, DsnStatus status)
{
  scan->status = status;
  if (status == DSN_STATUS_NONE)
    return;
  scan->status_parts[0] = (guint16) dsn_status_get_class (status);
  scan->status_parts[1] = (guint16) dsn_status_get_subject (status);
  scan->status_parts[2] = (guint16) dsn_status_get_detail (status);
}

void
_dsn_evidence_scan_init (DsnEvidenceScan *scan, const DsnReport *report,
                         const DsnRecipient *recipient)
{
  const DsnValue *reporting = dsn_report_get_value (report, DSN_FIELD_REPORTING_MTA);
  const DsnReply *reply = dsn_recipient_get_reply (recipient);

  memset (scan, 0, sizeof *scan);
  note_status (scan, dsn_recipient_get_status (recipient));
  scan->reply = reply ? dsn_reply_get_code (reply) : 0;
  scan->command = _dsn_command_bit (dsn_recipient_get_smtp_command (recipient));
  scan->was_answered =
      scan->reply >= 400 || dsn_recipient_get_text (recipient, DSN_FIELD_DIAGNOSTIC_CODE) != NULL;
  scan->is_about_address = is_own_verdict (scan, recipient) || is_told_of_addresses (report);
  scan->is_delayed = dsn_recipient_get_action (recipient) == DSN_ACTION_DELAYED;
  add_mta (scan, dsn_recipient_get_text (recipient, DSN_FIELD_REMOTE_MTA));
  add_domain (scan, dsn_recipient_get_address (recipient));
  add_domain (scan, dsn_recipient_get_text (recipient, DSN_FIELD_FINAL_RECIPIENT));
  add_host_in_text (scan, dsn_recipient_get_text (recipient, DSN_FIELD_DIAGNOSTIC_CODE));
  add_mta (scan, reporting ? dsn_value_get_text (reporting) : NULL);
}

static gboolean
is_below (const char *name, gsize length, const char *domain)
{
  gsize suffix = strlen (domain);

  return suffix <= length && g_ascii_strncasecmp (name + length - suffix, domain, suffix) == 0
         && (suffix == length || name[length - suffix - 1] == '.');
}

static gboolean
matches_host (const DsnEvidenceScan *scan, const char *domains)
{
  for (; *domains; domains += strlen (domains) + 1)
    for (guint i = 0; i < scan->n_hosts; i++)
      if (is_below (scan->hosts[i].name, scan->hosts[i].length, domains))
        return TRUE;
  return FALSE;
}

static inline gboolean
matches_part (guint16 pattern, guint16 part)
{
  return pattern == DSN_CODE_PART_ANY || pattern == part;
}

/* The last part tells most codes apart. */
static inline gboolean
matches_status (const DsnEvidenceScan *scan, const guint16 *pattern)
{
  const guint16 *parts = scan->status_parts;

  return matches_part (pattern[2], parts[2]) && matches_part (pattern[1], parts[1])
         && matches_part (pattern[0], parts[0]) && scan->status != DSN_STATUS_NONE;
}

static int
compare_numbers (guint one, guint other)
{
  return (one > other) - (one < other);
}

static int
compare_flags (gboolean one, gboolean other)
{
  return (one ? 1 : 0) - (other ? 1 : 0);
}

/* Of two rules of one file the first. */
static int
compare_places (const DsnCandidate *one, const DsnCandidate *other)
{
  if (!one->phrase || !other->phrase || one->table != other->table)
    return 0;
  return (one->phrase > other->phrase) - (one->phrase < other->phrase);
}

/* dsn-phrases(5) tells this order. */
int
_dsn_candidate_compare (gconstpointer a, gconstpointer b)
{
  const DsnCandidate *one = a;
  const DsnCandidate *other = b;
  int order = compare_numbers (one->trust, other->trust);

  if (order == 0)
    order = compare_flags (other->has_host, one->has_host);
  if (order == 0)
    order = compare_numbers (other->strength, one->strength);
  if (order == 0)
    order = compare_numbers (other->n_conditions, one->n_conditions);
  if (order == 0)
    order = compare_numbers (other->length, one->length);
  return order != 0 ? order : compare_places (one, other);
}

static gboolean
is_known (const DsnEvidenceScan *scan, const DsnCandidate *candidate)
{
  for (guint i = 0; i < scan->all->len; i++) {
    const DsnCandidate *other = &g_array_index (scan->all, DsnCandidate, i);

    if (candidate->phrase && candidate->phrase == other->phrase)
      return TRUE;
  }
  return FALSE;
}

static void
add_candidate (DsnEvidenceScan *scan, const DsnCandidate *candidate)
{
  /* What is still being tried is not dead, whatever was said once. */
  if (scan->is_delayed && candidate->source == DSN_SOURCE_PHRASE
      && candidate->strength != DSN_STRENGTH_STRONG && dsn_reason_is_hard (candidate->reason))
    return;
  if (scan->all && !is_known (scan, candidate))
    g_array_append_val (scan->all, *candidate);
  if (!scan->best.reason || _dsn_candidate_compare (candidate, &scan->best) < 0)
    scan->best = *candidate;
}

static DsnTrust
get_trust (const DsnEvidenceScan *scan, const DsnPhrase *phrase)
{
  if (scan->is_users)
    return DSN_TRUST_USER;
  if (phrase->n_pieces == 0 && !phrase->status[0])
    return DSN_TRUST_REPLY;
  if (phrase->n_pieces == 0)
    return phrase->strength == DSN_STRENGTH_WEAK ? DSN_TRUST_VAGUE_STATUS : DSN_TRUST_STATUS;
  if (scan->is_whole)
    return DSN_TRUST_EXPLANATION;
  if (phrase->hosts)
    return DSN_TRUST_HOST;
  return phrase->strength == DSN_STRENGTH_STRONG   ? DSN_TRUST_STRONG_PHRASE
         : phrase->strength == DSN_STRENGTH_NORMAL ? DSN_TRUST_PHRASE
                                                   : DSN_TRUST_WEAK_PHRASE;
}

static DsnSource
get_source (const DsnPhrase *phrase)
{
  if (phrase->n_pieces > 0)
    return DSN_SOURCE_PHRASE;
  return phrase->status[0] ? DSN_SOURCE_STATUS : DSN_SOURCE_REPLY;
}

static gboolean
holds (const DsnEvidenceScan *scan, const DsnPhraseTable *table, const DsnPhrase *phrase)
{
  return (!phrase->hosts || matches_host (scan, table->pool + phrase->hosts))
         && (!phrase->status[0] || matches_status (scan, phrase->status))
         && (!phrase->reply || phrase->reply == scan->reply);
}

/* Whether a rule gives its reason, and not the one for other commands. What is said of the address itself is
 * as good as an answer to RCPT. */
static gboolean
answers_command (const DsnEvidenceScan *scan, const DsnPhrase *phrase)
{
  guint command = scan->is_about_address && phrase->otherwise != DSN_REASON_NONE
                      ? _dsn_command_bit ("RCPT")
                      : scan->command;

  return !phrase->commands || (phrase->commands & command) != 0;
}

/* Under a status code of policy (X.7.Y) neither 521 nor 551 tells that the host or the user is gone: so many
 * servers answer those whom they do not want to talk to. */
static gboolean
is_refusal (const DsnEvidenceScan *scan, const DsnCandidate *candidate)
{
  return candidate->source == DSN_SOURCE_REPLY && dsn_status_get_subject (scan->status) == 7
         && (dsn_reason_is_hard (candidate->reason)
             || strcmp (candidate->reason, "notaccept") == 0);
}

/* A rule that stands in the texts, or that has no phrase to stand there. */
static void
weigh_rule (const DsnPhraseTable *table, const DsnPhrase *phrase, gpointer data)
{
  DsnEvidenceScan *scan = data;
  gboolean answers = answers_command (scan, phrase);
  DsnCandidate candidate = { .phrase = phrase, .table = table };

  if ((!answers && phrase->otherwise == DSN_REASON_NONE) || !holds (scan, table, phrase))
    return;
  /* A text that speaks of many things besides has such words by chance. */
  if (scan->is_whole && !scan->is_users && phrase->strength == DSN_STRENGTH_WEAK)
    return;
  candidate.reason = _dsn_reason_word (answers ? phrase->reason : phrase->otherwise);
  candidate.source = get_source (phrase);
  if (is_refusal (scan, &candidate))
    return;
  candidate.trust = get_trust (scan, phrase);
  candidate.has_host = phrase->hosts != 0;
  candidate.strength = phrase->strength;
  candidate.n_conditions = (guint) (phrase->hosts != 0) + (phrase->status[0] != 0)
                           + (phrase->reply != 0) + ((phrase->commands & scan->command) != 0);
  candidate.length = phrase->length;
  scan->has_phrase |= phrase->n_pieces > 0;
  add_candidate (scan, &candidate);
}

/* Whether a status code has decided, so that nothing the library knows of words is trusted more; unless all
 * is asked for. */
static gboolean
is_settled (const DsnEvidenceScan *scan)
{
  return scan->best.reason && scan->best.trust == DSN_TRUST_STATUS && !scan->all;
}

void
_dsn_evidence_weigh_text (DsnEvidenceScan *scan, const DsnPhrases *phrases, const char *text)
{
  const DsnPhraseTable *added = _dsn_phrases_get_added (phrases);

  if (!text || !*text || (!added && is_settled (scan)))
    return;
  if (!scan->folded)
    scan->folded = g_string_sized_new (512);
  _dsn_fold (scan->folded, text, DSN_EVIDENCE_LENGTH);
  scan->is_users = TRUE;
  if (added)
    _dsn_phrase_table_scan (added, scan->folded, weigh_rule, scan);
  scan->is_users = FALSE;
  _dsn_phrase_table_scan (&_dsn_own_phrases, scan->folded, weigh_rule, scan);
}

static void
weigh_code_rules (DsnEvidenceScan *scan, const DsnPhraseTable *table)
{
  for (guint32 i = 0; i < table->n_codes; i++) {
    const DsnCodeRule *rule = &table->codes[i];

    /* Nearly all are about another code. */
    if ((rule->status[0] && matches_status (scan, rule->status))
        || (rule->reply && rule->reply == scan->reply))
      weigh_rule (table, &table->rows[rule->row], scan);
  }
}

static void
weigh_plain (DsnEvidenceScan *scan, const char *reason, DsnSource source, DsnTrust trust)
{
  DsnCandidate candidate = { .reason = reason, .source = source, .trust = trust };

  if (reason)
    add_candidate (scan, &candidate);
}

void
_dsn_evidence_weigh_codes (DsnEvidenceScan *scan, const DsnPhrases *phrases)
{
  const DsnPhraseTable *added = _dsn_phrases_get_added (phrases);
  DsnStatus status = scan->status;

  scan->is_users = TRUE;
  if (added)
    weigh_code_rules (scan, added);
  scan->is_users = FALSE;
  weigh_code_rules (scan, &_dsn_own_phrases);
  if (status != DSN_STATUS_NONE && dsn_status_get_class (status) != 2)
    weigh_plain (scan, dsn_catalog_get_reason_word (status), DSN_SOURCE_STATUS,
                 _dsn_codes_is_vague (status) ? DSN_TRUST_VAGUE_STATUS : DSN_TRUST_STATUS);
}

/* Programs end with the numbers of sysexits.h: EX_NOUSER is 67, EX_NOHOST 68. */
void
_dsn_evidence_weigh_program (DsnEvidenceScan *scan, const char *text)
{
  const char *reason = g_strcmp0 (text, "67") == 0   ? "userunknown"
                       : g_strcmp0 (text, "68") == 0 ? "hostunknown"
                                                     : "mailererror";

  weigh_plain (scan, reason, DSN_SOURCE_PROGRAM, DSN_TRUST_PROGRAM);
}

void
_dsn_evidence_weigh_class (DsnEvidenceScan *scan)
{
  DsnStatus status = scan->status;

  if (scan->best.reason)
    return;
  if (scan->is_delayed)
    weigh_plain (scan, "expired", DSN_SOURCE_ACTION, DSN_TRUST_ACTION);
  if (status != DSN_STATUS_NONE && dsn_status_get_class (status) != 2)
    weigh_plain (scan, _dsn_codes_get_subject_reason (status), DSN_SOURCE_SUBJECT,
                 DSN_TRUST_SUBJECT);
  /* Something was said, and nobody knows what it means. */
  if (scan->was_answered)
    weigh_plain (scan, "onhold", DSN_SOURCE_CLASS, DSN_TRUST_CLASS);
}

void
_dsn_evidence_scan_clear (DsnEvidenceScan *scan)
{
  if (scan->folded)
    g_string_free (scan->folded, TRUE);
}

char *
_dsn_candidate_get_source (const DsnEvidenceScan *scan, const DsnCandidate *candidate)
{
  DsnStatus status = scan->status;
  g_autofree char *code = dsn_status_to_string (status);

  switch (candidate->source) {
  case DSN_SOURCE_PHRASE:
    return g_strconcat ("phrase:", candidate->table->pool + candidate->phrase->text, NULL);
  case DSN_SOURCE_STATUS:
    return g_strconcat ("status:", code, NULL);
  case DSN_SOURCE_REPLY:
    return g_strdup_printf ("reply:%u", scan->reply);
  case DSN_SOURCE_PROGRAM:
    return g_strdup ("diagnostic_code:x-unix");
  case DSN_SOURCE_ACTION:
    return g_strdup ("action:delayed");
  case DSN_SOURCE_SUBJECT:
    return g_strdup_printf ("class:%u.%u", dsn_status_get_class (status),
                            dsn_status_get_subject (status));
  default:
    return g_strdup_printf ("class:%u", status != DSN_STATUS_NONE ? dsn_status_get_class (status)
                                        : scan->reply > 0         ? scan->reply / 100
                                                                  : 5);
  }
}
