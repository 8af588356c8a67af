/* dsn-phrases-automaton.c: finds all pieces of all phrases in one pass.
 *
 * The automaton of Aho and Corasick (Efficient string matching, 1975) over the octets of folded
 * texts. Its states are those of a trie in the order of breadth, so that the children of a state are
 * neighbours: three arrays of numbers, made in one sweep over the sorted pieces.
 * SPDX-License-Identifier: LGPL-2.1-or-later */
#include <string.h>

#include "dsn-phrases-private.h"

#define NO_ROW G_MAXUINT32

/* One way that a state can be the end of a piece. */
typedef struct {
  const DsnPiece *piece;
  const DsnPhrase *phrase;
  guint32 index;  /* of the piece in its phrase */
  guint32 number; /* of the phrase among those of several pieces */
} Ending;

typedef struct {
  guint32 first_child;
  guint32 n_children;
  guint32 fail;        /* the state of the longest suffix that is a state too */
  guint32 endings;     /* the first of those that end here; NO_ROW for none */
  guint32 next_ending; /* the longest suffix that has endings, 0 for none */
} State;

struct _DsnAutomaton {
  GArray *endings;         /* of Ending, sorted by the text of the piece */
  GArray *states;          /* of State; the first is the root */
  GByteArray *labels;      /* the octet that leads to a state */
  guint32 root_child[256]; /* 0 for none */
  guint n_several;         /* phrases of more than one piece */
};

/* How far a phrase of several pieces has been seen. */
typedef struct {
  guint32 n_seen;
  guint32 end;
} Progress;

static int
compare_pieces (const DsnPiece *a, const DsnPiece *b)
{
  int order = memcmp (a->text, b->text, MIN (a->length, b->length));

  return order != 0 ? order : (a->length > b->length) - (a->length < b->length);
}

static int
compare_endings (gconstpointer a, gconstpointer b)
{
  return compare_pieces (((const Ending *) a)->piece, ((const Ending *) b)->piece);
}

static void
collect_endings (DsnAutomaton *automaton, const GArray *rows)
{
  for (guint i = 0; i < rows->len; i++) {
    const DsnPhrase *phrase = &g_array_index (rows, DsnPhrase, i);

    for (guint j = 0; j < phrase->n_pieces; j++) {
      Ending ending = { &phrase->pieces[j], phrase, j, automaton->n_several };

      g_array_append_val (automaton->endings, ending);
    }
    automaton->n_several += phrase->n_pieces > 1;
  }
  g_array_sort (automaton->endings, compare_endings);
}

static const Ending *
get_ending (const DsnAutomaton *automaton, guint32 number)
{
  return &g_array_index (automaton->endings, Ending, number);
}

static const State *
get_state (const DsnAutomaton *automaton, guint32 number)
{
  return &g_array_index (automaton->states, State, number);
}

/* Returns 0, which no state leads to, if there is no such child. */
static inline guint32
find_child (const DsnAutomaton *automaton, guint32 state, guint8 octet)
{
  const State *parent;
  const guint8 *labels, *found;

  if (state == 0)
    return automaton->root_child[octet];
  parent = get_state (automaton, state);
  labels = automaton->labels->data + parent->first_child;
  found = parent->n_children > 0 ? memchr (labels, octet, parent->n_children) : NULL;
  return found ? parent->first_child + (guint32) (found - labels) : 0;
}

static inline guint32
advance (const DsnAutomaton *automaton, guint32 state, guint8 octet)
{
  guint32 next;

  while ((next = find_child (automaton, state, octet)) == 0 && state != 0)
    state = get_state (automaton, state)->fail;
  return next;
}

/* The endings whose pieces begin with the octets that lead to a state. */
typedef struct {
  guint32 from;
  guint32 to;
  gsize depth;
} Range;

static void
add_state (DsnAutomaton *automaton, GArray *ranges, guint32 parent, guint8 octet, Range range)
{
  State state = { 0, 0, 0, NO_ROW, 0 };
  State *above = &g_array_index (automaton->states, State, parent);
  guint32 number = automaton->states->len;
  guint32 grandparent = above->fail;

  if (above->n_children++ == 0)
    above->first_child = number;
  if (parent == 0)
    automaton->root_child[octet] = number;
  else
    state.fail = advance (automaton, grandparent, octet);
  g_array_append_val (automaton->states, state);
  g_byte_array_append (automaton->labels, &octet, 1);
  g_array_append_val (ranges, range);
}

/* Makes the children of a state, and notes what ends at it. The states above it are finished. */
static void
finish_state (DsnAutomaton *automaton, GArray *ranges, guint32 number)
{
  Range range = g_array_index (ranges, Range, number);
  State *state = &g_array_index (automaton->states, State, number);
  const State *suffix = get_state (automaton, state->fail);
  guint32 at = range.from;

  state->next_ending = suffix->endings != NO_ROW ? state->fail : suffix->next_ending;
  if (number > 0 && get_ending (automaton, at)->piece->length == range.depth)
    state->endings = at;
  while (at < range.to && get_ending (automaton, at)->piece->length == range.depth)
    at++;
  while (at < range.to) {
    guint8 octet = (guint8) get_ending (automaton, at)->piece->text[range.depth];
    Range child = { at, at, range.depth + 1 };

    while (child.to < range.to
           && (guint8) get_ending (automaton, child.to)->piece->text[range.depth] == octet)
      child.to++;
    add_state (automaton, ranges, number, octet, child);
    at = child.to;
  }
}

DsnAutomaton *
_dsn_automaton_new (const GArray *rows)
{
  DsnAutomaton *automaton = g_new0 (DsnAutomaton, 1);
  g_autoptr (GArray) ranges = g_array_new (FALSE, FALSE, sizeof (Range));
  State root = { 0, 0, 0, NO_ROW, 0 };
  Range all = { 0, 0, 0 };

  automaton->endings = g_array_new (FALSE, FALSE, sizeof (Ending));
  automaton->states = g_array_new (FALSE, FALSE, sizeof (State));
  automaton->labels = g_byte_array_new ();
  collect_endings (automaton, rows);
  all.to = automaton->endings->len;
  g_array_append_val (automaton->states, root);
  g_byte_array_append (automaton->labels, (const guint8 *) "", 1);
  g_array_append_val (ranges, all);
  for (guint32 i = 0; i < automaton->states->len; i++)
    finish_state (automaton, ranges, i);
  return automaton;
}

void
_dsn_automaton_free (DsnAutomaton *automaton)
{
  if (!automaton)
    return;
  g_array_unref (automaton->endings);
  g_array_unref (automaton->states);
  g_byte_array_unref (automaton->labels);
  g_free (automaton);
}

/* Whether a piece that stands in a text is there by whole words. */
static gboolean
is_separate (const DsnPiece *piece, const GString *folded, gsize start, gsize end)
{
  if (piece->begins_word && start > 0 && g_ascii_isalnum (folded->str[start - 1]))
    return FALSE;
  return !piece->ends_word || !g_ascii_isalnum (folded->str[end]);
}

/* Notes that a piece stands before @end; returns whether its phrase is complete now. */
static gboolean
complete (const Ending *ending, Progress *progress, gsize end)
{
  Progress *own = &progress[ending->number];

  if (ending->phrase->n_pieces == 1)
    return TRUE;
  if (own->n_seen != ending->index || end - ending->piece->length < own->end)
    return FALSE;
  own->n_seen++;
  own->end = (guint32) end;
  return own->n_seen == ending->phrase->n_pieces;
}

static void
report_endings (const DsnAutomaton *automaton, guint32 from, const GString *folded, gsize end,
                Progress *progress, DsnPhraseFound found, gpointer data)
{
  const DsnPiece *first = get_ending (automaton, from)->piece;

  for (guint32 i = from; i < automaton->endings->len; i++) {
    const Ending *ending = get_ending (automaton, i);

    if (ending->piece->length != first->length
        || memcmp (ending->piece->text, first->text, first->length) != 0)
      return;
    if (is_separate (ending->piece, folded, end - first->length, end)
        && complete (ending, progress, end))
      found (ending->phrase, data);
  }
}

void
_dsn_automaton_scan (const DsnAutomaton *automaton, const GString *folded, DsnPhraseFound found,
                     gpointer data)
{
  g_autofree Progress *progress = g_new0 (Progress, automaton->n_several + 1);
  guint32 state = 0;

  for (gsize i = 0; i < folded->len; i++) {
    state = advance (automaton, state, (guint8) folded->str[i]);
    for (guint32 at = state; at != 0; at = get_state (automaton, at)->next_ending)
      if (get_state (automaton, at)->endings != NO_ROW)
        report_endings (automaton, get_state (automaton, at)->endings, folded, i + 1, progress,
                        found, data);
  }
}
