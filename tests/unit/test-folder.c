/* test-folder.c: folders and Maildirs as inputs: what is read, in which order, and what is passed over.
 * SPDX-License-Identifier: LGPL-2.1-or-later */
#include <fcntl.h>

#include "dsn-mailbox.h"

#include "mailbox-folder.h"

static void
test_folder (void)
{
  g_autofree char *folder = make_folder ();

  make_file (folder, "b", "2");
  make_file (folder, "a/z/y", "1");
  make_file (folder, "c", A "3\n\n" B "4");
  make_file (folder, ".hidden", "x");
  make_file (folder, ".folder/x", "x");
  make_file (folder, "d/empty", "");
  make_file (folder, "d/full", "5");
  check_folder (folder, "@/a/z/y 0 0 1 1;@/b 0 0 1 2;@/c 0 7 2 3\n;@/c 1 17 1 4;"
                        "!@/d/empty: is empty: there is no message in it;@/d/full 0 0 1 5;");
  remove_tree (folder);
}

static void
test_maildir (void)
{
  g_autofree char *folder = make_folder ();

  make_file (folder, "new/2", "c");
  make_file (folder, "new/1", "b");
  make_file (folder, "cur/1:2,S", "a");
  make_file (folder, "cur/.nfs1", "x");
  make_file (folder, "tmp/1", "x");
  make_file (folder, "subscriptions", "x");
  make_file (folder, ".Sent/cur/1", "e");
  make_file (folder, ".Sent/new/1", "f");
  make_file (folder, ".Sent/maildirfolder", "x");
  make_file (folder, ".Also/cur/1", "d");
  make_file (folder, ".Also/new/.keep", "x");
  make_file (folder, ".other/1", "x");
  make_file (folder, "other/1", "x");
  check_folder (folder, "@/cur/1:2,S 0 0 1 a;@/new/1 0 0 1 b;@/new/2 0 0 1 c;"
                        "@/.Also/cur/1 0 0 1 d;@/.Sent/cur/1 0 0 1 e;@/.Sent/new/1 0 0 1 f;");
  remove_tree (folder);
}

/* Its own folders are read once, though they look like Maildirs; else each level would double what is
 * below it. */
static void
test_maildir_in_its_own_folder (void)
{
  g_autofree char *folder = make_folder ();

  make_file (folder, "cur/cur/cur/1", "1");
  make_file (folder, "cur/cur/new/1", "2");
  make_file (folder, "cur/new/1", "3");
  make_file (folder, "new/1", "4");
  make_file (folder, "tmp/cur/1", "x");
  make_file (folder, "tmp/new/1", "x");
  check_folder (folder, "@/cur/cur/cur/1 0 0 1 1;@/cur/cur/new/1 0 0 1 2;@/cur/new/1 0 0 1 3;"
                        "@/new/1 0 0 1 4;");
  remove_tree (folder);
}

static void
test_folder_of_maildirs (void)
{
  g_autofree char *folder = make_folder ();

  make_file (folder, "a/cur/1", "1");
  make_file (folder, "a/new/.keep", "x");
  make_file (folder, "a/tmp/1", "x");
  make_file (folder, "b/cur/1", "2"); /* no new: no Maildir */
  make_file (folder, "b/tmp/1", "3");
  check_folder (folder, "@/a/cur/1 0 0 1 1;@/b/cur/1 0 0 1 2;@/b/tmp/1 0 0 1 3;");
  remove_tree (folder);
}

static void
make_link (const char *folder, const char *name, const char *target)
{
  g_autofree char *path = g_build_filename (folder, name, NULL);

  g_assert_cmpint (symlink (target, path), ==, 0);
}

static void
test_links (void)
{
  g_autofree char *folder = make_folder (), *up = g_build_filename (folder, "up", NULL);
  g_autofree char *got = NULL, *want = NULL;

  make_file (folder, "file", "1");
  make_link (folder, "dangling", "nowhere");
  make_link (folder, "link", "file");
  make_link (folder, "self", "self");
  make_link (folder, "up", ".");
  check_folder (folder, "@/file 0 0 1 1;@/link 0 0 1 1;");
  got = describe_path (up);
  want = g_strdup_printf ("%s/file 0 0 1 1;%s/link 0 0 1 1;", up, up);
  g_assert_cmpstr (got, ==, want);
  remove_tree (folder);
}

static void
test_fifo_in_folder (void)
{
  g_autofree char *folder = make_folder (), *fifo = g_build_filename (folder, "a", NULL);

  g_assert_cmpint (mkfifo (fifo, 0600), ==, 0);
  make_file (folder, "b", "1");
  check_folder (folder, "@/b 0 0 1 1;");
  remove_tree (folder);
}

static void
test_deep_folder (void)
{
  g_autofree char *folder = make_folder ();
  GString *name = g_string_new (NULL);

  for (int i = 1; i < 70; i++) {
    g_string_append (name, "d/");
    if (i == 63) {
      g_string_append (name, "f");
      make_file (folder, name->str, "1");
      g_string_truncate (name, name->len - 1);
    }
  }
  g_string_append (name, "f");
  make_file (folder, name->str, "2");
  make_file (folder, "e", "3");
  {
    g_autofree char *got = describe_path (folder);

    g_assert_nonnull (strstr (got, ": cannot open: more than 64 folders deep;"));
    g_assert_nonnull (strstr (got, "/d/f 0 0 1 1;"));
    g_assert_null (strstr (got, "0 0 1 2;"));
    g_assert_true (g_str_has_suffix (got, "/e 0 0 1 3;"));
  }
  g_string_free (name, TRUE);
  remove_tree (folder);
}

static void
test_vanished (void)
{
  g_autofree char *folder = make_folder (), *path = g_build_filename (folder, "b", NULL);
  g_autofree char *rest = NULL, *want = NULL;
  g_autoptr (DsnMailbox) mailbox = dsn_mailbox_new ();
  g_autoptr (DsnMessage) first = NULL;

  make_file (folder, "a", "1");
  make_file (folder, "b", "2");
  make_file (folder, "c", "3");
  dsn_mailbox_add_path (mailbox, folder);
  first = dsn_mailbox_next (mailbox, NULL);
  g_assert_cmpint (g_remove (path), ==, 0);
  rest = describe (mailbox);
  want = g_strdup_printf ("!%s/b: cannot open: No such file or directory;%s/c 0 0 1 3;", folder,
                          folder);
  g_assert_cmpstr (rest, ==, want);
  remove_tree (folder);
}

static void
test_changed_to_fifo (void)
{
  g_autofree char *folder = make_folder (), *path = g_build_filename (folder, "b", NULL);
  g_autofree char *rest = NULL;
  g_autoptr (DsnMailbox) mailbox = dsn_mailbox_new ();
  g_autoptr (DsnMessage) first = NULL;

  make_file (folder, "a", "1");
  make_file (folder, "b", "2");
  dsn_mailbox_add_path (mailbox, folder);
  first = dsn_mailbox_next (mailbox, NULL);
  g_assert_cmpint (g_remove (path), ==, 0);
  g_assert_cmpint (mkfifo (path, 0600), ==, 0);
  rest = describe (mailbox);
  g_assert_cmpstr (rest, ==, "");
  remove_tree (folder);
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/folder/sorted-and-recursive", test_folder);
  g_test_add_func ("/folder/maildir", test_maildir);
  g_test_add_func ("/folder/maildir-in-its-own-folder", test_maildir_in_its_own_folder);
  g_test_add_func ("/folder/of-maildirs", test_folder_of_maildirs);
  g_test_add_func ("/folder/links-to-files-only", test_links);
  g_test_add_func ("/folder/fifo-is-passed-over", test_fifo_in_folder);
  g_test_add_func ("/folder/too-deep", test_deep_folder);
  g_test_add_func ("/folder/entry-that-vanished", test_vanished);
  g_test_add_func ("/folder/file-that-became-a-fifo", test_changed_to_fifo);
  return g_test_run ();
}
