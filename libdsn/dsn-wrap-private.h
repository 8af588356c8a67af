/* dsn-wrap-private.h: text from elsewhere, made fit for a plain-text message.
 * SPDX-License-Identifier: LGPL-2.1-or-later */
#pragma once

#include <glib.h>

G_BEGIN_DECLS

/* Longer values are cut, so that one hostile field cannot fill the report. In characters. */
#define DSN_CLEAN_MAX 2000
/* What stands at the end of a value that was cut. */
#define DSN_CLEAN_CUT " [...]"

/* A word is kept whole up to this many octets, the longest that an address can be (RFC 5321 section
 * 4.5.3.1: 64, "@", 255), since an address or a link that is broken is of no use. */
#define DSN_WRAP_WORD_MAX 320

/* Makes one line of a text: white space, line ends included, becomes single spaces; control
 * characters, those that change the direction of writing, and octets that are not UTF-8 become
 * "\x{HEX}". NULL gives "". (transfer full) */
char *_dsn_clean (const char *text);

/* Breaks the lines of a text that have more than @width columns, at spaces or beside wide characters,
 * but not before a sign that closes and not behind one that opens: no line begins with the ideographic
 * full stop.
 * What a line begins with, of spaces, tabs and ">", stands before each line that is made of it.
 * Spaces at line ends, empty lines at the beginning and all but one of several empty lines go.
 * (transfer full) */
char *_dsn_wrap (const char *text, guint width);

G_END_DECLS
