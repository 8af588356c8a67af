/* test-malform.c: reports that are wrong on purpose.
 * SPDX-License-Identifier: LGPL-2.1-or-later */
#include "builder-report.h"

#include "lint-text.h"

static GBytes *
make (gboolean crlf)
{
  g_autoptr (DsnBuilder) builder = dsn_builder_new ();
  g_autoptr (DsnReport) report = new_report ();
  g_autoptr (GError) error = NULL;
  GBytes *message = dsn_builder_build (builder, report, crlf, &error);

  g_assert_no_error (error);
  return message;
}

static char *
find_in (GBytes *message)
{
  g_autoptr (DsnLint) lint = dsn_lint_new ();
  g_autoptr (DsnVerdict) verdict =
      lint_octets (lint, g_bytes_get_data (message, NULL), g_bytes_get_size (message));
  GString *rules = g_string_new (NULL);

  for (guint i = 0; i < dsn_verdict_get_n_findings (verdict); i++)
    g_string_append_printf (
        rules, "%s ",
        dsn_problem_get_rule (dsn_finding_get_problem (dsn_verdict_get_finding (verdict, i))));
  return g_string_free (rules, FALSE);
}

static void
test_several (void)
{
  const char *rules[] = { "missing-date", "missing-status", "encoded-status-part", NULL };
  g_autoptr (GBytes) message = make (FALSE);
  g_autoptr (GError) error = NULL;
  g_autoptr (GBytes) broken = dsn_malform (message, rules, &error);
  g_autofree char *found = NULL;

  g_assert_no_error (error);
  found = find_in (broken);
  g_assert_nonnull (strstr (found, "missing-date "));
  g_assert_nonnull (strstr (found, "missing-status "));
  g_assert_nonnull (strstr (found, "encoded-status-part "));
}

static void
test_crlf (void)
{
  const char *rules[] = { "missing-status", NULL };
  g_autoptr (GBytes) message = make (TRUE);
  g_autoptr (GBytes) broken = dsn_malform (message, rules, NULL);
  const char *text = g_bytes_get_data (broken, NULL);
  gsize length = g_bytes_get_size (broken);

  for (gsize i = 0; i < length; i++)
    if (text[i] == '\n')
      g_assert_cmpint (text[i - 1], ==, '\r');
  g_assert_cmpuint (length, <, g_bytes_get_size (message));
}

static void
test_refusals (void)
{
  const char *unknown[] = { "missing-all", NULL };
  const char *third_part[] = { "encoded-original", NULL };
  g_autoptr (GBytes) message = make (FALSE);
  g_autoptr (GError) error = NULL;

  g_assert_null (dsn_malform (message, unknown, &error));
  g_assert_error (error, DSN_ERROR, DSN_ERROR_NOT_FOUND);
  g_clear_error (&error);
  g_assert_null (dsn_malform (message, third_part, &error));
  g_assert_error (error, DSN_ERROR, DSN_ERROR_INVALID);
}

/* Whatever is given is broken or refused, but nothing else happens. */
static void
test_any_octets (void)
{
  static const char *const texts[] = {
    "",
    "\n",
    "x",
    "Content-Type: multipart/report; boundary=b\n\n",
    "Content-Type: multipart/report; boundary=b\n\n--b\n--b\n--b",
    "Content-Type: x\n\n--b--\n"
  };
  g_auto (GStrv) rules = dsn_malform_list ();

  for (guint i = 0; i < G_N_ELEMENTS (texts); i++) {
    g_autoptr (GBytes) bytes = g_bytes_new_static (texts[i], strlen (texts[i]));

    for (char **rule = rules; *rule; rule++) {
      const char *one[] = { *rule, NULL };
      g_autoptr (GBytes) broken = dsn_malform (bytes, one, NULL);

      g_assert_true (!broken || g_bytes_get_size (broken) < 10000);
    }
  }
}

static void
test_list (void)
{
  g_auto (GStrv) rules = dsn_rule_list (DSN_RULE_SCOPE_REPORT);
  g_auto (GStrv) malformations = dsn_malform_list ();

  g_assert_cmpuint (g_strv_length (malformations), ==, g_strv_length (rules));
  for (char **rule = rules; *rule; rule++)
    g_assert_true (g_strv_contains ((const char *const *) malformations, *rule));
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/malform/several-at-once", test_several);
  g_test_add_func ("/malform/line-ends-stay", test_crlf);
  g_test_add_func ("/malform/refusals", test_refusals);
  g_test_add_func ("/malform/any-octets", test_any_octets);
  g_test_add_func ("/malform/every-rule-of-reports-can-be-broken", test_list);
  return g_test_run ();
}
