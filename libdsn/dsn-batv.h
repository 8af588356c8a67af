/* dsn-batv.h: tags in return paths that tell whether a bounce answers mail that was sent from here.
 * SPDX-License-Identifier: LGPL-2.1-or-later */
#pragma once

#include <glib.h>

#include "dsn-error.h"

G_BEGIN_DECLS

/** DSN_BATV_DAYS: how long a tag is valid. */
#define DSN_BATV_DAYS 7

/**
 * DsnBatvKeys: secrets that tags are made with (Bounce Address Tag Validation, draft-levine-smtp-batv).
 * Immutable, so that several threads may use them at once.
 *
 * A tag is ten characters, `KDDDSSSSSS`: the number of the key, the last three digits of the day since
 * 1970-01-01 (UTC) that is the last on which it is valid, and the first three octets, in hexadecimal, of
 * the HMAC-SHA1 (RFC 2104) of `KDDD` and the address.
 */
typedef struct _DsnBatvKeys DsnBatvKeys;

/**
 * DsnBatvForm:
 * @DSN_BATV_PRVS: `prvs=KDDDSSSSSS=local@domain`, as in the draft and as Exim's `${prvs}` has it
 * @DSN_BATV_SUFFIX: `local+KDDDSSSSSS@domain`, for return paths (VERP) whose beginning something else
 *   sorts by
 *
 * Where the tag stands in an address.
 */
typedef enum { DSN_BATV_PRVS, DSN_BATV_SUFFIX } DsnBatvForm;

/**
 * DsnBatvResult:
 * @DSN_BATV_NONE: the address has no tag
 * @DSN_BATV_VALID: its tag was made with one of the keys and is of the days in which it is valid
 * @DSN_BATV_EXPIRED: it was made with one of the keys for other days
 * @DSN_BATV_FORGED: it was made with none of the keys
 */
typedef enum { DSN_BATV_NONE, DSN_BATV_VALID, DSN_BATV_EXPIRED, DSN_BATV_FORGED } DsnBatvResult;

/**
 * dsn_batv_keys_parse:
 * @text: a key a line: its number (a digit), blanks, and its secret, 16 to 1024 octets up to the end of
 *   the line; empty lines and those that begin with "#" are passed over
 * @name: what errors call @text
 * @error: %DSN_ERROR_SYNTAX with @name and the line, but never a secret; %DSN_ERROR_EMPTY for no key
 *
 * The first key signs, all check. To change keys put a new one, with another number, first, and take the
 * old one out when its last tags have expired.
 *
 * Returns: (transfer full) (nullable): the keys; %NULL on failure
 */
DSN_PUBLIC DsnBatvKeys *
dsn_batv_keys_parse (const char *text, const char *name, GError **error) G_GNUC_WARN_UNUSED_RESULT;

/**
 * dsn_batv_keys_load:
 * @path: a file as dsn_batv_keys_parse() describes it, of at most 64 KiB
 * @error: as there; %DSN_ERROR_IO if it cannot be read, or if others than its owner and group may read
 *   it or others than its owner may write it
 *
 * Returns: (transfer full) (nullable): the keys; %NULL on failure
 */
DSN_PUBLIC DsnBatvKeys *
dsn_batv_keys_load (const char *path, GError **error) G_GNUC_WARN_UNUSED_RESULT;

/** dsn_batv_keys_free: @keys: (transfer full) (nullable). Overwrites the secrets. */
DSN_PUBLIC void dsn_batv_keys_free (DsnBatvKeys *keys);

/**
 * dsn_batv_sign:
 * @keys: keys
 * @address: the return path to tag, without brackets
 * @form: where to put the tag
 * @now: seconds since 1970-01-01 (UTC)
 * @error: %DSN_ERROR_INVALID if @address is none
 *
 * The tag is of the address in small letters, so that it stays valid where somebody changes their case.
 *
 * Returns: (transfer full) (nullable): @address with a tag that is valid for %DSN_BATV_DAYS; %NULL on
 *   failure
 */
DSN_PUBLIC char *dsn_batv_sign (const DsnBatvKeys *keys, const char *address, DsnBatvForm form,
                                gint64 now, GError **error) G_GNUC_WARN_UNUSED_RESULT;

/**
 * dsn_batv_check:
 * @keys: keys
 * @address: the address that a bounce came to, without brackets
 * @now: seconds since 1970-01-01 (UTC)
 *
 * Looks for a tag in the forms of #DsnBatvForm, with "+", "-" or "=" before one at the end. A tag may be of
 * the address as it stands or of it in small letters. Tags are compared in a time that does not tell where
 * they differ. A day more than %DSN_BATV_DAYS ahead is allowed, for clocks that disagree.
 *
 * Returns: what the tag is worth
 */
DSN_PUBLIC DsnBatvResult dsn_batv_check (const DsnBatvKeys *keys, const char *address, gint64 now);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (DsnBatvKeys, dsn_batv_keys_free)

G_END_DECLS
