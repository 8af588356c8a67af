/* test-catalog-texts.c: the texts of every catalog are there, in order and well written.
 * SPDX-License-Identifier: LGPL-2.1-or-later */
#include <stdio.h>
#include <stdlib.h>

#include "catalog-files.h"

#define MAX_TITLE_CHARS 70
#define MAX_TEXT_CHARS  1000
#define MIN_SENTENCES   2 /* of a reason */
#define MAX_SENTENCES   5

static const guint classes[] = { 2, 4, 5 };

/* Says what is wrong and goes on, so that a translator sees all of it at once. */
static void
    G_GNUC_PRINTF (3, 4) complain (const char *language, const char *group, const char *format, ...)
{
  g_autofree char *text = NULL;
  va_list arguments;

  va_start (arguments, format);
  text = g_strdup_vprintf (format, arguments);
  va_end (arguments);
  g_test_message ("%s/catalog.ini: [%s] %s", language, group, text);
  g_test_fail ();
}

/* What is missing. A language that does not call itself complete may lack texts; they are listed. */

static void
miss (const char *language, GKeyFile *file, const char *group, const char *what)
{
  if (is_complete (file))
    complain (language, group, "has no %s", what);
  else
    g_test_message ("%s/catalog.ini: [%s] %s is not translated", language, group, what);
}

static void
test_every_text_is_translated (gconstpointer language)
{
  g_autoptr (GKeyFile) file = load_raw_catalog (language);
  g_autoptr (GKeyFile) english = load_raw_catalog ("en");
  g_auto (GStrv) groups = g_key_file_get_groups (english, NULL);

  for (guint i = 0; groups[i]; i++) {
    g_auto (GStrv) keys = g_key_file_get_keys (english, groups[i], NULL, NULL);

    for (guint j = 0; keys[j]; j++)
      if (!g_key_file_has_key (file, groups[i], keys[j], NULL))
        miss (language, file, groups[i], keys[j]);
  }
}

/* A text that English lacks would be seen in one language only; mostly its group is misspelt. */
static void
test_english_has_every_text (gconstpointer language)
{
  g_autoptr (GKeyFile) file = load_raw_catalog (language);
  g_autoptr (GKeyFile) english = load_raw_catalog ("en");
  g_auto (GStrv) groups = g_key_file_get_groups (file, NULL);

  for (guint i = 0; groups[i]; i++) {
    g_auto (GStrv) keys = g_key_file_get_keys (file, groups[i], NULL, NULL);

    for (guint j = 0; keys[j]; j++)
      if (!g_key_file_has_key (english, groups[i], keys[j], NULL))
        complain (language, groups[i], "%s is not in en/catalog.ini", keys[j]);
  }
}

static gboolean
is_stop (gunichar c)
{
  return c == '.' || c == '!' || c == '?' || c == 0x3002;
}

static guint
count_sentences (const char *text)
{
  guint n = 0;

  for (const char *at = text; *at != '\0'; at = g_utf8_next_char (at)) {
    gunichar c = g_utf8_get_char (at);
    const char *next = g_utf8_next_char (at);

    n += is_stop (c) && (c == 0x3002 || *next == ' ' || *next == '\0');
  }
  return n;
}

/* A reason takes two to four sentences; one more is left to translators. */
static void
check_reason (const char *language, const char *group, const char *text)
{
  guint n = text ? count_sentences (text) : MIN_SENTENCES;

  if (n < MIN_SENTENCES || n > MAX_SENTENCES)
    complain (language, group, "the reason has %u sentences", n);
}

/* A registered code in a class in which it is useful: its own title, reason and definition, and
 * something for everybody to do. */
static void
check_code (const char *language, GKeyFile *file, DsnStatus status)
{
  const DsnCatalog *catalog = get_catalog (language);
  g_autofree char *code = dsn_status_to_string (status);

  if (!g_key_file_has_key (file, code, "title", NULL))
    miss (language, file, code, "title of its own");
  for (DsnCatalogText which = 0; which < DSN_CATALOG_TEXT_COUNT; which++) {
    gboolean wants_own = which == DSN_CATALOG_REASON || which == DSN_CATALOG_DEFINITION;
    const char *found;
    DsnCatalogOrigin origin;

    dsn_catalog_find_text (catalog, status, which, &origin, &found);
    if (origin == DSN_CATALOG_ORIGIN_NONE || !g_str_equal (found, language)
        || (wants_own && origin > DSN_CATALOG_ORIGIN_CODE))
      miss (language, file, code, text_keys[which]);
  }
  check_reason (language, code, dsn_catalog_get_text (catalog, status, DSN_CATALOG_REASON));
}

static void
test_every_code_has_texts (gconstpointer language)
{
  g_autoptr (GKeyFile) file = load_raw_catalog (language);
  g_autoptr (GArray) codes = dsn_catalog_list_codes ();

  for (guint i = 0; i < codes->len * G_N_ELEMENTS (classes); i++) {
    DsnStatus code = g_array_index (codes, DsnStatus, i / 3);
    DsnStatus status = dsn_status_new (classes[i % 3], dsn_status_get_subject (code),
                                       dsn_status_get_detail (code));

    if (dsn_catalog_is_useful (status))
      check_code (language, file, status);
  }
}

static void
test_every_reply_has_texts (gconstpointer language)
{
  g_autoptr (GKeyFile) file = load_raw_catalog (language);
  g_autoptr (GArray) replies = dsn_catalog_list_replies ();

  for (guint i = 0; i < replies->len; i++) {
    g_autofree char *group =
        g_strdup_printf (DSN_REPLY_GROUP "%u", g_array_index (replies, guint, i));
    gboolean is_failure = g_array_index (replies, guint, i) >= 400;

    check_reason (language, group,
                  dsn_catalog_get_reply_text (get_catalog (language),
                                              g_array_index (replies, guint, i), DSN_CATALOG_REASON,
                                              NULL, NULL));
    for (DsnCatalogText which = 0; which < DSN_CATALOG_TEXT_COUNT; which++) {
      gboolean wanted = which == DSN_CATALOG_TITLE || which == DSN_CATALOG_REASON
                        || which == DSN_CATALOG_DEFINITION
                        || (is_failure && which == DSN_CATALOG_FIX_POSTMASTER);

      if (wanted && !g_key_file_has_key (file, group, text_keys[which], NULL))
        miss (language, file, group, text_keys[which]);
    }
  }
}

/* What is badly written. */

typedef void (*TextFunc) (const char *language, GKeyFile *file, const char *group, const char *key,
                          const char *text);

static void
for_each_text (const char *language, TextFunc func)
{
  g_autoptr (GKeyFile) file = load_raw_catalog (language);
  g_auto (GStrv) groups = g_key_file_get_groups (file, NULL);

  for (guint i = 0; groups[i]; i++) {
    g_auto (GStrv) keys = g_key_file_get_keys (file, groups[i], NULL, NULL);

    for (guint j = 0; keys[j] && !g_str_equal (groups[i], DSN_LANGUAGE_GROUP); j++) {
      g_autofree char *text = g_key_file_get_string (file, groups[i], keys[j], NULL);

      if (text)
        func (language, file, groups[i], keys[j], text);
      else
        complain (language, groups[i], "%s cannot be read", keys[j]);
    }
  }
}

static gboolean
is_ideographic_space (gunichar c)
{
  return c == 0x3000;
}

static gboolean
is_space (gunichar c)
{
  return g_unichar_isspace (c) || is_ideographic_space (c);
}

static void
check_characters (const char *language, G_GNUC_UNUSED GKeyFile *file, const char *group,
                  const char *key, const char *text)
{
  gunichar before = ' ';

  if (!g_utf8_validate (text, -1, NULL)) {
    complain (language, group, "%s is no UTF-8", key);
    return;
  }
  for (const char *at = text; *at != '\0'; at = g_utf8_next_char (at)) {
    gunichar c = g_utf8_get_char (at);

    if (g_unichar_iscntrl (c) || c == 0xfffd || c == 0xfeff || c == 0xad)
      complain (language, group, "%s has the character U+%04X", key, c);
    if (is_space (c) && is_space (before))
      complain (language, group, "%s has two spaces, or one at its start", key);
    before = c;
  }
  if (is_space (before))
    complain (language, group, "%s is empty or ends in a space", key);
}

/* Nothing is filled in: what looks as if it were meant to be would be shown as it is. */
static void
check_placeholders (const char *language, G_GNUC_UNUSED GKeyFile *file, const char *group,
                    const char *key, const char *text)
{
  static const char *const marks[] = {
    "{{", "}}", "{", "}", "$(", "${", "&lt;", "&amp;", "<", ">"
  };

  for (guint i = 0; i < G_N_ELEMENTS (marks); i++)
    if (strstr (text, marks[i]))
      complain (language, group, "%s has \"%s\"", key, marks[i]);
  for (const char *at = strchr (text, '%'); at; at = strchr (at + 1, '%'))
    if (g_ascii_isalpha (at[1]) || at[1] == '%' || at[1] == '(')
      complain (language, group, "%s has a placeholder: %.3s", key, at);
}

static gunichar
get_last (const char *text)
{
  return g_utf8_get_char (g_utf8_prev_char (text + strlen (text)));
}

static void
check_shape (const char *language, G_GNUC_UNUSED GKeyFile *file, const char *group, const char *key,
             const char *text)
{
  gboolean is_title = g_str_equal (key, "title");
  glong length = g_utf8_strlen (text, -1);

  if (length > (is_title ? MAX_TITLE_CHARS : MAX_TEXT_CHARS))
    complain (language, group, "%s is too long: %ld characters", key, length);
  if (*text == '\0' || is_title == is_stop (get_last (text)))
    complain (language, group, "%s: sentences end in a full stop, titles do not", key);
}

static void
test_texts_are_well_written (gconstpointer language)
{
  for_each_text (language, check_characters);
  for_each_text (language, check_placeholders);
  for_each_text (language, check_shape);
}

/* Words that belong to a class do not stand in another: nothing of class 2 was "not delivered". */

static void
check_words (const char *language, GKeyFile *file, const char *group, const char *key,
             const char *list, const char *text)
{
  g_auto (GStrv) words = g_key_file_get_string_list (file, DSN_LANGUAGE_GROUP, list, NULL, NULL);

  for (guint i = 0; words && words[i]; i++)
    if (strstr (text, words[i]))
      complain (language, group, "%s says \"%s\", which is true of another class", key, words[i]);
}

static gboolean
is_code_group (const char *group)
{
  return strchr (group, '.') != NULL;
}

static void
check_class_words (const char *language, GKeyFile *file, const char *group, const char *key,
                   const char *text)
{
  if (!is_code_group (group) || !g_str_equal (key, "title"))
    return;
  if (group[0] != '5')
    check_words (language, file, group, key, "failed", text);
  if (group[0] != '4')
    check_words (language, file, group, key, "delayed", text);
  if (group[0] == '4')
    check_words (language, file, group, key, "delivered", text);
}

static void
test_class_words_agree (gconstpointer language)
{
  for_each_text (language, check_class_words);
}

/* The order of groups: the language, the classes, each subject with its codes, the replies. Within a
 * code, "X" stands before the classes. */
static guint64
rank_group (const char *group)
{
  guint status_class, subject, detail;
  char class_text[2], subject_text[4], detail_text[4];

  if (g_str_equal (group, DSN_LANGUAGE_GROUP))
    return 0;
  if (sscanf (group, "class %u", &status_class) == 1)
    return 100 + status_class;
  if (g_str_has_prefix (group, DSN_REPLY_GROUP)) {
    const char *reply = group + strlen (DSN_REPLY_GROUP);
    guint rank = (guint) atoi (reply) + (strchr (reply, 'X') ? 0 : 2000);

    return ((guint64) 1 << 40) + (*reply == 'X' ? 1000 + (guint) atoi (reply + 1) : rank);
  }
  if (sscanf (group, "subject %u", &subject) == 1)
    return (guint64) (subject + 1) << 24;
  g_assert_cmpint (
      sscanf (group, "%1[0-9X].%3[0-9X].%3[0-9X]", class_text, subject_text, detail_text), ==, 3);
  status_class = *class_text == 'X' ? 0 : (guint) (*class_text - '0');
  if (*subject_text == 'X')
    return 200 + status_class;
  detail = *detail_text == 'X' ? 1 : 2 + (guint) atoi (detail_text);
  return ((guint64) (atoi (subject_text) + 1) << 24) + (detail << 8) + status_class;
}

static void
test_groups_are_in_order (gconstpointer language)
{
  g_autofree char *name = g_strconcat (language, "/catalog.ini", NULL);
  g_autoptr (GKeyFile) file = load_raw (name);
  g_auto (GStrv) groups = g_key_file_get_groups (file, NULL);

  assert_groups_are_unique (name);
  for (guint i = 1; groups[i]; i++)
    if (rank_group (groups[i - 1]) >= rank_group (groups[i]))
      complain (language, groups[i], "stands after [%s]", groups[i - 1]);
}

/* 5.7.7 and its family are complete: all texts, in all classes, each true of its class only. */
static void
test_integrity_family (gconstpointer language)
{
  static const char *const groups[] = { "2.7.7", "4.7.7", "5.7.7" };
  const DsnCatalog *catalog = get_catalog (language);
  g_autoptr (GKeyFile) file = load_raw_catalog (language);

  if (!is_complete (file))
    return;
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
}

static void
test_language_is_declared (gconstpointer language)
{
  static const char *const keys[] = { "name", "failed", "delayed", "delivered" };
  g_autoptr (GKeyFile) file = load_raw_catalog (language);

  for (guint i = 0; i < G_N_ELEMENTS (keys); i++)
    if (!g_key_file_has_key (file, DSN_LANGUAGE_GROUP, keys[i], NULL))
      complain (language, DSN_LANGUAGE_GROUP, "has no %s", keys[i]);
}

static void
add_for_language (const char *language, const char *path, GTestDataFunc test)
{
  g_autofree char *full = g_strdup_printf ("/catalog-texts/%s/%s", language, path);

  g_test_add_data_func_full (full, g_strdup (language), test, g_free);
}

/* A fault in one language hides none in another. */
static char keep_going[] = "--keep-going";

int
main (int argc, char **argv)
{
  g_auto (GStrv) languages = dsn_catalog_list_languages ();
  g_autofree char **arguments = g_new0 (char *, (gsize) argc + 2);
  int n = argc + 1;

  memcpy (arguments, argv, (gsize) argc * sizeof (char *));
  arguments[argc] = keep_going;
  g_test_init (&n, &arguments, NULL);
  for (guint i = 0; languages[i]; i++) {
    add_for_language (languages[i], "language-is-declared", test_language_is_declared);
    add_for_language (languages[i], "every-text-is-translated", test_every_text_is_translated);
    add_for_language (languages[i], "english-has-every-text", test_english_has_every_text);
    add_for_language (languages[i], "every-registered-code-has-texts", test_every_code_has_texts);
    add_for_language (languages[i], "every-reply-has-texts", test_every_reply_has_texts);
    add_for_language (languages[i], "texts-are-well-written", test_texts_are_well_written);
    add_for_language (languages[i], "words-fit-their-class", test_class_words_agree);
    add_for_language (languages[i], "groups-are-in-order", test_groups_are_in_order);
    add_for_language (languages[i], "integrity-family-is-complete", test_integrity_family);
  }
  return g_test_run ();
}
