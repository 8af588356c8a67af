/* dsn-parser-content.c: what a part holds, and where it stood.
 * SPDX-License-Identifier: LGPL-2.1-or-later */
#include <string.h>

#include "dsn-charset-private.h"
#include "dsn-parser-private.h"

static gboolean
is_encoded (GMimeContentEncoding encoding)
{
  return encoding == GMIME_CONTENT_ENCODING_BASE64
         || encoding == GMIME_CONTENT_ENCODING_QUOTEDPRINTABLE
         || encoding == GMIME_CONTENT_ENCODING_UUENCODE;
}

/* What is not encoded is read where it stands in the message. */
static void
open_in_place (DsnContent *content, GMimeStream *stream)
{
  const GByteArray *message = g_mime_stream_mem_get_byte_array (GMIME_STREAM_MEM (stream));
  gint64 end = stream->bound_end < 0 ? (gint64) message->len : stream->bound_end;

  content->text = (const char *) message->data + stream->bound_start;
  content->length = (gsize) MAX (end - stream->bound_start, 0);
  content->offset = stream->bound_start;
}

static void
open_decoded (DsnContent *content, GMimeDataWrapper *wrapper)
{
  g_autoptr (GMimeStream) stream = NULL;

  content->decoded = g_byte_array_new ();
  stream = g_mime_stream_mem_new_with_byte_array (content->decoded);
  g_mime_stream_mem_set_owner (GMIME_STREAM_MEM (stream), FALSE);
  g_mime_data_wrapper_write_to_stream (wrapper, stream);
  content->text = (const char *) content->decoded->data;
  content->length = content->decoded->len;
}

static void
open_part (DsnContent *content, GMimeObject *part, gboolean decode)
{
  GMimeDataWrapper *wrapper =
      GMIME_IS_PART (part) ? g_mime_part_get_content (GMIME_PART (part)) : NULL;
  GMimeStream *stream = wrapper ? g_mime_data_wrapper_get_stream (wrapper) : NULL;

  *content = (DsnContent){ .text = "", .offset = DSN_NO_OFFSET };
  if (!stream)
    return;
  decode = decode && is_encoded (g_mime_data_wrapper_get_encoding (wrapper));
  if (!decode && GMIME_IS_STREAM_MEM (stream))
    open_in_place (content, stream);
  else
    open_decoded (content, wrapper);
}

void
_dsn_content_open (DsnContent *content, GMimeObject *part)
{
  open_part (content, part, TRUE);
}

void
_dsn_content_open_as_it_stands (DsnContent *content, GMimeObject *part)
{
  open_part (content, part, FALSE);
}

void
_dsn_content_close (DsnContent *content)
{
  g_clear_pointer (&content->decoded, g_byte_array_unref);
}

/* Ends lines with LF and drops what is blank at the end, in place. */
static char *
tidy_lines (char *text)
{
  char *to = strchr (text, '\r');

  if (!to)
    return g_strchomp (text);
  for (const char *from = to; *from; from++) {
    if (*from == '\r') {
      if (from[1] != '\n')
        *to++ = '\n';
      continue;
    }
    *to++ = *from;
  }
  *to = '\0';
  return g_strchomp (text);
}

char *
_dsn_content_text_of (const char *octets, gsize length, const char *charset)
{
  return tidy_lines (_dsn_charset_to_utf8 (octets, length, charset));
}

static char *
text_of_part (GMimeObject *part, gsize max)
{
  const char *charset = g_mime_object_get_content_type_parameter (part, "charset");
  GMimeContentType *type = g_mime_object_get_content_type (part);
  DsnContent content;
  char *text;

  _dsn_content_open (&content, part);
  text = _dsn_charset_to_utf8 (content.text, MIN (content.length, max), charset);
  _dsn_content_close (&content);
  if (g_mime_content_type_is_type (type, "text", "html")) {
    char *plain = _dsn_html_to_text (text);

    g_free (text);
    text = plain;
  }
  return tidy_lines (text);
}

/* The part to read of several, RFC 2046 section 5.1.4: plain text, else whatever is text. */
static GMimeObject *
choose_text (GMimeObject *part, guint depth)
{
  GMimeObject *chosen = NULL;

  if (!GMIME_IS_MULTIPART (part)) {
    GMimeContentType *type = g_mime_object_get_content_type (part);

    return g_mime_content_type_is_type (type, "text", "*") ? part : NULL;
  }
  for (int i = 0; depth > 0 && i < g_mime_multipart_get_count (GMIME_MULTIPART (part)); i++) {
    GMimeObject *child = g_mime_multipart_get_part (GMIME_MULTIPART (part), i);
    GMimeObject *text = choose_text (child, depth - 1);

    if (text
        && g_mime_content_type_is_type (g_mime_object_get_content_type (text), "text", "plain"))
      return text;
    if (!chosen)
      chosen = text;
  }
  return chosen;
}

char *
_dsn_content_get_text (GMimeObject *part, gsize max)
{
  GMimeObject *text = choose_text (part, 8);

  return text ? text_of_part (text, max) : NULL;
}
