/* dsn-phrases-compile.c: makes of rules the tries that find them.
 *
 * They are over the octets of folded texts, with their states in the order of breadth, made in one sweep over
 * the sorted pieces. An automaton that needs no second look at an octet (Aho and Corasick, 1975) was slower:
 * most phrases begin with a word, and most places in a text are inside of one.
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
  GArray *first_endings;
  guint32 roots[DSN_N_TRIES * DSN_N_OCTETS];
};

typedef struct {
  const char *pool;
  GArray *pieces; /* of DsnPiece, sorted by their text */
  GArray *ranges; /* of Range, one a state */
  DsnCompiled *made;
} Compiler;

static DsnTrie
get_trie (const DsnPiece *piece)
{
  return piece->ending.flags & DSN_PIECE_BEGINS_WORD ? DSN_TRIE_WORDS : DSN_TRIE_OTHERS;
}

static int
compare_pieces (gconstpointer a, gconstpointer b, gpointer pool)
{
  const DsnPiece *one = a;
  const DsnPiece *other = b;
  int order = (int) get_trie (one) - (int) get_trie (other);

  if (order == 0)
    order = strcmp ((const char *) pool + one->text, (const char *) pool + other->text);
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

static void
add_state (Compiler *compiler, guint32 parent, guint8 octet, Range range)
{
  DsnState state = { 0, 0, octet };
  guint32 none = 0;

  if (parent < DSN_N_TRIES)
    compiler->made->roots[parent * DSN_N_OCTETS + octet] = compiler->made->states->len;
  g_array_append_val (compiler->made->states, state);
  g_array_append_val (compiler->made->first_endings, none);
  g_array_append_val (compiler->ranges, range);
}

/* Notes which pieces end at a state; returns the first piece that goes on. */
static guint32
add_endings (Compiler *compiler, guint32 number, const Range *range)
{
  GArray *endings = compiler->made->endings;
  guint32 at = range->from;

  g_array_index (compiler->made->first_endings, guint32, number) = endings->len;
  for (; at < range->to; at++) {
    const DsnPiece *piece = &g_array_index (compiler->pieces, DsnPiece, at);

    if (piece->ending.length != range->depth)
      break;
    g_array_append_val (endings, piece->ending);
  }
  if (at == range->from)
    return at;
  state_at (compiler, number)->is_ending = TRUE;
  g_array_index (endings, DsnEnding, endings->len - 1).flags |= DSN_PIECE_IS_LAST;
  return at;
}

/* Makes the children of a state. The states above it are finished. */
static void
finish_state (Compiler *compiler, guint32 number)
{
  Range range = g_array_index (compiler->ranges, Range, number);
  guint32 at = add_endings (compiler, number, &range);

  state_at (compiler, number)->first_child = compiler->made->states->len & (DSN_MAX_STATES - 1);
  while (at < range.to) {
    guint8 octet = octet_at (compiler, at, range.depth);
    Range child = { at, at + 1, range.depth + 1 };

    while (child.to < range.to && octet_at (compiler, child.to, range.depth) == octet)
      child.to++;
    add_state (compiler, number, octet, child);
    at = child.to;
  }
}

/* Where the pieces of the second trie begin. */
static guint32
find_border (const Compiler *compiler)
{
  guint32 border = 0;

  while (border < compiler->pieces->len
         && get_trie (&g_array_index (compiler->pieces, DsnPiece, border)) == DSN_TRIE_WORDS)
    border++;
  return border;
}

static void
make_states (Compiler *compiler)
{
  guint32 border = find_border (compiler);
  Range words = { 0, border, 0 };
  Range others = { border, compiler->pieces->len, 0 };
  DsnState stop = { 0, 0, 0 };

  add_state (compiler, DSN_N_TRIES, 0, words);
  add_state (compiler, DSN_N_TRIES, 0, others);
  for (guint32 i = 0; i < compiler->made->states->len; i++)
    finish_state (compiler, i);
  stop.first_child = compiler->made->states->len & (DSN_MAX_STATES - 1);
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
    .first_endings = &g_array_index (made->first_endings, guint32, 0),
    .roots = made->roots,
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
  made->first_endings = g_array_new (FALSE, FALSE, sizeof (guint32));
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
  g_array_unref (compiled->first_endings);
  g_free (compiled);
}

const DsnPhraseTable *
_dsn_compiled_get_table (const DsnCompiled *compiled)
{
  return &compiled->table;
}
