/* dsn-phrases-scan.c: finds all phrases in one pass.
 * SPDX-License-Identifier: LGPL-2.1-or-later */
#include <string.h>

#include "dsn-phrases-private.h"

/* How far a phrase of several pieces has been seen. */
typedef struct {
  guint16 gaps; /* the phrase, by its number among those of several pieces */
  guint16 n_seen;
  guint32 end;
} Progress;

/* Texts begin few phrases more. */
#define USUAL_PROGRESS 64

/* Bits of the numbers of phrases, by which most are told apart. */
#define N_MARKS 256

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
  /* Whether a phrase of such a number has been begun. */
  guint64 marks[N_MARKS / 64];
  Progress usual[USUAL_PROGRESS];
} Scan;

/* Returns 0, which no state leads to, if there is no such child. */
static inline guint32
find_child (const DsnPhraseTable *table, guint32 state, guint8 octet)
{
  guint32 end = table->states[state + 1].first_child;

  if (state == 0)
    return table->root[octet];
  for (guint32 child = table->states[state].first_child; child < end; child++)
    if (table->labels[child] == octet)
      return child;
  return 0;
}

static inline guint32
advance (const DsnPhraseTable *table, guint32 state, guint8 octet)
{
  guint32 next;

  while ((next = find_child (table, state, octet)) == 0 && state != 0)
    state = table->states[state].fail;
  return next;
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

/* The mark of a phrase is a bit of the word at this place. */
static inline guint
get_word (guint16 gaps)
{
  return gaps % N_MARKS / 64;
}

static inline guint64
get_bit (guint16 gaps)
{
  return G_GUINT64_CONSTANT (1) << (gaps % 64);
}

/* How far a phrase has come, or NULL. Few are begun in any text, so that they are looked through one after
 * another: a table with a place for each phrase there is would be more work than the text. */
static Progress *
find_progress (Scan *scan, guint16 gaps)
{
  if (!(scan->marks[get_word (gaps)] & get_bit (gaps)))
    return NULL;
  for (guint i = 0; i < scan->n_progress; i++)
    if (scan->progress[i].gaps == gaps)
      return &scan->progress[i];
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

static void
begin_progress (Scan *scan, guint16 gaps, gsize end)
{
  scan->marks[get_word (gaps)] |= get_bit (gaps);
  if (scan->n_progress == scan->room)
    make_room (scan);
  scan->progress[scan->n_progress++] = (Progress){ gaps, 1, (guint32) end };
}

/* What the first sentence began, the next does not end: it speaks of something else. Then the phrase may
 * begin again. */
static gboolean
is_past (const Scan *scan, const Progress *own)
{
  return own->end <= scan->sentence;
}

/* Notes that a piece stands before @end; returns whether its phrase is complete now. */
static gboolean
complete (Scan *scan, const DsnEnding *ending, gsize end)
{
  guint n_pieces = scan->table->rows[ending->row].n_pieces;
  Progress *own;

  if (n_pieces == 1)
    return TRUE;
  own = find_progress (scan, ending->gaps);
  if (!own) {
    if (ending->index == 0)
      begin_progress (scan, ending->gaps, end);
    return FALSE;
  }
  if (is_past (scan, own)) {
    if (ending->index == 0)
      *own = (Progress){ ending->gaps, 1, (guint32) end };
    return FALSE;
  }
  if (own->n_seen != ending->index || end - ending->length < own->end)
    return FALSE;
  own->n_seen++;
  own->end = (guint32) end;
  return own->n_seen == n_pieces;
}

static void
report_endings (Scan *scan, guint32 state, gsize end)
{
  const DsnEnding *ending = &scan->table->endings[scan->table->states[state].endings - 1];

  for (;; ending++) {
    if (is_separate (ending, scan->folded, end) && complete (scan, ending, end))
      scan->found (scan->table, &scan->table->rows[ending->row], scan->data);
    if (ending->flags & DSN_PIECE_IS_LAST)
      return;
  }
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

void
_dsn_phrase_table_scan (const DsnPhraseTable *table, const GString *folded, DsnPhraseFound found,
                        gpointer data)
{
  guint32 state = 0;
  Scan scan;

  scan.table = table;
  scan.folded = folded;
  scan.found = found;
  scan.data = data;
  scan.progress = scan.usual;
  scan.n_progress = 0;
  scan.sentence = 0;
  scan.room = USUAL_PROGRESS;
  memset (scan.marks, 0, sizeof scan.marks);

  for (gsize i = 0; i < folded->len; i++) {
    state = advance (table, state, (guint8) folded->str[i]);
    for (guint32 at = state; at != 0; at = table->states[at].next_ending)
      if (table->states[at].endings)
        report_endings (&scan, at, i + 1);
    if (ends_sentence (folded, i))
      scan.sentence = i + 1;
  }
  if (scan.progress != scan.usual)
    g_free (scan.progress);
}
