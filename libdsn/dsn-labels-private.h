/* dsn-labels-private.h: the words around the texts of a catalog, such as headings, by language.
 * SPDX-License-Identifier: LGPL-2.1-or-later */
#pragma once

#include "dsn-catalog.h"

G_BEGIN_DECLS

/* The names of the labels that English has, sorted; the others may lack some. NULL at the end. Not to be
 * changed or freed. */
char **_dsn_labels_get_names (void);
/* A label in the language of a catalog, in English where it has none; NULL where there is none. Not to
 * be freed. */
const char *_dsn_labels_get (const DsnCatalog *catalog, const char *name);

G_END_DECLS
