/* dsn-flat.c: a report as lists of paths and values, for output that is not nested.
 * SPDX-License-Identifier: LGPL-2.1-or-later */
#include <string.h>

#include "dsn-flat-private.h"
#include "dsn-print-private.h"

typedef struct {
  DsnPrinter parent;
  DsnFlat *flat;
  /* Where values go now, and the path of the objects that are open below it. */
  GPtrArray *pairs;
  GString *prefix;
  GPtrArray *list;
  gboolean in_extensions;
  char *extension_name;
} FlatPrinter;

static void
pair_free (gpointer data)
{
  DsnPair *pair = data;

  g_free (pair->path);
  g_free (pair->value);
  g_free (pair);
}

static GPtrArray *
pairs_new (void)
{
  return g_ptr_array_new_with_free_func (pair_free);
}

static void
add_pair (FlatPrinter *printer, const char *key, const char *value)
{
  DsnPair *pair = g_new (DsnPair, 1);

  pair->path = g_strconcat (printer->prefix->str, key, NULL);
  pair->value = g_strdup (value);
  g_ptr_array_add (printer->pairs, pair);
}

static void
begin_object (DsnPrinter *parent, const char *key)
{
  FlatPrinter *printer = (FlatPrinter *) parent;

  if (key)
    g_string_append_printf (printer->prefix, "%s.", key);
  if (key || printer->in_extensions || !printer->list)
    return;
  printer->pairs = pairs_new ();
  g_ptr_array_add (printer->list, printer->pairs);
}

static void
end_object (DsnPrinter *parent)
{
  FlatPrinter *printer = (FlatPrinter *) parent;

  if (printer->in_extensions)
    g_clear_pointer (&printer->extension_name, g_free);
  else
    g_string_truncate (printer->prefix, 0);
}

static void
begin_array (DsnPrinter *parent, const char *key)
{
  FlatPrinter *printer = (FlatPrinter *) parent;

  if (strcmp (key, "extensions") == 0) {
    printer->in_extensions = TRUE;
    g_string_assign (printer->prefix, "extensions.");
    return;
  }
  printer->list =
      strcmp (key, "recipients") == 0 ? printer->flat->recipients : printer->flat->problems;
}

static void
end_array (DsnPrinter *parent)
{
  FlatPrinter *printer = (FlatPrinter *) parent;

  g_string_truncate (printer->prefix, 0);
  if (printer->in_extensions) {
    printer->in_extensions = FALSE;
    return;
  }
  printer->list = NULL;
  printer->pairs = printer->flat->report;
}

static void
print_text (DsnPrinter *parent, const char *key, const char *value)
{
  FlatPrinter *printer = (FlatPrinter *) parent;

  if (!printer->in_extensions)
    add_pair (printer, key, value);
  else if (strcmp (key, "name") == 0)
    printer->extension_name = g_strdup (value);
  else
    add_pair (printer, printer->extension_name, value);
}

static void
print_number (DsnPrinter *parent, const char *key, guint64 value)
{
  g_autofree char *text = g_strdup_printf ("%" G_GUINT64_FORMAT, value);

  add_pair ((FlatPrinter *) parent, key, text);
}

static void
print_flag (DsnPrinter *parent, const char *key, gboolean value)
{
  add_pair ((FlatPrinter *) parent, key, value ? "true" : "false");
}

static const DsnPrinterInterface interface = {
  begin_object, end_object, begin_array, end_array, print_text, print_number, print_flag,
};

void
_dsn_flat_init (DsnFlat *flat, const DsnReport *report)
{
  FlatPrinter printer = { .parent = { &interface }, .flat = flat };

  flat->report = pairs_new ();
  flat->recipients = g_ptr_array_new_with_free_func ((GDestroyNotify) g_ptr_array_unref);
  flat->problems = g_ptr_array_new_with_free_func ((GDestroyNotify) g_ptr_array_unref);
  printer.pairs = flat->report;
  printer.prefix = g_string_new (NULL);
  _dsn_report_print (report, &printer.parent);
  g_string_free (printer.prefix, TRUE);
}

void
_dsn_flat_clear (DsnFlat *flat)
{
  g_ptr_array_unref (flat->report);
  g_ptr_array_unref (flat->recipients);
  g_ptr_array_unref (flat->problems);
}

const char *
_dsn_pairs_get (const GPtrArray *pairs, const char *path)
{
  for (guint i = 0; i < pairs->len; i++) {
    const DsnPair *pair = g_ptr_array_index (pairs, i);

    if (strcmp (pair->path, path) == 0)
      return pair->value;
  }
  return NULL;
}
