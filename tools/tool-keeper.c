/* tool-keeper.c: a process that gives a file its name once it is whole.
 *
 * The process that reads what strangers wrote may not change any name (tool-sandbox.c), and may end at any
 * moment. What it writes must not stay as a piece under some name then, nor be taken for the whole.
 * SPDX-License-Identifier: LGPL-2.1-or-later */
#include <errno.h>
#include <signal.h>
#include <stdio.h>
#include <sys/socket.h>
#include <sys/wait.h>
#include <unistd.h>

#include "tool-keeper.h"

static const char whole = 'W';

/* The keeper */

/* What ends the other process by the same key or the same word is known to this one by its end. */
static void
become_keeper (int fd)
{
  static const int signals[] = { SIGHUP, SIGINT, SIGQUIT, SIGTERM, SIGPIPE };

  for (guint i = 0; i < G_N_ELEMENTS (signals); i++)
    signal (signals[i], SIG_IGN);
  close (STDIN_FILENO);
  close (STDOUT_FILENO);
  close (STDERR_FILENO);
  close (fd);
}

static gboolean
is_told (int channel)
{
  char told;
  gssize count;

  do
    count = read (channel, &told, 1);
  while (count < 0 && errno == EINTR);
  return count == 1 && told == whole;
}

static void
keep (int channel, const char *file, const char *path)
{
  int failed = 0;

  if (!is_told (channel)) {
    unlink (file);
    return;
  }
  if (rename (file, path) != 0) {
    failed = errno;
    unlink (file);
  }
  /* Nobody may be there to hear it. */
  if (write (channel, &failed, sizeof failed) < 0)
    return;
}

/* The process that it is for */

int
tool_keeper_start (ToolKeeper *keeper, const char *file, const char *path, int fd)
{
  int ends[2];
  int failed;

  if (socketpair (AF_UNIX, SOCK_STREAM | SOCK_CLOEXEC, 0, ends) != 0)
    return errno;
  keeper->pid = fork ();
  failed = errno;
  if (keeper->pid == 0) {
    close (ends[0]);
    become_keeper (fd);
    keep (ends[1], file, path);
    _exit (0);
  }
  close (ends[1]);
  keeper->channel = ends[0];
  if (keeper->pid > 0)
    return 0;
  close (ends[0]);
  return failed;
}

static int
ask (int channel)
{
  int failed = 0;
  gssize count;

  if (write (channel, &whole, 1) != 1)
    return errno;
  do
    count = read (channel, &failed, sizeof failed);
  while (count < 0 && errno == EINTR);
  return count == sizeof failed ? failed : EIO;
}

int
tool_keeper_end (ToolKeeper *keeper, gboolean is_whole)
{
  int failed = is_whole ? ask (keeper->channel) : 0;

  close (keeper->channel);
  while (waitpid (keeper->pid, NULL, 0) < 0 && errno == EINTR)
    continue;
  return failed;
}
