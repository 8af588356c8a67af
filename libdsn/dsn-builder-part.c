/* dsn-builder-part.c: parts of a message, and how octets are carried in them.
 * SPDX-License-Identifier: LGPL-2.1-or-later */
#include <string.h>

#include "dsn-builder-private.h"

/* RFC 2045 section 6.7: characters of a line in quoted-printable, without its end. */
#define QP_LINE_MAX 76

DsnOctets
_dsn_octets_examine (const char *data, gsize length)
{
  DsnOctets octets = { FALSE, FALSE };
  gsize line = 0;

  for (gsize i = 0; i < length; i++) {
    if (data[i] == '\n') {
      line = 0;
      continue;
    }
    if (data[i] == '\r' && i + 1 < length && data[i + 1] == '\n')
      continue;
    octets.eight_bit |= (guchar) data[i] >= 0x80;
    octets.binary |= ++line > DSN_LINE_MAX || data[i] == '\0' || data[i] == '\r';
  }
  return octets;
}

/* Encodes the "From " that begins lines, which delivery to an mbox would change; GMime's own filter for
 * it makes lines that are too long. */
static GByteArray *
armor_from_lines (const GByteArray *encoded)
{
  const char *line = (const char *) encoded->data;
  const char *end = line + encoded->len;
  GByteArray *armored = g_byte_array_sized_new (encoded->len);

  while (line < end) {
    const char *newline = memchr (line, '\n', (gsize) (end - line));
    const char *next = newline ? newline + 1 : end;

    if (next - line > 5 && memcmp (line, "From ", 5) == 0) {
      gboolean fits = next - line <= QP_LINE_MAX - 2;

      g_byte_array_append (armored, (const guint8 *) "=46rom =\n", fits ? 7 : 9);
      line += 5;
    }
    g_byte_array_append (armored, (const guint8 *) line, (guint) (next - line));
    line = next;
  }
  return armored;
}

/* All but line ends is kept octet for octet. */
static GByteArray *
encode_quoted_printable (const char *data, gsize length)
{
  g_autoptr (GByteArray) encoded = g_byte_array_new ();
  g_autoptr (GMimeStream) sink = g_mime_stream_mem_new_with_byte_array (encoded);
  g_autoptr (GMimeStream) stream = g_mime_stream_filter_new (sink);
  g_autoptr (GMimeFilter) encoder =
      g_mime_filter_basic_new (GMIME_CONTENT_ENCODING_QUOTEDPRINTABLE, TRUE);

  g_mime_stream_mem_set_owner (GMIME_STREAM_MEM (sink), FALSE);
  g_mime_stream_filter_add (GMIME_STREAM_FILTER (stream), encoder);
  g_mime_stream_write (stream, data, length);
  g_mime_stream_flush (stream);
  return armor_from_lines (encoded);
}

/* Ends lines with LF, whatever they ended with. */
static GByteArray *
copy_with_lf (const char *data, gsize length)
{
  GByteArray *copy = g_byte_array_sized_new ((guint) length);
  const char *end = data + length;

  while (data < end) {
    const char *newline = memchr (data, '\n', (gsize) (end - data));
    const char *stop = newline ? newline : end;

    if (newline && stop > data && stop[-1] == '\r')
      stop--;
    g_byte_array_append (copy, (const guint8 *) data, (guint) (stop - data));
    if (newline)
      g_byte_array_append (copy, (const guint8 *) "\n", 1);
    data = newline ? newline + 1 : end;
  }
  return copy;
}

static GByteArray *
encode (const char *data, gsize length, GMimeContentEncoding encoding)
{
  GByteArray *content = copy_with_lf (data, length);
  GByteArray *encoded;

  if (encoding != GMIME_CONTENT_ENCODING_QUOTEDPRINTABLE)
    return content;
  encoded = encode_quoted_printable ((const char *) content->data, content->len);
  g_byte_array_unref (content);
  return encoded;
}

GMimeObject *
_dsn_part_new (const char *type, const char *subtype, const char *data, gsize length,
               GMimeContentEncoding encoding)
{
  GMimePart *part = g_mime_part_new_with_type (type, subtype);
  GByteArray *content = encode (data, length, encoding);
  g_autoptr (GMimeStream) stream = g_mime_stream_mem_new_with_byte_array (content);
  GMimeDataWrapper *wrapper = g_mime_data_wrapper_new_with_stream (stream, encoding);

  g_mime_stream_mem_set_owner (GMIME_STREAM_MEM (stream), TRUE);
  g_mime_part_set_content (part, wrapper);
  g_mime_part_set_content_encoding (part, encoding);
  g_object_unref (wrapper);
  return GMIME_OBJECT (part);
}

/* RFC 2049 section 3: what gateways and delivery to an mbox change, though it is 7bit. */
static gboolean
is_fragile (const char *text)
{
  for (const char *line = text; *line;) {
    gsize length = strcspn (line, "\n");

    if (g_str_has_prefix (line, "From ") || (length > 0 && strchr (" \t", line[length - 1])))
      return TRUE;
    line += length;
    if (*line)
      line++;
  }
  return FALSE;
}

/* A text whose lines all have an end, which is LF. */
static char *
whole_lines (const char *text)
{
  GByteArray *lines = copy_with_lf (text, strlen (text));

  if (lines->len == 0 || lines->data[lines->len - 1] != '\n')
    g_byte_array_append (lines, (const guint8 *) "\n", 1);
  g_byte_array_append (lines, (const guint8 *) "", 1);
  return (char *) g_byte_array_free (lines, FALSE);
}

GMimeObject *
_dsn_part_new_text (const char *text)
{
  g_autofree char *lines = whole_lines (text);
  gsize length = strlen (lines);
  DsnOctets octets = _dsn_octets_examine (lines, length);
  gboolean encoded = octets.eight_bit || octets.binary || is_fragile (lines);
  GMimeObject *part = _dsn_part_new ("text", "plain", lines, length,
                                     encoded ? GMIME_CONTENT_ENCODING_QUOTEDPRINTABLE
                                             : GMIME_CONTENT_ENCODING_7BIT);

  g_mime_object_set_content_type_parameter (part, "charset",
                                            octets.eight_bit ? "utf-8" : "us-ascii");
  return part;
}
