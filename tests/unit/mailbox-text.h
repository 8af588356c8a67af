/* mailbox-text.h: what the tests of the mailbox share: what a mailbox gives, as text.
 * SPDX-License-Identifier: LGPL-2.1-or-later */
#pragma once

#include <unistd.h>

#include "dsn-mailbox.h"

#define A "From a\n"
#define B "From b\n"

/* What a mailbox gives, as text: "PATH INDEX OFFSET SIZE OCTETS;" or "!MESSAGE;". */

static inline void
describe_message (DsnMessage *message, GString *out)
{
  gsize size;
  const char *data = g_bytes_get_data (dsn_message_get_bytes (message), &size);

  g_string_append_printf (out, "%s %" G_GUINT64_FORMAT " %" G_GUINT64_FORMAT " %" G_GUINT64_FORMAT,
                          dsn_message_get_path (message), dsn_message_get_index (message),
                          dsn_message_get_offset (message), dsn_message_get_size (message));
  g_string_append_c (out, ' ');
  g_string_append_len (out, data, (gssize) size);
  g_string_append_c (out, ';');
}

static inline char *
describe (DsnMailbox *mailbox)
{
  GString *out = g_string_new (NULL);

  for (;;) {
    g_autoptr (GError) error = NULL;
    g_autoptr (DsnMessage) message = dsn_mailbox_next (mailbox, &error);

    if (message == NULL && error == NULL)
      return g_string_free (out, FALSE);
    g_assert_true (message == NULL || error == NULL);
    if (message != NULL)
      describe_message (message, out);
    else
      g_string_append_printf (out, "!%s;", error->message);
  }
}

static inline char *
describe_path (const char *path)
{
  g_autoptr (DsnMailbox) mailbox = dsn_mailbox_new ();

  dsn_mailbox_add_path (mailbox, path);
  return describe (mailbox);
}

/* Writes to a pipe in pieces, so that reads are short. */
typedef struct {
  int fd;
  const char *data;
  gsize size;
  gsize piece;
} Feed;

static inline gpointer
feed (gpointer data)
{
  Feed *job = data;
  gsize done = 0;

  while (done < job->size) {
    gssize n = write (job->fd, job->data + done, MIN (job->piece, job->size - done));

    g_assert_cmpint (n, >, 0);
    done += (gsize) n;
  }
  close (job->fd);
  return NULL;
}
