/* reason.c: what servers say to the reason for it. Before a NUL in the input stand rules of a user.
 * SPDX-License-Identifier: LGPL-2.1-or-later */
#include "fuzz.h"

static DsnReport *
report_of (const char *text)
{
  DsnReport *report = dsn_report_new ();
  DsnRecipient *recipient = dsn_report_add_recipient (report);

  dsn_report_set_kind (report, DSN_KIND_DSN);
  dsn_recipient_set_value (recipient, DSN_FIELD_FINAL_RECIPIENT,
                           dsn_value_new ("rfc822", "jo@example.net", NULL));
  dsn_recipient_set_value (recipient, DSN_FIELD_DIAGNOSTIC_CODE,
                           dsn_value_new ("smtp", text, NULL));
  dsn_report_set_explanation (report, text);
  (void) dsn_report_add_recipient (report);
  return report;
}

static void
diagnose (const char *text, const DsnPhrases *phrases)
{
  g_autoptr (DsnReport) report = report_of (text);
  g_autofree char *json = NULL;
  g_autofree char *explained = NULL;

  dsn_reason_diagnose_with (report, phrases);
  json = dsn_json_print (report);
  assert_json (json);
  explained = dsn_reason_explain (report, phrases);
  assert_utf8 (explained);
}

int
LLVMFuzzerTestOneInput (const uint8_t *data, size_t size)
{
  g_autofree char *octets = g_strndup ((const char *) data, size);
  gsize length = strlen (octets);
  g_autofree char *text = g_utf8_make_valid (length < size ? octets + length + 1 : octets, -1);
  g_autoptr (DsnPhrases) phrases = dsn_phrases_new ();
  g_autoptr (GError) error = NULL;

  if (length < size && !dsn_phrases_add_text (phrases, "x", octets, -1, &error))
    assert_utf8 (error->message);
  diagnose (text, phrases);
  return 0;
}
