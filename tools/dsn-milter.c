/* dsn-milter: tells a mail server what the messages are that pass through it.
 * SPDX-License-Identifier: LGPL-2.1-or-later */
#include <sysexits.h>
#include <syslog.h>
#include <unistd.h>

#include "milter-socket.h"
#include "milter-supervisor.h"
#include "milter-systemd.h"
#include "milter-user.h"
#include "tool.h"

#define DEFAULT_SECONDS 30
#define MAX_SECONDS     3600

/* What is asked for. */
typedef struct {
  char *socket;
  char *prefix;
  char *log;
  int seconds;
  char *user;
  char *group;
  gboolean syslog;
  gboolean reject;
  char *key_file;
  char **domains;
  char **exempt;
  char *address;
  char **rules;
  char **verps;
  char **operands;
} Options;

static void
options_clear (Options *options)
{
  g_free (options->socket);
  g_free (options->prefix);
  g_free (options->log);
  g_free (options->user);
  g_free (options->group);
  g_free (options->key_file);
  g_strfreev (options->domains);
  g_strfreev (options->exempt);
  g_free (options->address);
  g_strfreev (options->rules);
  g_strfreev (options->verps);
  g_strfreev (options->operands);
}

G_DEFINE_AUTO_CLEANUP_CLEAR_FUNC (Options, options_clear)
G_DEFINE_AUTO_CLEANUP_CLEAR_FUNC (MilterUser, milter_user_clear)

static int
check_rejecting (const Options *options)
{
  if ((options->reject || options->address) && !options->key_file)
    return tool_usage_error ("--reject-backscatter and --sign need --tag-secrets");
  if (!options->reject && (options->domains || options->exempt))
    return tool_usage_error ("--tagged-domain and --exempt go with --reject-backscatter");
  if (options->group && !options->user)
    return tool_usage_error ("--group goes with --user");
  return EX_OK;
}

static int
check_options (const Options *options)
{
  g_autoptr (GError) error = NULL;

  if (options->operands[1])
    return tool_usage_error ("there is nothing to do with \"%s\"", options->operands[1]);
  if (options->prefix && !dsn_filter_check_prefix (options->prefix, &error))
    return tool_usage_error ("--header-prefix: %s", error->message);
  if (!tool_check_verps (options->verps, &error))
    return tool_usage_error ("--verp: %s", error->message);
  if (options->seconds < 1 || options->seconds > MAX_SECONDS)
    return tool_usage_error ("--timeout: not from 1 to %d seconds", MAX_SECONDS);
  return check_rejecting (options);
}

/* Prints an address with a tag. */
static int
sign_address (const Options *options)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (DsnBatvKeys) keys = dsn_batv_keys_load (options->key_file, &error);
  g_autofree char *tagged = NULL;
  gint64 now = g_get_real_time () / G_USEC_PER_SEC;

  if (keys)
    tagged = dsn_batv_sign (keys, options->address, DSN_BATV_PRVS, now, &error);
  if (!tagged) {
    tool_warn ("%s", error->message);
    return keys ? EX_DATAERR : EX_NOINPUT;
  }
  puts (tagged);
  return fflush (stdout) == 0 ? EX_OK : EX_IOERR;
}

/* What is constant for those who read it. */
static void
forget_files (const MilterConfig *config)
{
  /* NOLINTNEXTLINE(performance-no-int-to-ptr): a way around const, no number. */
  dsn_batv_keys_free ((DsnBatvKeys *) (guintptr) config->keys);
  /* NOLINTNEXTLINE(performance-no-int-to-ptr): a way around const, no number. */
  dsn_phrases_free ((DsnPhrases *) (guintptr) config->phrases);
}

/* Changes nothing where something is wrong with a file. */
static gboolean
load_files (MilterConfig *config, const Options *options, GError **error)
{
  g_autoptr (DsnPhrases) phrases = tool_load_rules (options->rules, error);
  DsnBatvKeys *keys = NULL;

  if (options->rules && !phrases)
    return FALSE;
  if (options->key_file && (keys = dsn_batv_keys_load (options->key_file, error)) == NULL)
    return FALSE;
  forget_files (config);
  config->keys = keys;
  config->phrases = g_steal_pointer (&phrases);
  return TRUE;
}

/* After SIGHUP. */
static gboolean
reload (MilterConfig *config, gpointer data)
{
  g_autoptr (GError) error = NULL;

  if (load_files (config, data, &error))
    return TRUE;
  milter_say ("%s; the rules and keys stay as they were", error->message);
  return FALSE;
}

/* The socket that was passed, or the one that is asked for; -1 if there is none, which was said. */
static int
open_listener (const Options *options)
{
  g_autoptr (GError) error = NULL;
  int passed = milter_systemd_get_socket ();
  int listener;

  if (passed == -1 && options->socket) {
    listener = milter_socket_open (options->socket, &error);
    if (listener < 0)
      milter_say ("%s", error->message);
    return listener;
  }
  if (passed == -1)
    milter_say ("there is no --socket, and none was passed");
  else if (options->socket)
    milter_say ("a socket was passed, so there can be no --socket");
  else if (passed == -2 || !milter_socket_listens (passed))
    milter_say ("what was passed is not one socket that listens");
  else
    return passed;
  return -1;
}

static gboolean
drop_rights (const Options *options, GError **error)
{
  g_auto (MilterUser) user = { NULL, 0, 0 };

  if (!options->user) {
    if (geteuid () == 0)
      milter_say ("this runs with the rights of root; --user takes them away");
    return TRUE;
  }
  return milter_user_find (&user, options->user, options->group, error)
         && (!options->socket || geteuid () != 0
             || milter_socket_give (options->socket, user.user, user.group, error))
         && milter_user_become (&user, error);
}

static int
serve (Options *options)
{
  MilterConfig config = { options->prefix ? options->prefix : DSN_FILTER_PREFIX,
                          options->log,
                          (guint) options->seconds,
                          options->reject,
                          NULL,
                          options->domains,
                          options->exempt,
                          NULL,
                          options->verps };
  MilterSupervisor supervisor = { &config, -1, options->socket != NULL, reload, options };
  MilterSocketFile file = { NULL, 0, 0 };
  g_autoptr (GError) error = NULL;
  int status = EX_CONFIG;

  for (char **pattern = options->exempt; pattern && *pattern; pattern++) {
    g_autofree char *given = *pattern;

    *pattern = g_ascii_strdown (given, -1);
  }
  supervisor.listener = open_listener (options);
  if (supervisor.listener < 0)
    return EX_UNAVAILABLE;
  if (options->socket)
    milter_socket_note (options->socket, &file);
  if (drop_rights (options, &error) && load_files (&config, options, &error))
    status = milter_supervisor_run (&supervisor);
  else
    milter_say ("%s", error->message);
  milter_socket_remove (&file);
  forget_files (&config);
  return status;
}

static int
run (Options *options)
{
  int status = check_options (options);

  if (status != EX_OK)
    return status;
  if (options->address)
    return sign_address (options);
  openlog ("dsn-milter", LOG_PID, LOG_MAIL);
  if (options->syslog)
    milter_say_to_syslog ();
  return serve (options);
}

static const ToolUsage usage = {
  "dsn-milter",
  "--socket=SOCKET",
  "Marks bounces in a mail server, as its milter, with header fields that tell what they say.",
  "No message is lost: what cannot be read is passed on as it is. dsn-milter(8) tells more.",
};

int
main (int argc G_GNUC_UNUSED, char **argv)
{
  g_auto (Options) o = { .seconds = DEFAULT_SECONDS };
  const GOptionEntry entries[] = {
    { "socket", 0, 0, G_OPTION_ARG_STRING, &o.socket,
      "Listen at unix:PATH, inet:PORT@HOST or inet6:PORT@HOST", "SOCKET" },
    { "header-prefix", 0, 0, G_OPTION_ARG_STRING, &o.prefix,
      "Begin the names of the fields with TEXT, not " DSN_FILTER_PREFIX, "TEXT" },
    { "json", 0, 0, G_OPTION_ARG_FILENAME, &o.log, "Add what each message says to FILE, as JSON",
      "FILE" },
    TOOL_RULES (&o.rules),
    TOOL_VERP (&o.verps),
    { "timeout", 0, 0, G_OPTION_ARG_INT, &o.seconds,
      "Pass a message on as it is after N seconds (30)", "N" },
    { "user", 0, 0, G_OPTION_ARG_STRING, &o.user, "Work with the rights of USER", "USER" },
    { "group", 0, 0, G_OPTION_ARG_STRING, &o.group, "Work with those of GROUP, not of USER's own",
      "GROUP" },
    { "syslog", 0, 0, G_OPTION_ARG_NONE, &o.syslog, "Tell what goes wrong to the system's log",
      NULL },
    { "reject-backscatter", 0, 0, G_OPTION_ARG_NONE, &o.reject,
      "Refuse bounces that come to an address without a valid tag", NULL },
    { "tag-secrets", 0, 0, G_OPTION_ARG_FILENAME, &o.key_file, "Read the keys of tags from FILE",
      "FILE" },
    { "tagged-domain", 0, 0, G_OPTION_ARG_STRING_ARRAY, &o.domains,
      "Refuse those to DOMAIN only, whose mail is sent with tags", "DOMAIN" },
    { "exempt", 0, 0, G_OPTION_ARG_STRING_ARRAY, &o.exempt,
      "Refuse none to addresses such as 'list@*'", "PATTERN" },
    { "sign", 0, 0, G_OPTION_ARG_STRING, &o.address, "Print ADDRESS with a tag, and end",
      "ADDRESS" },
    G_OPTION_ENTRY_NULL
  };

  tool_set_exits (EX_USAGE, EX_IOERR);
  o.operands = tool_parse_options (&usage, entries, argv);
  return run (&o);
}
