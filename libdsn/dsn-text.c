/* dsn-text.c: a report for a person to read.
 * SPDX-License-Identifier: LGPL-2.1-or-later */
#include <string.h>

#include "dsn-catalog.h"
#include "dsn-flat-private.h"
#include "dsn-private.h"
#include "dsn-style-private.h"
#include "dsn-text.h"

/* Values begin in this column, those of recipients too. */
#define VALUE_COLUMN 22

typedef struct {
  GString *out;
  DsnTextStyle style;
  guint width;
} Text;

/* What happened to the recipients of what is no report of delivery. */
static const struct {
  const char *reason;
  const char *words;
} reason_words[] = {
  { "feedback", "gave feedback" },
  { "vacation", "answered automatically" },
};

/* A label and the paths whose values stand behind it, joined by spaces. */
typedef struct {
  const char *label;
  const char *paths[3];
} Row;

static const Row report_rows[] = {
  { "From", { "message.from" } },
  { "To", { "message.to" } },
  { "Date", { "message.date" } },
  { "Feedback", { "feedback.type" } },
  { "Complaints", { "feedback.incidents" } },
  { "Sent from", { "feedback.source_ip" } },
  { "Sent by", { "feedback.original_mail_from" } },
  { "Reported by", { "feedback.user_agent" } },
  { "Reporting MTA", { "reporting_mta.name" } },
  { "DSN gateway", { "dsn_gateway.name" } },
  { "Received from", { "received_from_mta.name", "comments.received_from_mta" } },
  { "Envelope ID", { "original_envelope_id" } },
  { "Arrived", { "arrival_date" } },
  { "About", { "original.subject" } },
  { "About message", { "original.message_id" } },
};

static const Row recipient_rows[] = {
  { "Original address", { "original_recipient.address" } },
  { "Final address", { "final_recipient.address" } },
  { "Reason", { "reason" } },
  { "Status field", { "status_field" } },
  { "Comment", { "comments.status" } },
  { "Remote MTA", { "remote_mta.name", "comments.remote_mta" } },
  { "Diagnostic", { "diagnostic_code.text" } },
  { "In reply to", { "smtp_command" } },
  { "Last attempt", { "last_attempt_date" } },
  { "Tried until", { "will_retry_until" } },
  { "Log ID", { "final_log_id" } },
};

static const struct {
  const char *action;
  DsnEmphasis style;
} action_styles[] = {
  { "failed", DSN_RED },
  { "delayed", DSN_YELLOW },
};

static guint
columns_of (gunichar c)
{
  if (g_unichar_iszerowidth (c))
    return 0;
  return g_unichar_iswide (c) ? 2 : 1;
}

/* Where to fold a value so that at most this many columns are used; its end if it fits. */
static const char *
find_fold (const char *value, guint room)
{
  const char *fold = NULL;
  guint used = 0;

  for (const char *at = value; *at; at = g_utf8_next_char (at)) {
    used += columns_of (g_utf8_get_char (at));
    if (used > room)
      return fold ? fold : at;
    if (*at == ' ')
      fold = at + 1;
  }
  return value + strlen (value);
}

static void
append_folded (Text *text, const char *value, guint indent)
{
  guint room = MAX (text->width, indent + 20) - indent;

  while (*value) {
    const char *fold = find_fold (value, room);

    g_string_append_len (text->out, value, fold - value);
    if (fold > value && fold[-1] == ' ')
      g_string_truncate (text->out, text->out->len - 1);
    g_string_append_c (text->out, '\n');
    value = fold;
    if (*value)
      g_string_append_printf (text->out, "%*s", (int) indent, "");
  }
}

static void
append_labelled (Text *text, guint indent, const char *label, const char *value)
{
  g_autofree char *safe = dsn_text_escape (value);
  g_autofree char *padded = NULL;

  if (!*safe)
    return;
  padded = g_strdup_printf ("%-*s  ", (int) (VALUE_COLUMN - 2 - indent), label);
  g_string_append_printf (text->out, "%*s", (int) indent, "");
  _dsn_style_append (text->out, text->style, DSN_DIM, padded);
  append_folded (text, safe, VALUE_COLUMN);
}

static void
append_row (Text *text, guint indent, const Row *row, const GPtrArray *pairs)
{
  g_autoptr (GString) value = g_string_new (NULL);

  for (guint i = 0; i < G_N_ELEMENTS (row->paths) && row->paths[i]; i++) {
    const char *part = _dsn_pairs_get (pairs, row->paths[i]);

    if (part)
      g_string_append_printf (value, i > 0 ? " (%s)" : "%s", part);
  }
  if (value->len > 0)
    append_labelled (text, indent, row->label, value->str);
}

static void
append_extensions (Text *text, guint indent, const GPtrArray *pairs)
{
  for (guint i = 0; i < pairs->len; i++) {
    const DsnPair *pair = g_ptr_array_index (pairs, i);
    g_autofree char *name = NULL;

    if (!g_str_has_prefix (pair->path, "extensions."))
      continue;
    name = dsn_text_escape (pair->path + strlen ("extensions."));
    append_labelled (text, indent, name, pair->value);
  }
}

/* What the message is, in words. */
static const char *
kind_in_words (const char *kind)
{
  static const struct {
    const char *kind;
    const char *words;
  } names[] = {
    { "dsn", "delivery status notification" },
    { "arf", "feedback report" },
    { "mdn", "disposition notification" },
    { "auto-reply", "automatic reply" },
  };

  for (guint i = 0; i < G_N_ELEMENTS (names); i++)
    if (strcmp (names[i].kind, kind) == 0)
      return names[i].words;
  return "other mail";
}

static void
append_title (Text *text, const GPtrArray *pairs)
{
  const char *path = _dsn_pairs_get (pairs, "source.path");
  const char *index = _dsn_pairs_get (pairs, "source.index");
  const char *subject = _dsn_pairs_get (pairs, "message.subject");
  g_autoptr (GString) title = g_string_new (NULL);
  g_autofree char *safe = NULL;

  if (path)
    g_string_append_printf (title, "%s ", path);
  if (path && index && strcmp (index, "0") != 0)
    g_string_append_printf (title, "[%s] ", index);
  if (subject)
    g_string_append_printf (title, "“%s”", subject);
  safe = dsn_text_escape (g_strchomp (title->str));
  _dsn_style_append (text->out, text->style, DSN_BOLD, safe);
  g_string_append_printf (text->out, "\n  %s\n", kind_in_words (_dsn_pairs_get (pairs, "kind")));
}

static DsnEmphasis
style_of_action (const char *action)
{
  for (guint i = 0; i < G_N_ELEMENTS (action_styles); i++)
    if (strcmp (action_styles[i].action, action) == 0)
      return action_styles[i].style;
  return DSN_GREEN;
}

static const char *
words_of_reason (const GPtrArray *pairs)
{
  const char *reason = _dsn_pairs_get (pairs, "reason");

  for (guint i = 0; i < G_N_ELEMENTS (reason_words); i++)
    if (g_strcmp0 (reason, reason_words[i].reason) == 0)
      return reason_words[i].words;
  return NULL;
}

static void
append_headline (Text *text, const GPtrArray *pairs)
{
  const char *address = _dsn_pairs_get (pairs, "address");
  const char *action = _dsn_pairs_get (pairs, "action");
  const char *words = action ? action : words_of_reason (pairs);
  const char *status = _dsn_pairs_get (pairs, "status");
  const char *name = _dsn_pairs_get (pairs, "status_name");
  const char *hard = _dsn_pairs_get (pairs, "hard_bounce");
  g_autofree char *safe = dsn_text_escape (address ? address : "(no address)");

  g_string_append (text->out, "\n  ");
  _dsn_style_append (text->out, text->style, DSN_BOLD, safe);
  g_string_append (text->out, "  ");
  _dsn_style_append (text->out, text->style, action ? style_of_action (action) : DSN_YELLOW,
                     words ? words : "(no action)");
  if (status)
    g_string_append_printf (text->out, "  %s", status);
  if (name)
    g_string_append_printf (text->out, " %s", name);
  if (g_strcmp0 (hard, "true") == 0)
    _dsn_style_append (text->out, text->style, DSN_RED, "  hard bounce");
  g_string_append_c (text->out, '\n');
}

/* What only repeats the address, or says that nothing is known, is not shown. */
static gboolean
says_something (const Row *row, const GPtrArray *pairs)
{
  const char *value = _dsn_pairs_get (pairs, row->paths[0]);

  if (strcmp (row->paths[0], "reason") == 0)
    return g_strcmp0 (value, "undefined") != 0
           && (_dsn_pairs_get (pairs, "action") || !words_of_reason (pairs));
  if (!g_str_has_suffix (row->paths[0], "_recipient.address"))
    return TRUE;
  return g_strcmp0 (value, _dsn_pairs_get (pairs, "address")) != 0;
}

/* The code that tells why a recipient was not reached; %DSN_STATUS_NONE if he was. */
static DsnStatus
get_failure (const GPtrArray *pairs)
{
  const char *code = _dsn_pairs_get (pairs, "status");
  const char *action = _dsn_pairs_get (pairs, "action");
  DsnStatus status = DSN_STATUS_NONE;

  if (!code || !dsn_status_parse (code, &status, NULL))
    return DSN_STATUS_NONE;
  status = _dsn_action_choose_status (action ? dsn_action_from_string (action) : DSN_ACTION_NONE,
                                      status);
  return dsn_status_get_class (status) == 2 ? DSN_STATUS_NONE : status;
}

static void
append_meaning (Text *text, const GPtrArray *pairs)
{
  DsnStatus status = get_failure (pairs);
  const DsnCatalog *catalog = status == DSN_STATUS_NONE ? NULL : dsn_catalog_get (NULL, NULL);

  if (catalog)
    append_labelled (text, 4, "Meaning", dsn_catalog_get_text (catalog, status, DSN_CATALOG_TITLE));
}

/* Where there is more to read of the codes of a report, each once. */
static void
append_more (Text *text, const GPtrArray *recipients)
{
  g_autoptr (GHashTable) seen = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, NULL);
  g_autoptr (GString) call = g_string_new ("dsn-explain");

  for (guint i = 0; i < recipients->len; i++) {
    const GPtrArray *pairs = g_ptr_array_index (recipients, i);
    const char *code = _dsn_pairs_get (pairs, "status");

    if (get_failure (pairs) != DSN_STATUS_NONE && g_hash_table_add (seen, g_strdup (code)))
      g_string_append_printf (call, " %s", code);
  }
  if (g_hash_table_size (seen) == 0)
    return;
  g_string_append_c (text->out, '\n');
  append_labelled (text, 2, "More", call->str);
}

static void
append_recipient (Text *text, const GPtrArray *pairs)
{
  append_headline (text, pairs);
  append_meaning (text, pairs);
  for (guint i = 0; i < G_N_ELEMENTS (recipient_rows); i++)
    if (says_something (&recipient_rows[i], pairs))
      append_row (text, 4, &recipient_rows[i], pairs);
  append_extensions (text, 4, pairs);
}

static void
append_problem (Text *text, const GPtrArray *pairs)
{
  const char *reference = _dsn_pairs_get (pairs, "reference");
  g_autofree char *line = g_strdup_printf (
      "%s: %s [%s]%s%s", _dsn_pairs_get (pairs, "severity"), _dsn_pairs_get (pairs, "text"),
      _dsn_pairs_get (pairs, "rule"), reference ? " " : "", reference ? reference : "");

  append_labelled (text, 2, "Problem", line);
}

char *
dsn_text_print (const DsnReport *report, DsnTextStyle style, guint width)
{
  Text text = { g_string_new (NULL), style, width };
  DsnFlat flat;

  g_return_val_if_fail (report != NULL, g_string_free (text.out, FALSE));

  _dsn_flat_init (&flat, report);
  append_title (&text, flat.report);
  for (guint i = 0; i < G_N_ELEMENTS (report_rows); i++)
    append_row (&text, 2, &report_rows[i], flat.report);
  append_extensions (&text, 2, flat.report);
  for (guint i = 0; i < flat.recipients->len; i++)
    append_recipient (&text, g_ptr_array_index (flat.recipients, i));
  if (flat.problems->len > 0)
    g_string_append_c (text.out, '\n');
  for (guint i = 0; i < flat.problems->len; i++)
    append_problem (&text, g_ptr_array_index (flat.problems, i));
  append_more (&text, flat.recipients);
  _dsn_flat_clear (&flat);
  g_string_append_c (text.out, '\n');
  return g_string_free (text.out, FALSE);
}
