/* milter-spool.c: a message as it comes in, in memory as long as it is small.
 * SPDX-License-Identifier: LGPL-2.1-or-later */
#include <errno.h>
#include <unistd.h>

#include "milter-spool.h"
#include "tool.h"

struct _MilterSpool {
  GByteArray *memory;
  int file;
  guint64 in_file;
  guint64 size;
  /* Why the message could not be kept; 0 if it is here. */
  int failed;
};

MilterSpool *
milter_spool_new (void)
{
  MilterSpool *spool = g_new0 (MilterSpool, 1);

  spool->memory = g_byte_array_new ();
  spool->file = -1;
  return spool;
}

void
milter_spool_free (MilterSpool *spool)
{
  if (!spool)
    return;
  if (spool->file >= 0)
    close (spool->file);
  g_byte_array_unref (spool->memory);
  g_free (spool);
}

guint64
milter_spool_size (const MilterSpool *spool)
{
  return spool->size;
}

static void
store (MilterSpool *spool, const char *octets, gsize length)
{
  if (spool->file < 0)
    spool->file = tool_temporary_open ();
  while (spool->file >= 0 && length > 0) {
    gssize count = write (spool->file, octets, length);

    if (count < 0 && errno == EINTR)
      continue;
    if (count <= 0)
      break;
    octets += count;
    length -= (gsize) count;
    spool->in_file += (guint64) count;
  }
  if (length > 0)
    spool->failed = errno ? errno : EIO;
}

void
milter_spool_add (MilterSpool *spool, const char *octets, gsize length)
{
  guint64 kept = MIN (spool->size, TOOL_MAX_PARSED);
  gsize part;

  spool->size += length;
  length = (gsize) MIN (length, TOOL_MAX_PARSED - kept);
  part = MIN (length, MILTER_MEMORY - spool->memory->len);
  g_byte_array_append (spool->memory, (const guint8 *) octets, (guint) part);
  if (length > part && !spool->failed)
    store (spool, octets + part, length - part);
}

static gboolean
read_file (const MilterSpool *spool, guint8 *octets, GError **error)
{
  guint64 have = 0;

  while (have < spool->in_file) {
    gssize count =
        pread (spool->file, octets + have, (gsize) (spool->in_file - have), (off_t) have);

    if (count < 0 && errno == EINTR)
      continue;
    if (count <= 0) {
      g_set_error (error, DSN_ERROR, DSN_ERROR_IO, "cannot read the message again: %s",
                   count < 0 ? g_strerror (errno) : "it has become shorter");
      return FALSE;
    }
    have += (guint64) count;
  }
  return TRUE;
}

GBytes *
milter_spool_read (MilterSpool *spool, GError **error)
{
  gsize in_memory = spool->memory->len;
  gsize length = in_memory + (gsize) spool->in_file;
  guint8 *octets;

  if (spool->failed) {
    g_set_error (error, DSN_ERROR, DSN_ERROR_IO, "no room for the message in %s: %s",
                 tool_temporary_folder (), g_strerror (spool->failed));
    return NULL;
  }
  if (spool->in_file == 0)
    return g_bytes_new_static (spool->memory->data, in_memory);
  octets = g_malloc (length);
  memcpy (octets, spool->memory->data, in_memory);
  if (read_file (spool, octets + in_memory, error))
    return g_bytes_new_take (octets, length);
  g_free (octets);
  return NULL;
}
