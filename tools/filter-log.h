/* filter-log.h: a file that many processes add lines to.
 * SPDX-License-Identifier: LGPL-2.1-or-later */
#pragma once

#include "dsn.h"

G_BEGIN_DECLS

/* Adds a line to a file, in one write and under a lock. A line that somebody else left unfinished is taken
 * away first. Waits for the lock no longer than @seconds. */
gboolean filter_log_add (const char *path, GString *line, guint seconds, GError **error);

G_END_DECLS
