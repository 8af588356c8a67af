/* dsn-style-private.h: emphasis in text for terminals.
 * SPDX-License-Identifier: LGPL-2.1-or-later */
#pragma once

#include "dsn-text.h"

G_BEGIN_DECLS

typedef enum { DSN_BOLD, DSN_DIM, DSN_RED, DSN_YELLOW, DSN_GREEN } DsnEmphasis;

/* Appends words, emphasised if @style is %DSN_TEXT_COLOUR. */
void _dsn_style_append (GString *out, DsnTextStyle style, DsnEmphasis emphasis, const char *words);

G_END_DECLS
