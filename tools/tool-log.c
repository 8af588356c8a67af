/* tool-log.c: a file that many processes add lines to.
 * SPDX-License-Identifier: LGPL-2.1-or-later */
#include <errno.h>
#include <fcntl.h>
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

/* A pipe may take a long line in pieces. */
static gboolean
write_line (int fd, const GString *line)
{
  gsize written = 0;

  while (written < line->len) {
    gssize count = write (fd, line->str + written, line->len - written);

    if (count < 0 && errno != EINTR)
      return FALSE;
    if (count > 0)
      written += (gsize) count;
  }
  return TRUE;
}

static gboolean
add_locked (int fd, GString *line)
{
  struct stat status;
  int failed;

  if (fstat (fd, &status) != 0)
    return FALSE;
  if (S_ISREG (status.st_mode))
    repair (fd, &status.st_size, line);
  if (write_line (fd, line))
    return TRUE;
  failed = errno;
  /* Where the piece that was written cannot be taken back, the next filter will. */
  if (S_ISREG (status.st_mode) && ftruncate (fd, status.st_size) != 0)
    errno = failed;
  errno = failed;
  return FALSE;
}

gboolean
tool_log_add (const char *path, GString *line, guint seconds, GError **error)
{
  int fd = open (path, O_RDWR | O_APPEND | O_CREAT | O_CLOEXEC | O_NOCTTY, 0600);
  int failed = 0;

  /* Some logs may be written by those that may not read them. */
  if (fd < 0 && errno == EACCES)
    fd = open (path, O_WRONLY | O_APPEND | O_CLOEXEC | O_NOCTTY);
  if (fd < 0 || !lock (fd, seconds) || !add_locked (fd, line))
    failed = errno;
  if (fd >= 0 && close (fd) != 0 && failed == 0)
    failed = errno;
  if (failed == 0)
    return TRUE;
  g_set_error (error, DSN_ERROR, DSN_ERROR_IO, "%s: cannot write: %s", path,
               failed == EWOULDBLOCK ? "another process has it locked" : g_strerror (failed));
  return FALSE;
}
