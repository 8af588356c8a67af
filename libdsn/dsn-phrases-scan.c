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

typedef struct {
  const DsnPhraseTable *table;
  const GString *folded;
  GArray *progress; /* of Progress; NULL until there is one */
  DsnPhraseFound found;
  gpointer data;
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

/* How far a phrase has come, or NULL. Few are begun in any text, so that they are looked through one after
 * another: a table with a place for each phrase there is would be more work than the text. */
static Progress *
find_progress (const Scan *scan, guint16 gaps)
{
  for (guint i = 0; scan->progress && i < scan->progress->len; i++) {
    Progress *own = &g_array_index (scan->progress, Progress, i);

    if (own->gaps == gaps)
      return own;
  }
  return NULL;
}

static void
begin_progress (Scan *scan, guint16 gaps, gsize end)
{
  Progress own = { gaps, 1, (guint32) end };

  if (!scan->progress)
    scan->progress = g_array_new (FALSE, FALSE, sizeof (Progress));
  g_array_append_val (scan->progress, own);
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

void
_dsn_phrase_table_scan (const DsnPhraseTable *table, const GString *folded, DsnPhraseFound found,
                        gpointer data)
{
  Scan scan = { table, folded, NULL, found, data };
  guint32 state = 0;

  for (gsize i = 0; i < folded->len; i++) {
    state = advance (table, state, (guint8) folded->str[i]);
    for (guint32 at = state; at != 0; at = table->states[at].next_ending)
      if (table->states[at].endings)
        report_endings (&scan, at, i + 1);
  }
  g_clear_pointer (&scan.progress, g_array_unref);
}
