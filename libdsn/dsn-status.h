/* dsn-status.h: the enhanced mail system status code of RFC 3463 as a value.
 * SPDX-License-Identifier: LGPL-2.1-or-later */
#pragma once

#include <glib.h>

#include "dsn-error.h"

G_BEGIN_DECLS

/**
 * DsnStatus:
 *
 * An enhanced status code, class.subject.detail (RFC 3463 section 2), packed into one number so that
 * it can be copied, compared with `==` and kept without an owner. Two codes order as their parts do.
 */
typedef guint32 DsnStatus;

/** DSN_STATUS_NONE: no code. */
#define DSN_STATUS_NONE ((DsnStatus) 0)

/** DSN_STATUS_PART_MAX: subject and detail have one to three digits (RFC 3463 section 2). */
#define DSN_STATUS_PART_MAX 999

/**
 * dsn_status_new:
 * @status_class: 2 (success), 4 (persistent transient failure) or 5 (permanent failure)
 * @subject: 0 to %DSN_STATUS_PART_MAX
 * @detail: 0 to %DSN_STATUS_PART_MAX
 *
 * Returns: the code, or %DSN_STATUS_NONE if a part is out of its range
 */
DSN_PUBLIC DsnStatus dsn_status_new (guint status_class, guint subject, guint detail);

/**
 * dsn_status_parse:
 * @text: the whole of a code, such as "5.7.7"; white space around it is passed over
 * @status: (out) (optional): the code, %DSN_STATUS_NONE on failure
 * @error: %DSN_ERROR_SYNTAX names @text
 *
 * Reads a text that is a status code and nothing else (RFC 3463 section 2: class 2, 4 or 5; one to
 * three digits in both other parts).
 *
 * Returns: whether @text is a code
 */
DSN_PUBLIC gboolean dsn_status_parse (const char *text, DsnStatus *status, GError **error);

/**
 * dsn_status_find:
 * @text: (nullable): free text, such as a reply or a log line
 *
 * Finds the code that a text speaks of. IPv4 addresses, and version numbers as far as they can be
 * told apart (subjects go up to 7), are not taken for codes,
 * and a code that says something is preferred to one that does not (x.0.0).
 *
 * Returns: the code, or %DSN_STATUS_NONE
 */
DSN_PUBLIC DsnStatus dsn_status_find (const char *text);

/** dsn_status_get_class: Returns: 2, 4 or 5; 0 for %DSN_STATUS_NONE */
DSN_PUBLIC guint dsn_status_get_class (DsnStatus status);
/** dsn_status_get_subject: Returns: 0 to %DSN_STATUS_PART_MAX */
DSN_PUBLIC guint dsn_status_get_subject (DsnStatus status);
/** dsn_status_get_detail: Returns: 0 to %DSN_STATUS_PART_MAX */
DSN_PUBLIC guint dsn_status_get_detail (DsnStatus status);

/**
 * dsn_status_is_specific:
 * @status: a code
 *
 * Returns: whether the code says more than its class, that is, is not x.0.0 (RFC 3463 section 3.1)
 */
DSN_PUBLIC gboolean dsn_status_is_specific (DsnStatus status);

/**
 * dsn_status_to_string:
 * @status: a code
 *
 * Returns: (transfer full) (nullable): "class.subject.detail", or %NULL for %DSN_STATUS_NONE
 */
DSN_PUBLIC char *dsn_status_to_string (DsnStatus status) G_GNUC_WARN_UNUSED_RESULT;

G_END_DECLS
