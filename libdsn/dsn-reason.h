/* dsn-reason.h: diagnosis: which address, why, and whether for good.
 * SPDX-License-Identifier: LGPL-2.1-or-later */
#pragma once

#include <glib.h>

#include "dsn-phrases.h"
#include "dsn-report.h"

G_BEGIN_DECLS

/**
 * dsn_reason_diagnose:
 * @report: a report whose fields are set
 *
 * Fills in for every recipient what follows from the fields: `address`, the `reply` taken out of the
 * diagnostic, `smtp_command`, the `status` to act on, `reason` and `hard_bounce`, each with its
 * evidence, and notes as problems where fields speak against each other. What cannot be told stays
 * absent; the fields are not changed. To call it twice does no harm.
 */
DSN_PUBLIC void dsn_reason_diagnose (DsnReport *report);

/**
 * dsn_reason_diagnose_with:
 * @report: a report whose fields are set
 * @phrases: (nullable): a user's rules besides those of the library
 *
 * The same, with more rules to find the reason by.
 */
DSN_PUBLIC void dsn_reason_diagnose_with (DsnReport *report, const DsnPhrases *phrases);

/**
 * dsn_reason_explain:
 * @report: a report that was diagnosed with @phrases
 * @phrases: (nullable): the rules
 *
 * Tells for every recipient, as text for people, the reason, what decided, in which line of which
 * file, and what else was considered. The name of the source stands before, if the report has one. The
 * last line ends in a line feed.
 *
 * Returns: (transfer full): the text, "" if there is no recipient
 */
DSN_PUBLIC char *
dsn_reason_explain (const DsnReport *report, const DsnPhrases *phrases) G_GNUC_WARN_UNUSED_RESULT;

/**
 * dsn_reason_is_hard:
 * @reason: one word of the vocabulary
 *
 * Returns: whether the reason means that the address itself is dead: no such user, host or domain,
 *   or moved away
 */
DSN_PUBLIC gboolean dsn_reason_is_hard (const char *reason);

G_END_DECLS
