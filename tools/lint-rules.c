/* lint-rules.c: what dsn-lint tells of its rules.
 * SPDX-License-Identifier: LGPL-2.1-or-later */
#include <string.h>

#include "lint-rules.h"

/* Of reports, then those of limits: what dsn-lint may find. */
static const DsnRuleScope scopes[] = { DSN_RULE_SCOPE_REPORT, DSN_RULE_SCOPE_LIMIT };

static const char *
get_reference (const char *id)
{
  const char *reference = dsn_rule_get_reference (id);

  return strcmp (reference, "limit") == 0 ? "a limit of what is read" : reference;
}

static void
list_rules (GString *out)
{
  for (guint i = 0; i < G_N_ELEMENTS (scopes); i++) {
    g_auto (GStrv) ids = dsn_rule_list (scopes[i]);

    for (char **id = ids; *id; id++)
      g_string_append_printf (out, "%-28s %-8s %s\n", *id,
                              dsn_severity_to_string (dsn_rule_get_severity (*id)),
                              get_reference (*id));
  }
}

static void
explain_rule (const char *id, GString *out)
{
  const char *wrong = dsn_rule_get_wrong (id);
  const char *right = dsn_rule_get_right (id);

  g_string_append_printf (out, "%s (%s, %s)\n", id,
                          dsn_severity_to_string (dsn_rule_get_severity (id)), get_reference (id));
  if (wrong)
    g_string_append_printf (out, "\nWrong: %s\n", wrong);
  if (right)
    g_string_append_printf (out, "Right: %s\n", right);
}

int
lint_rules_print (const LintOptions *options)
{
  g_autoptr (GString) text = g_string_new (NULL);
  g_autoptr (GError) error = NULL;
  ToolOutput *output;

  if (options->explain)
    explain_rule (options->explain, text);
  else
    list_rules (text);
  output = tool_output_open (options->output_path, &error);
  if (output && tool_output_write (output, text->str, text->len, &error)
      && tool_output_close (output, TRUE, &error))
    return TOOL_OK;
  tool_warn ("%s", error->message);
  return TOOL_TROUBLE;
}
