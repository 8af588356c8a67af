/* dsn-catalog.h: what status codes mean, by language.
 * SPDX-License-Identifier: LGPL-2.1-or-later */
#pragma once

#include <glib-object.h>

#include "dsn-codes.h"
#include "dsn-status.h"

G_BEGIN_DECLS

/**
 * DsnCatalog:
 *
 * What enhanced status codes and SMTP reply codes mean to people, in one language. Built from
 * `templates/LANG/catalog.ini`, which is compiled in. Immutable; safe to use from any thread.
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
/** dsn_catalog_get_language_name: Returns: (transfer none): what the language calls itself, such as
 *   "Deutsch" */
DSN_PUBLIC const char *dsn_catalog_get_language_name (const DsnCatalog *catalog);

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
 * DsnCatalogOrigin:
 * @DSN_CATALOG_ORIGIN_NONE: there is no text
 * @DSN_CATALOG_ORIGIN_CODE_IN_CLASS: the code in its class, such as "5.7.7"
 * @DSN_CATALOG_ORIGIN_CODE: the code in any class, such as "X.7.7"; or a reply code
 * @DSN_CATALOG_ORIGIN_SUBJECT_IN_CLASS: the subject in its class, such as "5.7.X"
 * @DSN_CATALOG_ORIGIN_SUBJECT: the subject, such as "X.7.X"
 * @DSN_CATALOG_ORIGIN_CLASS: the class, such as "5.X.X"; or the first digit of a reply code
 *
 * What a text was written for. Up to %DSN_CATALOG_ORIGIN_CODE it is the code's own; from there on it
 * is inherited, and says nothing that is special to the code.
 */
typedef enum {
  DSN_CATALOG_ORIGIN_NONE,
  DSN_CATALOG_ORIGIN_CODE_IN_CLASS,
  DSN_CATALOG_ORIGIN_CODE,
  DSN_CATALOG_ORIGIN_SUBJECT_IN_CLASS,
  DSN_CATALOG_ORIGIN_SUBJECT,
  DSN_CATALOG_ORIGIN_CLASS
} DsnCatalogOrigin;

/**
 * dsn_catalog_find_text:
 * @catalog: a catalog
 * @status: a code
 * @which: which text
 * @origin: (out) (optional): what the text was written for
 * @language: (out) (optional) (transfer none) (nullable): the language of the text: that of the
 *   catalog, or "en" where the catalog has none
 *
 * Does the same as dsn_catalog_get_text(), and tells where the text was found.
 *
 * Returns: (transfer none) (nullable): the text, %NULL where there is none
 */
DSN_PUBLIC const char *
dsn_catalog_find_text (const DsnCatalog *catalog, DsnStatus status, DsnCatalogText which,
                       DsnCatalogOrigin *origin, const char **language);

/**
 * dsn_catalog_get_class_title:
 * @catalog: a catalog
 * @status: a code
 *
 * Returns: (transfer none) (nullable): what people call the code's class, such as "Permanent failure"
 */
DSN_PUBLIC const char *dsn_catalog_get_class_title (const DsnCatalog *catalog, DsnStatus status);

/**
 * dsn_catalog_get_class_text:
 * @catalog: a catalog
 * @status: a code
 *
 * Returns: (transfer none) (nullable): what the standard says of the code's class, in our own words
 */
DSN_PUBLIC const char *dsn_catalog_get_class_text (const DsnCatalog *catalog, DsnStatus status);

/**
 * dsn_catalog_get_subject_title:
 * @catalog: a catalog
 * @status: a code
 *
 * Returns: (transfer none) (nullable): what people call the code's subject, such as "Security and
 *   rules"; %NULL above 7
 */
DSN_PUBLIC const char *dsn_catalog_get_subject_title (const DsnCatalog *catalog, DsnStatus status);

/**
 * dsn_catalog_get_subject_text:
 * @catalog: a catalog
 * @status: a code
 *
 * Returns: (transfer none) (nullable): what the standard says of the code's subject
 */
DSN_PUBLIC const char *dsn_catalog_get_subject_text (const DsnCatalog *catalog, DsnStatus status);

/**
 * dsn_catalog_get_reply_text:
 * @catalog: a catalog
 * @reply: a reply code of SMTP, such as 550
 * @which: which text
 * @origin: (out) (optional): %DSN_CATALOG_ORIGIN_CODE or %DSN_CATALOG_ORIGIN_CLASS
 * @language: (out) (optional) (transfer none) (nullable): the language of the text
 *
 * Looks for the text of the reply code, then of its first digit; in the catalog's language, then in
 * English.
 *
 * Returns: (transfer none) (nullable): the text, %NULL for what is no reply code (200 to 599)
 */
DSN_PUBLIC const char *
dsn_catalog_get_reply_text (const DsnCatalog *catalog, guint reply, DsnCatalogText which,
                            DsnCatalogOrigin *origin, const char **language);

/**
 * dsn_catalog_get_reply_class_text:
 * @catalog: a catalog
 * @reply: a reply code
 * @which: %DSN_CATALOG_TITLE or %DSN_CATALOG_DEFINITION
 *
 * Returns: (transfer none) (nullable): what the first digit of the reply code means
 */
DSN_PUBLIC const char *
dsn_catalog_get_reply_class_text (const DsnCatalog *catalog, guint reply, DsnCatalogText which);

/**
 * dsn_catalog_get_reply_subject_text:
 * @catalog: a catalog
 * @reply: a reply code
 * @which: %DSN_CATALOG_TITLE or %DSN_CATALOG_DEFINITION
 *
 * Returns: (transfer none) (nullable): what the second digit of the reply code means; %NULL for a
 *   digit that has no meaning
 */
DSN_PUBLIC const char *
dsn_catalog_get_reply_subject_text (const DsnCatalog *catalog, guint reply, DsnCatalogText which);

G_END_DECLS
