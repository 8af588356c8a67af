/* dsn-search-private.h: what can be found of a catalog.
 * SPDX-License-Identifier: LGPL-2.1-or-later */
#pragma once

#include "dsn-catalog-private.h"

G_BEGIN_DECLS

typedef enum {
  DSN_SEARCH_CODE,    /* "5.7.7" or "550": only the whole of it, or "7.7", is found */
  DSN_SEARCH_REPLIES, /* "550 554": only a whole number is found */
  DSN_SEARCH_NAME,    /* the registered name and the word of the `reason` vocabulary */
  DSN_SEARCH_TEXTS,   /* here begin the texts, in the order of DsnCatalogText */
  DSN_SEARCH_COUNT = DSN_SEARCH_TEXTS + DSN_CATALOG_TEXT_COUNT
} DsnSearchField;

/* What can be found: a code in one class, or a reply code. */
typedef struct {
  DsnStatus status;
  guint reply;
  char *fields[DSN_SEARCH_COUNT]; /* folded; NULL where there is nothing */
} DsnSearchEntry;

/* Letter case, width, accents and the shape of apostrophes taken away. NULL for what is no UTF-8.
 * (transfer full) */
char *_dsn_search_fold (const char *text);
/* Of DsnSearchEntry. Made when somebody searches the catalog for the first time, then only read. */
const GPtrArray *_dsn_search_get_index (const DsnCatalog *catalog);

G_END_DECLS
