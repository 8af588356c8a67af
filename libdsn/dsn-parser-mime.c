/* dsn-parser-mime.c: octets as GMime sees them.
 *
 * A GMimeParser is larger than what the C library serves from its caches, so those that are idle are
 * kept for the next message.
 * SPDX-License-Identifier: LGPL-2.1-or-later */
#include <string.h>

#include "dsn-parser-private.h"

/* A stream that is read with one word in the place of another, as long. */
typedef struct {
  GMimeStreamMem parent;
  /* Where it stands; DSN_NO_OFFSET for nowhere. */
  goffset word;
} ReportStream;

typedef struct {
  GMimeStreamMemClass parent_class;
} ReportStreamClass;

static GType report_stream_get_type (void);

G_DEFINE_TYPE (ReportStream, report_stream, GMIME_TYPE_STREAM_MEM)

static void
report_stream_init (ReportStream *stream)
{
  stream->word = DSN_NO_OFFSET;
}

static ssize_t
report_stream_read (GMimeStream *stream, char *buffer, size_t length)
{
  static const char word[] = DSN_TEXT_OF_MESSAGE;
  goffset place = ((ReportStream *) stream)->word;
  goffset from = stream->position;
  ssize_t count = GMIME_STREAM_CLASS (report_stream_parent_class)->read (stream, buffer, length);

  if (place == DSN_NO_OFFSET)
    return count;
  for (goffset i = 0; i < (goffset) sizeof word - 1; i++)
    if (place + i >= from && place + i < from + count)
      buffer[place + i - from] = word[i];
  return count;
}

static void
report_stream_class_init (ReportStreamClass *class)
{
  GMIME_STREAM_CLASS (class)->read = report_stream_read;
}

/* The class is made before there are threads that use it, and stays. */
void
_dsn_mime_start (void)
{
  static gsize started;

  if (!g_once_init_enter (&started))
    return;
  g_type_class_ref (report_stream_get_type ());
  g_once_init_leave (&started, 1);
}

static DsnMime *
mime_new (void)
{
  DsnMime *mime = g_new0 (DsnMime, 1);

  mime->stream = g_object_new (report_stream_get_type (), NULL);
  g_mime_stream_construct (mime->stream, 0, -1);
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

/* Where a message begins, behind what an mbox has before it. */
static gint64
skip_marks (const char *text, gsize length)
{
  const char *at = text;
  const char *end = text + length;

  for (;;) {
    const char *mark = at < end && *at == '>' ? at + 1 : at;
    const char *line_end;

    if (end - mark < 5 || memcmp (mark, "From ", 5) != 0)
      return at - text;
    line_end = memchr (mark, '\n', (gsize) (end - mark));
    at = line_end ? line_end + 1 : end;
  }
}

/* For the message itself GMime would make objects of its addresses, over and over; what holds its parts has its
 * header just as well. */
DsnMime *
_dsn_mime_open (GAsyncQueue *idle, GBytes *bytes, gboolean returned_as_text)
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
  ((ReportStream *) mime->stream)->word =
      returned_as_text ? _dsn_returned_find (data, length) : DSN_NO_OFFSET;
  g_mime_stream_seek (mime->stream, skip_marks (data, length), GMIME_STREAM_SEEK_SET);
  g_mime_parser_init_with_stream (mime->parser, mime->stream);
  mime->message = g_mime_parser_construct_part (mime->parser, NULL);
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
