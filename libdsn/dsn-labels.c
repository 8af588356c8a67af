/* dsn-labels.c: the words around the texts of a catalog, from templates/LANG/labels.ini.
 * SPDX-License-Identifier: LGPL-2.1-or-later */
#include <string.h>

#include "dsn-catalog-private.h"
#include "dsn-labels-private.h"

#define LABELS_GROUP "labels"

/* The labels of one language, name → text. */
static GHashTable *
load_language (const char *language)
{
  GHashTable *labels = g_hash_table_new (g_str_hash, g_str_equal);
  g_autofree char *name = g_strconcat (language, "/labels.ini", NULL);
  g_autoptr (GKeyFile) file = _dsn_data_load_key_file (name, NULL);
  g_auto (GStrv) keys = file ? g_key_file_get_keys (file, LABELS_GROUP, NULL, NULL) : NULL;

  for (guint i = 0; keys && keys[i]; i++) {
    char *text = g_key_file_get_string (file, LABELS_GROUP, keys[i], NULL);

    if (text)
      g_hash_table_insert (labels, g_strdup (keys[i]), text);
  }
  return labels;
}

static gpointer
load_labels (G_GNUC_UNUSED gpointer data)
{
  GHashTable *languages = g_hash_table_new (g_str_hash, g_str_equal);
  char **names = _dsn_data_get_languages ();

  for (guint i = 0; names[i]; i++)
    g_hash_table_insert (languages, names[i], load_language (names[i]));
  return languages;
}

/* Made once, then only read. NULL for a language that there is not. */
static GHashTable *
get_language (const char *language)
{
  static GOnce once = G_ONCE_INIT;
  GHashTable *languages = g_once (&once, load_labels, NULL);

  return g_hash_table_lookup (languages, language);
}

static int
compare_names (gconstpointer a, gconstpointer b)
{
  return strcmp (*(const char *const *) a, *(const char *const *) b);
}

static gpointer
list_names (G_GNUC_UNUSED gpointer data)
{
  GPtrArray *names = g_ptr_array_new ();
  GHashTableIter iter;
  gpointer name;

  g_hash_table_iter_init (&iter, get_language (DSN_FALLBACK_LANGUAGE));
  while (g_hash_table_iter_next (&iter, &name, NULL))
    g_ptr_array_add (names, name);
  g_ptr_array_sort (names, compare_names);
  g_ptr_array_add (names, NULL);
  return g_ptr_array_free (names, FALSE);
}

char **
_dsn_labels_get_names (void)
{
  static GOnce once = G_ONCE_INIT;

  return g_once (&once, list_names, NULL);
}

const char *
_dsn_labels_get (const DsnCatalog *catalog, const char *name)
{
  GHashTable *own = get_language (dsn_catalog_get_language (catalog));
  const char *text = own ? g_hash_table_lookup (own, name) : NULL;

  return text ? text : g_hash_table_lookup (get_language (DSN_FALLBACK_LANGUAGE), name);
}
