/* lint-options.c: the command line of dsn-lint.
 * SPDX-License-Identifier: LGPL-2.1-or-later */
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

#include "lint-options.h"

/* Ends the process for a wrong use of the options. */
#define REFUSE(...) exit (tool_usage_error (__VA_ARGS__))

static const ToolUsage usage = {
  "dsn-lint",
  "[FILE | FOLDER | -]…",
  "Tells what is wrong with delivery status notifications, where, and which standard says so.",
  "Without an input, standard input is read. dsn-lint(1) tells more.",
};

static void
choose_format (LintOptions *options)
{
  const char *name = options->format_name ? options->format_name : "text";

  if (strcmp (name, "text") == 0)
    options->format = LINT_TEXT;
  else if (strcmp (name, "json") == 0)
    options->format = LINT_JSON;
  else if (strcmp (name, "sarif") == 0)
    options->format = LINT_SARIF;
  else
    REFUSE ("--format: there is no format \"%s\"", name);
  options->colour = !options->output_path && isatty (STDOUT_FILENO) && tool_wants_colour (stdout);
}

static void
check_options (LintOptions *options)
{
  if (options->severity_name
      && !dsn_severity_from_string (options->severity_name, &options->min_severity))
    REFUSE ("--min-severity: there is no severity \"%s\"", options->severity_name);
  for (char **rule = options->disabled; rule && *rule; rule++)
    if (!dsn_rule_exists (*rule))
      REFUSE ("--disable: there is no rule \"%s\"", *rule);
  if (options->explain && !dsn_rule_exists (options->explain))
    REFUSE ("--explain: there is no rule \"%s\"", options->explain);
  if (options->jobs < 0 || options->max_size < 0 || options->max_parts < 0
      || options->max_recipients < 0 || options->max_depth < 0)
    REFUSE ("a number of jobs or a limit cannot be below zero");
  if (options->fix && options->paths[1] && options->paths[2])
    REFUSE ("--fix takes one message");
  if (options->fix && options->format_name)
    REFUSE ("--fix writes the message, in no format");
}

void
lint_options_read (LintOptions *o, char **argv)
{
  const GOptionEntry entries[] = {
    { "format", 'f', 0, G_OPTION_ARG_STRING, &o->format_name, "text, json or sarif", "FORMAT" },
    { "output", 'o', 0, G_OPTION_ARG_FILENAME, &o->output_path, "Write to FILE", "FILE" },
    { "quiet", 'q', 0, G_OPTION_ARG_NONE, &o->quiet, "Print nothing; the exit status tells", NULL },
    { "min-severity", 0, 0, G_OPTION_ARG_STRING, &o->severity_name,
      "Pass over what is less than: note, warning or error", "SEVERITY" },
    { "disable", 0, 0, G_OPTION_ARG_STRING_ARRAY, &o->disabled, "Pass over what breaks RULE",
      "RULE" },
    { "rules", 0, 0, G_OPTION_ARG_NONE, &o->rules, "List all rules and exit", NULL },
    { "explain", 0, 0, G_OPTION_ARG_STRING, &o->explain, "Tell what RULE asks for and exit",
      "RULE" },
    { "fix", 0, 0, G_OPTION_ARG_NONE, &o->fix, "Write the message, with what is certain corrected",
      NULL },
    { "jobs", 'j', 0, G_OPTION_ARG_INT, &o->jobs, "Work with N threads (default: processors)",
      "N" },
    { "max-size", 0, 0, G_OPTION_ARG_INT64, &o->max_size, "Octets read of one message", "N" },
    { "max-parts", 0, 0, G_OPTION_ARG_INT, &o->max_parts, "MIME parts looked at", "N" },
    { "max-recipients", 0, 0, G_OPTION_ARG_INT, &o->max_recipients, "Recipients read", "N" },
    { "max-depth", 0, 0, G_OPTION_ARG_INT, &o->max_depth, "Depth of nested parts", "N" },
    TOOL_NO_SANDBOX (&o->no_sandbox),
    G_OPTION_ENTRY_NULL
  };

  o->paths = tool_parse_options (&usage, entries, argv);
  choose_format (o);
  check_options (o);
}

DsnLint *
lint_options_make_lint (const LintOptions *options)
{
  DsnLint *lint = dsn_lint_new ();
  DsnParser *parser = dsn_lint_get_parser (lint);

  for (char **rule = options->disabled; rule && *rule; rule++)
    (void) dsn_lint_disable (lint, *rule, NULL);
  dsn_lint_set_min_severity (lint, options->min_severity);
  if (options->max_recipients > 0)
    dsn_parser_set_limit (parser, DSN_LIMIT_RECIPIENTS, (guint) options->max_recipients);
  if (options->max_parts > 0)
    dsn_parser_set_limit (parser, DSN_LIMIT_PARTS, (guint) options->max_parts);
  if (options->max_depth > 0)
    dsn_parser_set_limit (parser, DSN_LIMIT_DEPTH, (guint) options->max_depth);
  return lint;
}

void
lint_options_give_up_rights (const LintOptions *options)
{
  const ToolNeeds needs = { .inputs = (const char *const *) options->paths + 1 };

  if (!options->no_sandbox)
    tool_sandbox_enter (&needs);
}

void
lint_options_clear (LintOptions *options)
{
  g_free (options->format_name);
  g_free (options->output_path);
  g_free (options->severity_name);
  g_free (options->explain);
  g_strfreev (options->disabled);
  g_strfreev (options->paths);
}
