/* dsn-site-link.c: where the pages of the web reference stand, and links to them.
 * SPDX-License-Identifier: LGPL-2.1-or-later */
#include <string.h>

#include "dsn-codes.h"
#include "dsn-explain-private.h"
#include "dsn-site-private.h"

char *
_dsn_site_get_file (const DsnQuery *query)
{
  if (!query->has_status)
    return query->reply ? g_strdup_printf ("%u.html", query->reply)
                        : g_strdup_printf ("%uxx.html", query->reply_class);
  if (query->subject == DSN_QUERY_ANY)
    return g_strdup_printf ("class-%u.html", query->status_class);
  if (query->detail == DSN_QUERY_ANY)
    return g_strdup_printf ("subject-%u.html", query->subject);
  return g_strdup_printf ("x.%u.%u.html", query->subject, query->detail);
}

char *
_dsn_site_get_href (const DsnQuery *query)
{
  g_autofree char *file = _dsn_site_get_file (query);
  g_autofree char *code = NULL;

  if (!dsn_catalog_is_useful (dsn_query_get_status (query)))
    return g_steal_pointer (&file);
  code = dsn_query_to_string (query);
  return g_strconcat (file, "#", code, NULL);
}

void
_dsn_site_item_set_text (DsnSiteItem *self, const DsnCatalog *catalog, const char *name,
                         const char *text, const char *language)
{
  g_autofree char *language_name = g_strconcat (name, "_lang", NULL);

  _dsn_site_item_set (self, name, text);
  if (text && language && strcmp (language, dsn_catalog_get_language (catalog)) != 0)
    _dsn_site_item_set (self, language_name, language);
}

static void
add_class (DsnSiteItem *link, guint number)
{
  DsnSiteItem *item = _dsn_site_item_new ();
  const char text[] = { (char) ('0' + number), '\0' };

  _dsn_site_item_set (item, "number", text);
  _dsn_site_item_add (link, "classes", item);
}

/* The classes in which a code is useful, or the one that it has. */
static void
add_classes (DsnSiteItem *link, const DsnQuery *query)
{
  g_autoptr (GArray) in_classes = NULL;

  if (!query->has_status) {
    add_class (link, query->reply ? query->reply / 100 : query->reply_class);
    return;
  }
  in_classes = dsn_query_list_classes (query);
  for (guint i = 0; i < in_classes->len; i++) {
    guint status_class = g_array_index (in_classes, DsnQuery, i).status_class;

    if (status_class)
      add_class (link, status_class);
  }
}

DsnSiteItem *
_dsn_site_make_link (const DsnCatalog *catalog, const DsnQuery *query)
{
  DsnSiteItem *link = _dsn_site_item_new ();
  g_autofree char *code = dsn_query_to_string (query);
  g_autofree char *href = _dsn_site_get_href (query);
  const char *language;
  const char *title = _dsn_explain_get_title (query, catalog, &language);

  _dsn_site_item_set (link, "code", code);
  _dsn_site_item_set (link, "href", href);
  _dsn_site_item_set_text (link, catalog, "title", title, language);
  add_classes (link, query);
  return link;
}
