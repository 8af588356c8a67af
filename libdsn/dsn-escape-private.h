/* dsn-escape-private.h: which characters of a message may act on what shows them.
 * SPDX-License-Identifier: LGPL-2.1-or-later */
#pragma once

#include <glib.h>

G_BEGIN_DECLS

/* Control characters, line and paragraph separators, and characters that turn the direction of
 * writing, so that a line seems to say something else. */
gboolean _dsn_escape_is_needed (gunichar c);

G_END_DECLS
