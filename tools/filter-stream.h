/* filter-stream.h: a message on its way to standard output.
 * SPDX-License-Identifier: LGPL-2.1-or-later */
#pragma once

#include "dsn.h"
#include "filter-spool.h"

G_BEGIN_DECLS

/* Whether fields can be put before the header of the message: not where it begins with a blank, which would
 * make its first line the end of the last of them. */
gboolean filter_stream_takes_fields (const FilterSpool *spool);

/* Writes the message with @fields before its header, and without those fields that @scrub knows. Does not
 * allocate memory. Returns whether all of it is out; if not, says so on standard error. */
gboolean
filter_stream_write (FilterSpool *spool, DsnScrub *scrub, const char *fields, gsize length);

G_END_DECLS
