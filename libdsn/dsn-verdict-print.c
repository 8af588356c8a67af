/* dsn-verdict-print.c: what was found, for people and for programs.
 * SPDX-License-Identifier: LGPL-2.1-or-later */
#include <string.h>

#include "dsn-json-print-private.h"
#include "dsn-text.h"
#include "dsn-verdict.h"

/* Of a line so many characters are shown; those before the place are left out where it has more. */
#define SHOWN_WIDTH  120
#define SHOWN_BEFORE 60

/* By severity: what colours it on a terminal. */
static const char *const colours[] = { "\033[36m", "\033[33m", "\033[31m" };

static const char bold[] = "\033[1m";
static const char plain[] = "\033[0m";

static void
append_escaped (GString *out, const char *text)
{
  g_autofree char *escaped = dsn_text_escape (text);

  g_string_append (out, escaped);
}

/* A file may have any name. (transfer full) */
static char *
get_path (const DsnVerdict *verdict)
{
  return g_utf8_make_valid (dsn_message_get_path (dsn_verdict_get_message (verdict)), -1);
}

/* "file:line:column: severity: text [rule]" */
static void
append_line (const DsnVerdict *verdict, const DsnFinding *finding, gboolean colour, GString *out)
{
  const DsnProblem *problem = dsn_finding_get_problem (finding);
  DsnSeverity severity = dsn_problem_get_severity (problem);
  DsnPlace place = dsn_finding_get_place (finding);
  g_autofree char *path = get_path (verdict);

  g_string_append (out, colour ? bold : "");
  append_escaped (out, path);
  g_string_append_printf (out, ":%" G_GUINT64_FORMAT ":%" G_GUINT64_FORMAT ": %s%s:%s ", place.line,
                          place.column, colour ? colours[severity] : "",
                          dsn_severity_to_string (severity), colour ? plain : "");
  append_escaped (out, dsn_problem_get_text (problem));
  g_string_append_printf (out, " [%s]\n", dsn_problem_get_rule (problem));
}

/* The line with its number, and below it what points at the column. */
static void
append_source (const DsnFinding *finding, GString *out)
{
  DsnPlace place = dsn_finding_get_place (finding);
  const char *source = dsn_finding_get_source (finding);
  glong length = g_utf8_strlen (source, -1);
  glong column = MIN ((glong) place.column - 1, length);
  glong first = column > SHOWN_WIDTH - SHOWN_BEFORE ? column - SHOWN_BEFORE : 0;
  g_autofree char *before = g_utf8_substring (source, first, column);
  g_autofree char *after = g_utf8_substring (source, column, MIN (length, first + SHOWN_WIDTH));
  g_autofree char *safe_before = dsn_text_escape (before);
  g_autofree char *safe_after = dsn_text_escape (after);

  g_string_append_printf (out, "%8" G_GUINT64_FORMAT " | %s%s\n", place.line, safe_before,
                          safe_after);
  g_string_append_printf (out, "         | %*s\n", (int) g_utf8_strlen (safe_before, -1) + 1, "^");
}

void
dsn_verdict_append_text (const DsnVerdict *verdict, gboolean colour, GString *out)
{
  g_return_if_fail (verdict != NULL && out != NULL);

  for (guint i = 0; i < dsn_verdict_get_n_findings (verdict); i++) {
    append_line (verdict, dsn_verdict_get_finding (verdict, i), colour, out);
    append_source (dsn_verdict_get_finding (verdict, i), out);
  }
}

static void
append_text_member (GString *out, const char *key, const char *value)
{
  if (!value)
    return;
  g_string_append_printf (out, ",\"%s\":", key);
  _dsn_json_append_string (out, value);
}

static void
append_number_member (GString *out, const char *key, guint64 value)
{
  g_string_append_printf (out, ",\"%s\":%" G_GUINT64_FORMAT, key, value);
}

static void
append_finding (const DsnFinding *finding, GString *out)
{
  const DsnProblem *problem = dsn_finding_get_problem (finding);
  DsnPlace place = dsn_finding_get_place (finding);

  g_string_append (out, "{\"rule\":");
  _dsn_json_append_string (out, dsn_problem_get_rule (problem));
  append_text_member (out, "severity", dsn_severity_to_string (dsn_problem_get_severity (problem)));
  append_number_member (out, "line", place.line);
  append_number_member (out, "column", place.column);
  if (dsn_problem_get_recipient (problem) >= 0)
    append_number_member (out, "recipient", (guint64) dsn_problem_get_recipient (problem));
  append_text_member (out, "field", dsn_problem_get_field (problem));
  append_text_member (out, "text", dsn_problem_get_text (problem));
  append_text_member (out, "reference", dsn_problem_get_reference (problem));
  append_text_member (out, "excerpt", dsn_finding_get_source (finding));
  g_string_append_c (out, '}');
}

void
dsn_verdict_append_json (const DsnVerdict *verdict, GString *out)
{
  g_autofree char *path = NULL;
  DsnMessage *message;

  g_return_if_fail (verdict != NULL && out != NULL);

  path = get_path (verdict);
  message = dsn_verdict_get_message (verdict);
  g_string_append (out, "{\"source\":{\"path\":");
  _dsn_json_append_string (out, path);
  append_number_member (out, "index", dsn_message_get_index (message));
  append_number_member (out, "offset", dsn_message_get_offset (message));
  append_number_member (out, "size", dsn_message_get_size (message));
  g_string_append_c (out, '}');
  append_text_member (out, "kind",
                      dsn_kind_to_string (dsn_report_get_kind (dsn_verdict_get_report (verdict))));
  g_string_append (out, ",\"findings\":[");
  for (guint i = 0; i < dsn_verdict_get_n_findings (verdict); i++) {
    if (i > 0)
      g_string_append_c (out, ',');
    append_finding (dsn_verdict_get_finding (verdict, i), out);
  }
  g_string_append (out, "]}");
}
