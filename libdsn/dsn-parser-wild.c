/* dsn-parser-wild.c: messages without a delivery-status part that can be used.
 * SPDX-License-Identifier: LGPL-2.1-or-later */
#include <string.h>

#include "dsn-parser-private.h"
#include "dsn-wild-private.h"

/* Of a text so much is looked at; what a mail system has to say comes first. */
#define MAX_TEXT (256 * 1024)

#define MAX_DEPTH 8

/* What a message without a machine part is made of. */
typedef struct {
  /* For people, with what of the original stands in it. */
  char *text;
  const char *end;
  /* The header of the original within @text, or a part of its own; NULL. */
  const char *original;
  GMimeObject *original_part;
} Wild;

static GMimeObject *
find_original_part (GMimeObject *object, guint depth)
{
  int count =
      GMIME_IS_MULTIPART (object) ? g_mime_multipart_get_count (GMIME_MULTIPART (object)) : 0;

  for (int i = 0; depth > 0 && i < count; i++) {
    GMimeObject *part = g_mime_multipart_get_part (GMIME_MULTIPART (object), i);
    GMimeObject *found =
        _dsn_structure_is_original (part) ? part : find_original_part (part, depth - 1);

    if (found)
      return found;
  }
  return NULL;
}

/* The text behind the header, whatever the header says of it. (transfer full) */
static char *
get_raw_body (GBytes *bytes)
{
  gsize length;
  const char *text = g_bytes_get_data (bytes, &length);
  const char *crlf = memmem (text, length, "\r\n\r\n", 4);
  const char *lf = memmem (text, length, "\n\n", 2);
  const char *body = crlf && (!lf || crlf < lf) ? crlf + 4 : lf ? lf + 2 : text + length;

  return _dsn_content_text_of (body, MIN ((gsize) (text + length - body), MAX_TEXT), NULL);
}

/* A multipart whose boundary nothing matches has no parts, so that its text is where none looks. */
static gboolean
is_broken (GMimeObject *object)
{
  return !object
         || (GMIME_IS_MULTIPART (object)
             && g_mime_multipart_get_count (GMIME_MULTIPART (object)) == 0);
}

static void
wild_open (Wild *wild, GMimeMessage *message, GBytes *bytes)
{
  GMimeObject *object = g_mime_message_get_mime_part (message);

  wild->text = is_broken (object) ? NULL : _dsn_content_get_text (object, MAX_TEXT);
  if (!wild->text && is_broken (object))
    wild->text = get_raw_body (bytes);
  if (!wild->text)
    wild->text = g_strdup ("");
  wild->original_part = object ? find_original_part (object, MAX_DEPTH) : NULL;
  wild->end =
      _dsn_wild_find_original (wild->text, wild->text + strlen (wild->text), &wild->original);
}

static void
read_original (DsnReport *report, const Wild *wild)
{
  if (wild->original_part)
    _dsn_header_read_original (report, wild->original_part);
  else if (wild->original)
    _dsn_header_read_original_text (report, wild->original, strlen (wild->original));
}

static void
forget_original (DsnReport *report)
{
  for (DsnHeader header = 0; header < DSN_HEADER_COUNT; header++)
    dsn_report_set_original_header (report, header, NULL);
  dsn_report_set_original (report, FALSE, FALSE);
}

static void
set_explanation (DsnReport *report, const Wild *wild)
{
  g_autofree char *text = g_strndup (wild->text, (gsize) (wild->end - wild->text));

  g_strchomp (text);
  dsn_report_set_explanation (report, *text ? text : NULL);
}

gboolean
_dsn_parser_read_wild (const DsnParser *parser, DsnReport *report, GMimeMessage *message,
                       GBytes *bytes)
{
  Wild wild;
  gboolean found;

  if (!_dsn_wild_is_likely (message, report))
    return FALSE;
  wild_open (&wild, message, bytes);
  read_original (report, &wild);
  found = _dsn_wild_read (report, message, wild.text, (gsize) (wild.end - wild.text),
                          dsn_parser_get_limit (parser, DSN_LIMIT_RECIPIENTS));
  if (found) {
    dsn_report_set_kind (report, DSN_KIND_DSN);
    set_explanation (report, &wild);
  } else {
    forget_original (report);
  }
  g_free (wild.text);
  return found;
}

void
_dsn_parser_read_human (const DsnParser *parser, DsnReport *report, GMimeMessage *message)
{
  g_autofree char *format = g_strdup (dsn_report_get_format (report));
  const char *text = dsn_report_get_explanation (report);

  if (!text)
    return;
  (void) _dsn_wild_read (report, message, text, strnlen (text, MAX_TEXT),
                         dsn_parser_get_limit (parser, DSN_LIMIT_RECIPIENTS));
  dsn_report_set_format (report, format);
}
