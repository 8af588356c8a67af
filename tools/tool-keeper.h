/* tool-keeper.h: a process that gives a file its name once it is whole.
 * SPDX-License-Identifier: LGPL-2.1-or-later */
#pragma once

#include <sys/types.h>

#include "tool.h"

G_BEGIN_DECLS

typedef struct {
  pid_t pid;
  int channel;
} ToolKeeper;

/* Each returns 0, or the number of the error. */

/* Starts a process that has @file, open as @fd, called @path when it is told, and otherwise takes it away: also
 * where this process has ended before, in whatever way. */
int tool_keeper_start (ToolKeeper *keeper, const char *file, const char *path, int fd);
/* Tells it whether the file is whole, and waits until the one or the other is done. */
int tool_keeper_end (ToolKeeper *keeper, gboolean is_whole);

G_END_DECLS
