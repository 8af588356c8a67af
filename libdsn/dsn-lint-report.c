/* dsn-lint-report.c: all that is wrong with a message.
 * SPDX-License-Identifier: LGPL-2.1-or-later */
#include "dsn-lint-private.h"

static void
case_init (DsnLintCase *c, const DsnParsed *parsed)
{
  GMimeMultipart *container = parsed->structure->container;
  GMimeObject *object = GMIME_OBJECT (container);

  c->parsed = parsed;
  c->report = parsed->report;
  c->text = g_bytes_get_data (parsed->mime->octets, &c->length);
  c->is_top_level = !container || object == parsed->mime->message;
  c->is_own_message = c->is_top_level;
  _dsn_layout_init (&c->layout, c->text, c->length,
                    container ? g_mime_multipart_get_boundary (container) : NULL, 0);
}

/* Whether a multipart is below another, without a message between them. */
static gboolean
holds (GMimeObject *object, GMimeObject *searched, guint depth)
{
  int count =
      GMIME_IS_MULTIPART (object) ? g_mime_multipart_get_count (GMIME_MULTIPART (object)) : 0;

  if (object == searched)
    return TRUE;
  for (int i = 0; depth > 0 && i < count; i++)
    if (holds (g_mime_multipart_get_part (GMIME_MULTIPART (object), i), searched, depth - 1))
      return TRUE;
  return FALSE;
}

static void
run_checks (DsnLintCase *c)
{
  const DsnStructure *structure = c->parsed->structure;

  if (!c->is_top_level)
    c->is_own_message = holds (c->parsed->mime->message, GMIME_OBJECT (structure->container),
                               dsn_parser_get_limit (c->parsed->parser, DSN_LIMIT_DEPTH));
  _dsn_lint_check_message (c);
  _dsn_lint_check_octets (c);
  _dsn_lint_check_parts (c);
  _dsn_lint_check_fields (c);
  _dsn_lint_check_agreement (c);
  _dsn_lint_check_explained (c);
}

/* A bounce that has no machine part, and does not say that it has: nothing of it is as RFC 3464 asks, so
 * that one finding says it all. */
static gboolean
is_wild (const DsnParsed *parsed)
{
  return parsed->structure->status->len == 0
         && !_dsn_report_has_problem (parsed->report, DSN_RULE_MISSING_STATUS_PART, -1);
}

static void
note_wild (const DsnParsed *parsed)
{
  const char *format = dsn_report_get_format (parsed->report);

  _dsn_report_add_problem (parsed->report, DSN_RULE_NOT_A_REPORT, -1, "Content-Type", 0,
                           "this is a bounce that only people can read (%s), not a report",
                           format ? format : "of no known format");
}

/* Looks while the message is there; @data: of gsize, where each problem is shown. */
static void
look (const DsnParsed *parsed, gpointer data)
{
  const GPtrArray *problems = dsn_report_get_problems (parsed->report);
  GArray *offsets = data;
  DsnLintCase c;

  if (dsn_report_get_kind (parsed->report) != DSN_KIND_DSN)
    return;
  case_init (&c, parsed);
  if (is_wild (parsed))
    note_wild (parsed);
  else
    run_checks (&c);
  for (guint i = 0; i < problems->len; i++) {
    gsize offset = _dsn_lint_where (&c, g_ptr_array_index (problems, i));

    g_array_append_val (offsets, offset);
  }
  _dsn_layout_clear (&c.layout);
}

DsnReport *
_dsn_lint_report (const DsnParser *parser, GBytes *message, guint64 size, GArray *offsets)
{
  return _dsn_parser_parse_and_look (parser, message, size, look, offsets);
}
