/* test-site.c: the web reference. tests/site/ tries it in a browser.
 * SPDX-License-Identifier: LGPL-2.1-or-later */
#include <string.h>

#include "catalog-files.h"
#include "dsn-site-private.h"

#define HOSTILE "\"><script>alert('x')</script>&amp; {{lang}}"

/* Something of what HOSTILE would do if it were not escaped. */
static void
assert_is_tame (const char *text)
{
  g_assert_null (strstr (text, "alert('"));
  g_assert_null (strstr (text, "\"><script>"));
  g_assert_null (strstr (text, "</script>&amp; "));
}

static char *
expand (const char *text, TmplScope *scope)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (GPtrArray) pieces = _dsn_template_scan (text, "test.html", &error);
  char *page;

  g_assert_no_error (error);
  g_assert_true (_dsn_template_check (&_dsn_site_markup, pieces, "test.html", scope, &error));
  g_assert_no_error (error);
  page = _dsn_template_expand (&_dsn_site_markup, pieces, "test.html", scope, &error);
  g_assert_no_error (error);
  return page;
}

static void
test_values_are_escaped_without_being_asked (void)
{
  g_autoptr (TmplScope) scope = tmpl_scope_new ();
  g_autofree char *page = NULL;

  tmpl_scope_set_string (scope, "text", "<b> & \"that's\"");
  page = expand ("<p title=\"{{text}}\">{{text}}</p>", scope);
  g_assert_cmpstr (page, ==,
                   "<p title=\"&lt;b&gt; &amp; &quot;that&apos;s&quot;\">"
                   "&lt;b&gt; &amp; &quot;that&apos;s&quot;</p>");
}

/* An item whose every text is hostile, with others of its kind in its lists. */
static DsnSiteItem *
make_hostile (guint depth)
{
  DsnSiteItem *item = _dsn_site_item_new ();
  guint n;
  g_autofree GParamSpec **specs = g_object_class_list_properties (G_OBJECT_GET_CLASS (item), &n);

  for (guint i = 0; i < n; i++) {
    /* GObject writes "title-lang". */
    g_autofree char *name = g_strdelimit (g_strdup (g_param_spec_get_name (specs[i])), "-", '_');

    if (G_PARAM_SPEC_VALUE_TYPE (specs[i]) == G_TYPE_STRING)
      _dsn_site_item_set (item, name, HOSTILE);
    else if (depth > 0)
      _dsn_site_item_add (item, name, make_hostile (depth - 1));
  }
  return item;
}

static TmplScope *
make_hostile_scope (const char *template_text)
{
  TmplScope *scope = tmpl_scope_new ();
  g_autoptr (DsnSiteItem) item = make_hostile (2);
  g_autoptr (GListStore) list = g_list_store_new (DSN_TYPE_SITE_ITEM);
  g_autoptr (GRegex) label = g_regex_new ("label_[a-z_]+", 0, 0, NULL);
  g_autoptr (GMatchInfo) match = NULL;
  static const char *const names[] = { "lang", "root", "here", "canonical", "default_url" };

  for (guint i = 0; i < G_N_ELEMENTS (names); i++)
    tmpl_scope_set_string (scope, names[i], HOSTILE);
  for (g_regex_match (label, template_text, 0, &match); g_match_info_matches (match);
       g_match_info_next (match, NULL)) {
    g_autofree char *name = g_match_info_fetch (match, 0);

    tmpl_scope_set_string (scope, name, HOSTILE);
  }
  g_list_store_append (list, item);
  tmpl_scope_set_object (scope, "alternates", list);
  tmpl_scope_set_object (scope, "page", item);
  return scope;
}

static void
test_no_text_can_get_out_of_its_place (void)
{
  static const char *const names[] = { "head.html", "front.html", "group.html", "code.html",
                                       "foot.html" };

  for (guint i = 0; i < G_N_ELEMENTS (names); i++) {
    g_autofree char *path = g_strconcat (DSN_SITE_FOLDER, names[i], NULL);
    g_autoptr (GBytes) bytes = _dsn_data_lookup (path);
    g_autofree char *text = NULL;
    g_autoptr (TmplScope) scope = NULL;
    g_autofree char *page = NULL;

    g_assert_nonnull (bytes);
    text = g_strndup (g_bytes_get_data (bytes, NULL), g_bytes_get_size (bytes));
    scope = make_hostile_scope (text);
    page = expand (text, scope);
    g_assert_nonnull (strstr (page, "&lt;script&gt;"));
    assert_is_tame (page);
  }
}

/* "if" asks for a list whether there is something in it, and an empty one is a list all the same. */
static void
test_an_empty_list_is_nothing (void)
{
  static const char text[] = "{{if page.items}}some{{end}}{{for i in page.items}}{{i.code}}{{end}}";
  g_autoptr (TmplScope) scope = tmpl_scope_new ();
  g_autoptr (DsnSiteItem) item = _dsn_site_item_new ();
  DsnSiteItem *child = _dsn_site_item_new ();
  g_autofree char *without = NULL;
  g_autofree char *with = NULL;

  tmpl_scope_set_object (scope, "page", item);
  without = expand (text, scope);
  g_assert_cmpstr (without, ==, "");
  _dsn_site_item_set (child, "code", "5.7.7");
  _dsn_site_item_add (item, "items", child);
  with = expand (text, scope);
  g_assert_cmpstr (with, ==, "some5.7.7");
}

static void
assert_file (DsnQuery query, const char *file, const char *href)
{
  g_autofree char *got_file = _dsn_site_get_file (&query);
  g_autofree char *got_href = _dsn_site_get_href (&query);

  g_assert_cmpstr (got_file, ==, file);
  g_assert_cmpstr (got_href, ==, href);
}

static void
test_everything_has_its_place (void)
{
  DsnQuery query;

  assert_file (dsn_query_for_status (parse ("5.7.7")), "x.7.7.html", "x.7.7.html#5.7.7");
  assert_file (dsn_query_for_status (parse ("2.1.1")), "x.1.1.html", "x.1.1.html");
  assert_file (dsn_query_for_reply (550), "550.html", "550.html");
  g_assert_true (dsn_query_parse ("X.7.*", &query));
  assert_file (query, "subject-7.html", "subject-7.html");
  g_assert_true (dsn_query_parse ("5.*.*", &query));
  assert_file (query, "class-5.html", "class-5.html");
  g_assert_true (dsn_query_parse ("5xx", &query));
  assert_file (query, "5xx.html", "5xx.html");
}

static void
test_every_code_and_reply_has_a_page (gconstpointer language)
{
  g_autoptr (GPtrArray) pages = _dsn_site_list_pages (get_catalog (language));
  g_autoptr (GHashTable) files = g_hash_table_new (g_str_hash, g_str_equal);
  g_autoptr (GArray) codes = dsn_catalog_list_codes ();
  g_autoptr (GArray) replies = dsn_catalog_list_replies ();

  for (guint i = 0; i < pages->len; i++) {
    const DsnSitePage *page = g_ptr_array_index (pages, i);

    g_assert_true (g_hash_table_add (files, page->file));
    g_assert_nonnull (_dsn_site_item_get (page->item, "description"));
  }
  for (guint i = 0; i < codes->len; i++) {
    DsnQuery query = dsn_query_for_status (g_array_index (codes, DsnStatus, i));
    g_autofree char *file = _dsn_site_get_file (&query);

    g_assert_true (g_hash_table_contains (files, file));
  }
  for (guint i = 0; i < replies->len; i++) {
    DsnQuery query = dsn_query_for_reply (g_array_index (replies, guint, i));
    g_autofree char *file = _dsn_site_get_file (&query);

    g_assert_true (g_hash_table_contains (files, file));
  }
}

static void
test_a_bad_address_is_named (void)
{
  g_autoptr (GError) error = NULL;

  g_assert_false (dsn_site_write ("/nonexistent", "example.org", get_catalog ("en"), &error));
  g_assert_error (error, DSN_ERROR, DSN_ERROR_INVALID);
  g_assert_nonnull (strstr (error->message, "\"example.org\""));
}

int
main (int argc, char **argv)
{
  g_auto (GStrv) languages = dsn_catalog_list_languages ();

  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/site/values-are-escaped-without-being-asked",
                   test_values_are_escaped_without_being_asked);
  g_test_add_func ("/site/no-text-can-get-out-of-its-place", test_no_text_can_get_out_of_its_place);
  g_test_add_func ("/site/an-empty-list-is-nothing", test_an_empty_list_is_nothing);
  g_test_add_func ("/site/everything-has-its-place", test_everything_has_its_place);
  for (guint i = 0; languages[i]; i++) {
    g_autofree char *name =
        g_strconcat ("/site/every-code-and-reply-has-a-page/", languages[i], NULL);

    g_test_add_data_func (name, languages[i], test_every_code_and_reply_has_a_page);
  }
  g_test_add_func ("/site/a-bad-address-is-named", test_a_bad_address_is_named);
  return g_test_run ();
}
