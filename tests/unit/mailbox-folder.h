/* mailbox-folder.h: what the tests of mailboxes share: folders that are made and taken away.
 * SPDX-License-Identifier: LGPL-2.1-or-later */
#pragma once

#include <string.h>
#include <sys/stat.h>
#include <unistd.h>

#include <glib/gstdio.h>

#include "mailbox-text.h"

static inline void
remove_tree (const char *path)
{
  g_autoptr (GDir) folder = g_dir_open (path, 0, NULL);
  const char *name;

  if (folder != NULL && !g_file_test (path, G_FILE_TEST_IS_SYMLINK))
    while ((name = g_dir_read_name (folder)) != NULL) {
      g_autofree char *child = g_build_filename (path, name, NULL);

      remove_tree (child);
    }
  g_assert_cmpint (g_remove (path), ==, 0);
}

static inline char *
make_folder (void)
{
  g_autoptr (GError) error = NULL;
  char *path = g_dir_make_tmp ("test-mailbox-XXXXXX", &error);

  g_assert_no_error (error);
  return path;
}

static inline void
make_file (const char *folder, const char *name, const char *data)
{
  g_autofree char *path = g_build_filename (folder, name, NULL);
  g_autofree char *parent = g_path_get_dirname (path);
  g_autoptr (GError) error = NULL;

  g_assert_cmpint (g_mkdir_with_parents (parent, 0700), ==, 0);
  g_file_set_contents (path, data, -1, &error);
  g_assert_no_error (error);
}

/* Compares with what stands in a folder; "@" in @want is the folder. */
static inline void
check_folder (const char *folder, const char *want)
{
  g_autofree char *got = describe_path (folder);
  g_auto (GStrv) parts = g_strsplit (want, "@", -1);
  g_autofree char *full = g_strjoinv (folder, parts);

  g_assert_cmpstr (got, ==, full);
}
