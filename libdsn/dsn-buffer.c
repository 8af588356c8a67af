/* dsn-buffer.c: copies of messages in memory that is used again.
 * SPDX-License-Identifier: LGPL-2.1-or-later */
#include <string.h>

#include "dsn-buffer-private.h"

/* Sizes of 4, 8, 16, 32 and 64 KiB; what is larger is rare enough to be allocated. */
#define SMALLEST  4096
#define N_CLASSES 5
/* Idle buffers of one size that are kept. */
#define MAX_IDLE 64

struct _DsnBufferPool {
  gatomicrefcount references;
  GMutex lock;
  GPtrArray *idle[N_CLASSES];
};

/* A buffer knows where to go back to; its octets come behind it. */
typedef struct {
  DsnBufferPool *pool;
  guint size_class;
  char octets[];
} Buffer;

static void
pool_unref (DsnBufferPool *pool)
{
  if (!g_atomic_ref_count_dec (&pool->references))
    return;
  for (guint i = 0; i < N_CLASSES; i++)
    g_ptr_array_unref (pool->idle[i]);
  g_mutex_clear (&pool->lock);
  g_free (pool);
}

DsnBufferPool *
_dsn_buffer_pool_new (void)
{
  DsnBufferPool *pool = g_new0 (DsnBufferPool, 1);

  g_atomic_ref_count_init (&pool->references);
  g_mutex_init (&pool->lock);
  for (guint i = 0; i < N_CLASSES; i++)
    pool->idle[i] = g_ptr_array_new_with_free_func (g_free);
  return pool;
}

void
_dsn_buffer_pool_free (DsnBufferPool *pool)
{
  pool_unref (pool);
}

static Buffer *
take_idle (DsnBufferPool *pool, guint size_class)
{
  GPtrArray *idle = pool->idle[size_class];
  Buffer *buffer = NULL;

  g_mutex_lock (&pool->lock);
  if (idle->len > 0)
    buffer = g_ptr_array_steal_index_fast (idle, idle->len - 1);
  g_mutex_unlock (&pool->lock);
  if (buffer)
    return buffer;
  buffer = g_malloc (sizeof *buffer + ((gsize) SMALLEST << size_class));
  buffer->size_class = size_class;
  return buffer;
}

static void
give_back (gpointer data)
{
  Buffer *buffer = data;
  DsnBufferPool *pool = buffer->pool;
  GPtrArray *idle = pool->idle[buffer->size_class];
  gboolean keep;

  g_mutex_lock (&pool->lock);
  keep = idle->len < MAX_IDLE;
  if (keep)
    g_ptr_array_add (idle, buffer);
  g_mutex_unlock (&pool->lock);
  if (!keep)
    g_free (buffer);
  pool_unref (pool);
}

GBytes *
_dsn_buffer_pool_copy (DsnBufferPool *pool, const char *data, gsize octets)
{
  guint size_class = 0;
  Buffer *buffer;

  while (size_class < N_CLASSES && ((gsize) SMALLEST << size_class) < octets)
    size_class++;
  if (size_class == N_CLASSES)
    return g_bytes_new (data, octets);
  buffer = take_idle (pool, size_class);
  buffer->pool = pool;
  g_atomic_ref_count_inc (&pool->references);
  memcpy (buffer->octets, data, octets);
  return g_bytes_new_with_free_func (buffer->octets, octets, give_back, buffer);
}
