/* dsn-scrub.h: takes the fields of dsn-filter.h out of a message, so that no sender can forge one.
 * SPDX-License-Identifier: LGPL-2.1-or-later */
#pragma once

#include <glib.h>

#include "dsn-error.h"

G_BEGIN_DECLS

/**
 * DsnScrub:
 *
 * Reads a message octet by octet, of any size and with lines of any length, and keeps all of it but the
 * fields in its header that dsn_filter_is_own() names: in any letter case, folded, with blanks before
 * the colon, or hidden behind a CR that ends no line. What is malformed in another way stays as it is.
 * After it was made, nothing here allocates memory.
 */
typedef struct _DsnScrub DsnScrub;

/** DSN_SCRUB_ROOM: octets that a call may keep beyond those that it was given. */
#define DSN_SCRUB_ROOM 1024

/** dsn_scrub_new: @prefix: copied. Returns: (transfer full): for one message */
DSN_PUBLIC DsnScrub *dsn_scrub_new (const char *prefix) G_GNUC_WARN_UNUSED_RESULT;
/** dsn_scrub_free: @scrub: (transfer full) (nullable) */
DSN_PUBLIC void dsn_scrub_free (DsnScrub *scrub);

/**
 * dsn_scrub_begin:
 * @scrub: a scrub
 * @cr_lines: whether a CR alone ends lines, as in classic Mac files
 *
 * Begins a message.
 */
DSN_PUBLIC void dsn_scrub_begin (DsnScrub *scrub, gboolean cr_lines);

/**
 * dsn_scrub_feed:
 * @scrub: a scrub
 * @octets: the next octets of the message
 * @length: how many
 * @kept: gets what is to be kept; has room for @length + %DSN_SCRUB_ROOM octets
 *
 * Returns: how many octets were put into @kept
 */
DSN_PUBLIC gsize dsn_scrub_feed (DsnScrub *scrub, const char *octets, gsize length, char *kept);

/**
 * dsn_scrub_end:
 * @scrub: a scrub
 * @kept: gets what is to be kept; has room for %DSN_SCRUB_ROOM octets
 *
 * Ends the message.
 *
 * Returns: how many octets were put into @kept
 */
DSN_PUBLIC gsize dsn_scrub_end (DsnScrub *scrub, char *kept);

/** dsn_scrub_is_past_header: Returns: whether the header has ended: all that follows is kept */
DSN_PUBLIC gboolean dsn_scrub_is_past_header (const DsnScrub *scrub);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (DsnScrub, dsn_scrub_free)

G_END_DECLS
