/* filter-spool.c: a message, whole, before anything is done with it.
 * SPDX-License-Identifier: LGPL-2.1-or-later */
#include <errno.h>
#include <fcntl.h>
#include <poll.h>
#include <stdarg.h>
#include <stdio.h>
#include <string.h>
#include <unistd.h>

#include "filter-spool.h"
#include "tool.h"

#define BUFFER_SIZE (64UL * 1024)

/* Not on the heap: once the message is being read, nothing may fail for want of memory. Pages that are not
 * touched cost nothing. */
static char memory[FILTER_MEMORY];
static char buffer[BUFFER_SIZE];

void
filter_say (const char *format, ...)
{
  static const char name[] = "dsn-filter: ";
  char text[512] = "dsn-filter: ";
  gsize used = sizeof name - 1;
  va_list arguments;
  int length;

  va_start (arguments, format);
  length = vsnprintf (text + used, sizeof text - used - 1, format, arguments);
  va_end (arguments);
  if (length > 0)
    used = MIN (used + (gsize) length, sizeof text - 2);
  text[used++] = '\n';
  /* Where it cannot be said, the message still counts for more. */
  if (write (STDERR_FILENO, text, used) < 0)
    return;
}

/* Reads some octets, however long it takes until there are any. */
static gssize
read_some (int fd, char *octets, gsize length)
{
  for (;;) {
    struct pollfd waiting = { fd, POLLIN, 0 };
    gssize count = read (fd, octets, length);

    if (count >= 0 || (errno != EINTR && errno != EAGAIN))
      return count;
    if (errno == EAGAIN)
      poll (&waiting, 1, -1);
  }
}

/* Returns how many octets were stored. */
static gsize
store (FilterSpool *spool, const char *octets, gsize length)
{
  gsize stored = 0;

  if (spool->file < 0)
    spool->file = tool_temporary_open ();
  while (spool->file >= 0 && stored < length) {
    gssize count = write (spool->file, octets + stored, length - stored);

    if (count < 0 && errno == EINTR)
      continue;
    if (count <= 0)
      break;
    stored += (gsize) count;
  }
  spool->in_file += stored;
  return stored;
}

static void
find_line_ends (FilterSpool *spool, const char *octets, gsize length)
{
  guint64 offset = filter_spool_size (spool);
  const char *lf = spool->first_lf < 0 ? memchr (octets, '\n', length) : NULL;
  const char *cr = spool->first_cr < 0 ? memchr (octets, '\r', length) : NULL;

  if (lf)
    spool->first_lf = (gint64) offset + (lf - octets);
  if (cr)
    spool->first_cr = (gint64) offset + (cr - octets);
}

/* Takes in what was read; returns whether there is room for more. */
static gboolean
take (FilterSpool *spool, char *octets, gsize length)
{
  gsize stored;

  find_line_ends (spool, octets, length);
  if (octets != buffer) {
    spool->in_memory += length;
    return TRUE;
  }
  stored = store (spool, octets, length);
  if (stored == length)
    return TRUE;
  filter_say ("no room for the message in %s: %s", tool_temporary_folder (), strerror (errno));
  memmove (buffer, octets + stored, length - stored);
  spool->pending = length - stored;
  spool->state = FILTER_SPOOL_STUCK;
  return FALSE;
}

void
filter_spool_read (FilterSpool *spool)
{
  gssize count;
  char *octets;

  *spool = (FilterSpool){ FILTER_SPOOL_WHOLE, .file = -1, .first_lf = -1, .first_cr = -1 };
  do {
    gsize room = sizeof memory - spool->in_memory;

    octets = room > 0 ? memory + spool->in_memory : buffer;
    count = read_some (STDIN_FILENO, octets, room > 0 ? room : sizeof buffer);
  } while (count > 0 && take (spool, octets, (gsize) count));
  if (count < 0) {
    spool->state = errno == EBADF ? FILTER_SPOOL_EMPTY : FILTER_SPOOL_FAILED;
    filter_say ("standard input: cannot read: %s", strerror (errno));
  } else if (filter_spool_size (spool) == 0) {
    spool->state = FILTER_SPOOL_EMPTY;
    filter_say ("standard input: there is no message");
  }
}

guint64
filter_spool_size (const FilterSpool *spool)
{
  return spool->in_memory + spool->in_file;
}

gssize
filter_spool_get (const FilterSpool *spool, guint64 offset, char *octets, gsize length)
{
  gssize count;

  if (offset < spool->in_memory) {
    length = MIN (length, spool->in_memory - (gsize) offset);
    memcpy (octets, memory + offset, length);
    return (gssize) length;
  }
  length = (gsize) MIN (length, filter_spool_size (spool) - offset);
  if (length == 0)
    return 0;
  do
    count = pread (spool->file, octets, length, (off_t) (offset - spool->in_memory));
  while (count < 0 && errno == EINTR);
  if (count == 0)
    errno = EIO;
  return count > 0 ? count : -1;
}

const char *
filter_spool_peek (const FilterSpool *spool G_GNUC_UNUSED)
{
  return memory;
}

gssize
filter_spool_rest (FilterSpool *spool, char *octets, gsize length)
{
  gsize count = MIN (spool->pending, length);

  if (spool->state != FILTER_SPOOL_STUCK)
    return 0;
  if (count == 0)
    return read_some (STDIN_FILENO, octets, length);
  memcpy (octets, buffer, count);
  memmove (buffer, buffer + count, spool->pending - count);
  spool->pending -= count;
  return (gssize) count;
}

/* Nothing but CR ends lines, but for what a program that knows LF only may have put at the end. */
static gboolean
has_cr_lines (const FilterSpool *spool)
{
  gint64 last = (gint64) filter_spool_size (spool) - 1;

  if (spool->first_cr < 0 || (spool->first_lf >= 0 && spool->first_lf < last))
    return FALSE;
  return spool->first_lf < 0 || spool->first_cr < last - 1;
}

const char *
filter_spool_line_end (const FilterSpool *spool)
{
  gint64 lf = spool->first_lf;

  if (has_cr_lines (spool))
    return "\r";
  return lf > 0 && lf <= (gint64) spool->in_memory && memory[lf - 1] == '\r' ? "\r\n" : "\n";
}

gsize
filter_spool_skip (const FilterSpool *spool)
{
  gint64 end = has_cr_lines (spool) ? spool->first_cr : spool->first_lf;
  static const char from[] = "From ";
  gsize length = sizeof from - 1;

  if (spool->in_memory < length || memcmp (memory, from, length) != 0)
    return 0;
  return end >= 0 && end < (gint64) spool->in_memory ? (gsize) end + 1 : 0;
}
