/* dsn-lint-where.c: the octet that a problem is best shown at.
 *
 * What is missing is shown at the beginning of what lacks it: a group of fields, a part, the message.
 * SPDX-License-Identifier: LGPL-2.1-or-later */
#include "dsn-lint-private.h"

gsize
_dsn_lint_header_offset (GMimeObject *object, const char *name, gsize otherwise)
{
  GMimeHeader *header =
      object ? g_mime_header_list_get_header (g_mime_object_get_header_list (object), name) : NULL;
  gint64 offset = header ? g_mime_header_get_offset (header) : -1;

  return offset < 0 ? otherwise : (gsize) offset;
}

static gsize
where_is_container (const DsnLintCase *c)
{
  const DsnStructure *structure = c->parsed->structure;

  return _dsn_lint_header_offset ((GMimeObject *) structure->container, "Content-Type", 0);
}

static gsize
where_is_status_part (const DsnLintCase *c, guint number)
{
  const DsnStructure *structure = c->parsed->structure;

  if (number >= structure->status->len)
    return where_is_container (c);
  return _dsn_lint_header_offset (g_ptr_array_index (structure->status, number), "Content-Type",
                                  where_is_container (c));
}

static goffset
first_offset (goffset a, goffset b)
{
  if (a == DSN_NO_OFFSET)
    return b;
  return b == DSN_NO_OFFSET ? a : MIN (a, b);
}

static goffset
first_extension (const GPtrArray *extensions)
{
  goffset first = DSN_NO_OFFSET;

  for (guint i = 0; i < extensions->len; i++)
    first = first_offset (first, dsn_extension_get_offset (g_ptr_array_index (extensions, i)));
  return first;
}

/* The first field of a group. */
static gsize
where_is_group (const DsnLintCase *c, int number)
{
  const DsnRecipient *recipient =
      number >= 0 ? dsn_report_get_recipient (c->report, (guint) number) : NULL;
  DsnField field = recipient ? DSN_FIELD_FIRST_PER_RECIPIENT : 0;
  DsnField end = recipient ? DSN_FIELD_COUNT : DSN_FIELD_FIRST_PER_RECIPIENT;
  goffset first = first_extension (recipient ? dsn_recipient_get_extensions (recipient)
                                             : dsn_report_get_extensions (c->report));

  for (; field < end; field++)
    first = first_offset (first, recipient ? dsn_recipient_get_offset (recipient, field)
                                           : dsn_report_get_offset (c->report, field));
  return first == DSN_NO_OFFSET ? where_is_status_part (c, 0) : (gsize) first;
}

/* The start of the last line that is not empty. */
static gsize
where_is_last_line (const DsnLintCase *c)
{
  gsize end = c->length;

  while (end > 0 && g_ascii_isspace (c->text[end - 1]))
    end--;
  while (end > 0 && c->text[end - 1] != '\n')
    end--;
  return end;
}

static gsize
where_without_offset (const DsnLintCase *c, const DsnProblem *problem)
{
  const DsnStructure *structure = c->parsed->structure;

  switch (_dsn_problem_get_rule_number (problem)) {
  case DSN_RULE_NOT_A_REPORT:
  case DSN_RULE_WRONG_REPORT_TYPE:
  case DSN_RULE_MISSING_STATUS_PART:
  case DSN_RULE_MISSING_HUMAN_PART:
  case DSN_RULE_PARTS_OUT_OF_ORDER:
    return where_is_container (c);
  case DSN_RULE_SEVERAL_STATUS_PARTS:
    return where_is_status_part (c, 1);
  case DSN_RULE_ENCODED_STATUS_PART:
    return _dsn_lint_header_offset (
        structure->status->len > 0 ? g_ptr_array_index (structure->status, 0) : NULL,
        "Content-Transfer-Encoding", where_is_status_part (c, 0));
  case DSN_RULE_WRONG_STATUS_PART_TYPE:
  case DSN_RULE_EMPTY_STATUS_PART:
  case DSN_RULE_MISSING_RECIPIENT:
    return where_is_status_part (c, 0);
  case DSN_RULE_TRUNCATED_REPORT:
  case DSN_RULE_MESSAGE_TOO_LARGE:
    return where_is_last_line (c);
  case DSN_RULE_MISSING_REPORTING_MTA:
    return where_is_group (c, -1);
  default:
    return dsn_problem_get_recipient (problem) >= 0
               ? where_is_group (c, dsn_problem_get_recipient (problem))
               : 0;
  }
}

gsize
_dsn_lint_where (const DsnLintCase *c, const DsnProblem *problem)
{
  goffset offset = dsn_problem_get_offset (problem);
  DsnRule rule = _dsn_problem_get_rule_number (problem);

  /* Of what is in the part these say that it is of another type. */
  if (rule == DSN_RULE_WRONG_STATUS_PART_TYPE || rule == DSN_RULE_EMPTY_STATUS_PART)
    offset = DSN_NO_OFFSET;
  return offset == DSN_NO_OFFSET ? where_without_offset (c, problem) : (gsize) offset;
}
