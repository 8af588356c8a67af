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

/* dsn-charset-names.c: names of charsets in header fields that are on no list (dsn-charsets.def). */

/* Is given the place of a name in the text; what ends the name follows it there. */
typedef void (*DsnCharsetVisit) (const char *name, gsize length, gpointer data);

/* Finds them in encoded-words (RFC 2047) and, if a field has parameters, in extended ones (RFC 2231). */
void _dsn_charset_visit_unknown (const char *text, gsize length, gboolean has_parameters,
                                 DsnCharsetVisit visit, gpointer data);
/* Writes another over a name, one of few that nobody knows either. */
void _dsn_charset_hide (char *name, gsize length);
/* The same for every word of a text; returns @text. */
char *_dsn_charset_hide_unknown (char *text);

G_END_DECLS
