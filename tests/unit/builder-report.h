/* builder-report.h: what the tests of the builder share: a report to make, and a look at what was made.
 * SPDX-License-Identifier: LGPL-2.1-or-later */
#pragma once

#include <string.h>

#include <gmime/gmime.h>

#include "dsn.h"

#define DATE "2026-11-23T10:00:00+01:00"

/* A report with no more than it must have, but for its date. */
static inline DsnReport *
new_report (void)
{
  DsnReport *report = dsn_report_new ();
  DsnRecipient *recipient = dsn_report_add_recipient (report);

  dsn_report_set_kind (report, DSN_KIND_DSN);
  dsn_report_set_header (report, DSN_HEADER_TO, "news@example.com");
  dsn_report_set_header (report, DSN_HEADER_DATE, DATE);
  dsn_request_set (report, NULL, DSN_FIELD_REPORTING_MTA, "mx.example.org");
  dsn_request_set (report, recipient, DSN_FIELD_FINAL_RECIPIENT, "jo@example.net");
  dsn_request_set (report, recipient, DSN_FIELD_ACTION, "failed");
  dsn_request_set (report, recipient, DSN_FIELD_STATUS, "5.7.7");
  return report;
}

static inline void
set_field (DsnReport *report, DsnField field, const char *text)
{
  gboolean of_recipient = field >= DSN_FIELD_FIRST_PER_RECIPIENT;

  dsn_request_set (report, of_recipient ? dsn_report_get_recipient (report, 0) : NULL, field, text);
}

static inline void
set_outcome (DsnReport *report, const char *action, const char *status)
{
  set_field (report, DSN_FIELD_ACTION, action);
  set_field (report, DSN_FIELD_STATUS, status);
}

/* The message, which must come about, its lines ended by LF. */
static inline char *
build (const DsnBuilder *builder, const DsnReport *report)
{
  g_autoptr (GError) error = NULL;
  GBytes *message = dsn_builder_build (builder, report, FALSE, &error);
  char *text;
  gsize length;

  g_assert_no_error (error);
  g_assert_nonnull (message);
  text = g_strndup (g_bytes_get_data (message, NULL), g_bytes_get_size (message));
  length = g_bytes_get_size (message);
  g_assert_cmpuint (strlen (text), ==, length);
  g_bytes_unref (message);
  return text;
}

static inline GMimeMessage *
read_mime (const char *text)
{
  GMimeStream *stream = g_mime_stream_mem_new_with_buffer (text, strlen (text));
  GMimeParser *parser = g_mime_parser_new_with_stream (stream);
  GMimeMessage *message = g_mime_parser_construct_message (parser, NULL);

  g_object_unref (parser);
  g_object_unref (stream);
  return message;
}

static inline int
count_parts (const char *text)
{
  GMimeMessage *message = read_mime (text);
  int count = g_mime_multipart_get_count (GMIME_MULTIPART (g_mime_message_get_mime_part (message)));

  g_object_unref (message);
  return count;
}

/* A header field of a part, from 0, or of the message, -1; "" where there is none. */
static inline char *
get_header (const char *text, int number, const char *name)
{
  GMimeMessage *message = read_mime (text);
  GMimeObject *object = g_mime_message_get_mime_part (message);
  const char *value;
  char *copy;

  if (number >= 0)
    object = g_mime_multipart_get_part (GMIME_MULTIPART (object), number);
  else if (!g_str_has_prefix (name, "Content-"))
    object = GMIME_OBJECT (message);
  value = g_mime_object_get_header (object, name);
  copy = g_strdup (value ? value : "");
  g_object_unref (message);
  return copy;
}

/* The octets of a part as they stand in the message. */
static inline char *
get_raw_part (const char *text, int number)
{
  GMimeMessage *message = read_mime (text);
  GMimeMultipart *multipart = GMIME_MULTIPART (g_mime_message_get_mime_part (message));
  g_autofree char *delimiter = NULL;
  g_auto (GStrv) parts = NULL;

  delimiter = g_strconcat ("\n--", g_mime_multipart_get_boundary (multipart), NULL);
  parts = g_strsplit (text, delimiter, -1);
  g_object_unref (message);
  g_assert_cmpuint (g_strv_length (parts), >, (guint) number + 2);
  return g_strdup (strstr (parts[number + 1], "\n\n") + 2);
}

static inline DsnReport *
read_report (const char *text)
{
  g_autoptr (DsnParser) parser = dsn_parser_new ();
  g_autoptr (GBytes) bytes = g_bytes_new (text, strlen (text));

  return dsn_parser_parse (parser, bytes, strlen (text));
}

static inline void
assert_lines_fit (const char *text, gsize max)
{
  while (*text) {
    gsize length = strcspn (text, "\n");

    g_assert_cmpuint (length, <=, max);
    text += length + (text[length] != '\0');
  }
}
