/* dsn-phrases-scan.c: finds all phrases in one pass over the places where they may begin.
 * SPDX-License-Identifier: LGPL-2.1-or-later */
#include <string.h>

#include "dsn-phrases-private.h"

/* How far a phrase of several pieces has been seen. */
typedef struct {
  guint16 gaps; /* the phrase, by its number among those of several pieces */
  guint16 n_seen;
  guint16 next; /* one more than the place of the next in its slot; 0 for none */
  guint32 end;
} Progress;

/* Texts begin few phrases more. */
#define USUAL_PROGRESS 128

/* By the last bits of the numbers of phrases. */
#define N_SLOTS 256

typedef struct {
  const DsnPhraseTable *table;
  const GString *folded;
  DsnPhraseFound found;
  gpointer data;
  gsize sentence; /* where the one at hand began */
  /* In @usual as long as there is room. */
  Progress *progress;
  guint n_progress;
  guint room;
  guint16 slots[N_SLOTS]; /* one more than the place of the first; 0 for none */
  Progress usual[USUAL_PROGRESS];
} Scan;

/* Returns 0, which no state leads to, if there is no such child. */
static inline guint32
find_child (const DsnPhraseTable *table, guint32 state, guint8 octet)
{
  guint32 child = table->states[state].first_child;
  guint32 end = table->states[state + 1].first_child;

  while (child < end && table->states[child].octet < octet)
    child++;
  return child < end && table->states[child].octet == octet ? child : 0;
}

/* Whether a piece that stands in a text is there by whole words. */
static gboolean
is_separate (const DsnEnding *ending, const GString *folded, gsize end)
{
  gsize start = end - ending->length;

  if ((ending->flags & DSN_PIECE_BEGINS_WORD) && start > 0
      && g_ascii_isalnum (folded->str[start - 1]))
    return FALSE;
  return !(ending->flags & DSN_PIECE_ENDS_WORD) || !g_ascii_isalnum (folded->str[end]);
}

/* Whether a sentence ends with an octet: by a mark with a space behind it, but for the three dots that
 * Sendmail puts behind an address; or by a mark of East Asia. */
static gboolean
ends_sentence (const GString *folded, gsize i)
{
  const char *at = &folded->str[i];

  switch (*at) {
  case '.':
    return at[1] == ' ' && at[-1] != '.';
  case '!':
  case '?':
    return at[1] == ' ';
  case '\202':
    return i > 2 && memcmp (at - 2, "\343\200\202", 3) == 0;
  default:
    return FALSE;
  }
}

/* Where the sentence began in which a piece ends. */
static gsize
find_sentence (const Scan *scan, const DsnEnding *ending, gsize end)
{
  if (ending->flags & DSN_PIECE_HAS_SENTENCE_END)
    for (gsize at = end - 1; at > end - ending->length; at--)
      if (ends_sentence (scan->folded, at - 1))
        return at;
  return scan->sentence;
}

/* The next way that a phrase has been begun, from a place on, or NULL. Few are begun in any text: a table with
 * a place for each phrase there is would be more work than the text. */
static Progress *
find_progress (const Scan *scan, guint16 at, guint16 gaps)
{
  for (; at != 0; at = scan->progress[at - 1].next)
    if (scan->progress[at - 1].gaps == gaps)
      return &scan->progress[at - 1];
  return NULL;
}

static void
make_room (Scan *scan)
{
  gboolean is_usual = scan->progress == scan->usual;

  scan->room *= 2;
  scan->progress = g_renew (Progress, is_usual ? NULL : scan->progress, scan->room);
  if (is_usual)
    memcpy (scan->progress, scan->usual, sizeof scan->usual);
}

/* Notes that the first piece of a phrase stands before @end. What one sentence began, the next does not end: it
 * speaks of something else. Then the phrase may begin again; before that, only in a piece that reaches from
 * one into the next. */
static void
begin (Scan *scan, const DsnEnding *ending, gsize end)
{
  guint16 *slot = &scan->slots[ending->gaps % N_SLOTS];
  gsize sentence = find_sentence (scan, ending, end);
  Progress *past = NULL;

  for (Progress *own = find_progress (scan, *slot, ending->gaps); own;
       own = find_progress (scan, own->next, ending->gaps)) {
    if (own->end > sentence)
      return;
    if (own->end <= scan->sentence)
      past = own;
  }
  if (past) {
    past->n_seen = 1;
    past->end = (guint32) end;
    return;
  }
  if (scan->n_progress == G_MAXUINT16)
    return;
  if (scan->n_progress == scan->room)
    make_room (scan);
  scan->progress[scan->n_progress++] = (Progress){ ending->gaps, 1, *slot, (guint32) end };
  *slot = (guint16) scan->n_progress;
}

/* Notes that another piece stands before @end; returns whether the phrase is complete now. */
static gboolean
go_on (Scan *scan, const DsnEnding *ending, gsize end)
{
  guint16 first = scan->slots[ending->gaps % N_SLOTS];
  gsize sentence = find_sentence (scan, ending, end);

  for (Progress *own = find_progress (scan, first, ending->gaps); own;
       own = find_progress (scan, own->next, ending->gaps))
    if (own->end > sentence && own->n_seen == ending->index && own->end <= end - ending->length) {
      own->n_seen++;
      own->end = (guint32) end;
      return (ending->flags & DSN_PIECE_ENDS_PHRASE) != 0;
    }
  return FALSE;
}

/* Notes that a piece stands before @end; returns whether its phrase is complete now. */
static gboolean
complete (Scan *scan, const DsnEnding *ending, gsize end)
{
  if (ending->index > 0)
    return go_on (scan, ending, end);
  if (ending->flags & DSN_PIECE_ENDS_PHRASE)
    return TRUE;
  begin (scan, ending, end);
  return FALSE;
}

static void
report_endings (Scan *scan, guint32 state, gsize end)
{
  const DsnEnding *ending = &scan->table->endings[scan->table->first_endings[state]];

  for (;; ending++) {
    if (is_separate (ending, scan->folded, end) && complete (scan, ending, end))
      scan->found (scan->table, &scan->table->rows[ending->row], scan->data);
    if (ending->flags & DSN_PIECE_IS_LAST)
      return;
  }
}

/* Reports the pieces of a trie that stand at a place. */
static inline void
find_pieces (Scan *scan, DsnTrie trie, gsize start)
{
  const DsnPhraseTable *table = scan->table;
  const guint8 *at = (const guint8 *) scan->folded->str + start;
  guint32 state = table->roots[trie * DSN_N_OCTETS + *at];

  while (state != 0) {
    at++;
    if (table->states[state].is_ending)
      report_endings (scan, state, (gsize) (at - (const guint8 *) scan->folded->str));
    state = find_child (table, state, *at);
  }
}

void
_dsn_phrase_table_scan (const DsnPhraseTable *table, const GString *folded, DsnPhraseFound found,
                        gpointer data)
{
  gboolean is_in_word = FALSE;
  Scan scan;

  scan.table = table;
  scan.folded = folded;
  scan.found = found;
  scan.data = data;
  scan.progress = scan.usual;
  scan.n_progress = 0;
  scan.sentence = 0;
  scan.room = USUAL_PROGRESS;
  memset (scan.slots, 0, sizeof scan.slots);

  for (gsize i = 0; i < folded->len; i++) {
    gboolean is_word = g_ascii_isalnum (folded->str[i]);

    if (is_word && !is_in_word)
      find_pieces (&scan, DSN_TRIE_WORDS, i);
    find_pieces (&scan, DSN_TRIE_OTHERS, i);
    is_in_word = is_word;
    if (ends_sentence (folded, i))
      scan.sentence = i + 1;
  }
  if (scan.progress != scan.usual)
    g_free (scan.progress);
}
