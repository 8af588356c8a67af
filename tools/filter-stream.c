/* filter-stream.c: a message on its way to standard output.
 * SPDX-License-Identifier: LGPL-2.1-or-later */
#include <errno.h>
#include <poll.h>
#include <string.h>
#include <sys/stat.h>
#include <unistd.h>

#include "filter-stream.h"

#define BUFFER_SIZE (64UL * 1024)

static char buffer[BUFFER_SIZE];
static char kept[BUFFER_SIZE + DSN_SCRUB_ROOM];

static gboolean
fail (const char *what)
{
  filter_say ("%s: %s", what, strerror (errno));
  return FALSE;
}

static gboolean
put (const char *octets, gsize length)
{
  while (length > 0) {
    struct pollfd waiting = { STDOUT_FILENO, POLLOUT, 0 };
    gssize count = write (STDOUT_FILENO, octets, length);

    if (count < 0 && errno == EAGAIN)
      poll (&waiting, 1, -1);
    else if (count < 0 && errno != EINTR)
      return fail ("standard output: cannot write");
    if (count > 0) {
      octets += count;
      length -= (gsize) count;
    }
  }
  return TRUE;
}

static gboolean
put_kept (DsnScrub *scrub, gsize length)
{
  return put (kept, dsn_scrub_feed (scrub, buffer, length, kept));
}

/* What was spooled, from a place on. */
static gboolean
put_spooled (const FilterSpool *spool, guint64 offset, DsnScrub *scrub)
{
  while (offset < filter_spool_size (spool)) {
    gssize count = filter_spool_get (spool, offset, buffer, sizeof buffer);

    if (count < 0)
      return fail ("cannot read the message again");
    if (!put_kept (scrub, (gsize) count))
      return FALSE;
    offset += (guint64) count;
  }
  return TRUE;
}

static gboolean
put_rest (FilterSpool *spool, DsnScrub *scrub)
{
  gssize count;

  while ((count = filter_spool_rest (spool, buffer, sizeof buffer)) > 0)
    if (!put_kept (scrub, (gsize) count))
      return FALSE;
  return count == 0 || fail ("standard input: cannot read");
}

/* A file may only now tell that there is no room for it, or that the disk is broken. */
static gboolean
end_output (void)
{
  struct stat status;

  if (fstat (STDOUT_FILENO, &status) == 0 && S_ISREG (status.st_mode) && fsync (STDOUT_FILENO) != 0
      && errno != EINVAL && errno != EROFS && errno != ENOTSUP)
    return fail ("standard output: cannot write");
  return close (STDOUT_FILENO) == 0 || errno == EINTR || fail ("standard output: cannot write");
}

gboolean
filter_stream_takes_fields (const FilterSpool *spool)
{
  gsize skip = filter_spool_skip (spool);
  char first = spool->in_memory > skip ? filter_spool_peek (spool)[skip] : '\n';

  return first != ' ' && first != '\t';
}

gboolean
filter_stream_write (FilterSpool *spool, DsnScrub *scrub, const char *fields, gsize length)
{
  gsize skip = filter_spool_skip (spool);

  dsn_scrub_begin (scrub,
                   *filter_spool_line_end (spool) == '\r' && !filter_spool_line_end (spool)[1]);
  return put (filter_spool_peek (spool), skip) && put (fields, length)
         && put_spooled (spool, skip, scrub) && put_rest (spool, scrub)
         && put (kept, dsn_scrub_end (scrub, kept)) && end_output ();
}
