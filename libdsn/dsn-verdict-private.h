/* dsn-verdict-private.h: a verdict in the making.
 * SPDX-License-Identifier: LGPL-2.1-or-later */
#pragma once

#include "dsn-private.h"
#include "dsn-verdict.h"

G_BEGIN_DECLS

/* Decides whether a problem becomes a finding. */
typedef gboolean (*DsnVerdictFilter) (const DsnProblem *problem, gpointer data);

/* @report: (transfer full); @offsets: of gsize, one for each problem; where one is missing, the problem
 * is shown at the beginning. */
DsnVerdict *_dsn_verdict_new (DsnMessage *message, DsnReport *report, const GArray *offsets,
                              DsnVerdictFilter filter, gpointer data);
/* Octets before the place of a finding in the message. */
gsize _dsn_finding_get_offset (const DsnFinding *finding);

G_END_DECLS
