/* dsn-phrases.c: the rules that come with the library, and those of a user.
 * SPDX-License-Identifier: LGPL-2.1-or-later */
#include <string.h>

#include "dsn-catalog-private.h"
#include "dsn-phrases-private.h"

#define OWN_FILE "phrases"

struct _DsnPhrases {
  DsnPhraseSet added;
};

static void
init_set (DsnPhraseSet *set)
{
  _dsn_phrase_list_init (&set->list);
  set->codes = g_ptr_array_new ();
  set->automaton = NULL;
}

static void
clear_set (DsnPhraseSet *set)
{
  _dsn_phrase_list_clear (&set->list);
  g_ptr_array_unref (set->codes);
  _dsn_automaton_free (set->automaton);
}

/* Makes of the rows what they are looked up with. */
static void
index_set (DsnPhraseSet *set)
{
  const GArray *rows = set->list.rows;

  g_ptr_array_set_size (set->codes, 0);
  for (guint i = 0; i < rows->len; i++)
    if (g_array_index (rows, DsnPhrase, i).n_pieces == 0)
      g_ptr_array_add (set->codes, &g_array_index (rows, DsnPhrase, i));
  _dsn_automaton_free (set->automaton);
  set->automaton = _dsn_automaton_new (rows);
}

/* The tests see to it that the library's own file has no errors. */
static gpointer
load_own (G_GNUC_UNUSED gpointer data)
{
  g_autoptr (GBytes) bytes = _dsn_data_lookup (OWN_FILE);
  DsnPhraseSet *set = g_new (DsnPhraseSet, 1);
  gsize length = 0;
  const char *text = bytes ? g_bytes_get_data (bytes, &length) : NULL;

  init_set (set);
  if (text)
    (void) _dsn_phrase_list_read (&set->list, OWN_FILE, text, length, NULL);
  index_set (set);
  return set;
}

const DsnPhraseSet *
_dsn_phrases_get_own (void)
{
  static GOnce once = G_ONCE_INIT;

  return g_once (&once, load_own, NULL);
}

const DsnPhraseSet *
_dsn_phrases_get_added (const DsnPhrases *phrases)
{
  return phrases && phrases->added.automaton ? &phrases->added : NULL;
}

DsnPhrases *
dsn_phrases_new (void)
{
  DsnPhrases *phrases = g_new (DsnPhrases, 1);

  init_set (&phrases->added);
  return phrases;
}

void
dsn_phrases_free (DsnPhrases *phrases)
{
  if (!phrases)
    return;
  clear_set (&phrases->added);
  g_free (phrases);
}

gboolean
dsn_phrases_add_text (DsnPhrases *phrases, const char *name, const char *text, gssize length,
                      GError **error)
{
  g_return_val_if_fail (phrases != NULL && name != NULL && text != NULL, FALSE);

  if (!_dsn_phrase_list_read (&phrases->added.list, name, text,
                              length < 0 ? strlen (text) : (gsize) length, error))
    return FALSE;
  index_set (&phrases->added);
  return TRUE;
}

gboolean
dsn_phrases_add_file (DsnPhrases *phrases, const char *path, GError **error)
{
  g_autofree char *text = NULL;
  g_autoptr (GError) fault = NULL;
  gsize length;

  g_return_val_if_fail (phrases != NULL && path != NULL, FALSE);

  if (g_file_get_contents (path, &text, &length, &fault))
    return dsn_phrases_add_text (phrases, path, text, (gssize) length, error);
  g_set_error (error, DSN_ERROR, DSN_ERROR_IO, "%s", fault->message);
  return FALSE;
}
