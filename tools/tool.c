/* tool.c: what the commands share: options, messages, the terminal.
 * SPDX-License-Identifier: LGPL-2.1-or-later */
#include <locale.h>
#include <stdlib.h>
#include <string.h>
#include <sys/ioctl.h>
#include <unistd.h>

#include "tool.h"

#define DEFAULT_WIDTH 80
#define MIN_WIDTH     40

static gboolean
show_version (const char *option_name G_GNUC_UNUSED, const char *value G_GNUC_UNUSED,
              gpointer data G_GNUC_UNUSED, GError **error G_GNUC_UNUSED)
{
  printf ("%s (libdsn) %s\n", g_get_prgname (), DSN_VERSION);
  exit (fflush (stdout) == 0 ? TOOL_OK : TOOL_TROUBLE);
}

static const GOptionEntry common_entries[] = { { "version", 0, G_OPTION_FLAG_NO_ARG,
                                                 G_OPTION_ARG_CALLBACK, (gpointer) show_version,
                                                 "Show the version and exit", NULL },
                                               G_OPTION_ENTRY_NULL };

/* Whether a short option takes an argument. */
static gboolean
takes_argument (const GOptionEntry *entries, char short_name)
{
  for (; entries->long_name; entries++)
    if (entries->short_name == short_name)
      return entries->arg != G_OPTION_ARG_NONE && !(entries->flags & G_OPTION_FLAG_NO_ARG);
  return FALSE;
}

/* GOption knows "-j 4" only; POSIX has "-j4" too. */
static char **
split_short_options (const GOptionEntry *entries, char **argv)
{
  g_autoptr (GPtrArray) split = g_ptr_array_new ();
  gboolean options = TRUE;

  for (; *argv; argv++) {
    const char *word = *argv;

    options = options && strcmp (word, "--") != 0;
    if (options && word[0] == '-' && word[1] != '-' && word[1] != '\0' && word[2] != '\0'
        && takes_argument (entries, word[1])) {
      g_ptr_array_add (split, g_strndup (word, 2));
      g_ptr_array_add (split, g_strdup (word + 2));
    } else {
      g_ptr_array_add (split, g_strdup (word));
    }
  }
  g_ptr_array_add (split, NULL);
  return (char **) g_ptr_array_steal (split, NULL);
}

char **
tool_parse_options (const ToolUsage *usage, const GOptionEntry *entries, char **argv)
{
  g_auto (GStrv) arguments = split_short_options (entries, argv);
  g_autoptr (GOptionContext) context = g_option_context_new (usage->arguments);
  g_autoptr (GError) error = NULL;

  setlocale (LC_CTYPE, "");
  g_set_prgname (usage->name);
  g_option_context_set_summary (context, usage->summary);
  g_option_context_set_description (context, usage->description);
  g_option_context_add_main_entries (context, entries, NULL);
  g_option_context_add_main_entries (context, common_entries, NULL);
  if (g_option_context_parse_strv (context, &arguments, &error))
    return g_steal_pointer (&arguments);
  exit (tool_usage_error ("%s", error->message));
}

static void
say (const char *format, va_list arguments)
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
  return TOOL_TROUBLE;
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
