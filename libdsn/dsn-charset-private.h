/* dsn-charset-private.h: octets of unknown or wrong charset as valid UTF-8.
 * SPDX-License-Identifier: LGPL-2.1-or-later */
#pragma once

#include <glib.h>

G_BEGIN_DECLS

/* Whether @length octets are UTF-8 without a NUL, as g_utf8_validate_len() says. Mail is ASCII for the
 * most part, which takes an eighth of the time here. */
gboolean _dsn_charset_is_utf8 (const char *text, gsize length);

/* Decodes @length octets: UTF-8 stays as it is (NUL becomes U+FFFD); else @charset (may be NULL) is
 * tried, then windows-1252, whose holes become U+FFFD. The result is always valid UTF-8. */
char *_dsn_charset_to_utf8 (const char *text, gsize length, const char *charset);

G_END_DECLS
