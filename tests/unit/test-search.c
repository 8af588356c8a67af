/* test-search.c: finding codes by what is said of them.
 * SPDX-License-Identifier: LGPL-2.1-or-later */
#include <string.h>

#include "dsn-search.h"

static GArray *
search_in (const char *language, const char *words, guint limit)
{
  const DsnCatalog *catalog = dsn_catalog_get (language, NULL);

  g_assert_nonnull (catalog);
  return dsn_catalog_search (catalog, words, limit);
}

static char *
hit_to_string (const DsnCatalogHit *hit)
{
  g_assert_true ((hit->status == DSN_STATUS_NONE) == (hit->reply != 0));
  return hit->reply ? g_strdup_printf ("%u", hit->reply) : dsn_status_to_string (hit->status);
}

/* The best hit is this one; "" for none. */
static void
assert_best (const char *language, const char *words, const char *want)
{
  g_autoptr (GArray) hits = search_in (language, words, 1);
  g_autofree char *got =
      hits->len > 0 ? hit_to_string (&g_array_index (hits, DsnCatalogHit, 0)) : g_strdup ("");

  g_assert_cmpuint (hits->len, <=, 1);
  g_test_message ("%s", words);
  g_assert_cmpstr (got, ==, want);
}

static void
test_codes_are_found_by_number (void)
{
  assert_best ("en", "5.7.7", "5.7.7");
  assert_best ("en", "4.7.7", "4.7.7");
  assert_best ("en", "7.7", "5.7.7");
  assert_best ("en", "x.7.7", "5.7.7");
  assert_best ("en", "X.1.5", "2.1.5");
  assert_best ("en", "(5.7.7)", "5.7.7");
  assert_best ("en", "５.７.７", "5.7.7");
  assert_best ("en", "550", "550");
  assert_best ("en", "5.7.509", "");
  assert_best ("en", "55", "");
}

static void
test_codes_are_found_by_words (void)
{
  assert_best ("en", "mailbox full", "5.2.2");
  assert_best ("en", "FULL mailbox", "5.2.2");
  assert_best ("en", "message integrity failure", "5.7.7");
  assert_best ("en", "potentially corrupt delivered", "2.7.7");
  assert_best ("en", "potentially corrupt delayed", "4.7.7");
  assert_best ("en", "user unknown", "5.1.1");
  assert_best ("en", "greylisting", "4.7.0");
  assert_best ("en", "null mx recipient", "5.1.10");
  assert_best ("en", "mailboxfull", "5.2.2");
  assert_best ("de", "postfach voll", "5.2.2");
  assert_best ("de", "POSTFACH VOLL", "5.2.2");
  assert_best ("de", "beschadigte nachricht", "5.7.7");
  assert_best ("de", "MÖGLICHERWEISE BESCHÄDIGTE", "5.7.7");
  assert_best ("es", "buzón lleno", "5.2.2");
  assert_best ("es", "BUZON LLENO", "5.2.2");
  assert_best ("es", "mensaje dañado", "5.7.7");
  assert_best ("es", "danado retrasado", "4.7.7");
  assert_best ("es", "usuario desconocido", "5.1.1");
  assert_best ("es", "mensaje demasiado grande", "5.3.4");
  assert_best ("es", "listas grises", "4.7.0");
  assert_best ("fr", "boîte aux lettres pleine", "5.2.2");
  assert_best ("fr", "BOITE PLEINE", "5.2.2");
  assert_best ("fr", "message corrompu", "5.7.7");
  assert_best ("fr", "utilisateur inconnu", "5.1.1");
  assert_best ("fr", "« adresse inconnue »", "5.1.1");
  assert_best ("ja", "容量超過", "5.2.2");
  assert_best ("ja", "メールボックス　容量超過", "5.2.2");
  assert_best ("ja", "ﾒｰﾙﾎﾞｯｸｽ 容量", "5.2.2");
  assert_best ("ja", "メールボックスがいっぱい", "5.2.2");
  assert_best ("ja", "宛先不明", "5.1.1");
  assert_best ("ja", "アドレス不明", "5.1.1");
  assert_best ("ja", "メール破損", "5.7.7");
  assert_best ("ja", "破損 遅延", "4.7.7");
  assert_best ("ja", "グレイリスト", "4.7.0");
}

/* Keyboards have the straight one, well-set texts the other. */
static void
test_apostrophes_are_alike (void)
{
  assert_best ("fr", "nom d'utilisateur", "535");
  assert_best ("fr", "nom d’utilisateur", "535");
}

/* Each language has its own. */
static void
test_punctuation_does_not_matter (void)
{
  assert_best ("en", "\"(mailbox full)\"!", "5.2.2");
  assert_best ("es", "«dirección desconocida»", "5.1.1");
  assert_best ("es", "¿buzón lleno?", "5.2.2");
  assert_best ("de", "„Postfach voll“", "5.2.2");
  assert_best ("ja", "「宛先不明」", "5.1.1");
  assert_best ("en", "«»", "");
}

static void
test_nothing_is_found_for_nothing (void)
{
  static const char *const words[] = { "", "  \t\n", "...", "\"\"", "qqqqqq" };

  for (guint i = 0; i < G_N_ELEMENTS (words); i++)
    assert_best ("en", words[i], "");
}

/* A word that nothing has does not hide what the others find. */
static void
test_unknown_words_are_passed_over (void)
{
  assert_best ("en", "5.7.7 qqqqqq", "5.7.7");
  assert_best ("en", "mailbox qqqqqq full", "5.2.2");
}

static void
test_hits_are_sorted_and_unique (void)
{
  g_autoptr (GArray) hits = search_in ("en", "mailbox", 0);
  g_autoptr (GHashTable) seen = g_hash_table_new (NULL, NULL);

  g_assert_cmpuint (hits->len, >, 10);
  for (guint i = 0; i < hits->len; i++) {
    const DsnCatalogHit *hit = &g_array_index (hits, DsnCatalogHit, i);

    g_assert_cmpuint (hit->score, >, 0);
    g_assert_true (i == 0 || hit[-1].score >= hit->score);
    g_assert_true (g_hash_table_add (
        seen, GUINT_TO_POINTER (hit->reply ? hit->reply : (hit->status & 0xfffff) + 1000)));
  }
}

static void
test_limit_holds (void)
{
  for (guint limit = 1; limit < 5; limit++) {
    g_autoptr (GArray) hits = search_in ("en", "mailbox", limit);

    g_assert_cmpuint (hits->len, ==, limit);
  }
}

/* Any class of a code, any code that some reply goes with. */
static void
test_reply_finds_its_codes (void)
{
  g_autoptr (GArray) hits = search_in ("en", "556", 0);

  g_assert_cmpuint (hits->len, >=, 2);
  g_assert_cmpuint (g_array_index (hits, DsnCatalogHit, 0).reply, ==, 556);
}

static void
test_hostile_words_are_bounded (void)
{
  g_autofree char *long_word = g_strnfill (1000000, 'a');
  g_autofree char *many_words = g_strnfill (1000000, 'a');
  g_autofree char *expanding = g_malloc0 (30001);

  for (guint i = 1; i < 1000000; i += 2)
    many_words[i] = ' ';
  for (guint i = 0; i < 10000; i++)
    memcpy (expanding + 3 * i, "\357\267\272", 3);
  g_array_unref (search_in ("en", long_word, 0));
  g_array_unref (search_in ("en", many_words, 0));
  g_array_unref (search_in ("en", expanding, 0));
  g_array_unref (search_in ("en", "\xff\xfe \x80 mailbox \xc3", 0));
}

static gpointer
search_once (G_GNUC_UNUSED gpointer data)
{
  assert_best ("de", "postfach voll", "5.2.2");
  return NULL;
}

static void
test_threads_share_an_index (void)
{
  GThread *threads[8];

  for (guint i = 0; i < G_N_ELEMENTS (threads); i++)
    threads[i] = g_thread_new ("search", search_once, NULL);
  for (guint i = 0; i < G_N_ELEMENTS (threads); i++)
    g_thread_join (threads[i]);
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/search/threads-share-an-index", test_threads_share_an_index);
  g_test_add_func ("/search/codes-are-found-by-number", test_codes_are_found_by_number);
  g_test_add_func ("/search/codes-are-found-by-words", test_codes_are_found_by_words);
  g_test_add_func ("/search/apostrophes-are-alike", test_apostrophes_are_alike);
  g_test_add_func ("/search/punctuation-does-not-matter", test_punctuation_does_not_matter);
  g_test_add_func ("/search/nothing-is-found-for-nothing", test_nothing_is_found_for_nothing);
  g_test_add_func ("/search/unknown-words-are-passed-over", test_unknown_words_are_passed_over);
  g_test_add_func ("/search/hits-are-sorted-and-unique", test_hits_are_sorted_and_unique);
  g_test_add_func ("/search/limit-holds", test_limit_holds);
  g_test_add_func ("/search/reply-finds-its-codes", test_reply_finds_its_codes);
  g_test_add_func ("/search/hostile-words-are-bounded", test_hostile_words_are_bounded);
  return g_test_run ();
}
