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
  if (options->explain && !dsn_rule_exists (options->explain))
    REFUSE ("--explain: there is no rule \"%s\"", options->explain);
  if (options->jobs < 0 || options->max_size < 0 || options->max_parts < 0
      || options->max_recipients < 0 || options->max_depth < 0)
    REFUSE ("a number of jobs or a limit cannot be below zero");
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
    { "jobs", 'j', 0, G_OPTION_ARG_INT, &o->jobs, "Work with N threads (default: processors)",
      "N" },
    { "max-size", 0, 0, G_OPTION_ARG_INT64, &o->max_size, "Octets read of one message", "N" },
    { "max-parts", 0, 0, G_OPTION_ARG_INT, &o->max_parts, "MIME parts looked at", "N" },
    { "max-recipients", 0, 0, G_OPTION_ARG_INT, &o->max_recipients, "Recipients read", "N" },
    { "max-depth", 0, 0, G_OPTION_ARG_INT, &o->max_depth, "Depth of nested parts", "N" },
    G_OPTION_ENTRY_NULL
  };

  o->paths = tool_parse_options (&usage, entries, argv);
  choose_format (o);
  check_options (o);
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
