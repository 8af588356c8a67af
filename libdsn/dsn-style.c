/* dsn-style.c: emphasis in text for terminals.
 * SPDX-License-Identifier: LGPL-2.1-or-later */
#include "dsn-style-private.h"

/* ECMA-48 section 8.3.117 (SGR). */
static const char *const sequences[] = {
  [DSN_BOLD] = "\033[1m",      [DSN_DIM] = "\033[2m",      [DSN_RED] = "\033[1;31m",
  [DSN_YELLOW] = "\033[1;33m", [DSN_GREEN] = "\033[1;32m",
};

void
_dsn_style_append (GString *out, DsnTextStyle style, DsnEmphasis emphasis, const char *words)
{
  if (style == DSN_TEXT_COLOUR)
    g_string_append_printf (out, "%s%s\033[0m", sequences[emphasis], words);
  else
    g_string_append (out, words);
}
