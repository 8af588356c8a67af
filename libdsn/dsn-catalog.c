/* dsn-catalog.c: reads what status codes mean to people, by language: LANG/catalog.ini.
 * SPDX-License-Identifier: LGPL-2.1-or-later */
#include <string.h>

#include "dsn-catalog-private.h"

struct _DsnCatalog {
  const char *language;
  char *name;          /* what the language calls itself */
  GHashTable *entries; /* key of a group → Entry */
  gsize *index_cell;   /* the index of dsn-search.c, once somebody has searched */
  GError *error;       /* why it could not be loaded */
};

typedef struct {
  char *texts[DSN_CATALOG_TEXT_COUNT];
} Entry;

/* A language and its catalog, once somebody has asked for it. */
typedef struct {
  const char *language;
  GOnce once;
} Slot;

static const char *const text_keys[DSN_CATALOG_TEXT_COUNT] = {
  [DSN_CATALOG_TITLE] = "title",
  [DSN_CATALOG_REASON] = "reason",
  [DSN_CATALOG_FIX_SENDER] = "fix-sender",
  [DSN_CATALOG_FIX_RECIPIENT] = "fix-recipient",
  [DSN_CATALOG_FIX_POSTMASTER] = "fix-postmaster",
  [DSN_CATALOG_DEFINITION] = "definition",
};

static gboolean
set_text (Entry *entry, GKeyFile *file, const char *group, const char *key, GError **error)
{
  for (guint i = 0; i < DSN_CATALOG_TEXT_COUNT; i++)
    if (strcmp (key, text_keys[i]) == 0) {
      entry->texts[i] = g_key_file_get_string (file, group, key, error);
      return entry->texts[i] != NULL;
    }
  g_set_error (error, DSN_ERROR, DSN_ERROR_TEMPLATE, "there is no text \"%s\"", key);
  return FALSE;
}

static gboolean
add_group (DsnCatalog *catalog, GKeyFile *file, const char *group, GError **error)
{
  g_auto (GStrv) keys = g_key_file_get_keys (file, group, NULL, NULL);
  Entry *entry = g_new0 (Entry, 1);
  guint32 number;

  if (!_dsn_code_key_parse (group, &number)) {
    g_free (entry);
    g_set_error_literal (error, DSN_ERROR, DSN_ERROR_TEMPLATE,
                         "this is no code such as X.7.7, 5.7.X, class 5 or reply 550");
    return FALSE;
  }
  g_hash_table_replace (catalog->entries, GUINT_TO_POINTER (number), entry);
  for (guint i = 0; keys && keys[i]; i++)
    if (!set_text (entry, file, group, keys[i], error))
      return FALSE;
  return TRUE;
}

static gpointer
load_catalog (gpointer data)
{
  Slot *slot = data;
  DsnCatalog *catalog = g_new0 (DsnCatalog, 1);
  g_autofree char *name = g_strconcat (slot->language, "/catalog.ini", NULL);
  g_autoptr (GKeyFile) file = _dsn_data_load_key_file (name, &catalog->error);
  g_auto (GStrv) groups = file ? g_key_file_get_groups (file, NULL) : NULL;

  catalog->language = slot->language;
  catalog->name = file ? g_key_file_get_string (file, DSN_LANGUAGE_GROUP, "name", NULL) : NULL;
  catalog->index_cell = g_new0 (gsize, 1);
  catalog->entries = g_hash_table_new (NULL, NULL);
  for (guint i = 0; groups && groups[i]; i++)
    if (strcmp (groups[i], DSN_LANGUAGE_GROUP) != 0
        && !add_group (catalog, file, groups[i], &catalog->error)) {
      g_prefix_error (&catalog->error, "%s: [%s]: ", name, groups[i]);
      break;
    }
  return catalog;
}

static gpointer
make_slots (G_GNUC_UNUSED gpointer data)
{
  char **languages = _dsn_data_get_languages ();
  guint n = g_strv_length (languages);
  Slot *slots = g_new0 (Slot, n + 1);

  for (guint i = 0; i < n; i++) {
    slots[i].language = languages[i];
    slots[i].once = (GOnce) G_ONCE_INIT;
  }
  return slots;
}

static Slot *
find_slot (const char *language)
{
  static GOnce once = G_ONCE_INIT;
  Slot *slots = g_once (&once, make_slots, NULL);
  g_auto (GStrv) names = _dsn_data_get_folder_names (language);

  for (guint i = 0; names[i]; i++)
    for (Slot *slot = slots; slot->language; slot++)
      if (g_ascii_strcasecmp (slot->language, names[i]) == 0)
        return slot;
  return NULL;
}

const DsnCatalog *
dsn_catalog_get (const char *language, GError **error)
{
  Slot *slot = find_slot (language ? language : DSN_FALLBACK_LANGUAGE);
  DsnCatalog *catalog;

  if (!slot) {
    g_autofree char *known = _dsn_data_name_languages ();

    g_set_error (error, DSN_ERROR, DSN_ERROR_NOT_FOUND, "there is no language \"%s\"; there are %s",
                 language ? language : DSN_FALLBACK_LANGUAGE, known);
    return NULL;
  }
  catalog = g_once (&slot->once, load_catalog, slot);
  if (!catalog->error)
    return catalog;
  if (error)
    *error = g_error_copy (catalog->error);
  return NULL;
}

char **
dsn_catalog_list_languages (void)
{
  return g_strdupv (_dsn_data_get_languages ());
}

const char *
dsn_catalog_get_language (const DsnCatalog *catalog)
{
  g_return_val_if_fail (catalog != NULL, NULL);
  return catalog->language;
}

const char *
dsn_catalog_get_language_name (const DsnCatalog *catalog)
{
  g_return_val_if_fail (catalog != NULL, NULL);
  return catalog->name ? catalog->name : catalog->language;
}

gsize *
_dsn_catalog_get_index_cell (const DsnCatalog *catalog)
{
  return catalog->index_cell;
}

const char *
_dsn_catalog_look_up (const DsnCatalog *catalog, guint32 key, DsnCatalogText which)
{
  const Entry *entry = g_hash_table_lookup (catalog->entries, GUINT_TO_POINTER (key));

  return entry ? entry->texts[which] : NULL;
}
