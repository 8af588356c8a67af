/* dsn-report.c: the model in the middle: what one delivery status notification says.
 * SPDX-License-Identifier: LGPL-2.1-or-later */
#include <string.h>

#include "dsn-private.h"

#define N_VALUES   DSN_FIELD_FIRST_PER_RECIPIENT
#define IS_OURS(f) ((guint) (f) < N_VALUES)

/* One bad report does not make a log of its own. */
#define MAX_PROBLEMS     100
#define MAX_PROBLEM_TEXT 300

struct _DsnReport {
  gatomicrefcount references;
  DsnKind kind;
  char *format;
  DsnValue *values[N_VALUES];
  goffset offsets[N_VALUES];
  GPtrArray *extensions;
  char *feedback[DSN_FEEDBACK_COUNT];
  GPtrArray *recipients;
  char *headers[DSN_HEADER_COUNT];
  char *original_headers[DSN_HEADER_COUNT];
  gboolean has_original;
  gboolean original_complete;
  char *explanation;
  char *source;
  guint64 source_index;
  guint64 source_offset;
  guint64 source_size;
  GPtrArray *problems;
};

G_DEFINE_BOXED_TYPE (DsnReport, dsn_report, dsn_report_ref, dsn_report_unref)

static const char *const kinds[] = {
  [DSN_KIND_OTHER] = "other",
  [DSN_KIND_DSN] = "dsn",
  [DSN_KIND_ARF] = "arf",
  [DSN_KIND_MDN] = "mdn",
  [DSN_KIND_AUTO_REPLY] = "auto-reply",
};

const char *
dsn_kind_to_string (DsnKind kind)
{
  g_return_val_if_fail ((guint) kind < G_N_ELEMENTS (kinds), NULL);
  return kinds[kind];
}

gboolean
dsn_kind_from_string (const char *text, DsnKind *kind)
{
  g_return_val_if_fail (text != NULL && kind != NULL, FALSE);

  for (guint i = 0; i < G_N_ELEMENTS (kinds); i++) {
    if (g_ascii_strcasecmp (kinds[i], text) == 0) {
      *kind = (DsnKind) i;
      return TRUE;
    }
  }
  return FALSE;
}

DsnReport *
dsn_report_new (void)
{
  DsnReport *report = g_new0 (DsnReport, 1);

  g_atomic_ref_count_init (&report->references);
  for (guint i = 0; i < N_VALUES; i++)
    report->offsets[i] = DSN_NO_OFFSET;
  report->extensions = g_ptr_array_new_with_free_func ((GDestroyNotify) _dsn_extension_free);
  report->recipients = g_ptr_array_new_with_free_func ((GDestroyNotify) _dsn_recipient_free);
  report->problems = g_ptr_array_new_with_free_func ((GDestroyNotify) _dsn_problem_free);
  return report;
}

DsnReport *
dsn_report_ref (DsnReport *report)
{
  g_return_val_if_fail (report != NULL, NULL);
  g_atomic_ref_count_inc (&report->references);
  return report;
}

void
dsn_report_unref (DsnReport *report)
{
  g_return_if_fail (report != NULL);

  if (!g_atomic_ref_count_dec (&report->references))
    return;
  g_free (report->format);
  for (guint i = 0; i < N_VALUES; i++)
    dsn_value_free (report->values[i]);
  g_ptr_array_unref (report->extensions);
  for (guint i = 0; i < DSN_FEEDBACK_COUNT; i++)
    g_free (report->feedback[i]);
  g_ptr_array_unref (report->recipients);
  for (guint i = 0; i < DSN_HEADER_COUNT; i++) {
    g_free (report->headers[i]);
    g_free (report->original_headers[i]);
  }
  g_free (report->explanation);
  g_free (report->source);
  g_ptr_array_unref (report->problems);
  g_free (report);
}

DsnKind
dsn_report_get_kind (const DsnReport *report)
{
  g_return_val_if_fail (report != NULL, DSN_KIND_OTHER);
  return report->kind;
}

void
dsn_report_set_kind (DsnReport *report, DsnKind kind)
{
  g_return_if_fail (report != NULL);
  report->kind = kind;
}

const char *
dsn_report_get_format (const DsnReport *report)
{
  g_return_val_if_fail (report != NULL, NULL);
  return report->format;
}

void
dsn_report_set_format (DsnReport *report, const char *format)
{
  g_return_if_fail (report != NULL);
  _dsn_replace_text (&report->format, format);
}

const DsnValue *
dsn_report_get_value (const DsnReport *report, DsnField field)
{
  g_return_val_if_fail (report != NULL && IS_OURS (field), NULL);
  return report->values[field];
}

const char *
dsn_report_get_text (const DsnReport *report, DsnField field)
{
  const DsnValue *value = dsn_report_get_value (report, field);

  return value ? dsn_value_get_text (value) : NULL;
}

goffset
dsn_report_get_offset (const DsnReport *report, DsnField field)
{
  g_return_val_if_fail (report != NULL && IS_OURS (field), DSN_NO_OFFSET);
  return report->offsets[field];
}

void
dsn_report_set_value (DsnReport *report, DsnField field, DsnValue *value)
{
  g_return_if_fail (report != NULL && IS_OURS (field));
  dsn_value_free (report->values[field]);
  report->values[field] = value;
}

void
dsn_report_set_offset (DsnReport *report, DsnField field, goffset offset)
{
  g_return_if_fail (report != NULL && IS_OURS (field));
  report->offsets[field] = offset;
}

const GPtrArray *
dsn_report_get_extensions (const DsnReport *report)
{
  g_return_val_if_fail (report != NULL, NULL);
  return report->extensions;
}

void
dsn_report_add_extension (DsnReport *report, const char *name, const char *value, goffset offset)
{
  g_return_if_fail (report != NULL && name != NULL && value != NULL);
  g_ptr_array_add (report->extensions, _dsn_extension_new (name, value, offset));
}

const char *
dsn_report_get_feedback (const DsnReport *report, DsnFeedbackField field)
{
  g_return_val_if_fail (report != NULL && (guint) field < DSN_FEEDBACK_COUNT, NULL);
  return report->feedback[field];
}

void
dsn_report_set_feedback (DsnReport *report, DsnFeedbackField field, const char *value)
{
  g_return_if_fail (report != NULL && (guint) field < DSN_FEEDBACK_COUNT);
  _dsn_replace_text (&report->feedback[field], value);
}

guint
dsn_report_get_n_recipients (const DsnReport *report)
{
  g_return_val_if_fail (report != NULL, 0);
  return report->recipients->len;
}

DsnRecipient *
dsn_report_get_recipient (const DsnReport *report, guint index)
{
  g_return_val_if_fail (report != NULL && index < report->recipients->len, NULL);
  return g_ptr_array_index (report->recipients, index);
}

DsnRecipient *
dsn_report_add_recipient (DsnReport *report)
{
  DsnRecipient *recipient;

  g_return_val_if_fail (report != NULL, NULL);
  recipient = _dsn_recipient_new ();
  g_ptr_array_add (report->recipients, recipient);
  return recipient;
}

static void
take_problem (DsnReport *report, const DsnProblem *problem, guint first, guint count)
{
  int recipient = dsn_problem_get_recipient (problem);

  if (recipient >= (int) count)
    return;
  _dsn_report_add_problem (report, _dsn_problem_get_rule_number (problem),
                           recipient < 0 ? recipient : recipient + (int) first,
                           dsn_problem_get_field (problem), dsn_problem_get_offset (problem), "%s",
                           dsn_problem_get_text (problem));
}

void
_dsn_report_take_recipients (DsnReport *report, DsnReport *other, guint max)
{
  guint first = report->recipients->len;
  guint count = MIN (other->recipients->len, max - MIN (first, max));

  if (count < other->recipients->len
      && !_dsn_report_has_problem (report, DSN_RULE_TOO_MANY_RECIPIENTS, -1))
    _dsn_report_add_problem (report, DSN_RULE_TOO_MANY_RECIPIENTS, -1, NULL, DSN_NO_OFFSET,
                             "only the first %u recipients were read", first + count);
  g_ptr_array_set_size (other->recipients, (gint) count);
  g_ptr_array_extend_and_steal (report->recipients, g_steal_pointer (&other->recipients));
  other->recipients = g_ptr_array_new_with_free_func ((GDestroyNotify) _dsn_recipient_free);
  for (guint i = 0; i < other->problems->len; i++)
    take_problem (report, g_ptr_array_index (other->problems, i), first, count);
}

const char *
dsn_report_get_header (const DsnReport *report, DsnHeader header)
{
  g_return_val_if_fail (report != NULL && (guint) header < DSN_HEADER_COUNT, NULL);
  return report->headers[header];
}

void
dsn_report_set_header (DsnReport *report, DsnHeader header, const char *value)
{
  g_return_if_fail (report != NULL && (guint) header < DSN_HEADER_COUNT);
  _dsn_replace_text (&report->headers[header], value);
}

const char *
dsn_report_get_original_header (const DsnReport *report, DsnHeader header)
{
  g_return_val_if_fail (report != NULL && (guint) header < DSN_HEADER_COUNT, NULL);
  return report->original_headers[header];
}

void
dsn_report_set_original_header (DsnReport *report, DsnHeader header, const char *value)
{
  g_return_if_fail (report != NULL && (guint) header < DSN_HEADER_COUNT);
  _dsn_replace_text (&report->original_headers[header], value);
}

gboolean
dsn_report_has_original (const DsnReport *report)
{
  g_return_val_if_fail (report != NULL, FALSE);
  return report->has_original;
}

gboolean
dsn_report_get_original_complete (const DsnReport *report)
{
  g_return_val_if_fail (report != NULL, FALSE);
  return report->original_complete;
}

void
dsn_report_set_original (DsnReport *report, gboolean present, gboolean complete)
{
  g_return_if_fail (report != NULL);
  report->has_original = present;
  report->original_complete = present && complete;
}

const char *
dsn_report_get_explanation (const DsnReport *report)
{
  g_return_val_if_fail (report != NULL, NULL);
  return report->explanation;
}

void
_dsn_report_take_explanation (DsnReport *report, char *text)
{
  g_free (report->explanation);
  report->explanation = text;
}

void
dsn_report_set_explanation (DsnReport *report, const char *text)
{
  g_return_if_fail (report != NULL);
  _dsn_replace_text (&report->explanation, text);
}

const char *
dsn_report_get_source (const DsnReport *report)
{
  g_return_val_if_fail (report != NULL, NULL);
  return report->source;
}

guint64
dsn_report_get_source_index (const DsnReport *report)
{
  g_return_val_if_fail (report != NULL, 0);
  return report->source_index;
}

guint64
dsn_report_get_source_offset (const DsnReport *report)
{
  g_return_val_if_fail (report != NULL, 0);
  return report->source_offset;
}

guint64
dsn_report_get_source_size (const DsnReport *report)
{
  g_return_val_if_fail (report != NULL, 0);
  return report->source_size;
}

void
dsn_report_set_source (DsnReport *report, const char *path, guint64 index, guint64 offset,
                       guint64 size)
{
  g_return_if_fail (report != NULL);
  _dsn_replace_text (&report->source, path);
  report->source_index = index;
  report->source_offset = offset;
  report->source_size = size;
}

const GPtrArray *
dsn_report_get_problems (const DsnReport *report)
{
  g_return_val_if_fail (report != NULL, NULL);
  return report->problems;
}

/* A problem may quote a field of any size. */
static void
shorten (char *text)
{
  static const char mark[] = "…";
  char *end;

  if (strlen (text) <= MAX_PROBLEM_TEXT)
    return;
  end = g_utf8_find_prev_char (text, text + MAX_PROBLEM_TEXT - sizeof mark);
  memcpy (end, mark, sizeof mark);
}

void
_dsn_report_add_problem (DsnReport *report, DsnRule rule, int recipient, const char *field,
                         goffset offset, const char *format, ...)
{
  g_autofree char *text = NULL;
  va_list arguments;

  if (report->problems->len >= MAX_PROBLEMS)
    return;
  va_start (arguments, format);
  text = g_strdup_vprintf (format, arguments);
  va_end (arguments);
  shorten (text);
  g_ptr_array_add (report->problems, _dsn_problem_new (rule, recipient, field, offset, text));
}

gboolean
_dsn_report_has_problem (const DsnReport *report, DsnRule rule, int recipient)
{
  for (guint i = 0; i < report->problems->len; i++) {
    const DsnProblem *problem = g_ptr_array_index (report->problems, i);

    if (_dsn_problem_get_rule_number (problem) == rule
        && dsn_problem_get_recipient (problem) == recipient)
      return TRUE;
  }
  return FALSE;
}
