/* dsn-deliver-maildir.c: messages put into a Maildir.
 * SPDX-License-Identifier: LGPL-2.1-or-later */
#include <errno.h>
#include <fcntl.h>
#include <stdio.h>
#include <unistd.h>

#include <glib/gstdio.h>

#include "dsn-deliver-private.h"

#define MAX_ATTEMPTS 1000

/* A message on its way into a folder. */
typedef struct {
  const char *folder;
  char *host;
  char *tmp;
  char *new;
} Delivery;

static gboolean
make_folders (const char *path, GError **error)
{
  static const char *const names[] = { "tmp", "new", "cur" };

  for (guint i = 0; i < G_N_ELEMENTS (names); i++) {
    g_autofree char *folder = g_build_filename (path, names[i], NULL);

    if (g_mkdir_with_parents (folder, 0700) != 0)
      return _dsn_deliver_fail (folder, "make", error);
  }
  return TRUE;
}

/* The name of this host with what a Maildir's names cannot have in octal. (transfer full) */
static char *
get_host (void)
{
  char name[256] = "";
  GString *host = g_string_new (NULL);

  if (gethostname (name, sizeof name - 1) != 0 || !*name)
    g_strlcpy (name, "localhost", sizeof name);
  for (const char *at = name; *at; at++) {
    if (*at == '/' || *at == ':')
      g_string_append_printf (host, "\\%03o", (guchar) *at);
    else
      g_string_append_c (host, *at);
  }
  return g_string_free (host, FALSE);
}

static void
choose_names (Delivery *delivery, guint attempt)
{
  gint64 now = g_get_real_time ();
  g_autofree char *name = g_strdup_printf ("%" G_GINT64_FORMAT ".M%06" G_GINT64_FORMAT "P%dQ%u.%s",
                                           now / G_USEC_PER_SEC, now % G_USEC_PER_SEC,
                                           (int) getpid (), attempt, delivery->host);

  g_free (delivery->tmp);
  g_free (delivery->new);
  delivery->tmp = g_build_filename (delivery->folder, "tmp", name, NULL);
  delivery->new = g_build_filename (delivery->folder, "new", name, NULL);
}

static gboolean
write_file (int fd, GBytes *message)
{
  gboolean ok = _dsn_deliver_write (fd, message) && fsync (fd) == 0;
  int number = errno;

  if (close (fd) != 0 && ok)
    return FALSE;
  errno = number;
  return ok;
}

/* A link does not take the place of a file that is there; not every file system has links. */
static gboolean
move_file (const char *from, const char *to)
{
  if (link (from, to) == 0)
    return unlink (from) == 0 || errno == ENOENT;
  if (errno == EEXIST)
    return FALSE;
  if (g_file_test (to, G_FILE_TEST_EXISTS)) {
    errno = EEXIST;
    return FALSE;
  }
  return rename (from, to) == 0;
}

/* Has the folder's entries written to disk; not every file system can. */
static void
sync_folder (const char *folder)
{
  g_autofree char *path = g_build_filename (folder, "new", NULL);
  int fd = open (path, O_RDONLY | O_DIRECTORY | O_CLOEXEC);

  if (fd < 0)
    return;
  (void) fsync (fd);
  close (fd);
}

static gboolean
try_delivery (const Delivery *delivery, GBytes *message)
{
  int fd = open (delivery->tmp, O_WRONLY | O_CREAT | O_EXCL | O_CLOEXEC, 0600);
  int number;

  if (fd < 0)
    return FALSE;
  if (write_file (fd, message) && move_file (delivery->tmp, delivery->new))
    return TRUE;
  number = errno;
  unlink (delivery->tmp);
  errno = number;
  return FALSE;
}

gboolean
dsn_deliver_to_maildir (const char *path, GBytes *message, GError **error)
{
  Delivery delivery = { path, NULL, NULL, NULL };
  gboolean delivered = FALSE;

  g_return_val_if_fail (path != NULL && message != NULL, FALSE);

  if (!make_folders (path, error))
    return FALSE;
  delivery.host = get_host ();
  errno = EEXIST;
  for (guint attempt = 0; !delivered && errno == EEXIST && attempt < MAX_ATTEMPTS; attempt++) {
    choose_names (&delivery, attempt);
    errno = 0;
    delivered = try_delivery (&delivery, message);
  }
  if (delivered)
    sync_folder (path);
  else
    _dsn_deliver_fail (path, "write to", error);
  g_free (delivery.host);
  g_free (delivery.tmp);
  g_free (delivery.new);
  return delivered;
}
