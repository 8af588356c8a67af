/* test-codes.c: what is registered of status codes and reply codes.
 * SPDX-License-Identifier: LGPL-2.1-or-later */
#include "catalog-files.h"

#define N_REGISTERED 81

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
  static const char *const wanted[] = { "name", "classes", "replies", "reference", "related" };
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

/* Every number that a list in codes.ini names exists, once, and is not the code itself. */
static void
test_lists_are_sound (void)
{
  g_autoptr (GArray) codes = dsn_catalog_list_codes ();
  g_autoptr (GKeyFile) file = load_raw ("codes.ini");

  for (guint i = 0; i < codes->len; i++) {
    DsnStatus status = g_array_index (codes, DsnStatus, i);
    g_autofree char *group = dsn_status_to_string (status);
    g_autoptr (GArray) related = dsn_catalog_list_related_codes (status);
    g_autoptr (GArray) replies = dsn_catalog_list_code_replies (status);
    g_autoptr (GHashTable) seen = g_hash_table_new (NULL, NULL);
    g_autofree char *text = NULL;
    g_auto (GStrv) names = NULL;

    *group = 'X';
    text = g_key_file_get_string (file, group, "related", NULL);
    names = g_strsplit (text, " ", -1);
    g_test_message ("[%s] related=%s", group, text);
    g_assert_cmpuint (related->len, ==, g_strv_length (names));
    g_assert_cmpuint (related->len, >, 0);
    for (guint j = 0; j < related->len; j++) {
      DsnStatus other = g_array_index (related, DsnStatus, j);

      g_assert_true (dsn_catalog_is_useful (other));
      g_assert_cmpuint (other & 0xfffff, !=, status & 0xfffff);
      g_assert_true (g_hash_table_add (seen, GUINT_TO_POINTER (other)));
    }
    for (guint j = 0; j < replies->len; j++)
      g_assert_nonnull (dsn_catalog_get_reply_name (g_array_index (replies, guint, j)));
  }
}

static void
assert_codes (GArray *got, const char *want)
{
  g_autoptr (GString) text = g_string_new (NULL);

  for (guint i = 0; i < got->len; i++) {
    g_autofree char *code = dsn_status_to_string (g_array_index (got, DsnStatus, i));

    g_string_append_printf (text, "%s%s", i > 0 ? " " : "", code);
  }
  g_assert_cmpstr (text->str, ==, want);
  g_array_unref (got);
}

static void
assert_numbers (GArray *got, const char *want)
{
  g_autoptr (GString) text = g_string_new (NULL);

  for (guint i = 0; i < got->len; i++)
    g_string_append_printf (text, "%s%u", i > 0 ? " " : "", g_array_index (got, guint, i));
  g_assert_cmpstr (text->str, ==, want);
  g_array_unref (got);
}

/* In the class asked for where they are useful in it, else in the gravest. */
static void
test_related_codes (void)
{
  assert_codes (dsn_catalog_list_related_codes (parse ("5.7.7")), "5.7.5 5.7.6 5.7.20");
  assert_codes (dsn_catalog_list_related_codes (parse ("4.7.7")), "4.7.5 5.7.6 5.7.20");
  assert_codes (dsn_catalog_list_related_codes (parse ("4.4.2")), "4.4.1 4.4.7");
  assert_codes (dsn_catalog_list_related_codes (parse ("5.7.509")), "");
  assert_codes (dsn_catalog_list_related_codes (DSN_STATUS_NONE), "");
}

static void
test_replies_of_codes (void)
{
  assert_numbers (dsn_catalog_list_code_replies (parse ("5.1.1")), "451 550");
  assert_numbers (dsn_catalog_list_code_replies (parse ("5.6.7")), "550 553");
  assert_numbers (dsn_catalog_list_code_replies (parse ("5.0.0")), "");
  assert_numbers (dsn_catalog_list_code_replies (parse ("5.7.7")), "");
  assert_numbers (dsn_catalog_list_code_replies (DSN_STATUS_NONE), "");
}

static void
test_codes_of_replies (void)
{
  assert_codes (dsn_catalog_list_reply_codes (556), "5.1.10");
  assert_codes (dsn_catalog_list_reply_codes (453), "4.3.2");
  assert_codes (dsn_catalog_list_reply_codes (235), "2.7.0");
  assert_codes (dsn_catalog_list_reply_codes (252), "2.5.0 2.6.8");
  assert_codes (dsn_catalog_list_reply_codes (334), "");
  assert_codes (dsn_catalog_list_reply_codes (0), "");
  assert_codes (dsn_catalog_list_reply_codes (G_MAXUINT), "");
}

static void
test_useful_classes (void)
{
  static const struct {
    const char *code;
    gboolean registered;
    gboolean useful;
  } rows[] = {
    { "2.7.7", TRUE, TRUE },   { "4.7.7", TRUE, TRUE },    { "5.7.7", TRUE, TRUE },
    { "2.1.1", FALSE, FALSE }, { "4.1.1", FALSE, TRUE },   { "5.1.1", TRUE, TRUE },
    { "2.7.9", TRUE, FALSE },  { "5.7.9", TRUE, TRUE },    { "5.1.5", FALSE, FALSE },
    { "2.1.5", TRUE, TRUE },   { "5.7.13", TRUE, TRUE },   { "4.7.13", FALSE, FALSE },
    { "5.2.2", FALSE, TRUE },  { "5.7.99", FALSE, FALSE },
  };

  for (guint i = 0; i < G_N_ELEMENTS (rows); i++) {
    g_test_message ("%s", rows[i].code);
    g_assert_true (dsn_catalog_is_registered_class (parse (rows[i].code)) == rows[i].registered);
    g_assert_true (dsn_catalog_is_useful (parse (rows[i].code)) == rows[i].useful);
  }
  g_assert_false (dsn_catalog_is_useful (DSN_STATUS_NONE));
  g_assert_false (dsn_catalog_is_registered_class (DSN_STATUS_NONE));
}

/* Whatever the registry allows and we have nothing to say of, some class of each code is useful. */
static void
test_every_code_is_useful_somewhere (void)
{
  g_autoptr (GArray) codes = dsn_catalog_list_codes ();

  for (guint i = 0; i < codes->len; i++) {
    DsnStatus status = g_array_index (codes, DsnStatus, i);
    guint n_useful = 0;

    for (guint status_class = 2; status_class <= 5; status_class++)
      n_useful += dsn_catalog_is_useful (dsn_status_new (
          status_class, dsn_status_get_subject (status), dsn_status_get_detail (status)));
    g_assert_cmpuint (n_useful, >, 0);
  }
}

static void
test_citations (void)
{
  g_assert_cmpstr (dsn_catalog_get_citation (parse ("5.7.7")), ==, "RFC 3463 section 3.8");
  g_assert_cmpstr (dsn_catalog_get_citation (parse ("2.0.0")), ==, "RFC 3463 section 3.1");
  g_assert_cmpstr (dsn_catalog_get_citation (parse ("5.7.20")), ==, "RFC 7372 section 3.1");
  g_assert_cmpstr (dsn_catalog_get_citation (parse ("2.1.9")), ==, "RFC 3886");
  g_assert_null (dsn_catalog_get_citation (parse ("5.7.509")));
  g_assert_cmpstr (dsn_catalog_get_class_citation (parse ("5.7.509")), ==, "RFC 3463 section 2");
  g_assert_cmpstr (dsn_catalog_get_subject_citation (parse ("5.7.509")), ==, "RFC 3463 section 2");
  g_assert_cmpstr (dsn_catalog_get_reply_citation (550), ==, "RFC 5321 section 4.2.3");
  g_assert_cmpstr (dsn_catalog_get_reply_citation (556), ==, "RFC 7504 section 4");
  g_assert_null (dsn_catalog_get_reply_citation (571));
}

static void
test_class_and_subject_names (void)
{
  g_assert_cmpstr (dsn_catalog_get_class_name (parse ("4.7.509")), ==,
                   "Persistent Transient Failure");
  g_assert_cmpstr (dsn_catalog_get_subject_name (parse ("4.7.509")), ==,
                   "Security or Policy Status");
  g_assert_null (dsn_catalog_get_subject_name (parse ("5.8.1")));
  g_assert_null (dsn_catalog_get_class_name (DSN_STATUS_NONE));
  g_assert_null (dsn_catalog_get_subject_name (DSN_STATUS_NONE));
}

/* RFC 5321 section 4.2.3 and the extensions; a reply that codes are registered with has a row. */
static void
test_replies_are_listed (void)
{
  assert_numbers (dsn_catalog_list_replies (),
                  "211 214 220 221 235 250 251 252 253 334 354 421 422 430 432 450 451 452 453 454 "
                  "455 458 459 500 501 502 503 504 521 523 524 525 530 533 534 535 538 550 551 552 "
                  "553 554 555 556");
  g_assert_null (dsn_catalog_get_reply_name (0));
  g_assert_null (dsn_catalog_get_reply_name (571));
  g_assert_null (dsn_catalog_get_reply_name (1005));
  g_assert_null (dsn_catalog_get_reply_name (G_MAXUINT));
}

/* The copy of the registry that we were given, where it is at hand. */
static void
test_registry_agrees (void)
{
  g_autofree char *path = g_test_build_filename (G_TEST_DIST, "..", "shared", "iana",
                                                 "enhanced-status-codes.csv", NULL);
  g_autofree char *text = NULL;
  g_auto (GStrv) lines = NULL;
  guint n = 0;

  if (!g_file_get_contents (path, &text, NULL, NULL)) {
    g_test_skip ("the registry is not at hand");
    return;
  }
  lines = g_strsplit (text, "\n", -1);
  for (guint i = 1; lines[i] && *lines[i]; i++) {
    g_autofree char *code = g_strndup (lines[i], strcspn (lines[i], ","));
    const char *reference = strrchr (lines[i], ',') + 1;
    const char *name;

    *code = '5';
    name = dsn_catalog_get_name (parse (code));
    g_test_message ("%s", lines[i]);
    g_assert_true (name && strstr (lines[i], name));
    g_assert_cmpstr (dsn_catalog_get_reference (parse (code)), ==, reference);
    n++;
  }
  g_assert_cmpuint (n, ==, N_REGISTERED);
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/codes/are-counted", test_codes_are_counted);
  g_test_add_func ("/codes/every-row-is-read", test_every_row_is_read);
  g_test_add_func ("/codes/agree-with-the-registry", test_registry_agrees);
  g_test_add_func ("/codes/class-does-not-matter", test_class_does_not_matter);
  g_test_add_func ("/codes/unregistered-has-nothing", test_unregistered_has_nothing);
  g_test_add_func ("/codes/reason-words", test_reason_words);
  g_test_add_func ("/codes/reason-words-are-known", test_reason_words_are_known);
  g_test_add_func ("/codes/group-names", test_group_names);
  g_test_add_func ("/codes/lists-are-sound", test_lists_are_sound);
  g_test_add_func ("/codes/related-ones-are-in-a-useful-class", test_related_codes);
  g_test_add_func ("/codes/useful-classes", test_useful_classes);
  g_test_add_func ("/codes/every-one-is-useful-somewhere", test_every_code_is_useful_somewhere);
  g_test_add_func ("/codes/citations", test_citations);
  g_test_add_func ("/codes/class-and-subject-names", test_class_and_subject_names);
  g_test_add_func ("/codes/replies-of-a-code", test_replies_of_codes);
  g_test_add_func ("/replies/are-listed", test_replies_are_listed);
  g_test_add_func ("/replies/codes-of-a-reply", test_codes_of_replies);
  return g_test_run ();
}
