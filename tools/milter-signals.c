/* milter-signals.c: signals, as octets on a pipe, so that nothing else happens in a handler.
 * SPDX-License-Identifier: LGPL-2.1-or-later */
#include <errno.h>
#include <fcntl.h>
#include <signal.h>
#include <unistd.h>

#include "milter-signals.h"

static const int signals[] = { SIGHUP, SIGTERM, SIGINT, SIGCHLD };
static int ends[2] = { -1, -1 };

static void
note (int number)
{
  int saved = errno;
  char octet = (char) number;

  /* Where the pipe is full there are enough to be seen. */
  if (write (ends[1], &octet, 1) < 0)
    errno = saved;
  errno = saved;
}

gboolean
milter_signals_catch (void)
{
  struct sigaction action = { .sa_handler = note, .sa_flags = SA_RESTART };

  if (pipe (ends) != 0)
    return FALSE;
  for (guint i = 0; i < G_N_ELEMENTS (ends); i++)
    fcntl (ends[i], F_SETFL, O_NONBLOCK);
  for (guint i = 0; i < G_N_ELEMENTS (signals); i++)
    sigaction (signals[i], &action, NULL);
  signal (SIGPIPE, SIG_IGN);
  return TRUE;
}

int
milter_signals_get_fd (void)
{
  return ends[0];
}

int
milter_signals_next (void)
{
  char octet;

  return read (ends[0], &octet, 1) == 1 ? octet : 0;
}

void
milter_signals_forget (void)
{
  sigset_t blocked;

  sigemptyset (&blocked);
  for (guint i = 0; i < G_N_ELEMENTS (signals); i++)
    sigaddset (&blocked, signals[i]);
  sigprocmask (SIG_BLOCK, &blocked, NULL);
  for (guint i = 0; i < G_N_ELEMENTS (signals); i++)
    signal (signals[i], SIG_DFL);
  for (guint i = 0; i < G_N_ELEMENTS (ends); i++)
    close (ends[i]);
}
