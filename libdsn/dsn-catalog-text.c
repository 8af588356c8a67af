/* dsn-catalog-text.c: looks a text up, from the code to its class, from the language to English.
 * SPDX-License-Identifier: LGPL-2.1-or-later */
#include <string.h>

#include "dsn-catalog-private.h"

/* Where to look for a text, the nearest place first. */
typedef struct {
  guint32 key;
  DsnCatalogOrigin origin;
} Place;

/* A text and where it was found. */
typedef struct {
  const char *text;
  DsnCatalogOrigin origin;
  const char *language;
} Found;

static Found
find_in_language (const DsnCatalog *catalog, const Place *places, guint n_places,
                  DsnCatalogText which)
{
  for (guint i = 0; i < n_places; i++) {
    const char *text = _dsn_catalog_look_up (catalog, places[i].key, which);

    if (text)
      return (Found){ text, places[i].origin, dsn_catalog_get_language (catalog) };
  }
  return (Found){ NULL, DSN_CATALOG_ORIGIN_NONE, NULL };
}

/* The same, in English where the catalog has nothing. */
static Found
find (const DsnCatalog *catalog, const Place *places, guint n_places, DsnCatalogText which)
{
  Found found = find_in_language (catalog, places, n_places, which);
  const DsnCatalog *english;

  if (found.text || strcmp (dsn_catalog_get_language (catalog), DSN_FALLBACK_LANGUAGE) == 0)
    return found;
  english = dsn_catalog_get (DSN_FALLBACK_LANGUAGE, NULL);
  return english ? find_in_language (english, places, n_places, which) : found;
}

static const char *
find_at (const DsnCatalog *catalog, guint32 key, DsnCatalogText which)
{
  const Place place = { key, DSN_CATALOG_ORIGIN_CODE };

  return find (catalog, &place, 1, which).text;
}

static const char *
tell (Found found, DsnCatalogOrigin *origin, const char **language)
{
  if (origin)
    *origin = found.origin;
  if (language)
    *language = found.language;
  return found.text;
}

#define N_STATUS_PLACES     5
#define N_OWN_STATUS_PLACES 2

static void
list_status_places (DsnStatus status, Place places[N_STATUS_PLACES])
{
  guint status_class = dsn_status_get_class (status);
  guint subject = dsn_status_get_subject (status);
  guint detail = dsn_status_get_detail (status);

  places[0] =
      (Place){ _dsn_code_key (status_class, subject, detail), DSN_CATALOG_ORIGIN_CODE_IN_CLASS };
  places[1] =
      (Place){ _dsn_code_key (DSN_CODE_ANY_CLASS, subject, detail), DSN_CATALOG_ORIGIN_CODE };
  places[2] = (Place){ _dsn_code_key (status_class, subject, DSN_CODE_ANY),
                       DSN_CATALOG_ORIGIN_SUBJECT_IN_CLASS };
  places[3] = (Place){ _dsn_code_key (DSN_CODE_ANY_CLASS, subject, DSN_CODE_ANY),
                       DSN_CATALOG_ORIGIN_SUBJECT };
  places[4] =
      (Place){ _dsn_code_key (status_class, DSN_CODE_ANY, DSN_CODE_ANY), DSN_CATALOG_ORIGIN_CLASS };
}

const char *
dsn_catalog_find_text (const DsnCatalog *catalog, DsnStatus status, DsnCatalogText which,
                       DsnCatalogOrigin *origin, const char **language)
{
  Place places[N_STATUS_PLACES];
  guint n_places = status == DSN_STATUS_NONE ? 0 : N_STATUS_PLACES;

  g_return_val_if_fail (catalog != NULL, NULL);
  g_return_val_if_fail ((guint) which < DSN_CATALOG_TEXT_COUNT, NULL);

  list_status_places (status, places);
  return tell (find (catalog, places, n_places, which), origin, language);
}

const char *
dsn_catalog_get_text (const DsnCatalog *catalog, DsnStatus status, DsnCatalogText which)
{
  return dsn_catalog_find_text (catalog, status, which, NULL, NULL);
}

const char *
_dsn_catalog_get_own_text (const DsnCatalog *catalog, DsnStatus status, DsnCatalogText which)
{
  Place places[N_STATUS_PLACES];

  list_status_places (status, places);
  return find (catalog, places, N_OWN_STATUS_PLACES, which).text;
}

static const char *
get_class_text (const DsnCatalog *catalog, DsnStatus status, DsnCatalogText which)
{
  g_return_val_if_fail (catalog != NULL, NULL);
  return find_at (catalog, _dsn_code_key_for_class (dsn_status_get_class (status)), which);
}

const char *
dsn_catalog_get_class_title (const DsnCatalog *catalog, DsnStatus status)
{
  return get_class_text (catalog, status, DSN_CATALOG_TITLE);
}

const char *
dsn_catalog_get_class_text (const DsnCatalog *catalog, DsnStatus status)
{
  return get_class_text (catalog, status, DSN_CATALOG_DEFINITION);
}

static const char *
get_subject_text (const DsnCatalog *catalog, DsnStatus status, DsnCatalogText which)
{
  g_return_val_if_fail (catalog != NULL, NULL);
  if (status == DSN_STATUS_NONE)
    return NULL;
  return find_at (catalog, _dsn_code_key_for_subject (dsn_status_get_subject (status)), which);
}

const char *
dsn_catalog_get_subject_title (const DsnCatalog *catalog, DsnStatus status)
{
  return get_subject_text (catalog, status, DSN_CATALOG_TITLE);
}

const char *
dsn_catalog_get_subject_text (const DsnCatalog *catalog, DsnStatus status)
{
  return get_subject_text (catalog, status, DSN_CATALOG_DEFINITION);
}

const char *
dsn_catalog_get_reply_text (const DsnCatalog *catalog, guint reply, DsnCatalogText which,
                            DsnCatalogOrigin *origin, const char **language)
{
  const Place places[] = {
    { _dsn_code_key_for_reply (reply), DSN_CATALOG_ORIGIN_CODE },
    { _dsn_code_key_for_reply_class (reply / 100), DSN_CATALOG_ORIGIN_CLASS },
  };

  g_return_val_if_fail (catalog != NULL, NULL);
  g_return_val_if_fail ((guint) which < DSN_CATALOG_TEXT_COUNT, NULL);

  return tell (find (catalog, places, G_N_ELEMENTS (places), which), origin, language);
}

const char *
dsn_catalog_get_reply_class_text (const DsnCatalog *catalog, guint reply, DsnCatalogText which)
{
  g_return_val_if_fail (catalog != NULL, NULL);
  g_return_val_if_fail ((guint) which < DSN_CATALOG_TEXT_COUNT, NULL);
  return find_at (catalog, _dsn_code_key_for_reply_class (reply / 100), which);
}

const char *
dsn_catalog_get_reply_subject_text (const DsnCatalog *catalog, guint reply, DsnCatalogText which)
{
  g_return_val_if_fail (catalog != NULL, NULL);
  g_return_val_if_fail ((guint) which < DSN_CATALOG_TEXT_COUNT, NULL);
  return find_at (catalog, _dsn_code_key_for_reply_subject (reply / 10 % 10), which);
}
