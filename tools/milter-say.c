/* milter-say.c: what dsn-milter tells whoever runs it.
 * SPDX-License-Identifier: LGPL-2.1-or-later */
#include <stdarg.h>
#include <string.h>
#include <syslog.h>
#include <unistd.h>

#include "milter-config.h"

/* Set before there are threads. */
static gboolean to_syslog;

void
milter_say_to_syslog (void)
{
  to_syslog = TRUE;
}

void
milter_say (const char *format, ...)
{
  g_autofree char *text = NULL;
  g_autofree char *safe = NULL;
  g_autofree char *line = NULL;
  va_list arguments;

  va_start (arguments, format);
  text = g_strdup_vprintf (format, arguments);
  va_end (arguments);
  safe = dsn_text_escape (text);
  if (to_syslog) {
    syslog (LOG_WARNING, "%s", safe);
    return;
  }
  line = g_strconcat ("dsn-milter: ", safe, "\n", NULL);
  /* Where it cannot be said, the mail still counts for more. */
  if (write (STDERR_FILENO, line, strlen (line)) < 0)
    return;
}
