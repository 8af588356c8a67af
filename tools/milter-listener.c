/* milter-listener.c: how libmilter gets a socket that somebody else opened.
 *
 * libmilter opens its own, but for that of Debian, and when it is told to stop it lets go of the connections
 * that it has. So it opens a socket that nobody knows, and ours is put in its place by dup2(2); and to end, that of
 * nobody again. libmilter waits for its descriptor anew every few seconds, and takes it that accept(2) has nothing.
 * SPDX-License-Identifier: LGPL-2.1-or-later */
#include <errno.h>
#include <fcntl.h>
#include <stdbool.h>
#include <stdlib.h>
#include <sys/socket.h>
#include <sys/stat.h>
#include <unistd.h>

#include <libmilter/mfapi.h>

#include "milter-listener.h"
#include "tool.h"

/* The descriptor that libmilter waits for, and a copy of the socket that it opened. */
static int in_use = -1;
static int of_nobody = -1;

/* The next one that the system gives out. */
static int
next_descriptor (void)
{
  int fd = fcntl (STDERR_FILENO, F_DUPFD, 0);

  if (fd >= 0)
    close (fd);
  return fd;
}

static gboolean
is_listening (int fd)
{
  int listens = 0;
  socklen_t length = sizeof listens;

  return getsockopt (fd, SOL_SOCKET, SO_ACCEPTCONN, &listens, &length) == 0 && listens;
}

/* Has libmilter open a socket and returns it; -1 on failure. */
static int
open_socket (const char *name)
{
  g_autofree char *copy = g_strdup (name);
  int fd = next_descriptor ();

  if (fd < 0 || smfi_setconn (copy) != MI_SUCCESS || smfi_opensocket (0) != MI_SUCCESS)
    return -1;
  errno = ENOTSOCK;
  return is_listening (fd) ? fd : -1;
}

/* In a folder that nobody else may enter, and at once without a name. */
static int
open_unix_socket (void)
{
  g_autofree char *folder = g_build_filename (tool_temporary_folder (), "dsn-milter.XXXXXX", NULL);
  g_autofree char *path = NULL;
  g_autofree char *name = NULL;
  int fd;

  if (!g_mkdtemp (folder))
    return -1;
  path = g_build_filename (folder, "socket", NULL);
  name = g_strconcat ("unix:", path, NULL);
  fd = open_socket (name);
  unlink (path);
  rmdir (folder);
  return fd;
}

/* libmilter passes over connections of another family than the one of its socket. */
static int
open_like (int listener)
{
  struct sockaddr_storage address;
  socklen_t length = sizeof address;

  if (getsockname (listener, (struct sockaddr *) &address, &length) != 0)
    return -1;
  switch (address.ss_family) {
  case AF_UNIX:
    return open_unix_socket ();
  case AF_INET:
    return open_socket ("inet:0@[127.0.0.1]");
  case AF_INET6:
    return open_socket ("inet6:0@[::1]");
  default:
    errno = EAFNOSUPPORT;
    return -1;
  }
}

/* Others may wait for the same socket, and only one gets the connection. */
static gboolean
set_nonblocking (int fd)
{
  int flags = fcntl (fd, F_GETFL);

  return flags >= 0 && fcntl (fd, F_SETFL, flags | O_NONBLOCK) == 0;
}

gboolean
milter_listener_give (int listener)
{
  in_use = open_like (listener);
  if (in_use < 0)
    return FALSE;
  of_nobody = fcntl (in_use, F_DUPFD, 0);
  return of_nobody >= 0 && set_nonblocking (of_nobody) && set_nonblocking (listener)
         && dup2 (listener, in_use) == in_use;
}

void
milter_listener_take_back (void)
{
  while (dup2 (of_nobody, in_use) < 0 && errno == EINTR)
    continue;
}
