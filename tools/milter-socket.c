/* milter-socket.c: the socket that mail systems connect to.
 * SPDX-License-Identifier: LGPL-2.1-or-later */
#include <errno.h>
#include <fcntl.h>
#include <netdb.h>
#include <string.h>
#include <sys/socket.h>
#include <sys/stat.h>
#include <sys/un.h>
#include <unistd.h>

#include "milter-socket.h"

#define BACKLOG 1024

static int
fail (GError **error, const char *name, const char *why)
{
  g_set_error (error, DSN_ERROR, DSN_ERROR_IO, "%s: cannot listen: %s", name, why);
  return -1;
}

/* The path of a socket in the file system, or NULL. */
static const char *
get_path (const char *name)
{
  static const char *const prefixes[] = { "unix:", "local:" };

  for (guint i = 0; i < G_N_ELEMENTS (prefixes); i++)
    if (g_ascii_strncasecmp (name, prefixes[i], strlen (prefixes[i])) == 0)
      return name + strlen (prefixes[i]);
  return *name == '/' ? name : NULL;
}

static gboolean
fill_address (struct sockaddr_un *address, const char *path)
{
  *address = (struct sockaddr_un){ .sun_family = AF_UNIX };
  if (!*path || strlen (path) >= sizeof address->sun_path)
    return FALSE;
  memcpy (address->sun_path, path, strlen (path));
  return TRUE;
}

/* Takes away what a process that is gone left. A socket that somebody listens to stays. */
static void
remove_dead (const struct sockaddr_un *address)
{
  struct stat status;
  int fd;

  if (lstat (address->sun_path, &status) != 0 || !S_ISSOCK (status.st_mode))
    return;
  fd = socket (AF_UNIX, SOCK_STREAM, 0);
  if (fd < 0)
    return;
  /* One whose queue is full is not to be waited for. */
  fcntl (fd, F_SETFL, O_NONBLOCK);
  if (connect (fd, (const struct sockaddr *) address, sizeof *address) != 0
      && errno == ECONNREFUSED)
    unlink (address->sun_path);
  close (fd);
}

static int
open_unix (const char *name, const char *path, GError **error)
{
  struct sockaddr_un address;
  mode_t mask;
  int fd;
  int failed;

  if (!fill_address (&address, path))
    return fail (error, name, "a path has 1 to 107 octets");
  remove_dead (&address);
  fd = socket (AF_UNIX, SOCK_STREAM, 0);
  mask = umask (S_IXUSR | S_IXGRP | S_IRWXO);
  failed = fd < 0 || bind (fd, (struct sockaddr *) &address, sizeof address) != 0
                   || listen (fd, BACKLOG) != 0
               ? errno
               : 0;
  umask (mask);
  if (failed == 0)
    return fd;
  if (fd >= 0)
    close (fd);
  return fail (error, name, g_strerror (failed));
}

static int
try_address (const struct addrinfo *address)
{
  int on = 1;
  int failed;
  int fd = socket (address->ai_family, SOCK_STREAM, 0);

  if (fd < 0)
    return -1;
  if (setsockopt (fd, SOL_SOCKET, SO_REUSEADDR, &on, sizeof on) == 0
      && bind (fd, address->ai_addr, address->ai_addrlen) == 0 && listen (fd, BACKLOG) == 0)
    return fd;
  failed = errno;
  close (fd);
  errno = failed;
  return -1;
}

/* @rest: "PORT@HOST" */
static int
open_inet (const char *name, const char *rest, int family, GError **error)
{
  struct addrinfo hints = { .ai_family = family, .ai_socktype = SOCK_STREAM };
  struct addrinfo *found;
  g_auto (GStrv) parts = g_strsplit (rest, "@", 2);
  const char *host = parts[0] ? parts[1] : NULL;
  int result;
  int fd;

  if (!parts[0] || !*parts[0])
    return fail (error, name, "there is no port");
  if (host && g_str_has_prefix (host, "[") && g_str_has_suffix (host, "]")) {
    memmove (parts[1], host + 1, strlen (host));
    parts[1][strlen (host) - 1] = '\0';
  }
  result = getaddrinfo (host, parts[0], &hints, &found);
  if (result != 0)
    return fail (error, name, gai_strerror (result));
  fd = try_address (found);
  if (fd < 0)
    fail (error, name, g_strerror (errno));
  freeaddrinfo (found);
  return fd;
}

int
milter_socket_open (const char *name, GError **error)
{
  const char *path = get_path (name);

  if (path)
    return open_unix (name, path, error);
  if (g_ascii_strncasecmp (name, "inet:", 5) == 0)
    return open_inet (name, name + 5, AF_INET, error);
  if (g_ascii_strncasecmp (name, "inet6:", 6) == 0)
    return open_inet (name, name + 6, AF_INET6, error);
  return fail (error, name, "a socket is unix:PATH, inet:PORT@HOST or inet6:PORT@HOST");
}

gboolean
milter_socket_give (const char *name, uid_t user, gid_t group, GError **error)
{
  const char *path = get_path (name);

  /* Whoever may write to the folder may have put a link there: root gives away no file of others. */
  if (!path || lchown (path, user, group) == 0)
    return TRUE;
  fail (error, name, g_strerror (errno));
  return FALSE;
}

void
milter_socket_note (const char *name, MilterSocketFile *file)
{
  const char *path = get_path (name);
  struct stat status;

  *file = (MilterSocketFile){ NULL, 0, 0 };
  if (path && lstat (path, &status) == 0)
    *file = (MilterSocketFile){ path, status.st_dev, status.st_ino };
}

void
milter_socket_remove (const MilterSocketFile *file)
{
  struct stat status;

  if (file->path && lstat (file->path, &status) == 0 && status.st_dev == file->device
      && status.st_ino == file->inode)
    unlink (file->path);
}

gboolean
milter_socket_listens (int fd)
{
  int listens = 0;
  socklen_t length = sizeof listens;

  return getsockopt (fd, SOL_SOCKET, SO_ACCEPTCONN, &listens, &length) == 0 && listens;
}
