/* dsn-folder.c: the files of a folder and of the folders below it.
 * SPDX-License-Identifier: LGPL-2.1-or-later */

#include <dirent.h>
#include <errno.h>
#include <fcntl.h>
#include <string.h>
#include <sys/stat.h>

#include "dsn-folder-private.h"
#include "dsn-input-private.h"

enum { DEPTH_MAX = 64 };

typedef struct {
  gboolean is_folder;
  char name[];
} Entry;

/* One folder on the way down. */
typedef struct {
  char *path;
  GPtrArray *entries;
  guint next;
} Level;

struct _DsnFolder {
  GPtrArray *levels;
};

G_DEFINE_AUTOPTR_CLEANUP_FUNC (DIR, closedir)

static void
level_free (gpointer data)
{
  Level *level = data;

  g_free (level->path);
  g_ptr_array_unref (level->entries);
  g_free (level);
}

static int
compare_entries (gconstpointer a, gconstpointer b)
{
  const Entry *const *left = a, *const *right = b;

  return strcmp ((*left)->name, (*right)->name);
}

static void
add_entry (GPtrArray *entries, const char *name, gboolean is_folder)
{
  gsize size = strlen (name) + 1;
  Entry *entry = g_malloc (sizeof *entry + size);

  entry->is_folder = is_folder;
  memcpy (entry->name, name, size);
  g_ptr_array_add (entries, entry);
}

/* What an entry is, as in d_type: DT_REG also for a link to a file, DT_UNKNOWN for what is passed
 * over. Links to folders are, lest a walk go in circles. */
static unsigned char
kind_of (int folder, const struct dirent *item)
{
  unsigned char type = item->d_type;
  struct stat info;

  if (type == DT_UNKNOWN) {
    if (fstatat (folder, item->d_name, &info, AT_SYMLINK_NOFOLLOW) != 0)
      return DT_REG; /* opening it will tell what is wrong */
    type = IFTODT (info.st_mode);
  }
  if (type == DT_LNK)
    return fstatat (folder, item->d_name, &info, 0) == 0 && S_ISREG (info.st_mode) ? DT_REG
                                                                                   : DT_UNKNOWN;
  return type == DT_REG || type == DT_DIR ? type : DT_UNKNOWN;
}

/* All files and folders in a folder, sorted, those with a dot in front included. */
static GPtrArray *
list_folder (const char *path, GError **error)
{
  g_autoptr (GPtrArray) entries = g_ptr_array_new_with_free_func (g_free);
  g_autoptr (DIR) folder = opendir (path);
  struct dirent *item;

  if (folder == NULL) {
    _dsn_input_set_error (error, path, "open", errno);
    return NULL;
  }
  while ((errno = 0, item = readdir (folder)) != NULL) {
    unsigned char kind;

    if (strcmp (item->d_name, ".") == 0 || strcmp (item->d_name, "..") == 0)
      continue;
    kind = kind_of (dirfd (folder), item);
    if (kind != DT_UNKNOWN)
      add_entry (entries, item->d_name, kind == DT_DIR);
  }
  if (errno != 0) {
    _dsn_input_set_error (error, path, "read", errno);
    return NULL;
  }
  g_ptr_array_sort (entries, compare_entries);
  return g_steal_pointer (&entries);
}

static gboolean
is_folder_in (const char *path, const char *name)
{
  g_autofree char *full = g_build_filename (path, name, NULL);
  struct stat info;

  return lstat (full, &info) == 0 && S_ISDIR (info.st_mode);
}

static gboolean
is_maildir (const char *path)
{
  return is_folder_in (path, "cur") && is_folder_in (path, "new");
}

/* The folders that a Maildir itself is made of. */
static gboolean
is_own_folder (const char *name)
{
  return strcmp (name, "cur") == 0 || strcmp (name, "new") == 0 || strcmp (name, "tmp") == 0;
}

/* Of a Maildir: its messages, then the Maildirs below it, which Maildir++ gives names with a dot in
 * front. What else lies there are a mail server's own files. */
static GPtrArray *
choose_maildir (const char *path, const GPtrArray *all)
{
  GPtrArray *chosen = g_ptr_array_new_with_free_func (g_free);

  add_entry (chosen, "cur", TRUE);
  add_entry (chosen, "new", TRUE);
  for (guint i = 0; i < all->len; i++) {
    const Entry *entry = all->pdata[i];
    g_autofree char *full = g_build_filename (path, entry->name, NULL);

    /* Once is enough, lest folders within "cur" be read twice, those within them four times … */
    if (entry->is_folder && !is_own_folder (entry->name) && is_maildir (full))
      add_entry (chosen, entry->name, TRUE);
  }
  return chosen;
}

static GPtrArray *
choose_plain (const GPtrArray *all)
{
  GPtrArray *chosen = g_ptr_array_new_with_free_func (g_free);

  for (guint i = 0; i < all->len; i++) {
    const Entry *entry = all->pdata[i];

    if (entry->name[0] != '.')
      add_entry (chosen, entry->name, entry->is_folder);
  }
  return chosen;
}

static gboolean
push_level (DsnFolder *folder, const char *path, GError **error)
{
  g_autoptr (GPtrArray) all = NULL;
  Level *level;

  if (folder->levels->len >= DEPTH_MAX) {
    g_autofree char *name = g_filename_display_name (path);

    g_set_error (error, DSN_ERROR, DSN_ERROR_IO, "%s: cannot open: more than %d folders deep", name,
                 DEPTH_MAX);
    return FALSE;
  }
  all = list_folder (path, error);
  if (all == NULL)
    return FALSE;
  level = g_new0 (Level, 1);
  level->path = g_strdup (path);
  level->entries = is_maildir (path) ? choose_maildir (path, all) : choose_plain (all);
  g_ptr_array_add (folder->levels, level);
  return TRUE;
}

DsnFolder *
_dsn_folder_new (const char *path, GError **error)
{
  g_autoptr (DsnFolder) folder = g_new0 (DsnFolder, 1);

  folder->levels = g_ptr_array_new_with_free_func (level_free);
  return push_level (folder, path, error) ? g_steal_pointer (&folder) : NULL;
}

void
_dsn_folder_free (DsnFolder *folder)
{
  g_ptr_array_unref (folder->levels);
  g_free (folder);
}

char *
_dsn_folder_next (DsnFolder *folder, GError **error)
{
  while (folder->levels->len > 0) {
    Level *level = folder->levels->pdata[folder->levels->len - 1];
    g_autofree char *path = NULL;
    const Entry *entry;

    if (level->next == level->entries->len) {
      g_ptr_array_set_size (folder->levels, (int) folder->levels->len - 1);
      continue;
    }
    entry = level->entries->pdata[level->next++];
    path = g_build_filename (level->path, entry->name, NULL);
    if (!entry->is_folder)
      return g_steal_pointer (&path);
    if (!push_level (folder, path, error))
      return NULL;
  }
  return NULL;
}
