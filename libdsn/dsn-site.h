/* dsn-site.h: the catalog as a web reference to browse.
 * SPDX-License-Identifier: LGPL-2.1-or-later */
#pragma once

#include "dsn-catalog.h"

G_BEGIN_DECLS

/**
 * dsn_site_write:
 * @folder: where to; made if it is not there, files of the same names in it are replaced
 * @base_url: (nullable): where @folder will be found on the web, for links that have to be whole;
 *   %NULL makes them relative
 * @catalog: in whose language the first page is
 * @error: %DSN_ERROR_INVALID names what is wrong with @base_url; %DSN_ERROR_IO names the file;
 *   %DSN_ERROR_TEMPLATE the template and the line
 *
 * Writes a page for each registered code, reply code, subject and class in every language, a front page
 * for each, and what they need. The pages refer to nothing else, and work from a disk as from a server.
 *
 * Returns: whether all of it was written
 */
DSN_PUBLIC gboolean dsn_site_write (const char *folder, const char *base_url,
                                    const DsnCatalog *catalog, GError **error);

G_END_DECLS
