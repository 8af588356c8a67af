/* test-mailbox.c: inputs of all kinds as one stream of messages.
 * SPDX-License-Identifier: LGPL-2.1-or-later */

#include <fcntl.h>

#include "dsn-mailbox.h"

#include "mailbox-folder.h"

static void
test_message (void)
{
  g_autoptr (GBytes) bytes = g_bytes_new ("abc", 3);
  g_autoptr (DsnMessage) message = dsn_message_new (bytes, "p", 1, G_GUINT64_CONSTANT (1) << 40, 9);
  g_autoptr (DsnMessage) boxed = g_boxed_copy (DSN_TYPE_MESSAGE, message);

  g_assert_true (boxed == message);
  g_assert_true (dsn_message_get_bytes (message) == bytes);
  g_assert_cmpstr (dsn_message_get_path (message), ==, "p");
  g_assert_cmpuint (dsn_message_get_index (message), ==, 1);
  g_assert_cmpuint (dsn_message_get_offset (message), ==, G_GUINT64_CONSTANT (1) << 40);
  g_assert_cmpuint (dsn_message_get_size (message), ==, 9);
}

/* A hole makes a file of 5 GiB that takes no room. */
static void
test_large_offset (void)
{
  g_autofree char *folder = make_folder (), *path = g_build_filename (folder, "m", NULL);
  const guint64 hole = G_GUINT64_CONSTANT (5) << 30;
  g_autoptr (DsnMailbox) mailbox = dsn_mailbox_new ();
  g_autoptr (DsnMessage) first = NULL, second = NULL;
  int fd;

  make_file (folder, "m", A);
  fd = open (path, O_WRONLY);
  g_assert_cmpint (ftruncate (fd, (off_t) hole), ==, 0);
  g_assert_cmpint (pwrite (fd, "\n" B "y", 9, (off_t) hole), ==, 9);
  close (fd);
  dsn_mailbox_add_path (mailbox, path);
  first = dsn_mailbox_next (mailbox, NULL);
  second = dsn_mailbox_next (mailbox, NULL);
  g_assert_cmpuint (dsn_message_get_size (first), ==, hole - 7);
  g_assert_cmpuint (dsn_message_get_offset (second), ==, hole + 8);
  remove_tree (folder);
}

static void
check_single (const char *folder, const char *octets, const char *expected)
{
  g_autofree char *path = g_build_filename (folder, "m", NULL);
  g_autoptr (GError) error = NULL;
  g_autoptr (DsnMessage) message = NULL;

  make_file (folder, "m", octets);
  message = dsn_mailbox_read_single (path, &error);
  g_assert_true ((message == NULL) == (error != NULL));
  if (message)
    g_assert_cmpmem (expected, strlen (expected),
                     g_bytes_get_data (dsn_message_get_bytes (message), NULL),
                     g_bytes_get_size (dsn_message_get_bytes (message)));
  else
    g_assert_cmpstr (error->message + strlen (path), ==, expected);
}

static void
test_single (void)
{
  g_autofree char *folder = make_folder ();

  check_single (folder, "one", "one");
  check_single (folder, A "a\n", "a\n");
  check_single (folder, A "\n" B "b", ": there is more than one message in it");
  check_single (folder, "", ": is empty: there is no message in it");
  remove_tree (folder);
}

/* Errors and streams. */

static void
test_errors (void)
{
  g_autoptr (DsnMailbox) mailbox = dsn_mailbox_new ();
  g_autoptr (GBytes) empty = g_bytes_new (NULL, 0), one = g_bytes_new ("1", 1);
  g_autoptr (GError) missing = NULL, nothing = NULL;
  g_autofree char *rest = NULL;

  dsn_mailbox_add_path (mailbox, "/nowhere/x");
  dsn_mailbox_add_bytes (mailbox, empty, "e");
  dsn_mailbox_add_path (mailbox, "/dev/null");
  dsn_mailbox_add_bytes (mailbox, one, "m");
  g_assert_null (dsn_mailbox_next (mailbox, &missing));
  g_assert_error (missing, DSN_ERROR, DSN_ERROR_IO);
  g_assert_cmpstr (missing->message, ==, "/nowhere/x: cannot open: No such file or directory");
  g_assert_null (dsn_mailbox_next (mailbox, &nothing));
  g_assert_error (nothing, DSN_ERROR, DSN_ERROR_EMPTY);
  g_assert_null (dsn_mailbox_next (mailbox, NULL));
  rest = describe (mailbox);
  g_assert_cmpstr (rest, ==, "m 0 0 1 1;");
  g_assert_null (dsn_mailbox_next (mailbox, NULL));
}

static void
test_unreadable (void)
{
  g_autofree char *folder = make_folder (), *path = g_build_filename (folder, "a", NULL);
  g_autofree char *inner = g_build_filename (folder, "b", NULL);

  make_file (folder, "a", "1");
  make_file (folder, "b/x", "1");
  make_file (folder, "c", "1");
  g_assert_cmpint (g_chmod (path, 0), ==, 0);
  g_assert_cmpint (g_chmod (inner, 0), ==, 0);
  if (access (path, R_OK) == 0)
    g_test_skip ("this user may read everything");
  else
    check_folder (folder, "!@/a: cannot open: Permission denied;"
                          "!@/b: cannot open: Permission denied;@/c 0 0 1 1;");
  g_assert_cmpint (g_chmod (inner, 0700), ==, 0);
  remove_tree (folder);
}

static void
test_read_error (void)
{
  g_autofree char *got = NULL;

  if (access ("/proc/self/mem", R_OK) != 0) {
    g_test_skip ("no file here fails to be read");
    return;
  }
  got = describe_path ("/proc/self/mem");
  g_assert_cmpstr (got, ==, "!/proc/self/mem: cannot read: Input/output error;");
}

static void
test_fifo (void)
{
  g_autofree char *folder = make_folder (), *path = g_build_filename (folder, "f", NULL);
  g_autofree char *got = NULL, *want = g_strdup_printf ("%s 0 7 2 x\n;%s 1 17 1 y;", path, path);
  Feed job = { -1, A "x\n\n" B "y", 18, 5 };
  GThread *thread;
  int held;

  g_assert_cmpint (mkfifo (path, 0600), ==, 0);
  /* So that neither end waits for the other to be opened, whichever is the first to open or to close. */
  held = open (path, O_RDWR);
  job.fd = open (path, O_RDWR);
  thread = g_thread_new ("feed", feed, &job);
  {
    g_autoptr (DsnMailbox) mailbox = dsn_mailbox_new ();
    g_autoptr (DsnMessage) first = NULL;

    dsn_mailbox_add_path (mailbox, path);
    first = dsn_mailbox_next (mailbox, NULL);
    close (held);
    g_thread_join (thread);
    g_assert_cmpstr (dsn_message_get_path (first), ==, path);
    got = describe (mailbox);
  }
  g_assert_true (g_str_has_suffix (want, got));
  remove_tree (folder);
}

/* Runs @data through standard input, which does not block if @flags say so. */
static char *
describe_stdin (const char *data, gsize size, int flags)
{
  int fds[2], old = dup (0);
  char *text;
  Feed job = { 0, data, size, 3 };
  GThread *thread;

  g_assert_cmpint (pipe (fds), ==, 0);
  g_assert_cmpint (fcntl (fds[0], F_SETFL, flags), ==, 0);
  g_assert_cmpint (dup2 (fds[0], 0), ==, 0);
  close (fds[0]);
  job.fd = fds[1];
  thread = g_thread_new ("feed", feed, &job);
  text = describe_path ("-");
  g_thread_join (thread);
  g_assert_cmpint (fcntl (0, F_GETFD), !=, -1); /* left open */
  g_assert_cmpint (dup2 (old, 0), ==, 0);
  close (old);
  return text;
}

static void
test_stdin (void)
{
  static const char data[] = A "x\n\n" B "y\n";
  g_autofree char *got = describe_stdin (data, sizeof data - 1, 0);
  g_autofree char *unblocked = describe_stdin (data, sizeof data - 1, O_NONBLOCK);

  g_assert_cmpstr (got, ==, "- 0 7 2 x\n;- 1 17 2 y\n;");
  g_assert_cmpstr (unblocked, ==, got);
}

static void
check_progress (const DsnMailbox *mailbox, guint64 want_done, guint64 want_total)
{
  guint64 done = 1, total = 1;

  dsn_mailbox_get_progress (mailbox, &done, NULL);
  dsn_mailbox_get_progress (mailbox, NULL, &total);
  g_assert_cmpuint (done, ==, want_done);
  g_assert_cmpuint (total, ==, want_total);
}

/* Those that wait count, so that what is done never seems to become less. */
static void
test_progress (void)
{
  g_autofree char *folder = make_folder ();
  g_autofree char *a = g_build_filename (folder, "a", NULL);
  g_autofree char *b = g_build_filename (folder, "b", NULL);
  g_autoptr (GBytes) bytes = g_bytes_new_static ("1234567", 7);
  g_autoptr (DsnMailbox) mailbox = dsn_mailbox_new ();
  g_autoptr (DsnMessage) first = NULL;
  g_autofree char *rest = NULL;

  make_file (folder, "a", "12345");
  make_file (folder, "b", "123");
  check_progress (mailbox, 0, 0);
  dsn_mailbox_add_path (mailbox, a);
  dsn_mailbox_add_path (mailbox, "/nonexistent/file");
  dsn_mailbox_add_path (mailbox, b);
  dsn_mailbox_add_bytes (mailbox, bytes, "bytes");
  check_progress (mailbox, 0, 15);
  first = dsn_mailbox_next (mailbox, NULL);
  check_progress (mailbox, 5, 15);
  rest = describe (mailbox);
  check_progress (mailbox, 15, 15);
  remove_tree (folder);
}

static void
test_progress_unknown (void)
{
  g_autofree char *folder = make_folder ();
  g_autofree char *a = g_build_filename (folder, "a", NULL);
  const char *const inputs[] = { folder, "/dev/null" };

  make_file (folder, "a", "12345");
  for (guint i = 0; i < G_N_ELEMENTS (inputs); i++) {
    g_autoptr (DsnMailbox) mailbox = dsn_mailbox_new ();
    g_autofree char *got = NULL;

    dsn_mailbox_add_path (mailbox, a);
    dsn_mailbox_add_path (mailbox, inputs[i]);
    check_progress (mailbox, 0, 0);
    got = describe (mailbox);
    check_progress (mailbox, i == 0 ? 10 : 5, 0);
  }
  remove_tree (folder);
}

/* The lines at which the messages of some octets begin. */
static char *
lines_of (const char *octets, gsize limit)
{
  g_autoptr (DsnMailbox) mailbox = dsn_mailbox_new ();
  g_autoptr (GBytes) bytes = g_bytes_new (octets, strlen (octets));
  GString *out = g_string_new (NULL);
  DsnMessage *message;

  dsn_mailbox_set_count_lines (mailbox, TRUE);
  dsn_mailbox_set_max_size (mailbox, limit);
  dsn_mailbox_add_bytes (mailbox, bytes, "-");
  for (; (message = dsn_mailbox_next (mailbox, NULL)) != NULL; dsn_message_unref (message))
    g_string_append_printf (out, "%" G_GUINT64_FORMAT " ", dsn_message_get_line (message));
  return g_string_free (out, FALSE);
}

static void
test_lines (void)
{
  g_autofree char *one = lines_of ("X: 1\n\nFrom a\n", 1000);
  g_autofree char *mbox = lines_of (A "X: 1\n\nx\ny\n\n" B "X: 2\n\n" A "\n\n\n" B "X: 3\n", 1000);
  g_autofree char *crlf = lines_of ("From a\r\nX: 1\r\n\r\nFrom b\r\nX: 2\r\n", 1000);
  g_autofree char *cut =
      lines_of (A "X: 1\n\nx\ny\nz\nxxxxxxxxxxxxxxxxxxx\nyyyyyyy\n\n" B "X: 2\n", 8);

  g_assert_cmpstr (one, ==, "1 ");
  g_assert_cmpstr (mbox, ==, "2 8 11 15 ");
  g_assert_cmpstr (crlf, ==, "2 5 ");
  g_assert_cmpstr (cut, ==, "2 11 ");
}

static void
test_lines_not_counted (void)
{
  g_autoptr (DsnMailbox) mailbox = dsn_mailbox_new ();
  g_autoptr (GBytes) bytes = g_bytes_new_static ("X: 1\n", 5);
  g_autoptr (DsnMessage) message = NULL;

  dsn_mailbox_add_bytes (mailbox, bytes, "-");
  message = dsn_mailbox_next (mailbox, NULL);
  g_assert_cmpuint (dsn_message_get_line (message), ==, 0);
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/mailbox/message/keeps-what-it-is-given", test_message);
  if (g_test_slow ())
    g_test_add_func ("/mailbox/file/offset-beyond-4-gib", test_large_offset);
  g_test_add_func ("/mailbox/single/not-more-nor-less", test_single);
  g_test_add_func ("/mailbox/error/next-input-follows", test_errors);
  g_test_add_func ("/mailbox/error/no-permission", test_unreadable);
  g_test_add_func ("/mailbox/error/read-fails", test_read_error);
  g_test_add_func ("/mailbox/stream/fifo", test_fifo);
  g_test_add_func ("/mailbox/stream/stdin", test_stdin);
  g_test_add_func ("/mailbox/progress/of-all-inputs", test_progress);
  g_test_add_func ("/mailbox/progress/unknown-with-a-folder-or-stream", test_progress_unknown);
  g_test_add_func ("/mailbox/lines/where-each-message-begins", test_lines);
  g_test_add_func ("/mailbox/lines/only-if-asked-for", test_lines_not_counted);
  return g_test_run ();
}
