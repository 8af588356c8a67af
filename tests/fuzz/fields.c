/* fields.c: the body of message/delivery-status; who is written into it is read back.
 * SPDX-License-Identifier: LGPL-2.1-or-later */
#include "fuzz.h"

static DsnReport *
read_fields (const char *body, gsize length)
{
  DsnReport *report = dsn_report_new ();

  dsn_fields_parse (report, body, length, 0, 100);
  dsn_report_set_kind (report, DSN_KIND_DSN);
  return report;
}

/* A recipient without a field that can be written cannot be read back. */
static gboolean
is_writable (const DsnReport *report)
{
  for (guint i = 0; i < dsn_report_get_n_recipients (report); i++)
    if (!dsn_recipient_get_value (dsn_report_get_recipient (report, i), DSN_FIELD_FINAL_RECIPIENT))
      return FALSE;
  return TRUE;
}

int
LLVMFuzzerTestOneInput (const uint8_t *data, size_t size)
{
  g_autoptr (DsnReport) report = read_fields ((const char *) data, size);
  g_autofree char *ascii = dsn_fields_to_string (report, DSN_FIELDS_ASCII);
  g_autofree char *utf8 = dsn_fields_to_string (report, DSN_FIELDS_UTF8);
  g_autoptr (DsnReport) again = read_fields (utf8, strlen (utf8));
  g_autofree char *json = NULL;

  g_assert_true (g_str_is_ascii (ascii));
  assert_utf8 (utf8);
  if (is_writable (report)) {
    g_autofree char *second = dsn_fields_to_string (again, DSN_FIELDS_UTF8);
    g_autoptr (DsnReport) last = read_fields (second, strlen (second));
    g_autofree char *third = dsn_fields_to_string (last, DSN_FIELDS_UTF8);

    g_assert_cmpuint (dsn_report_get_n_recipients (again), ==,
                      dsn_report_get_n_recipients (report));
    /* Blanks that control characters were written as are gone by now. */
    g_assert_cmpstr (third, ==, second);
  }
  dsn_reason_diagnose (report);
  json = dsn_json_print (report);
  assert_json (json);
  return 0;
}
