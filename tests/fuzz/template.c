/* template.c: any text as a template of the human part.
 * SPDX-License-Identifier: LGPL-2.1-or-later */
#include "fuzz.h"

static DsnReport *
some_report (void)
{
  DsnReport *report = dsn_report_new ();

  dsn_report_set_kind (report, DSN_KIND_DSN);
  dsn_request_set (report, NULL, DSN_FIELD_REPORTING_MTA, "mx.example.org");
  dsn_report_set_original_header (report, DSN_HEADER_SUBJECT, "News");
  for (guint i = 0; i < 2; i++) {
    DsnRecipient *recipient = dsn_report_add_recipient (report);

    dsn_request_set (report, recipient, DSN_FIELD_FINAL_RECIPIENT, "jo@example.net");
    dsn_request_set (report, recipient, DSN_FIELD_ACTION, "failed");
    dsn_request_set (report, recipient, DSN_FIELD_STATUS, "5.7.7");
    dsn_request_set (report, recipient, DSN_FIELD_DIAGNOSTIC_CODE, "550 5.7.7 No {{good}}");
  }
  return report;
}

int
LLVMFuzzerTestOneInput (const uint8_t *data, size_t size)
{
  g_autofree char *text_template = g_utf8_make_valid ((const char *) data, (gssize) size);
  g_autoptr (GError) error = NULL;
  g_autoptr (DsnTemplate) template = dsn_template_new (text_template, "x", &error);
  g_autoptr (DsnReport) report = NULL;
  g_autofree char *text = NULL;
  g_autofree char *subject = NULL;

  g_assert_true ((template == NULL) == (error != NULL));
  if (!template)
    return 0;
  report = some_report ();
  text = dsn_template_render (template, report, dsn_catalog_get ("en", NULL), NULL);
  if (text)
    assert_utf8 (text);
  subject = dsn_template_render_subject (template, report, dsn_catalog_get ("en", NULL), NULL);
  if (subject)
    assert_utf8 (subject);
  return 0;
}
