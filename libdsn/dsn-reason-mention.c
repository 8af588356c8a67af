/* dsn-reason-mention.c: where a message speaks of an address besides the fields.
 * SPDX-License-Identifier: LGPL-2.1-or-later */
#include <string.h>

#include "dsn-reason-private.h"

/* What no address has outside quotes, and what stands around one in a text. */
static const guint8 delimiters[256] = {
  [' '] = 1, ['\t'] = 1, ['\r'] = 1, ['\n'] = 1, ['<'] = 1, ['>'] = 1, ['('] = 1,  [')'] = 1,
  ['['] = 1, [']'] = 1,  [','] = 1,  [';'] = 1,  [':'] = 1, ['"'] = 1, ['\''] = 1,
};

/* Longer words are no addresses (RFC 5321 section 4.5.3.1). */
#define MAX_LENGTH 1000

/* A text that speaks of more than this is made to take memory. */
#define MAX_MENTIONS 100000

/* Places in the explanation; NULL for none. */
typedef struct {
  const char *bracketed;
  const char *entry;
  const char *below;
} Mention;

struct _DsnMentions {
  const DsnReport *report;
  GHashTable *by_address;
};

DsnMentions *
_dsn_mentions_new (const DsnReport *report)
{
  DsnMentions *mentions = g_new (DsnMentions, 1);

  mentions->report = report;
  mentions->by_address = NULL;
  return mentions;
}

void
_dsn_mentions_free (DsnMentions *mentions)
{
  g_clear_pointer (&mentions->by_address, g_hash_table_unref);
  g_free (mentions);
}

/* What is said after "address:" or "<address>:" at the beginning of a line. */
static const char *
find_entry (const char *text, const char *word, const char *end, gboolean is_bracketed)
{
  const char *start = is_bracketed ? word - 1 : word;
  const char *after = is_bracketed ? end + 1 : end;

  return *after == ':' && (start == text || start[-1] == '\n') ? after + 1 : NULL;
}

/* What is said on the lines below an address that has a line of its own, further in than that. */
static const char *
find_below (const char *text, const char *word, const char *end)
{
  const char *start = word;

  if (*end != '\n')
    return NULL;
  while (start > text && start[-1] == ' ')
    start--;
  if (start > text && start[-1] != '\n')
    return NULL;
  return strspn (end + 1, " ") > (gsize) (word - start) ? end + 1 : NULL;
}

static void
add_word (DsnMentions *mentions, const char *text, const char *word, gsize length)
{
  const char *end = word + length;
  gboolean is_bracketed = word > text && word[-1] == '<' && *end == '>';
  const char *entry = find_entry (text, word, end, is_bracketed);
  g_autofree char *address = NULL;
  Mention *mention;

  while (length > 0 && word[length - 1] == '.')
    length--;
  if (length > MAX_LENGTH || !(is_bracketed || entry || memchr (word, '@', length)))
    return;
  address = g_ascii_strdown (word, (gssize) length);
  mention = g_hash_table_lookup (mentions->by_address, address);
  if (!mention) {
    mention = g_new0 (Mention, 1);
    g_hash_table_insert (mentions->by_address, g_steal_pointer (&address), mention);
  }
  if (is_bracketed && !mention->bracketed)
    mention->bracketed = word - 1;
  if (!mention->entry)
    mention->entry = entry;
  if (!mention->below)
    mention->below = find_below (text, word, end);
}

/* A word is a mention only if it has an "@" in it, or one of ">:" behind it; those are looked for, then
 * the word around them. */
static void
add_text (DsnMentions *mentions, const char *text)
{
  const char *at = text;

  while (at && g_hash_table_size (mentions->by_address) < MAX_MENTIONS) {
    const char *mark = at + strcspn (at, "@>:");
    const char *word = mark, *end = mark;

    if (!*mark)
      return;
    while (word > at && !delimiters[(guchar) word[-1]])
      word--;
    while (*end && !delimiters[(guchar) *end])
      end++;
    if (end > word)
      add_word (mentions, text, word, (gsize) (end - word));
    at = MAX (end, mark + 1);
  }
}

/* The table is made when it is first asked for, which most reports never do. */
static const Mention *
look_up (DsnMentions *mentions, const char *address)
{
  g_autofree char *key = g_ascii_strdown (address, -1);

  if (!mentions->by_address) {
    mentions->by_address = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, g_free);
    add_text (mentions, dsn_report_get_explanation (mentions->report));
    add_text (mentions, dsn_report_get_original_header (mentions->report, DSN_HEADER_TO));
  }
  return g_hash_table_lookup (mentions->by_address, key);
}

gboolean
_dsn_mentions_has (DsnMentions *mentions, const char *address)
{
  return look_up (mentions, address) != NULL;
}

const char *
_dsn_mentions_get_bracketed (DsnMentions *mentions, const char *address)
{
  const Mention *mention = look_up (mentions, address);

  return mention ? mention->bracketed : NULL;
}

const char *
_dsn_mentions_get_entry (DsnMentions *mentions, const char *address)
{
  const Mention *mention = look_up (mentions, address);

  return mention ? mention->entry : NULL;
}

const char *
_dsn_mentions_get_below (DsnMentions *mentions, const char *address)
{
  const Mention *mention = look_up (mentions, address);

  return mention ? mention->below : NULL;
}
