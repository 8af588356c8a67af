/* dsn-json-read-private.h: what reads a report out of JSON.
 * SPDX-License-Identifier: LGPL-2.1-or-later */
#pragma once

#include "dsn-json-private.h"

G_BEGIN_DECLS

/* The report that is being read, and its recipient, if one is. @walk comes first, so that what reads
 * a value finds the rest. */
typedef struct {
  DsnJsonWalk walk;
  DsnReport *report;
  DsnRecipient *recipient;
  GArray *recipient_rows;
} DsnJsonReader;

/* dsn-json-fields.c: the fields of the report and its recipients. */

void _dsn_json_read_extensions (DsnJsonWalk *walk, JsonNode *node, guint number);
void _dsn_json_read_comments (DsnJsonWalk *walk, JsonNode *node, guint number);
void _dsn_json_read_recipients (DsnJsonWalk *walk, JsonNode *node, guint number);
/* A date as the model has it; NULL, with a fault noted, for what is none. */
char *_dsn_json_normal_date (DsnJsonWalk *walk, const char *text);
/* Tables of #DsnJsonRow: the per-message fields and then @others; all that a recipient has. */
GArray *_dsn_json_report_rows (const DsnJsonRow *others, guint n_others);
GArray *_dsn_json_recipient_rows (void);

G_END_DECLS
