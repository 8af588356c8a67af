/* dsn-builder.c: from a report to a message that carries it.
 * SPDX-License-Identifier: LGPL-2.1-or-later */
#include "dsn-builder-private.h"

DsnBuilder *
dsn_builder_new (void)
{
  DsnBuilder *builder = g_new0 (DsnBuilder, 1);

  builder->parser = dsn_parser_new ();
  return builder;
}

void
dsn_builder_free (DsnBuilder *builder)
{
  if (!builder)
    return;
  g_free (builder->language);
  g_strfreev (builder->folders);
  dsn_template_free (builder->text_template);
  g_clear_pointer (&builder->original, g_bytes_unref);
  g_clear_pointer (&builder->date, g_date_time_unref);
  g_free (builder->boundary);
  dsn_parser_free (builder->parser);
  g_free (builder);
}

void
dsn_builder_set_language (DsnBuilder *builder, const char *language)
{
  g_return_if_fail (builder != NULL);
  _dsn_replace_text (&builder->language, language);
}

void
dsn_builder_set_folders (DsnBuilder *builder, const char *const *folders)
{
  g_autoptr (GStrvBuilder) copy = g_strv_builder_new ();

  g_return_if_fail (builder != NULL);
  for (; folders && *folders; folders++)
    g_strv_builder_add (copy, *folders);
  g_strfreev (builder->folders);
  builder->folders = g_strv_builder_end (copy);
}

void
dsn_builder_set_template (DsnBuilder *builder, DsnTemplate *text_template)
{
  g_return_if_fail (builder != NULL);
  if (builder->text_template != text_template)
    dsn_template_free (builder->text_template);
  builder->text_template = text_template;
}

void
dsn_builder_set_original (DsnBuilder *builder, GBytes *original, DsnReturn how_much)
{
  g_return_if_fail (builder != NULL);
  if (original)
    g_bytes_ref (original);
  g_clear_pointer (&builder->original, g_bytes_unref);
  builder->original = original;
  builder->how_much = how_much;
}

void
dsn_builder_set_downgrade (DsnBuilder *builder, gboolean downgrade)
{
  g_return_if_fail (builder != NULL);
  builder->downgrade = downgrade;
}

void
dsn_builder_set_date (DsnBuilder *builder, GDateTime *date)
{
  g_return_if_fail (builder != NULL);
  if (date)
    g_date_time_ref (date);
  g_clear_pointer (&builder->date, g_date_time_unref);
  builder->date = date;
}

void
dsn_builder_set_boundary (DsnBuilder *builder, const char *boundary)
{
  g_return_if_fail (builder != NULL);
  _dsn_replace_text (&builder->boundary, boundary);
}

void
dsn_builder_set_return_path (DsnBuilder *builder, gboolean write)
{
  g_return_if_fail (builder != NULL);
  builder->return_path = write;
}

gboolean
dsn_builder_allow (DsnBuilder *builder, const char *rule, GError **error)
{
  int number;

  g_return_val_if_fail (builder != NULL && rule != NULL, FALSE);

  number = _dsn_rule_find (rule);
  if (number >= 0)
    builder->allowed[number] = TRUE;
  else
    g_set_error (error, DSN_ERROR, DSN_ERROR_NOT_FOUND, "there is no rule \"%s\"", rule);
  return number >= 0;
}

/* Of the message if one was made; what is noted while it is made is no fault. */
static const GPtrArray *
get_faults (const DsnDraft *draft)
{
  return dsn_report_get_problems (draft->verdict ? draft->verdict : draft->report);
}

static GPtrArray *
take_problems (const DsnDraft *draft)
{
  const GPtrArray *problems = get_faults (draft);
  GPtrArray *taken = g_ptr_array_new_with_free_func ((GDestroyNotify) _dsn_problem_free);

  for (guint i = 0; i < problems->len; i++) {
    const DsnProblem *problem = g_ptr_array_index (problems, i);

    g_ptr_array_add (taken, _dsn_problem_new (_dsn_problem_get_rule_number (problem),
                                              dsn_problem_get_recipient (problem),
                                              dsn_problem_get_field (problem), DSN_NO_OFFSET,
                                              dsn_problem_get_text (problem)));
  }
  return taken;
}

static void
append_problem (GString *text, const DsnProblem *problem)
{
  int recipient = dsn_problem_get_recipient (problem);

  if (text->len > 0)
    g_string_append_c (text, '\n');
  if (recipient >= 0)
    g_string_append_printf (text, "recipient %d: ", recipient + 1);
  g_string_append_printf (text, "%s (%s)", dsn_problem_get_text (problem),
                          dsn_problem_get_reference (problem));
}

static gboolean
is_faultless (const DsnDraft *draft)
{
  return get_faults (draft)->len == 0;
}

static void
set_faults (const DsnDraft *draft, GError **error)
{
  const GPtrArray *problems = get_faults (draft);
  g_autoptr (GString) text = g_string_new (NULL);

  for (guint i = 0; i < problems->len; i++)
    append_problem (text, g_ptr_array_index (problems, i));
  g_set_error_literal (error, DSN_ERROR, DSN_ERROR_INVALID, text->str);
}

/* Makes the message of a draft that can be made; what others would find wrong with it is noted in the
 * draft. */
static GBytes *
write_draft (DsnDraft *draft, gboolean crlf, GError **error)
{
  g_autoptr (GBytes) message = NULL;

  _dsn_draft_check (draft);
  if (!is_faultless (draft))
    return NULL;
  draft->verdict = dsn_report_new ();
  message = _dsn_draft_write (draft, crlf, error);
  if (!message)
    return NULL;
  _dsn_draft_lint (draft, message);
  return is_faultless (draft) ? g_steal_pointer (&message) : NULL;
}

GPtrArray *
dsn_builder_check (const DsnBuilder *builder, const DsnReport *report)
{
  GBytes *message;
  GPtrArray *problems;
  DsnDraft draft;

  g_return_val_if_fail (builder != NULL && report != NULL, NULL);

  _dsn_draft_init (&draft, builder, report);
  message = write_draft (&draft, FALSE, NULL);
  g_clear_pointer (&message, g_bytes_unref);
  problems = take_problems (&draft);
  _dsn_draft_clear (&draft);
  return problems;
}

GBytes *
dsn_builder_build (const DsnBuilder *builder, const DsnReport *report, gboolean crlf,
                   GError **error)
{
  g_autoptr (GError) fault = NULL;
  GBytes *message;
  DsnDraft draft;

  g_return_val_if_fail (builder != NULL && report != NULL, NULL);

  _dsn_draft_init (&draft, builder, report);
  message = write_draft (&draft, crlf, &fault);
  if (fault)
    g_propagate_error (error, g_steal_pointer (&fault));
  else if (!message)
    set_faults (&draft, error);
  _dsn_draft_clear (&draft);
  return message;
}
