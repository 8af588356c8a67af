/* tool-output.c: where a command writes to.
 * SPDX-License-Identifier: LGPL-2.1-or-later */
#include <errno.h>
#include <fcntl.h>
#include <signal.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>
#include <unistd.h>

#include "tool-keeper.h"

#define BUFFER_SIZE  (64UL * 1024)
#define LOCK_SECONDS 60

struct _ToolOutput {
  int fd;
  /* As errors call it. */
  char *name;
  /* Of a file that is written under another name first. */
  char *path;
  char *temporary;
  /* That lines are added to; NULL for none. */
  ToolLog *log;
  ToolKeeper keeper;
  GString *buffer;
};

static gboolean
fail (const ToolOutput *output, int number, GError **error)
{
  g_set_error (error, DSN_ERROR, DSN_ERROR_IO, "%s: cannot write: %s", output->name,
               g_strerror (number));
  return FALSE;
}

/* The file that a path or a link leads to, which is or will be an ordinary one; NULL for what is written to as
 * it is: devices, pipes, and what a process has open. (transfer full) */
static char *
find_replaceable (const char *path)
{
  g_autofree char *target = NULL;
  struct stat status;

  if (lstat (path, &status) != 0 || S_ISREG (status.st_mode))
    return g_strdup (path);
  if (!S_ISLNK (status.st_mode) || g_str_has_prefix (path, "/dev/")
      || g_str_has_prefix (path, "/proc/"))
    return NULL;
  target = realpath (path, NULL);
  if (!target || lstat (target, &status) != 0 || !S_ISREG (status.st_mode))
    return NULL;
  return g_strdup (target);
}

/* Writes to a new file beside the one that is meant. */
static gboolean
open_temporary (ToolOutput *output, const char *path, GError **error)
{
  int failed;

  output->temporary = g_strconcat (path, ".XXXXXX", NULL);
  output->fd = g_mkstemp_full (output->temporary, O_WRONLY | O_CLOEXEC, 0666);
  if (output->fd < 0)
    return fail (output, errno, error);
  failed = tool_keeper_start (&output->keeper, output->temporary, path, output->fd);
  if (failed == 0)
    return TRUE;
  close (output->fd);
  unlink (output->temporary);
  return fail (output, failed, error);
}

static gboolean
open_file (ToolOutput *output, const char *path, GError **error)
{
  output->path = find_replaceable (path);
  if (output->path)
    return open_temporary (output, output->path, error);
  output->path = g_strdup (path);
  /* A file that a process has open, such as /dev/stdout, may have something in it. */
  output->fd = open (path, O_WRONLY | O_APPEND | O_CLOEXEC | O_NOCTTY);
  return output->fd >= 0 || fail (output, errno, error);
}

static void
output_free (ToolOutput *output)
{
  g_free (output->name);
  g_free (output->path);
  g_free (output->temporary);
  g_free (output->log);
  g_string_free (output->buffer, TRUE);
  g_free (output);
}

ToolOutput *
tool_output_open (const char *path, GError **error)
{
  ToolOutput *output = g_new0 (ToolOutput, 1);
  gboolean is_stdout = !path || strcmp (path, "-") == 0;

  output->fd = STDOUT_FILENO;
  output->name = g_strdup (is_stdout ? "standard output" : path);
  output->buffer = g_string_sized_new (BUFFER_SIZE);
  if (is_stdout || open_file (output, path, error))
    return output;
  output_free (output);
  return NULL;
}

ToolOutput *
tool_output_append (const char *path, GError **error)
{
  ToolOutput *output = g_new0 (ToolOutput, 1);

  output->name = g_strdup (path);
  output->buffer = g_string_new (NULL);
  output->log = g_new (ToolLog, 1);
  tool_log_open (output->log, output->name);
  if (output->log->failed == 0)
    return output;
  (void) tool_log_close (output->log, error);
  output_free (output);
  return NULL;
}

/* The reader has gone: that ends a command without a word. GMime has the signal ignored (GpgME wants
 * it so), and a parent may have. */
static void
end_by_sigpipe (void)
{
  signal (SIGPIPE, SIG_DFL);
  raise (SIGPIPE);
}

gboolean
tool_output_flush (ToolOutput *output, GError **error)
{
  const char *at = output->buffer->str;
  gsize left = output->buffer->len;

  while (left > 0) {
    gssize written = write (output->fd, at, left);

    if (written < 0 && errno == EINTR)
      continue;
    if (written < 0 && errno == EPIPE)
      end_by_sigpipe ();
    if (written < 0)
      break;
    at += written;
    left -= (gsize) written;
  }
  g_string_truncate (output->buffer, 0);
  return left == 0 || fail (output, errno, error);
}

static gboolean
add_line (ToolOutput *output, GError **error)
{
  gboolean ok = tool_log_add (output->log, output->buffer, LOCK_SECONDS, error);

  g_string_truncate (output->buffer, 0);
  return ok;
}

gboolean
tool_output_is_terminal (const ToolOutput *output)
{
  return isatty (output->fd);
}

gboolean
tool_output_write (ToolOutput *output, const char *text, gsize length, GError **error)
{
  g_string_append_len (output->buffer, text, (gssize) length);
  if (output->log)
    return add_line (output, error);
  return output->buffer->len < BUFFER_SIZE || tool_output_flush (output, error);
}

/* All is on the disk, or that fails. */
static gboolean
finish_log (ToolOutput *output, gboolean keep, GError **error)
{
  gboolean ok = !keep || tool_log_store (output->log, error);

  return tool_log_close (output->log, ok ? error : NULL) && ok;
}

static gboolean
finish_file (ToolOutput *output, gboolean keep, GError **error)
{
  int failed = close (output->fd) == 0 ? 0 : errno;
  int renamed = 0;

  if (output->temporary)
    renamed = tool_keeper_end (&output->keeper, keep && failed == 0);
  failed = failed ? failed : renamed;
  if (failed == 0)
    return TRUE;
  return !keep || fail (output, failed, error);
}

gboolean
tool_output_close (ToolOutput *output, gboolean keep, GError **error)
{
  gboolean ok = !keep || output->log || tool_output_flush (output, error);

  if (output->log)
    ok = finish_log (output, keep, error);
  if (output->path)
    ok = finish_file (output, keep && ok, ok ? error : NULL) && ok;
  output_free (output);
  return ok;
}
