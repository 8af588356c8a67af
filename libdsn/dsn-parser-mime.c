/* dsn-parser-mime.c: octets as GMime sees them.
 *
 * A GMimeParser is larger than what the C library serves from its caches, so those that are idle are
 * kept for the next message.
 * SPDX-License-Identifier: LGPL-2.1-or-later */
#include "dsn-parser-private.h"

static DsnMime *
mime_new (void)
{
  DsnMime *mime = g_new0 (DsnMime, 1);

  mime->stream = g_mime_stream_mem_new ();
  mime->parser = g_mime_parser_new ();
  return mime;
}

void
_dsn_mime_free (DsnMime *mime)
{
  g_object_unref (mime->parser);
  g_object_unref (mime->stream);
  g_free (mime);
}

DsnMime *
_dsn_mime_open (GAsyncQueue *idle, GBytes *bytes)
{
  DsnMime *mime = g_async_queue_try_pop (idle);
  gsize length;
  gconstpointer data = g_bytes_get_data (bytes, &length);

  if (!mime)
    mime = mime_new ();
  /* The octets are lent to a stream, which neither writes to them nor frees them. */
  /* NOLINTNEXTLINE(performance-no-int-to-ptr): a way around const, no number. */
  mime->lent = g_byte_array_new_take ((guint8 *) (guintptr) data, length);
  g_mime_stream_mem_set_byte_array (GMIME_STREAM_MEM (mime->stream), mime->lent);
  g_mime_parser_init_with_stream (mime->parser, mime->stream);
  mime->message = g_mime_parser_construct_message (mime->parser, NULL);
  return mime;
}

void
_dsn_mime_close (GAsyncQueue *idle, DsnMime *mime)
{
  g_clear_object (&mime->message);
  (void) g_byte_array_steal (mime->lent, NULL);
  g_byte_array_unref (mime->lent);
  g_async_queue_push (idle, mime);
}
