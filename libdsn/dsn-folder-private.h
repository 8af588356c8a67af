/* dsn-folder-private.h: the files of a folder and of the folders below it.
 * SPDX-License-Identifier: LGPL-2.1-or-later */
#pragma once

#include <glib.h>

typedef struct _DsnFolder DsnFolder;

/** Lists a folder; NULL with @error set if that fails. */
DsnFolder *_dsn_folder_new (const char *path, GError **error);
void _dsn_folder_free (DsnFolder *folder);

/**
 * _dsn_folder_next:
 * @folder: a folder
 * @error: what is wrong with a folder below it; the walk can go on
 *
 * Returns: (transfer full) (nullable): the path of the next file; %NULL without @error set at the
 *   end
 */
char *_dsn_folder_next (DsnFolder *folder, GError **error);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (DsnFolder, _dsn_folder_free)
