/* dsn-verp.c: patterns of return paths that tell which recipient a bounce is about.
 * SPDX-License-Identifier: LGPL-2.1-or-later */
#include <string.h>

#include "dsn-verp-private.h"

/* A pattern that varies in more places is a mistake. */
#define MAX_ELEMENTS 40

G_DEFINE_BOXED_TYPE (DsnVerp, dsn_verp, dsn_verp_ref, dsn_verp_unref)

static const struct {
  const char *name;
  DsnVerpType type;
} names[] = {
  { "{local}", DSN_VERP_LOCAL },     { "{user}", DSN_VERP_LOCAL }, { "{domain}", DSN_VERP_DOMAIN },
  { "{address}", DSN_VERP_ADDRESS }, { "{hex}", DSN_VERP_HEX },
};

/* A pattern that is being read; @at is how far, @literal what stands for itself since the last part
 * that varies. */
typedef struct {
  const char *pattern;
  const char *at;
  GArray *elements;
  GString *literal;
  GError **error;
} Compiler;

static gboolean
fail (const Compiler *compiler, const char *what)
{
  g_set_error (compiler->error, DSN_ERROR, DSN_ERROR_SYNTAX, "\"%s\", octet %u: %s",
               compiler->pattern, (guint) (compiler->at - compiler->pattern), what);
  return FALSE;
}

static void
element_clear (gpointer data)
{
  g_free (((DsnVerpElement *) data)->text);
}

static void
end_literal (Compiler *compiler)
{
  DsnVerpElement element = { DSN_VERP_LITERAL, NULL };

  if (compiler->literal->len == 0)
    return;
  element.text = g_strdup (compiler->literal->str);
  g_array_append_val (compiler->elements, element);
  g_string_truncate (compiler->literal, 0);
}

static gboolean
has_element (const GArray *elements, DsnVerpType type)
{
  for (guint i = 0; i < elements->len; i++)
    if (g_array_index (elements, DsnVerpElement, i).type == type)
      return TRUE;
  return FALSE;
}

/* Whether what tells a recipient is told twice, or in two ways. */
static gboolean
is_told_already (const GArray *elements, DsnVerpType type)
{
  if (type == DSN_VERP_ADDRESS)
    return has_element (elements, DSN_VERP_ADDRESS) || has_element (elements, DSN_VERP_LOCAL)
           || has_element (elements, DSN_VERP_DOMAIN);
  return has_element (elements, type) || has_element (elements, DSN_VERP_ADDRESS);
}

static gboolean
add_variable (Compiler *compiler, DsnVerpType type, gsize length)
{
  DsnVerpElement element = { type, NULL };

  end_literal (compiler);
  if (compiler->elements->len > 0
      && g_array_index (compiler->elements, DsnVerpElement, compiler->elements->len - 1).type
             != DSN_VERP_LITERAL)
    return fail (compiler, "no text stands between two parts that vary");
  if (type >= DSN_VERP_LOCAL && is_told_already (compiler->elements, type))
    return fail (compiler, "this part of the recipient's address is there already");
  if (compiler->elements->len >= MAX_ELEMENTS)
    return fail (compiler, "there are too many parts that vary");
  g_array_append_val (compiler->elements, element);
  compiler->at += length;
  return TRUE;
}

static gboolean
add_named (Compiler *compiler)
{
  for (guint i = 0; i < G_N_ELEMENTS (names); i++)
    if (g_str_has_prefix (compiler->at, names[i].name))
      return add_variable (compiler, names[i].type, strlen (names[i].name));
  return fail (compiler, "{local}, {user}, {domain}, {address} and {hex} are the names there are");
}

static gboolean
add_next (Compiler *compiler)
{
  switch (*compiler->at) {
  case '{':
    return add_named (compiler);
  case '*':
    return add_variable (compiler, DSN_VERP_ANY, 1);
  case '#':
    return add_variable (compiler, DSN_VERP_DIGITS, 1);
  case '\\':
    compiler->at++;
    if (!*compiler->at)
      return fail (compiler, "a backslash stands before nothing");
    break;
  default:
    break;
  }
  g_string_append_c (compiler->literal, *compiler->at++);
  return TRUE;
}

/* Where a part that varies would run on into the text that follows it. */
static gboolean
runs_on (DsnVerpType type, char next)
{
  switch (type) {
  case DSN_VERP_DIGITS:
    return g_ascii_isdigit (next);
  case DSN_VERP_HEX:
    return g_ascii_isxdigit (next);
  case DSN_VERP_DOMAIN:
    return g_ascii_isalnum (next) || strchr (".-_", next) || (guchar) next >= 0x80;
  default:
    return FALSE;
  }
}

static gboolean
check_ends (const Compiler *compiler)
{
  const GArray *elements = compiler->elements;

  for (guint i = 0; i + 1 < elements->len; i++) {
    const DsnVerpElement *next = &g_array_index (elements, DsnVerpElement, i + 1);

    if (next->text && runs_on (g_array_index (elements, DsnVerpElement, i).type, *next->text))
      return fail (compiler,
                   "{domain}, # or {hex} is followed by a character that it may have in it");
  }
  return TRUE;
}

/* The "@" of the pattern, and the recipient before it. */
static gboolean
check_whole (const Compiler *compiler)
{
  guint signs = 0;

  for (guint i = 0; i < compiler->elements->len; i++) {
    const DsnVerpElement *element = &g_array_index (compiler->elements, DsnVerpElement, i);

    if (signs > 0 && element->type >= DSN_VERP_LOCAL)
      return fail (compiler, "the recipient must stand before the \"@\"");
    for (const char *at = element->text; at && *at; at++)
      signs += *at == '@';
  }
  if (signs != 1)
    return fail (compiler, "there must be one \"@\"");
  if (!has_element (compiler->elements, DSN_VERP_ADDRESS)
      && !(has_element (compiler->elements, DSN_VERP_LOCAL)
           && has_element (compiler->elements, DSN_VERP_DOMAIN)))
    return fail (compiler, "there must be {local} and {domain}, or {address}");
  return check_ends (compiler);
}

static gboolean
compile (Compiler *compiler)
{
  if (!g_utf8_validate (compiler->pattern, -1, NULL))
    return fail (compiler, "it is not UTF-8");
  if (strlen (compiler->pattern) > DSN_VERP_MAX_LENGTH)
    return fail (compiler, "it is too long");
  while (*compiler->at)
    if (!add_next (compiler))
      return FALSE;
  end_literal (compiler);
  return check_whole (compiler);
}

DsnVerp *
dsn_verp_new (const char *pattern, GError **error)
{
  g_autoptr (DsnVerp) verp = NULL;
  g_autoptr (GString) literal = g_string_new (NULL);
  Compiler compiler = { pattern, pattern, NULL, literal, error };

  g_return_val_if_fail (pattern != NULL, NULL);

  verp = g_new (DsnVerp, 1);
  g_atomic_ref_count_init (&verp->references);
  verp->elements = compiler.elements = g_array_new (FALSE, FALSE, sizeof (DsnVerpElement));
  g_array_set_clear_func (verp->elements, element_clear);
  return compile (&compiler) ? g_steal_pointer (&verp) : NULL;
}

DsnVerp *
dsn_verp_ref (DsnVerp *verp)
{
  g_return_val_if_fail (verp != NULL, NULL);
  g_atomic_ref_count_inc (&verp->references);
  return verp;
}

void
dsn_verp_unref (DsnVerp *verp)
{
  g_return_if_fail (verp != NULL);

  if (!g_atomic_ref_count_dec (&verp->references))
    return;
  g_array_unref (verp->elements);
  g_free (verp);
}
