/* dsn-filter: tells a mail system what the messages are that pass through it.
 * SPDX-License-Identifier: LGPL-2.1-or-later */
#include <fcntl.h>
#include <signal.h>
#include <sysexits.h>
#include <unistd.h>

#include "filter-stream.h"
#include "filter-worker.h"
#include "tool.h"

#define DEFAULT_SECONDS 30
#define MAX_SECONDS     3600

/* What is asked for. */
typedef struct {
  char *prefix;
  char *log;
  gboolean test;
  char **actions;
  char **statuses;
  char **reasons;
  gboolean hard;
  int seconds;
  gboolean no_sandbox;
  char **rules;
  char **verps;
  char **operands;
} Options;

static void
options_clear (Options *options)
{
  g_free (options->prefix);
  g_free (options->log);
  g_strfreev (options->actions);
  g_strfreev (options->statuses);
  g_strfreev (options->reasons);
  g_strfreev (options->rules);
  g_strfreev (options->verps);
  g_strfreev (options->operands);
}

G_DEFINE_AUTO_CLEANUP_CLEAR_FUNC (Options, options_clear)

/* Where there is not even memory to begin, nothing was read, and the mail system has to try again. */
static void
give_back (int number G_GNUC_UNUSED)
{
  static const char text[] = "dsn-filter: cannot start\n";

  if (write (STDERR_FILENO, text, sizeof text - 1) > 0)
    _exit (EX_TEMPFAIL);
  _exit (EX_TEMPFAIL);
}

/* A descriptor that is closed must not become that of another file, and a reader that has gone is
 * an error like others. */
static void
prepare_process (void)
{
  static const int faults[] = { SIGABRT, SIGSEGV, SIGBUS, SIGTRAP };

  for (guint i = 0; i < G_N_ELEMENTS (faults); i++)
    signal (faults[i], give_back);
  signal (SIGPIPE, SIG_IGN);
  for (int fd = STDIN_FILENO; fd <= STDERR_FILENO; fd++)
    if (fcntl (fd, F_GETFD) < 0
        && open ("/dev/null", fd == STDIN_FILENO ? O_WRONLY : O_RDONLY) != fd)
      _exit (EX_TEMPFAIL);
}

static int
test_message (const FilterSpool *spool, const FilterTask *task)
{
  FilterWorker worker;
  gboolean matches;

  if (spool->state != FILTER_SPOOL_WHOLE || !filter_worker_start (&worker, spool, task))
    return EX_TEMPFAIL;
  matches = worker.result->matches;
  filter_worker_end (&worker, task, TRUE);
  return matches ? TOOL_OK : TOOL_NOT_FOUND;
}

/* Whether there are fields for the message; says why not. */
static gboolean
find_fields (FilterWorker *worker, const FilterSpool *spool, const FilterTask *task)
{
  worker->pid = -1;
  if (spool->state == FILTER_SPOOL_STUCK || !filter_worker_start (worker, spool, task)) {
    filter_say ("the message is passed on without a mark");
    return FALSE;
  }
  if (!filter_stream_takes_fields (spool)) {
    filter_say ("the message does not begin with a header field, and is passed on without a mark");
    return FALSE;
  }
  if (worker->result->left_out > 0)
    filter_say ("there is no room for the fields of %u recipients", worker->result->left_out);
  return TRUE;
}

static int
pass_message (FilterSpool *spool, const FilterTask *task, DsnScrub *scrub)
{
  FilterWorker worker;
  gboolean marked = find_fields (&worker, spool, task);
  gboolean passed = filter_stream_write (spool, scrub, marked ? worker.result->fields : "",
                                         marked ? worker.result->length : 0);

  filter_worker_end (&worker, task, passed);
  return passed ? EX_OK : EX_TEMPFAIL;
}

static int
filter (const FilterTask *task, DsnScrub *scrub)
{
  FilterSpool spool;

  filter_spool_read (&spool);
  if (spool.state == FILTER_SPOOL_EMPTY)
    return EX_NOINPUT;
  if (spool.state == FILTER_SPOOL_FAILED)
    return EX_TEMPFAIL;
  return task->test ? test_message (&spool, task) : pass_message (&spool, task, scrub);
}

static int
read_conditions (const Options *options, DsnMatch *match)
{
  g_autoptr (GError) error = NULL;

  for (char **word = options->actions; word && *word; word++) {
    DsnAction action = dsn_action_from_string (*word);

    if (action == DSN_ACTION_NONE)
      return tool_usage_error ("--action: there is no action \"%s\"", *word);
    dsn_match_add_action (match, action);
  }
  for (char **pattern = options->statuses; pattern && *pattern; pattern++)
    if (!dsn_match_add_status (match, *pattern, &error))
      return tool_usage_error ("--status: %s", error->message);
  for (char **reason = options->reasons; reason && *reason; reason++)
    dsn_match_add_reason (match, *reason);
  dsn_match_set_hard (match, options->hard);
  return EX_OK;
}

static int
check_options (const Options *options)
{
  g_autoptr (GError) error = NULL;
  gboolean asks = options->actions || options->statuses || options->reasons || options->hard;

  if (options->operands[1])
    return tool_usage_error ("the message is read from standard input, not from a file");
  if (options->prefix && !dsn_filter_check_prefix (options->prefix, &error))
    return tool_usage_error ("--header-prefix: %s", error->message);
  if (!tool_check_verps (options->verps, &error))
    return tool_usage_error ("--verp: %s", error->message);
  if (asks && !options->test)
    return tool_usage_error ("--action, --status, --reason and --hard go with --test");
  if (options->seconds < 1 || options->seconds > MAX_SECONDS)
    return tool_usage_error ("--timeout: not from 1 to %d seconds", MAX_SECONDS);
  return EX_OK;
}

static int
run (const Options *options)
{
  const char *prefix = options->prefix ? options->prefix : DSN_FILTER_PREFIX;
  int status = check_options (options);
  g_autoptr (DsnMatch) match = dsn_match_new ();
  g_autoptr (DsnScrub) scrub = NULL;
  FilterTask task = { prefix,
                      match,
                      options->test,
                      options->log,
                      (guint) options->seconds,
                      options->no_sandbox,
                      options->rules,
                      options->verps };

  if (status == EX_OK)
    status = read_conditions (options, match);
  if (status != EX_OK)
    return status;
  scrub = dsn_scrub_new (prefix);
  return filter (&task, scrub);
}

static const ToolUsage usage = {
  "dsn-filter",
  "<MESSAGE >MESSAGE",
  "Passes a message on with header fields that tell whether it is a bounce, and what it says.",
  "The message is never lost: what cannot be read is passed on as it is. dsn-filter(1) tells more.",
};

int
main (int argc G_GNUC_UNUSED, char **argv)
{
  g_auto (Options) o = { .seconds = DEFAULT_SECONDS };
  const GOptionEntry entries[] = {
    { "header-prefix", 0, 0, G_OPTION_ARG_STRING, &o.prefix,
      "Begin the names of the fields with TEXT, not " DSN_FILTER_PREFIX, "TEXT" },
    { "json", 0, 0, G_OPTION_ARG_FILENAME, &o.log, "Add what the message says to FILE, as JSON",
      "FILE" },
    { "test", 0, 0, G_OPTION_ARG_NONE, &o.test,
      "Write nothing; exit with 0 for a bounce that is asked for, with 1 for others", NULL },
    { "action", 0, 0, G_OPTION_ARG_STRING_ARRAY, &o.actions,
      "With --test: ask for failed, delayed, delivered, relayed or expanded", "ACTION" },
    { "status", 0, 0, G_OPTION_ARG_STRING_ARRAY, &o.statuses,
      "With --test: ask for a status code such as '5.7.*'", "PATTERN" },
    { "reason", 0, 0, G_OPTION_ARG_STRING_ARRAY, &o.reasons,
      "With --test: ask for a reason such as userunknown", "WORD" },
    { "hard", 0, 0, G_OPTION_ARG_NONE, &o.hard, "With --test: ask for an address that is dead",
      NULL },
    TOOL_RULES (&o.rules),
    TOOL_VERP (&o.verps),
    { "timeout", 0, 0, G_OPTION_ARG_INT, &o.seconds,
      "Pass the message on as it is after N seconds (30)", "N" },
    TOOL_NO_SANDBOX (&o.no_sandbox),
    G_OPTION_ENTRY_NULL
  };

  prepare_process ();
  tool_set_exits (EX_USAGE, EX_IOERR);
  o.operands = tool_parse_options (&usage, entries, argv);
  return run (&o);
}
