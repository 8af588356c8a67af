/* tool-temporary.c: files that are gone whatever happens.
 * SPDX-License-Identifier: LGPL-2.1-or-later */
#include <errno.h>
#include <fcntl.h>
#include <stdlib.h>
#include <unistd.h>

#include "tool.h"

const char *
tool_temporary_folder (void)
{
  const char *folder = getenv ("TMPDIR");

  return folder && *folder ? folder : "/tmp";
}

int
tool_temporary_open (void)
{
  char path[4096];
  int length;
  int fd = -1;

#ifdef O_TMPFILE
  fd = open (tool_temporary_folder (), O_TMPFILE | O_RDWR | O_CLOEXEC, 0600);
#endif
  if (fd >= 0)
    return fd;
  length = snprintf (path, sizeof path, "%s/dsn.XXXXXX", tool_temporary_folder ());
  if (length < 0 || (gsize) length >= sizeof path) {
    errno = ENAMETOOLONG;
    return -1;
  }
  fd = mkstemp (path);
  if (fd >= 0) {
    unlink (path);
    fcntl (fd, F_SETFD, FD_CLOEXEC);
  }
  return fd;
}
