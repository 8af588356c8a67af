/* dsn-parser-returned.c: the returned message, kept from GMime.
 *
 * Of the message that came back in a report only a few header fields are wanted. GMime would make an
 * object of each of its fields and parts, which takes as long as all the rest of the report, and what
 * strangers wrote would be taken apart for nothing. So it is to see a part of another type, of which it
 * makes nothing but a text.
 *
 * This is done only where it is certain which part it is: behind the machine part, in the outermost
 * multipart, whose boundary no text in it can have. Elsewhere GMime sees all.
 * SPDX-License-Identifier: LGPL-2.1-or-later */
#include <string.h>

#include "dsn-parser-private.h"

#define SUBTYPE_LENGTH (sizeof DSN_TEXT_OF_MESSAGE - 1)

/* What stands for another word is as long. */
G_STATIC_ASSERT (SUBTYPE_LENGTH == sizeof "rfc822" - 1 && SUBTYPE_LENGTH == sizeof "global" - 1);

/* RFC 2046 section 5.1.1 allows 70 octets; what is longer is not certain. */
#define MAX_BOUNDARY 200

/* Lines of the header of a part that are looked at. */
#define MAX_LINES 50

typedef struct {
  const char *text;
  gsize length;
} Span;

/* Takes off the first line, its end with it; FALSE if there is none. */
static gboolean
take_line (Span *rest, Span *line)
{
  const char *newline = memchr (rest->text, '\n', rest->length);

  *line = (Span){ rest->text, newline ? (gsize) (newline + 1 - rest->text) : rest->length };
  rest->text += line->length;
  rest->length -= line->length;
  return line->length > 0;
}

static gboolean
is_blank (const Span *line)
{
  return *line->text == '\n' || (*line->text == '\r' && line->length <= 2);
}

/* @words begin with a lower-case letter. */
static inline gboolean
begins_with (const Span *span, const char *words)
{
  gsize length = strlen (words);

  return span->length >= length && (*span->text | 0x20) == *words
         && g_ascii_strncasecmp (span->text, words, length) == 0;
}

static void
skip (Span *span, gsize length)
{
  span->text += length;
  span->length -= length;
}

static void
skip_blanks (Span *span)
{
  while (span->length > 0 && (*span->text == ' ' || *span->text == '\t'))
    skip (span, 1);
}

/* The value of Content-Type in the header that a text begins with, its continuation lines in it; FALSE
 * if there is none or more than one. */
static gboolean
find_content_type (Span text, guint max_lines, Span *value)
{
  gboolean is_open = FALSE, found = FALSE;
  Span line;

  *value = (Span){ NULL, 0 };
  while (max_lines-- > 0 && take_line (&text, &line) && !is_blank (&line)) {
    if (*line.text == ' ' || *line.text == '\t') {
      value->length += is_open ? line.length : 0;
      continue;
    }
    is_open = begins_with (&line, "content-type:");
    if (!is_open)
      continue;
    if (found)
      return FALSE;
    found = TRUE;
    *value = line;
    skip (value, strlen ("content-type:"));
    skip_blanks (value);
  }
  return found;
}

/* A boundary that is written without anything that would have to be undone. */
static gboolean
find_boundary (Span value, Span *boundary)
{
  const char *end = value.text + value.length;
  const char *at = NULL;
  gboolean is_quoted;

  if (!begins_with (&value, "multipart/") || memchr (value.text, '(', value.length)
      || memchr (value.text, '\\', value.length))
    return FALSE;
  for (; value.length > 0; skip (&value, 1)) {
    if (!begins_with (&value, "boundary="))
      continue;
    if (at || !strchr ("; \t\n", value.text[-1]))
      return FALSE;
    at = value.text + strlen ("boundary=");
  }
  if (!at || at == end)
    return FALSE;
  is_quoted = *at == '"';
  boundary->text = at += is_quoted;
  while (at < end && *at != '"' && (is_quoted ? *at != '\r' && *at != '\n' : g_ascii_isgraph (*at))
         && (is_quoted || *at != ';'))
    at++;
  boundary->length = (gsize) (at - boundary->text);
  return boundary->length > 0 && boundary->length <= MAX_BOUNDARY
         && (!is_quoted || (at < end && *at == '"'));
}

/* Goes to what stands behind the next line that is a delimiter; FALSE at the last. */
static gboolean
take_part (Span *rest, const Span *delimiter)
{
  const char *end = rest->text + rest->length;
  const char *at;
  Span line;

  while ((at = memmem (rest->text, rest->length, delimiter->text, delimiter->length)) != NULL) {
    *rest = (Span){ at + 1, (gsize) (end - at - 1) };
    take_line (rest, &line);
    skip (&line, delimiter->length - 1);
    if (line.length > 1 && memcmp (line.text, "--", 2) == 0)
      return FALSE;
    skip_blanks (&line);
    if (line.length == 0 || *line.text == '\n' || *line.text == '\r')
      return TRUE;
  }
  return FALSE;
}

static gboolean
ends_type (const Span *span)
{
  return span->length > 0 && strchr ("; \t\r\n", *span->text) != NULL;
}

static gboolean
is_status (Span type)
{
  static const char *const types[] = { "message/delivery-status",
                                       "message/global-delivery-status" };

  for (guint i = 0; i < G_N_ELEMENTS (types); i++) {
    Span rest = type;

    if (!begins_with (&type, types[i]))
      continue;
    skip (&rest, strlen (types[i]));
    return ends_type (&rest);
  }
  return FALSE;
}

static gboolean
is_message (Span type)
{
  if (!begins_with (&type, "message/rfc822") && !begins_with (&type, "message/global"))
    return FALSE;
  skip (&type, strlen ("message/") + SUBTYPE_LENGTH);
  return ends_type (&type);
}

/* Where the subtype of the returned message stands; NULL if it is not certain. */
static const char *
find_returned (Span message)
{
  char delimiter_text[MAX_BOUNDARY + 4] = "\n--";
  Span value, boundary, delimiter;
  gboolean seen_status = FALSE;

  if (!find_content_type (message, G_MAXUINT, &value) || !find_boundary (value, &boundary))
    return NULL;
  memcpy (delimiter_text + 3, boundary.text, boundary.length);
  delimiter = (Span){ delimiter_text, boundary.length + 3 };
  while (take_part (&message, &delimiter)) {
    if (!find_content_type (message, MAX_LINES, &value))
      continue;
    if (seen_status && is_message (value))
      return value.text + strlen ("message/");
    seen_status |= is_status (value);
  }
  return NULL;
}

goffset
_dsn_returned_find (const char *message, gsize length)
{
  const char *subtype = length > 0 ? find_returned ((Span){ message, length }) : NULL;

  return subtype ? subtype - message : DSN_NO_OFFSET;
}
