/* dsn-layout-private.h: where the header and the parts of a message stand among its octets.
 *
 * GMime tells what a message means; to point into its octets, or to edit them, one needs its lines.
 * SPDX-License-Identifier: LGPL-2.1-or-later */
#pragma once

#include "dsn-private.h"

G_BEGIN_DECLS

/* A stretch of octets, from and to. */
typedef struct {
  gsize from;
  gsize to;
} DsnRange;

/* A part between two boundaries. @header reaches to the empty line, @body from behind that to the line
 * end that belongs to the next boundary (RFC 2046 section 5.1.1). */
typedef struct {
  gsize delimiter;
  DsnRange header;
  DsnRange body;
} DsnLayoutPart;

typedef struct {
  const char *text;
  gsize length;
  /* Of the message. */
  DsnRange header;
  /* Of DsnLayoutPart. */
  GArray *parts;
  gboolean is_closed;
  /* The closing boundary's line, and what stands behind it; both at the end if there is none. */
  DsnRange closing;
} DsnLayout;

/* @boundary may be NULL, then there are no parts; only what stands from @from on is looked at. */
void _dsn_layout_init (DsnLayout *layout, const char *text, gsize length, const char *boundary,
                       gsize from);
void _dsn_layout_clear (DsnLayout *layout);
/* The part that a place is in the header or body of; NULL for none. */
const DsnLayoutPart *_dsn_layout_get_part (const DsnLayout *layout, gsize place);
/* The first field of a name in a header, its line end included. FALSE where there is none. */
gboolean _dsn_layout_find_field (const DsnLayout *layout, DsnRange header, const char *name,
                                 DsnRange *field);
/* The value of the same, unfolded; NULL where there is none. (transfer full) */
char *_dsn_layout_get_value (const DsnLayout *layout, DsnRange header, const char *name);
/* The boundary that the header of a message gives; NULL for none. (transfer full) */
char *_dsn_layout_find_boundary (GBytes *message);
/* Where the header ends that begins at a place: at the empty line, or the end. */
gsize _dsn_layout_find_header_end (const char *text, gsize length, gsize from);
/* Behind the line that a place is on. */
gsize _dsn_layout_next_line (const char *text, gsize length, gsize from);

G_END_DECLS
