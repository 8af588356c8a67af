/* dsn-fields-private.h: between the lines of a delivery-status body and the model.
 * SPDX-License-Identifier: LGPL-2.1-or-later */
#pragma once

#include "dsn-fields.h"
#include "dsn-private.h"

G_BEGIN_DECLS

/* dsn-fields-scan.c: from octets to lines that look like fields. */

typedef enum { DSN_SCAN_FIELD, DSN_SCAN_BLANK, DSN_SCAN_GARBAGE, DSN_SCAN_END } DsnScanToken;

/* Reads a body token by token. After a field, @name to @offset tell of it; @value is NUL-free UTF-8,
 * unfolded: each fold with the white space around it is one space, and so is each CR. Who sets
 * @names_only has to call _dsn_scan_read_value() for each value. */
typedef struct {
  const char *at;
  const char *end;
  const char *start;
  gboolean names_only;
  const char *text;
  const char *name;
  gsize name_length;
  gboolean space_before_colon;
  gboolean had_nul;
  gboolean had_cr;
  char newline;
  GString *value;
  goffset offset;
} DsnScan;

void _dsn_scan_init (DsnScan *scan, const char *body, gsize length);
void _dsn_scan_clear (DsnScan *scan);
DsnScanToken _dsn_scan_next (DsnScan *scan);
/* The value of the field that was last met; belongs to @scan. */
const char *_dsn_scan_read_value (DsnScan *scan);

/* dsn-fields-read.c: from the text of one field to its value. */

/* Where problems of a value are noted. */
typedef struct {
  DsnReport *report;
  int recipient;
  goffset offset;
} DsnFieldPlace;

/* Returns NULL, with a problem noted, if nothing can be made of @text. */
DsnValue *_dsn_fields_read_value (DsnField field, const char *text, const DsnFieldPlace *place);

/* dsn-fields-write.c: from a value to the text of its field, without folds. */

char *_dsn_fields_write_value (DsnField field, const DsnValue *value, DsnFieldsForm form);

G_END_DECLS
