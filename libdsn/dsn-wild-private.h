/* dsn-wild-private.h: reads bounces that are not RFC 3464.
 *
 * What has no delivery-status part is for people to read, and every mail system words it its own way.
 * Each family of them has a file in wild/: a probe, which is cheap and certain, and a reader. Both see
 * a DsnWild: the message, the text up to the message that came back, and the report to fill. A reader
 * names recipients and hands over the words said of each; to make sense of the words (reply, status,
 * command, reason) is up to dsn-reason.
 * SPDX-License-Identifier: LGPL-2.1-or-later */
#pragma once

#include <string.h>

#include "dsn-header-section-private.h"
#include "dsn-private.h"
#include "dsn-span-private.h"

G_BEGIN_DECLS

/* What costs something to find out, and is asked for only where nothing else tells. */
typedef struct {
  /* Whether a program answered in the place of a person (RFC 3834). */
  gboolean (*is_automatic_reply) (gconstpointer data);
  /* The recipient that the envelope tells of, or NULL. (transfer full) */
  char *(*find_envelope_recipient) (gconstpointer data);
  gconstpointer data;
} DsnWildQuestions;

/* dsn-wild.c: one message being read. */

typedef struct {
  const DsnHeaderSection *header;
  /* The addresses of the From field, and the subject, decoded; "" where there is none. */
  const char *from;
  const char *subject;
  /* What _dsn_wild_is_from_system() says. */
  gboolean is_from_system;
  /* What a person reads, up to the message that came back: UTF-8, lines end in LF. */
  const char *text;
  const char *end;
  /* Which groups of three octets the first lines of the text have, a bit for each; letter case does not
   * count. */
  guint64 signature[64];
  /* What the families found; what came back of the original is in it already. */
  DsnReport *report;
  guint max_recipients;
  const DsnWildQuestions *questions;
  /* The message has a machine part, which names no recipient. */
  gboolean has_status_part;
  /* The machine part names recipients: only what is said of those is looked for. */
  gboolean is_complement;
  /* What the message is: DSN, unless a reader says otherwise. */
  DsnKind kind;
  /* For the recipients added from now on: failed, unless a reader says otherwise. */
  DsnAction action;
  /* The recipient added last, NULL before the first, and what is said of it. */
  DsnRecipient *recipient;
  GString *words;
  GHashTable *recipients;
} DsnWild;

/* A family of bounces. */
typedef struct {
  /* As the JSON key "format" has it. */
  const char *name;
  /* Whether the message is of this family; cheap, and never wrong. */
  gboolean (*probe) (const DsnWild *wild);
  /* Adds the recipients; one that adds none leaves the message to the families after it. */
  void (*read) (DsnWild *wild);
} DsnWildFamily;

/* Whether a message is worth its text being looked at: by its header alone. */
gboolean _dsn_wild_is_likely (const DsnHeaderSection *header, const DsnReport *report);

/* Whether an address, or a list that begins with one, has a name that only mail systems have. */
gboolean _dsn_wild_is_system_name (const char *from);

/* Whether a mail system wrote a message, and not a person: it has no sender to answer to, or one of the
 * names that mail systems have. */
gboolean _dsn_wild_is_from_system (const DsnHeaderSection *header, const DsnReport *report);

/* What is read of a message: its text up to the message that came back. @questions may be NULL. */
typedef struct {
  const DsnHeaderSection *header;
  const char *text;
  gsize length;
  const DsnWildQuestions *questions;
  guint max_recipients;
} DsnWildMail;

/* Reads a message into the report that has its header and what came back with it; the kind is DSN
 * already if there is a machine part. Returns FALSE, with nothing changed, if it is no bounce. */
gboolean _dsn_wild_read (DsnReport *report, const DsnWildMail *mail);

/* Looks in the text of a report for what is said of the recipients that it has: adds none, and leaves
 * those alone that have a diagnostic. */
void _dsn_wild_complement (DsnReport *report, const DsnWildMail *mail);

/* Adds a recipient, or returns to the one that has that address. @address may have angle brackets
 * around it. Returns FALSE if it is no address (any user name with a domain is), or is one too many. */
gboolean _dsn_wild_add (DsnWild *wild, DsnSpan address);
/* The same for a name without a domain, as mail systems call their own users: an address of that name
 * that the header or the message that came back names, else the name. */
gboolean _dsn_wild_add_user (DsnWild *wild, DsnSpan user);
/* The address of that user, and where it stands; DSN_SPAN_NONE where nothing names one. */
DsnSpan _dsn_wild_find_user (const DsnWild *wild, DsnSpan user, const char **source);
/* Adds the recipient to whom the message went that came back, if that is one only. For bounces that are
 * about it and do not name it. */
gboolean _dsn_wild_add_original (DsnWild *wild);
/* Makes a recipient that was added before the one that words are said of again; FALSE if that address is
 * none. _leave_ makes it none. */
gboolean _dsn_wild_return (DsnWild *wild, DsnSpan address);
void _dsn_wild_leave (DsnWild *wild);
/* Says of the recipient added last where its address stood, if not in the text. */
void _dsn_wild_set_evidence (DsnWild *wild, const char *source);
/* Adds words that are said of the recipient added last; each begins a new word, and so do the lines of
 * them. What is said at several times is joined. */
void _dsn_wild_say (DsnWild *wild, DsnSpan words);
/* Says words of every recipient of which nothing was said; then there is none that was added last. */
void _dsn_wild_say_of_rest (DsnWild *wild, DsnSpan words);
/* Sets a field of the report, or of the recipient added last, to a name of type dns. Here and below, a
 * field that has a value keeps it. */
void _dsn_wild_set_mta (DsnWild *wild, DsnField field, DsnSpan name);
/* The same with a text of no type. */
void _dsn_wild_set_text (DsnWild *wild, DsnField field, DsnSpan text);
/* The same with "type; text", as machine parts have it. */
void _dsn_wild_set_value (DsnWild *wild, DsnField field, DsnSpan span);
/* Sets a date field if the text is a date as RFC 5322 writes it, more or less. */
void _dsn_wild_set_date (DsnWild *wild, DsnField field, DsnSpan span);

/* dsn-wild-ask.c */

/* Makes the signature of the text, before anything is asked. */
void _dsn_wild_sign (DsnWild *wild);

/* What probes ask. Letter case counts in none but _dsn_wild_has(). */

/* A field of the message's header, decoded; NULL where there is none. */
const char *_dsn_wild_header (const DsnWild *wild, const char *name);
gboolean _dsn_wild_subject_begins (const DsnWild *wild, const char *words);
/* Whether the local part of From is @user, or its domain @domain or below it; "" is any. */
gboolean _dsn_wild_is_from (const DsnWild *wild, const char *user, const char *domain);
/* Whether the first lines of the text (4096 octets) have some words in this very form. */
gboolean _dsn_wild_has (const DsnWild *wild, const char *words);
/* Whether one of those lines begins with them, in any letter case, blanks before it not counting: so that
 * it is not quoted. */
gboolean _dsn_wild_has_line (const DsnWild *wild, const char *words);
/* Where the first of some words begins in the text, or NULL; the rest of the line behind them. */
const char *_dsn_wild_find (const DsnWild *wild, const char *words);
const char *_dsn_wild_find_after (const DsnWild *wild, const char *words);

/* dsn-wild-entries.c: lists of recipients with what is said of each. */

/* How an entry looks: an address at the beginning of a line, and words on that line and after it. */
typedef enum {
  /* The line begins with white space; without this it must not. */
  DSN_ENTRY_INDENTED = 1 << 0,
  /* The address is in angle brackets; without this it may be. */
  DSN_ENTRY_BRACKETED = 1 << 1,
  /* A colon follows. */
  DSN_ENTRY_COLON = 1 << 2,
  /* Nothing else stands on the line. */
  DSN_ENTRY_ALONE = 1 << 3,
  /* Words go on behind a blank line, up to the next entry; without this only if none stand before it. */
  DSN_ENTRY_PARAGRAPHS = 1 << 4
} DsnEntryShape;

/* Reads every entry from @from (NULL for the beginning of the text) to @to (NULL for its end), and
 * returns how many recipients it added. What stands before the first entry is passed over. */
guint _dsn_wild_read_entries (DsnWild *wild, const char *from, const char *to, DsnEntryShape shape);
/* Adds each address that is on a line by itself, from @from (NULL for the beginning of the text) on, and
 * says the paragraph before it; several addresses may follow one. Returns how many were added. */
guint _dsn_wild_read_headed (DsnWild *wild, const char *from);
/* Says all the lines from @from up to a blank line, or to the end, of the recipient added last. */
void _dsn_wild_say_paragraph (DsnWild *wild, const char *from);

/* Adds every address of a list in which commas, blanks or line ends stand between them, and says some
 * words of each. Returns how many were added. */
guint _dsn_wild_read_list (DsnWild *wild, DsnSpan list, DsnSpan words);
/* The same for the header field X-Failed-Recipients. */
guint _dsn_wild_read_failed_recipients (DsnWild *wild, DsnSpan words);
/* The lines from @at up to the next blank one, and moves @at behind it; blank lines before them are
 * passed over. Of no length at the end of the text. */
DsnSpan _dsn_wild_next_paragraph (const char **at, const char *end);

/* dsn-wild-lists.c: lists of recipients apart from what is said of them. */

/* The text between the first of some words and the next of others, or up to its end where those are not
 * there; DSN_SPAN_NONE without the first. */
DsnSpan _dsn_wild_between (const DsnWild *wild, const char *before, const char *after);
/* Adds every address of a list, and says of each what a log tells of it: the lines that name it and those
 * behind them, but no commands (">>> "). A log that names none of several recipients is about all. Returns
 * how many were added. */
guint _dsn_wild_read_list_and_log (DsnWild *wild, DsnSpan list, DsnSpan log);
/* What the text says of the header of the message that came back, where that gives nothing itself. */
void _dsn_wild_set_original (DsnWild *wild, DsnHeader header, DsnSpan value);

/* dsn-wild-sections.c: texts in sections, each below a title with dashes before it. */

/* Takes the next section from @at (NULL for the beginning of the text); what stands before the first title
 * is passed over. FALSE if there is none. */
gboolean
_dsn_wild_next_section (const DsnWild *wild, const char **at, DsnSpan *title, DsnSpan *section);
/* Whether a title of the text begins with some words, in any letter case. */
gboolean _dsn_wild_has_section (const DsnWild *wild, const char *words);

/* dsn-wild-transcript.c: SMTP dialogues. */

/* Says what a transcript has of the recipients, but for those of which something was said before. If
 * @is_listed they are known already, else it is the transcript that names them. */
void _dsn_wild_read_transcript (DsnWild *wild, DsnSpan span, gboolean is_listed);

/* dsn-wild-original.c: where in a text the message begins that came back. */

/* Returns where the text about it ends; @original is where its header begins, NULL if none is there. */
const char *_dsn_wild_find_original (const char *text, const char *end, const char **original);

/* wild/: the families, in the order in which they are asked. */
#define DSN_WILD_FAMILY(name) extern const DsnWildFamily _dsn_wild_##name;
#include "wild/families.def"
#undef DSN_WILD_FAMILY

G_END_DECLS
