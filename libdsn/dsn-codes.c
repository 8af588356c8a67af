/* dsn-codes.c: the registered status codes and the reply codes, in every language alike: codes.ini.
 * SPDX-License-Identifier: LGPL-2.1-or-later */
#include <string.h>

#include "dsn-catalog-private.h"

/* The class that stands for all of them, where a code is a key or is listed. */
#define ANY_CODE_CLASS 5

typedef enum {
  CODE_NAME,
  CODE_CLASSES,
  CODE_USEFUL,
  CODE_REPLIES,
  CODE_REFERENCE,
  CODE_SECTION,
  CODE_RELATED,
  CODE_REASON,
  CODE_VAGUE,
  CODE_KEY_COUNT,
  CODE_CITATION = CODE_KEY_COUNT, /* made of the reference and the section */
  CODE_COUNT
} CodeKey;

static const char *const code_keys[CODE_KEY_COUNT] = {
  [CODE_NAME] = "name",       [CODE_CLASSES] = "classes",     [CODE_USEFUL] = "useful",
  [CODE_REPLIES] = "replies", [CODE_REFERENCE] = "reference", [CODE_SECTION] = "section",
  [CODE_RELATED] = "related", [CODE_REASON] = "reason",       [CODE_VAGUE] = "vague",
};

/* Made once, then only read. */
typedef struct {
  GHashTable *rows; /* key of a group → char *[CODE_COUNT] */
  GArray *codes;    /* of DsnStatus, sorted */
  GArray *replies;  /* of guint, sorted */
} Registry;

static int
compare_numbers (gconstpointer a, gconstpointer b)
{
  guint32 first = *(const guint32 *) a;
  guint32 second = *(const guint32 *) b;

  return (first > second) - (first < second);
}

/* Reads a code whose class is left open, such as "X.7.7", in the class @status_class. */
static gboolean
parse_open_code (const char *text, guint status_class, DsnStatus *status)
{
  g_autofree char *code = g_strdup (text);

  if (!g_str_has_prefix (code, "X."))
    return FALSE;
  *code = (char) ('0' + status_class);
  return dsn_status_parse (code, status, NULL);
}

static gboolean
parse_reply (const char *text, guint *reply)
{
  guint64 number;

  if (!g_ascii_string_to_unsigned (text, 10, 200, 599, &number, NULL))
    return FALSE;
  *reply = (guint) number;
  return TRUE;
}

/* Notes the code or the reply that a group is about, as "X.7.7" and "reply 550" are. */
static void
list_group (Registry *registry, const char *group)
{
  DsnStatus status;
  guint reply;

  if (parse_open_code (group, ANY_CODE_CLASS, &status))
    g_array_append_val (registry->codes, status);
  else if (g_str_has_prefix (group, DSN_REPLY_GROUP)
           && parse_reply (group + strlen (DSN_REPLY_GROUP), &reply))
    g_array_append_val (registry->replies, reply);
}

static void
add_row (Registry *registry, GKeyFile *file, const char *group)
{
  char **row;
  guint32 key;

  if (!_dsn_code_key_parse (group, &key))
    return;
  row = g_new0 (char *, CODE_COUNT);
  for (guint i = 0; i < CODE_KEY_COUNT; i++)
    row[i] = g_key_file_get_string (file, group, code_keys[i], NULL);
  row[CODE_CITATION] = row[CODE_SECTION]
                           ? g_strconcat (row[CODE_REFERENCE], " section ", row[CODE_SECTION], NULL)
                           : g_strdup (row[CODE_REFERENCE]);
  g_hash_table_insert (registry->rows, GUINT_TO_POINTER (key), row);
  list_group (registry, group);
}

static gpointer
load_registry (G_GNUC_UNUSED gpointer data)
{
  Registry *registry = g_new0 (Registry, 1);
  g_autoptr (GKeyFile) file = _dsn_data_load_key_file ("codes.ini", NULL);
  g_auto (GStrv) groups = file ? g_key_file_get_groups (file, NULL) : NULL;

  registry->rows = g_hash_table_new (NULL, NULL);
  registry->codes = g_array_new (FALSE, FALSE, sizeof (DsnStatus));
  registry->replies = g_array_new (FALSE, FALSE, sizeof (guint));
  for (guint i = 0; groups && groups[i]; i++)
    add_row (registry, file, groups[i]);
  g_array_sort (registry->codes, compare_numbers);
  g_array_sort (registry->replies, compare_numbers);
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

static const char *
look_up_class (DsnStatus status, CodeKey which)
{
  if (status == DSN_STATUS_NONE)
    return NULL;
  return look_up (_dsn_code_key_for_class (dsn_status_get_class (status)), which);
}

static const char *
look_up_subject (DsnStatus status, CodeKey which)
{
  if (status == DSN_STATUS_NONE)
    return NULL;
  return look_up (_dsn_code_key_for_subject (dsn_status_get_subject (status)), which);
}

const char *
dsn_catalog_get_name (DsnStatus status)
{
  return look_up_code (status, CODE_NAME);
}

const char *
dsn_catalog_get_reason_word (DsnStatus status)
{
  const char *word = look_up_class (status, CODE_REASON);

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

const char *
dsn_catalog_get_citation (DsnStatus status)
{
  return look_up_code (status, CODE_CITATION);
}

const char *
dsn_catalog_get_class_name (DsnStatus status)
{
  return look_up_class (status, CODE_NAME);
}

const char *
dsn_catalog_get_class_citation (DsnStatus status)
{
  return look_up_class (status, CODE_CITATION);
}

const char *
dsn_catalog_get_subject_name (DsnStatus status)
{
  return look_up_subject (status, CODE_NAME);
}

const char *
dsn_catalog_get_subject_citation (DsnStatus status)
{
  return look_up_subject (status, CODE_CITATION);
}

const char *
dsn_catalog_get_reply_name (guint reply)
{
  return look_up (_dsn_code_key_for_reply (reply), CODE_NAME);
}

const char *
dsn_catalog_get_reply_citation (guint reply)
{
  return look_up (_dsn_code_key_for_reply (reply), CODE_CITATION);
}

GArray *
dsn_catalog_list_codes (void)
{
  return g_array_copy (get_registry ()->codes);
}

GArray *
dsn_catalog_list_replies (void)
{
  return g_array_copy (get_registry ()->replies);
}

/* Whether a list of classes, such as "4 5", has that of @status. An empty list has them all. */
static gboolean
has_class (const char *classes, DsnStatus status)
{
  return *classes == '\0' || strchr (classes, (char) ('0' + dsn_status_get_class (status))) != NULL;
}

gboolean
dsn_catalog_is_registered_class (DsnStatus status)
{
  const char *classes = look_up_code (status, CODE_CLASSES);

  return classes && has_class (classes, status);
}

gboolean
dsn_catalog_is_useful (DsnStatus status)
{
  const char *useful = look_up_code (status, CODE_USEFUL);

  return useful ? has_class (useful, status) : dsn_catalog_is_registered_class (status);
}

/* The code in the class wanted if it is useful in it, else in the gravest in which it is. */
static DsnStatus
choose_class (DsnStatus status, guint wanted)
{
  const guint classes[] = { wanted, 5, 4, 2 };

  for (guint i = 0; i < G_N_ELEMENTS (classes); i++) {
    DsnStatus candidate = dsn_status_new (classes[i], dsn_status_get_subject (status),
                                          dsn_status_get_detail (status));

    if (dsn_catalog_is_useful (candidate))
      return candidate;
  }
  return status;
}

GArray *
dsn_catalog_list_related_codes (DsnStatus status)
{
  GArray *related = g_array_new (FALSE, FALSE, sizeof (DsnStatus));
  const char *text = look_up_code (status, CODE_RELATED);
  g_auto (GStrv) codes = g_strsplit (text ? text : "", " ", -1);

  for (guint i = 0; codes[i]; i++) {
    DsnStatus code;

    if (!parse_open_code (codes[i], ANY_CODE_CLASS, &code))
      continue;
    code = choose_class (code, dsn_status_get_class (status));
    g_array_append_val (related, code);
  }
  return related;
}

GArray *
dsn_catalog_list_code_replies (DsnStatus status)
{
  GArray *replies = g_array_new (FALSE, FALSE, sizeof (guint));
  const char *text = look_up_code (status, CODE_REPLIES);
  g_auto (GStrv) numbers = g_strsplit (text ? text : "", " ", -1);

  for (guint i = 0; numbers[i]; i++) {
    guint reply;

    if (parse_reply (numbers[i], &reply))
      g_array_append_val (replies, reply);
  }
  g_array_sort (replies, compare_numbers);
  return replies;
}

static gboolean
has_number (const GArray *numbers, guint number)
{
  for (guint i = 0; i < numbers->len; i++)
    if (g_array_index (numbers, guint, i) == number)
      return TRUE;
  return FALSE;
}

GArray *
dsn_catalog_list_reply_codes (guint reply)
{
  GArray *found = g_array_new (FALSE, FALSE, sizeof (DsnStatus));
  const GArray *codes = get_registry ()->codes;

  for (guint i = 0; i < codes->len; i++) {
    DsnStatus status = g_array_index (codes, DsnStatus, i);
    g_autoptr (GArray) replies = dsn_catalog_list_code_replies (status);

    if (!has_number (replies, reply))
      continue;
    status = dsn_status_new (reply / 100, dsn_status_get_subject (status),
                             dsn_status_get_detail (status));
    g_array_append_val (found, status);
  }
  return found;
}
