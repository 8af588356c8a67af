/* dsn-parser-complaint.c: complaints that are not written as RFC 5965 asks, and who complains.
 * SPDX-License-Identifier: LGPL-2.1-or-later */
#include <string.h>

#include "dsn-fields-private.h"
#include "dsn-parser-private.h"

/* What stands for a local part, or a whole address, that is not to be told (RFC 6590); and in some,
 * for a domain. */
static const char *const redactions[] = {
  "redacted", "[redacted]", "hidden", "removed", "masked", "undisclosed", "undisclosed-recipients",
};

/* Services that pass on complaints by attaching what was complained of: who sends them. */
static const struct {
  const char *from;
  const char *format;
} services[] = {
  { "staff@hotmail.com", "hotmail" },
  { "scomp@aol.net", "aol" },
  { "scomp@aol.com", "aol" },
};

/* Fields that a service adds to the message for the one address that complains. */
static const char *const recipient_fields[] = { "X-HmXmrOriginalRecipient", "X-Apparently-To",
                                                NULL };

/* The one that nobody else adds. */
static const char hotmail_field[] = "X-HmXmrOriginalRecipient";

static gboolean
is_redacted (const char *text, gsize length)
{
  for (guint i = 0; i < G_N_ELEMENTS (redactions); i++)
    if (strlen (redactions[i]) == length && g_ascii_strncasecmp (redactions[i], text, length) == 0)
      return TRUE;
  return length > 2 && (strspn (text, "xX") >= length || strspn (text, "*") >= length);
}

/* Some write the type that RFC 3464 has, though RFC 5965 has none. */
static const char *
skip_type (const char *text)
{
  static const char type[] = "rfc822";
  const char *rest = text + strspn (text, " \t");

  if (g_ascii_strncasecmp (rest, type, strlen (type)) != 0)
    return text;
  rest += strlen (type);
  rest += strspn (rest, " \t");
  return *rest == ';' ? rest + 1 : text;
}

char *
_dsn_complainant_of_text (const char *text)
{
  g_autofree char *address = dsn_address_extract (skip_type (text));
  const char *at = address ? strrchr (address, '@') : NULL;

  if (!at || at == address || !at[1] || strpbrk (address, " \t"))
    return NULL;
  if (is_redacted (address, (gsize) (at - address)) || is_redacted (at + 1, strlen (at + 1)))
    return NULL;
  return g_steal_pointer (&address);
}

static void
keep_address (const char *name G_GNUC_UNUSED, const char *value, gpointer data)
{
  char **place = data;
  /* "user@example.net via 192.0.2.45; Thu, 29 Apr 2013 23:45:10 -0800" */
  g_autofree char *first = g_strndup (value, strcspn (value, " ;"));

  if (!*place)
    *place = _dsn_complainant_of_text (first);
}

/* What the header of the message tells of the lists that it came through: their addresses, and to which
 * mailbox it went in the end. */
typedef struct {
  const char *to;
  gboolean to_is_list;
  char *mailbox;
  gboolean is_doubtful;
} Delivery;

static void
note_delivery (const char *name, const char *value, gpointer data)
{
  Delivery *delivery = data;
  g_autofree char *address = NULL;

  if (g_ascii_strcasecmp (name, "List-Post") == 0) {
    g_autofree char *link = g_strconcat ("<mailto:", delivery->to, NULL);
    gsize length = strlen (link);

    delivery->to_is_list |=
        g_ascii_strncasecmp (value, link, length) == 0 && strchr ("?>", value[length]);
    return;
  }
  address = _dsn_complainant_of_text (value);
  if (!address || g_ascii_strcasecmp (address, delivery->to) == 0)
    return;
  if (!delivery->mailbox)
    delivery->mailbox = g_steal_pointer (&address);
  else if (g_ascii_strcasecmp (delivery->mailbox, address) != 0)
    delivery->is_doubtful = TRUE;
}

/* Who is meant where the message was written to a list: the one mailbox that it was delivered to. */
static char *
look_behind_list (GMimeObject *original, char *to)
{
  static const char *const names[] = { "List-Post", "Delivered-To", "X-Original-To", "Envelope-To",
                                       NULL };
  Delivery delivery = { .to = to };

  _dsn_visit_original (original, names, note_delivery, &delivery);
  if (!delivery.to_is_list) {
    g_free (delivery.mailbox);
    return to;
  }
  g_free (to);
  if (delivery.is_doubtful)
    g_clear_pointer (&delivery.mailbox, g_free);
  return delivery.mailbox;
}

char *
_dsn_complainant_of_original (const DsnReport *report, GMimeObject *original)
{
  const char *to = dsn_report_get_original_header (report, DSN_HEADER_TO);
  char *address = NULL;

  _dsn_visit_original (original, recipient_fields, keep_address, &address);
  if (address)
    return address;
  /* Of several it was one, but which is not told. */
  address = to && !strstr (to, ", ") ? _dsn_complainant_of_text (to) : NULL;
  return address ? look_behind_list (original, address) : NULL;
}

/* A part that begins with fields of a feedback report, though its type is another. */
static gboolean
holds_feedback (GMimeObject *part)
{
  DsnContent content;
  DsnScan scan;
  gboolean found = FALSE;

  if (!GMIME_IS_PART (part))
    return FALSE;
  _dsn_content_open (&content, part);
  _dsn_scan_init (&scan, content.text, MIN (content.length, 4096));
  for (DsnScanToken token = _dsn_scan_next (&scan); token == DSN_SCAN_FIELD && !found;
       token = _dsn_scan_next (&scan))
    found = scan.name_length == strlen ("Feedback-Type")
            && g_ascii_strncasecmp (scan.name, "Feedback-Type", scan.name_length) == 0;
  _dsn_scan_clear (&scan);
  _dsn_content_close (&content);
  return found;
}

/* A report that says it is one of feedback, though no such part can be found in it. */
static gboolean
claims_feedback (GMimeObject *object)
{
  GMimeContentType *type = g_mime_object_get_content_type (object);
  const char *report_type = g_mime_content_type_get_parameter (type, "report-type");

  return g_mime_content_type_is_type (type, "multipart", "report") && report_type
         && g_ascii_strcasecmp (report_type, "feedback-report") == 0;
}

static gboolean
is_header (GMimeObject *part)
{
  GMimeContentType *type = g_mime_object_get_content_type (part);

  return GMIME_IS_MESSAGE_PART (part)
         || g_mime_content_type_is_type (type, "text", "rfc822-headers")
         || g_mime_content_type_is_type (type, "text", "rfc822-header");
}

static void
take_parts (GMimeMultipart *multipart, DsnStructure *structure)
{
  int count = MIN (g_mime_multipart_get_count (multipart), 10);

  structure->kind = DSN_KIND_ARF;
  structure->container = multipart;
  for (int i = 0; i < count; i++) {
    GMimeObject *part = g_mime_multipart_get_part (multipart, i);
    GMimeContentType *type = g_mime_object_get_content_type (part);

    if (structure->status->len == 0 && holds_feedback (part))
      g_ptr_array_add (structure->status, part);
    else if (!structure->original && is_header (part))
      structure->original = part;
    else if (!structure->human
             && (GMIME_IS_MULTIPART (part) || g_mime_content_type_is_type (type, "text", "*")))
      structure->human = part;
  }
}

static const char *
service_of_sender (const DsnReport *report)
{
  const char *from = dsn_report_get_header (report, DSN_HEADER_FROM);

  for (guint i = 0; from && i < G_N_ELEMENTS (services); i++)
    if (g_ascii_strcasecmp (services[i].from, from) == 0)
      return services[i].format;
  return NULL;
}

/* The message that is attached alone, or beside a text; NULL if there is none. */
static GMimeObject *
attached_message (GMimeMultipart *multipart)
{
  int count = MIN (g_mime_multipart_get_count (multipart), 3);

  for (int i = 0; i < count; i++) {
    GMimeObject *part = g_mime_multipart_get_part (multipart, i);

    if (GMIME_IS_MESSAGE_PART (part))
      return part;
  }
  return NULL;
}

static void
note_field (const char *name G_GNUC_UNUSED, const char *value G_GNUC_UNUSED, gpointer data)
{
  *(gboolean *) data = TRUE;
}

static gboolean
has_mark_of_hotmail (GMimeObject *attached)
{
  const char *names[] = { hotmail_field, NULL };
  gboolean found = FALSE;

  _dsn_visit_original (attached, names, note_field, &found);
  return found;
}

/* A message that is attached, with no text beside it. */
static void
take_message (GMimeObject *message, DsnStructure *structure)
{
  structure->kind = DSN_KIND_ARF;
  structure->original = message;
}

void
_dsn_complaint_find (GMimeObject *object, DsnReport *report, DsnStructure *structure)
{
  GMimeObject *attached = GMIME_IS_MESSAGE_PART (object) ? object : NULL;
  const char *format;

  if (GMIME_IS_MULTIPART (object)) {
    if (claims_feedback (object)) {
      take_parts (GMIME_MULTIPART (object), structure);
      return;
    }
    attached = attached_message (GMIME_MULTIPART (object));
  }
  if (!attached)
    return;
  format = service_of_sender (report);
  if (!format && has_mark_of_hotmail (attached))
    format = "hotmail";
  if (!format)
    return;
  dsn_report_set_format (report, format);
  if (attached == object)
    take_message (object, structure);
  else
    take_parts (GMIME_MULTIPART (object), structure);
}
