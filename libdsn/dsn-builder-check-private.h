/* dsn-builder-check-private.h: what the files that look for faults share.
 * SPDX-License-Identifier: LGPL-2.1-or-later */
#pragma once

#include "dsn-builder-private.h"

G_BEGIN_DECLS

/* Faults are noted in the report that is looked at, which is our copy. */
#define DSN_FAULT(draft, rule, recipient, field, ...) \
  _dsn_report_add_problem ((draft)->report, rule, recipient, field, DSN_NO_OFFSET, __VA_ARGS__)

/* Where a value stands. */
typedef struct {
  const DsnDraft *draft;
  int recipient;
  const char *name;
} DsnCheckPlace;

/* dsn-builder-check-field.c: values, and the fields of the delivery status. */

/* Whether a text has only characters that a field can have (RFC 5322 section 2.2): a line end smuggled
 * in would begin a field of its own, an empty line a group. */
gboolean _dsn_check_characters (const DsnCheckPlace *place, DsnRule rule, const char *text);
void _dsn_check_fields (const DsnDraft *draft);

G_END_DECLS
