/* dsn-phrases.c: the rules of a user.
 * SPDX-License-Identifier: LGPL-2.1-or-later */
#include <string.h>

#include "dsn-phrases-private.h"

struct _DsnPhrases {
  DsnPhraseList list;
  DsnCompiled *compiled; /* the list; NULL while it is empty */
};

const DsnPhraseTable *
_dsn_phrases_get_added (const DsnPhrases *phrases)
{
  return phrases && phrases->compiled ? _dsn_compiled_get_table (phrases->compiled) : NULL;
}

DsnPhrases *
dsn_phrases_new (void)
{
  DsnPhrases *phrases = g_new (DsnPhrases, 1);

  _dsn_phrase_list_init (&phrases->list);
  phrases->compiled = NULL;
  return phrases;
}

void
dsn_phrases_free (DsnPhrases *phrases)
{
  if (!phrases)
    return;
  _dsn_compiled_free (phrases->compiled);
  _dsn_phrase_list_clear (&phrases->list);
  g_free (phrases);
}

gboolean
dsn_phrases_add_text (DsnPhrases *phrases, const char *name, const char *text, gssize length,
                      GError **error)
{
  gboolean ok;

  g_return_val_if_fail (phrases != NULL && name != NULL && text != NULL, FALSE);

  ok = _dsn_phrase_list_read (&phrases->list, name, text,
                              length < 0 ? strlen (text) : (gsize) length, error);
  /* After a failure too: the list may have moved. */
  _dsn_compiled_free (phrases->compiled);
  phrases->compiled = _dsn_phrases_compile (&phrases->list);
  return ok;
}

gboolean
dsn_phrases_add_file (DsnPhrases *phrases, const char *path, GError **error)
{
  g_autofree char *text = NULL;
  g_autoptr (GError) fault = NULL;
  gsize length;

  g_return_val_if_fail (phrases != NULL && path != NULL, FALSE);

  if (g_file_get_contents (path, &text, &length, &fault))
    return dsn_phrases_add_text (phrases, path, text, (gssize) length, error);
  g_set_error_literal (error, DSN_ERROR, DSN_ERROR_IO, fault->message);
  return FALSE;
}
