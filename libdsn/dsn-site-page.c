/* dsn-site-page.c: what stands on the pages of the web reference.
 * SPDX-License-Identifier: LGPL-2.1-or-later */
#include "dsn-catalog-private.h"
#include "dsn-codes.h"
#include "dsn-explain-private.h"
#include "dsn-labels-private.h"
#include "dsn-site-private.h"
#include "dsn-status-private.h"

static const guint classes[] = { 5, 4, 2 };

static DsnQuery
query_for_class (guint status_class)
{
  return (DsnQuery){ .status_class = status_class,
                     .subject = DSN_QUERY_ANY,
                     .detail = DSN_QUERY_ANY,
                     .has_status = TRUE };
}

static DsnQuery
query_for_subject (guint subject)
{
  return (DsnQuery){ .subject = subject, .detail = DSN_QUERY_ANY, .has_status = TRUE };
}

/* A code whatever its class. */
static DsnQuery
query_for_code (DsnStatus code)
{
  DsnQuery query = dsn_query_for_status (code);

  query.status_class = 0;
  return query;
}

static void
free_page (gpointer data)
{
  DsnSitePage *page = data;

  g_free (page->file);
  g_object_unref (page->item);
  g_free (page);
}

/* The language of what the catalog says of a class, a subject or a digit: it may be English. */
static const char *
get_language_of (const DsnCatalog *catalog, guint32 key)
{
  return _dsn_catalog_look_up (catalog, key, DSN_CATALOG_TITLE) ? dsn_catalog_get_language (catalog)
                                                                : DSN_FALLBACK_LANGUAGE;
}

static void
set_class (DsnSiteItem *item, const DsnExplanation *explanation)
{
  const DsnQuery *query = &explanation->query;
  gboolean is_status = query->has_status;
  DsnQuery of_class = is_status ? query_for_class (query->status_class)
                                : (DsnQuery){ .reply_class = explanation->class_number };
  guint32 key = is_status ? _dsn_code_key_for_class (query->status_class)
                          : _dsn_code_key_for_reply_class (explanation->class_number);
  g_autofree char *href = _dsn_site_get_href (&of_class);
  g_autofree char *number = g_strdup_printf ("%u", explanation->class_number);

  _dsn_site_item_set (item, "number", number);
  _dsn_site_item_set (item, "class_title", explanation->class_title);
  _dsn_site_item_set (item, "class_text", explanation->class_text);
  _dsn_site_item_set (item, "class_href", href);
  if (get_language_of (explanation->catalog, key)
      != dsn_catalog_get_language (explanation->catalog))
    _dsn_site_item_set (item, "class_lang", DSN_FALLBACK_LANGUAGE);
}

/* The subject of a code, or the second digit of a reply. */
static void
set_subject (DsnSiteItem *item, const DsnExplanation *explanation)
{
  const DsnQuery *query = &explanation->query;
  gboolean is_status = query->has_status;
  guint number = is_status ? query->subject : query->reply / 10 % 10;
  guint32 key =
      is_status ? _dsn_code_key_for_subject (number) : _dsn_code_key_for_reply_subject (number);
  DsnQuery of_subject = query_for_subject (number);
  g_autofree char *href = is_status ? _dsn_site_get_href (&of_subject) : NULL;
  g_autofree char *text = g_strdup_printf ("%u", number);

  _dsn_site_item_set (item, "subject", text);
  _dsn_site_item_set (item, "subject_title", explanation->subject_title);
  _dsn_site_item_set (item, "subject_text", explanation->subject_text);
  _dsn_site_item_set (item, "subject_href", href);
  if (get_language_of (explanation->catalog, key)
      != dsn_catalog_get_language (explanation->catalog))
    _dsn_site_item_set (item, "subject_lang", DSN_FALLBACK_LANGUAGE);
}

static void
set_texts (DsnSiteItem *item, const DsnExplanation *explanation)
{
  static const char *const names[DSN_CATALOG_TEXT_COUNT] = {
    [DSN_CATALOG_TITLE] = "title",
    [DSN_CATALOG_REASON] = "reason",
    [DSN_CATALOG_FIX_SENDER] = "fix_sender",
    [DSN_CATALOG_FIX_RECIPIENT] = "fix_recipient",
    [DSN_CATALOG_FIX_POSTMASTER] = "fix_postmaster",
    [DSN_CATALOG_DEFINITION] = "definition",
  };

  for (DsnCatalogText which = 0; which < DSN_CATALOG_TEXT_COUNT; which++)
    _dsn_site_item_set_text (item, explanation->catalog, names[which], explanation->texts[which],
                             explanation->languages[which]);
}

/* What there is to say of a code in one class, or of a reply. */
static DsnSiteItem *
make_section (const DsnExplanation *explanation)
{
  DsnSiteItem *section = _dsn_site_item_new ();

  _dsn_site_item_set (section, "id", explanation->code);
  _dsn_site_item_set (section, "code", explanation->code);
  set_texts (section, explanation);
  set_class (section, explanation);
  return section;
}

static void
add_links (DsnSiteItem *item, const char *list, const DsnCatalog *catalog, const GArray *codes,
           gboolean open_class)
{
  for (guint i = 0; codes && i < codes->len; i++) {
    DsnStatus code = g_array_index (codes, DsnStatus, i);
    DsnQuery query = open_class ? query_for_code (code) : dsn_query_for_status (code);

    _dsn_site_item_add (item, list, _dsn_site_make_link (catalog, &query));
  }
}

static void
add_reply_links (DsnSiteItem *item, const char *list, const DsnCatalog *catalog,
                 const GArray *replies)
{
  for (guint i = 0; i < replies->len; i++) {
    DsnQuery query = dsn_query_for_reply (g_array_index (replies, guint, i));

    _dsn_site_item_add (item, list, _dsn_site_make_link (catalog, &query));
  }
}

static void
set_facts (DsnSiteItem *item, const DsnExplanation *explanation)
{
  _dsn_site_item_set (item, "name", explanation->name);
  _dsn_site_item_set (item, "citation", explanation->citation);
  _dsn_site_item_set (item, "word", explanation->word);
  _dsn_site_item_set (item, "description", explanation->texts[DSN_CATALOG_REASON]);
}

/* A code in each class in which it is useful; what is the same for all of them is said once. */
static DsnSiteItem *
make_code_item (const DsnCatalog *catalog, DsnStatus code)
{
  DsnQuery query = query_for_code (code);
  g_autoptr (GArray) in_classes = dsn_query_list_classes (&query);
  g_autoptr (GArray) replies = dsn_catalog_list_code_replies (code);
  DsnSiteItem *item = _dsn_site_item_new ();

  for (guint i = 0; i < in_classes->len; i++) {
    g_autoptr (DsnExplanation) explanation =
        _dsn_explanation_new (&g_array_index (in_classes, DsnQuery, i), catalog);

    if (i == 0) {
      set_texts (item, explanation);
      set_facts (item, explanation);
      set_subject (item, explanation);
      add_links (item, "related", catalog, explanation->related, TRUE);
    }
    _dsn_site_item_add (item, "sections", make_section (explanation));
  }
  add_reply_links (item, "replies", catalog, replies);
  return item;
}

static DsnSiteItem *
make_reply_item (const DsnCatalog *catalog, guint reply)
{
  DsnQuery query = dsn_query_for_reply (reply);
  g_autoptr (DsnExplanation) explanation = _dsn_explanation_new (&query, catalog);
  DsnSiteItem *item = _dsn_site_item_new ();

  set_texts (item, explanation);
  set_facts (item, explanation);
  set_class (item, explanation);
  set_subject (item, explanation);
  add_links (item, "codes", catalog, explanation->codes, FALSE);
  _dsn_site_item_add (item, "sections", make_section (explanation));
  return item;
}

/* A class, a subject or a class of replies, with all that belongs to it. */
static DsnSiteItem *
make_group_item (const DsnCatalog *catalog, const DsnQuery *query)
{
  g_autoptr (DsnExplanation) explanation = _dsn_explanation_new (query, catalog);
  gboolean is_subject = query->has_status && query->subject != DSN_QUERY_ANY;
  DsnSiteItem *item = _dsn_site_make_link (catalog, query);
  const char *text = is_subject ? explanation->subject_text : explanation->class_text;

  if (is_subject)
    set_subject (item, explanation);
  else
    set_class (item, explanation);
  _dsn_site_item_set (item, "text", text);
  _dsn_site_item_set (item, "text_lang",
                      _dsn_site_item_get (item, is_subject ? "subject_lang" : "class_lang"));
  _dsn_site_item_set (item, "title_lang", _dsn_site_item_get (item, "text_lang"));
  set_facts (item, explanation);
  _dsn_site_item_set (item, "description", text);
  add_links (item, "items", catalog, explanation->codes, is_subject);
  add_reply_links (item, "items", catalog, explanation->replies);
  return item;
}

static DsnSiteItem *
make_front_item (const DsnCatalog *catalog)
{
  DsnSiteItem *item = _dsn_site_item_new ();

  _dsn_site_item_set (item, "description", _dsn_labels_get (catalog, "site-intro"));
  for (guint i = 0; i < G_N_ELEMENTS (classes); i++) {
    DsnQuery query = query_for_class (classes[i]);

    _dsn_site_item_add (item, "classes", make_group_item (catalog, &query));
  }
  for (guint subject = 0; subject <= DSN_SUBJECT_MAX; subject++) {
    DsnQuery query = query_for_subject (subject);

    _dsn_site_item_add (item, "subjects", make_group_item (catalog, &query));
  }
  for (guint digit = 2; digit <= 5; digit++) {
    DsnQuery query = { .reply_class = digit };

    _dsn_site_item_add (item, "replies", make_group_item (catalog, &query));
  }
  return item;
}

/* @query: what the page is about; NULL for the front page. @item: (transfer full) */
static void
add_page (GPtrArray *pages, const DsnCatalog *catalog, const char *template_name,
          const DsnQuery *query, DsnSiteItem *item)
{
  DsnSitePage *page = g_new (DsnSitePage, 1);
  g_autofree char *code = query ? dsn_query_to_string (query) : NULL;
  const char *language = NULL;

  page->file = query ? _dsn_site_get_file (query) : g_strdup ("index.html");
  page->template_name = template_name;
  page->item = item;
  if (query) {
    _dsn_site_item_set (item, "code", code);
    _dsn_site_item_set_text (item, catalog, "title",
                             _dsn_explain_get_title (query, catalog, &language), language);
  }
  g_ptr_array_add (pages, page);
}

static void
add_groups (GPtrArray *pages, const DsnCatalog *catalog)
{
  for (guint i = 0; i < G_N_ELEMENTS (classes); i++) {
    DsnQuery query = query_for_class (classes[i]);

    add_page (pages, catalog, "group.html", &query, make_group_item (catalog, &query));
  }
  for (guint subject = 0; subject <= DSN_SUBJECT_MAX; subject++) {
    DsnQuery query = query_for_subject (subject);

    add_page (pages, catalog, "group.html", &query, make_group_item (catalog, &query));
  }
  for (guint digit = 2; digit <= 5; digit++) {
    DsnQuery query = { .reply_class = digit };

    add_page (pages, catalog, "group.html", &query, make_group_item (catalog, &query));
  }
}

GPtrArray *
_dsn_site_list_pages (const DsnCatalog *catalog)
{
  GPtrArray *pages = g_ptr_array_new_with_free_func (free_page);
  g_autoptr (GArray) codes = dsn_catalog_list_codes ();
  g_autoptr (GArray) replies = dsn_catalog_list_replies ();

  add_page (pages, catalog, "front.html", NULL, make_front_item (catalog));
  add_groups (pages, catalog);
  for (guint i = 0; i < codes->len; i++) {
    DsnStatus code = g_array_index (codes, DsnStatus, i);
    DsnQuery query = query_for_code (code);

    add_page (pages, catalog, "code.html", &query, make_code_item (catalog, code));
  }
  for (guint i = 0; i < replies->len; i++) {
    guint reply = g_array_index (replies, guint, i);
    DsnQuery query = dsn_query_for_reply (reply);

    add_page (pages, catalog, "code.html", &query, make_reply_item (catalog, reply));
  }
  return pages;
}
