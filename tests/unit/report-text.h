/* report-text.h: what the tests share: what a report says, as text on one line.
 * SPDX-License-Identifier: LGPL-2.1-or-later */
#pragma once

#include <string.h>

#include "dsn-report.h"

/* Runs one row of a table under the path that the row gives, below a prefix. */
#define ADD_ROWS(prefix, rows, function)                                    \
  for (gsize row_ = 0; row_ < G_N_ELEMENTS (rows); row_++) {                \
    g_autofree char *path_ = g_strconcat (prefix, (rows)[row_].path, NULL); \
    g_test_add_data_func (path_, &(rows)[row_], function);                  \
  }

static inline void
append_value_text (GString *out, DsnField field, const DsnValue *value)
{
  if (!value)
    return;
  g_string_append_printf (out, "%s=", dsn_field_get_key (field));
  if (dsn_value_get_type_name (value))
    g_string_append_printf (out, "%s;", dsn_value_get_type_name (value));
  g_string_append (out, dsn_value_get_text (value));
  if (dsn_value_get_comment (value))
    g_string_append_printf (out, " (%s)", dsn_value_get_comment (value));
  g_string_append_c (out, ',');
}

static inline void
append_extensions_text (GString *out, const GPtrArray *extensions)
{
  for (guint i = 0; i < extensions->len; i++) {
    const DsnExtension *extension = g_ptr_array_index (extensions, i);

    g_string_append_printf (out, "%s=%s,", dsn_extension_get_name (extension),
                            dsn_extension_get_value (extension));
  }
}

/* The fields as they were read: "reporting_mta=dns;mx,X-A=1,|final_recipient=rfc822;a@b,|". */
static inline char *
fields_text (const DsnReport *report)
{
  GString *out = g_string_new (NULL);

  for (DsnField field = 0; field < DSN_FIELD_FIRST_PER_RECIPIENT; field++)
    append_value_text (out, field, dsn_report_get_value (report, field));
  append_extensions_text (out, dsn_report_get_extensions (report));
  for (guint i = 0; i < dsn_report_get_n_recipients (report); i++) {
    const DsnRecipient *recipient = dsn_report_get_recipient (report, i);

    g_string_append_c (out, '|');
    for (DsnField field = DSN_FIELD_FIRST_PER_RECIPIENT; field < DSN_FIELD_COUNT; field++)
      append_value_text (out, field, dsn_recipient_get_value (recipient, field));
    append_extensions_text (out, dsn_recipient_get_extensions (recipient));
  }
  return g_string_free (out, FALSE);
}

/* The problems in order: "missing-type bad-status#0"; the number is that of the recipient. */
static inline char *
problems_text (const DsnReport *report)
{
  const GPtrArray *problems = dsn_report_get_problems (report);
  GString *out = g_string_new (NULL);

  for (guint i = 0; i < problems->len; i++) {
    const DsnProblem *problem = g_ptr_array_index (problems, i);

    g_string_append_printf (out, "%s%s", i > 0 ? " " : "", dsn_problem_get_rule (problem));
    if (dsn_problem_get_recipient (problem) >= 0)
      g_string_append_printf (out, "#%d", dsn_problem_get_recipient (problem));
  }
  return g_string_free (out, FALSE);
}

static inline gboolean
has_problem (const DsnReport *report, const char *rule)
{
  const GPtrArray *problems = dsn_report_get_problems (report);

  for (guint i = 0; i < problems->len; i++)
    if (strcmp (dsn_problem_get_rule (g_ptr_array_index (problems, i)), rule) == 0)
      return TRUE;
  return FALSE;
}

/* A text over and over. */
static inline char *
repeat_text (const char *text, gsize times)
{
  GString *out = g_string_sized_new (strlen (text) * times);

  while (times-- > 0)
    g_string_append (out, text);
  return g_string_free (out, FALSE);
}
