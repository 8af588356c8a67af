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
clean_value (const char *raw)
{
  g_autofree char *unfolded = NULL;
  g_autofree char *head = g_strndup (raw, MAX_LENGTH);

  unfolded = g_mime_utils_header_unfold (head);
  return g_strstrip (_dsn_charset_to_utf8 (unfolded, strlen (unfolded), NULL));
}

void
_dsn_visit_message (GMimeObject *message, const char *const *names, DsnVisit visit, gpointer data)
{
  GMimeHeaderList *list = g_mime_object_get_header_list (message);
  int count = g_mime_header_list_get_count (list);

  for (int i = 0, visits = 0; i < count && visits < MAX_VISITS; i++) {
    GMimeHeader *header = g_mime_header_list_get_header_at (list, i);
    const char *name = g_mime_header_get_name (header);
    const char *raw = g_mime_header_get_raw_value (header);
    g_autofree char *value = NULL;

    if (!raw || !is_wanted (names, name, strlen (name)))
      continue;
    value = clean_value (raw);
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
  GMimeMessage *message;

  if (!GMIME_IS_MESSAGE_PART (original)) {
    visit_text (original, names, visit, data);
    return;
  }
  message = g_mime_message_part_get_message (GMIME_MESSAGE_PART (original));
  if (message)
    _dsn_visit_message (GMIME_OBJECT (message), names, visit, data);
}
