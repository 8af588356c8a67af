/* catalog-files.h: for the tests of the catalogs: their files as they stand.
 * SPDX-License-Identifier: LGPL-2.1-or-later */
#pragma once

#include <string.h>

#include "dsn-catalog-private.h"

G_GNUC_UNUSED static const char *const text_keys[DSN_CATALOG_TEXT_COUNT] = {
  "title", "reason", "fix-sender", "fix-recipient", "fix-postmaster", "definition"
};

static inline DsnStatus
parse (const char *text)
{
  DsnStatus status;

  g_assert_true (dsn_status_parse (text, &status, NULL));
  return status;
}

static inline const DsnCatalog *
get_catalog (const char *language)
{
  g_autoptr (GError) error = NULL;
  const DsnCatalog *catalog = dsn_catalog_get (language, &error);

  g_assert_no_error (error);
  return catalog;
}

static inline GKeyFile *
load_raw (const char *name)
{
  g_autoptr (GError) error = NULL;
  GKeyFile *file = _dsn_data_load_key_file (name, &error);

  g_assert_no_error (error);
  return file;
}

static inline GKeyFile *
load_raw_catalog (const char *language)
{
  g_autofree char *name = g_strconcat (language, "/catalog.ini", NULL);

  return load_raw (name);
}

/* Every group stands once: GKeyFile would merge two without a word. */
static inline void
assert_groups_are_unique (const char *name)
{
  g_autoptr (GKeyFile) file = load_raw (name);
  g_autoptr (GBytes) bytes = _dsn_data_lookup (name);
  g_autofree char *text = g_strndup (g_bytes_get_data (bytes, NULL), g_bytes_get_size (bytes));
  g_auto (GStrv) lines = g_strsplit (text, "\n", -1);
  gsize n_groups, n_lines = 0;
  g_auto (GStrv) groups = g_key_file_get_groups (file, &n_groups);

  for (guint i = 0; lines[i]; i++)
    n_lines += lines[i][0] == '[';
  g_assert_cmpuint (n_groups, ==, n_lines);
}

/* Whether the catalog says that it has every text. */
static inline gboolean
is_complete (GKeyFile *file)
{
  return g_key_file_get_boolean (file, DSN_LANGUAGE_GROUP, "complete", NULL);
}
