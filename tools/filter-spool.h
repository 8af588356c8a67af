/* filter-spool.h: a message, whole, before anything is done with it.
 * SPDX-License-Identifier: LGPL-2.1-or-later */
#pragma once

#include <glib.h>

G_BEGIN_DECLS

/* How much of a message stays in memory; the rest goes to a temporary file. */
#define FILTER_MEMORY (1024UL * 1024)

typedef enum {
  FILTER_SPOOL_WHOLE, /* all of the message is here */
  FILTER_SPOOL_STUCK, /* there is no room for more of it; the rest is still on standard input */
  FILTER_SPOOL_EMPTY, /* there was none */
  FILTER_SPOOL_FAILED /* standard input could not be read */
} FilterSpoolState;

typedef struct {
  FilterSpoolState state;
  gsize in_memory;
  guint64 in_file;
  int file;
  /* Read but not stored, where the state is stuck. */
  gsize pending;
  /* Offsets of the first of each, -1 for none. */
  gint64 first_lf;
  gint64 first_cr;
} FilterSpool;

/* None of these allocates memory. */

/* Reads standard input to its end. Says on standard error what went wrong. */
void filter_spool_read (FilterSpool *spool);
guint64 filter_spool_size (const FilterSpool *spool);
/* Copies octets from a place in what was spooled. Returns how many there were, -1 on failure. */
gssize filter_spool_get (const FilterSpool *spool, guint64 offset, char *octets, gsize length);
/* What of the first octets is in memory. */
const char *filter_spool_peek (const FilterSpool *spool);
/* The rest of a message that got stuck. Returns how many octets there were, 0 at the end, -1 on failure. */
gssize filter_spool_rest (FilterSpool *spool, char *octets, gsize length);

/* Octets before the header: a line of an mbox that begins with "From ". */
gsize filter_spool_skip (const FilterSpool *spool);
/* What ends the lines of the message: "\n", "\r\n" or "\r". */
const char *filter_spool_line_end (const FilterSpool *spool);

/* Says something on standard error, in one write. */
void filter_say (const char *format, ...) G_GNUC_PRINTF (1, 2);

G_END_DECLS
