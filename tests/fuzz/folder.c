/* folder.c: a folder with files, folders and links in it, as the input tells, read as a Maildir or as
 * whatever it is; each file gives what it gives alone, and once.
 *
 * The input is a list of entries: "f" NAME LF OCTETS NUL a file, "l" NAME LF NAME NUL a link, "p" NAME LF a
 * FIFO, "d" NAME LF a folder, in which the next stand, "u" the end of one.
 * SPDX-License-Identifier: LGPL-2.1-or-later */
#include "fuzz.h"

#include <fcntl.h>
#include <ftw.h>
#include <stdio.h>
#include <sys/stat.h>
#include <unistd.h>

#define MAX_ENTRIES 100
#define MAX_DEPTH   80
#define MAX_NAME    60

typedef struct {
  const char *at;
  const char *end;
  int folders[MAX_DEPTH];
  int depth;
} Making;

/* What stands before an octet, which is passed over. */
static const char *
take (Making *making, char stop, gsize *length)
{
  const char *from = making->at;
  const char *to = memchr (from, stop, (gsize) (making->end - from));

  *length = (gsize) ((to ? to : making->end) - from);
  making->at = to ? to + 1 : making->end;
  return from;
}

/* A name that leads nowhere else. */
static char *
take_name (Making *making, char stop)
{
  gsize length;
  const char *text = take (making, stop, &length);
  char *name = g_strndup (text, MIN (length, MAX_NAME));

  g_strdelimit (name, "/", '_');
  if (!*name || strcmp (name, ".") == 0 || strcmp (name, "..") == 0) {
    g_free (name);
    name = g_strdup ("x");
  }
  return name;
}

static void
make_file (Making *making, const char *name)
{
  gsize length;
  const char *octets = take (making, '\0', &length);
  int fd =
      openat (making->folders[making->depth], name, O_WRONLY | O_CREAT | O_EXCL | O_NOFOLLOW, 0600);

  if (fd < 0)
    return;
  g_assert_cmpint (write (fd, octets, length), ==, (gssize) length);
  close (fd);
}

static void
enter_folder (Making *making, const char *name)
{
  int fd;

  if (making->depth == MAX_DEPTH - 1)
    return;
  mkdirat (making->folders[making->depth], name, 0700);
  fd = openat (making->folders[making->depth], name, O_RDONLY | O_DIRECTORY | O_NOFOLLOW);
  if (fd >= 0)
    making->folders[++making->depth] = fd;
}

static void
make_entry (Making *making)
{
  int folder = making->folders[making->depth];
  char kind = *making->at++;
  g_autofree char *name = kind == 'u' ? NULL : take_name (making, '\n');
  g_autofree char *target = kind == 'l' ? take_name (making, '\0') : NULL;

  if (kind == 'd')
    enter_folder (making, name);
  else if (kind == 'u' && making->depth > 0)
    close (making->folders[making->depth--]);
  else if (kind == 'l')
    (void) !symlinkat (target, folder, name);
  else if (kind == 'p')
    (void) !mkfifoat (folder, name, 0600);
  else if (kind == 'f')
    make_file (making, name);
}

static void
make_folder (const char *path, const char *data, gsize size)
{
  Making making = { .at = data, .end = data + size };

  making.folders[0] = open (path, O_RDONLY | O_DIRECTORY);
  g_assert_cmpint (making.folders[0], >=, 0);
  for (guint i = 0; i < MAX_ENTRIES && making.at < making.end; i++)
    make_entry (&making);
  for (; making.depth >= 0; making.depth--)
    close (making.folders[making.depth]);
}

static int
remove_one (const char *path, const struct stat *info G_GNUC_UNUSED, int type G_GNUC_UNUSED,
            struct FTW *place G_GNUC_UNUSED)
{
  return remove (path);
}

static void
assert_same (const DsnMessage *one, const DsnMessage *other)
{
  g_assert_cmpstr (dsn_message_get_path (one), ==, dsn_message_get_path (other));
  g_assert_cmpuint (dsn_message_get_index (one), ==, dsn_message_get_index (other));
  g_assert_cmpuint (dsn_message_get_offset (one), ==, dsn_message_get_offset (other));
  g_assert_cmpuint (dsn_message_get_size (one), ==, dsn_message_get_size (other));
  g_assert_true (g_bytes_equal (dsn_message_get_bytes (one), dsn_message_get_bytes (other)));
}

/* Reads a folder beside one file of it after the other. */
static void
read_folder (const char *path)
{
  g_autoptr (DsnMailbox) folder = dsn_mailbox_new ();
  g_autoptr (DsnMailbox) file = NULL;
  g_autoptr (GHashTable) read = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, NULL);
  guint failures = 0;

  dsn_mailbox_add_path (folder, path);
  for (;;) {
    g_autoptr (GError) error = NULL;
    g_autoptr (DsnMessage) message = dsn_mailbox_next (folder, &error);
    g_autoptr (DsnMessage) same = NULL;

    if (!message && !error)
      break;
    if (error) {
      assert_utf8 (error->message);
      g_assert_cmpuint (++failures, <=, MAX_ENTRIES);
      continue;
    }
    g_assert_true (g_str_has_prefix (dsn_message_get_path (message), path));
    if (dsn_message_get_index (message) == 0) {
      g_assert_true (g_hash_table_add (read, g_strdup (dsn_message_get_path (message))));
      g_clear_pointer (&file, dsn_mailbox_free);
      file = dsn_mailbox_new ();
      dsn_mailbox_add_path (file, dsn_message_get_path (message));
    }
    same = dsn_mailbox_next (file, NULL);
    g_assert_nonnull (same);
    assert_same (message, same);
  }
}

int
LLVMFuzzerTestOneInput (const uint8_t *data, size_t size)
{
  const char *place = g_file_test ("/dev/shm", G_FILE_TEST_IS_DIR) ? "/dev/shm" : g_get_tmp_dir ();
  g_autofree char *path = g_build_filename (place, "dsn-fuzz.XXXXXX", NULL);

  g_assert_nonnull (g_mkdtemp (path));
  make_folder (path, (const char *) data, size);
  read_folder (path);
  nftw (path, remove_one, 16, FTW_DEPTH | FTW_PHYS);
  return 0;
}
