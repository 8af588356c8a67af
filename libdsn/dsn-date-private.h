/* dsn-date-private.h: dates from one form to the other.
 * SPDX-License-Identifier: LGPL-2.1-or-later */
#pragma once

#include "dsn-date.h"

G_BEGIN_DECLS

/* The date that dsn_date_parse() reads, as dsn_date_to_rfc3339() writes it, without a GDateTime where the
 * form is the usual one; NULL for what is no date. (transfer full) */
char *_dsn_date_rewrite (const char *text);

G_END_DECLS
