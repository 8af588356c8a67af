/* dsn-explain-private.h: all that there is to say of a code, gathered.
 * SPDX-License-Identifier: LGPL-2.1-or-later */
#pragma once

#include "dsn-explain.h"

G_BEGIN_DECLS

/* Texts are borrowed from the catalog; NULL where there is nothing to say. */
typedef struct {
  const DsnCatalog *catalog;
  DsnQuery query;
  char *code;
  gboolean is_pattern;
  gboolean known;
  /* The class of the code, or the first digit of the reply; 0 where it is left open. */
  guint class_number;
  /* The name of the label that tells what is odd about the code. */
  const char *note;
  const char *name;
  const char *citation;
  const char *word;
  const char *texts[DSN_CATALOG_TEXT_COUNT];
  const char *languages[DSN_CATALOG_TEXT_COUNT];
  const char *class_title;
  const char *class_text;
  const char *subject_title;
  const char *subject_text;
  /* Of a reply that carries the code. */
  const char *reply_title;
  GArray *replies; /* of guint: that go with the code, or fit the pattern */
  GArray *codes;   /* of DsnStatus: that go with the reply, or fit the pattern */
  GArray *related; /* of DsnStatus */
} DsnExplanation;

DsnExplanation *_dsn_explanation_new (const DsnQuery *query, const DsnCatalog *catalog);
void _dsn_explanation_free (DsnExplanation *self);

/* What people call a code or a pattern, whatever its class where that is left open. */
const char *
_dsn_explain_get_title (const DsnQuery *query, const DsnCatalog *catalog, const char **language);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (DsnExplanation, _dsn_explanation_free)

G_END_DECLS
