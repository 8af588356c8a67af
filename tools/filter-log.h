/* filter-log.h: a file that many processes add lines to.
 * SPDX-License-Identifier: LGPL-2.1-or-later */
#pragma once

#include "dsn.h"

G_BEGIN_DECLS

/* A file that lines are to be added to. */
typedef struct {
  const char *path;
  int fd;
  int failed; /* why it could not be opened */
} FilterLog;

/* Opens it, or remembers why it cannot be. */
void filter_log_open (FilterLog *log, const char *path);
/* Adds a line, in one write and under a lock, and closes the file. A line that somebody else left unfinished is
 * taken away first. Waits for the lock no longer than @seconds. */
gboolean filter_log_add (FilterLog *log, GString *line, guint seconds, GError **error);

G_END_DECLS
