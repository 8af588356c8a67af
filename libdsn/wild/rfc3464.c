/* rfc3464.c: the fields of a delivery status as plain text, in no part of their own.
 * SPDX-License-Identifier: LGPL-2.1-or-later */
#include "dsn-fields-private.h"
#include "dsn-wild-private.h"

/* Whether a line is a field that RFC 3464 defines. */
static gboolean
is_status_field (DsnSpan line)
{
  const char *colon = memchr (line.text, ':', line.length);
  DsnField field;

  return colon && _dsn_field_lookup (line.text, (gsize) (colon - line.text), &field);
}

/* Where the first such field of a text begins, or NULL. */
static const char *
find_fields (const DsnWild *wild)
{
  const char *at = wild->text, *start = at;
  DsnSpan line;

  for (; _dsn_span_next_line (&at, wild->end, &line); start = at)
    if (is_status_field (line))
      return start;
  return NULL;
}

static gboolean
is_part_of_fields (DsnSpan line)
{
  const char *colon = memchr (line.text, ':', line.length);

  if (_dsn_span_is_blank (line) || g_ascii_isspace (*line.text))
    return TRUE;
  return colon && !memchr (line.text, ' ', (gsize) (colon - line.text));
}

/* Where the fields end: at the first line that is none, nor blank, nor folded. */
static const char *
find_end (const char *at, const char *end)
{
  const char *start = at;
  DsnSpan line;

  for (; _dsn_span_next_line (&at, end, &line); start = at)
    if (!is_part_of_fields (line))
      return start;
  return end;
}

static gboolean
has_line (const char *at, const char *end, const char *name)
{
  DsnSpan line;

  while (_dsn_span_next_line (&at, end, &line))
    if (_dsn_span_begins (line, name))
      return TRUE;
  return FALSE;
}

static gboolean
is_status (const DsnWild *wild)
{
  const char *fields = wild->has_status_part ? NULL : find_fields (wild);
  const char *end = fields ? find_end (fields, wild->end) : NULL;

  return fields && wild->is_from_system && has_line (fields, end, "Final-Recipient:")
         && (has_line (fields, end, "Action:") || has_line (fields, end, "Status:"));
}

static void
read_status (DsnWild *wild)
{
  const char *fields = find_fields (wild);
  const char *end = find_end (fields, wild->end);

  dsn_fields_parse (wild->report, fields, (gsize) (end - fields), DSN_NO_OFFSET,
                    wild->max_recipients);
  if (dsn_report_get_n_recipients (wild->report) > 0)
    _dsn_report_add_problem (wild->report, DSN_RULE_MISSING_STATUS_PART, -1, NULL, DSN_NO_OFFSET,
                             "the fields stand in a text, not in a part of type "
                             "message/delivery-status");
}

const DsnWildFamily _dsn_wild_rfc3464 = { "rfc3464", is_status, read_status };
