/* make-output.c: where the reports go that dsn-make makes.
 * SPDX-License-Identifier: LGPL-2.1-or-later */
#include <string.h>

#include "make-output.h"

struct _MakeOutput {
  const char *mbox;
  const char *maildir;
  /* Neither of these; then @mbox may be standard output. */
  ToolOutput *stream;
  guint64 count;
};

MakeOutput *
make_output_open (const MakeOptions *options, GError **error)
{
  MakeOutput *output = g_new0 (MakeOutput, 1);

  output->mbox = options->mbox;
  output->maildir = options->maildir;
  if (output->maildir || (output->mbox && strcmp (output->mbox, "-") != 0))
    return output;
  output->stream = tool_output_open (options->output, error);
  if (output->stream)
    return output;
  g_free (output);
  return NULL;
}

static gboolean
write_bytes (MakeOutput *output, GBytes *bytes, GError **error)
{
  gsize length;
  const char *data = g_bytes_get_data (bytes, &length);

  return tool_output_write (output->stream, data, length, error);
}

static gboolean
write_entry (MakeOutput *output, GBytes *message, GDateTime *date, GError **error)
{
  g_autoptr (GBytes) text = dsn_deliver_to_text (message, NULL, date);

  return write_bytes (output, text, error);
}

gboolean
make_output_put (MakeOutput *output, GBytes *message, GDateTime *date, GError **error)
{
  output->count++;
  if (output->maildir)
    return dsn_deliver_to_maildir (output->maildir, message, error);
  if (output->mbox && output->stream)
    return write_entry (output, message, date, error);
  if (output->mbox)
    return dsn_deliver_to_mbox (output->mbox, message, NULL, date, error);
  if (output->count == 1)
    return write_bytes (output, message, error);
  g_set_error (error, DSN_ERROR, DSN_ERROR_IO,
               "there is more than one report to make; give --mbox or --maildir");
  return FALSE;
}

gboolean
make_output_close (MakeOutput *output, gboolean keep, GError **error)
{
  ToolOutput *stream = output->stream;

  g_free (output);
  return !stream || tool_output_close (stream, keep, error);
}
