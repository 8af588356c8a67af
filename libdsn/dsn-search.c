/* dsn-search.c: finds codes by what is said of them.
 * SPDX-License-Identifier: LGPL-2.1-or-later */
#include <string.h>

#include "dsn-search-private.h"
#include "dsn-search.h"

/* More is no search any more, but a text. */
#define MAX_WORDS       16
#define MAX_WORDS_BYTES 4096

/* What a word counts where it is found, and what more if it begins a word there. */
#define WEIGHT_CODE       100
#define WEIGHT_NAME       16
#define WEIGHT_TITLE      20
#define WEIGHT_LONG_TEXT  2
#define WEIGHT_REASON     6
#define WEIGHT_REPLIES    4
#define WEIGHT_WORD_START 2 /* times the rest */

static const guint weights[DSN_SEARCH_COUNT] = {
  [DSN_SEARCH_CODE] = WEIGHT_CODE,
  [DSN_SEARCH_REPLIES] = WEIGHT_REPLIES,
  [DSN_SEARCH_NAME] = WEIGHT_NAME,
  [DSN_SEARCH_TEXTS + DSN_CATALOG_TITLE] = WEIGHT_TITLE,
  [DSN_SEARCH_TEXTS + DSN_CATALOG_REASON] = WEIGHT_REASON,
  [DSN_SEARCH_TEXTS + DSN_CATALOG_FIX_SENDER] = WEIGHT_LONG_TEXT,
  [DSN_SEARCH_TEXTS + DSN_CATALOG_FIX_RECIPIENT] = WEIGHT_LONG_TEXT,
  [DSN_SEARCH_TEXTS + DSN_CATALOG_FIX_POSTMASTER] = WEIGHT_LONG_TEXT,
  [DSN_SEARCH_TEXTS + DSN_CATALOG_DEFINITION] = WEIGHT_LONG_TEXT,
};

static gboolean
starts_word (const char *text, const char *at)
{
  return at == text || !g_unichar_isalnum (g_utf8_get_char (g_utf8_prev_char (at)));
}

/* Whether a word ends at the end of a number in the text; 55 is not found in 550. */
static gboolean
ends_number (const char *word, const char *end)
{
  gboolean is_number = strspn (word, "0123456789.") == strlen (word);

  return !is_number || !g_ascii_isdigit (*end);
}

/* The code as a whole, or without its class. */
static gboolean
is_code (const char *code, const char *word)
{
  const char *dot = strchr (code, '.');

  return strcmp (code, word) == 0 || (dot && strcmp (dot + 1, word) == 0)
         || (dot && g_str_has_prefix (word, "x.") && strcmp (dot, word + 1) == 0);
}

static gboolean
has_whole_number (const char *numbers, const char *word)
{
  const char *at = strstr (numbers, word);

  return at && strlen (word) == 3 && at[3] == ' ' && starts_word (numbers, at);
}

/* A number counts as a whole only, another word also inside one, but less. */
static guint
score_place (const char *text, const char *at, const char *word)
{
  if (!ends_number (word, at + strlen (word)))
    return 0;
  if (starts_word (text, at))
    return WEIGHT_WORD_START;
  return g_ascii_isdigit (*word) ? 0 : 1;
}

/* How good the best place of the word in the text is. */
static guint
score_words (const char *text, const char *word)
{
  guint best = 0;

  for (const char *at = strstr (text, word); at && best < WEIGHT_WORD_START;
       at = strstr (at + 1, word))
    best = MAX (best, score_place (text, at, word));
  return best;
}

static guint
score_field (const DsnSearchEntry *entry, DsnSearchField field, const char *word)
{
  const char *text = entry->fields[field];

  if (!text)
    return 0;
  if (field == DSN_SEARCH_CODE)
    return is_code (text, word) ? weights[field] : 0;
  if (field == DSN_SEARCH_REPLIES)
    return has_whole_number (text, word) ? weights[field] : 0;
  return score_words (text, word) * weights[field];
}

/* How often words were found, and how well. */
typedef struct {
  guint n_words;
  guint score;
} Fit;

static Fit
fit_entry (const DsnSearchEntry *entry, const GPtrArray *words)
{
  Fit fit = { 0, 0 };

  for (guint i = 0; i < words->len; i++) {
    guint score = 0;

    for (DsnSearchField field = 0; field < DSN_SEARCH_COUNT; field++)
      score += score_field (entry, field, g_ptr_array_index (words, i));
    fit.n_words += score > 0;
    fit.score += score;
  }
  return fit;
}

/* The quotes, brackets and stops of ASCII, and of any other script all punctuation. */
static gboolean
is_around_word (gunichar c)
{
  return c < 0x80 ? c != 0 && strchr ("\"'`()[]<>{},;:.!?*", (int) c) != NULL
                  : g_unichar_ispunct (c);
}

static char *
trim_word (const char *word)
{
  const char *start = word;
  const char *end = word + strlen (word);

  while (is_around_word (g_utf8_get_char (start)))
    start = g_utf8_next_char (start);
  while (end > start && is_around_word (g_utf8_get_char (g_utf8_prev_char (end))))
    end = g_utf8_prev_char (end);
  return g_strndup (start, (gsize) (end - start));
}

static GPtrArray *
split_words (const char *text)
{
  GPtrArray *words = g_ptr_array_new_with_free_func (g_free);
  g_autofree char *start = g_utf8_make_valid (text, (gssize) strnlen (text, MAX_WORDS_BYTES));
  g_autofree char *folded = _dsn_search_fold (start);
  g_auto (GStrv) parts = g_strsplit_set (folded, " \t\r\n", -1);

  for (guint i = 0; parts[i] && words->len < MAX_WORDS; i++) {
    g_autofree char *word = trim_word (parts[i]);

    if (*word != '\0')
      g_ptr_array_add (words, g_steal_pointer (&word));
  }
  return words;
}

/* Two classes of one code. */
static gboolean
is_same_code (const DsnCatalogHit *hit, const DsnSearchEntry *entry)
{
  return entry->reply == 0 && hit->reply == 0
         && dsn_status_get_subject (hit->status) == dsn_status_get_subject (entry->status)
         && dsn_status_get_detail (hit->status) == dsn_status_get_detail (entry->status);
}

/* The classes of one code follow each other, so that only the last hit can be another of them. */
static void
add_hit (GArray *hits, const DsnSearchEntry *entry, guint score)
{
  DsnCatalogHit hit = { entry->status, entry->reply, score };
  DsnCatalogHit *last = hits->len > 0 ? &g_array_index (hits, DsnCatalogHit, hits->len - 1) : NULL;

  if (!last || !is_same_code (last, entry))
    g_array_append_val (hits, hit);
  else if (last->score < score)
    *last = hit;
}

/* Those that fit alike stay in the order of the index. */
static int
compare_hits (gconstpointer a, gconstpointer b)
{
  const DsnCatalogHit *first = a, *second = b;

  return (first->score < second->score) - (first->score > second->score);
}

GArray *
dsn_catalog_search (const DsnCatalog *catalog, const char *words, guint limit)
{
  GArray *hits = g_array_new (FALSE, FALSE, sizeof (DsnCatalogHit));
  g_autoptr (GPtrArray) wanted = NULL;
  const GPtrArray *index;
  guint most = 1;

  g_return_val_if_fail (catalog != NULL, hits);
  g_return_val_if_fail (words != NULL, hits);

  wanted = split_words (words);
  index = wanted->len > 0 ? _dsn_search_get_index (catalog) : NULL;
  for (guint i = 0; index && i < index->len; i++) {
    const DsnSearchEntry *entry = g_ptr_array_index (index, i);
    Fit fit = fit_entry (entry, wanted);

    if (fit.n_words > most)
      g_array_set_size (hits, 0);
    most = MAX (most, fit.n_words);
    if (fit.n_words == most)
      add_hit (hits, entry, fit.score);
  }
  g_array_sort (hits, compare_hits);
  if (limit > 0 && hits->len > limit)
    g_array_set_size (hits, limit);
  return hits;
}
