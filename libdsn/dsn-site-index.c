/* dsn-site-index.c: what the search of the web reference looks through.
 * SPDX-License-Identifier: LGPL-2.1-or-later */
#include "dsn-catalog-private.h"
#include "dsn-codes.h"
#include "dsn-json-print-private.h"
#include "dsn-site-private.h"

/* Begins an entry: what is found, where it stands, and its title. */
static void
begin_entry (DsnPrinter *printer, const DsnQuery *query, const char *title)
{
  g_autofree char *code = dsn_query_to_string (query);
  g_autofree char *href = _dsn_site_get_href (query);

  printer->interface->begin_object (printer, NULL);
  printer->interface->text (printer, "code", code);
  printer->interface->text (printer, "href", href);
  printer->interface->text (printer, "title", title ? title : "");
}

static void
print_status (DsnPrinter *printer, const DsnCatalog *catalog, const DsnQuery *query)
{
  DsnStatus status = dsn_query_get_status (query);
  const char *word = dsn_catalog_get_reason_word (status);
  g_autofree char *name = g_strjoin (" ", dsn_catalog_get_name (status), word, NULL);
  g_autoptr (GArray) replies = dsn_catalog_list_code_replies (status);

  begin_entry (printer, query, _dsn_catalog_get_own_text (catalog, status, DSN_CATALOG_TITLE));
  printer->interface->text (printer, "name", name);
  printer->interface->begin_array (printer, "replies");
  for (guint i = 0; i < replies->len; i++)
    printer->interface->number (printer, NULL, g_array_index (replies, guint, i));
  printer->interface->end_array (printer);
  printer->interface->begin_array (printer, "texts");
  for (DsnCatalogText which = DSN_CATALOG_REASON; which < DSN_CATALOG_TEXT_COUNT; which++) {
    const char *text = _dsn_catalog_get_own_text (catalog, status, which);

    printer->interface->text (printer, NULL, text ? text : "");
  }
  printer->interface->end_array (printer);
  printer->interface->end_object (printer);
}

/* What was written for the reply itself; "" for what is inherited. */
static const char *
get_own_reply_text (const DsnCatalog *catalog, guint reply, DsnCatalogText which)
{
  DsnCatalogOrigin origin;
  const char *text = dsn_catalog_get_reply_text (catalog, reply, which, &origin, NULL);

  return text && origin == DSN_CATALOG_ORIGIN_CODE ? text : "";
}

static void
print_reply (DsnPrinter *printer, const DsnCatalog *catalog, guint reply)
{
  DsnQuery query = dsn_query_for_reply (reply);

  begin_entry (printer, &query, get_own_reply_text (catalog, reply, DSN_CATALOG_TITLE));
  printer->interface->text (printer, "name", dsn_catalog_get_reply_name (reply));
  printer->interface->begin_array (printer, "texts");
  for (DsnCatalogText which = DSN_CATALOG_REASON; which < DSN_CATALOG_TEXT_COUNT; which++)
    printer->interface->text (printer, NULL, get_own_reply_text (catalog, reply, which));
  printer->interface->end_array (printer);
  printer->interface->end_object (printer);
}

char *
_dsn_site_make_index (const DsnCatalog *catalog)
{
  GString *out = g_string_new ("window.dsnIndex = ");
  g_autoptr (GArray) codes = dsn_catalog_list_codes ();
  g_autoptr (GArray) replies = dsn_catalog_list_replies ();
  DsnJsonPrinter printer;

  _dsn_json_printer_init (&printer, out);
  printer.parent.interface->begin_array (&printer.parent, NULL);
  for (guint i = 0; i < codes->len; i++) {
    DsnQuery query = dsn_query_for_status (g_array_index (codes, DsnStatus, i));
    g_autoptr (GArray) in_classes = NULL;

    query.status_class = 0;
    in_classes = dsn_query_list_classes (&query);
    for (guint j = 0; j < in_classes->len; j++)
      print_status (&printer.parent, catalog, &g_array_index (in_classes, DsnQuery, j));
  }
  for (guint i = 0; i < replies->len; i++)
    print_reply (&printer.parent, catalog, g_array_index (replies, guint, i));
  printer.parent.interface->end_array (&printer.parent);
  g_string_append (out, ";\n");
  return g_string_free (out, FALSE);
}
