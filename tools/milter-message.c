/* milter-message.c: what a mail system tells of one message, and what it is to change of its header.
 * SPDX-License-Identifier: LGPL-2.1-or-later */
#include <string.h>

#include "milter-message.h"

/* No mail system sends a message to more. */
#define MAX_RECIPIENTS 10000

static void
edit_clear (gpointer data)
{
  MilterEdit *edit = data;

  g_free (edit->name);
  g_free (edit->value);
}

void
milter_message_init (MilterMessage *message)
{
  *message = (MilterMessage){ .recipients = NULL };
  message->recipients = g_ptr_array_new_with_free_func (g_free);
  message->spool = milter_spool_new ();
  message->names = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, NULL);
  message->edits = g_array_new (FALSE, FALSE, sizeof (MilterEdit));
  g_array_set_clear_func (message->edits, edit_clear);
}

void
milter_message_clear (MilterMessage *message)
{
  g_clear_pointer (&message->recipients, g_ptr_array_unref);
  g_clear_pointer (&message->spool, milter_spool_free);
  g_clear_pointer (&message->names, g_hash_table_unref);
  g_clear_pointer (&message->edits, g_array_unref);
}

/* "<jo@example.com>" without its brackets. */
static char *
strip_brackets (const char *path)
{
  gsize length = strlen (path);

  if (*path == '<' && path[length - 1] == '>')
    return g_strndup (path + 1, length - 2);
  return g_strdup (path);
}

void
milter_message_begin (MilterMessage *message, const char *sender)
{
  g_autofree char *address = strip_brackets (sender);

  milter_message_clear (message);
  milter_message_init (message);
  message->from_nobody = !*address;
}

void
milter_message_add_recipient (MilterMessage *message, const char *recipient)
{
  if (message->recipients->len < MAX_RECIPIENTS)
    g_ptr_array_add (message->recipients, strip_brackets (recipient));
}

/* Adds a text to the message, with CRLF for LF. */
static void
add_lines (MilterSpool *spool, const char *text)
{
  for (;;) {
    gsize length = strcspn (text, "\n");

    milter_spool_add (spool, text, length);
    if (!text[length])
      return;
    milter_spool_add (spool, "\r\n", 2);
    text += length + 1;
  }
}

static guint
count_name (MilterMessage *message, const char *name)
{
  char *small = g_ascii_strdown (name, -1);
  guint count = GPOINTER_TO_UINT (g_hash_table_lookup (message->names, small)) + 1;

  g_hash_table_insert (message->names, small, GUINT_TO_POINTER (count));
  return count;
}

/* What is kept of a field, as the filter for whole messages has it. */
static char *
scrub_field (const char *prefix, const char *name, const char *value)
{
  g_autoptr (DsnScrub) scrub = dsn_scrub_new (prefix);
  g_autofree char *field = g_strconcat (name, ":", value, NULL);
  gsize length = strlen (field);
  char *kept = g_malloc (length + 2UL * DSN_SCRUB_ROOM + 1);
  gsize count = dsn_scrub_feed (scrub, field, length, kept);

  count += dsn_scrub_end (scrub, kept + count);
  kept[count] = '\0';
  return kept;
}

/* What to change of a field. */
static void
judge_field (MilterMessage *message, const char *prefix, const char *name, const char *value,
             guint index)
{
  MilterEdit edit = { NULL, index, NULL };
  g_autofree char *kept = NULL;
  gsize length = strlen (name);

  if (!dsn_filter_is_own (prefix, name, length) && !strchr (name, '\r') && !strchr (value, '\r'))
    return;
  kept = scrub_field (prefix, name, value);
  if (strncmp (kept, name, length) == 0 && kept[length] == ':') {
    if (strcmp (kept + length + 1, value) == 0)
      return;
    edit.value = g_strdup (kept + length + 1);
  }
  edit.name = g_strdup (name);
  g_array_append_val (message->edits, edit);
}

void
milter_message_add_field (MilterMessage *message, const char *prefix, const char *name,
                          const char *value)
{
  g_autofree char *trimmed = g_strchomp (g_strdup (name));

  add_lines (message->spool, name);
  milter_spool_add (message->spool, ":", 1);
  add_lines (message->spool, value);
  milter_spool_add (message->spool, "\r\n", 2);
  judge_field (message, prefix, trimmed, value, count_name (message, trimmed));
}
