/* tool-parser.c: what a user adds to how messages are read.
 * SPDX-License-Identifier: LGPL-2.1-or-later */
#include "tool.h"

DsnPhrases *
tool_load_rules (char **paths, GError **error)
{
  g_autoptr (DsnPhrases) phrases = paths ? dsn_phrases_new () : NULL;

  for (; paths && *paths; paths++)
    if (!dsn_phrases_add_file (phrases, *paths, error))
      return NULL;
  return g_steal_pointer (&phrases);
}

gboolean
tool_check_verps (char **patterns, GError **error)
{
  for (; patterns && *patterns; patterns++) {
    g_autoptr (DsnVerp) verp = dsn_verp_new (*patterns, error);

    if (!verp)
      return FALSE;
  }
  return TRUE;
}

void
tool_add_verps (DsnParser *parser, char **patterns)
{
  for (; patterns && *patterns; patterns++) {
    DsnVerp *verp = dsn_verp_new (*patterns, NULL);

    if (verp)
      dsn_parser_add_verp (parser, verp);
  }
}
