/* test-problem.c: what was wrong: the table of rules, and how many problems a report keeps.
 * SPDX-License-Identifier: LGPL-2.1-or-later */
#include "dsn-private.h"

#include "report-text.h"

static DsnProblem *
make_problem (DsnRule rule)
{
  return _dsn_problem_new (rule, -1, NULL, DSN_NO_OFFSET, "text");
}

/* An id is of words in lower case with "-" between them. */
static void
test_ids (void)
{
  g_autoptr (GHashTable) seen = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, NULL);

  for (DsnRule rule = 0; rule < DSN_RULE_COUNT; rule++) {
    DsnProblem *problem = make_problem (rule);
    const char *id = dsn_problem_get_rule (problem);

    g_assert_true (g_regex_match_simple ("^[a-z0-9]+(-[a-z0-9]+)*$", id, 0, 0));
    g_assert_true (g_hash_table_add (seen, g_strdup (id)));
    g_assert_cmpint (_dsn_problem_get_rule_number (problem), ==, rule);
    _dsn_problem_free (problem);
  }
}

/* The name of the constant says the same as the id. */
static void
test_constants (void)
{
#define DSN_RULE(constant, id, severity, reference) { #constant, id },
  static const struct {
    const char *constant;
    const char *id;
  } rules[] = {
#include "dsn-rules.def"
  };
#undef DSN_RULE

  g_assert_cmpuint (G_N_ELEMENTS (rules), ==, DSN_RULE_COUNT);
  for (gsize i = 0; i < G_N_ELEMENTS (rules); i++) {
    g_autofree char *want = g_strdelimit (g_ascii_strdown (rules[i].constant, -1), "_", '-');

    g_assert_cmpstr (rules[i].id, ==, want);
  }
}

static void
test_references (void)
{
  for (DsnRule rule = 0; rule < DSN_RULE_COUNT; rule++) {
    DsnProblem *problem = make_problem (rule);
    const char *reference = dsn_problem_get_reference (problem);

    g_assert_true (g_regex_match_simple ("^(limit|RFC [0-9]+( section [0-9]+(\\.[0-9]+)*)?)$",
                                         reference, 0, 0));
    _dsn_problem_free (problem);
  }
}

static void
test_severities (void)
{
  g_assert_cmpstr (dsn_severity_to_string (DSN_SEVERITY_NOTE), ==, "note");
  g_assert_cmpstr (dsn_severity_to_string (DSN_SEVERITY_WARNING), ==, "warning");
  g_assert_cmpstr (dsn_severity_to_string (DSN_SEVERITY_ERROR), ==, "error");
  for (DsnRule rule = 0; rule < DSN_RULE_COUNT; rule++) {
    DsnProblem *problem = make_problem (rule);

    g_assert_cmpint (dsn_problem_get_severity (problem), <=, DSN_SEVERITY_ERROR);
    _dsn_problem_free (problem);
  }
}

static void
test_parts (void)
{
  g_autoptr (DsnReport) report = dsn_report_new ();
  const DsnProblem *problem;

  _dsn_report_add_problem (report, DSN_RULE_BAD_STATUS, 2, "Status", 17, "%s is %d", "it", 5);
  problem = g_ptr_array_index (dsn_report_get_problems (report), 0);
  g_assert_cmpstr (dsn_problem_get_rule (problem), ==, "bad-status");
  g_assert_cmpint (dsn_problem_get_recipient (problem), ==, 2);
  g_assert_cmpstr (dsn_problem_get_field (problem), ==, "Status");
  g_assert_cmpint (dsn_problem_get_offset (problem), ==, 17);
  g_assert_cmpstr (dsn_problem_get_text (problem), ==, "it is 5");
  g_assert_true (_dsn_report_has_problem (report, DSN_RULE_BAD_STATUS, 2));
  g_assert_false (_dsn_report_has_problem (report, DSN_RULE_BAD_STATUS, -1));
  g_assert_false (_dsn_report_has_problem (report, DSN_RULE_BAD_ACTION, 2));
}

static void
test_many (void)
{
  g_autoptr (DsnReport) report = dsn_report_new ();

  for (guint i = 0; i < 1000; i++)
    _dsn_report_add_problem (report, DSN_RULE_BAD_DATE, -1, NULL, DSN_NO_OFFSET, "%u", i);
  g_assert_cmpuint (dsn_report_get_problems (report)->len, ==, 100);
}

/* A problem that quotes a long value is cut between two characters. */
static void
test_long (void)
{
  for (gsize shift = 0; shift < 3; shift++) {
    g_autoptr (DsnReport) report = dsn_report_new ();
    g_autofree char *before = repeat_text ("x", shift);
    g_autofree char *value = repeat_text ("日", 1000);
    const char *text;

    _dsn_report_add_problem (report, DSN_RULE_BAD_DATE, -1, NULL, DSN_NO_OFFSET, "%s%s", before,
                             value);
    text = dsn_problem_get_text (g_ptr_array_index (dsn_report_get_problems (report), 0));
    g_assert_cmpuint (strlen (text), <=, 300);
    g_assert_cmpuint (strlen (text), >, 280);
    g_assert_true (g_utf8_validate (text, -1, NULL));
    g_assert_true (g_str_has_suffix (text, "日…"));
  }
}

static void
test_length_that_fits (void)
{
  g_autoptr (DsnReport) report = dsn_report_new ();
  g_autofree char *value = repeat_text ("x", 300);

  _dsn_report_add_problem (report, DSN_RULE_BAD_DATE, -1, NULL, DSN_NO_OFFSET, "%s", value);
  g_assert_cmpstr (dsn_problem_get_text (g_ptr_array_index (dsn_report_get_problems (report), 0)),
                   ==, value);
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/problem/rules/ids-are-unique-and-well-formed", test_ids);
  g_test_add_func ("/problem/rules/constants-say-the-same", test_constants);
  g_test_add_func ("/problem/rules/references-name-a-section", test_references);
  g_test_add_func ("/problem/rules/have-a-severity", test_severities);
  g_test_add_func ("/problem/parts-come-back", test_parts);
  g_test_add_func ("/problem/at-most-a-hundred-are-kept", test_many);
  g_test_add_func ("/problem/long-text-is-cut-between-characters", test_long);
  g_test_add_func ("/problem/text-that-fits-is-not-cut", test_length_that_fits);
  return g_test_run ();
}
