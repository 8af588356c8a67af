/* dsn-lint-private.h: what the files that look for faults share.
 * SPDX-License-Identifier: LGPL-2.1-or-later */
#pragma once

#include "dsn-layout-private.h"
#include "dsn-parser-private.h"
#include "dsn-syntax-private.h"

G_BEGIN_DECLS

/* A report that is looked at: what the parser made of it, and its octets. */
typedef struct {
  const DsnParsed *parsed;
  DsnReport *report;
  const char *text;
  gsize length;
  /* Of the message, its parts those of the report. */
  DsnLayout layout;
  /* The report is not in a message within the message, nor a part of another multipart. */
  gboolean is_own_message;
  gboolean is_top_level;
} DsnLintCase;

/* Notes a fault; @recipient may be -1, @field NULL. */
#define DSN_LINT_NOTE(c, rule, recipient, field, offset, ...) \
  _dsn_report_add_problem ((c)->report, rule, recipient, field, (goffset) (offset), __VA_ARGS__)

/* dsn-lint-message.c: what every mail must be (RFC 5322, RFC 2045, RFC 5321, RFC 3834). */
void _dsn_lint_check_message (const DsnLintCase *c);
/* dsn-lint-octets.c: the same of its lines and octets. */
void _dsn_lint_check_octets (const DsnLintCase *c);
/* dsn-lint-parts.c: the parts of a report (RFC 6522, RFC 6533). */
void _dsn_lint_check_parts (const DsnLintCase *c);
/* dsn-lint-fields.c: fields as they are written (RFC 3464, RFC 3461). */
void _dsn_lint_check_fields (const DsnLintCase *c);
/* The field that a name nearly is; NULL for none. */
const char *_dsn_lint_find_meant_field (const char *name, gsize length);
/* dsn-lint-value.c: the value of one field; @text is what stands behind its colon, unfolded. */
void _dsn_lint_check_value (const DsnLintCase *c, int recipient, DsnField field, goffset offset,
                            const char *text);
/* Why a date is not written as mail has to write it now; NULL if it is, or is no date. */
const char *_dsn_lint_why_obsolete (const char *date);
/* dsn-lint-agree.c: whether what is said in several places is the same. */
void _dsn_lint_check_agreement (const DsnLintCase *c);
/* dsn-lint-explained.c: whether the human part speaks of each recipient. */
void _dsn_lint_check_explained (const DsnLintCase *c);

/* dsn-lint-report.c: parses a message and notes all that is wrong with it. @offsets: gets of gsize the
 * place of each problem, those of mail that is no report excepted. (transfer full) */
DsnReport *
_dsn_lint_report (const DsnParser *parser, GBytes *message, guint64 size, GArray *offsets);

/* dsn-lint-where.c: the octet that a problem is best shown at. */
gsize _dsn_lint_where (const DsnLintCase *c, const DsnProblem *problem);
/* Where a header field of a MIME object stands; @otherwise if it has none. */
gsize _dsn_lint_header_offset (GMimeObject *object, const char *name, gsize otherwise);

G_END_DECLS
