/* dsn-parser.h: from a message to the report in it.
 * SPDX-License-Identifier: LGPL-2.1-or-later */
#pragma once

#include <glib.h>

#include "dsn-phrases.h"
#include "dsn-report.h"
#include "dsn-verp.h"

G_BEGIN_DECLS

/**
 * DsnLimit:
 * @DSN_LIMIT_PARTS: MIME parts that are looked at
 * @DSN_LIMIT_RECIPIENTS: recipients that are read
 * @DSN_LIMIT_DEPTH: how deep MIME parts may be nested
 *
 * What one message may ask for. What lies beyond is not read, and a problem says so.
 */
typedef enum { DSN_LIMIT_PARTS, DSN_LIMIT_RECIPIENTS, DSN_LIMIT_DEPTH } DsnLimit;

#define DSN_LIMIT_COUNT (DSN_LIMIT_DEPTH + 1)

/**
 * DsnParser:
 *
 * Makes reports of messages. Once its limits and patterns are set it may be used from several threads at once.
 */
typedef struct _DsnParser DsnParser;

/**
 * dsn_parser_new:
 *
 * Returns: (transfer full): a parser with the usual limits: 1000 parts, 10,000 recipients, depth 50
 */
DSN_PUBLIC DsnParser *dsn_parser_new (void) G_GNUC_WARN_UNUSED_RESULT;
/** dsn_parser_free: @parser: (transfer full) (nullable): a parser */
DSN_PUBLIC void dsn_parser_free (DsnParser *parser);
/** dsn_parser_get_limit: Returns: the value of a limit */
DSN_PUBLIC guint dsn_parser_get_limit (const DsnParser *parser, DsnLimit limit);
/** dsn_parser_set_limit: @value: at least 1 */
DSN_PUBLIC void dsn_parser_set_limit (DsnParser *parser, DsnLimit limit, guint value);

/**
 * dsn_parser_add_verp:
 * @parser: a parser
 * @verp: (transfer full): a pattern of the return paths that the reader's own mail is sent with
 *
 * Where a report does not name the address that it is about, the address that it came to is matched
 * against the patterns, in the order in which they were added, and then against the forms of
 * dsn_envelope_find_recipient().
 */
DSN_PUBLIC void dsn_parser_add_verp (DsnParser *parser, DsnVerp *verp);

/**
 * dsn_parser_set_phrases:
 * @parser: a parser
 * @phrases: (transfer none) (nullable): rules that must be there as long as the parser, or %NULL for none but
 *   those of the library, as at first
 *
 * Reports get their reasons by these rules, as by dsn_reason_diagnose_with().
 */
DSN_PUBLIC void dsn_parser_set_phrases (DsnParser *parser, const DsnPhrases *phrases);

/**
 * dsn_parser_parse:
 * @parser: a parser
 * @message: the octets of one message (RFC 5322); lines may end in LF or CRLF, or, where there is
 *   no LF at all, in CR
 * @size: the size of the whole message; more than @message holds if it was cut, which is noted
 *
 * Reads whatever is there; this never fails. The report has no source: see dsn_report_set_source().
 *
 * Returns: (transfer full): the report
 */
DSN_PUBLIC DsnReport *
dsn_parser_parse (const DsnParser *parser, GBytes *message, guint64 size) G_GNUC_WARN_UNUSED_RESULT;

G_DEFINE_AUTOPTR_CLEANUP_FUNC (DsnParser, dsn_parser_free)

G_END_DECLS
