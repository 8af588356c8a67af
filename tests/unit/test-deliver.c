/* test-deliver.c: messages put into an mbox or a Maildir.
 * SPDX-License-Identifier: LGPL-2.1-or-later */
#include <errno.h>
#include <fcntl.h>
#include <string.h>
#include <sys/stat.h>
#include <unistd.h>

#include <glib/gstdio.h>

#include "dsn.h"

#define FROM "From MAILER-DAEMON Mon Nov 23 09:00:00 2026\n"

typedef struct {
  char *folder;
  char *path;
  GDateTime *date;
} Fixture;

static void
set_up (Fixture *fixture, gconstpointer data G_GNUC_UNUSED)
{
  fixture->folder = g_dir_make_tmp ("dsn-deliver-XXXXXX", NULL);
  fixture->path = g_build_filename (fixture->folder, "box", NULL);
  fixture->date = dsn_date_parse ("2026-11-23T10:00:00+01:00");
}

static void
remove_tree (const char *path)
{
  GDir *dir = g_dir_open (path, 0, NULL);
  const char *name;

  while (dir && (name = g_dir_read_name (dir))) {
    g_autofree char *child = g_build_filename (path, name, NULL);

    remove_tree (child);
  }
  g_clear_pointer (&dir, g_dir_close);
  g_remove (path);
}

static void
tear_down (Fixture *fixture, gconstpointer data G_GNUC_UNUSED)
{
  remove_tree (fixture->folder);
  g_free (fixture->folder);
  g_free (fixture->path);
  g_date_time_unref (fixture->date);
}

static GBytes *
bytes (const char *text)
{
  return g_bytes_new (text, strlen (text));
}

static char *
read_file (const char *path)
{
  char *text = NULL;

  g_assert_true (g_file_get_contents (path, &text, NULL, NULL));
  return text;
}

static void
test_text (void)
{
  static const struct {
    const char *in;
    const char *out;
  } cases[] = {
    { "A: b\n\nText\n", FROM "A: b\n\nText\n\n" },
    { "A: b\n\nText", FROM "A: b\n\nText\n\n" },
    { "A: b\r\n\r\nText\r\n", FROM "A: b\n\nText\n\n" },
    { "A: b\n\nFrom x\n>From x\n>>From x\n From x\nFrom: x\n",
      FROM "A: b\n\n>From x\n>>From x\n>>>From x\n From x\nFrom: x\n\n" },
    { "A: b\n\nFrom", FROM "A: b\n\nFrom\n\n" },
    { "", FROM "\n" },
  };
  g_autoptr (GDateTime) date = dsn_date_parse ("2026-11-23T10:00:00+01:00");

  for (guint i = 0; i < G_N_ELEMENTS (cases); i++) {
    g_autoptr (GBytes) message = bytes (cases[i].in);
    g_autoptr (GBytes) text = dsn_deliver_to_text (message, NULL, date);

    g_assert_cmpmem (g_bytes_get_data (text, NULL), g_bytes_get_size (text), cases[i].out,
                     strlen (cases[i].out));
  }
}

static void
test_sender (void)
{
  static const struct {
    const char *sender;
    const char *line;
  } cases[] = {
    { "jo@example.com", "From jo@example.com Thu Jan  1 00:00:07 1970\n" },
    { "", "From MAILER-DAEMON Thu Jan  1 00:00:07 1970\n" },
    { "a b@example.com", "From MAILER-DAEMON Thu Jan  1 00:00:07 1970\n" },
    { "a\nFrom b", "From MAILER-DAEMON Thu Jan  1 00:00:07 1970\n" },
  };
  g_autoptr (GDateTime) date = g_date_time_new_from_unix_utc (7);

  for (guint i = 0; i < G_N_ELEMENTS (cases); i++) {
    g_autoptr (GBytes) message = bytes ("");
    g_autoptr (GBytes) text = dsn_deliver_to_text (message, cases[i].sender, date);
    gsize length = strlen (cases[i].line);

    g_assert_cmpmem (g_bytes_get_data (text, NULL), length, cases[i].line, length);
  }
}

static void
test_append (Fixture *fixture, gconstpointer data)
{
  const char *const *pair = data;
  g_autoptr (GBytes) message = bytes ("A: b\n\nText\n");
  g_autoptr (GError) error = NULL;
  g_autofree char *want = g_strconcat (pair[1], FROM "A: b\n\nText\n\n", NULL);
  g_autofree char *text = NULL;

  if (pair[0])
    g_assert_true (g_file_set_contents (fixture->path, pair[0], -1, NULL));
  g_assert_true (dsn_deliver_to_mbox (fixture->path, message, NULL, fixture->date, &error));
  g_assert_no_error (error);
  text = read_file (fixture->path);
  g_assert_cmpstr (text, ==, want);
}

static void
test_new_file_is_private (Fixture *fixture, gconstpointer data G_GNUC_UNUSED)
{
  g_autoptr (GBytes) message = bytes ("A: b\n\n");
  GStatBuf status;

  g_assert_true (dsn_deliver_to_mbox (fixture->path, message, NULL, fixture->date, NULL));
  g_assert_cmpint (g_stat (fixture->path, &status), ==, 0);
  g_assert_cmpuint (status.st_mode & 0777, ==, 0600);
}

typedef struct {
  const Fixture *fixture;
  gboolean maildir;
} Job;

static gpointer
deliver_many (gpointer data)
{
  const Job *job = data;
  g_autofree char *body = g_strnfill (5000, 'x');
  g_autofree char *text = g_strconcat ("A: b\n\n", body, "\n", NULL);
  g_autoptr (GBytes) message = bytes (text);

  for (guint i = 0; i < 20; i++)
    g_assert_true (job->maildir ? dsn_deliver_to_maildir (job->fixture->path, message, NULL)
                                : dsn_deliver_to_mbox (job->fixture->path, message, NULL,
                                                       job->fixture->date, NULL));
  return NULL;
}

static guint
count_messages (const char *path)
{
  g_autoptr (DsnMailbox) mailbox = dsn_mailbox_new ();
  guint count = 0;

  dsn_mailbox_add_path (mailbox, path);
  for (;;) {
    g_autoptr (DsnMessage) message = dsn_mailbox_next (mailbox, NULL);

    if (!message)
      return count;
    /* The last of an mbox has its empty line, too. */
    g_assert_cmpuint (dsn_message_get_size (message), >=, 5007);
    g_assert_cmpuint (dsn_message_get_size (message), <=, 5008);
    count++;
  }
}

static void
test_many_at_once (Fixture *fixture, gconstpointer data)
{
  Job job = { fixture, GPOINTER_TO_INT (data) };
  GThread *threads[4];

  for (guint i = 0; i < G_N_ELEMENTS (threads); i++)
    threads[i] = g_thread_new ("deliver", deliver_many, &job);
  for (guint i = 0; i < G_N_ELEMENTS (threads); i++)
    g_thread_join (threads[i]);
  g_assert_cmpuint (count_messages (fixture->path), ==, 80);
}

static void
test_failure (Fixture *fixture, gconstpointer data G_GNUC_UNUSED)
{
  g_autoptr (GBytes) message = bytes ("A: b\n\n");
  g_autoptr (GError) open_error = NULL;
  g_autoptr (GError) write_error = NULL;
  g_autofree char *below_file = g_build_filename (fixture->path, "x", NULL);

  g_assert_true (g_file_set_contents (fixture->path, "", 0, NULL));
  g_assert_false (dsn_deliver_to_mbox (below_file, message, NULL, fixture->date, &open_error));
  g_assert_error (open_error, DSN_ERROR, DSN_ERROR_IO);
  g_assert_true (g_str_has_prefix (open_error->message, below_file));
  if (g_access ("/dev/full", W_OK) != 0)
    return;
  g_assert_false (dsn_deliver_to_mbox ("/dev/full", message, NULL, fixture->date, &write_error));
  g_assert_error (write_error, DSN_ERROR, DSN_ERROR_IO);
}

static void
test_maildir (Fixture *fixture, gconstpointer data G_GNUC_UNUSED)
{
  static const char *const folders[] = { "tmp", "cur" };
  g_autoptr (GBytes) message = bytes ("A: b\r\n\r\nFrom x\n");
  g_autofree char *new = g_build_filename (fixture->path, "new", NULL);
  g_autofree char *path = NULL;
  g_autofree char *text = NULL;
  GDir *dir;

  g_assert_true (dsn_deliver_to_maildir (fixture->path, message, NULL));
  dir = g_dir_open (new, 0, NULL);
  path = g_build_filename (new, g_dir_read_name (dir), NULL);
  g_assert_null (g_dir_read_name (dir));
  g_dir_close (dir);
  text = read_file (path);
  g_assert_cmpstr (text, ==, "A: b\r\n\r\nFrom x\n");
  for (guint i = 0; i < G_N_ELEMENTS (folders); i++) {
    g_autofree char *folder = g_build_filename (fixture->path, folders[i], NULL);

    dir = g_dir_open (folder, 0, NULL);
    g_assert_nonnull (dir);
    g_assert_null (g_dir_read_name (dir));
    g_dir_close (dir);
  }
}

static void
test_no_maildir (Fixture *fixture, gconstpointer data G_GNUC_UNUSED)
{
  g_autoptr (GBytes) message = bytes ("A: b\n\n");
  g_autoptr (GError) error = NULL;

  g_assert_true (g_file_set_contents (fixture->path, "", 0, NULL));
  g_assert_false (dsn_deliver_to_maildir (fixture->path, message, &error));
  g_assert_error (error, DSN_ERROR, DSN_ERROR_IO);
}

/* What an mbox held, and what of it stands before the message that is added. */
static const char *const gaps[][2] = {
  { NULL, "" },
  { "", "" },
  { "From a\nA: b\n\n", "From a\nA: b\n\n" },
  { "From a\nA: b\n", "From a\nA: b\n\n" },
  { "From a\nA: b", "From a\nA: b\n\n" },
  { "\n", "\n" },
};

#define ADD(path, data, function) g_test_add (path, Fixture, data, set_up, function, tear_down)

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/deliver/text/is-mboxrd", test_text);
  g_test_add_func ("/deliver/text/names-the-sender", test_sender);
  for (guint i = 0; i < G_N_ELEMENTS (gaps); i++) {
    g_autofree char *path = g_strdup_printf ("/deliver/mbox/is-appended-to/%u", i);

    ADD (path, gaps[i], test_append);
  }
  ADD ("/deliver/mbox/is-private-when-new", NULL, test_new_file_is_private);
  ADD ("/deliver/mbox/takes-many-at-once", GINT_TO_POINTER (FALSE), test_many_at_once);
  ADD ("/deliver/mbox/failure-is-told", NULL, test_failure);
  ADD ("/deliver/maildir/takes-a-message", NULL, test_maildir);
  ADD ("/deliver/maildir/takes-many-at-once", GINT_TO_POINTER (TRUE), test_many_at_once);
  ADD ("/deliver/maildir/failure-is-told", NULL, test_no_maildir);
  return g_test_run ();
}
