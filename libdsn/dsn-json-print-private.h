/* dsn-json-print-private.h: JSON of other things than reports.
 * SPDX-License-Identifier: LGPL-2.1-or-later */
#pragma once

#include "dsn-print-private.h"

G_BEGIN_DECLS

typedef struct {
  DsnPrinter parent;
  GString *out;
} DsnJsonPrinter;

/* @out: not owned; gets what is printed at its end, on one line. */
void _dsn_json_printer_init (DsnJsonPrinter *printer, GString *out);
/* Adds a string with its quotes; @value may be of any octets. */
void _dsn_json_append_string (GString *out, const char *value);

G_END_DECLS
