/* tool.c: what the commands share: options, messages, the terminal.
 * SPDX-License-Identifier: LGPL-2.1-or-later */
#include <fcntl.h>
#include <locale.h>
#include <stdlib.h>
#include <string.h>
#include <sys/ioctl.h>
#include <unistd.h>

#include "tool.h"

#define DEFAULT_WIDTH 80
#define MIN_WIDTH     40

/* Those of the command: set before anything else is done. */
static int exit_usage = TOOL_TROUBLE;
static int exit_output = TOOL_TROUBLE;

void
tool_set_exits (int usage, int output)
{
  exit_usage = usage;
  exit_output = output;
}

/* Says what was asked for, and ends. */
static void
answer (const char *text)
{
  g_autoptr (GError) error = NULL;
  ToolOutput *output = tool_output_open (NULL, &error);

  if (tool_output_write (output, text, strlen (text), &error)
      && tool_output_close (output, TRUE, &error))
    exit (TOOL_OK);
  tool_warn ("%s", error->message);
  exit (exit_output);
}

/* GOption's own ends well even where nothing could be written. */
static gboolean
show_help (const char *option_name G_GNUC_UNUSED, const char *value G_GNUC_UNUSED, gpointer context,
           GError **error G_GNUC_UNUSED)
{
  g_autofree char *text = g_option_context_get_help (context, TRUE, NULL);

  answer (text);
  return TRUE;
}

static gboolean
show_version (const char *option_name G_GNUC_UNUSED, const char *value G_GNUC_UNUSED,
              gpointer context G_GNUC_UNUSED, GError **error G_GNUC_UNUSED)
{
  g_autofree char *text = g_strdup_printf ("%s (libdsn) %s\n", g_get_prgname (), DSN_VERSION);

  answer (text);
  return TRUE;
}

/* What every command has, and the words that are not options, which go to @operands. */
static void
add_common_entries (GOptionGroup *group, char ***operands)
{
  const GOptionEntry entries[] = { { "help", 'h', G_OPTION_FLAG_NO_ARG, G_OPTION_ARG_CALLBACK,
                                     (gpointer) show_help, "List the options", NULL },
                                   { "version", 0, G_OPTION_FLAG_NO_ARG, G_OPTION_ARG_CALLBACK,
                                     (gpointer) show_version, "Tell the version", NULL },
                                   { G_OPTION_REMAINING, 0, 0, G_OPTION_ARG_FILENAME_ARRAY,
                                     operands, NULL, NULL },
                                   G_OPTION_ENTRY_NULL };

  g_option_group_add_entries (group, entries);
}

/* Whether an option has an argument: the long one of a name, or the short one of a letter. */
static gboolean
takes_argument (const GOptionEntry *entries, const char *long_name, char short_name)
{
  for (; entries->long_name; entries++)
    if (long_name ? strcmp (entries->long_name, long_name) == 0 : entries->short_name == short_name)
      return entries->arg != G_OPTION_ARG_NONE && !(entries->flags & G_OPTION_FLAG_NO_ARG);
  return FALSE;
}

/* The length of the letters of a word like "-qj4": what follows is the argument of the last. */
static gsize
letters_length (const GOptionEntry *entries, const char *word)
{
  for (gsize i = 1; word[i]; i++)
    if (takes_argument (entries, NULL, word[i]))
      return i + 1;
  return strlen (word);
}

/* GOption knows "-j 4" only; POSIX has "-j4" and "-qj4" too. */
static char **
split_short_options (const GOptionEntry *entries, char **argv)
{
  g_autoptr (GStrvBuilder) split = g_strv_builder_new ();
  gboolean is_argument = FALSE;

  for (; *argv && (is_argument || strcmp (*argv, "--") != 0); argv++) {
    const char *word = *argv;
    gboolean is_long = g_str_has_prefix (word, "--");
    gboolean is_option = !is_argument && word[0] == '-';
    gsize length = is_option && !is_long ? letters_length (entries, word) : strlen (word);
    g_autofree char *head = g_strndup (word, length);

    g_strv_builder_add (split, head);
    if (word[length])
      g_strv_builder_add (split, word + length);
    is_argument = is_option && !word[length]
                  && takes_argument (entries, is_long ? word + 2 : NULL, word[length - 1]);
  }
  for (; *argv; argv++)
    g_strv_builder_add (split, *argv);
  return g_strv_builder_end (split);
}

/* The name of a command and its operands. */
static char **
join_operands (const char *name, char **operands)
{
  g_autoptr (GStrvBuilder) joined = g_strv_builder_new ();

  g_strv_builder_add (joined, name);
  for (; operands && *operands; operands++)
    g_strv_builder_add (joined, *operands);
  return g_strv_builder_end (joined);
}

/* A standard stream that is closed would be the next file that is opened, and what is said would go there. What
 * takes its place can be read and written no more than it. */
static void
hold_closed_streams (void)
{
  for (int fd = STDIN_FILENO; fd <= STDERR_FILENO; fd++)
    if (fcntl (fd, F_GETFD) < 0
        && open ("/dev/null", fd == STDIN_FILENO ? O_WRONLY : O_RDONLY) != fd)
      exit (exit_output);
}

char **
tool_parse_options (const ToolUsage *usage, const GOptionEntry *entries, char **argv)
{
  g_auto (GStrv) arguments = split_short_options (entries, argv);
  g_auto (GStrv) operands = NULL;
  g_autoptr (GOptionContext) context = g_option_context_new (usage->arguments);
  GOptionGroup *group = g_option_group_new (NULL, NULL, NULL, context, NULL);
  g_autoptr (GError) error = NULL;

  hold_closed_streams ();
  setlocale (LC_CTYPE, "");
  g_set_prgname (usage->name);
  g_option_context_set_summary (context, usage->summary);
  g_option_context_set_description (context, usage->description);
  g_option_context_set_help_enabled (context, FALSE);
  g_option_group_add_entries (group, entries);
  add_common_entries (group, &operands);
  g_option_context_set_main_group (context, group);
  if (g_option_context_parse_strv (context, &arguments, &error))
    return join_operands (usage->name, operands);
  exit (tool_usage_error ("%s", error->message));
}

static void G_GNUC_PRINTF (1, 0) say (const char *format, va_list arguments)
{
  g_autofree char *text = g_strdup_vprintf (format, arguments);
  g_autofree char *safe = dsn_text_escape (text);

  fprintf (stderr, "%s: %s\n", g_get_prgname (), safe);
}

void
tool_warn (const char *format, ...)
{
  va_list arguments;

  va_start (arguments, format);
  say (format, arguments);
  va_end (arguments);
}

int
tool_usage_error (const char *format, ...)
{
  va_list arguments;

  va_start (arguments, format);
  say (format, arguments);
  va_end (arguments);
  fprintf (stderr, "Try '%s --help'.\n", g_get_prgname ());
  return exit_usage;
}

gboolean
tool_wants_colour (FILE *stream)
{
  const char *no_color = g_getenv ("NO_COLOR");

  if (no_color && *no_color)
    return FALSE;
  return isatty (fileno (stream)) && g_strcmp0 (g_getenv ("TERM"), "dumb") != 0;
}

guint
tool_width (void)
{
  struct winsize size;

  if (ioctl (STDOUT_FILENO, TIOCGWINSZ, &size) != 0 || size.ws_col == 0)
    return DEFAULT_WIDTH;
  return MAX (size.ws_col, MIN_WIDTH);
}

char **
tool_template_folders (const char *option)
{
  g_autoptr (GPtrArray) folders = g_ptr_array_new ();

  if (option)
    g_ptr_array_add (folders, g_strdup (option));
  g_ptr_array_add (folders, g_build_filename (g_get_user_config_dir (), "dsn", "templates", NULL));
  g_ptr_array_add (folders, NULL);
  return (char **) g_ptr_array_steal (folders, NULL);
}
