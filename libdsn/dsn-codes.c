/* dsn-codes.c: the registered status codes, which are the same in every language: codes.ini.
 * SPDX-License-Identifier: LGPL-2.1-or-later */
#include <string.h>

#include "dsn-catalog-private.h"

/* The class that stands for all of them, where a code is a key or is listed. */
#define ANY_CODE_CLASS 5

typedef enum {
  CODE_NAME,
  CODE_CLASSES,
  CODE_REPLIES,
  CODE_REFERENCE,
  CODE_REASON,
  CODE_VAGUE,
  CODE_KEY_COUNT
} CodeKey;

static const char *const code_keys[CODE_KEY_COUNT] = {
  [CODE_NAME] = "name",           [CODE_CLASSES] = "classes", [CODE_REPLIES] = "replies",
  [CODE_REFERENCE] = "reference", [CODE_REASON] = "reason",   [CODE_VAGUE] = "vague",
};

/* Made once, then only read. */
typedef struct {
  GHashTable *rows; /* key of a group → char *[CODE_KEY_COUNT] */
  GArray *codes;    /* of DsnStatus, sorted */
} Registry;

static int
compare_codes (gconstpointer a, gconstpointer b)
{
  DsnStatus first = *(const DsnStatus *) a;
  DsnStatus second = *(const DsnStatus *) b;

  return (first > second) - (first < second);
}

/* Notes the code of a group that names one, as "X.7.7" does. */
static void
list_code (Registry *registry, const char *group)
{
  g_autofree char *text = g_strdup (group);
  DsnStatus status;

  if (!g_str_has_prefix (text, "X."))
    return;
  *text = '0' + ANY_CODE_CLASS;
  if (dsn_status_parse (text, &status, NULL))
    g_array_append_val (registry->codes, status);
}

static void
add_row (Registry *registry, GKeyFile *file, const char *group)
{
  char **row;
  guint32 key;

  if (!_dsn_code_key_parse (group, &key))
    return;
  row = g_new0 (char *, CODE_KEY_COUNT);
  for (guint i = 0; i < CODE_KEY_COUNT; i++)
    row[i] = g_key_file_get_string (file, group, code_keys[i], NULL);
  g_hash_table_insert (registry->rows, GUINT_TO_POINTER (key), row);
  list_code (registry, group);
}

static gpointer
load_registry (G_GNUC_UNUSED gpointer data)
{
  Registry *registry = g_new0 (Registry, 1);
  g_autoptr (GKeyFile) file = _dsn_data_load_key_file ("codes.ini", NULL);
  g_auto (GStrv) groups = file ? g_key_file_get_groups (file, NULL) : NULL;

  registry->rows = g_hash_table_new (NULL, NULL);
  registry->codes = g_array_new (FALSE, FALSE, sizeof (DsnStatus));
  for (guint i = 0; groups && groups[i]; i++)
    add_row (registry, file, groups[i]);
  g_array_sort (registry->codes, compare_codes);
  return registry;
}

static const Registry *
get_registry (void)
{
  static GOnce once = G_ONCE_INIT;

  return g_once (&once, load_registry, NULL);
}

static const char *
look_up (guint32 key, CodeKey which)
{
  char **row = g_hash_table_lookup (get_registry ()->rows, GUINT_TO_POINTER (key));

  return row ? row[which] : NULL;
}

/* What stands of a code, whatever its class. */
static const char *
look_up_code (DsnStatus status, CodeKey which)
{
  if (status == DSN_STATUS_NONE)
    return NULL;
  return look_up (_dsn_code_key (DSN_CODE_ANY_CLASS, dsn_status_get_subject (status),
                                 dsn_status_get_detail (status)),
                  which);
}

const char *
dsn_catalog_get_name (DsnStatus status)
{
  return look_up_code (status, CODE_NAME);
}

const char *
dsn_catalog_get_reason_word (DsnStatus status)
{
  const char *word = NULL;

  if (status != DSN_STATUS_NONE)
    word = look_up (_dsn_code_key_for_class (dsn_status_get_class (status)), CODE_REASON);
  return word ? word : look_up_code (status, CODE_REASON);
}

gboolean
_dsn_codes_is_vague (DsnStatus status)
{
  return g_strcmp0 (look_up_code (status, CODE_VAGUE), "true") == 0;
}

const char *
_dsn_codes_get_subject_reason (DsnStatus status)
{
  if (status == DSN_STATUS_NONE)
    return NULL;
  return look_up (_dsn_code_key_for_subject (dsn_status_get_subject (status)), CODE_REASON);
}

gboolean
dsn_catalog_is_registered (DsnStatus status)
{
  return dsn_catalog_get_name (status) != NULL;
}

const char *
dsn_catalog_get_reference (DsnStatus status)
{
  return look_up_code (status, CODE_REFERENCE);
}

GArray *
dsn_catalog_list_codes (void)
{
  return g_array_copy (get_registry ()->codes);
}
