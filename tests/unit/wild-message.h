/* wild-message.h: what the tests of the families share: bounces that people read.
 * SPDX-License-Identifier: LGPL-2.1-or-later */
#pragma once

#include <string.h>

#include "dsn-parser.h"

/* A message of one text; @fields are header fields with their line ends. */
#define BOUNCE(fields, body)                       \
  fields "To: news@example.com\n"                  \
         "Date: Mon, 23 Nov 2026 10:00:00 +0100\n" \
         "\n" body

/* What came back, as most mail systems append it. */
#define RETURNED                                                                           \
  "Return-Path: <news@example.com>\n"                                                      \
  "Received: from client.example.com by mx.example.org; Mon, 23 Nov 2026 09:59:58 +0100\n" \
  "From: News <news@example.com>\n"                                                        \
  "To: jo@example.net\n"                                                                   \
  "Subject: November news\n"                                                               \
  "Message-ID: <42@example.com>\n"                                                         \
  "\n"                                                                                     \
  "Hello\n"

static inline DsnReport *
parse_bounce (const char *text)
{
  g_autoptr (DsnParser) parser = dsn_parser_new ();
  g_autoptr (GBytes) bytes = g_bytes_new (text, strlen (text));

  return dsn_parser_parse (parser, bytes, strlen (text));
}

/* "dsn qmail" and, for each recipient, "| address action status code". */
static inline char *
bounce_summary (const DsnReport *report)
{
  const char *format = dsn_report_get_format (report);
  GString *out = g_string_new (dsn_kind_to_string (dsn_report_get_kind (report)));

  g_string_append_printf (out, " %s", format ? format : "-");
  for (guint i = 0; i < dsn_report_get_n_recipients (report); i++) {
    const DsnRecipient *recipient = dsn_report_get_recipient (report, i);
    const DsnReply *reply = dsn_recipient_get_reply (recipient);
    g_autofree char *status = dsn_status_to_string (dsn_recipient_get_status (recipient));
    const char *action = dsn_action_to_string (dsn_recipient_get_action (recipient));

    g_string_append_printf (out, " | %s %s %s %u", dsn_recipient_get_address (recipient),
                            action ? action : "-", status ? status : "-",
                            reply ? dsn_reply_get_code (reply) : 0);
  }
  return g_string_free (out, FALSE);
}

/* Fails unless the message gives this summary. */
#define assert_bounce(text, want)                        \
  G_STMT_START                                           \
  {                                                      \
    g_autoptr (DsnReport) report_ = parse_bounce (text); \
    g_autofree char *got_ = bounce_summary (report_);    \
    g_assert_cmpstr (got_, ==, want);                    \
  }                                                      \
  G_STMT_END

/* What was said of a recipient; NULL for nothing. */
static inline const char *
said_of (const DsnReport *report, guint index)
{
  return dsn_recipient_get_text (dsn_report_get_recipient (report, index),
                                 DSN_FIELD_DIAGNOSTIC_CODE);
}

/* Fails if a message is taken for a bounce where a person quotes it, or sends it on under that name. */
static inline void
assert_not_when_quoted (const char *text)
{
  const char *body = strstr (text, "\n\n") + 2;
  g_auto (GStrv) lines = g_strsplit (body, "\n", -1);
  g_autofree char *quoted = g_strjoinv ("\n> ", lines);
  g_autofree char *reply =
      g_strconcat ("From: Jo <jo@example.org>\nTo: kim@example.com\n"
                   "Subject: Re: Undelivered mail: delivery failure\n\nWhat is this?\n> ",
                   quoted, NULL);

  assert_bounce (reply, "other -");
}

/* Fails if a person's answer that quotes a bounce, or tells of one, is taken for a bounce. */
#define assert_no_bounce(subject, body)                                                          \
  G_STMT_START                                                                                   \
  {                                                                                              \
    g_auto (GStrv) lines_ = g_strsplit (body, "\n", -1);                                         \
    g_autofree char *quoted_ = g_strjoinv ("\n> ", lines_);                                      \
    g_autofree char *answer_ = g_strconcat (                                                     \
        BOUNCE ("From: Jo <jo@example.net>\nSubject: Re: " subject "\n", "What is this?\n\n> "), \
        quoted_, "\n", NULL);                                                                    \
    assert_bounce (answer_, "other -");                                                          \
  }                                                                                              \
  G_STMT_END
