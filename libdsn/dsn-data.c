/* dsn-data.c: the data of templates/ that is compiled in, and how its groups are named.
 * SPDX-License-Identifier: LGPL-2.1-or-later */
#include <string.h>

#include <gio/gio.h>

#include "dsn-resources.h"

#include "dsn-catalog-private.h"

#define DATA_PREFIX "/org/libdsn/templates/"

/* Above what a part of a code can be. */
#define PART_NONE 1001
#define PART_BITS 10

/* Reply codes have three digits; above them stand those of which only one digit is given. */
#define REPLY_MIN          200
#define REPLY_MAX          599
#define REPLY_FIRST_DIGIT  1000
#define REPLY_SECOND_DIGIT 1010

GBytes *
_dsn_data_lookup (const char *name)
{
  g_autofree char *path = g_strconcat (DATA_PREFIX, name, NULL);

  return g_resource_lookup_data (_dsn_get_resource (), path, G_RESOURCE_LOOKUP_FLAGS_NONE, NULL);
}

GKeyFile *
_dsn_data_load_key_file (const char *name, GError **error)
{
  g_autoptr (GKeyFile) file = g_key_file_new ();
  g_autoptr (GBytes) bytes = _dsn_data_lookup (name);
  g_autoptr (GError) fault = NULL;

  if (bytes && g_key_file_load_from_bytes (file, bytes, G_KEY_FILE_NONE, &fault))
    return g_steal_pointer (&file);
  g_set_error (error, DSN_ERROR, DSN_ERROR_TEMPLATE, "%s: %s", name,
               fault ? fault->message : "there is no such file");
  return NULL;
}

static int
compare_names (gconstpointer a, gconstpointer b)
{
  return strcmp (*(const char *const *) a, *(const char *const *) b);
}

static gpointer
list_languages (G_GNUC_UNUSED gpointer data)
{
  GPtrArray *languages = g_ptr_array_new ();
  g_auto (GStrv) children = g_resource_enumerate_children (_dsn_get_resource (), DATA_PREFIX,
                                                           G_RESOURCE_LOOKUP_FLAGS_NONE, NULL);

  for (guint i = 0; children && children[i]; i++)
    if (g_str_has_suffix (children[i], "/") && strcmp (children[i], DSN_SITE_FOLDER) != 0)
      g_ptr_array_add (languages, g_strndup (children[i], strlen (children[i]) - 1));
  g_ptr_array_sort (languages, compare_names);
  g_ptr_array_add (languages, NULL);
  return g_ptr_array_free (languages, FALSE);
}

char **
_dsn_data_get_languages (void)
{
  static GOnce once = G_ONCE_INIT;

  return g_once (&once, list_languages, NULL);
}

char *
_dsn_data_name_languages (void)
{
  return g_strjoinv (", ", _dsn_data_get_languages ());
}

static gboolean
is_language (const char *text)
{
  return *text && strspn (text, G_CSET_A_2_Z G_CSET_a_2_z G_CSET_DIGITS "_-") == strlen (text);
}

char **
_dsn_data_get_folder_names (const char *language)
{
  g_autoptr (GPtrArray) names = g_ptr_array_new_with_free_func (g_free);
  g_autofree char *full = g_strndup (language, strcspn (language, ".@"));

  if (is_language (full)) {
    g_ptr_array_add (names, g_strdup (full));
    g_ptr_array_add (names, g_strdelimit (g_strdup (full), "_", '-'));
    g_ptr_array_add (names, g_strdelimit (g_strdup (full), "-", '_'));
    g_ptr_array_add (names, g_ascii_strdown (full, (gssize) strcspn (full, "_-")));
  }
  g_ptr_array_add (names, NULL);
  return (char **) g_ptr_array_free (g_steal_pointer (&names), FALSE);
}

guint32
_dsn_code_key (guint status_class, guint subject, guint detail)
{
  return status_class << (2 * PART_BITS) | subject << PART_BITS | detail;
}

guint32
_dsn_code_key_for_class (guint status_class)
{
  return _dsn_code_key (status_class, PART_NONE, PART_NONE);
}

guint32
_dsn_code_key_for_subject (guint subject)
{
  return _dsn_code_key (DSN_CODE_ANY_CLASS, subject, PART_NONE);
}

guint32
_dsn_code_key_for_reply (guint reply)
{
  return _dsn_code_key (DSN_CODE_ANY_CLASS, PART_NONE, MIN (reply, REPLY_FIRST_DIGIT - 1));
}

guint32
_dsn_code_key_for_reply_class (guint first_digit)
{
  return _dsn_code_key (DSN_CODE_ANY_CLASS, PART_NONE, REPLY_FIRST_DIGIT + MIN (first_digit, 9));
}

guint32
_dsn_code_key_for_reply_subject (guint second_digit)
{
  return _dsn_code_key (DSN_CODE_ANY_CLASS, PART_NONE, REPLY_SECOND_DIGIT + MIN (second_digit, 9));
}

/* Reads "550", "5XX" or "X5X". */
static gboolean
parse_reply (const char *text, guint32 *key)
{
  guint64 number;

  if (strlen (text) != 3)
    return FALSE;
  if (g_ascii_string_to_unsigned (text, 10, REPLY_MIN, REPLY_MAX, &number, NULL))
    *key = _dsn_code_key_for_reply ((guint) number);
  else if (g_ascii_isdigit (text[0]) && strcmp (text + 1, "XX") == 0)
    *key = _dsn_code_key_for_reply_class ((guint) g_ascii_digit_value (text[0]));
  else if (text[0] == 'X' && g_ascii_isdigit (text[1]) && text[2] == 'X')
    *key = _dsn_code_key_for_reply_subject ((guint) g_ascii_digit_value (text[1]));
  else
    return FALSE;
  return TRUE;
}

/* Reads one part of a code; "X" gives @any. */
static gboolean
parse_part (const char *text, guint any, guint64 max, guint *part)
{
  guint64 number = any;

  if (strcmp (text, "X") != 0 && !g_ascii_string_to_unsigned (text, 10, 0, max, &number, NULL))
    return FALSE;
  *part = (guint) number;
  return TRUE;
}

gboolean
_dsn_code_key_parse (const char *group, guint32 *key)
{
  g_auto (GStrv) parts = g_strsplit (group, ".", 4);
  guint status_class, subject, detail;

  if (g_str_has_prefix (group, "class ") && parse_part (group + 6, PART_NONE, 9, &status_class)) {
    *key = _dsn_code_key_for_class (status_class);
    return status_class != PART_NONE;
  }
  if (g_str_has_prefix (group, "subject ")
      && parse_part (group + 8, PART_NONE, DSN_STATUS_PART_MAX, &subject)) {
    *key = _dsn_code_key_for_subject (subject);
    return subject != PART_NONE;
  }
  if (g_str_has_prefix (group, DSN_REPLY_GROUP))
    return parse_reply (group + strlen (DSN_REPLY_GROUP), key);
  if (g_strv_length (parts) != 3 || !parse_part (parts[0], DSN_CODE_ANY_CLASS, 9, &status_class)
      || !parse_part (parts[1], DSN_CODE_ANY, DSN_STATUS_PART_MAX, &subject)
      || !parse_part (parts[2], DSN_CODE_ANY, DSN_STATUS_PART_MAX, &detail))
    return FALSE;
  *key = _dsn_code_key (status_class, subject, detail);
  return TRUE;
}
