/* dsn-site-private.h: what the files of dsn-site share.
 * SPDX-License-Identifier: LGPL-2.1-or-later */
#pragma once

#include <gio/gio.h>

#include "dsn-query.h"
#include "dsn-site.h"
#include "dsn-template-private.h"

G_BEGIN_DECLS

/* dsn-site.c */

/* Templates of pages. Whatever comes from a text is escaped, so that it can stand in an element or in an
 * attribute with quotes; there is no way for a template to say otherwise. */
extern const DsnTemplateKind _dsn_site_markup;

/* dsn-site-item.c */

/* A page, or a part of one, as its template sees it: names and texts, "" for what is absent, and lists
 * of other items. The names stand at the top of dsn-site-item.c. */
#define DSN_TYPE_SITE_ITEM (_dsn_site_item_get_type ())
G_DECLARE_FINAL_TYPE (DsnSiteItem, _dsn_site_item, DSN, SITE_ITEM, GObject)

DsnSiteItem *_dsn_site_item_new (void);
/* Gives a text a name; with NULL it stays absent. */
void _dsn_site_item_set (DsnSiteItem *self, const char *name, const char *text);
const char *_dsn_site_item_get (DsnSiteItem *self, const char *name);
/* Adds an item at the end of a list. @item: (transfer full) */
void _dsn_site_item_add (DsnSiteItem *self, const char *list, DsnSiteItem *item);

/* dsn-site-link.c: where things stand, and links to them. */

/* The file of a page, without its folder: "x.7.7.html", "550.html", "subject-7.html", "class-5.html" or
 * "5xx.html". (transfer full) */
char *_dsn_site_get_file (const DsnQuery *query);
/* The same, with the place in it where the code has one: in each class in which it is useful. (transfer
 * full) */
char *_dsn_site_get_href (const DsnQuery *query);
/* A link: code, href, title, and the classes in which the code is useful. (transfer full) */
DsnSiteItem *_dsn_site_make_link (const DsnCatalog *catalog, const DsnQuery *query);
/* Sets a text and, as NAME_lang, its language if that is not the catalog's. */
void _dsn_site_item_set_text (DsnSiteItem *self, const DsnCatalog *catalog, const char *name,
                              const char *text, const char *language);

/* dsn-site-page.c: what stands on the pages. */

typedef struct {
  char *file;
  const char *template_name;
  DsnSiteItem *item;
} DsnSitePage;

/* All pages of a language, the front page first. (transfer full) (element-type DsnSitePage) */
GPtrArray *_dsn_site_list_pages (const DsnCatalog *catalog);

/* dsn-site-index.c */

/* A script with all that search.js searches. (transfer full) */
char *_dsn_site_make_index (const DsnCatalog *catalog);

G_END_DECLS
