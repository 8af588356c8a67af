/* dsn-search.h: finds codes by what is said of them.
 * SPDX-License-Identifier: LGPL-2.1-or-later */
#pragma once

#include "dsn-catalog.h"

G_BEGIN_DECLS

/**
 * DsnCatalogHit:
 * @status: a registered code, in the class that fits best; %DSN_STATUS_NONE if a reply was found
 * @reply: a reply code; 0 if a status code was found
 * @score: how well it fits; more is better
 */
typedef struct {
  DsnStatus status;
  guint reply;
  guint score;
} DsnCatalogHit;

/**
 * dsn_catalog_search:
 * @catalog: a catalog
 * @words: what to look for, in UTF-8: words of any language, codes such as "5.7.7", "7.7" or "550"
 * @limit: how many hits to return at most; 0 for all
 *
 * Looks for words in all that the catalog says of the registered codes and the reply codes: their
 * numbers, names, `reason` words and texts, in the catalog's language and where it has none in
 * English. Upper and lower case, accents and the width of letters make no difference. A word is found
 * inside longer ones, too, so that languages without spaces can be searched.
 *
 * A code is a hit if none has more of the words in it: first of all those that have all of them. A
 * word counts more in a title or a name than in a long text, and at the start of a word more than
 * inside one. Of the classes of a code only the best is a hit.
 *
 * Returns: (transfer full) (element-type DsnCatalogHit): the hits, the best first; those that fit
 *   alike in the order of their codes, replies last. Empty if nothing fits, if there are no words,
 *   or there are no words. Only the first sixteen words are looked at.
 */
DSN_PUBLIC GArray *dsn_catalog_search (const DsnCatalog *catalog, const char *words,
                                       guint limit) G_GNUC_WARN_UNUSED_RESULT;

G_END_DECLS
