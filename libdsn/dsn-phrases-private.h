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

/* What a set of rules is compiled to: numbers that point nowhere, so that the build can write the
 * library's own as constant C, which costs nothing at the start, and a user's file gives the same. */

typedef enum { DSN_STRENGTH_WEAK, DSN_STRENGTH_NORMAL, DSN_STRENGTH_STRONG } DsnStrength;

/* A part of a code that may be anything. */
#define DSN_CODE_PART_ANY 1000

/* No reason, as a number. */
#define DSN_REASON_NONE 255

/* One rule; what it does not ask for is 0. Texts are offsets into the pool of the table. */
typedef struct {
  guint32 text; /* the phrase as it was written */
  guint32 file;
  guint32 line;
  guint32 hosts; /* each ends in a NUL, the last is empty */
  guint16 reply;
  guint16 status[3]; /* class, subject, detail; the class is 0 where none is asked for */
  guint16 n_pieces;  /* 0 for a rule about a code alone */
  guint16 length;    /* of all pieces */
  guint8 reason;
  guint8 otherwise; /* the reason after another command than one of @commands */
  guint8 strength;
  guint8 commands; /* bits of _dsn_command_bit() */
} DsnPhrase;

/* A rule about a code alone, once more: what it asks for, without the rest. All of these are looked at
 * for every recipient. */
typedef struct {
  guint16 status[3];
  guint16 reply;
  guint32 row;
} DsnCodeRule;

/* A piece is a part of a phrase that stands together. Where it begins or ends in a letter or digit of
 * ASCII, none may stand beside it in the text, unless a "*" touches it in the phrase. */
typedef enum {
  DSN_PIECE_BEGINS_WORD = 1 << 0,
  DSN_PIECE_ENDS_WORD = 1 << 1,
  DSN_PIECE_ENDS_PHRASE = 1 << 2,
  DSN_PIECE_HAS_SENTENCE_END = 1 << 3,
  DSN_PIECE_IS_LAST = 1 << 4 /* of those that end at the same state */
} DsnPieceFlags;

/* One way that a state can be the end of a piece. */
typedef struct {
  guint32 row;
  guint16 length;
  guint16 index; /* of the piece in its phrase */
  guint16 gaps;  /* the number of the phrase among those of several pieces */
  guint16 flags;
} DsnEnding;

/* The states are those of two tries: of the pieces that can only stand where a word begins, and of the others,
 * which can stand anywhere. The children of a state are neighbours, in the order of their octets: they end
 * where those of the next state begin. All that a step needs is in one word, as there are many. */
typedef struct {
  guint32 first_child : 23;
  guint32 is_ending : 1; /* of a piece */
  guint32 octet : 8;     /* that leads here */
} DsnState;

#define DSN_MAX_STATES (1 << 23)

typedef enum { DSN_TRIE_WORDS, DSN_TRIE_OTHERS, DSN_N_TRIES } DsnTrie;

#define DSN_N_OCTETS 256

typedef struct {
  const char *pool;
  const DsnPhrase *rows;
  const DsnCodeRule *codes;
  const DsnEnding *endings;
  const DsnState *states;       /* the first are the roots; one more than there are follows */
  const guint32 *first_endings; /* for each state that is the end of a piece, the first */
  const guint32 *roots; /* for each trie and octet, the state that it leads to; 0 for none */
  guint32 n_rows;
  guint32 n_codes;
  guint32 n_endings;
  guint32 n_states;
  guint32 n_gapped; /* phrases of several pieces */
} DsnPhraseTable;

/* dsn-phrases-line.c: one rule as it is written. */

/* A bit for "RCPT" and the like, 0 for none and for a command that no rule can ask for. */
guint _dsn_command_bit (const char *command);
/* The word of the vocabulary of reasons, as a number; DSN_REASON_NONE if a rule cannot give it. */
guint8 _dsn_reason_number (const char *word, gsize length);
const char *_dsn_reason_word (guint8 number);

/* A piece before it is compiled. */
typedef struct {
  DsnEnding ending;
  guint32 text;
} DsnPiece;

/* What was read so far. */
typedef struct {
  GString *pool;
  GArray *rows;   /* of DsnPhrase */
  GArray *pieces; /* of DsnPiece */
  guint32 n_gapped;
} DsnPhraseList;

/* Reads what stands before and behind the "|" of a line; the errors do not name the place. */
gboolean
_dsn_phrase_read_text (DsnPhraseList *list, DsnPhrase *phrase, const char *text, GError **error);
gboolean _dsn_phrase_read_conditions (DsnPhraseList *list, DsnPhrase *phrase, const char *text,
                                      GError **error);
/* Puts a text into the pool, with its NUL; returns where. */
guint32 _dsn_phrase_list_store (DsnPhraseList *list, const char *text, gsize length);

/* dsn-phrases-load.c: the lines of a file. */

void _dsn_phrase_list_init (DsnPhraseList *list);
void _dsn_phrase_list_clear (DsnPhraseList *list);
/* Appends the rules of a text; on error the list is as it was. */
gboolean _dsn_phrase_list_read (DsnPhraseList *list, const char *name, const char *text,
                                gsize length, GError **error);

/* dsn-phrases-compile.c */

typedef struct _DsnCompiled DsnCompiled;

/* @list must stay as it is while the table is used. (transfer full) */
DsnCompiled *_dsn_phrases_compile (const DsnPhraseList *list);
void _dsn_compiled_free (DsnCompiled *compiled);
const DsnPhraseTable *_dsn_compiled_get_table (const DsnCompiled *compiled);

/* dsn-phrases-scan.c: finds all phrases in one pass. */

/* Called for each phrase that a text has, once or more. */
typedef void (*DsnPhraseFound) (const DsnPhraseTable *table, const DsnPhrase *phrase,
                                gpointer data);

void _dsn_phrase_table_scan (const DsnPhraseTable *table, const GString *folded,
                             DsnPhraseFound found, gpointer data);

/* dsn-phrases.c */

/* The rules that come with the library: made of templates/phrases by the build. */
extern const DsnPhraseTable _dsn_own_phrases;
/* Those of a user; NULL for none. */
const DsnPhraseTable *_dsn_phrases_get_added (const DsnPhrases *phrases);

G_END_DECLS
