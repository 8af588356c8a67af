/* dsn-parser-header.c: the header fields that are kept of a message.
 * SPDX-License-Identifier: LGPL-2.1-or-later */
#include <string.h>

#include "dsn-charset-private.h"
#include "dsn-date-private.h"
#include "dsn-fields-private.h"
#include "dsn-parser-private.h"
#include "dsn-syntax-private.h"
#include "dsn-words-private.h"

typedef void (*SetHeader) (DsnReport *report, DsnHeader header, const char *value);

static void
set_valid (DsnReport *report, SetHeader set, DsnHeader header, const char *value)
{
  g_autofree char *valid = NULL;

  if (!value || !*value)
    return;
  if (_dsn_charset_is_utf8 (value, strlen (value))) {
    set (report, header, value);
    return;
  }
  valid = _dsn_charset_to_utf8 (value, strlen (value), NULL);
  set (report, header, valid);
}

static void
append_mailboxes (GString *text, InternetAddressList *list, guint depth)
{
  int length = list ? internet_address_list_length (list) : 0;

  for (int i = 0; i < length; i++) {
    InternetAddress *address = internet_address_list_get_address (list, i);
    const char *mailbox;

    if (INTERNET_ADDRESS_IS_GROUP (address)) {
      if (depth > 0)
        append_mailboxes (text, INTERNET_ADDRESS_GROUP (address)->members, depth - 1);
      continue;
    }
    mailbox = internet_address_mailbox_get_addr (INTERNET_ADDRESS_MAILBOX (address));
    if (!mailbox || !*mailbox)
      continue;
    if (text->len > 0)
      g_string_append (text, ", ");
    g_string_append (text, mailbox);
  }
}

static void
set_addresses (DsnReport *report, SetHeader set, DsnHeader header, InternetAddressList *list)
{
  g_autoptr (GString) text = g_string_new (NULL);

  append_mailboxes (text, list, 2);
  set_valid (report, set, header, text->str);
}

/* GMime's own decoding of a run of encoded-words loses what stands behind padding in it. */
static void
set_subject (DsnReport *report, GMimeMessage *message, SetHeader set)
{
  GMimeHeaderList *list = g_mime_object_get_header_list (GMIME_OBJECT (message));
  GMimeHeader *header = g_mime_header_list_get_header (list, "Subject");
  const char *raw = header ? g_mime_header_get_raw_value (header) : NULL;
  g_autofree char *unfolded = NULL;
  g_autofree char *decoded = NULL;

  if (!raw || !strstr (raw, "=?")) {
    set_valid (report, set, DSN_HEADER_SUBJECT, g_mime_message_get_subject (message));
    return;
  }
  unfolded = g_mime_utils_header_unfold (raw);
  decoded = _dsn_words_decode (g_strstrip (unfolded));
  set_valid (report, set, DSN_HEADER_SUBJECT, decoded);
}

/* GMime's own date does not tell an unknown zone from UTC. */
static void
set_date (DsnReport *report, GMimeMessage *message, SetHeader set)
{
  const char *value = g_mime_object_get_header (GMIME_OBJECT (message), "Date");
  g_autofree char *text = value ? _dsn_date_rewrite (value) : NULL;

  set_valid (report, set, DSN_HEADER_DATE, text);
}

static void
read_headers (DsnReport *report, GMimeMessage *message, SetHeader set)
{
  set_addresses (report, set, DSN_HEADER_FROM, g_mime_message_get_from (message));
  set_addresses (report, set, DSN_HEADER_TO,
                 g_mime_message_get_addresses (message, GMIME_ADDRESS_TYPE_TO));
  set_subject (report, message, set);
  set_date (report, message, set);
  set_valid (report, set, DSN_HEADER_MESSAGE_ID, g_mime_message_get_message_id (message));
}

void
_dsn_header_read_message (DsnReport *report, GMimeMessage *message)
{
  read_headers (report, message, dsn_report_set_header);
}

/* The address of "Name <address>" or "address", both in atoms alone; NULL for all that takes more to
 * read. Most are so, and GMime makes two objects of each. (transfer full) */
static char *
read_plain_mailbox (const char *value)
{
  static const char plain[] = "abcdefghijklmnopqrstuvwxyzABCDEFGHIJKLMNOPQRSTUVWXYZ0123456789-_+ ";
  const char *angle = value + strspn (value, plain);
  const char *start = *angle == '<' ? angle + 1 : value;
  gsize length = strcspn (start, ">");
  g_autofree char *address = NULL;

  if (strlen (start) != length + (start > value))
    return NULL;
  address = g_strndup (start, length);
  return _dsn_is_mailbox (address, FALSE) && !strpbrk (address, "\"[") ? g_steal_pointer (&address)
                                                                       : NULL;
}

static void
read_addresses (DsnReport *report, DsnHeader header, const char *value)
{
  g_autofree char *plain = read_plain_mailbox (value);
  g_autofree char *trimmed = NULL;
  InternetAddressList *list;

  if (plain) {
    dsn_report_set_original_header (report, header, plain);
    return;
  }
  trimmed = _dsn_trim_value (value);
  list = internet_address_list_parse (NULL, trimmed);
  set_addresses (report, dsn_report_set_original_header, header, list);
  g_clear_object (&list);
}

static void
read_header_field (DsnReport *report, DsnHeader header, const char *value)
{
  g_autofree char *decoded = NULL;

  switch (header) {
  case DSN_HEADER_FROM:
  case DSN_HEADER_TO:
    read_addresses (report, header, value);
    return;
  case DSN_HEADER_DATE:
    decoded = _dsn_date_rewrite (value);
    break;
  case DSN_HEADER_MESSAGE_ID:
    decoded = g_mime_utils_decode_message_id (value);
    break;
  default:
    decoded = _dsn_words_decode (value);
  }
  set_valid (report, dsn_report_set_original_header, header, decoded);
}

static gboolean
find_header (const DsnScan *scan, DsnHeader *header)
{
  for (*header = 0; *header < DSN_HEADER_COUNT; (*header)++) {
    const char *name = dsn_header_get_name (*header);

    if (strlen (name) == scan->name_length
        && g_ascii_strncasecmp (name, scan->name, scan->name_length) == 0)
      return TRUE;
  }
  return FALSE;
}

/* Reads a text that is a header, or begins with one. */
static void
read_header_text (DsnReport *report, const char *text, gsize length)
{
  DsnScanToken token;
  DsnScan scan;
  guint fields = 0;

  _dsn_scan_init (&scan, text, length);
  scan.names_only = TRUE;
  while ((token = _dsn_scan_next (&scan)) != DSN_SCAN_END) {
    DsnHeader header;

    /* The body begins at the first blank line; some write one before the header. */
    if (token == DSN_SCAN_BLANK && fields > 0)
      break;
    if (token != DSN_SCAN_FIELD)
      continue;
    fields++;
    if (find_header (&scan, &header) && !dsn_report_get_original_header (report, header))
      read_header_field (report, header, _dsn_scan_read_value (&scan));
  }
  _dsn_scan_clear (&scan);
}

/* Reads a part that holds a header, or a whole message that was encoded. */
static void
read_header_part (DsnReport *report, GMimeObject *part)
{
  DsnContent content;

  _dsn_content_open (&content, part);
  read_header_text (report, content.text, content.length);
  _dsn_content_close (&content);
}

static gboolean
is_message_type (GMimeObject *part)
{
  GMimeContentType *type = g_mime_object_get_content_type (part);

  return g_mime_content_type_is_type (type, "message", "rfc822")
         || g_mime_content_type_is_type (type, "message", "global")
         || g_mime_content_type_is_type (type, "message", DSN_TEXT_OF_MESSAGE);
}

void
_dsn_header_read_original (DsnReport *report, GMimeObject *original)
{
  GMimeMessage *message;

  dsn_report_set_original (report, TRUE, is_message_type (original));
  if (GMIME_IS_MESSAGE_PART (original)) {
    message = g_mime_message_part_get_message (GMIME_MESSAGE_PART (original));
    if (message)
      read_headers (report, message, dsn_report_set_original_header);
    return;
  }
  read_header_part (report, original);
}

/* Whether there is a body behind the header. */
static gboolean
has_body (const char *text, gsize length)
{
  const char *blank = memmem (text, length, "\n\n", 2);

  return blank && blank + 2 < text + length;
}

void
_dsn_header_read_original_text (DsnReport *report, const char *text, gsize length)
{
  dsn_report_set_original (report, TRUE, has_body (text, length));
  read_header_text (report, text, length);
}
