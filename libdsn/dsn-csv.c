/* dsn-csv.c: reports as comma-separated values, one row a recipient.
 * SPDX-License-Identifier: LGPL-2.1-or-later */
#include <string.h>

#include "dsn-csv.h"
#include "dsn-flat-private.h"
#include "dsn-text.h"

/* Octets of a value; longer ones are cut. */
#define MAX_CELL 1000

typedef enum { FROM_REPORT, FROM_RECIPIENT, FROM_PROBLEMS } Origin;

/* The columns: new ones go to the end, since scripts count them. */
static const struct {
  const char *name;
  Origin origin;
  const char *path;
} columns[] = {
  { "path", FROM_REPORT, "source.path" },
  { "index", FROM_REPORT, "source.index" },
  { "kind", FROM_REPORT, "kind" },
  { "format", FROM_REPORT, "format" },
  { "address", FROM_RECIPIENT, "address" },
  { "action", FROM_RECIPIENT, "action" },
  { "status", FROM_RECIPIENT, "status" },
  { "status_name", FROM_RECIPIENT, "status_name" },
  { "reason", FROM_RECIPIENT, "reason" },
  { "hard_bounce", FROM_RECIPIENT, "hard_bounce" },
  { "reply_code", FROM_RECIPIENT, "reply.code" },
  { "reply_text", FROM_RECIPIENT, "reply.text" },
  { "smtp_command", FROM_RECIPIENT, "smtp_command" },
  { "remote_mta", FROM_RECIPIENT, "remote_mta.name" },
  { "diagnostic_type", FROM_RECIPIENT, "diagnostic_code.type" },
  { "diagnostic_text", FROM_RECIPIENT, "diagnostic_code.text" },
  { "original_recipient", FROM_RECIPIENT, "original_recipient.address" },
  { "final_recipient", FROM_RECIPIENT, "final_recipient.address" },
  { "last_attempt_date", FROM_RECIPIENT, "last_attempt_date" },
  { "will_retry_until", FROM_RECIPIENT, "will_retry_until" },
  { "final_log_id", FROM_RECIPIENT, "final_log_id" },
  { "reporting_mta", FROM_REPORT, "reporting_mta.name" },
  { "received_from_mta", FROM_REPORT, "received_from_mta.name" },
  { "dsn_gateway", FROM_REPORT, "dsn_gateway.name" },
  { "original_envelope_id", FROM_REPORT, "original_envelope_id" },
  { "arrival_date", FROM_REPORT, "arrival_date" },
  { "message_date", FROM_REPORT, "message.date" },
  { "message_from", FROM_REPORT, "message.from" },
  { "message_to", FROM_REPORT, "message.to" },
  { "message_subject", FROM_REPORT, "message.subject" },
  { "message_id", FROM_REPORT, "message.message_id" },
  { "original_message_id", FROM_REPORT, "original.message_id" },
  { "original_from", FROM_REPORT, "original.from" },
  { "original_to", FROM_REPORT, "original.to" },
  { "original_subject", FROM_REPORT, "original.subject" },
  { "original_date", FROM_REPORT, "original.date" },
  { "problems", FROM_PROBLEMS, "rule" },
  { "feedback_type", FROM_REPORT, "feedback.type" },
  { "feedback_source_ip", FROM_REPORT, "feedback.source_ip" },
  { "feedback_original_mail_from", FROM_REPORT, "feedback.original_mail_from" },
};

/* Spreadsheets run what begins so; OWASP, CSV injection. */
static gboolean
looks_like_formula (const char *value)
{
  return *value != '\0' && strchr ("=+-@\t\r", *value) != NULL;
}

/* A cell of what stands in every row may not make the table many times as large as the message. */
static char *
cell_text (const char *value)
{
  g_autofree char *head = NULL;
  g_autofree char *safe = NULL;

  if (strnlen (value, MAX_CELL + 1) <= MAX_CELL)
    return dsn_text_escape (value);
  head = g_strndup (value, (gsize) (g_utf8_find_prev_char (value, value + MAX_CELL) - value));
  safe = dsn_text_escape (head);
  return g_strconcat (safe, "…", NULL);
}

static void
append_value (GString *row, const char *value)
{
  g_autofree char *safe = cell_text (value);

  g_string_append_c (row, '"');
  if (looks_like_formula (value))
    g_string_append_c (row, '\'');
  for (const char *at = safe; *at; at++) {
    if (*at == '"')
      g_string_append_c (row, '"');
    g_string_append_c (row, *at);
  }
  g_string_append_c (row, '"');
}

static char *
list_problems (const DsnFlat *flat)
{
  GString *list = g_string_new (NULL);

  for (guint i = 0; i < flat->problems->len; i++)
    g_string_append_printf (list, "%s%s", i > 0 ? " " : "",
                            _dsn_pairs_get (g_ptr_array_index (flat->problems, i), "rule"));
  return g_string_free (list, FALSE);
}

/* What is the same in every row of a report is looked for once. */
static void
find_common (const char **common, const DsnFlat *flat, const char *problems)
{
  for (guint i = 0; i < G_N_ELEMENTS (columns); i++) {
    common[i] = NULL;
    if (columns[i].origin == FROM_REPORT)
      common[i] = _dsn_pairs_get (flat->report, columns[i].path);
    else if (columns[i].origin == FROM_PROBLEMS && *problems)
      common[i] = problems;
  }
}

static void
append_row (GString *rows, const char *const *common, const GPtrArray *recipient)
{
  for (guint i = 0; i < G_N_ELEMENTS (columns); i++) {
    const char *value = common[i];

    if (columns[i].origin == FROM_RECIPIENT && recipient)
      value = _dsn_pairs_get (recipient, columns[i].path);
    if (i > 0)
      g_string_append_c (rows, ',');
    if (value)
      append_value (rows, value);
  }
  g_string_append (rows, "\r\n");
}

char *
dsn_csv_header (void)
{
  GString *row = g_string_new (NULL);

  for (guint i = 0; i < G_N_ELEMENTS (columns); i++)
    g_string_append_printf (row, "%s%s", i > 0 ? "," : "", columns[i].name);
  g_string_append (row, "\r\n");
  return g_string_free (row, FALSE);
}

char *
dsn_csv_print (const DsnReport *report)
{
  GString *rows = g_string_new (NULL);
  g_autofree char *problems = NULL;
  const char *common[G_N_ELEMENTS (columns)];
  DsnFlat flat;

  g_return_val_if_fail (report != NULL, g_string_free (rows, FALSE));

  _dsn_flat_init (&flat, report);
  problems = list_problems (&flat);
  find_common (common, &flat, problems);
  if (flat.recipients->len == 0)
    append_row (rows, common, NULL);
  for (guint i = 0; i < flat.recipients->len; i++)
    append_row (rows, common, g_ptr_array_index (flat.recipients, i));
  _dsn_flat_clear (&flat);
  return g_string_free (rows, FALSE);
}
