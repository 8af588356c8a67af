/* tool-log.c: a file that many processes add lines to.
 * SPDX-License-Identifier: LGPL-2.1-or-later */
#include <errno.h>
#include <fcntl.h>
#include <poll.h>
#include <string.h>
#include <sys/file.h>
#include <sys/stat.h>
#include <unistd.h>

#include "tool.h"

/* Microseconds between two tries to lock it. */
#define FIRST_PAUSE 500
#define LAST_PAUSE  20000

/* What a line of ours begins with. */
static const char beginning[] = "{\"source\":";

/* Asks again and again: a signal that ends the wait would be one for all threads. */
static gboolean
lock (int fd, guint seconds)
{
  gint64 end = g_get_monotonic_time () + (gint64) seconds * G_TIME_SPAN_SECOND;
  gulong pause = FIRST_PAUSE;

  while (flock (fd, LOCK_EX | LOCK_NB) != 0) {
    if (errno != EINTR && errno != EWOULDBLOCK)
      return FALSE;
    if (g_get_monotonic_time () >= end) {
      errno = EWOULDBLOCK;
      return FALSE;
    }
    g_usleep (pause);
    pause = MIN (2 * pause, LAST_PAUSE);
  }
  return TRUE;
}

/* Where the last line begins that has no end; @size where there is none. */
static off_t
find_half_line (int fd, off_t size)
{
  char block[4096];

  for (off_t end = size; end > 0;) {
    gsize length = (gsize) MIN (end, (off_t) sizeof block);

    end -= (off_t) length;
    if (pread (fd, block, length, end) != (gssize) length)
      return size;
    for (; length > 0; length--)
      if (block[length - 1] == '\n')
        return end + (off_t) length;
  }
  return 0;
}

/* A filter that was killed, or a disk that was full, may have left half a line. What is no line of a filter
 * is not ours to take away, and gets an end. */
static void
repair (int fd, off_t *size, GString *line)
{
  char found[sizeof beginning - 1];
  off_t half = find_half_line (fd, *size);
  gsize length = (gsize) MIN (*size - half, (off_t) sizeof found);

  if (length == 0)
    return;
  if (pread (fd, found, length, half) == (gssize) length && memcmp (found, beginning, length) == 0
      && ftruncate (fd, half) == 0)
    *size = half;
  else
    g_string_prepend_c (line, '\n');
}

/* Waits until a pipe has room. */
static gboolean
wait_for_room (int fd, gint64 end)
{
  struct pollfd waiting = { fd, POLLOUT, 0 };
  gint64 left = (end - g_get_monotonic_time ()) / 1000;
  int count = left > 0 ? poll (&waiting, 1, (int) left) : 0;

  if (count > 0 || (count < 0 && errno == EINTR))
    return TRUE;
  errno = ETIMEDOUT;
  return FALSE;
}

/* A pipe may take a long line in pieces. */
static gboolean
write_line (int fd, const GString *line, guint seconds)
{
  gint64 end = g_get_monotonic_time () + (gint64) seconds * G_TIME_SPAN_SECOND;
  gsize written = 0;

  while (written < line->len) {
    gssize count = write (fd, line->str + written, line->len - written);

    if (count < 0 && errno == EAGAIN && wait_for_room (fd, end))
      continue;
    if (count < 0 && errno != EINTR)
      return FALSE;
    if (count > 0)
      written += (gsize) count;
  }
  return TRUE;
}

static gboolean
add_locked (int fd, GString *line, guint seconds)
{
  struct stat status;
  int failed;

  if (fstat (fd, &status) != 0)
    return FALSE;
  if (S_ISREG (status.st_mode))
    repair (fd, &status.st_size, line);
  if (write_line (fd, line, seconds))
    return TRUE;
  failed = errno;
  /* Where the piece that was written cannot be taken back, the next filter will. */
  if (S_ISREG (status.st_mode) && ftruncate (fd, status.st_size) != 0)
    errno = failed;
  errno = failed;
  return FALSE;
}

void
tool_log_open (ToolLog *log, const char *path)
{
  const int flags = O_APPEND | O_CLOEXEC | O_NOCTTY | O_NONBLOCK;

  *log = (ToolLog){ path, open (path, O_RDWR | O_CREAT | flags, 0600), 0 };
  /* Some logs may be written by those that may not read them. A pipe must have its reader by now. */
  if (log->fd < 0 && errno == EACCES)
    log->fd = open (path, O_WRONLY | flags);
  log->failed = log->fd < 0 ? errno : 0;
}

static const char *
describe (int number)
{
  if (number == EWOULDBLOCK)
    return "another process has it locked";
  return number == ETIMEDOUT ? "nobody reads it" : g_strerror (number);
}

static gboolean
fail (const ToolLog *log, int number, GError **error)
{
  g_set_error (error, DSN_ERROR, DSN_ERROR_IO, "%s: cannot write: %s", log->path,
               describe (number));
  return FALSE;
}

gboolean
tool_log_add (ToolLog *log, GString *line, guint seconds, GError **error)
{
  int failed = log->failed;

  if (failed == 0 && !lock (log->fd, seconds))
    return fail (log, errno, error);
  if (failed == 0 && !add_locked (log->fd, line, seconds))
    failed = errno;
  if (log->fd >= 0)
    (void) flock (log->fd, LOCK_UN);
  return failed == 0 || fail (log, failed, error);
}

/* Pipes and devices have no disk to wait for. */
gboolean
tool_log_store (ToolLog *log, GError **error)
{
  if (log->failed)
    return fail (log, log->failed, error);
  return fsync (log->fd) == 0 || errno == EINVAL || errno == EROFS || fail (log, errno, error);
}

gboolean
tool_log_close (ToolLog *log, GError **error)
{
  int failed = log->failed;

  if (log->fd >= 0 && close (log->fd) != 0)
    failed = errno;
  log->fd = -1;
  return failed == 0 || fail (log, failed, error);
}
