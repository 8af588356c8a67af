/* lint-options.h: the command line of dsn-lint.
 * SPDX-License-Identifier: LGPL-2.1-or-later */
#pragma once

#include "tool.h"

G_BEGIN_DECLS

typedef enum { LINT_TEXT, LINT_JSON, LINT_SARIF } LintFormat;

typedef struct {
  char *format_name;
  char *output_path;
  char *severity_name;
  char *explain;
  char **disabled;
  char **paths;
  gboolean fix;
  gboolean rules;
  gboolean quiet;
  gboolean no_sandbox;
  int jobs;
  int max_recipients;
  int max_parts;
  int max_depth;
  gint64 max_size;
  LintFormat format;
  DsnSeverity min_severity;
  gboolean colour;
} LintOptions;

/* Reads the command line; ends the process with TOOL_TROUBLE where it is wrong. */
void lint_options_read (LintOptions *options, char **argv);
/* What looks as the command line says. (transfer full) */
DsnLint *lint_options_make_lint (const LintOptions *options);
/* The last step before anything is read of what strangers wrote: gives up what is not needed for it. */
void lint_options_give_up_rights (const LintOptions *options);
void lint_options_clear (LintOptions *options);

G_DEFINE_AUTO_CLEANUP_CLEAR_FUNC (LintOptions, lint_options_clear)

G_END_DECLS
