/* spec.c: JSON that asks for a report, the message that is made of it, and the report in that.
 * SPDX-License-Identifier: LGPL-2.1-or-later */
#include "builder-same.h"
#include "fuzz.h"

static void
try_build (const DsnReport *report, gboolean downgrade)
{
  g_autoptr (DsnBuilder) builder = dsn_builder_new ();
  g_autoptr (GDateTime) date = dsn_date_parse (DATE);
  g_autoptr (GPtrArray) problems = NULL;
  g_autoptr (GError) error = NULL;
  g_autoptr (GBytes) message = NULL;

  if (!dsn_report_get_header (report, DSN_HEADER_DATE))
    dsn_builder_set_date (builder, date);
  dsn_builder_set_downgrade (builder, downgrade);
  problems = dsn_builder_check (builder, report);
  message = dsn_builder_build (builder, report, FALSE, &error);
  g_assert_true ((message != NULL) == (problems->len == 0));
  /* Of an explanation the parser reads what the fields do not say. */
  if (message && !dsn_report_get_explanation (report))
    assert_reads_back (report, message, downgrade);
  else if (!message)
    g_assert_error (error, DSN_ERROR, DSN_ERROR_INVALID);
}

static DsnReport *
print_and_read (const DsnReport *report)
{
  g_autofree char *json = dsn_json_print (report);
  g_autoptr (GError) error = NULL;
  DsnReport *again = dsn_json_parse (json, &error);

  assert_json (json);
  g_assert_no_error (error);
  g_assert_cmpuint (dsn_report_get_n_recipients (again), ==, dsn_report_get_n_recipients (report));
  return again;
}

/* A status that was drawn from a reply is read back as the Status field; then nothing changes. */
static void
try_print (const DsnReport *report)
{
  g_autoptr (DsnReport) once = print_and_read (report);
  g_autoptr (DsnReport) twice = print_and_read (once);
  g_autofree char *first = dsn_json_print (once);
  g_autofree char *second = dsn_json_print (twice);

  g_assert_cmpstr (second, ==, first);
}

int
LLVMFuzzerTestOneInput (const uint8_t *data, size_t size)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (GPtrArray) reports = dsn_json_parse_all ((const char *) data, (gsize) size, &error);

  if (!reports) {
    assert_utf8 (error->message);
    return 0;
  }
  for (guint i = 0; i < MIN (reports->len, 3); i++) {
    DsnReport *report = g_ptr_array_index (reports, i);

    try_print (report);
    try_build (report, FALSE);
    try_build (report, TRUE);
    dsn_report_set_explanation (report, NULL);
    try_build (report, FALSE);
    try_build (report, TRUE);
  }
  return 0;
}
