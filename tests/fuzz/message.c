/* message.c: a whole message to everything that is printed of it.
 * SPDX-License-Identifier: LGPL-2.1-or-later */
#include "fuzz.h"

static void
print_report (const DsnReport *report)
{
  g_autofree char *json = dsn_json_print (report);
  g_autofree char *csv = dsn_csv_print (report);
  g_autofree char *text = dsn_text_print (report, DSN_TEXT_PLAIN, 80);
  g_autofree char *colour = dsn_text_print (report, DSN_TEXT_COLOUR, 40);
  g_autofree char *fields = dsn_filter_print (report, DSN_FILTER_PREFIX, "\n", 65536, NULL);
  gsize quotes = 0;

  assert_json (json);
  g_assert_null (strchr (json, '\n'));
  assert_utf8 (csv);
  for (const char *at = csv; *at; at++)
    quotes += *at == '"';
  g_assert_cmpuint (quotes % 2, ==, 0);
  assert_plain (text);
  assert_utf8 (colour);
  g_assert_true (g_str_is_ascii (fields));
}

/* What is printed of a report is a report that can be asked for. */
static void
read_back (const DsnReport *report)
{
  g_autofree char *json = dsn_json_print (report);
  g_autoptr (GError) error = NULL;
  g_autoptr (DsnReport) again = NULL;

  if (dsn_report_get_kind (report) != DSN_KIND_DSN)
    return;
  again = dsn_json_parse (json, &error);
  g_assert_no_error (error);
  g_assert_cmpuint (dsn_report_get_n_recipients (again), ==, dsn_report_get_n_recipients (report));
}

static void
lint (GBytes *bytes)
{
  g_autoptr (DsnLint) lint = dsn_lint_new ();
  g_autoptr (DsnMessage) message = dsn_message_new (bytes, "x", 0, 0, g_bytes_get_size (bytes));
  g_autoptr (DsnVerdict) verdict = dsn_lint_check (lint, message);
  g_autoptr (GString) text = g_string_new (NULL);
  g_autoptr (GString) json = g_string_new (NULL);
  g_autoptr (GString) sarif = g_string_new ("[");

  dsn_verdict_append_text (verdict, FALSE, text);
  assert_plain (text->str);
  dsn_verdict_append_json (verdict, json);
  assert_json (json->str);
  dsn_sarif_append_results (verdict, sarif);
  g_string_append_c (sarif, ']');
  assert_json (sarif->str);
}

int
LLVMFuzzerTestOneInput (const uint8_t *data, size_t size)
{
  g_autoptr (DsnParser) parser = dsn_parser_new ();
  g_autoptr (GBytes) bytes = g_bytes_new (data, size);
  g_autoptr (DsnReport) report = dsn_parser_parse (parser, bytes, size);
  g_autofree char *explained = NULL;

  print_report (report);
  dsn_reason_diagnose (report);
  print_report (report);
  explained = dsn_reason_explain (report, NULL);
  assert_utf8 (explained);
  read_back (report);
  lint (bytes);
  return 0;
}
