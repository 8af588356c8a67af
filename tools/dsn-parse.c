/* dsn-parse: what saved bounces say.
 * SPDX-License-Identifier: LGPL-2.1-or-later */
#include <errno.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

#include "tool.h"

/* What a result may take to be used again; else, in time, each would be as large as the largest. */
#define RESULT_KEPT 8192

typedef enum { FORMAT_TEXT, FORMAT_JSON, FORMAT_CSV, FORMAT_EXPLANATION } Format;

/* What is asked for. */
typedef struct {
  char *format_name;
  char *output_path;
  char *log_path;
  char *only_name;
  char **verps;
  char **paths;
  char **rules;
  gboolean explain;
  gboolean quiet;
  gboolean no_sandbox;
  int jobs;
  int max_recipients;
  int max_parts;
  int max_depth;
  gint64 max_size;
  Format format;
  DsnTextStyle style;
  guint width;
  DsnKind only;
} Options;

/* What one message gave. */
typedef struct {
  GString *text;
  DsnKind kind;
} Result;

typedef struct {
  const Options *options;
  DsnParser *parser;
  DsnPhrases *phrases; /* NULL for none but the library's */
  DsnMailbox *mailbox;
  ToolOutput *output;
  ToolProgress *progress;
  /* Of Result: written, and to be used again. */
  GAsyncQueue *idle;
  guint64 messages;
  guint64 reports;
  gboolean trouble;
} Run;

static void
result_free (gpointer data)
{
  Result *result = data;

  g_string_free (result->text, TRUE);
  g_free (result);
}

static Result *
result_take (GAsyncQueue *idle)
{
  Result *result = g_async_queue_try_pop (idle);

  if (!result) {
    result = g_new0 (Result, 1);
    result->text = g_string_new (NULL);
  }
  g_string_truncate (result->text, 0);
  return result;
}

static void
result_give_back (GAsyncQueue *idle, Result *result)
{
  if (result->text->allocated_len > RESULT_KEPT)
    result_free (result);
  else
    g_async_queue_push (idle, result);
}

static void
print_report (const Run *run, const DsnReport *report, GString *out)
{
  const Options *options = run->options;
  g_autofree char *text = NULL;

  switch (options->format) {
  case FORMAT_EXPLANATION:
    text = dsn_reason_explain (report, run->phrases);
    break;
  case FORMAT_CSV:
    text = dsn_csv_print (report);
    break;
  case FORMAT_TEXT:
    text = dsn_text_print (report, options->style, options->width);
    break;
  default:
    dsn_json_append (report, out);
    g_string_append_c (out, '\n');
    return;
  }
  g_string_append (out, text);
}

/* Runs in any thread. */
static gpointer
work (DsnMessage *message, gpointer data)
{
  const Run *run = data;
  g_autoptr (DsnReport) report = dsn_parser_parse (run->parser, dsn_message_get_bytes (message),
                                                   dsn_message_get_size (message));
  Result *result = result_take (run->idle);

  dsn_report_set_source (report, dsn_message_get_path (message), dsn_message_get_index (message),
                         dsn_message_get_offset (message), dsn_message_get_size (message));
  result->kind = dsn_report_get_kind (report);
  if (!run->options->quiet && (!run->options->only_name || run->options->only == result->kind))
    print_report (run, report, result->text);
  return result;
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
  run->reports += result->kind == DSN_KIND_DSN;
  ok = tool_progress_write (run->progress, run->output, result->text, error);
  result_give_back (run->idle, result);
  tool_progress_update (run->progress, run->mailbox, run->messages);
  return ok;
}

static void
set_limits (Run *run)
{
  const Options *options = run->options;

  if (options->max_recipients > 0)
    dsn_parser_set_limit (run->parser, DSN_LIMIT_RECIPIENTS, (guint) options->max_recipients);
  if (options->max_parts > 0)
    dsn_parser_set_limit (run->parser, DSN_LIMIT_PARTS, (guint) options->max_parts);
  if (options->max_depth > 0)
    dsn_parser_set_limit (run->parser, DSN_LIMIT_DEPTH, (guint) options->max_depth);
  if (options->max_size > 0)
    dsn_mailbox_set_max_size (run->mailbox, (gsize) options->max_size);
}

static gboolean
read_all (Run *run, GError **error)
{
  DsnPipeline pipeline = { work, sink, result_free, run };
  gboolean ok = TRUE;

  if (run->options->format == FORMAT_CSV && !run->options->quiet) {
    g_autofree char *header = dsn_csv_header ();

    ok = tool_output_write (run->output, header, strlen (header), error);
  }
  ok = ok && dsn_pipeline_run (&pipeline, run->mailbox, (guint) run->options->jobs, error);
  if (!ok) {
    tool_output_close (run->output, FALSE, NULL);
    return FALSE;
  }
  return tool_output_close (run->output, TRUE, error);
}

static void
options_clear (Options *options)
{
  g_free (options->format_name);
  g_free (options->output_path);
  g_free (options->log_path);
  g_free (options->only_name);
  g_strfreev (options->verps);
  g_strfreev (options->paths);
  g_strfreev (options->rules);
}

G_DEFINE_AUTO_CLEANUP_CLEAR_FUNC (Options, options_clear)

/* The last step before anything is read of what strangers wrote. */
static void
give_up_rights (const Options *options)
{
  const ToolNeeds needs = { .inputs = (const char *const *) options->paths + 1,
                            .adds_to_log = options->log_path != NULL };

  if (!options->no_sandbox)
    tool_sandbox_enter (&needs);
}

static int
parse_inputs (const Options *options)
{
  Run run = { .options = options };
  g_autoptr (DsnParser) parser = run.parser = dsn_parser_new ();
  g_autoptr (DsnMailbox) mailbox = run.mailbox = dsn_mailbox_new ();
  g_autoptr (ToolProgress) progress = run.progress = tool_progress_new ();
  g_autoptr (GAsyncQueue) idle = run.idle = g_async_queue_new_full (result_free);
  g_autoptr (GError) error = NULL;
  g_autoptr (DsnPhrases) phrases = run.phrases = tool_load_rules (options->rules, &error);

  if (error)
    return tool_usage_error ("--rules: %s", error->message);
  dsn_parser_set_phrases (parser, phrases);
  set_limits (&run);
  if (!tool_check_verps (options->verps, &error))
    return tool_usage_error ("--verp: %s", error->message);
  tool_add_verps (parser, options->verps);
  tool_add_inputs (run.mailbox, options->paths);
  run.output = options->log_path ? tool_output_append (options->log_path, &error)
                                 : tool_output_open (options->output_path, &error);
  give_up_rights (options);
  if (!run.output || !read_all (&run, &error)) {
    tool_progress_warn (run.progress, error);
    return TOOL_TROUBLE;
  }
  if (run.trouble)
    return TOOL_TROUBLE;
  return run.reports > 0 ? TOOL_OK : TOOL_NOT_FOUND;
}

/* Where no format is named, people get text and programs get JSON. */
static gboolean
choose_format (Options *options)
{
  const char *name = options->format_name;
  gboolean to_terminal = !options->output_path && !options->log_path && isatty (STDOUT_FILENO);

  options->style = to_terminal && tool_wants_colour (stdout) ? DSN_TEXT_COLOUR : DSN_TEXT_PLAIN;
  options->width = tool_width ();
  if (options->explain)
    options->format = FORMAT_EXPLANATION;
  else if (!name)
    options->format = to_terminal ? FORMAT_TEXT : FORMAT_JSON;
  else if (strcmp (name, "text") == 0)
    options->format = FORMAT_TEXT;
  else if (strcmp (name, "json") == 0)
    options->format = FORMAT_JSON;
  else if (strcmp (name, "csv") == 0)
    options->format = FORMAT_CSV;
  else
    return FALSE;
  return TRUE;
}

static const ToolUsage usage = {
  "dsn-parse",
  "[FILE | FOLDER | -]…",
  "Reads saved e-mails and tells what the delivery status notifications among them say.",
  "Without an input, standard input is read. dsn-parse(1) tells more.",
};

static int
check_options (const Options *o)
{
  if (o->jobs < 0 || o->max_size < 0 || o->max_parts < 0 || o->max_recipients < 0
      || o->max_depth < 0)
    return tool_usage_error ("a number of jobs or a limit cannot be below zero");
  if (o->log_path && (o->output_path || o->format != FORMAT_JSON))
    return tool_usage_error ("--append adds JSON to one file, with no other format or output");
  return TOOL_OK;
}

int
main (int argc G_GNUC_UNUSED, char **argv)
{
  g_auto (Options) o = { .jobs = 0 };
  const GOptionEntry entries[] = {
    { "format", 'f', 0, G_OPTION_ARG_STRING, &o.format_name, "text, json or csv", "FORMAT" },
    { "output", 'o', 0, G_OPTION_ARG_FILENAME, &o.output_path, "Write to FILE", "FILE" },
    { "append", 0, 0, G_OPTION_ARG_FILENAME, &o.log_path, "Add JSON to FILE, as whole lines",
      "FILE" },
    { "quiet", 'q', 0, G_OPTION_ARG_NONE, &o.quiet, "Print nothing; the exit status tells", NULL },
    { "only", 0, 0, G_OPTION_ARG_STRING, &o.only_name,
      "Print only messages of this kind: dsn, arf, mdn, auto-reply or other", "KIND" },
    { "explain-reason", 0, 0, G_OPTION_ARG_NONE, &o.explain,
      "Print what each reason was told from, in place of the report", NULL },
    TOOL_RULES (&o.rules),
    TOOL_VERP (&o.verps),
    { "jobs", 'j', 0, G_OPTION_ARG_INT, &o.jobs, "Parse with N threads (default: processors)",
      "N" },
    { "max-size", 0, 0, G_OPTION_ARG_INT64, &o.max_size, "Octets read of one message", "N" },
    { "max-parts", 0, 0, G_OPTION_ARG_INT, &o.max_parts, "MIME parts looked at", "N" },
    { "max-recipients", 0, 0, G_OPTION_ARG_INT, &o.max_recipients, "Recipients read", "N" },
    { "max-depth", 0, 0, G_OPTION_ARG_INT, &o.max_depth, "Depth of nested parts", "N" },
    TOOL_NO_SANDBOX (&o.no_sandbox),
    G_OPTION_ENTRY_NULL
  };

  o.paths = tool_parse_options (&usage, entries, argv);
  if (!choose_format (&o))
    return tool_usage_error ("--format: there is no format \"%s\"", o.format_name);
  if (o.only_name && !dsn_kind_from_string (o.only_name, &o.only))
    return tool_usage_error ("--only: there is no kind \"%s\"", o.only_name);
  return check_options (&o) == TOOL_OK ? parse_inputs (&o) : TOOL_TROUBLE;
}
