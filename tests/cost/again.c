/* again.c: runs a command over and over in one process, so that Valgrind reads and translates it once.
 *
 * usage: cost-COMMAND SAMPLE [OPTION]… <LIST >COUNTED
 *
 * It is linked with the command, whose main() was compiled as command_main(). The command first reads SAMPLE
 * here; then, for each line of LIST, which names a file, in a process of its own, whose number and exit
 * status are printed. Each file is its standard input; what it prints is lost.
 * SPDX-License-Identifier: LGPL-2.1-or-later */
#include <fcntl.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/wait.h>
#include <unistd.h>

#define MAX_ARGUMENTS 16

int command_main (int argc, char **argv);

/* The command on one file. */
static int
run (const char *path, char **options)
{
  static char name[] = "command";
  char *arguments[MAX_ARGUMENTS + 2] = { name };
  int count = 1;
  int input = open (path, O_RDONLY);

  if (input < 0 || dup2 (input, STDIN_FILENO) < 0)
    return 99;
  close (input);
  for (; *options && count < MAX_ARGUMENTS; options++)
    arguments[count++] = *options;
  return command_main (count, arguments);
}

static int
run_apart (const char *path, char **options, FILE *counted)
{
  int status;
  pid_t pid;

  fflush (counted);
  pid = fork ();
  if (pid == 0)
    exit (run (path, options));
  if (pid < 0 || waitpid (pid, &status, 0) < 0)
    return EXIT_FAILURE;
  fprintf (counted, "%ld %d\n", (long) pid, WIFEXITED (status) ? WEXITSTATUS (status) : -1);
  return EXIT_SUCCESS;
}

int
main (int argc, char **argv)
{
  FILE *list = fdopen (fcntl (STDIN_FILENO, F_DUPFD_CLOEXEC, 10), "r");
  FILE *counted = fdopen (fcntl (STDOUT_FILENO, F_DUPFD_CLOEXEC, 10), "w");
  int nothing = open ("/dev/null", O_WRONLY);
  char path[4096];

  if (argc < 2 || !list || !counted || nothing < 0)
    return EXIT_FAILURE;
  dup2 (nothing, STDOUT_FILENO);
  dup2 (nothing, STDERR_FILENO);
  (void) run (argv[1], argv + 2);
  while (fgets (path, sizeof path, list)) {
    path[strcspn (path, "\n")] = '\0';
    if (run_apart (path, argv + 2, counted) != EXIT_SUCCESS)
      return EXIT_FAILURE;
  }
  return fclose (counted) == 0 ? EXIT_SUCCESS : EXIT_FAILURE;
}
