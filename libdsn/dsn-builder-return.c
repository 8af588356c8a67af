/* dsn-builder-return.c: the third part: what comes back of the original message.
 * SPDX-License-Identifier: LGPL-2.1-or-later */
#include <string.h>

#include "dsn-builder-private.h"
#include "dsn-syntax-private.h"

/* A message that was given in octets, or the header of one. */
typedef struct {
  const char *data;
  gsize length;
  gsize header_length;
} Original;

/* Octets before the first empty line. */
static gsize
find_header_end (const char *data, gsize length)
{
  const char *end = data + length;

  for (const char *line = data; line < end;) {
    const char *newline = memchr (line, '\n', (gsize) (end - line));

    if (!newline)
      break;
    if (newline == line || (newline == line + 1 && *line == '\r'))
      return (gsize) (line - data);
    line = newline + 1;
  }
  return length;
}

/* RFC 6532 section 3.2: 8-bit octets are UTF-8, or are nothing that has a name. */
static gboolean
is_utf8_header (const Original *original)
{
  return g_utf8_validate (original->data, (gssize) original->header_length, NULL);
}

/* RFC 6522 section 4, RFC 6533 sections 4.3, 4.5 and 6.3. */
static GMimeObject *
return_header (const Original *original, gboolean downgrade, gboolean *global)
{
  DsnOctets octets = _dsn_octets_examine (original->data, original->header_length);
  gboolean utf8 = octets.eight_bit && is_utf8_header (original);
  GMimeContentEncoding encoding = GMIME_CONTENT_ENCODING_7BIT;

  if (original->header_length == 0)
    return NULL;
  *global = utf8 && !downgrade;
  if (octets.binary || (octets.eight_bit && !*global))
    encoding = GMIME_CONTENT_ENCODING_QUOTEDPRINTABLE;
  else if (octets.eight_bit)
    encoding = GMIME_CONTENT_ENCODING_8BIT;
  return _dsn_part_new (utf8 ? "message" : "text", utf8 ? "global-headers" : "rfc822-headers",
                        original->data, original->header_length, encoding);
}

/* RFC 2046 section 5.2.1 lets a message/rfc822 be in 7bit and 8bit, with a header in ASCII. Whatever
 * does not fit there goes as message/global, which may be encoded (RFC 6532 section 3.7); but a header
 * that is neither ASCII nor UTF-8 fits nowhere (RFC 6522 section 3 has the header come back then). */
static GMimeObject *
return_message (const Original *original, gboolean downgrade, gboolean *global)
{
  DsnOctets octets = _dsn_octets_examine (original->data, original->length);
  DsnOctets header = _dsn_octets_examine (original->data, original->header_length);
  GMimeContentEncoding encoding = GMIME_CONTENT_ENCODING_7BIT;
  gboolean encoded = octets.binary || (octets.eight_bit && downgrade);

  if (header.eight_bit && !is_utf8_header (original))
    return return_header (original, downgrade, global);
  *global = header.eight_bit && !downgrade;
  if (encoded)
    encoding = GMIME_CONTENT_ENCODING_QUOTEDPRINTABLE;
  else if (octets.eight_bit)
    encoding = GMIME_CONTENT_ENCODING_8BIT;
  return _dsn_part_new ("message", encoded || header.eight_bit ? "global" : "rfc822",
                        original->data, original->length, encoding);
}

static void
add_addresses (GMimeObject *object, const char *name, const char *text)
{
  InternetAddressList *list = text ? internet_address_list_parse (NULL, text) : NULL;
  g_autofree char *value = NULL;

  if (!list)
    return;
  value = internet_address_list_to_string (list, NULL, TRUE);
  if (value && *value)
    _dsn_header_add (object, name, g_strchomp (value));
  g_object_unref (list);
}

static void
add_date_and_id (GMimeObject *object, const char *date_text, const char *id)
{
  g_autoptr (GDateTime) date = date_text ? dsn_date_parse (date_text) : NULL;

  if (date) {
    g_autofree char *value = dsn_date_to_rfc5322 (date);

    _dsn_header_add (object, "Date", value);
  }
  if (id && _dsn_is_message_id (id)) {
    g_autofree char *value = g_strconcat ("<", id, ">", NULL);

    _dsn_header_add (object, "Message-ID", value);
  }
}

/* RFC 3464 section 2: "simulated" header fields, from what is known of the message. */
static char *
simulate_header (const DsnReport *report)
{
  GMimeMessage *message = g_mime_message_new (FALSE);
  GMimeObject *object = GMIME_OBJECT (message);
  const char *subject = dsn_report_get_original_header (report, DSN_HEADER_SUBJECT);
  char *header;

  add_addresses (object, "From", dsn_report_get_original_header (report, DSN_HEADER_FROM));
  add_addresses (object, "To", dsn_report_get_original_header (report, DSN_HEADER_TO));
  if (subject)
    _dsn_header_add_text (object, "Subject", subject);
  add_date_and_id (object, dsn_report_get_original_header (report, DSN_HEADER_DATE),
                   dsn_report_get_original_header (report, DSN_HEADER_MESSAGE_ID));
  header = g_mime_header_list_to_string (g_mime_object_get_header_list (object), NULL);
  g_object_unref (message);
  return header;
}

/* RFC 3461 section 4.3: only a report of failure returns the whole message. */
static gboolean
wants_message (const DsnDraft *draft)
{
  return draft->builder->how_much == DSN_RETURN_FULL
         && _dsn_draft_get_action (draft) == DSN_ACTION_FAILED;
}

GMimeObject *
_dsn_return_make (const DsnDraft *draft, gboolean *global)
{
  gboolean downgrade = draft->builder->downgrade;
  g_autofree char *header = NULL;
  Original original = { NULL, 0, 0 };

  *global = FALSE;
  if (draft->builder->original)
    original.data = g_bytes_get_data (draft->builder->original, &original.length);
  else
    original.data = header = simulate_header (draft->report);
  if (header)
    original.length = strlen (header);
  original.header_length = find_header_end (original.data, original.length);
  if (!header && original.length > 0 && wants_message (draft))
    return return_message (&original, downgrade, global);
  return return_header (&original, downgrade, global);
}
