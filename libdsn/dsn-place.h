/* dsn-place.h: where in a text an octet stands, as people count.
 * SPDX-License-Identifier: LGPL-2.1-or-later */
#pragma once

#include <glib.h>

#include "dsn-error.h"

G_BEGIN_DECLS

/** DsnPlace: a line and a column, both from 1. A column is a character; octets that are no UTF-8 are one
 * each. */
typedef struct {
  guint64 line;
  guint64 column;
} DsnPlace;

/** DsnPlaces: the lines of a text. Immutable. */
typedef struct _DsnPlaces DsnPlaces;

/**
 * dsn_places_new:
 * @text: the octets of a text, which must outlive what is returned
 *
 * Lines end in LF or CRLF; in a text without LF, in CR.
 *
 * Returns: (transfer full): the lines
 */
DSN_PUBLIC DsnPlaces *dsn_places_new (GBytes *text) G_GNUC_WARN_UNUSED_RESULT;
/** dsn_places_free: @places: (transfer full) (nullable): lines */
DSN_PUBLIC void dsn_places_free (DsnPlaces *places);
/** dsn_places_find: @offset: octets before the place; what lies behind the text is at its end */
DSN_PUBLIC DsnPlace dsn_places_find (const DsnPlaces *places, gsize offset);
/** dsn_places_get_line: @line: from 1. Returns: (transfer full): the line without its end, in valid
 *   UTF-8, no more than its first 1000 octets; "" if there is no such line */
DSN_PUBLIC char *
dsn_places_get_line (const DsnPlaces *places, guint64 line) G_GNUC_WARN_UNUSED_RESULT;

G_DEFINE_AUTOPTR_CLEANUP_FUNC (DsnPlaces, dsn_places_free)

G_END_DECLS
