/* filter-worker.c: a process that reads the message, so that the one that has it never fails.
 *
 * GLib ends a process that gets no memory, and a fault in a parser might. So the message is parsed by a child,
 * which may end as it likes. It says READY when the result is in the memory that both share, and with a
 * log waits to be told DONE, so that only messages that were passed on are in it.
 * SPDX-License-Identifier: LGPL-2.1-or-later */
#include <errno.h>
#include <poll.h>
#include <signal.h>
#include <string.h>
#include <sys/mman.h>
#include <sys/resource.h>
#include <sys/socket.h>
#include <sys/wait.h>
#include <time.h>
#include <unistd.h>
#ifdef __linux__
#include <sys/prctl.h>
#endif

#include "filter-worker.h"
#include "tool.h"

#define LOG_SECONDS 10

static const char ready = 'R';
static const char done = 'D';
static const char logged = 'L';

/* The child */

/* Where nobody waits for the result any more, there is none. */
static void
end_with_parent (gboolean end)
{
#ifdef __linux__
  prctl (PR_SET_PDEATHSIG, end ? SIGKILL : 0);
#endif
}

/* Standard output belongs to the parent: its reader must not wait for this process. A core would have the
 * message in it. */
static void
become_worker (void)
{
  static const int signals[] = { SIGABRT, SIGSEGV, SIGBUS, SIGTRAP };
  const struct rlimit none = { 0, 0 };

  end_with_parent (TRUE);
  for (guint i = 0; i < G_N_ELEMENTS (signals); i++)
    signal (signals[i], SIG_DFL);
  setrlimit (RLIMIT_CORE, &none);
  close (STDIN_FILENO);
  close (STDOUT_FILENO);
}

static GBytes *
read_message (const FilterSpool *spool, gsize skip)
{
  gsize length = (gsize) MIN (filter_spool_size (spool) - skip, TOOL_MAX_PARSED);
  char *octets;
  gsize have = 0;

  if (skip + length <= spool->in_memory)
    return g_bytes_new_static (filter_spool_peek (spool) + skip, length);
  octets = g_malloc (length);
  while (have < length) {
    gssize count = filter_spool_get (spool, skip + have, octets + have, length - have);

    if (count < 0) {
      filter_say ("cannot read the message again: %s", strerror (errno));
      _exit (1);
    }
    have += (gsize) count;
  }
  return g_bytes_new_take (octets, length);
}

/* The parser that was asked for, with the rules in @phrases, which it needs. */
static DsnParser *
make_parser (const FilterTask *task, DsnPhrases **phrases)
{
  g_autoptr (GError) error = NULL;
  DsnParser *parser;

  *phrases = tool_load_rules (task->rules, &error);
  if (error) {
    filter_say ("%s", error->message);
    _exit (1);
  }
  parser = dsn_parser_new ();
  dsn_parser_set_phrases (parser, *phrases);
  tool_add_verps (parser, task->verps);
  return parser;
}

static DsnReport *
parse (const DsnParser *parser, const FilterSpool *spool)
{
  gsize skip = filter_spool_skip (spool);
  guint64 size = filter_spool_size (spool) - skip;
  g_autoptr (GBytes) message = read_message (spool, skip);
  DsnReport *report = dsn_parser_parse (parser, message, size);

  dsn_report_set_source (report, "-", 0, skip, size);
  return report;
}

static void
fill_result (FilterResult *result, const DsnReport *report, const FilterSpool *spool,
             const FilterTask *task)
{
  g_autofree char *fields = NULL;

  result->matches = dsn_match_test (task->match, report);
  if (task->test)
    return;
  fields = dsn_filter_print (report, task->prefix, filter_spool_line_end (spool), FILTER_MAX_FIELDS,
                             &result->left_out);
  result->length = strlen (fields);
  memcpy (result->fields, fields, result->length);
}

static void
write_log (int channel, ToolLog *log, const DsnReport *report)
{
  g_autoptr (GString) line = g_string_new (NULL);
  g_autoptr (GError) error = NULL;
  char told;

  dsn_json_append (report, line);
  g_string_append_c (line, '\n');
  if (read (channel, &told, 1) != 1 || told != done)
    return;
  end_with_parent (FALSE);
  if (!tool_log_add (log, line, LOG_SECONDS, &error) || !tool_log_close (log, &error))
    filter_say ("%s", error->message);
  else if (write (channel, &logged, 1) != 1)
    return;
}

static void
work (int channel, FilterResult *result, const FilterSpool *spool, const FilterTask *task)
{
  const ToolNeeds needs = { .adds_to_log = task->log != NULL };
  g_autoptr (DsnPhrases) phrases = NULL;
  g_autoptr (DsnParser) parser = NULL;
  g_autoptr (DsnReport) report = NULL;
  ToolLog log = { NULL, -1, 0 };

  become_worker ();
  parser = make_parser (task, &phrases);
  if (task->log)
    tool_log_open (&log, task->log);
  if (!task->no_sandbox)
    tool_sandbox_enter (&needs);
  report = parse (parser, spool);
  fill_result (result, report, spool, task);
  if (write (channel, &ready, 1) == 1 && task->log)
    write_log (channel, &log, report);
}

/* The parent */

static gint64
now (void)
{
  struct timespec time;

  clock_gettime (CLOCK_MONOTONIC, &time);
  return (gint64) time.tv_sec * 1000 + time.tv_nsec / 1000000;
}

/* Whether the worker says so within a time. */
static gboolean
hear (int channel, char expected, guint seconds)
{
  gint64 end = now () + (gint64) seconds * 1000;
  struct pollfd waiting = { channel, POLLIN, 0 };
  char told = 0;
  int count;

  do {
    gint64 left = end - now ();

    count = poll (&waiting, 1, left > 0 ? (int) MIN (left, G_MAXINT) : 0);
  } while (count < 0 && (errno == EINTR || errno == EAGAIN));
  if (count == 0)
    errno = ETIMEDOUT;
  return count > 0 && read (channel, &told, 1) == 1 && told == expected;
}

static void
reap (FilterWorker *worker, gboolean kill_it)
{
  if (kill_it)
    kill (worker->pid, SIGKILL);
  close (worker->channel);
  while (waitpid (worker->pid, NULL, 0) < 0 && errno == EINTR)
    continue;
  worker->pid = -1;
}

static gboolean
cannot (const char *what)
{
  filter_say ("cannot %s: %s", what, strerror (errno));
  return FALSE;
}

static gboolean
launch (FilterWorker *worker, const FilterSpool *spool, const FilterTask *task)
{
  int ends[2];

  if (socketpair (AF_UNIX, SOCK_STREAM, 0, ends) != 0)
    return cannot ("talk to another process");
  worker->pid = fork ();
  if (worker->pid == 0) {
    close (ends[0]);
    work (ends[1], worker->result, spool, task);
    _exit (0);
  }
  close (ends[1]);
  worker->channel = ends[0];
  if (worker->pid > 0)
    return TRUE;
  close (ends[0]);
  return cannot ("start another process");
}

gboolean
filter_worker_start (FilterWorker *worker, const FilterSpool *spool, const FilterTask *task)
{
  void *shared =
      mmap (NULL, sizeof (FilterResult), PROT_READ | PROT_WRITE, MAP_SHARED | MAP_ANONYMOUS, -1, 0);

  worker->pid = -1;
  if (shared == MAP_FAILED)
    return cannot ("share memory");
  worker->result = shared;
  errno = 0;
  if (!launch (worker, spool, task))
    return FALSE;
  if (hear (worker->channel, ready, task->seconds) && worker->result->length <= FILTER_MAX_FIELDS)
    return TRUE;
  filter_say (errno == ETIMEDOUT ? "the message takes too long to read"
                                 : "the message could not be read");
  reap (worker, TRUE);
  return FALSE;
}

void
filter_worker_end (FilterWorker *worker, const FilterTask *task, gboolean do_log)
{
  if (worker->pid < 0)
    return;
  if (task->log && do_log
      && (write (worker->channel, &done, 1) != 1
          || !hear (worker->channel, logged, LOG_SECONDS + 1)))
    filter_say ("the message is not in the log");
  reap (worker, !do_log);
}
