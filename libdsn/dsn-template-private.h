/* dsn-template-private.h: what the files of dsn-template share.
 * SPDX-License-Identifier: LGPL-2.1-or-later */
#pragma once

#include <tmpl-glib.h>

#include "dsn-template.h"

G_BEGIN_DECLS

/* dsn-template-scan.c */

typedef enum {
  DSN_PIECE_TEXT,
  DSN_PIECE_VALUE,
  DSN_PIECE_IF,
  DSN_PIECE_ELSE_IF,
  DSN_PIECE_ELSE,
  DSN_PIECE_FOR,
  DSN_PIECE_END,
  DSN_PIECE_REMARK
} DsnPieceKind;

/* A piece of a template: a tag, or the text before and after one. */
typedef struct {
  DsnPieceKind kind;
  guint line;
  char *text;       /* the text, or what stands in the tag */
  const char *rest; /* of the tag, after the word that tells its kind */
  TmplExpr *expr;   /* the value, the list, or the contrary of the condition */
  char *variable;   /* the name that a "for" gives to an item */
  guint next; /* where the next branch of an "if" begins, or its {{end}} or that of a "for" is */
} DsnPiece;

/* Takes a template apart. Returns the DsnPieces, or NULL. template-glib reads what stands in the tags,
 * but not the template as a whole: it would not tell the line of a mistake. (transfer full) */
GPtrArray *_dsn_template_scan (const char *text, const char *name, GError **error);

/* dsn-template-expand.c */

/* What templates make. */
typedef struct {
  /* Makes a value fit to stand in the text; NULL where it may stand as it is. (transfer full) */
  char *(*escape) (const char *value);
  /* Stands for an item of a list while a template is checked. (transfer full) */
  GObject *(*make_item) (void);
} DsnTemplateKind;

/* Tries the tags of a template, those of branches not taken included, so that a mistake is found with
 * the first report. */
gboolean _dsn_template_check (const DsnTemplateKind *kind, const GPtrArray *pieces,
                              const char *name, TmplScope *scope, GError **error);
/* Fills a template in. Returns NULL on failure. (transfer full) */
char *_dsn_template_expand (const DsnTemplateKind *kind, const GPtrArray *pieces, const char *name,
                            TmplScope *scope, GError **error);

/* dsn-template-view.c */

/* The names that a template can use, as dsn-template(5) has them. (transfer full) */
TmplScope *_dsn_template_view (const DsnReport *report, const DsnCatalog *catalog);
/* A recipient of whom nothing is known. (transfer full) */
GObject *_dsn_template_view_nobody (void);

G_END_DECLS
