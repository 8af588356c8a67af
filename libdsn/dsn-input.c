/* dsn-input.c: the octets of one input after another, seen through a window.
 * SPDX-License-Identifier: LGPL-2.1-or-later */

#include <errno.h>
#include <poll.h>
#include <string.h>
#include <unistd.h>

#include "dsn-input-private.h"

enum {
  BLOCK = 128 * 1024,   /* one read; twice this stays in the second-level cache */
  GIVE_AWAY = 2 * BLOCK /* from here on a message is given the window's own memory, not a copy */
};

DsnInput *
_dsn_input_new (void)
{
  DsnInput *input = g_new0 (DsnInput, 1);

  input->fd = -1;
  input->pool = _dsn_buffer_pool_new ();
  return input;
}

void
_dsn_input_free (DsnInput *input)
{
  _dsn_input_close (input);
  _dsn_buffer_pool_free (input->pool);
  g_free (input->data);
  g_free (input);
}

void
_dsn_input_set_wait (DsnInput *input, DsnInputWait wait, gpointer data)
{
  input->wait = wait;
  input->wait_data = data;
}

static void
open_any (DsnInput *input, const char *path, gint64 size)
{
  _dsn_input_close (input);
  input->path = g_strdup (path);
  input->is_stream = size < 0;
  input->start = input->end = 0;
  input->eof = FALSE;
  input->offset = 0;
  input->lines = 0;
}

void
_dsn_input_open_fd (DsnInput *input, int fd, const char *path, gint64 size)
{
  open_any (input, path, size);
  input->fd = fd;
}

void
_dsn_input_open_bytes (DsnInput *input, GBytes *bytes, const char *path)
{
  open_any (input, path, (gint64) g_bytes_get_size (bytes));
  input->bytes = g_bytes_ref (bytes);
  input->bytes_read = 0;
}

void
_dsn_input_close (DsnInput *input)
{
  if (input->fd > 0)
    close (input->fd);
  input->fd = -1;
  g_clear_pointer (&input->bytes, g_bytes_unref);
  g_clear_pointer (&input->path, g_free);
}

/* What is moved is at most four times what was passed since the last move, so a move is paid for;
 * and no more than 5/4 of what is live, and a block, is ever touched. */
static void
make_room (DsnInput *input)
{
  gsize live = _dsn_input_live (input);

  if (input->start > live / 4) {
    memmove (input->data, input->data + input->start, live);
    input->start = 0;
    input->end = live;
  }
  if (input->size - input->end < BLOCK) {
    input->size = 2 * (input->size + BLOCK);
    input->data = g_realloc (input->data, input->size);
  }
}

static int
wait_fd (int fd, int timeout)
{
  struct pollfd poll_fd = { fd, POLLIN, 0 };

  return poll (&poll_fd, 1, timeout);
}

/* A descriptor that was handed to the process may be one that does not block. */
static gssize
read_fd (DsnInput *input, char *buffer, gsize size)
{
  gssize n;

  if (input->is_stream && input->wait != NULL && wait_fd (input->fd, 0) == 0
      && !input->wait (input->fd, input->wait_data)) {
    errno = ECANCELED;
    return -1;
  }
  while ((n = read (input->fd, buffer, size)) < 0 && (errno == EINTR || errno == EAGAIN))
    if (errno == EAGAIN)
      wait_fd (input->fd, -1);
  return n;
}

static gssize
read_bytes (DsnInput *input, char *buffer, gsize size)
{
  gsize all;
  const char *data = g_bytes_get_data (input->bytes, &all);
  gsize n = MIN (size, all - input->bytes_read);

  if (n > 0)
    memcpy (buffer, data + input->bytes_read, n);
  input->bytes_read += n;
  return (gssize) n;
}

gboolean
_dsn_input_fill (DsnInput *input, GError **error)
{
  gssize n;

  make_room (input);
  if (input->bytes != NULL)
    n = read_bytes (input, input->data + input->end, BLOCK);
  else
    n = read_fd (input, input->data + input->end, BLOCK);
  if (n < 0) {
    _dsn_input_set_error (error, input->path, "read", errno);
    return FALSE;
  }
  input->eof = n == 0;
  input->end += (gsize) n;
  input->done += (guint64) n;
  return TRUE;
}

gboolean
_dsn_input_need (DsnInput *input, gsize octets, GError **error)
{
  while (_dsn_input_live (input) < octets && !input->eof)
    if (!_dsn_input_fill (input, error))
      return FALSE;
  return TRUE;
}

/* Counts the lines that end in octets which are about to be passed. */
static void
count_lines (DsnInput *input, const char *octets, gsize length)
{
  const char *end = octets + length;

  if (!input->line_end)
    return;
  while (octets < end
         && (octets = memchr (octets, input->line_end, (gsize) (end - octets))) != NULL) {
    input->lines++;
    octets++;
  }
}

void
_dsn_input_skip (DsnInput *input, gsize octets)
{
  count_lines (input, input->data + input->start, octets);
  input->start += octets;
  input->offset += octets;
}

void
_dsn_input_cut (DsnInput *input, gsize place, gsize octets)
{
  char *hole = input->data + input->start + place;

  count_lines (input, hole, octets);
  memmove (hole, hole + octets, _dsn_input_live (input) - place - octets);
  input->end -= octets;
  input->offset += octets;
}

/* Makes the window's memory the message's; what comes after @next goes to a new window. */
static GBytes *
give_away (DsnInput *input, gsize place, gsize octets, gsize next)
{
  gsize from = input->start + place, rest = _dsn_input_live (input) - next;
  gsize size = MAX (rest + BLOCK, (gsize) 2 * BLOCK);
  char *data = g_malloc (size);
  g_autoptr (GBytes) all = NULL;

  count_lines (input, _dsn_input_at (input, 0), next);
  memcpy (data, _dsn_input_at (input, next), rest);
  all = g_bytes_new_take (g_realloc (input->data, from + octets), from + octets);
  input->offset += next;
  input->data = data;
  input->size = size;
  input->start = 0;
  input->end = rest;
  return g_bytes_new_from_bytes (all, from, octets);
}

GBytes *
_dsn_input_take (DsnInput *input, gsize place, gsize octets, gsize next)
{
  GBytes *bytes;

  if (octets >= GIVE_AWAY && _dsn_input_live (input) - next <= octets)
    return give_away (input, place, octets, next);
  bytes = _dsn_buffer_pool_copy (input->pool, _dsn_input_at (input, place), octets);
  _dsn_input_skip (input, next);
  return bytes;
}

void
_dsn_input_set_error (GError **error, const char *path, const char *action, int number)
{
  g_autofree char *name = g_filename_display_name (path);

  g_set_error (error, DSN_ERROR, DSN_ERROR_IO, "%s: cannot %s: %s", name, action,
               g_strerror (number));
}
