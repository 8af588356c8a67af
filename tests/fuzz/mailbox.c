/* mailbox.c: an input to its messages, which are pieces of it in order.
 * SPDX-License-Identifier: LGPL-2.1-or-later */
#include "fuzz.h"

#define MAX_SIZE 4096

/* What is kept of a message stands in the input as it is. */
static void
assert_piece (const DsnMessage *message, GBytes *all)
{
  gsize size, length;
  const char *input = g_bytes_get_data (all, &size);
  const char *kept = g_bytes_get_data (dsn_message_get_bytes (message), &length);
  guint64 offset = dsn_message_get_offset (message);

  g_assert_cmpuint (offset + dsn_message_get_size (message), <=, size);
  g_assert_cmpuint (length, <=, dsn_message_get_size (message));
  g_assert_cmpmem (kept, length, input + offset, length);
}

static void
read_all (GBytes *bytes, gsize max_size)
{
  g_autoptr (DsnMailbox) mailbox = dsn_mailbox_new ();
  guint64 end = 0;
  guint64 index = 0;
  DsnMessage *next;

  dsn_mailbox_set_count_lines (mailbox, TRUE);
  dsn_mailbox_set_max_size (mailbox, max_size);
  dsn_mailbox_add_bytes (mailbox, bytes, "x");
  while ((next = dsn_mailbox_next (mailbox, NULL))) {
    g_autoptr (DsnMessage) message = next;

    g_assert_cmpuint (dsn_message_get_index (message), ==, index++);
    g_assert_cmpuint (dsn_message_get_offset (message), >=, end);
    end = dsn_message_get_offset (message) + dsn_message_get_size (message);
    assert_piece (message, bytes);
    g_assert_cmpuint (g_bytes_get_size (dsn_message_get_bytes (message)), <=, max_size);
    g_assert_cmpuint (dsn_message_get_line (message), >, 0);
  }
}

int
LLVMFuzzerTestOneInput (const uint8_t *data, size_t size)
{
  g_autoptr (GBytes) bytes = g_bytes_new (data, size);

  read_all (bytes, MAX_SIZE);
  read_all (bytes, 100);
  return 0;
}
