/* dsn-explain-json.c: what a code means, as JSON.
 * SPDX-License-Identifier: LGPL-2.1-or-later */
#include "dsn-explain-private.h"
#include "dsn-json-print-private.h"

static void
print_text (DsnPrinter *printer, const char *key, const char *text)
{
  if (text)
    printer->interface->text (printer, key, text);
}

static void
print_meaning (DsnPrinter *printer, const char *key, const char *title, const char *text)
{
  if (!title && !text)
    return;
  printer->interface->begin_object (printer, key);
  print_text (printer, "title", title);
  print_text (printer, "definition", text);
  printer->interface->end_object (printer);
}

static void
print_codes (DsnPrinter *printer, const char *key, const GArray *codes)
{
  if (!codes || codes->len == 0)
    return;
  printer->interface->begin_array (printer, key);
  for (guint i = 0; i < codes->len; i++) {
    g_autofree char *code = dsn_status_to_string (g_array_index (codes, DsnStatus, i));

    printer->interface->text (printer, NULL, code);
  }
  printer->interface->end_array (printer);
}

static void
print_replies (DsnPrinter *printer, const GArray *replies)
{
  if (!replies || replies->len == 0)
    return;
  printer->interface->begin_array (printer, "replies");
  for (guint i = 0; i < replies->len; i++)
    printer->interface->number (printer, NULL, g_array_index (replies, guint, i));
  printer->interface->end_array (printer);
}

static void
print_fixes (DsnPrinter *printer, const DsnExplanation *explanation)
{
  const char *const *texts = explanation->texts;

  if (!texts[DSN_CATALOG_FIX_SENDER] && !texts[DSN_CATALOG_FIX_RECIPIENT]
      && !texts[DSN_CATALOG_FIX_POSTMASTER])
    return;
  printer->interface->begin_object (printer, "fix");
  print_text (printer, "sender", texts[DSN_CATALOG_FIX_SENDER]);
  print_text (printer, "recipient", texts[DSN_CATALOG_FIX_RECIPIENT]);
  print_text (printer, "postmaster", texts[DSN_CATALOG_FIX_POSTMASTER]);
  printer->interface->end_object (printer);
}

static void
print_carrier (DsnPrinter *printer, const DsnExplanation *explanation)
{
  if (!explanation->query.has_status || !explanation->query.reply)
    return;
  printer->interface->begin_object (printer, "reply");
  printer->interface->number (printer, "code", explanation->query.reply);
  print_text (printer, "title", explanation->reply_title);
  printer->interface->end_object (printer);
}

static const char *
get_kind (const DsnExplanation *explanation)
{
  if (explanation->is_pattern)
    return "pattern";
  return explanation->query.has_status ? "status" : "reply";
}

static void
walk (const DsnExplanation *explanation, DsnPrinter *printer)
{
  const DsnPrinterInterface *interface = printer->interface;

  interface->begin_object (printer, NULL);
  interface->text (printer, "code", explanation->code);
  interface->text (printer, "kind", get_kind (explanation));
  interface->flag (printer, "known", explanation->known);
  interface->text (printer, "language", dsn_catalog_get_language (explanation->catalog));
  print_text (printer, "name", explanation->name);
  print_text (printer, "title", explanation->texts[DSN_CATALOG_TITLE]);
  if (explanation->class_number >= 4)
    interface->flag (printer, "final", explanation->class_number == 5);
  print_text (printer, "reason", explanation->texts[DSN_CATALOG_REASON]);
  print_fixes (printer, explanation);
  print_text (printer, "definition", explanation->texts[DSN_CATALOG_DEFINITION]);
  print_meaning (printer, "class", explanation->class_title, explanation->class_text);
  print_meaning (printer, "subject", explanation->subject_title, explanation->subject_text);
  print_text (printer, "reference", explanation->citation);
  print_text (printer, "reason_word", explanation->word);
  print_carrier (printer, explanation);
  print_replies (printer, explanation->replies);
  print_codes (printer, "codes", explanation->codes);
  print_codes (printer, "related", explanation->related);
  interface->end_object (printer);
}

char *
dsn_explain_print_json (const DsnQuery *query, const DsnCatalog *catalog)
{
  g_autoptr (DsnExplanation) explanation = NULL;
  GString *text = g_string_new (NULL);
  DsnJsonPrinter printer;

  g_return_val_if_fail (query != NULL, g_string_free (text, FALSE));
  g_return_val_if_fail (catalog != NULL, g_string_free (text, FALSE));

  explanation = _dsn_explanation_new (query, catalog);
  _dsn_json_printer_init (&printer, text);
  walk (explanation, &printer.parent);
  return g_string_free (text, FALSE);
}
