/* dsn-verdict.c: what was found wrong with one message, and where.
 * SPDX-License-Identifier: LGPL-2.1-or-later */
#include "dsn-verdict-private.h"

struct _DsnFinding {
  const DsnProblem *problem;
  gsize offset;
  DsnPlace place;
  char *source;
};

struct _DsnVerdict {
  DsnMessage *message;
  DsnReport *report;
  /* Of DsnFinding. */
  GArray *findings;
};

static void
finding_clear (gpointer data)
{
  DsnFinding *finding = data;

  g_free (finding->source);
}

static int
compare_findings (gconstpointer a, gconstpointer b)
{
  const DsnFinding *one = a, *other = b;

  return (one->offset > other->offset) - (one->offset < other->offset);
}

static void
set_places (DsnVerdict *verdict)
{
  guint64 line = dsn_message_get_line (verdict->message);
  g_autoptr (DsnPlaces) places = NULL;

  if (verdict->findings->len == 0)
    return;
  places = dsn_places_new (dsn_message_get_bytes (verdict->message));
  for (guint i = 0; i < verdict->findings->len; i++) {
    DsnFinding *finding = &g_array_index (verdict->findings, DsnFinding, i);

    finding->place = dsn_places_find (places, finding->offset);
    finding->source = dsn_places_get_line (places, finding->place.line);
    if (line > 0)
      finding->place.line += line - 1;
  }
}

DsnVerdict *
_dsn_verdict_new (DsnMessage *message, DsnReport *report, const GArray *offsets,
                  DsnVerdictFilter filter, gpointer data)
{
  const GPtrArray *problems = dsn_report_get_problems (report);
  DsnVerdict *verdict = g_new0 (DsnVerdict, 1);

  verdict->message = dsn_message_ref (message);
  verdict->report = report;
  verdict->findings = g_array_new (FALSE, FALSE, sizeof (DsnFinding));
  g_array_set_clear_func (verdict->findings, finding_clear);
  for (guint i = 0; i < problems->len; i++) {
    DsnFinding finding = { .problem = g_ptr_array_index (problems, i) };

    if (!filter (finding.problem, data))
      continue;
    finding.offset = i < offsets->len ? g_array_index (offsets, gsize, i) : 0;
    g_array_append_val (verdict->findings, finding);
  }
  /* GLib sorts so that what is equal stays in its order. */
  g_array_sort (verdict->findings, compare_findings);
  set_places (verdict);
  return verdict;
}

void
dsn_verdict_free (DsnVerdict *verdict)
{
  if (!verdict)
    return;
  g_array_unref (verdict->findings);
  dsn_report_unref (verdict->report);
  dsn_message_unref (verdict->message);
  g_free (verdict);
}

const DsnProblem *
dsn_finding_get_problem (const DsnFinding *finding)
{
  g_return_val_if_fail (finding != NULL, NULL);
  return finding->problem;
}

DsnPlace
dsn_finding_get_place (const DsnFinding *finding)
{
  g_return_val_if_fail (finding != NULL, ((DsnPlace){ 1, 1 }));
  return finding->place;
}

const char *
dsn_finding_get_source (const DsnFinding *finding)
{
  g_return_val_if_fail (finding != NULL, NULL);
  return finding->source;
}

gsize
_dsn_finding_get_offset (const DsnFinding *finding)
{
  return finding->offset;
}

DsnMessage *
dsn_verdict_get_message (const DsnVerdict *verdict)
{
  g_return_val_if_fail (verdict != NULL, NULL);
  return verdict->message;
}

DsnReport *
dsn_verdict_get_report (const DsnVerdict *verdict)
{
  g_return_val_if_fail (verdict != NULL, NULL);
  return verdict->report;
}

guint
dsn_verdict_get_n_findings (const DsnVerdict *verdict)
{
  g_return_val_if_fail (verdict != NULL, 0);
  return verdict->findings->len;
}

const DsnFinding *
dsn_verdict_get_finding (const DsnVerdict *verdict, guint number)
{
  g_return_val_if_fail (verdict != NULL && number < verdict->findings->len, NULL);
  return &g_array_index (verdict->findings, DsnFinding, number);
}

guint
dsn_verdict_count (const DsnVerdict *verdict, DsnSeverity severity)
{
  guint count = 0;

  g_return_val_if_fail (verdict != NULL, 0);

  for (guint i = 0; i < verdict->findings->len; i++)
    count += dsn_problem_get_severity (g_array_index (verdict->findings, DsnFinding, i).problem)
             == severity;
  return count;
}
