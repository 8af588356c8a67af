/* dsn-lint-explained.c: whether the human part speaks of each recipient.
 * SPDX-License-Identifier: LGPL-2.1-or-later */
#include <string.h>

#include "dsn-lint-private.h"

/* What no address has outside quotes, and what stands around one in a text. */
#define DELIMITERS " \t\r\n<>()[],;:\"'"

/* So many addresses are looked for that may be wrapped over lines, which takes a look at all of the
 * text. */
#define MAX_SEARCHES 200

typedef struct {
  /* The words of the text, and all of it without white space; in lower case. */
  GHashTable *words;
  char *squeezed;
  guint searches;
} Text;

static void
add_words (Text *text, char *at)
{
  while (*(at += strspn (at, DELIMITERS))) {
    gsize length = strcspn (at, DELIMITERS);
    gsize end = length;

    while (end > 0 && at[end - 1] == '.')
      end--;
    g_hash_table_add (text->words, g_strndup (at, end));
    at += length;
  }
}

static void
text_init (Text *text, const char *explanation)
{
  g_autofree char *folded = g_utf8_casefold (explanation, -1);
  char *to;

  text->words = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, NULL);
  text->searches = 0;
  add_words (text, folded);
  text->squeezed = to = g_strdup (folded);
  for (const char *from = folded; *from; from++)
    if (!g_ascii_isspace (*from))
      *to++ = *from;
  *to = '\0';
}

static void
text_clear (Text *text)
{
  g_hash_table_unref (text->words);
  g_free (text->squeezed);
}

static gboolean
text_has (Text *text, const char *address)
{
  g_autofree char *folded = address ? g_utf8_casefold (address, -1) : NULL;
  char *to;

  if (!folded)
    return FALSE;
  if (g_hash_table_contains (text->words, folded))
    return TRUE;
  to = folded;
  for (const char *from = folded; *from; from++)
    if (!g_ascii_isspace (*from))
      *to++ = *from;
  *to = '\0';
  return text->searches++ >= MAX_SEARCHES || strstr (text->squeezed, folded) != NULL;
}

static gboolean
speaks_of (Text *text, const DsnRecipient *recipient)
{
  return text_has (text, dsn_recipient_get_text (recipient, DSN_FIELD_FINAL_RECIPIENT))
         || text_has (text, dsn_recipient_get_text (recipient, DSN_FIELD_ORIGINAL_RECIPIENT))
         || text_has (text, dsn_recipient_get_address (recipient));
}

void
_dsn_lint_check_explained (const DsnLintCase *c)
{
  const char *explanation = dsn_report_get_explanation (c->report);
  Text text;

  if (!c->parsed->structure->human)
    return;
  text_init (&text, explanation ? explanation : "");
  for (guint i = 0; i < dsn_report_get_n_recipients (c->report); i++) {
    const DsnRecipient *recipient = dsn_report_get_recipient (c->report, i);
    const char *address = dsn_recipient_get_address (recipient);

    if (address && !speaks_of (&text, recipient))
      DSN_LINT_NOTE (c, DSN_RULE_RECIPIENT_NOT_EXPLAINED, (int) i, "Final-Recipient",
                     dsn_recipient_get_offset (recipient, DSN_FIELD_FINAL_RECIPIENT),
                     "the human part does not speak of %s", address);
  }
  text_clear (&text);
}
