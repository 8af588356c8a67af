/* dsn-template-scan.c: takes templates apart, and finds the lines that mistakes stand in.
 * SPDX-License-Identifier: LGPL-2.1-or-later */
#include <string.h>

#include "dsn-template-private.h"

typedef struct {
  const char *name;
  GPtrArray *pieces;
  GArray *open; /* of guint: the pieces that wait for their {{end}}; of an "if", its last branch */
  GString *text;
  /* Of the line that is being read. */
  guint line;
  guint first_piece;
  gboolean has_content; /* text other than white space, or a value */
  gboolean has_block;   /* a tag that gives no text */
} Scanner;

static void
free_piece (gpointer data)
{
  DsnPiece *piece = data;

  g_free (piece->text);
  g_free (piece->variable);
  g_clear_pointer (&piece->expr, tmpl_expr_unref);
  g_free (piece);
}

static void
clear_scanner (Scanner *scanner)
{
  g_clear_pointer (&scanner->pieces, g_ptr_array_unref);
  g_clear_pointer (&scanner->open, g_array_unref);
  g_string_free (scanner->text, TRUE);
}

G_DEFINE_AUTO_CLEANUP_CLEAR_FUNC (Scanner, clear_scanner)

static gboolean G_GNUC_PRINTF (4, 5)
    fail (const Scanner *scanner, guint line, GError **error, const char *format, ...)
{
  g_autofree char *what = NULL;
  va_list args;

  va_start (args, format);
  what = g_strdup_vprintf (format, args);
  va_end (args);
  g_set_error (error, DSN_ERROR, DSN_ERROR_TEMPLATE, "%s:%u: %s", scanner->name, line, what);
  return FALSE;
}

/* If @text begins with @word, and the word ends there, returns what comes after it. */
static const char *
skip_word (const char *text, const char *word)
{
  gsize length = strlen (word);

  if (strncmp (text, word, length) != 0)
    return NULL;
  if (g_ascii_isalpha (*word) && (g_ascii_isalnum (text[length]) || text[length] == '_'))
    return NULL;
  return text + length + strspn (text + length, " ");
}

/* Finds out the kind of a tag, and what follows the word that tells it. */
static void
classify (DsnPiece *tag)
{
  static const struct {
    const char *word;
    DsnPieceKind kind;
  } words[] = {
    { "if", DSN_PIECE_IF },   { "elseif", DSN_PIECE_ELSE_IF }, { "else", DSN_PIECE_ELSE },
    { "for", DSN_PIECE_FOR }, { "end", DSN_PIECE_END },        { "#", DSN_PIECE_REMARK },
  };
  const char *rest = NULL;
  const char *condition;

  tag->kind = DSN_PIECE_VALUE;
  tag->rest = tag->text;
  for (guint i = 0; i < G_N_ELEMENTS (words) && !rest; i++) {
    rest = skip_word (tag->text, words[i].word);
    if (rest) {
      tag->kind = words[i].kind;
      tag->rest = rest;
    }
  }
  condition = tag->kind == DSN_PIECE_ELSE ? skip_word (rest, "if") : NULL;
  if (condition) {
    tag->kind = DSN_PIECE_ELSE_IF;
    tag->rest = condition;
  }
}

/* Reads "NAME in LIST", so that LIST is what is left. */
static gboolean
read_for (DsnPiece *tag)
{
  gsize length = strspn (tag->rest, G_CSET_A_2_Z G_CSET_a_2_z G_CSET_DIGITS "_");
  const char *after = tag->rest + length;
  const char *list = skip_word (after + strspn (after, " "), "in");

  if (length == 0 || g_ascii_isdigit (*tag->rest) || !list)
    return FALSE;
  tag->variable = g_strndup (tag->rest, length);
  tag->rest = list;
  return TRUE;
}

/* What tokens are made of; template-glib passes over some of the other octets, and
 * over "&" and "|" alone. */
#define OPERATOR_CHARS "+-*/<>=!&|,"
#define TOKEN_CHARS    G_CSET_A_2_Z G_CSET_a_2_z G_CSET_DIGITS "_.\"()" OPERATOR_CHARS

/* Whether something is called: "a(b)". A template has nothing to call but what template-glib brings, which
 * prints; and of what cannot be called, as in "1()", that prints a message and goes on without it. */
static gboolean
has_call (const char *text)
{
  gboolean quoted = FALSE;
  char last = '(';

  for (const char *at = text; *at; at++) {
    if (quoted && *at == '\\' && at[1]) {
      at++;
      continue;
    }
    if (*at == '"')
      quoted = !quoted;
    else if (!quoted && *at == '(' && !strchr ("(" OPERATOR_CHARS, last))
      return TRUE;
    if (!quoted && strchr (TOKEN_CHARS, *at) && (!strchr ("&|", *at) || at[1] == *at))
      last = *at;
  }
  return FALSE;
}

/* The words with which template-glib does something instead of working out a value. */
static const char *const statements[] = { "if",   "then", "else", "while", "do",     "for",
                                          "func", "def",  "end",  "pass",  "require" };

static gboolean
is_statement (const char *word, gsize length)
{
  for (guint i = 0; i < G_N_ELEMENTS (statements); i++)
    if (strlen (statements[i]) == length && strncmp (statements[i], word, length) == 0)
      return TRUE;
  return FALSE;
}

/* Whether something is done: a value is set, "a = b", a library loaded, or the same done again and again
 * without end. */
static gboolean
has_statement (const char *text)
{
  gboolean quoted = FALSE;
  char last = ' ';

  while (*text) {
    gsize length = strspn (text, G_CSET_A_2_Z G_CSET_a_2_z G_CSET_DIGITS "_");

    if (!quoted && length > 0 && is_statement (text, length))
      return TRUE;
    if (!quoted && *text == '=' && text[1] != '=' && !strchr ("=!<>", last))
      return TRUE;
    if (quoted && *text == '\\' && text[1])
      length = 2;
    else if (*text == '"')
      quoted = !quoted;
    text += MAX (length, 1);
    last = text[-1];
  }
  return FALSE;
}

static gboolean
read_expression (Scanner *scanner, DsnPiece *tag, GError **error)
{
  g_autoptr (GError) fault = NULL;
  TmplExpr *expr;

  if (has_call (tag->rest))
    return fail (scanner, tag->line, error, "{{%s}}: a template calls no functions", tag->text);
  if (has_statement (tag->rest))
    return fail (scanner, tag->line, error, "{{%s}}: a template has values and comparisons only",
                 tag->text);
  expr = tmpl_expr_from_string (tag->rest, &fault);
  if (!expr)
    return fail (scanner, tag->line, error, "{{%s}}: %s", tag->text,
                 fault ? fault->message : "this says nothing");
  /* Only "!" gives a truth value of whatever stands behind it. */
  if (tag->kind == DSN_PIECE_IF || tag->kind == DSN_PIECE_ELSE_IF)
    expr = tmpl_expr_new_invert_boolean (expr);
  tag->expr = expr;
  return TRUE;
}

/* Finds out what a tag says. */
static gboolean
read_tag (Scanner *scanner, DsnPiece *tag, GError **error)
{
  classify (tag);
  if (tag->kind == DSN_PIECE_REMARK)
    return TRUE;
  if (skip_word (tag->text, "include"))
    return fail (scanner, tag->line, error, "{{%s}}: a template cannot include another", tag->text);
  if (tag->kind == DSN_PIECE_ELSE || tag->kind == DSN_PIECE_END)
    return !*tag->rest
           || fail (scanner, tag->line, error, "{{%s}}: nothing can follow here", tag->text);
  if (tag->kind == DSN_PIECE_FOR && !read_for (tag))
    return fail (scanner, tag->line, error, "{{%s}}: it must be {{for NAME in LIST}}", tag->text);
  if (!*tag->rest)
    return fail (scanner, tag->line, error, "{{%s}}: something is missing here", tag->text);
  return read_expression (scanner, tag, error);
}

/* The "for", or the last branch of the "if", that is open. */
static DsnPiece *
get_open (const Scanner *scanner)
{
  guint n = scanner->open->len;

  return n > 0 ? g_ptr_array_index (scanner->pieces, g_array_index (scanner->open, guint, n - 1))
               : NULL;
}

/* Ties together the tags that belong together; @tag is the last piece. */
static gboolean
nest_tag (Scanner *scanner, DsnPiece *tag, GError **error)
{
  guint index = scanner->pieces->len - 1;
  DsnPiece *open = get_open (scanner);
  gboolean closes = tag->kind == DSN_PIECE_END;
  gboolean branches = tag->kind == DSN_PIECE_ELSE || tag->kind == DSN_PIECE_ELSE_IF;

  if (closes && !open)
    return fail (scanner, tag->line, error, "{{end}} without {{if}} or {{for}}");
  if (branches && (!open || open->kind == DSN_PIECE_FOR))
    return fail (scanner, tag->line, error, "{{%s}} without {{if}}", tag->text);
  if (branches && open->kind == DSN_PIECE_ELSE)
    return fail (scanner, tag->line, error, "{{%s}} after {{else}}", tag->text);
  if (closes || branches) {
    open->next = index;
    g_array_set_size (scanner->open, scanner->open->len - 1);
  }
  if (branches || tag->kind == DSN_PIECE_IF || tag->kind == DSN_PIECE_FOR)
    g_array_append_val (scanner->open, index);
  return TRUE;
}

/* Makes a piece of the text that was read. */
static void
end_text (Scanner *scanner)
{
  DsnPiece *piece;

  if (scanner->text->len == 0)
    return;
  piece = g_new0 (DsnPiece, 1);
  piece->kind = DSN_PIECE_TEXT;
  piece->line = scanner->line;
  piece->text = g_strdup (scanner->text->str);
  g_ptr_array_add (scanner->pieces, piece);
  g_string_truncate (scanner->text, 0);
}

/* Ends a line. One with nothing but tags that give no text leaves nothing behind. */
static void
end_line (Scanner *scanner, const char *line_end)
{
  if (scanner->has_block && !scanner->has_content) {
    g_string_truncate (scanner->text, 0);
    for (guint i = scanner->first_piece; i < scanner->pieces->len; i++) {
      DsnPiece *piece = g_ptr_array_index (scanner->pieces, i);

      if (piece->kind == DSN_PIECE_TEXT)
        *piece->text = '\0';
    }
  } else {
    g_string_append (scanner->text, line_end);
    end_text (scanner);
  }
  scanner->line++;
  scanner->first_piece = scanner->pieces->len;
  scanner->has_content = scanner->has_block = FALSE;
}

/* Finds the "}}" of the tag that begins at @text. Within double quotes it does not count, except in a
 * remark. */
static const char *
find_tag_end (const char *text)
{
  gboolean remark = text[strspn (text, " \t\n")] == '#';
  gboolean quoted = FALSE;

  for (const char *at = text; *at; at++) {
    if (!quoted && at[0] == '}' && at[1] == '}')
      return at;
    if (*at == '"' && !remark)
      quoted = !quoted;
    else if (*at == '\\' && at[1] && quoted)
      at++;
  }
  return NULL;
}

/* Takes the tag after "{{"; returns what follows it, or NULL. */
static const char *
take_tag (Scanner *scanner, const char *text, GError **error)
{
  const char *end = find_tag_end (text);
  DsnPiece *tag;

  if (!end) {
    fail (scanner, scanner->line, error, "\"{{\" is not closed by \"}}\"");
    return NULL;
  }
  end_text (scanner);
  tag = g_new0 (DsnPiece, 1);
  g_ptr_array_add (scanner->pieces, tag);
  tag->line = scanner->line;
  tag->text = g_strstrip (g_strdelimit (g_strndup (text, (gsize) (end - text)), "\t\n", ' '));
  for (const char *at = text; at < end; at++)
    scanner->line += *at == '\n';
  if (!read_tag (scanner, tag, error) || !nest_tag (scanner, tag, error))
    return NULL;
  if (tag->kind == DSN_PIECE_VALUE)
    scanner->has_content = TRUE;
  else
    scanner->has_block = TRUE;
  return end + 2;
}

/* Takes what is not a tag; returns what follows it. */
static const char *
take_text (Scanner *scanner, const char *text)
{
  if (*text == '\n') {
    end_line (scanner, "\n");
    return text + 1;
  }
  if (g_str_has_prefix (text, "\\{{")) {
    g_string_append (scanner->text, "{{");
    scanner->has_content = TRUE;
    return text + 3;
  }
  g_string_append_c (scanner->text, *text);
  scanner->has_content |= !g_ascii_isspace (*text);
  return text + 1;
}

/* The line of the "if" or "for" that is never closed, which may be one of its branches. */
static gboolean
fail_unclosed (const Scanner *scanner, GError **error)
{
  const DsnPiece *piece = get_open (scanner);

  for (guint i = scanner->pieces->len; i > 0; i--) {
    const DsnPiece *before = g_ptr_array_index (scanner->pieces, i - 1);

    if (before->next > 0 && g_ptr_array_index (scanner->pieces, before->next) == piece
        && piece->kind != DSN_PIECE_FOR)
      piece = before;
  }
  return fail (scanner, piece->line, error, "{{%s}} is not closed by {{end}}", piece->text);
}

GPtrArray *
_dsn_template_scan (const char *text, const char *name, GError **error)
{
  g_auto (Scanner) scanner = {
    .name = name,
    .pieces = g_ptr_array_new_with_free_func (free_piece),
    .open = g_array_new (FALSE, FALSE, sizeof (guint)),
    .text = g_string_new (NULL),
    .line = 1,
  };

  while (*text) {
    text = g_str_has_prefix (text, "{{") ? take_tag (&scanner, text + 2, error)
                                         : take_text (&scanner, text);
    if (!text)
      return NULL;
  }
  end_line (&scanner, "");
  if (scanner.open->len > 0) {
    fail_unclosed (&scanner, error);
    return NULL;
  }
  return g_steal_pointer (&scanner.pieces);
}
