/* peak: runs a command and tells how much memory it took at most. What a program is started from counts as its own,
 * so that this is a small one.
 *
 * usage: peak COMMAND ARGUMENT…    KiB on the last line of standard error; the exit status of the command
 * SPDX-License-Identifier: LGPL-2.1-or-later */
#include <stdio.h>
#include <sys/resource.h>
#include <sys/wait.h>
#include <unistd.h>

int
main (int argc, char **argv)
{
  struct rusage usage;
  int status;
  pid_t child = argc < 2 ? -1 : fork ();

  if (child == 0) {
    execvp (argv[1], argv + 1);
    _exit (127);
  }
  if (child < 0 || wait4 (child, &status, 0, &usage) != child)
    return 2;
  fprintf (stderr, "%ld\n", usage.ru_maxrss);
  return WIFEXITED (status) ? WEXITSTATUS (status) : 2;
}
