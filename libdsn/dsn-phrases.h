/* dsn-phrases.h: what mail servers say, and the reason that it tells of.
 * SPDX-License-Identifier: LGPL-2.1-or-later */
#pragma once

#include <glib.h>

#include "dsn-error.h"

G_BEGIN_DECLS

/**
 * DsnPhrases:
 *
 * Rules that tell from the words of a server, or from its codes, why a message was not delivered.
 * The rules that come with the library are always there; what is added here comes before them, so that
 * a user can correct them. The format is described in dsn-phrases(5). Once everything is added it may
 * be used from several threads at once.
 */
typedef struct _DsnPhrases DsnPhrases;

/** dsn_phrases_new: Returns: (transfer full): nothing but the rules that come with the library */
DSN_PUBLIC DsnPhrases *dsn_phrases_new (void) G_GNUC_WARN_UNUSED_RESULT;
/** dsn_phrases_free: @phrases: (transfer full) (nullable): rules that no report is being read with */
DSN_PUBLIC void dsn_phrases_free (DsnPhrases *phrases);

/**
 * dsn_phrases_add_text:
 * @phrases: rules
 * @name: what the text is called in errors and explanations, such as the path of its file
 * @text: rules in the format of dsn-phrases(5), UTF-8
 * @length: octets in @text, or -1 if it ends in a NUL
 * @error: %DSN_ERROR_SYNTAX names @name, the line and what is wrong there
 *
 * Adds rules. Where two rules are equally good, the one that was added first decides.
 *
 * Returns: %FALSE on error; then nothing was added
 */
DSN_PUBLIC gboolean dsn_phrases_add_text (DsnPhrases *phrases, const char *name, const char *text,
                                          gssize length, GError **error);

/**
 * dsn_phrases_add_file:
 * @phrases: rules
 * @path: a file
 * @error: %DSN_ERROR_IO if @path could not be read; else as dsn_phrases_add_text()
 *
 * Adds the rules in a file.
 *
 * Returns: %FALSE on error; then nothing was added
 */
DSN_PUBLIC gboolean dsn_phrases_add_file (DsnPhrases *phrases, const char *path, GError **error);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (DsnPhrases, dsn_phrases_free)

G_END_DECLS
