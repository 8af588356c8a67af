/* dsn-reason-private.h: what the files of the diagnosis share.
 * SPDX-License-Identifier: LGPL-2.1-or-later */
#pragma once

#include "dsn-phrases-private.h"
#include "dsn-private.h"
#include "dsn-reason.h"

G_BEGIN_DECLS

/* dsn-reason-mention.c: which addresses the explanation, and the To field of the original, speak of,
 * and where in the explanation. Found once a report, so that many recipients and a long text do not
 * multiply. Letter case does not count. */

typedef struct _DsnMentions DsnMentions;

/* Of what is said of one recipient this many octets are looked at. */
#define DSN_MENTION_LENGTH 4096

DsnMentions *_dsn_mentions_new (const DsnReport *report);
void _dsn_mentions_free (DsnMentions *mentions);
gboolean _dsn_mentions_has (DsnMentions *mentions, const char *address);
/* Where "<address>" begins; NULL if it stands nowhere. */
const char *_dsn_mentions_get_bracketed (DsnMentions *mentions, const char *address);
/* What follows "address:" or "<address>:" at the beginning of a line; NULL if no line begins so. */
const char *_dsn_mentions_get_entry (DsnMentions *mentions, const char *address);
/* What stands below a line with nothing but the address, further in; NULL if there is no such line. */
const char *_dsn_mentions_get_below (DsnMentions *mentions, const char *address);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (DsnMentions, _dsn_mentions_free)

/* dsn-reason-address.c */

/* Whether there is an address that one can write to. */
gboolean _dsn_reason_has_address (const DsnRecipient *recipient);
void _dsn_reason_choose_address (DsnReport *report, int index, DsnMentions *mentions);

/* dsn-reason-repair.c: looks elsewhere for the address of a recipient whose fields name a local user,
 * a program or a file, or none. */
void _dsn_reason_repair_address (const DsnReport *report, DsnRecipient *recipient);

/* dsn-reason-reply.c: from the diagnostic, else from the human part. */
void
_dsn_reason_find_reply (const DsnReport *report, DsnRecipient *recipient, DsnMentions *mentions);

/* dsn-reason-command.c: finds which SMTP command a reply answered, as its writer tells it. */
void
_dsn_reason_find_command (const DsnReport *report, DsnRecipient *recipient, DsnMentions *mentions);

/* dsn-reason-evidence.c: what speaks for which reason. */

/* From what is trusted most to what is trusted least. */
typedef enum {
  DSN_TRUST_USER,   /* a rule of the user's own */
  DSN_TRUST_STATUS, /* a status code that means one thing */
  DSN_TRUST_HOST,   /* a phrase of the host that answered */
  DSN_TRUST_STRONG_PHRASE,
  DSN_TRUST_PROGRAM,      /* a program that mail is delivered to said something */
  DSN_TRUST_VAGUE_STATUS, /* a status code that servers use for many things */
  DSN_TRUST_PHRASE,
  DSN_TRUST_WEAK_PHRASE,
  DSN_TRUST_REPLY,       /* a reply code */
  DSN_TRUST_EXPLANATION, /* a phrase somewhere in the human part */
  DSN_TRUST_ACTION,
  DSN_TRUST_SUBJECT, /* the first two numbers of the status code */
  DSN_TRUST_CLASS
} DsnTrust;

typedef enum {
  DSN_SOURCE_PHRASE,
  DSN_SOURCE_STATUS,
  DSN_SOURCE_REPLY,
  DSN_SOURCE_PROGRAM,
  DSN_SOURCE_ACTION,
  DSN_SOURCE_SUBJECT,
  DSN_SOURCE_CLASS
} DsnSource;

/* One thing that speaks for a reason. @phrase is NULL where no rule of a file says it. */
typedef struct {
  const char *reason;
  const DsnPhrase *phrase;
  const DsnPhraseTable *table; /* of the phrase */
  DsnSource source;
  DsnTrust trust;
  gboolean has_host; /* it asks for one */
  DsnStrength strength;
  guint n_conditions;
  guint length;
} DsnCandidate;

/* What is known of one recipient while its reason is looked for. */
typedef struct {
  DsnStatus status;
  guint16 status_parts[3]; /* of none 0.0.0 */
  guint reply;
  guint command;             /* a bit */
  gboolean is_about_address; /* not of the message: the reporting system knows its own users */
  gboolean is_delayed;
  struct {
    const char *name;
    gsize length;
  } hosts[5];
  guint n_hosts;
  GString *folded;
  gboolean was_answered; /* somebody said something, even if nobody knows what it means */
  gboolean has_phrase;   /* a rule's phrase stood in the texts so far */
  gboolean is_whole;     /* the text at hand is the whole of the human part */
  gboolean is_users;     /* the rules at hand are the user's */
  DsnCandidate best;     /* its reason is NULL for none */
  GArray *all;           /* of DsnCandidate; NULL if only the best is wanted */
} DsnEvidenceScan;

/* Of one text this many octets are looked at. */
#define DSN_EVIDENCE_LENGTH 8192

void _dsn_evidence_scan_init (DsnEvidenceScan *scan, const DsnReport *report,
                              const DsnRecipient *recipient);
void _dsn_evidence_scan_clear (DsnEvidenceScan *scan);
void _dsn_evidence_weigh_text (DsnEvidenceScan *scan, const DsnPhrases *phrases, const char *text);
void _dsn_evidence_weigh_codes (DsnEvidenceScan *scan, const DsnPhrases *phrases);
/* A diagnostic of type x-unix: what a program said that mail was handed to. */
void _dsn_evidence_weigh_program (DsnEvidenceScan *scan, const char *text);
void _dsn_evidence_weigh_class (DsnEvidenceScan *scan);
/* Below 0 if the first decides. */
int _dsn_candidate_compare (gconstpointer a, gconstpointer b);
/* "phrase:user unknown", "status:5.7.7" … (transfer full) */
char *_dsn_candidate_get_source (const DsnEvidenceScan *scan, const DsnCandidate *candidate);

/* dsn-reason-choose.c */

/* Weighs everything that is known of a recipient into an initialised scan. */
void
_dsn_reason_weigh (DsnEvidenceScan *scan, const DsnReport *report, const DsnRecipient *recipient,
                   DsnMentions *mentions, const DsnPhrases *phrases);
/* Sets the reason, whether it is a hard bounce, and the evidence. */
void _dsn_reason_choose (const DsnReport *report, DsnRecipient *recipient, DsnMentions *mentions,
                         const DsnPhrases *phrases);

G_END_DECLS
