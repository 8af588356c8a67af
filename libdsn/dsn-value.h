/* dsn-value.h: the values of DSN fields: a type, a text and comments.
 * SPDX-License-Identifier: LGPL-2.1-or-later */
#pragma once

#include <glib-object.h>

#include "dsn-date.h"
#include "dsn-error.h"
#include "dsn-xtext.h"

G_BEGIN_DECLS

/**
 * DsnValue:
 *
 * What stands in one DSN field: an optional type ("dns", "rfc822", "smtp"; RFC 3464 section 2.1.2),
 * the text, and the comments that stood beside it. Immutable.
 */
typedef struct _DsnValue DsnValue;

#define DSN_TYPE_VALUE (dsn_value_get_type ())
DSN_PUBLIC GType dsn_value_get_type (void);

/**
 * dsn_value_new:
 * @type: (nullable): the type sub-field, %NULL where the field has none; kept in lower case, as
 *   types are case-insensitive (RFC 3464 section 2.1.2)
 * @text: the text, without comments; must be UTF-8
 * @comment: (nullable): the comments, without their parentheses
 *
 * Returns: (transfer full): a new value
 */
DSN_PUBLIC DsnValue *
dsn_value_new (const char *type, const char *text, const char *comment) G_GNUC_WARN_UNUSED_RESULT;
/** dsn_value_copy: Returns: (transfer full) (nullable): a copy; %NULL for %NULL */
DSN_PUBLIC DsnValue *dsn_value_copy (const DsnValue *value) G_GNUC_WARN_UNUSED_RESULT;
/** dsn_value_free: @value: (transfer full) (nullable): a value */
DSN_PUBLIC void dsn_value_free (DsnValue *value);

/** dsn_value_get_type_name: Returns: (transfer none) (nullable): in lower case; %NULL where there is none */
DSN_PUBLIC const char *dsn_value_get_type_name (const DsnValue *value);
/** dsn_value_get_text: Returns: (transfer none): the text, "" where the field is empty */
DSN_PUBLIC const char *dsn_value_get_text (const DsnValue *value);
/** dsn_value_get_comment: Returns: (transfer none) (nullable): the comments, joined by "; " */
DSN_PUBLIC const char *dsn_value_get_comment (const DsnValue *value);

/**
 * dsn_comment_strip:
 * @text: a field value
 * @comment: (out) (transfer full) (nullable) (optional): the comments found, joined by "; ", with
 *   backslash quotes undone; %NULL where there are none
 *
 * Takes RFC 5322 comments out of a field value (RFC 3464 section 2.1.1). They may nest; quoted
 * strings are left alone; a parenthesis that is never closed is text. White space left over at the
 * ends is removed.
 *
 * Returns: (transfer full): @text without comments
 */
DSN_PUBLIC char *dsn_comment_strip (const char *text, char **comment) G_GNUC_WARN_UNUSED_RESULT;

/**
 * dsn_address_extract:
 * @text: what stands where an address should
 *
 * Gives the plain mailbox: without angle brackets, a source route or "mailto:"; the letter case and
 * quoted local parts stay as they are.
 *
 * Returns: (transfer full) (nullable): the address, or %NULL if @text is empty
 */
DSN_PUBLIC char *dsn_address_extract (const char *text) G_GNUC_WARN_UNUSED_RESULT;

G_DEFINE_AUTOPTR_CLEANUP_FUNC (DsnValue, dsn_value_free)

G_END_DECLS
