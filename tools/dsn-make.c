/* dsn-make: a delivery status notification of what options or JSON say.
 * SPDX-License-Identifier: LGPL-2.1-or-later */
#include <stdlib.h>
#include <string.h>

#include "make-malform.h"
#include "make-options.h"
#include "make-output.h"
#include "make-spec.h"

typedef struct {
  const MakeOptions *options;
  DsnBuilder *builder;
  MakeOutput *output;
  /* Of reports that have none. */
  GDateTime *date;
  int status;
} Run;

/* Says each line of a text, after where it is about. */
static void
complain (const char *place, const char *text)
{
  g_auto (GStrv) lines = g_strsplit (text, "\n", -1);

  for (guint i = 0; lines[i]; i++)
    tool_warn ("%s%s", place, lines[i]);
}

/* Says what went wrong with one report. Returns whether others may still be made. */
static gboolean
note (Run *run, const char *place, const GError *error)
{
  gboolean refused = error->domain == DSN_ERROR
                     && (error->code == DSN_ERROR_INVALID || error->code == DSN_ERROR_SYNTAX);

  complain (place, error->message);
  run->status = MAX (run->status, refused ? TOOL_NOT_FOUND : TOOL_TROUBLE);
  return refused;
}

/* What reproducible-builds.org asks of programs that put a date into what they make. */
static gboolean
choose_date (Run *run)
{
  const char *epoch = g_getenv ("SOURCE_DATE_EPOCH");
  gint64 seconds = 0;

  if (!epoch || !*epoch)
    run->date = g_date_time_new_now_utc ();
  else if (g_ascii_string_to_signed (epoch, 10, 0, G_MAXINT32 * G_GINT64_CONSTANT (64), &seconds,
                                     NULL))
    run->date = g_date_time_new_from_unix_utc (seconds);
  if (!run->date)
    tool_warn ("SOURCE_DATE_EPOCH: \"%s\" is not a number of seconds", epoch);
  return run->date != NULL;
}

/* Lets the report have a date, so that whatever it is put into can have the same. (transfer full) */
static GDateTime *
set_date (const Run *run, DsnReport *report)
{
  const char *text = dsn_report_get_header (report, DSN_HEADER_DATE);
  GDateTime *date;

  if (run->options->date) {
    g_autofree char *normal = dsn_date_to_rfc3339 (run->options->date);

    dsn_report_set_header (report, DSN_HEADER_DATE, normal);
    return g_date_time_ref (run->options->date);
  }
  date = text ? dsn_date_parse (text) : NULL;
  if (date)
    return date;
  if (!text) {
    g_autofree char *normal = dsn_date_to_rfc3339 (run->date);

    dsn_report_set_header (report, DSN_HEADER_DATE, normal);
  }
  return g_date_time_ref (run->date);
}

/* Makes one report. Returns whether others may be made after it. */
static gboolean
make_report (Run *run, DsnReport *report, const char *place)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (GDateTime) date = set_date (run, report);
  g_autoptr (GBytes) message = dsn_builder_build (run->builder, report, run->options->crlf, &error);

  if (message && run->options->malform) {
    g_autoptr (GBytes) whole = g_steal_pointer (&message);

    message = make_malform (whole, run->options->malform, &error);
  }
  if (!message)
    return note (run, place, error);
  if (make_output_put (run->output, message, date, &error))
    return TRUE;
  return note (run, "", error);
}

/* What becomes of a recipient of which the options say nothing but the address. */
static void
fill_own_recipients (const MakeOptions *options)
{
  DsnRecipient *defaults = dsn_report_get_recipient (options->defaults, 0);

  dsn_request_fill (options->report, defaults);
  for (guint i = 0; i < dsn_report_get_n_recipients (options->report); i++) {
    DsnRecipient *recipient = dsn_report_get_recipient (options->report, i);

    if (!dsn_recipient_get_value (recipient, DSN_FIELD_ACTION)
        && !dsn_recipient_get_value (recipient, DSN_FIELD_STATUS))
      dsn_recipient_set_action (recipient, DSN_ACTION_FAILED);
  }
  dsn_request_fill (options->report, NULL);
}

static gboolean
make_from_spec (Run *run, MakeSpec *spec)
{
  const MakeOptions *options = run->options;
  g_autoptr (GError) error = NULL;
  g_autoptr (DsnReport) report = make_spec_next (spec, &error);

  if (!report)
    return error
           && note (run,
                    error->code == DSN_ERROR_IO || error->code == DSN_ERROR_EMPTY
                        ? ""
                        : make_spec_get_place (spec),
                    error);
  if (options->language)
    dsn_report_set_explanation (report, NULL);
  dsn_request_fill (report, dsn_report_get_recipient (options->defaults, 0));
  dsn_request_merge (report, options->report);
  return make_report (run, report, make_spec_get_place (spec));
}

static void
make_all (Run *run)
{
  const MakeOptions *options = run->options;
  g_autoptr (GError) error = NULL;
  g_autoptr (MakeSpec) spec = NULL;

  fill_own_recipients (options);
  if (!options->spec) {
    make_report (run, options->report, "");
    return;
  }
  spec = make_spec_open (options->spec, &error);
  if (!spec)
    note (run, "", error);
  while (spec && make_from_spec (run, spec))
    ;
}

/* A report that was read is made again as it was; what is more than a warning is refused there, too. */
static gboolean
is_allowed (const MakeOptions *options, const char *rule)
{
  char **allowed = options->allowed;

  if (options->spec && dsn_rule_get_severity (rule) < DSN_SEVERITY_ERROR)
    return TRUE;
  return allowed
         && (g_strv_contains ((const char *const *) allowed, rule)
             || g_strv_contains ((const char *const *) allowed, "all"));
}

static void
allow_rules (const Run *run)
{
  g_auto (GStrv) rules = dsn_rule_list (DSN_RULE_SCOPE_REPORT);

  for (char **rule = rules; *rule; rule++)
    if (is_allowed (run->options, *rule))
      (void) dsn_builder_allow (run->builder, *rule, NULL);
}

static gboolean
set_up_builder (const Run *run, GError **error)
{
  const MakeOptions *options = run->options;
  g_auto (GStrv) folders = tool_template_folders (options->templates);
  g_autoptr (DsnMessage) original = NULL;
  DsnTemplate *text_template = NULL;

  if (options->template_file) {
    text_template = dsn_template_load_file (options->template_file, error);
    if (!text_template)
      return FALSE;
  }
  dsn_builder_set_template (run->builder, text_template);
  dsn_builder_set_language (run->builder, options->language);
  dsn_builder_set_folders (run->builder, (const char *const *) folders);
  dsn_builder_set_downgrade (run->builder, options->ascii);
  dsn_builder_set_boundary (run->builder, options->boundary);
  allow_rules (run);
  dsn_builder_set_return_path (run->builder, options->return_path);
  if (!options->original)
    return TRUE;
  original = dsn_mailbox_read_single (options->original, error);
  if (!original)
    return FALSE;
  dsn_builder_set_original (run->builder, dsn_message_get_bytes (original), options->how_much);
  return TRUE;
}

/* The last step before anything is read: what is returned, and what a spec was made of, strangers wrote. */
static void
give_up_rights (const MakeOptions *options)
{
  g_auto (GStrv) folders = tool_template_folders (options->templates);
  g_autoptr (GPtrArray) inputs = g_ptr_array_new ();
  ToolNeeds needs = { .delivers_to = options->maildir };

  for (char **folder = folders; *folder; folder++)
    g_ptr_array_add (inputs, *folder);
  if (options->template_file)
    g_ptr_array_add (inputs, options->template_file);
  if (options->original)
    g_ptr_array_add (inputs, options->original);
  g_ptr_array_add (inputs, options->spec);
  g_ptr_array_add (inputs, NULL);
  needs.inputs = (const char *const *) inputs->pdata;
  if (options->mbox && strcmp (options->mbox, "-") != 0)
    needs.delivers_to = options->mbox;
  if (!options->no_sandbox)
    tool_sandbox_enter (&needs);
}

static void
make_output (Run *run, GError **error)
{
  run->output = make_output_open (run->options, error);
  give_up_rights (run->options);
  if (!run->output)
    return;
  if (set_up_builder (run, error))
    make_all (run);
  else
    run->status = TOOL_TROUBLE;
  make_output_close (run->output, run->status == TOOL_OK || !run->options->output,
                     *error ? NULL : error);
}

/* Makes what was asked for; returns the exit status. */
static int
run_options (const MakeOptions *options)
{
  g_autoptr (DsnBuilder) builder = dsn_builder_new ();
  Run run = { options, builder, NULL, NULL, TOOL_OK };
  g_autoptr (GError) error = NULL;

  if (!choose_date (&run))
    return TOOL_TROUBLE;
  make_output (&run, &error);
  g_date_time_unref (run.date);
  if (error)
    note (&run, "", error);
  return run.status;
}

int
main (int argc G_GNUC_UNUSED, char **argv)
{
  const MakeOptions *options = make_options_read (argv);
  int status = run_options (options);

  make_options_clear ();
  return status;
}
