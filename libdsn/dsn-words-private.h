/* dsn-words-private.h: text with encoded-words as plain text.
 * SPDX-License-Identifier: LGPL-2.1-or-later */
#pragma once

#include <glib.h>

G_BEGIN_DECLS

/* Decodes unstructured text or a comment as it stands in a header (RFC 2047 section 5), unfolded or
 * not. The result is always valid UTF-8. */
char *_dsn_words_decode (const char *text);

G_END_DECLS
