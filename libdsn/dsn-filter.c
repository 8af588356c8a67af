/* dsn-filter.c: what a report says, as header fields for the message that it came in.
 * SPDX-License-Identifier: LGPL-2.1-or-later */
#include <string.h>

#include "dsn-filter.h"
#include "dsn-fold-private.h"

/* RFC 5322 section 2.1.1 allows lines of 998 characters; what is longer becomes encoded-words. */
#define MAX_PLAIN_WORD 990

typedef enum {
  NAME_KIND,
  NAME_ACTION,
  NAME_STATUS,
  NAME_RECIPIENT,
  NAME_REASON,
  NAME_HARD_BOUNCE,
  NAME_ORIGINAL_MESSAGE_ID
} Name;

/* The only fields that are written, and the only ones that are taken out. */
static const char *const names[] = {
  [NAME_KIND] = "Kind",
  [NAME_ACTION] = "Action",
  [NAME_STATUS] = "Status",
  [NAME_RECIPIENT] = "Recipient",
  [NAME_REASON] = "Reason",
  [NAME_HARD_BOUNCE] = "Hard-Bounce",
  [NAME_ORIGINAL_MESSAGE_ID] = "Original-Message-ID",
};

typedef struct {
  GString *text;
  const char *prefix;
  const char *line_end;
} Writer;

gboolean
dsn_filter_check_prefix (const char *prefix, GError **error)
{
  gsize length;

  g_return_val_if_fail (prefix != NULL, FALSE);
  length = strlen (prefix);
  for (const char *at = prefix; *at; at++)
    if (!g_ascii_isgraph (*at) || *at == ':')
      length = 0;
  if (length > 0 && length <= DSN_FILTER_MAX_PREFIX)
    return TRUE;
  g_set_error (
      error, DSN_ERROR, DSN_ERROR_SYNTAX,
      "\"%s\" does not begin the name of a field: it takes 1 to %d printable characters of "
      "ASCII other than a colon",
      prefix, DSN_FILTER_MAX_PREFIX);
  return FALSE;
}

gboolean
dsn_filter_is_own (const char *prefix, const char *name, gsize length)
{
  gsize prefix_length = strlen (prefix);

  if (length <= prefix_length || g_ascii_strncasecmp (name, prefix, prefix_length) != 0)
    return FALSE;
  name += prefix_length;
  length -= prefix_length;
  for (guint i = 0; i < G_N_ELEMENTS (names); i++)
    if (strlen (names[i]) == length && g_ascii_strncasecmp (names[i], name, length) == 0)
      return TRUE;
  return FALSE;
}

static void
add_field (const Writer *writer, Name name, const char *value)
{
  g_autofree char *folded = NULL;

  if (!value || !*value)
    return;
  folded =
      _dsn_fold_text (value, strlen (writer->prefix) + strlen (names[name]) + 2, MAX_PLAIN_WORD);
  g_string_append (writer->text, writer->prefix);
  g_string_append (writer->text, names[name]);
  g_string_append (writer->text, *folded == '\n' ? ":" : ": ");
  for (const char *at = folded; *at; at++) {
    if (*at == '\n')
      g_string_append (writer->text, writer->line_end);
    else
      g_string_append_c (writer->text, *at);
  }
  g_string_append (writer->text, writer->line_end);
}

static void
add_original (const Writer *writer, const DsnReport *report)
{
  const char *id = dsn_report_get_original_header (report, DSN_HEADER_MESSAGE_ID);
  g_autofree char *bracketed = id && *id ? g_strconcat ("<", id, ">", NULL) : NULL;

  add_field (writer, NAME_ORIGINAL_MESSAGE_ID, bracketed);
}

static void
add_recipient (const Writer *writer, const DsnReport *report, const DsnRecipient *recipient)
{
  g_autofree char *status = dsn_status_to_string (dsn_recipient_get_status (recipient));

  add_field (writer, NAME_ACTION, dsn_action_to_string (dsn_recipient_get_action (recipient)));
  add_field (writer, NAME_STATUS, status);
  add_field (writer, NAME_RECIPIENT, dsn_recipient_get_address (recipient));
  add_field (writer, NAME_REASON, dsn_recipient_get_reason (recipient));
  add_field (writer, NAME_HARD_BOUNCE, dsn_recipient_get_hard_bounce (recipient) ? "yes" : "no");
  add_original (writer, report);
}

/* Adds whole recipients as long as there is room; returns for how many there was none. */
static guint
add_recipients (const Writer *writer, const DsnReport *report, gsize max_length)
{
  guint count = dsn_report_get_n_recipients (report);

  for (guint i = 0; i < count; i++) {
    gsize before = writer->text->len;

    add_recipient (writer, report, dsn_report_get_recipient (report, i));
    if (writer->text->len <= max_length)
      continue;
    g_string_truncate (writer->text, before);
    return count - i;
  }
  return 0;
}

char *
dsn_filter_print (const DsnReport *report, const char *prefix, const char *line_end,
                  gsize max_length, guint *left_out)
{
  Writer writer = { NULL, prefix, line_end };
  DsnKind kind;
  guint without_room = 0;

  g_return_val_if_fail (report != NULL && prefix != NULL && line_end != NULL, NULL);
  writer.text = g_string_new (NULL);
  kind = dsn_report_get_kind (report);
  add_field (&writer, NAME_KIND, dsn_kind_to_string (kind));
  if (kind == DSN_KIND_DSN && dsn_report_get_n_recipients (report) == 0)
    add_original (&writer, report);
  else if (kind == DSN_KIND_DSN)
    without_room = add_recipients (&writer, report, max_length);
  if (left_out)
    *left_out = without_room;
  return g_string_free (writer.text, FALSE);
}
