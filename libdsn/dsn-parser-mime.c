/* dsn-parser-mime.c: a message, taken apart.
 *
 * GMime makes several objects of every header field, and of the returned message as of any other. What is
 * not asked of it is kept from it by a stream that reads other octets in the place of some: a word in the
 * place of another, and at the end of the header the fields that tell of the content, before which GMime
 * begins. All else is where it stood.
 *
 * A GMimeParser is larger than what the C library serves from its caches, so those that are idle are
 * kept for the next message.
 * SPDX-License-Identifier: LGPL-2.1-or-later */
#include <string.h>

#include "dsn-parser-private.h"

/* Octets that are read in the place of those at @place. */
typedef struct {
  goffset place;
  const char *octets;
  gsize length;
} Patch;

typedef struct {
  GMimeStreamMem parent;
  Patch returned;
  Patch header;
  /* What @header has: the fields of the content. */
  GString *fields;
} ReportStream;

typedef struct {
  GMimeStreamMemClass parent_class;
} ReportStreamClass;

static GType report_stream_get_type (void);

G_DEFINE_TYPE (ReportStream, report_stream, GMIME_TYPE_STREAM_MEM)

static void
report_stream_init (ReportStream *stream)
{
  stream->fields = g_string_new (NULL);
}

static void
report_stream_finalize (GObject *object)
{
  g_string_free (((ReportStream *) object)->fields, TRUE);
  G_OBJECT_CLASS (report_stream_parent_class)->finalize (object);
}

/* Of what was read from @from on, puts what a patch has in its place. */
static void
put_patch (const Patch *patch, char *buffer, goffset from, goffset count)
{
  goffset start = MAX (patch->place, from);
  goffset end = MIN (patch->place + (goffset) patch->length, from + count);

  if (start < end)
    memcpy (buffer + (start - from), patch->octets + (start - patch->place), (gsize) (end - start));
}

static ssize_t
report_stream_read (GMimeStream *stream, char *buffer, size_t length)
{
  ReportStream *report_stream = (ReportStream *) stream;
  goffset from = stream->position;
  ssize_t count = GMIME_STREAM_CLASS (report_stream_parent_class)->read (stream, buffer, length);

  put_patch (&report_stream->returned, buffer, from, count);
  put_patch (&report_stream->header, buffer, from, count);
  return count;
}

static void
report_stream_class_init (ReportStreamClass *class)
{
  GMIME_STREAM_CLASS (class)->read = report_stream_read;
  G_OBJECT_CLASS (class)->finalize = report_stream_finalize;
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

  _dsn_header_section_init (&mime->header);
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
  _dsn_header_section_clear (&mime->header);
  g_free (mime);
}

static void
append_field (GString *fields, const DsnHeaderField *field)
{
  g_string_append_len (fields, field->name, field->value + field->value_length - field->name);
}

static gboolean
tells_of_content (const DsnHeaderField *field)
{
  static const char prefix[] = "Content-";

  return field->name_length >= sizeof prefix - 1
         && g_ascii_strncasecmp (field->name, prefix, sizeof prefix - 1) == 0;
}

/* Puts the fields of the content right before the body, since they are no longer than the header; returns
 * where they begin. */
static gsize
patch_header (ReportStream *stream, const DsnHeaderSection *header, gsize length)
{
  const DsnHeaderField *field;

  g_string_truncate (stream->fields, 0);
  for (guint i = 0; (field = _dsn_header_section_get (header, i)) != NULL; i++)
    if (tells_of_content (field))
      append_field (stream->fields, field);
  /* Of no octets at all GMime makes nothing. */
  if (stream->fields->len == 0 && header->end == length)
    append_field (stream->fields, _dsn_header_section_get (header, 0));
  stream->header.octets = stream->fields->str;
  stream->header.length = stream->fields->len;
  stream->header.place = (goffset) (header->end - stream->fields->len);
  return (gsize) stream->header.place;
}

static void
patch_returned (ReportStream *stream, const char *text, gsize length)
{
  static const char word[] = DSN_TEXT_OF_MESSAGE;
  goffset place = _dsn_returned_find (text, length);

  if (place != DSN_NO_OFFSET)
    stream->returned = (Patch){ place, word, sizeof word - 1 };
}

/* For the message itself GMime would make objects of its addresses, over and over; what holds its parts
 * tells of the content just as well. */
static void
parse (DsnMime *mime, const char *text, gsize length, gboolean all)
{
  ReportStream *stream = (ReportStream *) mime->stream;
  gsize start = mime->header.start;

  stream->returned = stream->header = (Patch){ 0, NULL, 0 };
  if (!all) {
    patch_returned (stream, text, length);
    start = patch_header (stream, &mime->header, length);
  }
  g_mime_stream_seek (mime->stream, (gint64) start, GMIME_STREAM_SEEK_SET);
  g_mime_parser_init_with_stream (mime->parser, mime->stream);
  mime->message = g_mime_parser_construct_part (mime->parser, NULL);
}

DsnMime *
_dsn_mime_open (GAsyncQueue *idle, GBytes *octets, gboolean all)
{
  DsnMime *mime = g_async_queue_try_pop (idle);
  gsize length;
  gconstpointer data = g_bytes_get_data (octets, &length);

  if (!mime)
    mime = mime_new ();
  mime->octets = octets;
  /* The octets are lent to a stream, which neither writes to them nor frees them. */
  /* NOLINTNEXTLINE(performance-no-int-to-ptr): a way around const, no number. */
  mime->lent = g_byte_array_new_take ((guint8 *) (guintptr) data, length);
  g_mime_stream_mem_set_byte_array (GMIME_STREAM_MEM (mime->stream), mime->lent);
  if (_dsn_header_section_read (&mime->header, data, length))
    parse (mime, data, length, all);
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
