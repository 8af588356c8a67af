/* test-catalog.c: how texts are looked up, in the languages there are.
 * SPDX-License-Identifier: LGPL-2.1-or-later */
#include "catalog-files.h"

/* The languages. */

static void
test_language_names (void)
{
  static const char *const german[] = { "de", "DE", "de_AT", "de-AT", "de_AT.UTF-8", "de@euro" };
  g_auto (GStrv) languages = dsn_catalog_list_languages ();

  g_assert_true (g_strv_contains ((const char *const *) languages, "de"));
  g_assert_true (g_strv_contains ((const char *const *) languages, "en"));
  g_assert_true (get_catalog (NULL) == get_catalog ("en"));
  g_assert_cmpstr (dsn_catalog_get_language (get_catalog (NULL)), ==, "en");
  for (guint i = 0; i < G_N_ELEMENTS (german); i++)
    g_assert_true (get_catalog (german[i]) == get_catalog ("de"));
  for (guint i = 0; languages[i]; i++)
    g_assert_cmpstr (dsn_catalog_get_language (get_catalog (languages[i])), ==, languages[i]);
}

static void
test_unknown_language_names_the_known (void)
{
  static const char *const unknown[] = { "xx", "", ".", "../en", "en/../de", "d", "deu" };

  for (guint i = 0; i < G_N_ELEMENTS (unknown); i++) {
    g_autoptr (GError) error = NULL;

    g_assert_null (dsn_catalog_get (unknown[i], &error));
    g_assert_error (error, DSN_ERROR, DSN_ERROR_NOT_FOUND);
    g_assert_nonnull (strstr (error->message, "de, en"));
  }
  g_assert_null (dsn_catalog_get ("xx", NULL));
}

static gpointer
use_catalogs (G_GNUC_UNUSED gpointer data)
{
  const DsnCatalog *german = dsn_catalog_get ("de", NULL);

  g_assert_nonnull (dsn_catalog_get_text (german, parse ("5.7.7"), DSN_CATALOG_TITLE));
  g_assert_nonnull (dsn_catalog_get_name (parse ("5.7.7")));
  g_assert_nonnull (dsn_catalog_get ("en", NULL));
  return (gpointer) (guintptr) german;
}

static void
test_threads_share_one (void)
{
  GThread *threads[8];

  for (guint i = 0; i < G_N_ELEMENTS (threads); i++)
    threads[i] = g_thread_new ("catalog", use_catalogs, NULL);
  for (guint i = 0; i < G_N_ELEMENTS (threads); i++)
    g_assert_true (g_thread_join (threads[i]) == get_catalog ("de"));
}

/* Where a text was found. */

static void
test_origins (void)
{
  static const struct {
    const char *code;
    DsnCatalogText which;
    DsnCatalogOrigin want;
  } rows[] = {
    { "5.7.7", DSN_CATALOG_TITLE, DSN_CATALOG_ORIGIN_CODE_IN_CLASS },
    { "5.7.7", DSN_CATALOG_DEFINITION, DSN_CATALOG_ORIGIN_CODE },
    { "5.7.99", DSN_CATALOG_FIX_SENDER, DSN_CATALOG_ORIGIN_SUBJECT_IN_CLASS },
    { "5.7.99", DSN_CATALOG_TITLE, DSN_CATALOG_ORIGIN_SUBJECT },
    { "5.8.1", DSN_CATALOG_TITLE, DSN_CATALOG_ORIGIN_CLASS },
  };

  for (guint i = 0; i < G_N_ELEMENTS (rows); i++) {
    DsnStatus status = parse (rows[i].code);
    DsnCatalogOrigin origin;
    const char *language;
    const char *text =
        dsn_catalog_find_text (get_catalog ("de"), status, rows[i].which, &origin, &language);

    g_assert_cmpint (origin, ==, rows[i].want);
    g_assert_cmpstr (language, ==, "de");
    g_assert_true (text == dsn_catalog_get_text (get_catalog ("de"), status, rows[i].which));
  }
}

static void
test_nothing_has_no_origin (void)
{
  DsnCatalogOrigin origin = DSN_CATALOG_ORIGIN_CODE;
  const char *language = "xx";

  g_assert_null (dsn_catalog_find_text (get_catalog (NULL), DSN_STATUS_NONE, DSN_CATALOG_TITLE,
                                        &origin, &language));
  g_assert_cmpint (origin, ==, DSN_CATALOG_ORIGIN_NONE);
  g_assert_null (language);
  g_assert_null (
      dsn_catalog_get_reply_text (get_catalog (NULL), 99, DSN_CATALOG_TITLE, &origin, &language));
  g_assert_cmpint (origin, ==, DSN_CATALOG_ORIGIN_NONE);
}

/* Reply codes. */

static void
test_unknown_reply_has_texts_of_its_class (void)
{
  const DsnCatalog *catalog = get_catalog (NULL);
  DsnCatalogOrigin origin;

  g_assert_cmpstr (dsn_catalog_get_reply_text (catalog, 571, DSN_CATALOG_TITLE, &origin, NULL), ==,
                   dsn_catalog_get_reply_class_text (catalog, 550, DSN_CATALOG_TITLE));
  g_assert_cmpint (origin, ==, DSN_CATALOG_ORIGIN_CLASS);
  g_assert_nonnull (dsn_catalog_get_reply_subject_text (catalog, 550, DSN_CATALOG_DEFINITION));
  g_assert_null (dsn_catalog_get_reply_subject_text (catalog, 571, DSN_CATALOG_DEFINITION));
  g_assert_null (dsn_catalog_get_reply_text (catalog, 199, DSN_CATALOG_TITLE, NULL, NULL));
  g_assert_null (dsn_catalog_get_reply_text (catalog, 600, DSN_CATALOG_TITLE, NULL, NULL));
  g_assert_null (dsn_catalog_get_reply_text (catalog, 1005, DSN_CATALOG_TITLE, NULL, NULL));
  g_assert_null (dsn_catalog_get_reply_text (catalog, G_MAXUINT, DSN_CATALOG_TITLE, NULL, NULL));
}

static void
test_language_calls_itself (void)
{
  g_assert_cmpstr (dsn_catalog_get_language_name (get_catalog ("de")), ==, "Deutsch");
  g_assert_cmpstr (dsn_catalog_get_language_name (get_catalog (NULL)), ==, "English");
}

/* The look-up, for every language. */

static void
test_every_code_is_explained (gconstpointer language)
{
  static const guint classes[] = { 2, 4, 5 };
  static const guint details[] = { 0, 1, 99, 999 };
  const DsnCatalog *catalog = get_catalog (language);

  for (guint subject = 0; subject <= 8; subject++)
    for (guint i = 0; i < G_N_ELEMENTS (classes) * G_N_ELEMENTS (details); i++) {
      DsnStatus status = dsn_status_new (classes[i % 3], subject, details[i / 3]);

      for (DsnCatalogText which = 0; which < DSN_CATALOG_TEXT_COUNT; which++)
        g_assert_nonnull (dsn_catalog_get_text (catalog, status, which));
      g_assert_nonnull (dsn_catalog_get_class_text (catalog, status));
      g_assert_nonnull (dsn_catalog_get_class_title (catalog, status));
      g_assert_true ((dsn_catalog_get_subject_title (catalog, status) != NULL) == (subject <= 7));
      g_assert_true ((dsn_catalog_get_subject_text (catalog, status) != NULL) == (subject <= 7));
    }
}

static void
test_no_code_has_no_text (gconstpointer language)
{
  const DsnCatalog *catalog = get_catalog (language);

  g_assert_null (dsn_catalog_get_text (catalog, DSN_STATUS_NONE, DSN_CATALOG_TITLE));
  g_assert_null (dsn_catalog_get_class_text (catalog, DSN_STATUS_NONE));
  g_assert_null (dsn_catalog_get_subject_text (catalog, DSN_STATUS_NONE));
}

/* Each row: a text of the code stands in the group and in none that comes before it. */
static const struct {
  const char *code;
  DsnCatalogText which;
  const char *group;
} fallbacks[] = {
  { "5.7.7", DSN_CATALOG_TITLE, "5.7.7" },       { "5.7.7", DSN_CATALOG_DEFINITION, "X.7.7" },
  { "4.7.3", DSN_CATALOG_TITLE, "X.7.3" },       { "5.6.5", DSN_CATALOG_FIX_SENDER, "5.6.X" },
  { "5.7.99", DSN_CATALOG_FIX_SENDER, "5.7.X" }, { "5.7.99", DSN_CATALOG_TITLE, "X.7.X" },
  { "4.7.99", DSN_CATALOG_FIX_SENDER, "4.X.X" }, { "5.8.1", DSN_CATALOG_TITLE, "5.X.X" },
  { "4.8.1", DSN_CATALOG_TITLE, "4.X.X" },       { "2.999.999", DSN_CATALOG_REASON, "2.X.X" },
  { "2.6.0", DSN_CATALOG_TITLE, "2.6.0" },       { "2.2.2", DSN_CATALOG_TITLE, "X.2.2" },
};

static void
test_fallback_order (gconstpointer language)
{
  g_autoptr (GKeyFile) file = load_raw_catalog (language);

  if (!is_complete (file))
    return;
  for (guint i = 0; i < G_N_ELEMENTS (fallbacks); i++) {
    DsnStatus status = parse (fallbacks[i].code);
    const char *key = text_keys[fallbacks[i].which];
    g_autofree char *want = g_key_file_get_string (file, fallbacks[i].group, key, NULL);

    g_assert_cmpstr (dsn_catalog_get_text (get_catalog (language), status, fallbacks[i].which), ==,
                     want);
  }
}

static void
add_for_language (const char *language, const char *path, GTestDataFunc test)
{
  g_autofree char *full = g_strdup_printf ("/catalog/%s/%s", language, path);

  g_test_add_data_func_full (full, g_strdup (language), test, g_free);
}

int
main (int argc, char **argv)
{
  g_auto (GStrv) languages = dsn_catalog_list_languages ();

  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/catalog/languages/have-several-names", test_language_names);
  g_test_add_func ("/catalog/languages/unknown-one-is-told-the-known",
                   test_unknown_language_names_the_known);
  g_test_add_func ("/catalog/languages/are-loaded-once-for-all-threads", test_threads_share_one);
  g_test_add_func ("/catalog/languages/call-themselves", test_language_calls_itself);
  g_test_add_func ("/catalog/texts/tell-their-origin", test_origins);
  g_test_add_func ("/catalog/texts/nothing-has-no-origin", test_nothing_has_no_origin);
  g_test_add_func ("/catalog/replies/unknown-one-has-the-texts-of-its-class",
                   test_unknown_reply_has_texts_of_its_class);
  for (guint i = 0; languages[i]; i++) {
    add_for_language (languages[i], "every-code-is-explained", test_every_code_is_explained);
    add_for_language (languages[i], "no-code-has-no-text", test_no_code_has_no_text);
    add_for_language (languages[i], "falls-back-in-order", test_fallback_order);
  }
  return g_test_run ();
}
