/* test-rule.c: the rules and what is said of them.
 * SPDX-License-Identifier: LGPL-2.1-or-later */
#include <string.h>

#include "dsn.h"

static const DsnRuleScope scopes[] = { DSN_RULE_SCOPE_REPORT, DSN_RULE_SCOPE_LIMIT,
                                       DSN_RULE_SCOPE_FEEDBACK, DSN_RULE_SCOPE_REQUEST };

/* A sentence begins with a capital letter or a quote and ends with a full stop. */
static void
assert_sentence (const char *id, const char *text)
{
  if (!text || !g_ascii_isupper (*text) || text[strlen (text) - 1] != '.')
    g_error ("templates/rules.ini [%s]: \"%s\" is no sentence", id, text ? text : "");
}

static void
test_texts (void)
{
  for (guint i = 0; i < G_N_ELEMENTS (scopes); i++) {
    g_auto (GStrv) ids = dsn_rule_list (scopes[i]);

    g_assert_cmpuint (g_strv_length (ids), >, 2);
    for (char **id = ids; *id; id++) {
      assert_sentence (*id, dsn_rule_get_wrong (*id));
      assert_sentence (*id, dsn_rule_get_right (*id));
    }
  }
}

/* No text is of a rule that is not there. */
static void
test_strays (void)
{
  g_autoptr (GKeyFile) file = g_key_file_new ();
  g_autofree char *path = g_test_build_filename (G_TEST_DIST, "templates", "rules.ini", NULL);
  g_autoptr (GError) error = NULL;
  g_auto (GStrv) groups = NULL;

  g_key_file_load_from_file (file, path, G_KEY_FILE_NONE, &error);
  g_assert_no_error (error);
  groups = g_key_file_get_groups (file, NULL);
  for (char **group = groups; *group; group++)
    g_assert_true (dsn_rule_exists (*group));
}

static void
test_facts (void)
{
  g_assert_true (dsn_rule_exists ("missing-status"));
  g_assert_false (dsn_rule_exists ("missing"));
  g_assert_cmpint (dsn_rule_get_severity ("missing-status"), ==, DSN_SEVERITY_ERROR);
  g_assert_cmpint (dsn_rule_get_scope ("missing-status"), ==, DSN_RULE_SCOPE_REPORT);
  g_assert_cmpint (dsn_rule_get_scope ("too-many-parts"), ==, DSN_RULE_SCOPE_LIMIT);
  g_assert_cmpstr (dsn_rule_get_reference ("missing-status"), ==, "RFC 3464 section 2.3.4");
}

static void
test_severities (void)
{
  DsnSeverity severity;

  g_assert_true (dsn_severity_from_string ("warning", &severity));
  g_assert_cmpint (severity, ==, DSN_SEVERITY_WARNING);
  g_assert_false (dsn_severity_from_string ("bad", &severity));
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/rule/each-has-two-sentences", test_texts);
  g_test_add_func ("/rule/each-text-has-its-rule", test_strays);
  g_test_add_func ("/rule/facts", test_facts);
  g_test_add_func ("/rule/severities", test_severities);
  return g_test_run ();
}
