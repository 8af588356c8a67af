/* milter-supervisor.c: the process of dsn-milter that sees that there is one to do the work.
 *
 * A fault in a parser ends the process that it is in, and so does GLib where there is no memory. So the work is
 * done by another process, in whose place a new one comes. SIGHUP has a new one come, too, that begins with what is
 * in the files now; the old one goes on with the connections that it has.
 * SPDX-License-Identifier: LGPL-2.1-or-later */
#include <errno.h>
#include <poll.h>
#include <signal.h>
#include <sys/socket.h>
#include <sys/wait.h>
#include <sysexits.h>
#include <unistd.h>

#include "milter-signals.h"
#include "milter-supervisor.h"
#include "milter-systemd.h"
#include "milter-worker.h"

/* How long connections have to end after SIGTERM. */
#define END_SECONDS 60

/* A worker that ends sooner is not followed by another at once. */
#define QUICK_SECONDS 1
#define PAUSE_SECONDS 2

#define MAX_WORKERS 32

typedef enum { STATE_STARTS, STATE_WORKS, STATE_DRAINS } State;

typedef struct {
  pid_t pid;
  int channel;
  State state;
  gint64 begun;
} Worker;

typedef struct {
  const MilterSupervisor *supervisor;
  Worker workers[MAX_WORKERS];
  guint n_workers;
  /* When the next one is to start, 0 for never; when all have to be gone. */
  gint64 next;
  gint64 end;
  gboolean was_ready;
} Run;

static gint64
seconds_from_now (guint seconds)
{
  return g_get_monotonic_time () + (gint64) seconds * G_TIME_SPAN_SECOND;
}

static void
become_worker (const Run *run, int channel)
{
  const MilterSupervisor *supervisor = run->supervisor;

  milter_signals_forget ();
  for (guint i = 0; i < run->n_workers; i++)
    close (run->workers[i].channel);
  _exit (milter_worker_run (supervisor->config, supervisor->listener, supervisor->is_own, channel));
}

static gboolean
fork_worker (Run *run, const int ends[2])
{
  Worker *worker = &run->workers[run->n_workers];

  worker->pid = fork ();
  if (worker->pid == 0) {
    close (ends[0]);
    become_worker (run, ends[1]);
  }
  close (ends[1]);
  worker->channel = ends[0];
  worker->state = STATE_STARTS;
  worker->begun = g_get_monotonic_time ();
  if (worker->pid > 0)
    return TRUE;
  close (ends[0]);
  return FALSE;
}

static void
start_worker (Run *run)
{
  int ends[2];

  run->next = 0;
  errno = EAGAIN;
  if (run->n_workers < MAX_WORKERS && socketpair (AF_UNIX, SOCK_STREAM, 0, ends) == 0
      && fork_worker (run, ends)) {
    run->n_workers++;
    return;
  }
  milter_say ("cannot start another process: %s", g_strerror (errno));
  run->next = seconds_from_now (PAUSE_SECONDS);
}

static gboolean
has_worker (const Run *run, State state)
{
  for (guint i = 0; i < run->n_workers; i++)
    if (run->workers[i].state == state)
      return TRUE;
  return FALSE;
}

static void
tell (const Worker *worker, char what)
{
  /* A worker that is gone is missed in another place. */
  if (write (worker->channel, &what, 1) < 0)
    return;
}

/* A worker takes connections; those that did go on with what they have. */
static void
take_over (Run *run, Worker *ready)
{
  for (guint i = 0; i < run->n_workers; i++) {
    Worker *worker = &run->workers[i];

    if (worker == ready || worker->state != STATE_WORKS)
      continue;
    worker->state = STATE_DRAINS;
    tell (worker, MILTER_TELL_DRAIN);
  }
  if (ready->state == STATE_STARTS)
    ready->state = STATE_WORKS;
  if (!run->was_ready)
    milter_systemd_tell ("READY=1");
  run->was_ready = TRUE;
}

static void
hear (Run *run, Worker *worker)
{
  char what;

  if (recv (worker->channel, &what, 1, MSG_DONTWAIT) != 1)
    return;
  if (what == MILTER_TELL_READY && worker->state == STATE_STARTS)
    take_over (run, worker);
  else if (what == MILTER_TELL_STUCK && worker->state == STATE_WORKS
           && !has_worker (run, STATE_STARTS))
    start_worker (run);
}

static const char *
describe (int status, char text[64])
{
  if (WIFSIGNALED (status))
    g_snprintf (text, 64, "by signal %d", WTERMSIG (status));
  else
    g_snprintf (text, 64, "with status %d", WEXITSTATUS (status));
  return text;
}

static void
lose (Run *run, guint index, int status)
{
  Worker lost = run->workers[index];
  gboolean quick = seconds_from_now (0) < lost.begun + QUICK_SECONDS * G_TIME_SPAN_SECOND;
  char text[64];

  close (lost.channel);
  run->workers[index] = run->workers[--run->n_workers];
  if (lost.state == STATE_DRAINS && WIFEXITED (status) && WEXITSTATUS (status) == EX_OK)
    return;
  milter_say ("process %d ended %s", (int) lost.pid, describe (status, text));
  if (run->end || has_worker (run, STATE_WORKS) || has_worker (run, STATE_STARTS))
    return;
  run->next = seconds_from_now (quick ? PAUSE_SECONDS : 0);
}

static void
reap (Run *run)
{
  int status;
  pid_t pid;

  while ((pid = waitpid (-1, &status, WNOHANG)) > 0)
    for (guint i = 0; i < run->n_workers; i++)
      if (run->workers[i].pid == pid) {
        lose (run, i, status);
        break;
      }
}

static void
begin_end (Run *run)
{
  milter_systemd_tell ("STOPPING=1");
  run->next = 0;
  run->end = seconds_from_now (run->end ? 0 : END_SECONDS);
  for (guint i = 0; i < run->n_workers; i++) {
    run->workers[i].state = STATE_DRAINS;
    tell (&run->workers[i], MILTER_TELL_END);
  }
}

static void
reload (Run *run)
{
  const MilterSupervisor *supervisor = run->supervisor;

  if (!run->end && supervisor->reload (supervisor->config, supervisor->data))
    start_worker (run);
}

static void
take_signals (Run *run)
{
  int number;

  while ((number = milter_signals_next ()) != 0) {
    if (number == SIGHUP)
      reload (run);
    else if (number == SIGCHLD)
      reap (run);
    else
      begin_end (run);
  }
}

/* Milliseconds until something is due; -1 for never. */
static int
time_left (const Run *run)
{
  gint64 due = run->end ? run->end : run->next;

  if (due == 0)
    return -1;
  return (int) CLAMP ((due - g_get_monotonic_time ()) / 1000 + 1, 0, 60 * 1000L);
}

static void
wait_for_something (Run *run)
{
  struct pollfd waiting[MAX_WORKERS + 1] = { { milter_signals_get_fd (), POLLIN, 0 } };
  guint count = run->n_workers;

  /* A channel that was closed is one of a process that is about to be missed. */
  for (guint i = 0; i < count; i++)
    waiting[i + 1] = (struct pollfd){ run->workers[i].channel, POLLIN, 0 };
  if (poll (waiting, count + 1, time_left (run)) < 0)
    return;
  for (guint i = 0; i < count; i++)
    if (waiting[i + 1].revents & POLLIN)
      hear (run, &run->workers[i]);
  take_signals (run);
}

static void
do_what_is_due (Run *run)
{
  gint64 now = g_get_monotonic_time ();

  if (run->next && now >= run->next)
    start_worker (run);
  if (!run->end || now < run->end)
    return;
  for (guint i = 0; i < run->n_workers; i++)
    kill (run->workers[i].pid, SIGKILL);
  run->end = seconds_from_now (1);
}

int
milter_supervisor_run (const MilterSupervisor *supervisor)
{
  Run run = { .supervisor = supervisor };

  if (!milter_signals_catch ()) {
    milter_say ("cannot start: %s", g_strerror (errno));
    return EX_OSERR;
  }
  start_worker (&run);
  while (!run.end || run.n_workers > 0) {
    wait_for_something (&run);
    do_what_is_due (&run);
  }
  return EX_OK;
}
