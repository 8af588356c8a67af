/* dsn-query-private.h: what the files of dsn-query share.
 * SPDX-License-Identifier: LGPL-2.1-or-later */
#pragma once

#include "dsn-query.h"

G_BEGIN_DECLS

/* Finds the next code at or after @at, a place in the free text @text. Returns what follows it; NULL if
 * there is none. */
const char *_dsn_query_find_next (const char *text, const char *at, DsnQuery *query);

G_END_DECLS
