/* make-spec.h: requests for reports, as JSON.
 * SPDX-License-Identifier: LGPL-2.1-or-later */
#pragma once

#include "tool.h"

G_BEGIN_DECLS

/* A file with one JSON object on one line or on several, or with one on each line. */
typedef struct _MakeSpec MakeSpec;

/* @path: "-" for standard input. Returns NULL with @error set. */
MakeSpec *make_spec_open (const char *path, GError **error);
void make_spec_free (MakeSpec *spec);
/* Returns the next report, or NULL: at the end without @error set; after %DSN_ERROR_IO there are no
 * more, after other errors there may be. */
DsnReport *make_spec_next (MakeSpec *spec, GError **error);
/* Where the report or the error that was returned last stood, such as "requests.json, line 7: ". */
const char *make_spec_get_place (const MakeSpec *spec);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (MakeSpec, make_spec_free)

G_END_DECLS
