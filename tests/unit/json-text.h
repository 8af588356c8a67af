/* json-text.h: what the tests of JSON share: JSON that can be read in C.
 * SPDX-License-Identifier: LGPL-2.1-or-later */
#pragma once

#include <glib.h>

/* Turns "'" into the quote that JSON has. */
static inline char *
with_quotes (const char *text)
{
  return g_strdelimit (g_strdup (text), "'", '"');
}
