/* lint-fix.c: dsn-lint --fix.
 * SPDX-License-Identifier: LGPL-2.1-or-later */
#include <string.h>

#include "lint-fix.h"

/* Ends the output; without a message there is none. */
static gboolean
write_message (ToolOutput *output, GBytes *bytes, GError **error)
{
  gsize length = 0;
  const char *text = bytes ? g_bytes_get_data (bytes, &length) : "";
  gboolean ok = bytes && tool_output_write (output, text, length, error);

  return tool_output_close (output, ok, ok ? error : NULL) && ok;
}

static void
say_changes (const LintOptions *options, const GPtrArray *changes)
{
  for (guint i = 0; i < changes->len && !options->quiet; i++)
    tool_warn ("%s", (const char *) g_ptr_array_index (changes, i));
}

/* Says what is left, as it would be said of the message that was written. Returns whether there is an error
 * among it. */
static gboolean
say_rest (const LintOptions *options, const DsnLint *lint, GBytes *bytes)
{
  g_autoptr (DsnMessage) message = dsn_message_new (
      bytes, options->output_path ? options->output_path : "-", 0, 0, g_bytes_get_size (bytes));
  g_autoptr (DsnVerdict) verdict = dsn_lint_check (lint, message);
  g_autoptr (GString) text = g_string_new (NULL);

  dsn_verdict_append_text (verdict, FALSE, text);
  if (!options->quiet)
    fputs (text->str, stderr);
  return dsn_verdict_count (verdict, DSN_SEVERITY_ERROR) > 0;
}

int
lint_fix (const LintOptions *options)
{
  g_autoptr (DsnLint) lint = lint_options_make_lint (options);
  g_autoptr (GError) error = NULL;
  ToolOutput *output = tool_output_open (options->output_path, &error);
  const char *path = options->paths[1] ? options->paths[1] : "-";
  g_autoptr (DsnMessage) message = NULL;
  g_autoptr (GPtrArray) changes = NULL;
  g_autoptr (GBytes) fixed = NULL;

  lint_options_give_up_rights (options);
  message = output ? dsn_mailbox_read_single (path, &error) : NULL;
  fixed = message ? dsn_fix (lint, message, &changes) : NULL;
  if (!output || !write_message (output, fixed, &error)) {
    tool_warn ("%s", error->message);
    return TOOL_TROUBLE;
  }
  say_changes (options, changes);
  return say_rest (options, lint, fixed) ? TOOL_NOT_FOUND : TOOL_OK;
}
