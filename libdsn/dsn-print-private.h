/* dsn-print-private.h: one walk over a report, whatever it is printed as.
 * SPDX-License-Identifier: LGPL-2.1-or-later */
#pragma once

#include "dsn-report.h"

G_BEGIN_DECLS

typedef struct _DsnPrinter DsnPrinter;

/* What a form of output does with what the walk meets. @key is NULL for the elements of an array.
 * Keys, their order and what is left out are those of the JSON. */
typedef struct {
  void (*begin_object) (DsnPrinter *printer, const char *key);
  void (*end_object) (DsnPrinter *printer);
  void (*begin_array) (DsnPrinter *printer, const char *key);
  void (*end_array) (DsnPrinter *printer);
  void (*text) (DsnPrinter *printer, const char *key, const char *value);
  void (*number) (DsnPrinter *printer, const char *key, guint64 value);
  void (*flag) (DsnPrinter *printer, const char *key, gboolean value);
} DsnPrinterInterface;

/* The first member of every printer. */
struct _DsnPrinter {
  const DsnPrinterInterface *interface;
};

void _dsn_report_print (const DsnReport *report, DsnPrinter *printer);

G_END_DECLS
