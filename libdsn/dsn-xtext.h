/* dsn-xtext.h: the encodings that addresses and envelope identifiers come in.
 * SPDX-License-Identifier: LGPL-2.1-or-later */
#pragma once

#include <glib.h>

#include "dsn-error.h"

G_BEGIN_DECLS

/**
 * dsn_xtext_encode:
 * @text: any text
 *
 * Returns: (transfer full): @text as xtext (RFC 3461 section 4): octets outside "!" to "~", and "+"
 *   and "=", as "+" and two upper-case hexadecimal digits
 */
DSN_PUBLIC char *dsn_xtext_encode (const char *text) G_GNUC_WARN_UNUSED_RESULT;

/**
 * dsn_xtext_decode:
 * @text: a text in xtext
 * @error: %DSN_ERROR_SYNTAX with the place at fault, if @text is not xtext, or stands for a NUL or
 *   for octets that are not UTF-8
 *
 * Returns: (transfer full) (nullable): the text that @text stands for, %NULL on failure
 */
DSN_PUBLIC char *dsn_xtext_decode (const char *text, GError **error) G_GNUC_WARN_UNUSED_RESULT;

/**
 * DsnUtf8Form:
 * @DSN_UTF8_FORM_XTEXT: utf-8-addr-xtext, ASCII only, for message/delivery-status and 7-bit paths
 * @DSN_UTF8_FORM_UNITEXT: utf-8-addr-unitext, native characters but "\", "+", "=", space, controls
 *
 * The encoded forms of the address type "utf-8" (RFC 6533 section 3).
 */
typedef enum { DSN_UTF8_FORM_XTEXT, DSN_UTF8_FORM_UNITEXT } DsnUtf8Form;

/**
 * dsn_utf8_address_encode:
 * @address: an address in UTF-8
 * @form: which form
 *
 * Returns: (transfer full): the encoded form of @address, with "\x{HEX}" where the form needs it
 */
DSN_PUBLIC char *
dsn_utf8_address_encode (const char *address, DsnUtf8Form form) G_GNUC_WARN_UNUSED_RESULT;

/**
 * dsn_utf8_address_decode:
 * @text: an address in any of the three forms of RFC 6533 section 3
 * @error: %DSN_ERROR_SYNTAX with the place at fault: an empty "\x{}", a surrogate, a NUL, a number
 *   above 10FFFF
 *
 * Returns: (transfer full) (nullable): the address in UTF-8, %NULL on failure
 */
DSN_PUBLIC char *
dsn_utf8_address_decode (const char *text, GError **error) G_GNUC_WARN_UNUSED_RESULT;

G_END_DECLS
