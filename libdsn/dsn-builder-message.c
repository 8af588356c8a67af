/* dsn-builder-message.c: from what a message will say to its octets.
 * SPDX-License-Identifier: LGPL-2.1-or-later */
#include <string.h>

#include "dsn-builder-private.h"
#include "dsn-syntax-private.h"

/* Digits of the hash that a Message-ID and a boundary are made of. */
#define HASH_LENGTH 24

/* Languages that only a folder of templates has are explained in English. */
static const DsnCatalog *
get_catalog (const DsnBuilder *builder, gboolean have_template, GError **error)
{
  const DsnCatalog *catalog = dsn_catalog_get (builder->language, have_template ? NULL : error);

  return catalog || !have_template ? catalog : dsn_catalog_get (NULL, error);
}

static char *
fill_in (const DsnDraft *draft, DsnTemplate *text_template, const DsnCatalog *catalog,
         GError **error)
{
  g_autoptr (GError) fault = NULL;
  g_autofree char *subject = NULL;

  if (draft->subject_is_usual)
    subject = dsn_template_render_subject (text_template, draft->report, catalog, &fault);
  if (fault) {
    g_propagate_error (error, g_steal_pointer (&fault));
    return NULL;
  }
  if (subject && *subject)
    dsn_report_set_header (draft->report, DSN_HEADER_SUBJECT, subject);
  return dsn_template_render (text_template, draft->report, catalog, error);
}

static char *
render_text (const DsnDraft *draft, GError **error)
{
  const DsnBuilder *builder = draft->builder;
  g_autoptr (DsnTemplate) loaded = NULL;
  const DsnCatalog *catalog;

  if (!builder->text_template) {
    loaded = dsn_template_load ((const char *const *) builder->folders, builder->language,
                                _dsn_draft_get_action (draft), error);
    if (!loaded)
      return NULL;
  }
  catalog = get_catalog (builder, loaded != NULL, error);
  if (!catalog)
    return NULL;
  return fill_in (draft, loaded ? loaded : builder->text_template, catalog, error);
}

static char *
get_text (const DsnDraft *draft, GError **error)
{
  const char *explanation = dsn_report_get_explanation (draft->report);

  if (explanation && !draft->builder->text_template)
    return g_strdup (explanation);
  return render_text (draft, error);
}

static GMimeObject *
make_status_part (const DsnDraft *draft)
{
  g_autofree char *body = dsn_fields_to_string (draft->report, draft->form);
  gboolean global = draft->form == DSN_FIELDS_UTF8;

  return _dsn_part_new ("message", global ? "global-delivery-status" : "delivery-status", body,
                        strlen (body),
                        global ? GMIME_CONTENT_ENCODING_8BIT : GMIME_CONTENT_ENCODING_7BIT);
}

static void
add_part (GMimeMultipart *multipart, GMimeObject *part)
{
  g_mime_multipart_add (multipart, part);
  g_object_unref (part);
}

/* RFC 2045 section 6.4: what holds a part in 8bit is in 8bit itself, and 7bit if it says nothing. */
static void
add_encoding (GMimeMultipart *multipart)
{
  for (int i = 0; i < g_mime_multipart_get_count (multipart); i++) {
    GMimePart *part = GMIME_PART (g_mime_multipart_get_part (multipart, i));

    if (g_mime_part_get_content_encoding (part) != GMIME_CONTENT_ENCODING_8BIT)
      continue;
    _dsn_header_add (GMIME_OBJECT (multipart), "Content-Transfer-Encoding", "8bit");
    return;
  }
}

/* The message but for what is drawn from its octets: Message-ID and boundary. */
static GMimeMultipart *
make_parts (const DsnDraft *draft, GError **error)
{
  g_autofree char *text = get_text (draft, error);
  GMimeMultipart *multipart;

  if (!text)
    return NULL;
  multipart = g_mime_multipart_new_with_subtype ("report");
  g_mime_object_set_content_type_parameter (GMIME_OBJECT (multipart), "report-type",
                                            "delivery-status");
  add_part (multipart, _dsn_part_new_text (text));
  add_part (multipart, make_status_part (draft));
  if (draft->returned)
    g_mime_multipart_add (multipart, draft->returned);
  add_encoding (multipart);
  return multipart;
}

static GBytes *
write_object (GMimeObject *object, gboolean crlf)
{
  GByteArray *octets = g_byte_array_new ();
  g_autoptr (GMimeStream) stream = g_mime_stream_mem_new_with_byte_array (octets);
  GMimeFormatOptions *format = g_mime_format_options_new ();

  g_mime_stream_mem_set_owner (GMIME_STREAM_MEM (stream), FALSE);
  g_mime_format_options_set_newline_format (format, crlf ? GMIME_NEWLINE_FORMAT_DOS
                                                         : GMIME_NEWLINE_FORMAT_UNIX);
  g_mime_object_write_to_stream (object, format, stream);
  g_mime_format_options_free (format);
  return g_byte_array_free_to_bytes (octets);
}

static GPtrArray *
write_parts (GMimeMultipart *multipart)
{
  GPtrArray *parts = g_ptr_array_new_with_free_func ((GDestroyNotify) g_bytes_unref);

  for (int i = 0; i < g_mime_multipart_get_count (multipart); i++)
    g_ptr_array_add (parts, write_object (g_mime_multipart_get_part (multipart, i), FALSE));
  return parts;
}

/* The same message has the same Message-ID and boundary wherever and whenever it is made. */
static char *
hash_content (const DsnReport *report, const GPtrArray *parts)
{
  g_autoptr (GChecksum) checksum = g_checksum_new (G_CHECKSUM_SHA256);

  for (DsnHeader header = 0; header < DSN_HEADER_MESSAGE_ID; header++) {
    const char *value = dsn_report_get_header (report, header);

    g_checksum_update (checksum, (const guchar *) value, (gssize) strlen (value) + 1);
  }
  for (guint i = 0; i < parts->len; i++) {
    gsize length;
    const guchar *data = g_bytes_get_data (g_ptr_array_index (parts, i), &length);

    g_checksum_update (checksum, data, (gssize) length);
  }
  return g_strdup (g_checksum_get_string (checksum));
}

/* What stands behind "@" in a Message-ID: the reporting MTA, else where the report is from.
 * (transfer full) */
static char *
choose_domain (const DsnReport *report)
{
  const DsnValue *mta = dsn_report_get_value (report, DSN_FIELD_REPORTING_MTA);
  g_autofree char *display_name = NULL;
  g_autofree char *from =
      _dsn_mailbox_split (dsn_report_get_header (report, DSN_HEADER_FROM), &display_name);
  char *domain = NULL;

  if (g_strcmp0 (dsn_value_get_type_name (mta), "dns") == 0)
    domain = _dsn_domain_of_mta (dsn_value_get_text (mta));
  if (!domain)
    domain = _dsn_domain_of_mta (strrchr (from, '@') + 1);
  return domain ? domain : g_strdup ("localhost");
}

static void
complete_message_id (DsnReport *report, const char *hash)
{
  g_autoptr (GDateTime) date = dsn_date_parse (dsn_report_get_header (report, DSN_HEADER_DATE));
  g_autoptr (GDateTime) utc = g_date_time_to_utc (date);
  g_autofree char *time = g_date_time_format (utc, "%Y%m%d%H%M%S");
  g_autofree char *domain = NULL;
  g_autofree char *id = NULL;

  if (dsn_report_get_header (report, DSN_HEADER_MESSAGE_ID))
    return;
  domain = choose_domain (report);
  id = g_strdup_printf ("%s.%.*s@%s", time, HASH_LENGTH, hash, domain);
  dsn_report_set_header (report, DSN_HEADER_MESSAGE_ID, id);
}

/* RFC 2046 section 5.1.1: a boundary must not stand in what it bounds. */
static gboolean
is_in_parts (const char *boundary, const GPtrArray *parts)
{
  g_autofree char *delimiter = g_strconcat ("--", boundary, NULL);

  for (guint i = 0; i < parts->len; i++) {
    gsize length;
    const char *data = g_bytes_get_data (g_ptr_array_index (parts, i), &length);

    if (memmem (data, length, delimiter, strlen (delimiter)))
      return TRUE;
  }
  return FALSE;
}

static gboolean
set_boundary (const DsnDraft *draft, GMimeMultipart *multipart, const char *hash,
              const GPtrArray *parts, GError **error)
{
  const char *given = draft->builder->boundary;
  g_autofree char *boundary =
      given ? g_strdup (given) : g_strdup_printf ("=_%.*s", HASH_LENGTH, hash + HASH_LENGTH);

  for (guint i = 1; is_in_parts (boundary, parts); i++) {
    if (given) {
      g_set_error (error, DSN_ERROR, DSN_ERROR_INVALID,
                   "the boundary \"%s\" stands in the message itself (RFC 2046 section 5.1.1)",
                   given);
      return FALSE;
    }
    g_free (boundary);
    boundary = g_strdup_printf ("=_%.*s.%u", HASH_LENGTH, hash + HASH_LENGTH, i);
  }
  g_mime_multipart_set_boundary (multipart, boundary);
  return TRUE;
}

static GBytes *
write_message (const DsnDraft *draft, GMimeMultipart *multipart, gboolean crlf)
{
  g_autoptr (GMimeMessage) message = g_mime_message_new (FALSE);

  _dsn_header_add_all (GMIME_OBJECT (message), draft);
  g_mime_message_set_mime_part (message, GMIME_OBJECT (multipart));
  return write_object (GMIME_OBJECT (message), crlf);
}

GBytes *
_dsn_draft_write (DsnDraft *draft, gboolean crlf, GError **error)
{
  g_autoptr (GMimeMultipart) multipart = NULL;
  g_autoptr (GPtrArray) parts = NULL;
  g_autofree char *hash = NULL;

  _dsn_draft_complete (draft);
  multipart = make_parts (draft, error);
  if (!multipart)
    return NULL;
  parts = write_parts (multipart);
  hash = hash_content (draft->report, parts);
  complete_message_id (draft->report, hash);
  if (!set_boundary (draft, multipart, hash, parts, error))
    return NULL;
  return write_message (draft, multipart, crlf);
}
