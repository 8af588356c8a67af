/* dsn-input-private.h: the octets of one input after another, seen through a window.
 * SPDX-License-Identifier: LGPL-2.1-or-later */
#pragma once

#include <glib.h>

#include "dsn-buffer-private.h"
#include "dsn-error.h"

/**
 * DsnInputWait:
 * @fd: a stream that has nothing to read now
 * @data: as given to _dsn_input_set_wait()
 *
 * Called before a read that has to wait.
 *
 * Returns: %FALSE to give the input up
 */
typedef gboolean (*DsnInputWait) (int fd, gpointer data);

/**
 * DsnInput:
 * @eof: nothing comes after the window
 * @offset: where the first octet of the window stood in the input
 * @line_end: the octet that ends lines; 0 if they are not to be counted
 * @lines: how many lines ended before the window
 *
 * The window holds the octets that were read and not yet passed; it grows as far as its user lets
 * it. Places in it are counted from its start, so that they hold when it moves in memory. The
 * memory is kept from one input to the next.
 */
typedef struct {
  char *path;
  int fd;
  gboolean is_stream;
  GBytes *bytes;
  gsize bytes_read;

  DsnBufferPool *pool;
  char *data;
  gsize size;
  gsize start;
  gsize end;
  gboolean eof;
  guint64 offset;
  char line_end;
  guint64 lines;

  guint64 done;
  DsnInputWait wait;
  gpointer wait_data;
} DsnInput;

/** How many octets the window holds. */
static inline gsize
_dsn_input_live (const DsnInput *input)
{
  return input->end - input->start;
}

/** The octet at a place in the window; valid until the input is filled, cut or taken from. */
static inline const char *
_dsn_input_at (const DsnInput *input, gsize place)
{
  return input->data + input->start + place;
}

DsnInput *_dsn_input_new (void);
void _dsn_input_free (DsnInput *input);
void _dsn_input_set_wait (DsnInput *input, DsnInputWait wait, gpointer data);

/** Begins with @fd, which is closed at the end unless it is 0; @size is -1 for what is no file. */
void _dsn_input_open_fd (DsnInput *input, int fd, const char *path, gint64 size);
void _dsn_input_open_bytes (DsnInput *input, GBytes *bytes, const char *path);
/** Ends with an input; nothing is done if none is open. */
void _dsn_input_close (DsnInput *input);

/** Reads one block more at the end of the window, or sets eof. */
gboolean _dsn_input_fill (DsnInput *input, GError **error);
/** Fills until the window holds @octets or the input ends. */
gboolean _dsn_input_need (DsnInput *input, gsize octets, GError **error);
/** Moves the start of the window. */
void _dsn_input_skip (DsnInput *input, gsize octets);
/** Forgets octets in the middle of the window, which count as passed. */
void _dsn_input_cut (DsnInput *input, gsize place, gsize octets);
/** Gives @octets at @place and moves the start of the window to @next, behind them. */
GBytes *_dsn_input_take (DsnInput *input, gsize place, gsize octets, gsize next);

/** Sets "PATH: cannot ACTION: what @number means". */
void _dsn_input_set_error (GError **error, const char *path, const char *action, int number);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (DsnInput, _dsn_input_free)
