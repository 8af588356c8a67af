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
  if (message)
    assert_reads_back (report, message, downgrade);
  else
    g_assert_error (error, DSN_ERROR, DSN_ERROR_INVALID);
}

/* What is printed of a report and read again is printed the same. */
static void
try_print (const DsnReport *report)
{
  g_autofree char *json = dsn_json_print (report);
  g_autoptr (GError) error = NULL;
  g_autoptr (DsnReport) again = dsn_json_parse (json, &error);
  g_autofree char *twice = NULL;

  assert_json (json);
  g_assert_no_error (error);
  twice = dsn_json_print (again);
  g_assert_cmpstr (twice, ==, json);
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
  }
  return 0;
}
