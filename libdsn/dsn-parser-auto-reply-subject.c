/* dsn-parser-auto-reply-subject.c: how automatic replies are entitled, and what they say of themselves, in the
 * languages of their programs.
 * SPDX-License-Identifier: LGPL-2.1-or-later */
#include <string.h>

#include "dsn-parser-private.h"

/* More of a subject is not looked at. */
#define MAX_SUBJECT 1000
#define MAX_TAGS    4

/* Nor is of a text. */
#define MAX_SAID 2000

typedef enum { BEGINNING, END } Place;

#define SURE                             DSN_SURE
#define LIKELY                           DSN_LIKELY
#define RECEIPT                          DSN_RECEIPT
#define DSN_SUBJECT(sureness, title)     { BEGINNING, sureness, title },
#define DSN_SUBJECT_END(sureness, title) { END, sureness, title },
static const struct {
  Place place;
  DsnSureness sureness;
  const char *title;
} titles[] = {
#include "dsn-parser-auto-reply-subjects.def"
};
#undef DSN_SUBJECT
#undef DSN_SUBJECT_END

/* Without what people and programs write in two ways: the case of letters, their accents, the width of a
 * colon, and the space before it. (transfer full) */
static char *
fold (const char *text, gsize length)
{
  g_autofree char *valid = g_utf8_make_valid (text, (gssize) length);
  g_autofree char *plain = g_utf8_normalize (valid, -1, G_NORMALIZE_ALL);
  g_autofree char *lower = g_utf8_casefold (plain, -1);
  GString *folded = g_string_sized_new (strlen (lower));

  for (const char *at = lower; *at; at = g_utf8_next_char (at)) {
    gunichar c = g_utf8_get_char (at);

    if (g_unichar_type (c) == G_UNICODE_NON_SPACING_MARK || g_unichar_type (c) == G_UNICODE_FORMAT)
      continue;
    while (c == ':' && folded->len > 0 && folded->str[folded->len - 1] == ' ')
      g_string_truncate (folded, folded->len - 1);
    g_string_append_unichar (folded, c);
  }
  return g_string_free (folded, FALSE);
}

/* The titles, folded; made once, and constant from then on. */
static char **
get_folded (void)
{
  static gsize made = 0;
  static char *folded[G_N_ELEMENTS (titles)];

  if (g_once_init_enter (&made)) {
    for (guint i = 0; i < G_N_ELEMENTS (titles); i++)
      folded[i] = fold (titles[i].title, strlen (titles[i].title));
    g_once_init_leave (&made, 1);
  }
  return folded;
}

/* What mail systems and ticket systems put before subjects: "[EXTERNAL] ", "{Spam?} ", "***SPAM*** ". */
static const char *
skip_tag (const char *text)
{
  static const struct {
    const char *open;
    const char *close;
  } brackets[] = { { "[", "]" }, { "{", "}" }, { "***", "***" }, { "【", "】" } };

  for (guint i = 0; i < G_N_ELEMENTS (brackets); i++) {
    const char *end;

    if (!g_str_has_prefix (text, brackets[i].open))
      continue;
    end = strstr (text + strlen (brackets[i].open), brackets[i].close);
    if (!end)
      return text;
    end += strlen (brackets[i].close);
    return end + strspn (end, " ");
  }
  return text;
}

/* "[", or its Japanese sister. */
static const char *
skip_bracket (const char *text)
{
  static const char lenticular[] = "\u3010";

  if (g_str_has_prefix (text, lenticular))
    return text + strlen (lenticular);
  return text + (*text == '[');
}

static gboolean
is_closing (const char *text)
{
  return *text == ']' || g_str_has_prefix (text, "\u3011");
}

/* @whole tells whether the title stands by itself, and not before words that go on: before a colon, in
 * brackets, or alone. */
static gboolean
begins_with_title (const char *text, const char *title, gboolean *whole)
{
  gsize length = strlen (title);
  gsize word = length - (title[length - 1] == ':');
  const char *start = skip_bracket (text);
  const char *rest = start + word;

  if (strncmp (start, title, word) != 0)
    return FALSE;
  *whole = start > text ? is_closing (rest) : !*rest || *rest == ':';
  return *whole || (start == text && g_str_has_prefix (text, title));
}

/* Where a text ends, but for marks and what stands in parentheses. */
static gsize
find_end (const char *text)
{
  gsize end = strlen (text);
  const char *open = end > 0 && text[end - 1] == ')' ? strrchr (text, '(') : NULL;

  if (open)
    end = (gsize) (open - text);
  while (end > 0 && strchr (" .!", text[end - 1]))
    end--;
  return end;
}

static gboolean
ends_with_title (const char *text, const char *title, gboolean *whole)
{
  gsize length = strlen (title);
  gsize end = find_end (text);

  *whole = g_str_has_suffix (title, ")");
  return g_str_has_suffix (text, title)
         || (end >= length && strncmp (text + end - length, title, length) == 0);
}

static gboolean
has_title (const char *text, Place place, const char *title, gboolean *whole)
{
  return place == BEGINNING ? begins_with_title (text, title, whole)
                            : ends_with_title (text, title, whole);
}

/* Looks for the titles in a folded text; what is found must be surer than what was before. */
static const char *
find_title (const char *text, const char *found, DsnSureness *sureness)
{
  char **folded = get_folded ();
  gboolean whole;

  for (guint i = 0; i < G_N_ELEMENTS (titles); i++) {
    DsnSureness sure = titles[i].sureness;

    if ((found && sure >= *sureness) || !has_title (text, titles[i].place, folded[i], &whole))
      continue;
    found = titles[i].title;
    *sureness = sure == DSN_SURE && whole ? DSN_SURE_ALONE : sure;
  }
  return found;
}

const char *
_dsn_auto_reply_title (const char *subject, DsnSureness *sureness)
{
  g_autofree char *folded = fold (subject, strnlen (subject, MAX_SUBJECT));
  const char *found = find_title (folded, NULL, sureness);
  const char *at = folded;

  for (guint i = 0; i < MAX_TAGS && (at = skip_tag (at)) > folded; i++)
    found = find_title (at, found, sureness);
  return found;
}

#define DSN_SENTENCE(words) words,
static const char *const sentences[] = {
#include "dsn-parser-auto-reply-sentences.def"
};
#undef DSN_SENTENCE

gboolean
_dsn_auto_reply_says_so (const char *text)
{
  g_autofree char *folded = fold (text, strnlen (text, MAX_SAID));

  for (guint i = 0; i < G_N_ELEMENTS (sentences); i++) {
    g_autofree char *words = fold (sentences[i], strlen (sentences[i]));

    if (strstr (folded, words))
      return TRUE;
  }
  return FALSE;
}
