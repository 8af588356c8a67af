/* test-labels.c: the words around the texts of the catalogs.
 * SPDX-License-Identifier: LGPL-2.1-or-later */
#include <string.h>

#include "catalog-files.h"
#include "dsn-labels-private.h"

/* NULL for a language that has none yet. */
static GKeyFile *
load (const char *language)
{
  g_autofree char *name = g_strconcat (language, "/labels.ini", NULL);

  return _dsn_data_load_key_file (name, NULL);
}

static void
test_english_has_labels (void)
{
  char **names = _dsn_labels_get_names ();

  g_assert_cmpuint (g_strv_length (names), >, 20);
  g_assert_cmpstr (_dsn_labels_get (get_catalog ("en"), "reason"), ==, "Reason");
  g_assert_cmpstr (_dsn_labels_get (get_catalog ("de"), "reason"), ==, "Grund");
  g_assert_null (_dsn_labels_get (get_catalog ("de"), "no-such-label"));
}

static void
test_what_a_language_lacks_is_said_in_english (gconstpointer language)
{
  char **names = _dsn_labels_get_names ();
  g_autoptr (GKeyFile) file = load (language);

  for (guint i = 0; names[i]; i++) {
    const char *text = _dsn_labels_get (get_catalog (language), names[i]);

    g_assert_nonnull (text);
    g_assert_cmpstr (text, !=, "");
    if (!file || !g_key_file_has_key (file, "labels", names[i], NULL))
      g_test_message ("%s/labels.ini: %s is not translated", (const char *) language, names[i]);
  }
}

static void
test_there_is_no_label_that_english_lacks (gconstpointer language)
{
  g_autoptr (GKeyFile) file = load (language);
  g_auto (GStrv) keys = file ? g_key_file_get_keys (file, "labels", NULL, NULL) : NULL;

  for (guint i = 0; keys && keys[i]; i++)
    if (!g_strv_contains ((const char *const *) _dsn_labels_get_names (), keys[i])) {
      g_test_message ("%s/labels.ini: %s", (const char *) language, keys[i]);
      g_test_fail ();
    }
}

static void
add (const char *name, gconstpointer language, GTestDataFunc function)
{
  g_autofree char *path = g_strdup_printf ("/labels/%s/%s", (const char *) language, name);

  g_test_add_data_func (path, language, function);
}

int
main (int argc, char **argv)
{
  g_auto (GStrv) languages = dsn_catalog_list_languages ();

  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/labels/english-has-labels", test_english_has_labels);
  for (guint i = 0; languages[i]; i++) {
    add ("what-it-lacks-is-said-in-english", languages[i],
         test_what_a_language_lacks_is_said_in_english);
    add ("there-is-none-that-english-lacks", languages[i],
         test_there_is_no_label_that_english_lacks);
  }
  return g_test_run ();
}
