/* dsn-codes.h: what is registered of status codes and reply codes, in every language alike.
 * SPDX-License-Identifier: LGPL-2.1-or-later */
#pragma once

#include <glib.h>

#include "dsn-status.h"

G_BEGIN_DECLS

/* The facts of `templates/codes.ini`, which is compiled in: the registry of enhanced status codes
 * (RFC 5248) and the reply codes of SMTP (RFC 5321 and its extensions). All of this is constant and
 * safe to use from any thread. What a function does not know is %NULL, %FALSE or an empty array. */

/* Enhanced status codes. */

/**
 * dsn_catalog_get_name:
 * @status: a code; its class does not matter
 *
 * Returns: (transfer none) (nullable): the registered name, such as "Message integrity failure", in
 *   English as registered; %NULL if the code is not registered
 */
DSN_PUBLIC const char *dsn_catalog_get_name (DsnStatus status);

/**
 * dsn_catalog_get_reason_word:
 * @status: a code
 *
 * Returns: (transfer none) (nullable): the word of the `reason` vocabulary that a specific code
 *   decides by itself, such as "userunknown" for 5.1.1; %NULL where the code alone does not decide
 */
DSN_PUBLIC const char *dsn_catalog_get_reason_word (DsnStatus status);

/** dsn_catalog_is_registered: Returns: whether subject and detail of @status are registered */
DSN_PUBLIC gboolean dsn_catalog_is_registered (DsnStatus status);
/** dsn_catalog_get_reference: Returns: (transfer none) (nullable): such as "RFC 3463" */
DSN_PUBLIC const char *dsn_catalog_get_reference (DsnStatus status);
/** dsn_catalog_get_citation: Returns: (transfer none) (nullable): the reference with its section
 *   where that is known, such as "RFC 3463 section 3.8" */
DSN_PUBLIC const char *dsn_catalog_get_citation (DsnStatus status);

/** dsn_catalog_list_codes: Returns: (transfer full) (element-type guint32): one #DsnStatus of class 5
 *   for each registered code, in order */
DSN_PUBLIC GArray *dsn_catalog_list_codes (void) G_GNUC_WARN_UNUSED_RESULT;

/**
 * dsn_catalog_is_registered_class:
 * @status: a registered code
 *
 * Returns: whether the definition of the code names the class that it has here. A definition that
 *   names no class allows all of them.
 */
DSN_PUBLIC gboolean dsn_catalog_is_registered_class (DsnStatus status);

/**
 * dsn_catalog_is_useful:
 * @status: a registered code
 *
 * Returns: whether the code is useful in the class that it has here: mail servers use it so, and the
 *   catalogs say something about it in this class. 5.7.13 is, 2.7.13 is not.
 */
DSN_PUBLIC gboolean dsn_catalog_is_useful (DsnStatus status);

/**
 * dsn_catalog_list_related_codes:
 * @status: a registered code
 *
 * Returns: (transfer full) (element-type guint32): the #DsnStatus of each code that is worth a look
 *   beside this one, the nearest first; in the class of @status where it is useful in it, else in
 *   the gravest class in which it is
 */
DSN_PUBLIC GArray *dsn_catalog_list_related_codes (DsnStatus status) G_GNUC_WARN_UNUSED_RESULT;

/**
 * dsn_catalog_list_code_replies:
 * @status: a code; its class does not matter
 *
 * Returns: (transfer full) (element-type guint): the SMTP reply codes registered with it, in order;
 *   none for X.0.0, which goes with any
 */
DSN_PUBLIC GArray *dsn_catalog_list_code_replies (DsnStatus status) G_GNUC_WARN_UNUSED_RESULT;

/* Classes and subjects. */

/** dsn_catalog_get_class_name: Returns: (transfer none) (nullable): the registered name of the class
 *   of @status, such as "Permanent Failure" */
DSN_PUBLIC const char *dsn_catalog_get_class_name (DsnStatus status);
/** dsn_catalog_get_class_citation: Returns: (transfer none) (nullable): "RFC 3463 section 2" */
DSN_PUBLIC const char *dsn_catalog_get_class_citation (DsnStatus status);
/** dsn_catalog_get_subject_name: Returns: (transfer none) (nullable): the registered name of the
 *   subject of @status, such as "Security or Policy Status"; %NULL above 7 */
DSN_PUBLIC const char *dsn_catalog_get_subject_name (DsnStatus status);
/** dsn_catalog_get_subject_citation: Returns: (transfer none) (nullable): "RFC 3463 section 2" */
DSN_PUBLIC const char *dsn_catalog_get_subject_citation (DsnStatus status);

/* Reply codes (RFC 5321 section 4.2). */

/** dsn_catalog_list_replies: Returns: (transfer full) (element-type guint): the reply codes that are
 *   defined, in order: 211, 214, … 556 */
DSN_PUBLIC GArray *dsn_catalog_list_replies (void) G_GNUC_WARN_UNUSED_RESULT;
/** dsn_catalog_get_reply_name: Returns: (transfer none) (nullable): what the reply code @reply is
 *   about, in English; %NULL if none is defined */
DSN_PUBLIC const char *dsn_catalog_get_reply_name (guint reply);
/** dsn_catalog_get_reply_citation: Returns: (transfer none) (nullable): where the reply code is
 *   defined, such as "RFC 5321 section 4.2.3" */
DSN_PUBLIC const char *dsn_catalog_get_reply_citation (guint reply);

/**
 * dsn_catalog_list_reply_codes:
 * @reply: a reply code, such as 550
 *
 * Returns: (transfer full) (element-type guint32): the #DsnStatus of each code that is registered
 *   with the reply, in order, in the class that the reply's first digit gives
 */
DSN_PUBLIC GArray *dsn_catalog_list_reply_codes (guint reply) G_GNUC_WARN_UNUSED_RESULT;

G_END_DECLS
