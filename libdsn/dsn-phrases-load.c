/* dsn-phrases-load.c: the lines of a file of rules.
 * SPDX-License-Identifier: LGPL-2.1-or-later */
#include <string.h>

#include "dsn-phrases-private.h"

typedef struct {
  DsnPhraseList *list;
  const char *name;
  guint line;
  DsnPhrase section; /* what the head of the section says */
} Loader;

void
_dsn_phrase_list_init (DsnPhraseList *list)
{
  list->pool = g_string_new (NULL);
  list->rows = g_array_new (FALSE, FALSE, sizeof (DsnPhrase));
  list->pieces = g_array_new (FALSE, FALSE, sizeof (DsnPiece));
  list->n_gapped = 0;
  /* So that no text has the number 0. */
  g_string_append_c (list->pool, '\0');
}

void
_dsn_phrase_list_clear (DsnPhraseList *list)
{
  g_string_free (list->pool, TRUE);
  g_array_unref (list->rows);
  g_array_unref (list->pieces);
}

static gboolean
fail (const Loader *loader, GError **error, const char *text)
{
  g_set_error (error, DSN_ERROR, DSN_ERROR_SYNTAX, "%s:%u: %s", loader->name, loader->line, text);
  return FALSE;
}

/* Puts the place before an error that does not name it. */
static gboolean
locate (const Loader *loader, GError *fault, GError **error)
{
  g_autoptr (GError) owned = fault;

  return fail (loader, error, owned->message);
}

/* "[reason conditions]" */
static gboolean
read_section (Loader *loader, char *text, GError **error)
{
  gsize length = strlen (text);
  GError *fault = NULL;
  gsize end;

  loader->section = (DsnPhrase){ .file = loader->section.file,
                                 .strength = DSN_STRENGTH_NORMAL,
                                 .otherwise = DSN_REASON_NONE };
  if (text[length - 1] != ']')
    return fail (loader, error, "the head of a section ends in \"]\"");
  text[length - 1] = '\0';
  text += 1 + strspn (text + 1, " \t");
  end = strcspn (text, " \t");
  loader->section.reason = _dsn_reason_number (text, end);
  if (loader->section.reason == DSN_REASON_NONE) {
    g_autofree char *what = g_strdup_printf ("there is no reason \"%.*s\"", (int) end, text);

    return fail (loader, error, what);
  }
  if (!_dsn_phrase_read_conditions (loader->list, &loader->section, text + end, &fault))
    return locate (loader, fault, error);
  return TRUE;
}

/* The "|" before the conditions, or the end. */
static char *
find_conditions (char *text)
{
  for (; *text && *text != '|'; text++)
    if (*text == '\\' && text[1])
      text++;
  return text;
}

static gboolean
read_rule (Loader *loader, char *text, GError **error)
{
  DsnPhrase phrase = loader->section;
  char *bar = find_conditions (text);
  const char *conditions = *bar ? bar + 1 : bar;
  GError *fault = NULL;

  if (phrase.reason == DSN_REASON_NONE)
    return fail (loader, error, "there is no \"[reason]\" before the first rule");
  phrase.line = loader->line;
  *bar = '\0';
  g_strchomp (text);
  if ((*text && !_dsn_phrase_read_text (loader->list, &phrase, text, &fault))
      || !_dsn_phrase_read_conditions (loader->list, &phrase, conditions, &fault))
    return locate (loader, fault, error);
  if (phrase.n_pieces == 0 && !phrase.status[0] && !phrase.reply)
    return fail (loader, error, "a rule has a phrase, \"status=\" or \"reply=\"");
  g_array_append_val (loader->list->rows, phrase);
  return TRUE;
}

static gboolean
read_line (Loader *loader, char *text, GError **error)
{
  g_strstrip (text);
  if (!*text || *text == '#')
    return TRUE;
  if (!g_utf8_validate (text, -1, NULL))
    return fail (loader, error, "this is not UTF-8");
  return *text == '[' ? read_section (loader, text, error) : read_rule (loader, text, error);
}

static gboolean
read_lines (Loader *loader, const char *text, gsize length, GError **error)
{
  g_autoptr (GString) line = g_string_new (NULL);
  const char *end = text + length;

  while (text < end) {
    const char *stop = memchr (text, '\n', (gsize) (end - text));

    if (!stop)
      stop = end;
    loader->line++;
    g_string_truncate (line, 0);
    g_string_append_len (line, text, stop - text);
    if (strlen (line->str) != line->len)
      return fail (loader, error, "there is a NUL");
    if (!read_line (loader, line->str, error))
      return FALSE;
    text = stop < end ? stop + 1 : end;
  }
  return TRUE;
}

gboolean
_dsn_phrase_list_read (DsnPhraseList *list, const char *name, const char *text, gsize length,
                       GError **error)
{
  Loader loader = { .list = list, .name = name, .section = { .reason = DSN_REASON_NONE } };
  gsize pool_length = list->pool->len;
  guint n_rows = list->rows->len;
  guint n_pieces = list->pieces->len;
  guint32 n_gapped = list->n_gapped;

  loader.section.file = _dsn_phrase_list_store (list, name, strlen (name));
  if (read_lines (&loader, text, length, error))
    return TRUE;
  g_string_truncate (list->pool, pool_length);
  g_array_set_size (list->rows, n_rows);
  g_array_set_size (list->pieces, n_pieces);
  list->n_gapped = n_gapped;
  return FALSE;
}
