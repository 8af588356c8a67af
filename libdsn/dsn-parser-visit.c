/* dsn-parser-visit.c: header fields by name, of the message and of the returned one.
 *
 * GMime's own values are not used: it would decode what nobody needs, in a time that grows faster than
 * the field.
 * SPDX-License-Identifier: LGPL-2.1-or-later */
#include <string.h>

#include "dsn-charset-private.h"
#include "dsn-fields-private.h"
#include "dsn-parser-private.h"

/* No mail needs more fields of these names, or longer ones. */
#define MAX_VISITS 100
#define MAX_LENGTH 4096

static gboolean
is_wanted (const char *const *names, const char *name, gsize length)
{
  for (; *names; names++)
    if (strlen (*names) == length && g_ascii_strncasecmp (*names, name, length) == 0)
      return TRUE;
  return FALSE;
}

/* A value unfolded, in valid UTF-8, and no longer than it may be. (transfer full) */
static char *
clean_value (const DsnHeaderField *field)
{
  g_autofree char *unfolded = _dsn_header_field_unfold (field, MAX_LENGTH);

  return g_strstrip (_dsn_charset_to_utf8 (unfolded, strlen (unfolded), NULL));
}

void
_dsn_visit_header (const DsnHeaderSection *header, const char *const *names, DsnVisit visit,
                   gpointer data)
{
  const DsnHeaderField *field;

  for (guint i = 0, visits = 0;
       visits < MAX_VISITS && (field = _dsn_header_section_get (header, i)) != NULL; i++) {
    g_autofree char *name = NULL;
    g_autofree char *value = NULL;

    if (!is_wanted (names, field->name, field->name_length))
      continue;
    name = g_strndup (field->name, field->name_length);
    value = clean_value (field);
    visit (name, value, data);
    visits++;
  }
}

static void
visit_text (GMimeObject *part, const char *const *names, DsnVisit visit, gpointer data)
{
  DsnScanToken token;
  DsnContent content;
  DsnScan scan;
  guint fields = 0, visits = 0;

  _dsn_content_open (&content, part);
  _dsn_scan_init (&scan, content.text, content.length);
  scan.names_only = TRUE;
  while ((token = _dsn_scan_next (&scan)) != DSN_SCAN_END && visits < MAX_VISITS) {
    g_autofree char *name = NULL;

    if (token == DSN_SCAN_BLANK && fields > 0)
      break;
    if (token != DSN_SCAN_FIELD)
      continue;
    fields++;
    if (!is_wanted (names, scan.name, scan.name_length))
      continue;
    name = g_strndup (scan.name, scan.name_length);
    visit (name, _dsn_scan_read_value (&scan), data);
    visits++;
  }
  _dsn_scan_clear (&scan);
  _dsn_content_close (&content);
}

void
_dsn_visit_original (GMimeObject *original, const char *const *names, DsnVisit visit, gpointer data)
{
  DsnHeaderSection header;
  GMimeMessage *message;

  if (!GMIME_IS_MESSAGE_PART (original)) {
    visit_text (original, names, visit, data);
    return;
  }
  message = g_mime_message_part_get_message (GMIME_MESSAGE_PART (original));
  if (!message)
    return;
  _dsn_header_section_init (&header);
  _dsn_header_section_read_object (&header, GMIME_OBJECT (message));
  _dsn_visit_header (&header, names, visit, data);
  _dsn_header_section_clear (&header);
}
