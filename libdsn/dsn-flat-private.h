/* dsn-flat-private.h: a report as lists of paths and values, for output that is not nested.
 * SPDX-License-Identifier: LGPL-2.1-or-later */
#pragma once

#include "dsn-report.h"

G_BEGIN_DECLS

/* One value and where it stands in the JSON, such as "remote_mta.name". Extension fields have
 * "extensions." and their name. */
typedef struct {
  char *path;
  char *value;
} DsnPair;

/* The values of the report itself, of each recipient and of each problem: arrays of DsnPair. */
typedef struct {
  GPtrArray *report;
  GPtrArray *recipients;
  GPtrArray *problems;
} DsnFlat;

void _dsn_flat_init (DsnFlat *flat, const DsnReport *report);
void _dsn_flat_clear (DsnFlat *flat);
/* The value at a path, or NULL. */
const char *_dsn_pairs_get (const GPtrArray *pairs, const char *path);

G_END_DECLS
