/* dsn-charset-private.h: octets of unknown or wrong charset as valid UTF-8.
 * SPDX-License-Identifier: LGPL-2.1-or-later */
#pragma once

#include <glib.h>

G_BEGIN_DECLS

/* Decodes @length octets: UTF-8 stays as it is (NUL becomes U+FFFD); else @charset (may be NULL) is
 * tried, then windows-1252, whose holes become U+FFFD. The result is always valid UTF-8. */
char *_dsn_charset_to_utf8 (const char *text, gsize length, const char *charset);

G_END_DECLS
