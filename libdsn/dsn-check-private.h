/* dsn-check-private.h: whether a report says all that it must, and does not contradict itself.
 * SPDX-License-Identifier: LGPL-2.1-or-later */
#pragma once

#include "dsn-gmime-private.h"

#include "dsn-private.h"

G_BEGIN_DECLS

/* Notes what is missing or speaks against itself in the fields. */
void _dsn_check_report (DsnReport *report);
/* Notes what is wrong with the parts: @container holds the status part @status, or is NULL; @human is
 * the human-readable part, or NULL. */
void _dsn_check_parts (DsnReport *report, GMimeMultipart *container, GMimeObject *status,
                       GMimeObject *human);

G_END_DECLS
