/* dsn-match.h: whether a report is one of those that are asked for.
 * SPDX-License-Identifier: LGPL-2.1-or-later */
#pragma once

#include <glib.h>

#include "dsn-report.h"

G_BEGIN_DECLS

/**
 * DsnMatch:
 *
 * Conditions on a delivery status notification. Those on a recipient have to hold for one and the same;
 * of several of one sort one has to. Once they are set it may be used from several threads at once.
 */
typedef struct _DsnMatch DsnMatch;

/** dsn_match_new: Returns: (transfer full): conditions that every delivery status notification meets */
DSN_PUBLIC DsnMatch *dsn_match_new (void) G_GNUC_WARN_UNUSED_RESULT;
/** dsn_match_free: @match: (transfer full) (nullable) */
DSN_PUBLIC void dsn_match_free (DsnMatch *match);

/** dsn_match_add_action: @action: other than none */
DSN_PUBLIC void dsn_match_add_action (DsnMatch *match, DsnAction action);
/**
 * dsn_match_add_status:
 * @match: conditions
 * @pattern: a status code, in which "*" stands for any text and "?" for any character: "5.7.*"
 * @error: %DSN_ERROR_SYNTAX
 *
 * Returns: whether @pattern is one that a code can match
 */
DSN_PUBLIC gboolean dsn_match_add_status (DsnMatch *match, const char *pattern, GError **error);
/** dsn_match_add_reason: @reason: one word, such as "userunknown"; copied */
DSN_PUBLIC void dsn_match_add_reason (DsnMatch *match, const char *reason);
/** dsn_match_set_hard: @hard: whether the address itself has to be dead */
DSN_PUBLIC void dsn_match_set_hard (DsnMatch *match, gboolean hard);

/** dsn_match_test: Returns: whether @report is a delivery status notification that is asked for */
DSN_PUBLIC gboolean dsn_match_test (const DsnMatch *match, const DsnReport *report);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (DsnMatch, dsn_match_free)

G_END_DECLS
