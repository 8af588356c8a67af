/* dsn-message.c: one message as it stood in an input.
 * SPDX-License-Identifier: LGPL-2.1-or-later */

#include <glib-object.h>

#include "dsn-mailbox-private.h"

struct _DsnMessage {
  GBytes *bytes;
  char *path;
  guint64 index;
  guint64 offset;
  guint64 size;
  guint64 line;
};

G_DEFINE_BOXED_TYPE (DsnMessage, dsn_message, dsn_message_ref, dsn_message_unref)

static void
message_clear (gpointer data)
{
  DsnMessage *message = data;

  g_bytes_unref (message->bytes);
  g_free (message->path);
}

DsnMessage *
dsn_message_new (GBytes *bytes, const char *path, guint64 index, guint64 offset, guint64 size)
{
  DsnMessage *message;

  g_return_val_if_fail (bytes != NULL && path != NULL, NULL);
  message = g_atomic_rc_box_new0 (DsnMessage);
  message->bytes = g_bytes_ref (bytes);
  message->path = g_strdup (path);
  message->index = index;
  message->offset = offset;
  message->size = size;
  return message;
}

DsnMessage *
dsn_message_ref (DsnMessage *message)
{
  g_return_val_if_fail (message != NULL, NULL);
  return g_atomic_rc_box_acquire (message);
}

void
dsn_message_unref (DsnMessage *message)
{
  g_return_if_fail (message != NULL);
  g_atomic_rc_box_release_full (message, message_clear);
}

GBytes *
dsn_message_get_bytes (const DsnMessage *message)
{
  g_return_val_if_fail (message != NULL, NULL);
  return message->bytes;
}

const char *
dsn_message_get_path (const DsnMessage *message)
{
  g_return_val_if_fail (message != NULL, NULL);
  return message->path;
}

guint64
dsn_message_get_index (const DsnMessage *message)
{
  g_return_val_if_fail (message != NULL, 0);
  return message->index;
}

guint64
dsn_message_get_offset (const DsnMessage *message)
{
  g_return_val_if_fail (message != NULL, 0);
  return message->offset;
}

guint64
dsn_message_get_size (const DsnMessage *message)
{
  g_return_val_if_fail (message != NULL, 0);
  return message->size;
}

guint64
dsn_message_get_line (const DsnMessage *message)
{
  g_return_val_if_fail (message != NULL, 0);
  return message->line;
}

void
_dsn_message_set_line (DsnMessage *message, guint64 line)
{
  message->line = line;
}
