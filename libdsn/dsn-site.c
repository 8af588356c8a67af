/* dsn-site.c: writes the catalog as a web reference, through templates/site/.
 * SPDX-License-Identifier: LGPL-2.1-or-later */
#include <errno.h>
#include <string.h>

#include "dsn-catalog-private.h"
#include "dsn-labels-private.h"
#include "dsn-site-private.h"

/* What every page begins and ends with. */
#define HEAD "head.html"
#define FOOT "foot.html"

/* Files that are the same for all pages. */
static const char *const plain_files[] = { "style.css", "search.js", "icon.svg" };

typedef struct {
  const char *folder;
  /* "" where links are to be relative. */
  char *base_url;
  /* In whose language the first page is. */
  const DsnCatalog *first;
  /* Name → pieces, each checked when it was first used. */
  GHashTable *templates;
} Site;

/* A page, and where it is written to. */
typedef struct {
  const Site *site;
  const DsnCatalog *catalog;
  const DsnSitePage *page;
  /* The way from the page to the folder of the site, and to that of its language. */
  const char *root;
  const char *here;
} Place;

static char *
escape_markup (const char *text)
{
  return g_markup_escape_text (text, -1);
}

static GObject *
make_item (void)
{
  return G_OBJECT (_dsn_site_item_new ());
}

const DsnTemplateKind _dsn_site_markup = { escape_markup, make_item };

static const GPtrArray *
load_template (const Site *site, const char *name, TmplScope *scope, GError **error)
{
  GPtrArray *pieces = g_hash_table_lookup (site->templates, name);
  g_autofree char *path = g_strconcat (DSN_SITE_FOLDER, name, NULL);
  g_autoptr (GBytes) bytes = NULL;
  g_autofree char *text = NULL;

  if (pieces)
    return pieces;
  bytes = _dsn_data_lookup (path);
  g_return_val_if_fail (bytes != NULL, NULL);
  text = g_strndup (g_bytes_get_data (bytes, NULL), g_bytes_get_size (bytes));
  pieces = _dsn_template_scan (text, path, error);
  if (!pieces)
    return NULL;
  g_hash_table_insert (site->templates, g_strdup (name), pieces);
  return _dsn_template_check (&_dsn_site_markup, pieces, path, scope, error) ? pieces : NULL;
}

static gboolean
append_template (const Site *site, const char *name, TmplScope *scope, GString *out, GError **error)
{
  const GPtrArray *pieces = load_template (site, name, scope, error);
  g_autofree char *text =
      pieces ? _dsn_template_expand (&_dsn_site_markup, pieces, name, scope, error) : NULL;

  if (text)
    g_string_append (out, text);
  return text != NULL;
}

static gboolean
write_file (const Site *site, const char *name, const char *data, gssize length, GError **error)
{
  g_autofree char *path = g_build_filename (site->folder, name, NULL);
  g_autofree char *folder = g_path_get_dirname (path);
  g_autoptr (GError) fault = NULL;

  if (g_mkdir_with_parents (folder, 0777) != 0) {
    g_set_error (error, DSN_ERROR, DSN_ERROR_IO, "%s: cannot make this folder: %s", folder,
                 g_strerror (errno));
    return FALSE;
  }
  if (g_file_set_contents_full (path, data, length, G_FILE_SET_CONTENTS_CONSISTENT, 0666, &fault))
    return TRUE;
  g_set_error (error, DSN_ERROR, DSN_ERROR_IO, "%s: cannot write: %s", path, fault->message);
  return FALSE;
}

/* The labels of a language, as label_NAME. */
static TmplScope *
make_labels (const DsnCatalog *catalog)
{
  TmplScope *scope = tmpl_scope_new ();
  char **names = _dsn_labels_get_names ();

  for (guint i = 0; names[i]; i++) {
    g_autofree char *name = g_strconcat ("label_", names[i], NULL);

    tmpl_scope_set_string (scope, g_strdelimit (name, "-", '_'),
                           _dsn_labels_get (catalog, names[i]));
  }
  return scope;
}

/* A page in another language, or the page itself. */
static char *
make_address (const Place *place, const char *language)
{
  const char *start = *place->site->base_url ? place->site->base_url : place->root;

  return g_strconcat (start, language, "/", place->page->file, NULL);
}

static GListStore *
list_alternates (const Place *place)
{
  GListStore *list = g_list_store_new (DSN_TYPE_SITE_ITEM);
  g_auto (GStrv) languages = dsn_catalog_list_languages ();

  for (guint i = 0; languages[i]; i++) {
    const DsnCatalog *catalog = dsn_catalog_get (languages[i], NULL);
    g_autoptr (DsnSiteItem) item = _dsn_site_item_new ();
    g_autofree char *url = make_address (place, languages[i]);
    g_autofree char *href = g_strconcat (place->root, languages[i], "/", place->page->file, NULL);

    if (!catalog)
      continue;
    _dsn_site_item_set (item, "lang", languages[i]);
    _dsn_site_item_set (item, "title", dsn_catalog_get_language_name (catalog));
    _dsn_site_item_set (item, "url", url);
    _dsn_site_item_set (item, "href", href);
    if (catalog == place->catalog)
      _dsn_site_item_set (item, "current", "true");
    g_list_store_append (list, item);
  }
  return list;
}

static TmplScope *
make_scope (const Place *place, TmplScope *labels)
{
  TmplScope *scope = tmpl_scope_new_with_parent (labels);
  const char *language = dsn_catalog_get_language (place->catalog);
  g_autofree char *canonical = make_address (place, language);
  g_autofree char *by_default = make_address (place, dsn_catalog_get_language (place->site->first));
  g_autoptr (GListStore) alternates = list_alternates (place);

  tmpl_scope_set_string (scope, "lang", language);
  tmpl_scope_set_string (scope, "root", place->root);
  tmpl_scope_set_string (scope, "here", place->here);
  tmpl_scope_set_string (scope, "canonical", canonical);
  tmpl_scope_set_string (scope, "default_url", by_default);
  tmpl_scope_set_object (scope, "alternates", alternates);
  tmpl_scope_set_object (scope, "page", place->page->item);
  return scope;
}

static gboolean
write_page (const Place *place, TmplScope *labels, const char *name, GError **error)
{
  g_autoptr (TmplScope) scope = make_scope (place, labels);
  g_autoptr (GString) out = g_string_new (NULL);
  const char *const templates[] = { HEAD, place->page->template_name, FOOT };

  for (guint i = 0; i < G_N_ELEMENTS (templates); i++)
    if (!append_template (place->site, templates[i], scope, out, error))
      return FALSE;
  return write_file (place->site, name, out->str, (gssize) out->len, error);
}

/* The page that one comes upon first stands in the folder of the site, too. */
static gboolean
write_first_page (const Place *place, TmplScope *labels, GError **error)
{
  g_autofree char *here = g_strconcat (dsn_catalog_get_language (place->catalog), "/", NULL);
  Place first = *place;

  first.root = "";
  first.here = here;
  return write_page (&first, labels, place->page->file, error);
}

static gboolean
write_index (const Site *site, const DsnCatalog *catalog, GError **error)
{
  g_autofree char *name =
      g_strconcat (dsn_catalog_get_language (catalog), "/search-index.js", NULL);
  g_autofree char *script = _dsn_site_make_index (catalog);

  return write_file (site, name, script, -1, error);
}

static gboolean
write_language (const Site *site, const DsnCatalog *catalog, GError **error)
{
  g_autoptr (GPtrArray) pages = _dsn_site_list_pages (catalog);
  g_autoptr (TmplScope) labels = make_labels (catalog);

  for (guint i = 0; i < pages->len; i++) {
    const DsnSitePage *page = g_ptr_array_index (pages, i);
    Place place = { site, catalog, page, "../", "" };
    g_autofree char *name = g_strconcat (dsn_catalog_get_language (catalog), "/", page->file, NULL);

    if (!write_page (&place, labels, name, error))
      return FALSE;
    if (i == 0 && catalog == site->first && !write_first_page (&place, labels, error))
      return FALSE;
  }
  return write_index (site, catalog, error);
}

static gboolean
write_all (const Site *site, GError **error)
{
  g_auto (GStrv) languages = dsn_catalog_list_languages ();

  for (guint i = 0; i < G_N_ELEMENTS (plain_files); i++) {
    g_autofree char *name = g_strconcat (DSN_SITE_FOLDER, plain_files[i], NULL);
    g_autoptr (GBytes) bytes = _dsn_data_lookup (name);

    g_return_val_if_fail (bytes != NULL, FALSE);
    if (!write_file (site, plain_files[i], g_bytes_get_data (bytes, NULL),
                     (gssize) g_bytes_get_size (bytes), error))
      return FALSE;
  }
  for (guint i = 0; languages[i]; i++) {
    const DsnCatalog *catalog = dsn_catalog_get (languages[i], error);

    if (!catalog || !write_language (site, catalog, error))
      return FALSE;
  }
  return TRUE;
}

/* Ends an address in "/", so that names can follow. NULL with @error set if it will not do. */
static char *
check_base_url (const char *text, GError **error)
{
  g_autoptr (GUri) uri = text ? g_uri_parse (text, G_URI_FLAGS_NONE, NULL) : NULL;
  const char *scheme = uri ? g_uri_get_scheme (uri) : "";

  if (!text)
    return g_strdup ("");
  if ((strcmp (scheme, "https") == 0 || strcmp (scheme, "http") == 0) && g_uri_get_host (uri)
      && *g_uri_get_host (uri) && !g_uri_get_query (uri) && !g_uri_get_fragment (uri)
      && !strpbrk (text, " \t\r\n\"'<>\\"))
    return g_strconcat (text, g_str_has_suffix (text, "/") ? "" : "/", NULL);
  g_set_error (
      error, DSN_ERROR, DSN_ERROR_INVALID,
      "\"%s\" is no address of a folder on the web, such as https://www.example.org/codes/", text);
  return NULL;
}

gboolean
dsn_site_write (const char *folder, const char *base_url, const DsnCatalog *catalog, GError **error)
{
  Site site = { folder, NULL, catalog, NULL };
  g_autoptr (GHashTable) templates = NULL;
  g_autofree char *checked = NULL;

  g_return_val_if_fail (folder != NULL, FALSE);
  g_return_val_if_fail (catalog != NULL, FALSE);

  checked = site.base_url = check_base_url (base_url, error);
  if (!checked)
    return FALSE;
  templates =
      g_hash_table_new_full (g_str_hash, g_str_equal, g_free, (GDestroyNotify) g_ptr_array_unref);
  site.templates = templates;
  return write_all (&site, error);
}
