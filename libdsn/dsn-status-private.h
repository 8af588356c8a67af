/* dsn-status-private.h: a status code at a place in a text.
 * SPDX-License-Identifier: LGPL-2.1-or-later */
#pragma once

#include "dsn-status.h"

G_BEGIN_DECLS

/* RFC 3463 section 3: the subjects that there are. In free text "4.94.2" is the version of a program. */
#define DSN_SUBJECT_MAX 7

/* Reads the code that begins at @at, a place in the free text @text, if dsn_status_find() would take it
 * for one. Returns what follows it, or NULL. */
const char *_dsn_status_scan (const char *text, const char *at, DsnStatus *status);

G_END_DECLS
