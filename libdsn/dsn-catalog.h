/* dsn-catalog.h: what status codes mean, by language.
 * SPDX-License-Identifier: LGPL-2.1-or-later */
#pragma once

#include <glib-object.h>

#include "dsn-status.h"

G_BEGIN_DECLS

/**
 * DsnCatalog:
 *
 * What the registry of enhanced status codes (RFC 5248) says of each code, and what we say of it in
 * one language. Built from `templates/codes.ini` and `templates/LANG/catalog.ini`, which are
 * compiled in. Immutable; safe to use from any thread.
 */
typedef struct _DsnCatalog DsnCatalog;

/**
 * DsnCatalogText:
 * @DSN_CATALOG_TITLE: what happened, in a few words, as a person would say it
 * @DSN_CATALOG_REASON: why, in two to four sentences
 * @DSN_CATALOG_FIX_SENDER: what the sender can do
 * @DSN_CATALOG_FIX_RECIPIENT: what the recipient's side can do
 * @DSN_CATALOG_FIX_POSTMASTER: what the administrator of a mail server can do
 * @DSN_CATALOG_DEFINITION: what the standard says, in our own words
 */
typedef enum {
  DSN_CATALOG_TITLE,
  DSN_CATALOG_REASON,
  DSN_CATALOG_FIX_SENDER,
  DSN_CATALOG_FIX_RECIPIENT,
  DSN_CATALOG_FIX_POSTMASTER,
  DSN_CATALOG_DEFINITION
} DsnCatalogText;

#define DSN_CATALOG_TEXT_COUNT (DSN_CATALOG_DEFINITION + 1)

/**
 * dsn_catalog_get:
 * @language: (nullable): a folder of `templates/`, such as "de"; "de_AT.UTF-8" and "de-AT" name it
 *   too; %NULL for "en"
 * @error: %DSN_ERROR_NOT_FOUND names the languages there are
 *
 * Returns: (transfer none): the catalog, owned by the library, valid for ever; %NULL on failure
 */
DSN_PUBLIC const DsnCatalog *dsn_catalog_get (const char *language, GError **error);

/** dsn_catalog_list_languages: Returns: (transfer full) (array zero-terminated=1): sorted */
DSN_PUBLIC char **dsn_catalog_list_languages (void) G_GNUC_WARN_UNUSED_RESULT;
/** dsn_catalog_get_language: Returns: (transfer none): such as "de" */
DSN_PUBLIC const char *dsn_catalog_get_language (const DsnCatalog *catalog);

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

/** dsn_catalog_list_codes: Returns: (transfer full) (element-type guint32): one #DsnStatus of class 5
 *   for each registered code, in order */
DSN_PUBLIC GArray *dsn_catalog_list_codes (void) G_GNUC_WARN_UNUSED_RESULT;

/**
 * dsn_catalog_get_text:
 * @catalog: a catalog
 * @status: a code
 * @which: which text
 *
 * Looks for the text of the code in its class ("5.7.7"), then of the code ("X.7.7"), then of its
 * class and subject ("5.7.X"), its subject ("X.7.X") and its class ("5.X.X"); in the catalog's
 * language, then in English.
 *
 * Returns: (transfer none) (nullable): the text, %NULL where there is none
 */
DSN_PUBLIC const char *
dsn_catalog_get_text (const DsnCatalog *catalog, DsnStatus status, DsnCatalogText which);

/**
 * dsn_catalog_get_class_text:
 * @catalog: a catalog
 * @status: a code
 *
 * Returns: (transfer none) (nullable): what the standard says of the code's class, in our own words
 */
DSN_PUBLIC const char *dsn_catalog_get_class_text (const DsnCatalog *catalog, DsnStatus status);

/**
 * dsn_catalog_get_subject_text:
 * @catalog: a catalog
 * @status: a code
 *
 * Returns: (transfer none) (nullable): what the standard says of the code's subject
 */
DSN_PUBLIC const char *dsn_catalog_get_subject_text (const DsnCatalog *catalog, DsnStatus status);

G_END_DECLS
