/* test-catalog.c: the registered codes, and what the catalogs say of them.
 * SPDX-License-Identifier: LGPL-2.1-or-later */
#include <string.h>

#include "dsn-catalog-private.h"

#define N_REGISTERED 81

static const char *const text_keys[DSN_CATALOG_TEXT_COUNT] = { "title",          "reason",
                                                               "fix-sender",     "fix-recipient",
                                                               "fix-postmaster", "definition" };

static DsnStatus
parse (const char *text)
{
  DsnStatus status;

  g_assert_true (dsn_status_parse (text, &status, NULL));
  return status;
}

static const DsnCatalog *
get_catalog (const char *language)
{
  g_autoptr (GError) error = NULL;
  const DsnCatalog *catalog = dsn_catalog_get (language, &error);

  g_assert_no_error (error);
  return catalog;
}

static GKeyFile *
load_raw (const char *name)
{
  g_autoptr (GError) error = NULL;
  GKeyFile *file = _dsn_data_load_key_file (name, &error);

  g_assert_no_error (error);
  return file;
}

static GKeyFile *
load_raw_catalog (const char *language)
{
  g_autofree char *name = g_strconcat (language, "/catalog.ini", NULL);

  return load_raw (name);
}

/* Every group stands once: GKeyFile would merge two without a word. */
static void
assert_groups_are_unique (const char *name)
{
  g_autoptr (GKeyFile) file = load_raw (name);
  g_autoptr (GBytes) bytes = _dsn_data_lookup (name);
  g_autofree char *text = g_strndup (g_bytes_get_data (bytes, NULL), g_bytes_get_size (bytes));
  g_auto (GStrv) lines = g_strsplit (text, "\n", -1);
  gsize n_groups, n_lines = 0;
  g_auto (GStrv) groups = g_key_file_get_groups (file, &n_groups);

  for (guint i = 0; lines[i]; i++)
    n_lines += lines[i][0] == '[';
  g_assert_cmpuint (n_groups, ==, n_lines);
}

static void
test_codes_are_counted (void)
{
  g_autoptr (GArray) codes = dsn_catalog_list_codes ();

  g_assert_cmpuint (codes->len, ==, N_REGISTERED);
  for (guint i = 0; i < codes->len; i++) {
    g_assert_cmpuint (dsn_status_get_class (g_array_index (codes, DsnStatus, i)), ==, 5);
    if (i > 0)
      g_assert_cmpuint (g_array_index (codes, DsnStatus, i - 1), <,
                        g_array_index (codes, DsnStatus, i));
  }
}

static void
test_every_row_is_read (void)
{
  static const char *const wanted[] = { "name", "classes", "replies", "reference" };
  g_autoptr (GKeyFile) file = load_raw ("codes.ini");
  g_auto (GStrv) groups = g_key_file_get_groups (file, NULL);
  guint n_codes = 0;

  assert_groups_are_unique ("codes.ini");
  for (guint i = 0; groups[i]; i++) {
    g_autofree char *name = g_key_file_get_string (file, groups[i], "name", NULL);
    g_autofree char *reference = g_key_file_get_string (file, groups[i], "reference", NULL);
    g_autofree char *code = g_strdelimit (g_strdup (groups[i]), "X", '5');

    if (!g_str_has_prefix (groups[i], "X."))
      continue;
    n_codes++;
    for (guint j = 0; j < G_N_ELEMENTS (wanted); j++)
      g_assert_true (g_key_file_has_key (file, groups[i], wanted[j], NULL));
    g_assert_cmpstr (dsn_catalog_get_name (parse (code)), ==, name);
    g_assert_cmpstr (dsn_catalog_get_reference (parse (code)), ==, reference);
    g_assert_true (dsn_catalog_is_registered (parse (code)));
  }
  g_assert_cmpuint (n_codes, ==, N_REGISTERED);
}

static void
test_class_does_not_matter (void)
{
  g_assert_cmpstr (dsn_catalog_get_name (parse ("2.7.7")), ==, "Message integrity failure");
  g_assert_cmpstr (dsn_catalog_get_name (parse ("4.7.7")), ==, "Message integrity failure");
  g_assert_cmpstr (dsn_catalog_get_name (parse ("5.7.7")), ==, "Message integrity failure");
}

static void
test_unregistered_has_nothing (void)
{
  static const DsnStatus none = DSN_STATUS_NONE;
  DsnStatus codes[] = { none, parse ("5.7.99"), parse ("5.8.1"), parse ("5.999.999") };

  for (guint i = 0; i < G_N_ELEMENTS (codes); i++) {
    g_assert_null (dsn_catalog_get_name (codes[i]));
    g_assert_null (dsn_catalog_get_reference (codes[i]));
    g_assert_null (dsn_catalog_get_reason_word (codes[i]));
    g_assert_false (dsn_catalog_is_registered (codes[i]));
  }
}

static void
test_reason_words (void)
{
  static const struct {
    const char *code;
    const char *want;
  } rows[] = {
    { "5.1.1", "userunknown" }, { "5.1.2", "hostunknown" },
    { "5.1.6", "hasmoved" },    { "4.2.2", "mailboxfull" },
    { "5.2.2", "mailboxfull" }, { "5.2.3", "exceedlimit" },
    { "5.3.4", "mesgtoobig" },  { "4.4.7", "expired" },
    { "5.1.8", "rejected" },    { "5.7.7", "securityerror" },
    { "5.7.25", "requireptr" }, { "5.7.26", "authfailure" },
    { "5.7.13", "suspend" },    { "2.1.5", "delivered" },
    { "2.7.7", "delivered" },   { "2.6.99", "delivered" },
    { "5.7.1", NULL },          { "5.0.0", NULL },
    { "5.2.1", NULL },          { "5.1.10", NULL },
    { "4.4.1", NULL },
  };

  for (guint i = 0; i < G_N_ELEMENTS (rows); i++)
    g_assert_cmpstr (dsn_catalog_get_reason_word (parse (rows[i].code)), ==, rows[i].want);
}

static void
test_reason_words_are_known (void)
{
  static const char *const words[] = { "authfailure",
                                       "badreputation",
                                       "blocked",
                                       "contenterror",
                                       "delivered",
                                       "exceedlimit",
                                       "expired",
                                       "failedstarttls",
                                       "feedback",
                                       "filtered",
                                       "hasmoved",
                                       "hostunknown",
                                       "mailboxfull",
                                       "mailererror",
                                       "mesgtoobig",
                                       "networkerror",
                                       "norelaying",
                                       "notaccept",
                                       "notcompliantrfc",
                                       "onhold",
                                       "policyviolation",
                                       "rejected",
                                       "requireptr",
                                       "securityerror",
                                       "spamdetected",
                                       "speeding",
                                       "suppressed",
                                       "suspend",
                                       "syntaxerror",
                                       "systemerror",
                                       "systemfull",
                                       "toomanyconn",
                                       "undefined",
                                       "userunknown",
                                       "vacation",
                                       "virusdetected",
                                       NULL };
  g_autoptr (GArray) codes = dsn_catalog_list_codes ();
  guint n_words = 0;

  for (guint i = 0; i < codes->len; i++) {
    const char *word = dsn_catalog_get_reason_word (g_array_index (codes, DsnStatus, i));

    n_words += word != NULL;
    g_assert_true (!word || g_strv_contains (words, word));
  }
  g_assert_cmpuint (n_words, >, N_REGISTERED / 2);
}

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

/* The texts, for every language. */

static void
test_every_code_has_texts (gconstpointer language)
{
  static const char *const wanted[] = { "title", "reason", "definition" };
  g_autoptr (GKeyFile) file = load_raw_catalog (language);
  g_autoptr (GArray) codes = dsn_catalog_list_codes ();

  for (guint i = 0; i < codes->len; i++) {
    DsnStatus status = g_array_index (codes, DsnStatus, i);
    g_autofree char *group = g_strdup_printf ("X.%u.%u", dsn_status_get_subject (status),
                                              dsn_status_get_detail (status));

    for (guint j = 0; j < G_N_ELEMENTS (wanted); j++)
      if (!g_key_file_has_key (file, group, wanted[j], NULL))
        g_error ("%s/catalog.ini: [%s] has no %s", (const char *) language, group, wanted[j]);
  }
}

static void
assert_is_well_written (const char *group, const char *key, const char *text)
{
  gboolean is_title = strcmp (key, "title") == 0;

  if (!g_utf8_validate (text, -1, NULL) || strpbrk (text, "\n\t") || strstr (text, "  ")
      || strstr (text, "{{") || g_ascii_isspace (*text) || *text == '\0')
    g_error ("[%s] %s: odd white space, characters or tags", group, key);
  if (is_title ? g_utf8_strlen (text, -1) > 60 : g_utf8_strlen (text, -1) > 900)
    g_error ("[%s] %s: too long", group, key);
  if (is_title == (g_str_has_suffix (text, ".") != FALSE))
    g_error ("[%s] %s: sentences end in a full stop, titles do not", group, key);
}

static void
test_texts_are_well_written (gconstpointer language)
{
  g_autofree char *name = g_strconcat (language, "/catalog.ini", NULL);
  g_autoptr (GKeyFile) file = load_raw (name);
  g_auto (GStrv) groups = g_key_file_get_groups (file, NULL);

  assert_groups_are_unique (name);
  for (guint i = 0; groups[i]; i++) {
    g_auto (GStrv) keys = g_key_file_get_keys (file, groups[i], NULL, NULL);

    for (guint j = 0; keys[j]; j++) {
      g_autofree char *text = g_key_file_get_string (file, groups[i], keys[j], NULL);

      assert_is_well_written (groups[i], keys[j], text);
    }
  }
}

static void
test_same_texts_as_english (gconstpointer language)
{
  g_autoptr (GKeyFile) file = load_raw_catalog (language);
  g_autoptr (GKeyFile) english = load_raw_catalog ("en");
  g_auto (GStrv) groups = g_key_file_get_groups (english, NULL);
  gsize n, n_english;

  g_strfreev (g_key_file_get_groups (file, &n));
  g_strfreev (g_key_file_get_groups (english, &n_english));
  g_assert_cmpuint (n, ==, n_english);
  for (guint i = 0; groups[i]; i++) {
    g_auto (GStrv) keys = g_key_file_get_keys (english, groups[i], NULL, NULL);

    for (guint j = 0; keys[j]; j++)
      if (!g_key_file_has_key (file, groups[i], keys[j], NULL))
        g_error ("%s/catalog.ini: [%s] has no %s", (const char *) language, groups[i], keys[j]);
  }
}

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

/* 5.7.7 and its family are complete: all texts, in all classes, each true of its class only. */
static void
test_integrity_family (gconstpointer language)
{
  static const char *const groups[] = { "2.7.7", "4.7.7", "5.7.7" };
  const DsnCatalog *catalog = get_catalog (language);
  g_autoptr (GKeyFile) file = load_raw_catalog (language);

  for (DsnCatalogText which = 0; which < DSN_CATALOG_DEFINITION; which++) {
    const char *texts[3];

    for (guint i = 0; i < 3; i++) {
      g_assert_true (g_key_file_has_key (file, groups[i], text_keys[which], NULL));
      texts[i] = dsn_catalog_get_text (catalog, parse (groups[i]), which);
    }
    g_assert_cmpstr (texts[0], !=, texts[1]);
    g_assert_cmpstr (texts[1], !=, texts[2]);
    g_assert_cmpstr (texts[0], !=, texts[2]);
  }
  g_assert_true (g_key_file_has_key (file, "X.7.7", "title", NULL));
  g_assert_true (g_key_file_has_key (file, "X.7.7", "reason", NULL));
  g_assert_true (g_key_file_has_key (file, "X.7.7", "definition", NULL));
}

/* Each row: a text of the code stands in the group and in none that comes before it. */
static const struct {
  const char *code;
  DsnCatalogText which;
  const char *group;
} fallbacks[] = {
  { "5.7.7", DSN_CATALOG_TITLE, "5.7.7" },       { "5.7.7", DSN_CATALOG_DEFINITION, "X.7.7" },
  { "5.7.3", DSN_CATALOG_TITLE, "X.7.3" },       { "5.7.3", DSN_CATALOG_FIX_SENDER, "5.7.X" },
  { "5.7.99", DSN_CATALOG_FIX_SENDER, "5.7.X" }, { "5.7.99", DSN_CATALOG_TITLE, "X.7.X" },
  { "4.7.99", DSN_CATALOG_FIX_SENDER, "4.X.X" }, { "5.8.1", DSN_CATALOG_TITLE, "5.X.X" },
  { "4.8.1", DSN_CATALOG_TITLE, "4.X.X" },       { "2.999.999", DSN_CATALOG_REASON, "2.X.X" },
  { "2.6.0", DSN_CATALOG_TITLE, "2.6.0" },       { "4.2.2", DSN_CATALOG_TITLE, "X.2.2" },
};

static void
test_fallback_order (gconstpointer language)
{
  g_autoptr (GKeyFile) file = load_raw_catalog (language);

  for (guint i = 0; i < G_N_ELEMENTS (fallbacks); i++) {
    DsnStatus status = parse (fallbacks[i].code);
    const char *key = text_keys[fallbacks[i].which];
    g_autofree char *want = g_key_file_get_string (file, fallbacks[i].group, key, NULL);

    g_assert_cmpstr (dsn_catalog_get_text (get_catalog (language), status, fallbacks[i].which), ==,
                     want);
  }
}

/* How groups are named. */

static void
test_group_names (void)
{
  static const char *const good[] = { "X.7.7", "5.7.7",   "5.7.X",     "X.7.X",    "5.X.X",
                                      "X.0.0", "class 5", "subject 7", "subject 0" };
  static const char *const bad[] = { "",          "X",        "X.7",    "X.7.7.7", "Y.7.7",
                                     "5.7.1000",  "5.-7.7",   "class",  "class X", "class 55",
                                     "subject X", "subject ", "5.7.7 ", "x.7.7" };
  g_autoptr (GHashTable) seen = g_hash_table_new (NULL, NULL);
  guint32 key;

  for (guint i = 0; i < G_N_ELEMENTS (good); i++) {
    g_assert_true (_dsn_code_key_parse (good[i], &key));
    g_assert_true (g_hash_table_add (seen, GUINT_TO_POINTER (key)));
  }
  for (guint i = 0; i < G_N_ELEMENTS (bad); i++)
    g_assert_false (_dsn_code_key_parse (bad[i], &key));
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
  g_test_add_func ("/catalog/codes/are-81-in-order", test_codes_are_counted);
  g_test_add_func ("/catalog/codes/every-row-is-read", test_every_row_is_read);
  g_test_add_func ("/catalog/codes/name-is-that-of-every-class", test_class_does_not_matter);
  g_test_add_func ("/catalog/codes/unregistered-has-nothing", test_unregistered_has_nothing);
  g_test_add_func ("/catalog/codes/decide-the-reason-or-do-not", test_reason_words);
  g_test_add_func ("/catalog/codes/reasons-are-in-the-vocabulary", test_reason_words_are_known);
  g_test_add_func ("/catalog/groups/are-codes-or-patterns", test_group_names);
  g_test_add_func ("/catalog/languages/have-several-names", test_language_names);
  g_test_add_func ("/catalog/languages/unknown-one-is-told-the-known",
                   test_unknown_language_names_the_known);
  g_test_add_func ("/catalog/languages/are-loaded-once-for-all-threads", test_threads_share_one);
  for (guint i = 0; languages[i]; i++) {
    add_for_language (languages[i], "every-registered-code-has-texts", test_every_code_has_texts);
    add_for_language (languages[i], "texts-are-well-written", test_texts_are_well_written);
    add_for_language (languages[i], "has-the-texts-that-english-has", test_same_texts_as_english);
    add_for_language (languages[i], "every-code-is-explained", test_every_code_is_explained);
    add_for_language (languages[i], "no-code-has-no-text", test_no_code_has_no_text);
    add_for_language (languages[i], "integrity-family-is-complete", test_integrity_family);
    add_for_language (languages[i], "falls-back-in-order", test_fallback_order);
  }
  return g_test_run ();
}
