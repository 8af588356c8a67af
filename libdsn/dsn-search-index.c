/* dsn-search-index.c: the texts of a catalog, folded so that they can be searched.
 * SPDX-License-Identifier: LGPL-2.1-or-later */
#include <string.h>

#include "dsn-search-private.h"

/* Of the marks only those of the alphabets of Europe: the marks of kana make other letters. */
char *
_dsn_search_fold (const char *text)
{
  g_autofree char *whole = g_utf8_normalize (text, -1, G_NORMALIZE_ALL);
  g_autofree char *folded = whole ? g_utf8_casefold (whole, -1) : NULL;
  g_autofree char *apart = folded ? g_utf8_normalize (folded, -1, G_NORMALIZE_ALL) : NULL;
  GString *plain;

  if (!apart)
    return NULL;
  plain = g_string_sized_new (strlen (apart));
  for (const char *at = apart; *at != '\0'; at = g_utf8_next_char (at)) {
    gunichar c = g_utf8_get_char (at);

    if (c < 0x300 || c > 0x36f)
      g_string_append_unichar (plain, c == 0x2019 ? '\'' : c);
  }
  return g_string_free (plain, FALSE);
}

static char *
join_numbers (GArray *numbers)
{
  GString *text = g_string_new (NULL);

  for (guint i = 0; i < numbers->len; i++)
    g_string_append_printf (text, "%u ", g_array_index (numbers, guint, i));
  g_array_unref (numbers);
  return g_string_free (text, FALSE);
}

static char *
fold_name (DsnStatus status)
{
  const char *word = dsn_catalog_get_reason_word (status);
  g_autofree char *both = g_strjoin (" ", dsn_catalog_get_name (status), word, NULL);

  return _dsn_search_fold (both);
}

static DsnSearchEntry *
make_status_entry (const DsnCatalog *catalog, DsnStatus status)
{
  DsnSearchEntry *entry = g_new0 (DsnSearchEntry, 1);

  entry->status = status;
  entry->fields[DSN_SEARCH_CODE] = dsn_status_to_string (status);
  entry->fields[DSN_SEARCH_REPLIES] = join_numbers (dsn_catalog_list_code_replies (status));
  entry->fields[DSN_SEARCH_NAME] = fold_name (status);
  for (DsnCatalogText which = 0; which < DSN_CATALOG_TEXT_COUNT; which++) {
    const char *text = _dsn_catalog_get_own_text (catalog, status, which);

    entry->fields[DSN_SEARCH_TEXTS + which] = text ? _dsn_search_fold (text) : NULL;
  }
  return entry;
}

static DsnSearchEntry *
make_reply_entry (const DsnCatalog *catalog, guint reply)
{
  DsnSearchEntry *entry = g_new0 (DsnSearchEntry, 1);

  entry->reply = reply;
  entry->fields[DSN_SEARCH_CODE] = g_strdup_printf ("%u", reply);
  entry->fields[DSN_SEARCH_NAME] = _dsn_search_fold (dsn_catalog_get_reply_name (reply));
  for (DsnCatalogText which = 0; which < DSN_CATALOG_TEXT_COUNT; which++) {
    DsnCatalogOrigin origin;
    const char *text = dsn_catalog_get_reply_text (catalog, reply, which, &origin, NULL);

    entry->fields[DSN_SEARCH_TEXTS + which] =
        origin == DSN_CATALOG_ORIGIN_CODE ? _dsn_search_fold (text) : NULL;
  }
  return entry;
}

/* The code in each class in which it is useful, the gravest first. */
static void
add_status_entries (GPtrArray *index, const DsnCatalog *catalog, DsnStatus status)
{
  static const guint classes[] = { 5, 4, 2 };

  for (guint i = 0; i < G_N_ELEMENTS (classes); i++) {
    DsnStatus in_class = dsn_status_new (classes[i], dsn_status_get_subject (status),
                                         dsn_status_get_detail (status));

    if (dsn_catalog_is_useful (in_class))
      g_ptr_array_add (index, make_status_entry (catalog, in_class));
  }
}

static GPtrArray *
make_index (const DsnCatalog *catalog)
{
  g_autoptr (GArray) codes = dsn_catalog_list_codes ();
  g_autoptr (GArray) replies = dsn_catalog_list_replies ();
  GPtrArray *index = g_ptr_array_new ();

  for (guint i = 0; i < codes->len; i++)
    add_status_entries (index, catalog, g_array_index (codes, DsnStatus, i));
  for (guint i = 0; i < replies->len; i++)
    g_ptr_array_add (index, make_reply_entry (catalog, g_array_index (replies, guint, i)));
  return index;
}

const GPtrArray *
_dsn_search_get_index (const DsnCatalog *catalog)
{
  gsize *cell = _dsn_catalog_get_index_cell (catalog);

  if (g_once_init_enter (cell))
    g_once_init_leave (cell, (gsize) make_index (catalog));
  /* NOLINTNEXTLINE(performance-no-int-to-ptr): g_once_init_enter() takes numbers. */
  return (const GPtrArray *) *cell;
}
