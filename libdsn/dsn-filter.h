/* dsn-filter.h: what a report says, as header fields for the message that it came in.
 * SPDX-License-Identifier: LGPL-2.1-or-later */
#pragma once

#include <glib.h>

#include "dsn-report.h"

G_BEGIN_DECLS

/** DSN_FILTER_PREFIX: what the names of the fields begin with, where nothing else is asked for. */
#define DSN_FILTER_PREFIX "X-DSN-"

/** DSN_FILTER_MAX_PREFIX: octets that a prefix may have. */
#define DSN_FILTER_MAX_PREFIX 40

/**
 * dsn_filter_check_prefix:
 * @prefix: what the names of the fields shall begin with
 * @error: %DSN_ERROR_SYNTAX
 *
 * Returns: whether that gives names of fields (RFC 5322 section 2.2): 1 to %DSN_FILTER_MAX_PREFIX
 *   printable characters of ASCII, none of them a colon
 */
DSN_PUBLIC gboolean dsn_filter_check_prefix (const char *prefix, GError **error);

/**
 * dsn_filter_is_own:
 * @prefix: a prefix
 * @name: the name of a field, in any letter case
 * @length: octets of @name
 *
 * Returns: whether a field of this name is one that dsn_filter_print() may write
 */
DSN_PUBLIC gboolean dsn_filter_is_own (const char *prefix, const char *name, gsize length);

/**
 * dsn_filter_print:
 * @report: a report
 * @prefix: a prefix
 * @line_end: what ends a line: "\n", "\r\n" or "\r"
 * @max_length: octets of the whole
 * @left_out: (out) (optional): for how many recipients there was no room
 *
 * Writes the header fields (RFC 5322, with encoded-words of RFC 2047 where a value is not plain ASCII):
 * Kind, and if the report is a delivery status notification for each recipient, in order, Action, Status,
 * Recipient, Reason, Hard-Bounce ("yes" or "no") and Original-Message-ID. What is not known is left
 * out, but for Hard-Bounce, of which each recipient has one. A report that names no recipient has
 * Original-Message-ID alone.
 *
 * Returns: (transfer full): the fields, each ended by @line_end
 */
DSN_PUBLIC char *
dsn_filter_print (const DsnReport *report, const char *prefix, const char *line_end,
                  gsize max_length, guint *left_out) G_GNUC_WARN_UNUSED_RESULT;

G_END_DECLS
