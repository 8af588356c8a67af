/* dsn-verp.h: patterns of return paths that tell which recipient a bounce is about.
 * SPDX-License-Identifier: LGPL-2.1-or-later */
#pragma once

#include <glib-object.h>

#include "dsn-error.h"

G_BEGIN_DECLS

/**
 * DsnVerp: a pattern of variable envelope return paths. Immutable, counted by reference, safe to use
 * from any thread.
 *
 * Who sends with a return path of its own for every recipient can read off the address that a bounce
 * comes to whom it is about, whatever the bounce says. A pattern describes such an address. In it
 *
 * - `{local}` (or `{user}`) stands for the local part of the recipient's address, and `{domain}` for
 *   its domain;
 * - `{address}` stands for the whole of it in an encoded form, the "@" as "%40" or "=40", and other
 *   characters in the same way or as they are;
 * - `#` stands for one or more digits, `{hex}` for one or more hexadecimal digits;
 * - `*` stands for one or more characters, up to the first place where the text that follows it in
 *   the pattern stands; at the end for all that is left;
 * - `\` before a character takes away its meaning;
 * - all else stands for itself, in any letter case.
 *
 * `bounces-{local}={domain}@lists.example.org` is a pattern, and so is
 * `news-*-#-{user}={domain}@*.example.com`. There must be one "@", what tells the recipient before it,
 * and between two parts that may vary a text that says where one ends. `{local}` may have that text in
 * it, and ends at the last place where what follows fits.
 */
typedef struct _DsnVerp DsnVerp;

#define DSN_TYPE_VERP (dsn_verp_get_type ())
DSN_PUBLIC GType dsn_verp_get_type (void);

/**
 * dsn_verp_new:
 * @pattern: a pattern, in UTF-8
 * @error: %DSN_ERROR_SYNTAX with the place, if it is none
 *
 * Returns: (transfer full) (nullable): the pattern, ready for use; %NULL on failure
 */
DSN_PUBLIC DsnVerp *dsn_verp_new (const char *pattern, GError **error) G_GNUC_WARN_UNUSED_RESULT;
/** dsn_verp_ref: Returns: (transfer full): @verp */
DSN_PUBLIC DsnVerp *dsn_verp_ref (DsnVerp *verp);
/** dsn_verp_unref: @verp: (transfer full): a pattern */
DSN_PUBLIC void dsn_verp_unref (DsnVerp *verp);

/**
 * dsn_verp_match:
 * @verp: a pattern
 * @address: the address that a bounce came to, without brackets
 *
 * Returns: (transfer full) (nullable): the recipient's address; %NULL if @address is not of the
 *   pattern, or if what stands in it is no address with a full domain
 */
DSN_PUBLIC char *
dsn_verp_match (const DsnVerp *verp, const char *address) G_GNUC_WARN_UNUSED_RESULT;

G_DEFINE_AUTOPTR_CLEANUP_FUNC (DsnVerp, dsn_verp_unref)

G_END_DECLS
