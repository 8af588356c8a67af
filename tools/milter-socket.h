/* milter-socket.h: the socket that mail systems connect to.
 * SPDX-License-Identifier: LGPL-2.1-or-later */
#pragma once

#include <sys/types.h>

#include "dsn.h"

G_BEGIN_DECLS

/* Opens one that listens: "inet:PORT@HOST", "inet6:PORT@HOST" (this machine where there is no host), or
 * "unix:PATH", "local:PATH", which its owner and group may use. Returns -1 with @error set. */
int milter_socket_open (const char *name, GError **error);
/* Gives the file of a socket to a user and a group. */
gboolean milter_socket_give (const char *name, uid_t user, gid_t group, GError **error);

/* The file of a socket that was opened, which another process may have put its own in place of since. */
typedef struct {
  const char *path; /* NULL for none */
  dev_t device;
  ino_t inode;
} MilterSocketFile;

/* Which one it is now. @name must live as long as @file. */
void milter_socket_note (const char *name, MilterSocketFile *file);
/* Takes it away, as long as it is the same. The socket must still be open, so that no other has its number. */
void milter_socket_remove (const MilterSocketFile *file);
/* Whether a descriptor is a socket that listens. */
gboolean milter_socket_listens (int fd);

G_END_DECLS
