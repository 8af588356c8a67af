/* tool-progress.c: a line that tells how far the work is.
 * SPDX-License-Identifier: LGPL-2.1-or-later */
#include <unistd.h>

#include "tool.h"

#define FIRST_AFTER G_TIME_SPAN_SECOND
#define EVERY       (G_TIME_SPAN_SECOND / 5)

struct _ToolProgress {
  gboolean wanted;
  gboolean shown;
  gint64 due;
};

ToolProgress *
tool_progress_new (void)
{
  ToolProgress *progress = g_new0 (ToolProgress, 1);

  progress->wanted = isatty (STDERR_FILENO);
  progress->due = g_get_monotonic_time () + FIRST_AFTER;
  return progress;
}

void
tool_progress_update (ToolProgress *progress, const DsnMailbox *mailbox, guint64 messages)
{
  gint64 now = progress->wanted ? g_get_monotonic_time () : 0;
  guint64 done, total;

  if (!progress->wanted || now < progress->due)
    return;
  dsn_mailbox_get_progress (mailbox, &done, &total);
  progress->due = now + EVERY;
  progress->shown = TRUE;
  if (total >= done && total > 0)
    fprintf (stderr, "\r\033[K%" G_GUINT64_FORMAT " messages, %.0f %%", messages,
             100.0 * (double) done / (double) total);
  else
    fprintf (stderr, "\r\033[K%" G_GUINT64_FORMAT " messages, %.1f MB", messages,
             (double) done / 1e6);
}

void
tool_progress_clear (ToolProgress *progress)
{
  if (progress->shown)
    fputs ("\r\033[K", stderr);
  progress->shown = FALSE;
}

void
tool_progress_warn (ToolProgress *progress, const GError *fault)
{
  tool_progress_clear (progress);
  tool_warn ("%s", fault->message);
}

gboolean
tool_progress_write (ToolProgress *progress, ToolOutput *output, const GString *text,
                     GError **error)
{
  if (text->len == 0)
    return TRUE;
  if (progress->shown && tool_output_is_terminal (output))
    tool_progress_clear (progress);
  return tool_output_write (output, text->str, text->len, error);
}

void
tool_progress_free (ToolProgress *progress)
{
  tool_progress_clear (progress);
  g_free (progress);
}
