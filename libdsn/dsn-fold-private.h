/* dsn-fold-private.h: text as it stands in a header field: folded, in encoded-words where it must be.
 * SPDX-License-Identifier: LGPL-2.1-or-later */
#pragma once

#include <glib.h>

G_BEGIN_DECLS

/* RFC 2047 section 2: a line with an encoded-word has at most this many characters. */
#define DSN_FOLD_WIDTH 76

/* All of them: @used is how many characters of the first line are taken, by the field's name, its colon
 * and a blank; lines are folded by an LF and a blank. (transfer full) */

/* Unstructured text in UTF-8 (RFC 5322 section 3.2.5), as it is where it consists of words of ASCII of at
 * most @max_word characters, else as encoded-words. */
char *_dsn_fold_text (const char *text, gsize used, gsize max_word);
/* Joins words, each on a new line where the one before is full. */
char *_dsn_fold_words (char *const *words, gsize used);

/* Whether words can stand in a header field as they are, and are read so. */
gboolean _dsn_fold_is_plain (char *const *words, gsize max_word);
/* A text as encoded-words (RFC 2047 section 2), each of whole characters. (transfer full) */
char **_dsn_fold_encode (const char *text);

G_END_DECLS
