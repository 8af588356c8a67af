/* dsn-deliver.c: messages put into an mbox.
 * SPDX-License-Identifier: LGPL-2.1-or-later */
#include <errno.h>
#include <fcntl.h>
#include <string.h>
#include <sys/stat.h>
#include <unistd.h>

#include "dsn-deliver-private.h"

#define LOCK_ATTEMPTS 1000
#define LOCK_PAUSE    (G_USEC_PER_SEC / 100)

/* Locks that belong to the file as it was opened, so that threads keep each other out, too. */
#ifdef F_OFD_SETLK
#define SET_LOCK F_OFD_SETLK
#else
#define SET_LOCK F_SETLK
#endif

gboolean
_dsn_deliver_fail (const char *path, const char *what, GError **error)
{
  int number = errno;
  g_autofree char *name = g_filename_display_name (path);

  g_set_error (error, DSN_ERROR, DSN_ERROR_IO, "%s: cannot %s: %s", name, what,
               g_strerror (number));
  return FALSE;
}

gboolean
_dsn_deliver_write (int fd, GBytes *bytes)
{
  gsize left;
  const char *at = g_bytes_get_data (bytes, &left);

  while (left > 0) {
    gssize written = write (fd, at, left);

    if (written < 0 && errno == EINTR)
      continue;
    if (written < 0)
      return FALSE;
    at += written;
    left -= (gsize) written;
  }
  return TRUE;
}

/* As asctime() writes it, whatever the locale. */
static void
append_from_line (GString *text, const char *sender, GDateTime *date)
{
  static const char days[][4] = { "Mon", "Tue", "Wed", "Thu", "Fri", "Sat", "Sun" };
  static const char months[][4] = { "Jan", "Feb", "Mar", "Apr", "May", "Jun",
                                    "Jul", "Aug", "Sep", "Oct", "Nov", "Dec" };
  g_autoptr (GDateTime) utc = g_date_time_to_utc (date);
  gboolean usable = sender && *sender && !strpbrk (sender, " \t\r\n");

  g_string_append_printf (
      text, "From %s %s %s %2d %02d:%02d:%02d %04d\n", usable ? sender : "MAILER-DAEMON",
      days[g_date_time_get_day_of_week (utc) - 1], months[g_date_time_get_month (utc) - 1],
      g_date_time_get_day_of_month (utc), g_date_time_get_hour (utc), g_date_time_get_minute (utc),
      g_date_time_get_second (utc), g_date_time_get_year (utc));
}

static gboolean
needs_quote (const char *line, const char *end)
{
  while (line < end && *line == '>')
    line++;
  return end - line >= 5 && memcmp (line, "From ", 5) == 0;
}

GBytes *
dsn_deliver_to_text (GBytes *message, const char *sender, GDateTime *date)
{
  gsize length;
  const char *line, *end;
  GString *text;

  g_return_val_if_fail (message != NULL && date != NULL, NULL);

  line = g_bytes_get_data (message, &length);
  end = line + length;
  text = g_string_sized_new (length + 128);
  append_from_line (text, sender, date);
  while (line < end) {
    const char *newline = memchr (line, '\n', (gsize) (end - line));
    const char *stop = newline ? newline : end;

    if (needs_quote (line, stop))
      g_string_append_c (text, '>');
    if (newline && stop > line && stop[-1] == '\r')
      stop--;
    g_string_append_len (text, line, stop - line);
    g_string_append_c (text, '\n');
    line = newline ? newline + 1 : end;
  }
  g_string_append_c (text, '\n');
  return g_string_free_to_bytes (text);
}

static gboolean
lock_file (int fd)
{
  for (guint attempt = 0; attempt < LOCK_ATTEMPTS; attempt++) {
    struct flock lock = { .l_type = F_WRLCK, .l_whence = SEEK_SET };

    if (fcntl (fd, SET_LOCK, &lock) == 0)
      return TRUE;
    if (errno != EAGAIN && errno != EACCES && errno != EINTR)
      return FALSE;
    g_usleep (LOCK_PAUSE);
  }
  return FALSE;
}

/* What is missing between the last message of an mbox and the next. */
static const char *
get_gap (int fd, goffset size)
{
  char last[2] = "\n\n";
  gsize length = (gsize) MIN (size, 2);

  if (size == 0
      || pread (fd, last + 2 - length, length, size - (goffset) length) != (gssize) length)
    return "";
  if (last[1] != '\n')
    return "\n\n";
  return last[0] == '\n' ? "" : "\n";
}

static gboolean
append_to_file (int fd, GBytes *text)
{
  struct stat status;
  g_autoptr (GBytes) gap = NULL;
  const char *missing;
  int number;

  if (!lock_file (fd) || fstat (fd, &status) != 0)
    return FALSE;
  missing = get_gap (fd, status.st_size);
  gap = g_bytes_new_static (missing, strlen (missing));
  if (_dsn_deliver_write (fd, gap) && _dsn_deliver_write (fd, text) && fsync (fd) == 0)
    return TRUE;
  number = errno;
  if (ftruncate (fd, status.st_size) != 0)
    number = errno;
  errno = number;
  return FALSE;
}

static gboolean
is_regular (int fd)
{
  struct stat status;

  return fstat (fd, &status) == 0 && S_ISREG (status.st_mode);
}

gboolean
dsn_deliver_to_mbox (const char *path, GBytes *message, const char *sender, GDateTime *date,
                     GError **error)
{
  g_autoptr (GBytes) text = NULL;
  gboolean delivered;
  int fd;

  g_return_val_if_fail (path != NULL && message != NULL && date != NULL, FALSE);

  fd = open (path, O_RDWR | O_APPEND | O_CREAT | O_CLOEXEC | O_NOCTTY, 0600);
  if (fd < 0)
    return _dsn_deliver_fail (path, "open", error);
  text = dsn_deliver_to_text (message, sender, date);
  delivered = is_regular (fd) ? append_to_file (fd, text) : _dsn_deliver_write (fd, text);
  if (!delivered)
    _dsn_deliver_fail (path, "append", error);
  if (close (fd) != 0 && delivered)
    delivered = _dsn_deliver_fail (path, "append", error);
  return delivered;
}
