/* milter-systemd.c: what a service manager gives to dsn-milter and wants to know of it.
 * SPDX-License-Identifier: LGPL-2.1-or-later */
#include <stdlib.h>
#include <string.h>
#include <sys/socket.h>
#include <sys/un.h>
#include <unistd.h>

#include "milter-systemd.h"

#define FIRST_PASSED 3

static gint64
get_number (const char *name)
{
  const char *text = getenv (name);

  return text ? g_ascii_strtoll (text, NULL, 10) : 0;
}

int
milter_systemd_get_socket (void)
{
  gint64 count = get_number ("LISTEN_PID") == getpid () ? get_number ("LISTEN_FDS") : 0;

  unsetenv ("LISTEN_PID");
  unsetenv ("LISTEN_FDS");
  unsetenv ("LISTEN_FDNAMES");
  if (count <= 0)
    return -1;
  if (count > 1)
    return -2;
  return FIRST_PASSED;
}

void
milter_systemd_tell (const char *what)
{
  const char *path = getenv ("NOTIFY_SOCKET");
  struct sockaddr_un address = { .sun_family = AF_UNIX };
  gsize length = path ? strlen (path) : 0;
  socklen_t size = (socklen_t) (offsetof (struct sockaddr_un, sun_path) + length);
  int fd;

  if (length == 0 || length >= sizeof address.sun_path || !strchr ("/@", *path))
    return;
  memcpy (address.sun_path, path, length);
  /* The abstract namespace of Linux. */
  if (*path == '@')
    address.sun_path[0] = '\0';
  fd = socket (AF_UNIX, SOCK_DGRAM, 0);
  if (fd < 0)
    return;
  if (sendto (fd, what, strlen (what), 0, (struct sockaddr *) &address, size) < 0)
    g_debug ("%s", what);
  close (fd);
}
