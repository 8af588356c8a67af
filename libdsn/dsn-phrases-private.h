/* dsn-phrases-private.h: what the files of the phrases share.
 * SPDX-License-Identifier: LGPL-2.1-or-later */
#pragma once

#include "dsn-phrases.h"
#include "dsn-status.h"

G_BEGIN_DECLS

/* dsn-phrases-text.c: a text as phrases are compared with it: letters without case, each run of white
 * space one space, none at the ends, plain quotes. Its beginning can be asked for. */

/* Stands before the first character of a folded text. */
#define DSN_FOLD_START '\002'

/* Replaces what @folded holds. Not more than @length octets, ending earlier at a NUL. */
void _dsn_fold (GString *folded, const char *text, gsize length);

/* One rule. */

typedef enum { DSN_STRENGTH_WEAK, DSN_STRENGTH_NORMAL, DSN_STRENGTH_STRONG } DsnStrength;

/* A part of a phrase that must stand together. Where it begins or ends in a letter or digit of ASCII,
 * none may stand beside it in the text, unless a "*" touches it in the phrase. */
typedef struct {
  const char *text;
  gsize length;
  gboolean begins_word;
  gboolean ends_word;
} DsnPiece;

/* The value of a part of a code in DsnCodePattern that may be anything. */
#define DSN_CODE_PART_ANY 1000

typedef struct {
  guint status_class;
  guint subject;
  guint detail;
} DsnCodePattern;

/* One line of a file. What it does not ask for is NULL, 0 or empty. */
typedef struct {
  const char *reason;
  const char *otherwise; /* the reason after another command than one of @commands */
  const char *text;      /* the phrase as it was written */
  const char *file;
  guint line;
  DsnStrength strength;
  guint commands; /* bits of _dsn_command_bit() */
  guint reply;
  gboolean has_status;
  DsnCodePattern status;
  const char **hosts; /* with NULL at the end */
  guint n_pieces;
  DsnPiece *pieces;
  guint length; /* of all pieces */
} DsnPhrase;

/* dsn-phrases-line.c */

/* A bit for "RCPT" and the like, 0 for none and for a command that no rule can ask for. */
guint _dsn_command_bit (const char *command);
/* The word itself for a word of the vocabulary of reasons that a rule may give, else NULL. */
const char *_dsn_reason_lookup (const char *word, gsize length);

/* What was read: @strings owns what the rows point to. */
typedef struct {
  GArray *rows; /* of DsnPhrase */
  GStringChunk *strings;
  GPtrArray *blocks; /* what else to free */
} DsnPhraseList;

/* Reads what stands before and behind the "|" of a line; the errors do not name the place. */
gboolean
_dsn_phrase_read_text (DsnPhraseList *list, DsnPhrase *phrase, const char *text, GError **error);
gboolean _dsn_phrase_read_conditions (DsnPhraseList *list, DsnPhrase *phrase, const char *text,
                                      GError **error);

/* dsn-phrases-load.c */

void _dsn_phrase_list_init (DsnPhraseList *list);
void _dsn_phrase_list_clear (DsnPhraseList *list);
/* Appends the rows of a text; on error the list is as it was. */
gboolean _dsn_phrase_list_read (DsnPhraseList *list, const char *name, const char *text,
                                gsize length, GError **error);

/* dsn-phrases-automaton.c: finds all pieces of all phrases in one pass (Aho and Corasick, 1975). */

typedef struct _DsnAutomaton DsnAutomaton;

/* Called for each phrase that a text has, once or more. */
typedef void (*DsnPhraseFound) (const DsnPhrase *phrase, gpointer data);

/* @rows must stay as they are. (transfer full) */
DsnAutomaton *_dsn_automaton_new (const GArray *rows);
void _dsn_automaton_free (DsnAutomaton *automaton);
void _dsn_automaton_scan (const DsnAutomaton *automaton, const GString *folded,
                          DsnPhraseFound found, gpointer data);

/* dsn-phrases.c */

/* What can be asked of a set: its rows, those of them that have no phrase, and its automaton. */
typedef struct {
  DsnPhraseList list;
  GPtrArray *codes;
  DsnAutomaton *automaton;
} DsnPhraseSet;

/* The rules that come with the library: read when they are first asked for. */
const DsnPhraseSet *_dsn_phrases_get_own (void);
/* Those of a user; NULL for none. */
const DsnPhraseSet *_dsn_phrases_get_added (const DsnPhrases *phrases);

G_END_DECLS
