/* test-pipeline.c: work in parallel, results in the order of the input.
 * SPDX-License-Identifier: LGPL-2.1-or-later */

#include <string.h>
#include <unistd.h>

#include "dsn-pipeline.h"

/* What a run under test does and what came of it. */
typedef struct {
  gint made; /* results made, and freed by discard; atomic */
  gint discarded;
  gint under_way; /* results made and not yet taken; atomic */
  gint under_way_max;

  GString *out;  /* what the sink saw */
  guint fail_at; /* which call of the sink fails, from 1; 0 for none */
  guint calls;
  gulong work_us;
  GThread *caller;
  gboolean in_caller; /* all work was done in the calling thread */

  GMutex lock; /* guards out, for who waits for the sink */
  GCond sunk;
} Probe;

static void
probe_init (Probe *probe)
{
  memset (probe, 0, sizeof *probe);
  probe->out = g_string_new (NULL);
  probe->caller = g_thread_self ();
  probe->in_caller = TRUE;
  g_mutex_init (&probe->lock);
  g_cond_init (&probe->sunk);
}

static void
probe_clear (Probe *probe)
{
  g_string_free (probe->out, TRUE);
  g_mutex_clear (&probe->lock);
  g_cond_clear (&probe->sunk);
}

static Probe *current; /* for discard, which has no data */

static void
discard (gpointer result)
{
  g_atomic_int_inc (&current->discarded);
  g_free (result);
}

static gpointer
work (DsnMessage *message, gpointer data)
{
  Probe *probe = data;
  gsize size;
  const char *octets = g_bytes_get_data (dsn_message_get_bytes (message), &size);
  gint now;

  if (probe->work_us > 0)
    g_usleep (dsn_message_get_index (message) % 3 * probe->work_us);
  if (g_thread_self () != probe->caller)
    g_atomic_int_set (&probe->in_caller, FALSE);
  now = g_atomic_int_add (&probe->under_way, 1) + 1;
  if (now > g_atomic_int_get (&probe->under_way_max))
    g_atomic_int_set (&probe->under_way_max, now);
  if (size == 0)
    return NULL;
  g_atomic_int_inc (&probe->made);
  return g_strndup (octets, MIN (size, 20));
}

static gboolean
sink (gpointer result, const GError *fault, gpointer data, GError **error)
{
  Probe *probe = data;
  g_autofree char *text = result;

  g_assert_true (g_thread_self () == probe->caller);
  g_assert_true (text == NULL || fault == NULL);
  if (fault == NULL)
    g_atomic_int_add (&probe->under_way, -1);
  g_mutex_lock (&probe->lock);
  g_string_append_printf (probe->out, "%s;", fault != NULL ? fault->message : text ? text : "NULL");
  g_cond_signal (&probe->sunk);
  g_mutex_unlock (&probe->lock);
  if (++probe->calls != probe->fail_at)
    return TRUE;
  g_set_error (error, DSN_ERROR, DSN_ERROR_IO, "sink %u", probe->calls);
  return FALSE;
}

static gboolean
run (Probe *probe, DsnMailbox *mailbox, guint jobs, GError **error)
{
  const DsnPipeline pipeline = { work, sink, discard, probe };

  current = probe;
  return dsn_pipeline_run (&pipeline, mailbox, jobs, error);
}

static GBytes *
make_mbox (guint messages, gsize filling)
{
  GString *text = g_string_new (NULL);

  for (guint i = 0; i < messages; i++) {
    g_string_append_printf (text, "From x\n%u\n", i);
    for (gsize n = 0; n < filling; n++)
      g_string_append_c (text, 'x');
    g_string_append_c (text, '\n');
  }
  return g_string_free_to_bytes (text);
}

static const guint job_counts[] = { 0, 1, 2, 3, 16, 1000 };

static void
test_order (void)
{
  g_autoptr (GBytes) mbox = make_mbox (3000, 10);
  GString *want = g_string_new (NULL);

  for (guint i = 0; i < 3000; i++)
    g_string_append_printf (want, "%u\nxxxxxxxxxx%s;", i, i == 2999 ? "\n" : "");
  for (gsize i = 0; i < G_N_ELEMENTS (job_counts); i++) {
    g_autoptr (DsnMailbox) mailbox = dsn_mailbox_new ();
    g_autoptr (GError) error = NULL;
    Probe probe;

    probe_init (&probe);
    probe.work_us = 10;
    dsn_mailbox_add_bytes (mailbox, mbox, "m");
    g_assert_true (run (&probe, mailbox, job_counts[i], &error));
    g_assert_no_error (error);
    g_assert_cmpstr (probe.out->str, ==, want->str);
    g_assert_cmpint (probe.discarded, ==, 0);
    if (job_counts[i] != 0)
      g_assert_true (probe.in_caller == (job_counts[i] == 1));
    probe_clear (&probe);
  }
  g_string_free (want, TRUE);
}

static void
test_faults (void)
{
  g_autoptr (GBytes) mbox = g_bytes_new_static ("From x\na\n\nFrom x\n\nFrom x\nb", 26);
  g_autoptr (GBytes) one = g_bytes_new_static ("c", 1), none = g_bytes_new (NULL, 0);

  for (gsize i = 0; i < G_N_ELEMENTS (job_counts); i++) {
    g_autoptr (DsnMailbox) mailbox = dsn_mailbox_new ();
    Probe probe;

    probe_init (&probe);
    dsn_mailbox_add_path (mailbox, "/nowhere");
    dsn_mailbox_add_bytes (mailbox, mbox, "m");
    dsn_mailbox_add_bytes (mailbox, none, "n");
    dsn_mailbox_add_bytes (mailbox, one, "o");
    g_assert_true (run (&probe, mailbox, job_counts[i], NULL));
    g_assert_cmpstr (probe.out->str, ==,
                     "/nowhere: cannot open: No such file or directory;a\n;NULL;b;"
                     "n: is empty: there is no message in it;c;");
    probe_clear (&probe);
  }
}

static void
test_nothing (void)
{
  for (gsize i = 0; i < G_N_ELEMENTS (job_counts); i++) {
    g_autoptr (DsnMailbox) mailbox = dsn_mailbox_new ();
    Probe probe;

    probe_init (&probe);
    g_assert_true (run (&probe, mailbox, job_counts[i], NULL));
    g_assert_cmpstr (probe.out->str, ==, "");
    probe_clear (&probe);
  }
}

static void
check_failing_sink (GBytes *mbox, guint jobs, guint fail_at)
{
  g_autoptr (DsnMailbox) mailbox = dsn_mailbox_new ();
  g_autoptr (GError) error = NULL;
  g_autofree char *want = g_strdup_printf ("sink %u", fail_at);
  Probe probe;

  probe_init (&probe);
  probe.fail_at = fail_at;
  dsn_mailbox_add_path (mailbox, "/nowhere"); /* call 1, without a result */
  dsn_mailbox_add_bytes (mailbox, mbox, "m");
  g_assert_false (run (&probe, mailbox, jobs, &error));
  g_assert_error (error, DSN_ERROR, DSN_ERROR_IO);
  g_assert_cmpstr (error->message, ==, want);
  g_assert_cmpuint (probe.calls, ==, fail_at);
  g_assert_cmpint (probe.made, ==, (gint) fail_at - 1 + probe.discarded);
  probe_clear (&probe);
}

static void
test_failing_sink (void)
{
  static const guint calls[] = { 1, 2, 3, 64, 65, 700, 2000, 2001 };
  g_autoptr (GBytes) mbox = make_mbox (2000, 2000);

  for (gsize i = 0; i < G_N_ELEMENTS (job_counts); i++)
    for (gsize k = 0; k < G_N_ELEMENTS (calls); k++)
      check_failing_sink (mbox, job_counts[i], calls[k]);
}

/* The first message takes long, so that all else has to wait for it. */
static gpointer
slow_first_work (DsnMessage *message, gpointer data)
{
  if (dsn_message_get_index (message) == 0)
    g_usleep (200000);
  return work (message, data);
}

static gint
count_under_way (guint messages, gsize filling, guint jobs)
{
  g_autoptr (GBytes) mbox = make_mbox (messages, filling);
  g_autoptr (DsnMailbox) mailbox = dsn_mailbox_new ();
  DsnPipeline pipeline = { slow_first_work, sink, discard, NULL };
  Probe probe;

  probe_init (&probe);
  pipeline.data = &probe;
  dsn_mailbox_add_bytes (mailbox, mbox, "m");
  g_assert_true (dsn_pipeline_run (&pipeline, mailbox, jobs, NULL));
  g_assert_cmpuint (probe.calls, ==, messages);
  probe_clear (&probe);
  return probe.under_way_max;
}

static void
test_window (void)
{
  g_assert_cmpint (count_under_way (20000, 0, 2), <=, 2 * 4 * 64);
  g_assert_cmpint (count_under_way (60, 1000000, 8), <=, 25);
  g_assert_cmpint (count_under_way (60, 1000000, 8), >, 4);
}

static void
test_large_messages (void)
{
  g_autoptr (GBytes) mbox = make_mbox (3, 40000000);
  g_autoptr (DsnMailbox) mailbox = dsn_mailbox_new ();
  Probe probe;

  probe_init (&probe);
  dsn_mailbox_set_max_size (mailbox, G_MAXSIZE);
  dsn_mailbox_add_bytes (mailbox, mbox, "m");
  g_assert_true (run (&probe, mailbox, 2, NULL));
  g_assert_cmpuint (probe.calls, ==, 3);
  g_assert_cmpint (probe.under_way_max, ==, 1);
  probe_clear (&probe);
}

/* A stream that stays silent until the sink has got what was written to it. */
typedef struct {
  Probe *probe;
  int fd;
  gboolean in_time;
} Talk;

static gboolean
wait_for_output (Probe *probe, const char *want)
{
  gint64 end = g_get_monotonic_time () + 20 * G_TIME_SPAN_SECOND;
  gboolean ok = TRUE;

  g_mutex_lock (&probe->lock);
  while (ok && strcmp (probe->out->str, want) != 0)
    ok = g_cond_wait_until (&probe->sunk, &probe->lock, end);
  g_mutex_unlock (&probe->lock);
  return ok;
}

static gpointer
talk (gpointer data)
{
  Talk *job = data;

  g_assert_cmpint (write (job->fd, "From x\n1\n\nFrom x\n2\n\nFrom ", 25), ==, 25);
  job->in_time = wait_for_output (job->probe, "1\n;2\n;");
  g_assert_cmpint (write (job->fd, "x\n3\n\nFrom x\n4", 13), ==, 13);
  if (job->in_time)
    job->in_time = wait_for_output (job->probe, "1\n;2\n;3\n;");
  close (job->fd);
  return NULL;
}

static void
test_slow_stream (gconstpointer jobs)
{
  g_autoptr (DsnMailbox) mailbox = dsn_mailbox_new ();
  g_autofree char *path = NULL;
  Probe probe;
  Talk job = { &probe, -1, FALSE };
  GThread *thread;
  int fds[2];

  probe_init (&probe);
  g_assert_cmpint (pipe (fds), ==, 0);
  path = g_strdup_printf ("/dev/fd/%d", fds[0]);
  dsn_mailbox_add_path (mailbox, path);
  job.fd = fds[1];
  thread = g_thread_new ("talk", talk, &job);
  g_assert_true (run (&probe, mailbox, GPOINTER_TO_UINT (jobs), NULL));
  g_thread_join (thread);
  g_assert_true (job.in_time);
  g_assert_cmpstr (probe.out->str, ==, "1\n;2\n;3\n;4;");
  close (fds[0]);
  probe_clear (&probe);
}

/* The stream never ends: the run must, and without more input. */
static void
test_failing_sink_of_stream (void)
{
  g_autoptr (DsnMailbox) mailbox = dsn_mailbox_new ();
  g_autofree char *path = NULL;
  g_autoptr (GError) error = NULL;
  Probe probe;
  int fds[2];

  probe_init (&probe);
  probe.fail_at = 1;
  g_assert_cmpint (pipe (fds), ==, 0);
  g_assert_cmpint (write (fds[1], "From x\n1\n\nFrom x\n2\n\nFrom ", 25), ==, 25);
  path = g_strdup_printf ("/dev/fd/%d", fds[0]);
  dsn_mailbox_add_path (mailbox, path);
  g_assert_false (run (&probe, mailbox, 2, &error));
  g_assert_cmpstr (error->message, ==, "sink 1");
  g_assert_cmpstr (probe.out->str, ==, "1\n;");
  close (fds[0]);
  close (fds[1]);
  probe_clear (&probe);
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/pipeline/order/is-that-of-the-input", test_order);
  g_test_add_func ("/pipeline/order/faults-keep-their-place", test_faults);
  g_test_add_func ("/pipeline/empty-mailbox", test_nothing);
  g_test_add_func ("/pipeline/sink/failure-ends-the-run", test_failing_sink);
  g_test_add_func ("/pipeline/sink/failure-ends-a-silent-stream", test_failing_sink_of_stream);
  g_test_add_func ("/pipeline/window/is-bounded", test_window);
  g_test_add_func ("/pipeline/window/larger-message-goes-alone", test_large_messages);
  g_test_add_data_func ("/pipeline/stream/results-do-not-wait/1-job", GUINT_TO_POINTER (1),
                        test_slow_stream);
  g_test_add_data_func ("/pipeline/stream/results-do-not-wait/2-jobs", GUINT_TO_POINTER (2),
                        test_slow_stream);
  return g_test_run ();
}
