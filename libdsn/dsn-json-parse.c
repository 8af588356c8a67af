/* dsn-json-parse.c: JSON as reports.
 * SPDX-License-Identifier: LGPL-2.1-or-later */
#include <string.h>

#include "dsn-json-read-private.h"
#include "dsn-json.h"
#include "dsn-reason.h"

#define READER(walk) ((DsnJsonReader *) (walk))

static void
read_source (DsnJsonWalk *walk, JsonNode *node, guint number G_GNUC_UNUSED)
{
  static const DsnJsonRow rows[] = {
    { "path", DSN_JSON_TEXT, NULL, 0 },
    { "index", DSN_JSON_NUMBER, NULL, 0 },
    { "offset", DSN_JSON_NUMBER, NULL, 0 },
    { "size", DSN_JSON_NUMBER, NULL, 0 },
  };
  JsonObject *object = json_node_get_object (node);
  guint faults = walk->n_faults;

  _dsn_json_walk_object (walk, node, rows, G_N_ELEMENTS (rows));
  (void) _dsn_json_require (walk, node, "path");
  if (walk->n_faults > faults)
    return;
  dsn_report_set_source (READER (walk)->report, _dsn_json_text (node, "path"),
                         (guint64) json_object_get_int_member_with_default (object, "index", 0),
                         (guint64) json_object_get_int_member_with_default (object, "offset", 0),
                         (guint64) json_object_get_int_member_with_default (object, "size", 0));
}

static void
read_kind (DsnJsonWalk *walk, JsonNode *node, guint number G_GNUC_UNUSED)
{
  const char *text = json_node_get_string (node);
  DsnKind kind;

  if (!dsn_kind_from_string (text, &kind))
    _dsn_json_fault (walk, "\"%s\" is none of dsn, arf, mdn, auto-reply, other", text);
  else if (kind != DSN_KIND_DSN)
    _dsn_json_fault (walk, "a delivery report is of kind \"dsn\", and this is \"%s\"",
                     dsn_kind_to_string (kind));
}

static void
read_format (DsnJsonWalk *walk, JsonNode *node, guint number G_GNUC_UNUSED)
{
  dsn_report_set_format (READER (walk)->report, json_node_get_string (node));
}

static void
read_explanation (DsnJsonWalk *walk, JsonNode *node, guint number G_GNUC_UNUSED)
{
  dsn_report_set_explanation (READER (walk)->report, json_node_get_string (node));
}

typedef void (*SetHeader) (DsnReport *report, DsnHeader header, const char *value);

static void
set_header (DsnJsonWalk *walk, JsonNode *node, DsnHeader header, SetHeader set)
{
  const char *text = json_node_get_string (node);
  g_autofree char *date = NULL;

  if (header == DSN_HEADER_DATE)
    text = date = _dsn_json_normal_date (walk, text);
  set (READER (walk)->report, header, text);
}

static void
read_message_header (DsnJsonWalk *walk, JsonNode *node, guint header)
{
  set_header (walk, node, header, dsn_report_set_header);
}

static void
read_original_header (DsnJsonWalk *walk, JsonNode *node, guint header)
{
  set_header (walk, node, header, dsn_report_set_original_header);
}

static void
read_complete (DsnJsonWalk *walk, JsonNode *node, guint number G_GNUC_UNUSED)
{
  dsn_report_set_original (READER (walk)->report, TRUE, json_node_get_boolean (node));
}

static guint
add_header_rows (DsnJsonRow *rows, DsnJsonRead read)
{
  for (DsnHeader header = 0; header < DSN_HEADER_COUNT; header++)
    rows[header] = (DsnJsonRow){ dsn_header_get_key (header), DSN_JSON_TEXT, read, header };
  return DSN_HEADER_COUNT;
}

static void
read_message (DsnJsonWalk *walk, JsonNode *node, guint number G_GNUC_UNUSED)
{
  DsnJsonRow rows[DSN_HEADER_COUNT];
  guint n_rows = add_header_rows (rows, read_message_header);

  _dsn_json_walk_object (walk, node, rows, n_rows);
}

static void
read_original (DsnJsonWalk *walk, JsonNode *node, guint number G_GNUC_UNUSED)
{
  DsnJsonRow rows[DSN_HEADER_COUNT + 1];
  guint n_rows = add_header_rows (rows, read_original_header);

  rows[n_rows++] = (DsnJsonRow){ "complete", DSN_JSON_FLAG, read_complete, 0 };
  dsn_report_set_original (READER (walk)->report, TRUE, FALSE);
  _dsn_json_walk_object (walk, node, rows, n_rows);
}

/* In this order: a comment belongs to a value that is there already. */
static const DsnJsonRow report_rows[] = {
  { "source", DSN_JSON_OBJECT, read_source, 0 },
  { "kind", DSN_JSON_TEXT, read_kind, 0 },
  { "format", DSN_JSON_TEXT, read_format, 0 },
  { "message", DSN_JSON_OBJECT, read_message, 0 },
  { "extensions", DSN_JSON_ARRAY, _dsn_json_read_extensions, 0 },
  { "comments", DSN_JSON_OBJECT, _dsn_json_read_comments, 0 },
  { "recipients", DSN_JSON_ARRAY, _dsn_json_read_recipients, 0 },
  { "original", DSN_JSON_OBJECT, read_original, 0 },
  { "explanation", DSN_JSON_TEXT, read_explanation, 0 },
  { "feedback", 0, NULL, 0 },
  { "problems", 0, NULL, 0 },
};

static DsnReport *
read_report (JsonNode *root, const char *prefix, GError **error)
{
  g_autoptr (DsnReport) report = dsn_report_new ();
  g_autoptr (GArray) rows = _dsn_json_report_rows (report_rows, G_N_ELEMENTS (report_rows));
  g_autoptr (GArray) recipient_rows = _dsn_json_recipient_rows ();
  DsnJsonReader reader = { .report = report, .recipient_rows = recipient_rows };
  gboolean valid;

  _dsn_json_walk_init (&reader.walk, prefix);
  _dsn_json_walk_object (&reader.walk, root, &g_array_index (rows, DsnJsonRow, 0), rows->len);
  valid = reader.walk.n_faults == 0;
  if (!valid)
    g_set_error_literal (error, DSN_ERROR, DSN_ERROR_INVALID, reader.walk.faults->str);
  _dsn_json_walk_clear (&reader.walk);
  if (!valid)
    return NULL;
  dsn_report_set_kind (report, DSN_KIND_DSN);
  dsn_reason_diagnose (report);
  return g_steal_pointer (&report);
}

static DsnReport *
parse_object (const char *object, gsize length, const char *prefix, GError **error)
{
  g_autoptr (JsonParser) parser = json_parser_new_immutable ();
  g_autoptr (GError) fault = NULL;

  if (json_parser_load_from_data (parser, object, (gssize) length, &fault))
    return read_report (json_parser_get_root (parser), prefix, error);
  g_set_error (error, DSN_ERROR, DSN_ERROR_SYNTAX, "%s%s", prefix, fault->message);
  return NULL;
}

static void
set_empty (GError **error)
{
  g_set_error_literal (error, DSN_ERROR, DSN_ERROR_EMPTY, "there is no JSON object");
}

DsnReport *
dsn_json_parse (const char *text, GError **error)
{
  DsnJsonScan scan;
  const char *object, *another;
  gsize length, another_length;
  guint line;
  GError *fault = NULL;

  g_return_val_if_fail (text != NULL, NULL);

  if (!_dsn_json_scan_init (&scan, text, strlen (text), error))
    return NULL;
  if (!_dsn_json_scan_next (&scan, &object, &length, &line, &fault)) {
    if (fault)
      g_propagate_error (error, fault);
    else
      set_empty (error);
    return NULL;
  }
  if (_dsn_json_scan_next (&scan, &another, &another_length, &line, &fault))
    g_set_error (&fault, DSN_ERROR, DSN_ERROR_SYNTAX, "line %u: only one object is wanted", line);
  if (fault) {
    g_propagate_error (error, fault);
    return NULL;
  }
  return parse_object (object, length, "", error);
}

/* Adds the next report. Returns FALSE at the end too, then without an error. */
static gboolean
add_next (GPtrArray *reports, DsnJsonScan *scan, GError **error)
{
  g_autofree char *prefix = NULL;
  DsnReport *report;
  const char *object;
  gsize length;
  guint line;

  if (!_dsn_json_scan_next (scan, &object, &length, &line, error)) {
    g_prefix_error (error, "object %u, ", reports->len + 1);
    return FALSE;
  }
  prefix = g_strdup_printf ("object %u, line %u: ", reports->len + 1, line);
  report = parse_object (object, length, prefix, error);
  if (!report)
    return FALSE;
  g_ptr_array_add (reports, report);
  return TRUE;
}

GPtrArray *
dsn_json_parse_all (const char *text, gsize length, GError **error)
{
  g_autoptr (GPtrArray) reports = NULL;
  GError *fault = NULL;
  DsnJsonScan scan;

  g_return_val_if_fail (text != NULL || length == 0, NULL);

  if (!_dsn_json_scan_init (&scan, text, length, error))
    return NULL;
  reports = g_ptr_array_new_with_free_func ((GDestroyNotify) dsn_report_unref);
  while (add_next (reports, &scan, &fault))
    ;
  if (!fault && reports->len > 0)
    return g_steal_pointer (&reports);
  if (fault)
    g_propagate_error (error, fault);
  else
    set_empty (error);
  return NULL;
}
