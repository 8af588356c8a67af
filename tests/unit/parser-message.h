/* parser-message.h: what the tests of the parser share: messages, put together of parts.
 * SPDX-License-Identifier: LGPL-2.1-or-later */
#pragma once

#include <string.h>

#include "dsn-parser.h"

#define HEAD(type)                               \
  "From: MAILER-DAEMON@mx.example.com (Mail)\n"  \
  "To: News <news@example.com>, b@example.com\n" \
  "Subject: Undelivered =?utf-8?q?=C3=BC?=\n"    \
  "Date: Mon, 23 Nov 2026 10:00:00 +0100\n"      \
  "Message-ID: <1@mx.example.com>\n"             \
  "MIME-Version: 1.0\n"                          \
  "Content-Type: " type "\n\n"

#define REPORT_TYPE "multipart/report; report-type=delivery-status; boundary=b"
#define REPORT      HEAD (REPORT_TYPE)

#define PART(type, body) "--b\nContent-Type: " type "\n\n" body "\n"
#define END              "--b--\n"

#define FIELDS                                  \
  "Reporting-MTA: dns; mx.example.com\n"        \
  "\n"                                          \
  "Final-Recipient: rfc822; user@example.net\n" \
  "Action: failed\n"                            \
  "Status: 5.1.1\n"

#define TEXT   PART ("text/plain", "Sorry.\n")
#define STATUS PART ("message/delivery-status", FIELDS)
#define ORIGINAL          \
  PART ("message/rfc822", \
        "From: news@example.com\nSubject: News\nMessage-ID: <42@example.com>\n\nHello\n")

static inline DsnReport *
parse_octets (const char *text, gsize length)
{
  g_autoptr (DsnParser) parser = dsn_parser_new ();
  g_autoptr (GBytes) bytes = g_bytes_new (text, length);

  return dsn_parser_parse (parser, bytes, length);
}

static inline DsnReport *
parse_text (const char *text)
{
  return parse_octets (text, strlen (text));
}

/* "KIND FORMAT ADDRESS:STATUS …" */
static inline char *
summary (const DsnReport *report)
{
  GString *out = g_string_new (dsn_kind_to_string (dsn_report_get_kind (report)));

  if (dsn_report_get_format (report))
    g_string_append_printf (out, " %s", dsn_report_get_format (report));
  for (guint i = 0; i < dsn_report_get_n_recipients (report); i++) {
    const DsnRecipient *recipient = dsn_report_get_recipient (report, i);
    g_autofree char *status = dsn_status_to_string (dsn_recipient_get_status (recipient));

    g_string_append_printf (out, " %s:%s", dsn_recipient_get_address (recipient), status);
  }
  return g_string_free (out, FALSE);
}
