/* dsn-phrases-compile.c: makes of rules the automaton that finds them.
 *
 * That of Aho and Corasick (Efficient string matching, 1975) over the octets of folded texts. Its
 * states are those of a trie in the order of breadth, made in one sweep over the sorted pieces.
 * SPDX-License-Identifier: LGPL-2.1-or-later */
#include <string.h>

#include "dsn-phrases-private.h"

/* The pieces that begin with the octets that lead to a state. */
typedef struct {
  guint32 from;
  guint32 to;
  guint32 depth;
} Range;

struct _DsnCompiled {
  DsnPhraseTable table; /* of what follows */
  GArray *codes;        /* of DsnCodeRule */
  GArray *endings;      /* of DsnEnding */
  GArray *states;       /* of DsnState */
  GByteArray *labels;
  guint32 root[256];
};

typedef struct {
  const char *pool;
  GArray *pieces; /* of DsnPiece, sorted by their text */
  GArray *ranges; /* of Range, one a state */
  DsnCompiled *made;
} Compiler;

static int
compare_pieces (gconstpointer a, gconstpointer b, gpointer pool)
{
  const DsnPiece *one = a;
  const DsnPiece *other = b;
  int order = strcmp ((const char *) pool + one->text, (const char *) pool + other->text);

  if (order != 0)
    return order;
  /* Where one follows the other in a phrase or in the file, so that the result is always the same. */
  if (one->ending.row != other->ending.row)
    return one->ending.row < other->ending.row ? -1 : 1;
  return (one->ending.index > other->ending.index) - (one->ending.index < other->ending.index);
}

static guint8
octet_at (const Compiler *compiler, guint32 piece, guint32 depth)
{
  return (guint8) compiler->pool[g_array_index (compiler->pieces, DsnPiece, piece).text + depth];
}

static DsnState *
state_at (const Compiler *compiler, guint32 number)
{
  return &g_array_index (compiler->made->states, DsnState, number);
}

/* Among the children of a state that is finished; 0, which no state leads to, for none. */
static guint32
find_child (const Compiler *compiler, guint32 state, guint8 octet)
{
  guint32 first = state_at (compiler, state)->first_child;
  guint32 end = state_at (compiler, state + 1)->first_child;
  const guint8 *labels = compiler->made->labels->data + first;
  const guint8 *found;

  if (state == 0)
    return compiler->made->root[octet];
  found = end > first ? memchr (labels, octet, end - first) : NULL;
  return found ? first + (guint32) (found - labels) : 0;
}

/* The longest suffix of what leads to a new child of @parent. */
static guint32
find_fail (const Compiler *compiler, guint32 parent, guint8 octet)
{
  guint32 state = parent;
  guint32 next = 0;

  while (state != 0 && next == 0) {
    state = state_at (compiler, state)->fail;
    next = find_child (compiler, state, octet);
  }
  return next;
}

static void
add_state (Compiler *compiler, guint32 parent, guint8 octet, Range range)
{
  DsnState state = { 0, 0, 0, 0 };

  state.fail = find_fail (compiler, parent, octet);
  if (parent == 0)
    compiler->made->root[octet] = compiler->made->states->len;
  g_array_append_val (compiler->made->states, state);
  g_byte_array_append (compiler->made->labels, &octet, 1);
  g_array_append_val (compiler->ranges, range);
}

/* Notes which pieces end at a state; returns the first piece that goes on. */
static guint32
add_endings (Compiler *compiler, guint32 number, const Range *range)
{
  DsnState *state = state_at (compiler, number);
  const DsnState *suffix = state_at (compiler, state->fail);
  guint32 at = range->from;

  state->next_ending = suffix->endings ? state->fail : suffix->next_ending;
  for (; at < range->to; at++) {
    DsnPiece *piece = &g_array_index (compiler->pieces, DsnPiece, at);

    if (piece->ending.length != range->depth)
      break;
    if (!state->endings)
      state->endings = compiler->made->endings->len + 1;
    g_array_append_val (compiler->made->endings, piece->ending);
  }
  if (at > range->from)
    g_array_index (compiler->made->endings, DsnEnding, compiler->made->endings->len - 1).flags |=
        DSN_PIECE_IS_LAST;
  return at;
}

/* Makes the children of a state. The states above it are finished. */
static void
finish_state (Compiler *compiler, guint32 number)
{
  Range range = g_array_index (compiler->ranges, Range, number);
  guint32 at = add_endings (compiler, number, &range);

  state_at (compiler, number)->first_child = compiler->made->states->len;
  while (at < range.to) {
    guint8 octet = octet_at (compiler, at, range.depth);
    Range child = { at, at + 1, range.depth + 1 };

    while (child.to < range.to && octet_at (compiler, child.to, range.depth) == octet)
      child.to++;
    add_state (compiler, number, octet, child);
    at = child.to;
  }
}

static void
make_states (Compiler *compiler)
{
  DsnState root = { 0, 0, 0, 0 };
  Range all = { 0, compiler->pieces->len, 0 };
  DsnState stop = { 0, 0, 0, 0 };

  g_array_append_val (compiler->made->states, root);
  g_byte_array_append (compiler->made->labels, (const guint8 *) "", 1);
  g_array_append_val (compiler->ranges, all);
  for (guint32 i = 0; i < compiler->made->states->len; i++)
    finish_state (compiler, i);
  stop.first_child = compiler->made->states->len;
  g_array_append_val (compiler->made->states, stop);
}

static void
collect_codes (Compiler *compiler, const GArray *rows)
{
  for (guint32 i = 0; i < rows->len; i++) {
    const DsnPhrase *row = &g_array_index (rows, DsnPhrase, i);
    DsnCodeRule rule = { { row->status[0], row->status[1], row->status[2] }, row->reply, i };

    if (row->n_pieces == 0)
      g_array_append_val (compiler->made->codes, rule);
  }
}

static void
fill_table (DsnCompiled *made, const DsnPhraseList *list)
{
  made->table = (DsnPhraseTable){
    .pool = list->pool->str,
    .rows = &g_array_index (list->rows, DsnPhrase, 0),
    .codes = &g_array_index (made->codes, DsnCodeRule, 0),
    .endings = &g_array_index (made->endings, DsnEnding, 0),
    .states = &g_array_index (made->states, DsnState, 0),
    .labels = made->labels->data,
    .root = made->root,
    .n_rows = list->rows->len,
    .n_codes = made->codes->len,
    .n_endings = made->endings->len,
    .n_states = made->states->len - 1,
    .n_gapped = list->n_gapped,
  };
}

DsnCompiled *
_dsn_phrases_compile (const DsnPhraseList *list)
{
  DsnCompiled *made = g_new0 (DsnCompiled, 1);
  Compiler compiler = { .pool = list->pool->str, .made = made };

  made->codes = g_array_new (FALSE, FALSE, sizeof (DsnCodeRule));
  made->endings = g_array_new (FALSE, FALSE, sizeof (DsnEnding));
  made->states = g_array_new (FALSE, FALSE, sizeof (DsnState));
  made->labels = g_byte_array_new ();
  compiler.ranges = g_array_new (FALSE, FALSE, sizeof (Range));
  compiler.pieces = g_array_copy (list->pieces);
  g_array_sort_with_data (compiler.pieces, compare_pieces, list->pool->str);
  collect_codes (&compiler, list->rows);
  make_states (&compiler);
  fill_table (made, list);
  g_array_unref (compiler.pieces);
  g_array_unref (compiler.ranges);
  return made;
}

void
_dsn_compiled_free (DsnCompiled *compiled)
{
  if (!compiled)
    return;
  g_array_unref (compiled->codes);
  g_array_unref (compiled->endings);
  g_array_unref (compiled->states);
  g_byte_array_unref (compiled->labels);
  g_free (compiled);
}

const DsnPhraseTable *
_dsn_compiled_get_table (const DsnCompiled *compiled)
{
  return &compiled->table;
}
