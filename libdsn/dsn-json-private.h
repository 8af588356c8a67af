/* dsn-json-private.h: what the files that read JSON share.
 * SPDX-License-Identifier: LGPL-2.1-or-later */
#pragma once

#include <json-glib/json-glib.h>

#include "dsn-private.h"

G_BEGIN_DECLS

/* dsn-json-scan.c: the grammar of RFC 8259, one object after another. JSON-GLib takes much that is
 * not JSON, cuts strings at a NUL, and calls itself for every "[", however many there are. */

typedef struct {
  const char *at;
  const char *end;
  guint line;
} DsnJsonScan;

/* Begins with a text; it must be UTF-8 without NULs. */
gboolean _dsn_json_scan_init (DsnJsonScan *scan, const char *text, gsize length, GError **error);
/* Finds the next object, and in @line where it begins. Returns FALSE at the end too, then without
 * an error. */
gboolean _dsn_json_scan_next (DsnJsonScan *scan, const char **object, gsize *length, guint *line,
                              GError **error);

/* dsn-json-walk.c: over an object by a table of its keys. */

/* Types of values that a key may have. */
enum {
  DSN_JSON_TEXT = 1 << 0,
  DSN_JSON_OBJECT = 1 << 1,
  DSN_JSON_ARRAY = 1 << 2,
  DSN_JSON_NUMBER = 1 << 3,
  DSN_JSON_FLAG = 1 << 4,
  DSN_JSON_NULL = 1 << 5
};

/* What is wrong, one fault a line: "PATH: what". @prefix is put before every line. */
typedef struct {
  GString *path;
  GString *faults;
  guint n_faults;
  const char *prefix;
} DsnJsonWalk;

/* What to do with the value of a key; @number tells keys with the same function apart. */
typedef void (*DsnJsonRead) (DsnJsonWalk *walk, JsonNode *value, guint number);

/* @types is 0 for a key whose value is passed over whatever it is; @read may be NULL. */
typedef struct {
  const char *key;
  guint types;
  DsnJsonRead read;
  guint number;
} DsnJsonRow;

void _dsn_json_walk_init (DsnJsonWalk *walk, const char *prefix);
void _dsn_json_walk_clear (DsnJsonWalk *walk);
void _dsn_json_fault (DsnJsonWalk *walk, const char *format, ...) G_GNUC_PRINTF (2, 3);
/* Reads the keys in the order of the table, then complains of those that are not in it. */
void
_dsn_json_walk_object (DsnJsonWalk *walk, JsonNode *node, const DsnJsonRow *rows, guint n_rows);
/* Reads the elements of an array, which must be objects; @number is the index. */
void _dsn_json_walk_array (DsnJsonWalk *walk, JsonNode *node, DsnJsonRead read);
/* The string that a key of an object has; NULL if it has none. */
const char *_dsn_json_text (JsonNode *node, const char *key);
/* The same, with a fault noted if the key is not there. */
const char *_dsn_json_require (DsnJsonWalk *walk, JsonNode *node, const char *key);

G_END_DECLS
