/* dsn-sarif.c: what was found, for sites that host code: SARIF 2.1.0 (OASIS).
 * SPDX-License-Identifier: LGPL-2.1-or-later */
#include <string.h>

#include "dsn-json-print-private.h"
#include "dsn-private.h"
#include "dsn-rule.h"
#include "dsn-sarif.h"

#define SCHEMA "https://json.schemastore.org/sarif-2.1.0.json"

static void
append_message (GString *out, const char *key, const char *text)
{
  if (!text)
    return;
  g_string_append_printf (out, ",\"%s\":{\"text\":", key);
  _dsn_json_append_string (out, text);
  g_string_append_c (out, '}');
}

/* Where an RFC and its section can be read; NULL for what is in none. (transfer full) */
static char *
get_help_uri (const char *reference)
{
  g_auto (GStrv) words = g_strsplit (reference, " ", -1);
  guint count = g_strv_length (words);

  if (count < 2 || strcmp (words[0], "RFC") != 0)
    return NULL;
  return g_strconcat ("https://www.rfc-editor.org/rfc/rfc", words[1],
                      count == 4 ? "#section-" : NULL, count == 4 ? words[3] : NULL, NULL);
}

static void
append_rule (GString *out, DsnRule rule)
{
  const char *id = _dsn_rule_get_id (rule);
  g_autofree char *uri = get_help_uri (_dsn_rule_get_reference (rule));

  g_string_append_printf (out, "%s\n{\"id\":\"%s\"", rule > 0 ? "," : "", id);
  append_message (out, "shortDescription", dsn_rule_get_wrong (id));
  append_message (out, "help", dsn_rule_get_right (id));
  if (uri)
    g_string_append_printf (out, ",\"helpUri\":\"%s\"", uri);
  g_string_append_printf (out, ",\"defaultConfiguration\":{\"level\":\"%s\"}}",
                          dsn_severity_to_string (_dsn_rule_get_severity (rule)));
}

char *
dsn_sarif_begin (const char *version)
{
  GString *out = g_string_new (NULL);

  g_return_val_if_fail (version != NULL, g_string_free (out, FALSE));

  g_string_append (out, "{\"$schema\":\"" SCHEMA "\",\"version\":\"2.1.0\",\"runs\":[{"
                        "\"columnKind\":\"unicodeCodePoints\","
                        "\"tool\":{\"driver\":{\"name\":\"dsn-lint\",\"version\":");
  _dsn_json_append_string (out, version);
  g_string_append (out, ",\"rules\":[");
  for (DsnRule rule = 0; rule < DSN_RULE_COUNT; rule++)
    append_rule (out, rule);
  g_string_append (out, "]}},\"results\":[\n");
  return g_string_free (out, FALSE);
}

/* A path as a relative or absolute reference (RFC 3986 section 4.2). (transfer full) */
static char *
get_uri (const char *path)
{
  g_autofree char *escaped = g_uri_escape_bytes ((const guint8 *) path, strlen (path), "/");

  return g_strconcat (g_path_is_absolute (path) ? "file://" : "", escaped, NULL);
}

static void
append_location (const DsnFinding *finding, const char *uri, GString *out)
{
  DsnPlace place = dsn_finding_get_place (finding);

  g_string_append (out, ",\"locations\":[{\"physicalLocation\":{\"artifactLocation\":{\"uri\":");
  _dsn_json_append_string (out, uri);
  g_string_append_printf (
      out, "},\"region\":{\"startLine\":%" G_GUINT64_FORMAT ",\"startColumn\":%" G_GUINT64_FORMAT,
      place.line, place.column);
  append_message (out, "snippet", dsn_finding_get_source (finding));
  g_string_append (out, "}}}]");
}

void
dsn_sarif_append_results (const DsnVerdict *verdict, GString *out)
{
  g_autofree char *uri = NULL;

  g_return_if_fail (verdict != NULL && out != NULL);

  uri = get_uri (dsn_message_get_path (dsn_verdict_get_message (verdict)));
  for (guint i = 0; i < dsn_verdict_get_n_findings (verdict); i++) {
    const DsnFinding *finding = dsn_verdict_get_finding (verdict, i);
    const DsnProblem *problem = dsn_finding_get_problem (finding);

    g_string_append_printf (out, "%s{\"ruleId\":\"%s\",\"ruleIndex\":%d,\"level\":\"%s\"",
                            i > 0 ? ",\n" : "", dsn_problem_get_rule (problem),
                            (int) _dsn_problem_get_rule_number (problem),
                            dsn_severity_to_string (dsn_problem_get_severity (problem)));
    append_message (out, "message", dsn_problem_get_text (problem));
    append_location (finding, uri, out);
    g_string_append_c (out, '}');
  }
}

char *
dsn_sarif_end (void)
{
  return g_strdup ("]}]}\n");
}
