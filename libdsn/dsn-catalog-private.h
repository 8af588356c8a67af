/* dsn-catalog-private.h: the data of templates/ that is compiled in, and how its groups are named.
 * SPDX-License-Identifier: LGPL-2.1-or-later */
#pragma once

#include "dsn-catalog.h"

G_BEGIN_DECLS

/* dsn-data.c */

/* A file below templates/, such as "en/failed.tmpl"; NULL where there is none. (transfer full) */
GBytes *_dsn_data_lookup (const char *name);
/* The same as a key file; its name stands before the message of an error. (transfer full) */
GKeyFile *_dsn_data_load_key_file (const char *name, GError **error);
/* The folder of templates/ that is no language. */
#define DSN_SITE_FOLDER "site/"
/* The other folders of templates/, sorted; NULL at the end. Not to be changed or freed. */
char **_dsn_data_get_languages (void);
/* The same for a message: "de, en". (transfer full) */
char *_dsn_data_name_languages (void);
/* The names that the folder of a language may have, the nearest first: "de_AT", "de-AT", "de".
 * None for what is not the name of a language, so that none leads out of a folder. (transfer full) */
char **_dsn_data_get_folder_names (const char *language);

/* Stands for a part of a code that may be anything: class 0, subject and detail. */
#define DSN_CODE_ANY_CLASS 0
#define DSN_CODE_ANY       1000

/* What a group of codes.ini or catalog.ini is about, as one number. */
guint32 _dsn_code_key (guint status_class, guint subject, guint detail);
guint32 _dsn_code_key_for_class (guint status_class);
guint32 _dsn_code_key_for_subject (guint subject);
/* For "reply 550"; with one digit, for "reply 5XX" and "reply X5X". */
guint32 _dsn_code_key_for_reply (guint reply);
guint32 _dsn_code_key_for_reply_class (guint first_digit);
guint32 _dsn_code_key_for_reply_subject (guint second_digit);
/* Reads "X.7.7", "5.7.X", "class 5", "reply 550" and the like. */
gboolean _dsn_code_key_parse (const char *group, guint32 *key);

/* What the name of a reply code's group begins with. */
#define DSN_REPLY_GROUP "reply "

/* dsn-catalog.c */

/* The language that has every text. */
#define DSN_FALLBACK_LANGUAGE "en"
/* The group of catalog.ini that tells of the language itself. */
#define DSN_LANGUAGE_GROUP "language"

/* The text of one group in the catalog's own language; NULL where it has none. */
const char *_dsn_catalog_look_up (const DsnCatalog *catalog, guint32 key, DsnCatalogText which);
/* Where dsn-search.c keeps its index of the catalog, for g_once_init_enter(). */
gsize *_dsn_catalog_get_index_cell (const DsnCatalog *catalog);

/* dsn-catalog-text.c */

/* The text of the code itself, not of its class or subject; NULL where it has none. */
const char *
_dsn_catalog_get_own_text (const DsnCatalog *catalog, DsnStatus status, DsnCatalogText which);

/* dsn-codes.c */

/* Whether servers use a code for many things, so that a phrase may know better. */
gboolean _dsn_codes_is_vague (DsnStatus status);
/* The word that the first two numbers of a code tell of, NULL for none. */
const char *_dsn_codes_get_subject_reason (DsnStatus status);

G_END_DECLS
