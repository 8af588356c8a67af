/* dsn-template-expand.c: fills templates in. template-glib works out what stands in the tags.
 * SPDX-License-Identifier: LGPL-2.1-or-later */
#include <gio/gio.h>

#include "dsn-template-private.h"

/* What is the same for a whole template. */
typedef struct {
  const DsnTemplateKind *kind;
  const GPtrArray *pieces;
  const char *name;
  GString *out;
} Expansion;

static const DsnPiece *
get_piece (const GPtrArray *pieces, guint index)
{
  return g_ptr_array_index (pieces, index);
}

static gboolean
fail (const DsnPiece *tag, const char *name, const char *what, GError **error)
{
  g_set_error (error, DSN_ERROR, DSN_ERROR_TEMPLATE, "%s:%u: {{%s}}: %s", name, tag->line,
               tag->text, what);
  return FALSE;
}

/* Works out the value of a tag, and sees that it is of a kind that fits. */
static gboolean
evaluate (const DsnPiece *tag, const char *name, TmplScope *scope, GValue *value, GError **error)
{
  g_autoptr (GError) fault = NULL;
  gboolean is_list;

  if (!tmpl_expr_eval (tag->expr, scope, value, &fault))
    return fail (tag, name, fault ? fault->message : "this cannot be worked out", error);
  is_list = g_type_is_a (G_VALUE_TYPE (value), G_TYPE_LIST_MODEL)
            || (G_VALUE_HOLDS_OBJECT (value) && G_IS_LIST_MODEL (g_value_get_object (value)));
  if (tag->kind == DSN_PIECE_FOR && !is_list)
    return fail (tag, name, "this is not a list", error);
  if (tag->kind == DSN_PIECE_VALUE && is_list)
    return fail (tag, name, "this is a list and needs {{for}}", error);
  if (tag->kind == DSN_PIECE_VALUE
      && !g_value_type_transformable (G_VALUE_TYPE (value), G_TYPE_STRING))
    return fail (tag, name, "this is not a text", error);
  return TRUE;
}

/* The scope of what stands within a "for". */
static TmplScope *
open_scope (const DsnPiece *tag, TmplScope *outer, gpointer item)
{
  TmplScope *scope = tmpl_scope_new_with_parent (outer);

  tmpl_scope_set_object (scope, tag->variable, item);
  return scope;
}

static gboolean
check_pieces (const Expansion *expansion, guint from, guint to, TmplScope *scope, GError **error)
{
  for (guint i = from; i < to; i++) {
    const DsnPiece *piece = get_piece (expansion->pieces, i);
    g_auto (GValue) value = G_VALUE_INIT;
    g_autoptr (GObject) item = NULL;
    g_autoptr (TmplScope) inner = NULL;

    if (piece->expr && !evaluate (piece, expansion->name, scope, &value, error))
      return FALSE;
    if (piece->kind != DSN_PIECE_FOR)
      continue;
    item = expansion->kind->make_item ();
    inner = open_scope (piece, scope, item);
    if (!check_pieces (expansion, i + 1, piece->next, inner, error))
      return FALSE;
    i = piece->next;
  }
  return TRUE;
}

gboolean
_dsn_template_check (const DsnTemplateKind *kind, const GPtrArray *pieces, const char *name,
                     TmplScope *scope, GError **error)
{
  g_autoptr (TmplScope) inner = tmpl_scope_new_with_parent (scope);
  Expansion expansion = { kind, pieces, name, NULL };

  return check_pieces (&expansion, 0, pieces->len, inner, error);
}

static void
append_value (const Expansion *expansion, const char *text)
{
  g_autofree char *escaped = expansion->kind->escape ? expansion->kind->escape (text) : NULL;

  g_string_append (expansion->out, escaped ? escaped : text);
}

static gboolean
expand_pieces (const Expansion *expansion, guint from, guint to, TmplScope *scope, GError **error);

static gboolean
expand_value (const Expansion *expansion, const DsnPiece *tag, TmplScope *scope, GError **error)
{
  g_auto (GValue) value = G_VALUE_INIT;
  g_auto (GValue) text = G_VALUE_INIT;

  if (!evaluate (tag, expansion->name, scope, &value, error))
    return FALSE;
  g_value_init (&text, G_TYPE_STRING);
  if (g_value_transform (&value, &text) && g_value_get_string (&text))
    append_value (expansion, g_value_get_string (&text));
  return TRUE;
}

/* Expands the first branch whose condition holds; @index is left at the {{end}}. */
static gboolean
expand_if (const Expansion *expansion, guint *index, TmplScope *scope, GError **error)
{
  gboolean done = FALSE;

  while (get_piece (expansion->pieces, *index)->kind != DSN_PIECE_END) {
    const DsnPiece *branch = get_piece (expansion->pieces, *index);
    g_auto (GValue) contrary = G_VALUE_INIT;

    if (!done && branch->expr && !evaluate (branch, expansion->name, scope, &contrary, error))
      return FALSE;
    if (!done && !(branch->expr && g_value_get_boolean (&contrary))) {
      done = TRUE;
      if (!expand_pieces (expansion, *index + 1, branch->next, scope, error))
        return FALSE;
    }
    *index = branch->next;
  }
  return TRUE;
}

/* Expands what stands within a "for" for each item; @index is left at the {{end}}. */
static gboolean
expand_for (const Expansion *expansion, guint *index, TmplScope *scope, GError **error)
{
  const DsnPiece *tag = get_piece (expansion->pieces, *index);
  g_auto (GValue) value = G_VALUE_INIT;
  GListModel *list;
  guint n;

  if (!evaluate (tag, expansion->name, scope, &value, error))
    return FALSE;
  list = g_value_get_object (&value);
  n = list ? g_list_model_get_n_items (list) : 0;
  for (guint i = 0; i < n; i++) {
    g_autoptr (GObject) item = g_list_model_get_item (list, i);
    g_autoptr (TmplScope) inner = open_scope (tag, scope, item);

    if (!expand_pieces (expansion, *index + 1, tag->next, inner, error))
      return FALSE;
  }
  *index = tag->next;
  return TRUE;
}

static gboolean
expand_pieces (const Expansion *expansion, guint from, guint to, TmplScope *scope, GError **error)
{
  for (guint i = from; i < to; i++) {
    const DsnPiece *piece = get_piece (expansion->pieces, i);
    gboolean done = TRUE;

    if (piece->kind == DSN_PIECE_TEXT)
      g_string_append (expansion->out, piece->text);
    else if (piece->kind == DSN_PIECE_VALUE)
      done = expand_value (expansion, piece, scope, error);
    else if (piece->kind == DSN_PIECE_IF)
      done = expand_if (expansion, &i, scope, error);
    else if (piece->kind == DSN_PIECE_FOR)
      done = expand_for (expansion, &i, scope, error);
    if (!done)
      return FALSE;
  }
  return TRUE;
}

char *
_dsn_template_expand (const DsnTemplateKind *kind, const GPtrArray *pieces, const char *name,
                      TmplScope *scope, GError **error)
{
  g_autoptr (GString) out = g_string_new (NULL);
  Expansion expansion = { kind, pieces, name, out };

  if (!expand_pieces (&expansion, 0, pieces->len, scope, error))
    return NULL;
  return g_string_free (g_steal_pointer (&out), FALSE);
}
