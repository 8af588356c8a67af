/* dsn-query.h: which codes a person asks about.
 * SPDX-License-Identifier: LGPL-2.1-or-later */
#pragma once

#include <glib.h>

#include "dsn-status.h"

G_BEGIN_DECLS

/** DSN_QUERY_ANY: stands for a subject or a detail that is left open. */
#define DSN_QUERY_ANY 1000

/**
 * DsnQuery:
 * @status_class: 2, 4 or 5; 0 where it is left open
 * @subject: 0 to %DSN_STATUS_PART_MAX, or %DSN_QUERY_ANY
 * @detail: likewise
 * @reply: a reply code of SMTP, 200 to 599, or 0
 * @reply_class: the first digit of a reply code, 2 to 5, where the rest is left open; else 0
 * @has_status: whether @status_class, @subject and @detail say something
 *
 * A code or a pattern of codes. A reply that carries an enhanced code ("550 5.1.1 …") is one query with
 * both.
 */
typedef struct {
  guint status_class;
  guint subject;
  guint detail;
  guint reply;
  guint reply_class;
  gboolean has_status;
} DsnQuery;

/**
 * dsn_query_for_status:
 * @status: a code
 *
 * Returns: the query for it
 */
DSN_PUBLIC DsnQuery dsn_query_for_status (DsnStatus status);
/** dsn_query_for_reply: Returns: the query for a reply code of SMTP */
DSN_PUBLIC DsnQuery dsn_query_for_reply (guint reply);

/**
 * dsn_query_parse:
 * @text: the whole of a code or a pattern; brackets, quotes and stops around it are passed over
 * @query: (out): what is asked for, unchanged on failure
 *
 * Reads a code ("5.7.7"), a code without its class ("7.7"), either with parts left open ("X.7.7",
 * "5.7.*", "X.7"), a reply code ("550") or the class of one ("5xx"). "X", "x" and "*" are the same.
 *
 * Returns: whether @text is one of these and nothing else
 */
DSN_PUBLIC gboolean dsn_query_parse (const char *text, DsnQuery *query);

/**
 * dsn_query_to_string:
 * @query: a query
 *
 * Returns: (transfer full): such as "5.7.7", "X.7.X", "550" or "5XX"; of a query with both, the
 *   enhanced code
 */
DSN_PUBLIC char *dsn_query_to_string (const DsnQuery *query) G_GNUC_WARN_UNUSED_RESULT;

/**
 * dsn_query_get_status:
 * @query: a query
 *
 * Returns: the enhanced code, %DSN_STATUS_NONE where a part of it is left open
 */
DSN_PUBLIC DsnStatus dsn_query_get_status (const DsnQuery *query);

/**
 * dsn_query_is_pattern:
 * @query: a query
 *
 * Returns: whether a subject, a detail or the end of a reply code is left open
 */
DSN_PUBLIC gboolean dsn_query_is_pattern (const DsnQuery *query);

/**
 * dsn_query_is_known:
 * @query: a query
 *
 * Returns: whether the code is registered, or the reply defined; of a pattern, whether one that fits
 *   it is
 */
DSN_PUBLIC gboolean dsn_query_is_known (const DsnQuery *query);

/**
 * dsn_query_list_codes:
 * @query: a query
 *
 * Returns: (transfer full) (element-type guint32): the registered #DsnStatus that fit the query, in
 *   order. Where the class is left open each code comes once, in the gravest class in which it is
 *   useful; else those that are useful in the class.
 */
DSN_PUBLIC GArray *dsn_query_list_codes (const DsnQuery *query) G_GNUC_WARN_UNUSED_RESULT;

/**
 * dsn_query_list_replies:
 * @query: a query
 *
 * Returns: (transfer full) (element-type guint): the reply codes that fit the query, in order
 */
DSN_PUBLIC GArray *dsn_query_list_replies (const DsnQuery *query) G_GNUC_WARN_UNUSED_RESULT;

/**
 * dsn_query_list_classes:
 * @query: a query for one code, its class left open or not
 *
 * Returns: (transfer full) (element-type DsnQuery): the query in each class in which the code is
 *   useful, the gravest first, or in class 5 if the code is not registered; any other query alone
 */
DSN_PUBLIC GArray *dsn_query_list_classes (const DsnQuery *query) G_GNUC_WARN_UNUSED_RESULT;

/** DsnQuerySet: queries in the order in which they were added, each code once. */
typedef struct _DsnQuerySet DsnQuerySet;

/** dsn_query_set_new: Returns: (transfer full): a set with nothing in it */
DSN_PUBLIC DsnQuerySet *dsn_query_set_new (void) G_GNUC_WARN_UNUSED_RESULT;
/** dsn_query_set_free: @set: (transfer full) (nullable): a set */
DSN_PUBLIC void dsn_query_set_free (DsnQuerySet *set);

/**
 * dsn_query_set_add:
 * @set: a set
 * @query: a query; where its class is left open it is added in each class, as by
 *   dsn_query_list_classes()
 */
DSN_PUBLIC void dsn_query_set_add (DsnQuerySet *set, const DsnQuery *query);

/**
 * dsn_query_set_add_text:
 * @set: a set
 * @text: one code or pattern, as for dsn_query_parse(), or free text, such as a reply or lines of a log
 *
 * Adds the codes that a text speaks of. In free text these are the enhanced codes, as
 * dsn_status_find() tells them from other numbers, and the reply codes: numbers of three digits that
 * begin a line, or follow a colon, a quote and the like, or have an enhanced code behind them. An
 * enhanced code that comes with a reply and without one is one query. Takes time in proportion to the
 * text.
 *
 * Returns: how many there are in the text, with those that were in the set already
 */
DSN_PUBLIC guint dsn_query_set_add_text (DsnQuerySet *set, const char *text);

/** dsn_query_set_get_size: Returns: the number of queries */
DSN_PUBLIC guint dsn_query_set_get_size (const DsnQuerySet *set);
/** dsn_query_set_get: Returns: (transfer none): the query number @index, valid until the next is added */
DSN_PUBLIC const DsnQuery *dsn_query_set_get (const DsnQuerySet *set, guint index);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (DsnQuerySet, dsn_query_set_free)

G_END_DECLS
