/* milter-worker.c: the process of dsn-milter that does the work.
 * SPDX-License-Identifier: LGPL-2.1-or-later */
#include <errno.h>
#include <poll.h>
#include <pthread.h>
#include <sys/resource.h>
#include <sys/socket.h>
#include <sysexits.h>
#include <unistd.h>

#include "milter-mta.h"
#include "milter-worker.h"

/* How often a worker that is to end looks whether it may, and how many times that has to be so: a
 * connection that was just taken is not counted yet. */
#define LOOK_MILLISECONDS 100
#define LOOKS             5

static void
tell (int channel, char what)
{
  /* Who does not listen any more has closed the channel, which is seen in time. */
  if (write (channel, &what, 1) < 0)
    return;
}

static void
ask_for_another (gpointer data)
{
  milter_say ("a message is not read to its end; another process takes over");
  tell (GPOINTER_TO_INT (data), MILTER_TELL_STUCK);
}

static void *
serve (void *data G_GNUC_UNUSED)
{
  milter_mta_run ();
  milter_say ("libmilter has ended");
  _exit (EX_UNAVAILABLE);
}

/* What is said to the worker within a time, which may be -1; 0 for nothing. */
static char
hear (int channel, int milliseconds)
{
  struct pollfd waiting = { channel, POLLIN, 0 };
  char what = MILTER_TELL_END;
  gssize count;

  if (poll (&waiting, 1, milliseconds) <= 0)
    return 0;
  do
    count = read (channel, &what, 1);
  while (count < 0 && errno == EINTR);
  return what;
}

/* Whoever connects from now on is told at once, and so is whoever did but was not taken yet. */
static void
turn_away (int listener)
{
  int fd;

  shutdown (listener, SHUT_RDWR);
  while ((fd = accept (listener, NULL, NULL)) >= 0)
    close (fd);
}

static void
take_no_more (int listener, gboolean is_last)
{
  milter_mta_refuse ();
  if (is_last)
    turn_away (listener);
  close (listener);
}

static void
wait_for_last (int channel)
{
  gboolean hears = TRUE;

  for (guint looks = 0; looks < LOOKS;) {
    if (hears && hear (channel, LOOK_MILLISECONDS) == MILTER_TELL_END)
      hears = FALSE;
    else if (!hears)
      g_usleep (LOOK_MILLISECONDS * 1000UL);
    looks = milter_mta_count () == 0 ? looks + 1 : 0;
  }
}

/* A connection and a temporary file each need a descriptor. */
static void
raise_limits (void)
{
  struct rlimit limit;

  if (getrlimit (RLIMIT_NOFILE, &limit) != 0)
    return;
  limit.rlim_cur = limit.rlim_max;
  setrlimit (RLIMIT_NOFILE, &limit);
}

int
milter_worker_run (const MilterConfig *config, int listener, gboolean is_own, int channel)
{
  MilterReader *reader;
  pthread_t thread;
  char told;

  /* What is typed at a terminal is for the supervisor. libmilter would stop at once. */
  setpgid (0, 0);
  raise_limits ();
  reader = milter_reader_new (config, ask_for_another, GINT_TO_POINTER (channel));
  if (!reader || !milter_mta_open (listener, reader, config)
      || pthread_create (&thread, NULL, serve, NULL) != 0) {
    milter_say ("cannot start: %s", g_strerror (errno));
    return EX_OSERR;
  }
  tell (channel, MILTER_TELL_READY);
  do
    told = hear (channel, -1);
  while (told != MILTER_TELL_DRAIN && told != MILTER_TELL_END);
  take_no_more (listener, told == MILTER_TELL_END && is_own);
  wait_for_last (channel);
  return EX_OK;
}
