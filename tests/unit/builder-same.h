/* builder-same.h: whether a message that was made says what was asked for.
 * SPDX-License-Identifier: LGPL-2.1-or-later */
#pragma once

#include "builder-report.h"

/* A date or an action is written in one way; of a value without a type the usual one is read. */
static inline void
assert_same_value (DsnField field, const DsnValue *asked, const DsnValue *made, gboolean downgrade)
{
  DsnFieldSyntax syntax = dsn_field_get_syntax (field);
  gboolean is_text = syntax != DSN_FIELD_SYNTAX_DATE && syntax != DSN_FIELD_SYNTAX_ACTION;

  g_assert_true ((asked == NULL) == (made == NULL));
  if (!asked)
    return;
  if (dsn_value_get_type_name (asked))
    g_assert_cmpstr (dsn_value_get_type_name (made), ==, dsn_value_get_type_name (asked));
  if (downgrade && !g_str_is_ascii (dsn_value_get_text (asked))
      && syntax != DSN_FIELD_SYNTAX_ADDRESS)
    return;
  if (is_text)
    g_assert_cmpstr (dsn_value_get_text (made), ==, dsn_value_get_text (asked));
  g_assert_cmpstr (dsn_value_get_comment (made), ==, dsn_value_get_comment (asked));
}

static inline void
assert_same (const DsnReport *asked, const DsnReport *made, gboolean downgrade)
{
  guint count = dsn_report_get_n_recipients (asked);

  g_assert_cmpuint (dsn_report_get_n_recipients (made), ==, count);
  for (DsnField field = 0; field < DSN_FIELD_FIRST_PER_RECIPIENT; field++)
    assert_same_value (field, dsn_report_get_value (asked, field),
                       dsn_report_get_value (made, field), downgrade);
  for (guint i = 0; i < count; i++) {
    const DsnRecipient *a = dsn_report_get_recipient (asked, i);
    const DsnRecipient *b = dsn_report_get_recipient (made, i);

    for (DsnField field = DSN_FIELD_FIRST_PER_RECIPIENT; field < DSN_FIELD_COUNT; field++)
      assert_same_value (field, dsn_recipient_get_value (a, field),
                         dsn_recipient_get_value (b, field), downgrade);
    g_assert_cmpuint (dsn_recipient_get_extensions (a)->len, ==,
                      dsn_recipient_get_extensions (b)->len);
  }
}

static inline void
assert_no_error_found (const DsnReport *report)
{
  const GPtrArray *problems = dsn_report_get_problems (report);

  for (guint i = 0; i < problems->len; i++) {
    const DsnProblem *problem = g_ptr_array_index (problems, i);

    if (dsn_problem_get_severity (problem) == DSN_SEVERITY_ERROR)
      g_error ("%s: %s", dsn_problem_get_rule (problem), dsn_problem_get_text (problem));
  }
}

static inline void
assert_reads_back (const DsnReport *report, GBytes *message, gboolean downgrade)
{
  gsize length = g_bytes_get_size (message);
  g_autofree char *text = g_strndup (g_bytes_get_data (message, NULL), length);
  g_autoptr (DsnReport) again = read_report (text);

  g_assert_cmpuint (strlen (text), ==, length);
  assert_lines_fit (text, 998);
  if (downgrade)
    g_assert_true (g_str_is_ascii (text));
  assert_no_error_found (again);
  assert_same (report, again, downgrade);
  if (dsn_report_get_header (report, DSN_HEADER_SUBJECT))
    g_assert_cmpstr (dsn_report_get_header (again, DSN_HEADER_SUBJECT), ==,
                     dsn_report_get_header (report, DSN_HEADER_SUBJECT));
}
