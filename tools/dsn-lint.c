/* dsn-lint: whether delivery status notifications are right, and who says so.
 * SPDX-License-Identifier: LGPL-2.1-or-later */
#include <string.h>

#include "lint-fix.h"
#include "lint-options.h"
#include "lint-rules.h"

/* What one message gave. */
typedef struct {
  GString *text;
  gboolean is_report;
  guint count[DSN_SEVERITY_ERROR + 1];
} Result;

typedef struct {
  const LintOptions *options;
  DsnLint *lint;
  DsnMailbox *mailbox;
  ToolOutput *output;
  ToolProgress *progress;
  guint64 messages;
  guint64 reports;
  guint64 count[DSN_SEVERITY_ERROR + 1];
  gboolean has_results;
  gboolean trouble;
} Run;

static void
result_free (gpointer data)
{
  Result *result = data;

  g_string_free (result->text, TRUE);
  g_free (result);
}

static void
print_verdict (const Run *run, const DsnVerdict *verdict, GString *out)
{
  switch (run->options->format) {
  case LINT_JSON:
    dsn_verdict_append_json (verdict, out);
    g_string_append_c (out, '\n');
    break;
  case LINT_SARIF:
    dsn_sarif_append_results (verdict, out);
    break;
  default:
    dsn_verdict_append_text (verdict, run->options->colour, out);
  }
}

/* Runs in any thread. */
static gpointer
work (DsnMessage *message, gpointer data)
{
  const Run *run = data;
  g_autoptr (DsnVerdict) verdict = dsn_lint_check (run->lint, message);
  Result *result = g_new0 (Result, 1);

  result->text = g_string_new (NULL);
  result->is_report = dsn_report_get_kind (dsn_verdict_get_report (verdict)) == DSN_KIND_DSN;
  for (DsnSeverity i = DSN_SEVERITY_NOTE; i <= DSN_SEVERITY_ERROR; i++)
    result->count[i] = dsn_verdict_count (verdict, i);
  if (!run->options->quiet)
    print_verdict (run, verdict, result->text);
  return result;
}

static gboolean
write_text (Run *run, const char *text, GError **error)
{
  return tool_output_write (run->output, text, strlen (text), error);
}

static gboolean
write_result (Run *run, Result *result, GError **error)
{
  if (result->text->len == 0)
    return TRUE;
  if (run->options->format == LINT_SARIF && run->has_results)
    g_string_prepend (result->text, ",\n");
  run->has_results = TRUE;
  return tool_progress_write (run->progress, run->output, result->text, error);
}

static gboolean
sink (gpointer data, const GError *fault, gpointer run_data, GError **error)
{
  Run *run = run_data;
  Result *result = data;
  gboolean ok;

  if (fault) {
    tool_progress_warn (run->progress, fault);
    run->trouble = TRUE;
    return TRUE;
  }
  run->messages++;
  run->reports += result->is_report ? 1 : 0;
  for (DsnSeverity i = DSN_SEVERITY_NOTE; i <= DSN_SEVERITY_ERROR; i++)
    run->count[i] += result->count[i];
  ok = write_result (run, result, error);
  result_free (result);
  tool_progress_update (run->progress, run->mailbox, run->messages);
  return ok;
}

static void
add_inputs (const Run *run)
{
  if (run->options->max_size > 0)
    dsn_mailbox_set_max_size (run->mailbox, (gsize) run->options->max_size);
  dsn_mailbox_set_count_lines (run->mailbox, TRUE);
  tool_add_inputs (run->mailbox, run->options->paths);
}

#define COUNT(n, one, many) (n), (n) == 1 ? (one) : (many)

/* What was looked at and what was found, in a line. */
static char *
summarize (const Run *run)
{
  return g_strdup_printf ("%" G_GUINT64_FORMAT " %s, %" G_GUINT64_FORMAT " %s: %" G_GUINT64_FORMAT
                          " %s, %" G_GUINT64_FORMAT " %s, %" G_GUINT64_FORMAT " %s",
                          COUNT (run->messages, "message", "messages"),
                          COUNT (run->reports, "report", "reports"),
                          COUNT (run->count[DSN_SEVERITY_ERROR], "error", "errors"),
                          COUNT (run->count[DSN_SEVERITY_WARNING], "warning", "warnings"),
                          COUNT (run->count[DSN_SEVERITY_NOTE], "note", "notes"));
}

static gboolean
write_begin (Run *run, GError **error)
{
  g_autofree char *head = NULL;

  if (run->options->format != LINT_SARIF || run->options->quiet)
    return TRUE;
  head = dsn_sarif_begin (DSN_VERSION);
  return write_text (run, head, error);
}

static gboolean
write_end (Run *run, GError **error)
{
  g_autofree char *text = NULL;

  if (run->options->quiet)
    return TRUE;
  if (run->options->format == LINT_SARIF)
    text = dsn_sarif_end ();
  else if (run->options->format == LINT_JSON)
    text =
        g_strdup_printf ("{\"summary\":{\"messages\":%" G_GUINT64_FORMAT
                         ",\"reports\":%" G_GUINT64_FORMAT ",\"errors\":%" G_GUINT64_FORMAT
                         ",\"warnings\":%" G_GUINT64_FORMAT ",\"notes\":%" G_GUINT64_FORMAT "}}\n",
                         run->messages, run->reports, run->count[DSN_SEVERITY_ERROR],
                         run->count[DSN_SEVERITY_WARNING], run->count[DSN_SEVERITY_NOTE]);
  return !text || write_text (run, text, error);
}

static gboolean
check_all (Run *run, GError **error)
{
  DsnPipeline pipeline = { work, sink, result_free, run };
  gboolean ok = write_begin (run, error)
                && dsn_pipeline_run (&pipeline, run->mailbox, (guint) run->options->jobs, error)
                && write_end (run, error);

  return tool_output_close (run->output, ok, ok ? error : NULL) && ok;
}

static int
check_inputs (const LintOptions *options)
{
  g_autoptr (DsnLint) lint = lint_options_make_lint (options);
  g_autoptr (DsnMailbox) mailbox = dsn_mailbox_new ();
  g_autoptr (ToolProgress) progress = tool_progress_new ();
  Run run = { .options = options, .lint = lint, .mailbox = mailbox, .progress = progress };
  g_autoptr (GError) error = NULL;
  g_autofree char *summary = NULL;

  add_inputs (&run);
  run.output = tool_output_open (options->output_path, &error);
  lint_options_give_up_rights (options);
  if (!run.output || !check_all (&run, &error)) {
    tool_progress_warn (progress, error);
    return TOOL_TROUBLE;
  }
  tool_progress_clear (progress);
  summary = summarize (&run);
  if (options->format == LINT_TEXT && !options->quiet)
    tool_warn ("%s", summary);
  if (run.trouble)
    return TOOL_TROUBLE;
  return run.count[DSN_SEVERITY_ERROR] > 0 ? TOOL_NOT_FOUND : TOOL_OK;
}

int
main (int argc G_GNUC_UNUSED, char **argv)
{
  g_auto (LintOptions) options = { .jobs = 0 };

  lint_options_read (&options, argv);
  if (options.rules || options.explain)
    return lint_rules_print (&options);
  return options.fix ? lint_fix (&options) : check_inputs (&options);
}
