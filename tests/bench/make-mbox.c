/* make-mbox: an mbox of many mixed reports, the same for the same numbers, for measurements.
 *
 * usage: make-mbox COUNT >FILE
 * SPDX-License-Identifier: LGPL-2.1-or-later */
#include <stdio.h>
#include <stdlib.h>

#include "dsn.h"

/* What a recipient may have met. */
static const struct {
  const char *status;
  const char *diagnostic;
} fates[] = {
  { "5.1.1", "550 5.1.1 <%s>: Recipient address rejected: User unknown in virtual mailbox table" },
  { "5.2.2", "552-5.2.2 The mailbox you wrote to is full. 552-5.2.2 Please ask its owner to make "
             "room, 552 5.2.2 then send your message again" },
  { "5.7.1", "554 5.7.1 Service unavailable; Client host [192.0.2.25] blocked using a list" },
  { "5.7.26", "550-5.7.26 This message has no authentication and the domain asks for it. "
              "550 5.7.26 See the sender guidelines" },
  { "5.4.4", "450 4.4.4 Host or domain name not found. Name service error for name=example.net" },
  { "4.4.1", "451 4.4.1 connect to mx.example.net[198.51.100.7]:25: Connection timed out" },
  { "4.2.2", "452 4.2.2 Mailbox full, please try again later" },
  { "2.0.0", "250 2.0.0 Ok: queued as 4F2A1C" },
  { "5.7.7", "554 5.7.7 Message altered in transit" },
};

static DsnValue *
value (const char *type, const char *text)
{
  return dsn_value_new (type, text, NULL);
}

static void
set (DsnRecipient *recipient, DsnField field, const char *type, const char *text)
{
  dsn_recipient_set_value (recipient, field, value (type, text));
}

static void
add_recipient (DsnReport *report, GRand *random)
{
  DsnRecipient *recipient = dsn_report_add_recipient (report);
  guint fate = (guint) g_rand_int_range (random, 0, G_N_ELEMENTS (fates));
  const char *status = fates[fate].status;
  g_autofree char *address =
      g_strdup_printf ("user%d@d%d.example.net", g_rand_int_range (random, 0, 100000),
                       g_rand_int_range (random, 0, 500));
  g_auto (GStrv) parts = g_strsplit (fates[fate].diagnostic, "%s", 2);
  g_autofree char *diagnostic = g_strjoinv (address, parts);

  set (recipient, DSN_FIELD_FINAL_RECIPIENT, "rfc822", address);
  if (g_rand_boolean (random))
    set (recipient, DSN_FIELD_ORIGINAL_RECIPIENT, "rfc822", address);
  dsn_recipient_set_action (recipient, *status == '5'   ? DSN_ACTION_FAILED
                                       : *status == '4' ? DSN_ACTION_DELAYED
                                                        : DSN_ACTION_DELIVERED);
  set (recipient, DSN_FIELD_STATUS, NULL, status);
  set (recipient, DSN_FIELD_REMOTE_MTA, "dns", "mx.example.net");
  set (recipient, DSN_FIELD_DIAGNOSTIC_CODE, "smtp", diagnostic);
  set (recipient, DSN_FIELD_LAST_ATTEMPT_DATE, NULL, "2026-11-23T10:00:00+01:00");
}

static DsnReport *
make_report (GRand *random, int number)
{
  DsnReport *report = dsn_report_new ();
  g_autofree char *id = g_strdup_printf ("20261123.%d@mx.example.org", number);
  int recipients = g_rand_int_range (random, 0, 10) == 0 ? g_rand_int_range (random, 2, 12) : 1;

  dsn_report_set_kind (report, DSN_KIND_DSN);
  dsn_report_set_header (report, DSN_HEADER_TO, "news@example.com");
  dsn_report_set_header (report, DSN_HEADER_DATE, "2026-11-23T10:00:00+01:00");
  dsn_report_set_header (report, DSN_HEADER_MESSAGE_ID, id);
  dsn_report_set_value (report, DSN_FIELD_REPORTING_MTA, value ("dns", "mx.example.org"));
  dsn_report_set_value (report, DSN_FIELD_ARRIVAL_DATE, value (NULL, "2026-11-23T09:59:58+01:00"));
  dsn_report_add_extension (report, "X-Example-Queue-ID", "4F2A1C9BD7", DSN_NO_OFFSET);
  while (recipients-- > 0)
    add_recipient (report, random);
  dsn_reason_diagnose (report);
  return report;
}

/* An original with the usual fields and one to sixty lines. */
static GBytes *
make_original (GRand *random, int number)
{
  GString *text = g_string_new (NULL);

  for (int hop = 0; hop < 4; hop++)
    g_string_append_printf (text,
                            "Received: from host%d.example.com (host%d.example.com [192.0.2.%d])\n"
                            "\tby mx.example.org (Postfix) with ESMTPS id %08X\n"
                            "\tfor <list@example.net>; Mon, 23 Nov 2026 09:59:5%d +0100 (CET)\n",
                            hop, hop, hop + 1, g_rand_int (random), hop);
  g_string_append_printf (text,
                          "From: News <news@example.com>\nTo: list@example.net\n"
                          "Subject: November news %d\nDate: Mon, 23 Nov 2026 09:59:50 +0100\n"
                          "Message-ID: <%d@example.com>\nMIME-Version: 1.0\n"
                          "Content-Type: text/plain; charset=us-ascii\n\n",
                          number, number);
  for (int line = g_rand_int_range (random, 1, 60); line > 0; line--)
    g_string_append (text, "There is something to be told, and it takes a whole line to do so.\n");
  return g_string_free_to_bytes (text);
}

/* Mail systems report what there is, whatever is to be said against it. */
static DsnBuilder *
new_builder (void)
{
  DsnBuilder *builder = dsn_builder_new ();
  g_auto (GStrv) rules = dsn_rule_list (DSN_RULE_SCOPE_REPORT);

  for (char **rule = rules; *rule; rule++)
    dsn_builder_allow (builder, *rule, NULL);
  return builder;
}

int
main (int argc, char **argv)
{
  int count = argc == 2 ? atoi (argv[1]) : 0;
  g_autoptr (GRand) random = g_rand_new_with_seed (3464);
  g_autoptr (DsnBuilder) builder = new_builder ();

  for (int i = 0; i < count; i++) {
    g_autoptr (DsnReport) report = make_report (random, i);
    g_autoptr (GBytes) original = make_original (random, i);
    g_autoptr (GError) error = NULL;
    g_autoptr (GBytes) message = NULL;

    dsn_builder_set_original (builder, original,
                              g_rand_boolean (random) ? DSN_RETURN_FULL : DSN_RETURN_HEADERS);
    message = dsn_builder_build (builder, report, FALSE, &error);
    if (!message) {
      fprintf (stderr, "make-mbox: %s\n", error->message);
      return 1;
    }
    printf ("From MAILER-DAEMON Mon Nov 23 10:00:00 2026\n");
    fwrite (g_bytes_get_data (message, NULL), 1, g_bytes_get_size (message), stdout);
    printf ("\n");
  }
  return count > 0 && fflush (stdout) == 0 && !ferror (stdout) ? 0 : 2;
}
