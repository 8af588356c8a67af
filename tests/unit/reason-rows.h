/* reason-rows.h: what the tests of the diagnosis share: fields of one recipient, and the reason they tell.
 * SPDX-License-Identifier: LGPL-2.1-or-later */
#pragma once

#include "dsn-fields.h"
#include "dsn-reason.h"

#include "report-text.h"

#define FINAL(text)  "Final-Recipient: rfc822; " text "\n"
#define REMOTE(text) "Remote-MTA: dns; " text "\n"
#define FAILED       FINAL ("jo@example.net") "Action: failed\n"
#define DELAYED      FINAL ("jo@example.net") "Action: delayed\n"
#define STATUS(code) "Status: " code "\n"
#define SMTP(text)   "Diagnostic-Code: smtp; " text "\n"
#define RCPT         " (in reply to RCPT TO command)"
#define DATA         " (in reply to end of DATA command)"

static DsnReport *
read_fields (const char *fields, const char *explanation)
{
  DsnReport *report = dsn_report_new ();

  dsn_fields_parse (report, fields, strlen (fields), 0, 10);
  dsn_report_set_explanation (report, explanation);
  return report;
}

/* "REASON SOURCE", with "!" behind the reason of a hard bounce. */
static char *
tell_reason (const DsnReport *report)
{
  const DsnRecipient *recipient = dsn_report_get_recipient (report, 0);
  const char *source = dsn_recipient_get_evidence (recipient, DSN_EVIDENCE_REASON);

  return g_strdup_printf ("%s%s %s", dsn_recipient_get_reason (recipient),
                          dsn_recipient_get_hard_bounce (recipient) ? "!" : "",
                          source ? source : "-");
}

/* @rules: those of a user, NULL for none. */
typedef struct {
  const char *path;
  const char *fields;
  const char *explanation;
  const char *rules;
  const char *want;
} Row;

static void
test_row (gconstpointer data)
{
  const Row *row = data;
  g_autoptr (DsnReport) report = read_fields (row->fields, row->explanation);
  g_autoptr (DsnPhrases) phrases = row->rules ? dsn_phrases_new () : NULL;
  g_autofree char *got = NULL;

  if (phrases)
    g_assert_true (dsn_phrases_add_text (phrases, "own", row->rules, -1, NULL));
  dsn_reason_diagnose_with (report, phrases);
  got = tell_reason (report);
  g_assert_cmpstr (got, ==, row->want);
}
