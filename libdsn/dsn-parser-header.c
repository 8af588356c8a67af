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
append_mailbox (GString *text, const char *mailbox)
{
  if (text->len > 0)
    g_string_append (text, ", ");
  g_string_append (text, mailbox);
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
    if (mailbox && *mailbox)
      append_mailbox (text, mailbox);
  }
}

/* What may stand in a name or a comment without a meaning of its own. */
static const char *
skip_plain (const char *text)
{
  while (g_ascii_isalnum (*text) || *text == ' ' || *text == '-' || *text == '_' || *text == '+')
    text++;
  return text;
}

/* " (Name)" */
static gboolean
is_plain_comment (const char *text)
{
  return strncmp (text, " (", 2) == 0 && strcmp (skip_plain (text + 2), ")") == 0;
}

/* The address of "Name <address>", with the name in quotation marks or without, of "address (Name)" or of
 * "address", all in atoms; NULL for what takes more to read. Most are so, and GMime makes two objects of
 * each. (transfer full) */
static char *
read_plain_mailbox (const char *value)
{
  gboolean quoted = *value == '"';
  const char *name_end = quoted ? value + 1 + strcspn (value + 1, "\"\\") : skip_plain (value);
  const char *start = value;
  const char *rest;
  g_autofree char *address = NULL;

  if (quoted && strncmp (name_end, "\" <", 3) == 0)
    start = name_end + 3;
  else if (!quoted && *name_end == '<')
    start = name_end + 1;
  rest = start + strcspn (start, start > value ? ">" : " ");
  if (start > value ? strcmp (rest, ">") != 0 : *rest && !is_plain_comment (rest))
    return NULL;
  address = g_strndup (start, (gsize) (rest - start));
  return _dsn_is_mailbox (address, FALSE) && !strpbrk (address, "\"[") ? g_steal_pointer (&address)
                                                                       : NULL;
}

/* Appends the addresses of a list, if there is a plain mailbox on each side of all commas. */
static gboolean
append_plain_mailboxes (GString *text, const char *value)
{
  gsize before = text->len;

  for (gboolean is_last = FALSE; !is_last;) {
    gsize length = strcspn (value, ",");
    g_autofree char *item = g_strndup (value, length);
    g_autofree char *address = read_plain_mailbox (g_strstrip (item));

    if (!address) {
      g_string_truncate (text, before);
      return FALSE;
    }
    append_mailbox (text, address);
    is_last = value[length] == '\0';
    value += length + !is_last;
  }
  return TRUE;
}

static void
append_addresses (GString *text, const char *value)
{
  g_autofree char *trimmed = NULL;
  InternetAddressList *list;

  if (append_plain_mailboxes (text, value))
    return;
  trimmed = _dsn_trim_value (value);
  list = internet_address_list_parse (NULL, trimmed);
  append_mailboxes (text, list, 2);
  g_clear_object (&list);
}

/* What a value that is no list of addresses says. GMime's own date does not tell an unknown zone from UTC; its
 * decoding of a run of encoded-words loses what stands behind padding in it. (transfer full) (nullable) */
static char *
decode_value (DsnHeader header, const char *value)
{
  if (header == DSN_HEADER_DATE)
    return _dsn_date_rewrite (value);
  if (header == DSN_HEADER_MESSAGE_ID)
    return g_mime_utils_decode_message_id (value);
  return _dsn_words_decode (value);
}

static gboolean
has_addresses (DsnHeader header)
{
  return header == DSN_HEADER_FROM || header == DSN_HEADER_TO;
}

static void
read_header_field (DsnReport *report, SetHeader set, DsnHeader header, const char *value)
{
  g_autoptr (GString) addresses = NULL;
  g_autofree char *decoded = NULL;

  if (!has_addresses (header)) {
    decoded = decode_value (header, value);
    set_valid (report, set, header, decoded);
    return;
  }
  addresses = g_string_new (NULL);
  append_addresses (addresses, value);
  set_valid (report, set, header, addresses->str);
}

static gboolean
find_header (const char *name, gsize length, DsnHeader *header)
{
  for (*header = 0; *header < DSN_HEADER_COUNT; (*header)++)
    if (_dsn_header_name_is (name, length, dsn_header_get_name (*header)))
      return TRUE;
  return FALSE;
}

/* Of a field that is there again the first counts; but all addresses do. */
static void
read_section (DsnReport *report, const DsnHeaderSection *section, SetHeader set)
{
  GString *addresses[DSN_HEADER_COUNT] = { NULL };
  gboolean seen[DSN_HEADER_COUNT] = { FALSE };
  const DsnHeaderField *field;
  DsnHeader header;

  for (guint i = 0; (field = _dsn_header_section_get (section, i)) != NULL; i++) {
    g_autofree char *value = NULL;

    if (!find_header (field->name, field->name_length, &header)
        || (seen[header] && !has_addresses (header)))
      continue;
    seen[header] = TRUE;
    value = _dsn_header_field_unfold (field, G_MAXSIZE);
    if (!has_addresses (header)) {
      read_header_field (report, set, header, value);
      continue;
    }
    if (!addresses[header])
      addresses[header] = g_string_new (NULL);
    append_addresses (addresses[header], value);
  }
  for (header = 0; header < DSN_HEADER_COUNT; header++)
    if (addresses[header]) {
      set_valid (report, set, header, addresses[header]->str);
      g_string_free (addresses[header], TRUE);
    }
}

void
_dsn_header_read_message (DsnReport *report, const DsnHeaderSection *header)
{
  read_section (report, header, dsn_report_set_header);
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
    if (find_header (scan.name, scan.name_length, &header)
        && !dsn_report_get_original_header (report, header))
      read_header_field (report, dsn_report_set_original_header, header,
                         _dsn_scan_read_value (&scan));
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

static void
read_header_object (DsnReport *report, GMimeObject *message)
{
  DsnHeaderSection section;

  _dsn_header_section_init (&section);
  _dsn_header_section_read_object (&section, message);
  read_section (report, &section, dsn_report_set_original_header);
  _dsn_header_section_clear (&section);
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
      read_header_object (report, GMIME_OBJECT (message));
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
