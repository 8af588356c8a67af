/* dsn-charset-names.c: the names of charsets in header fields.
 *
 * GMime keeps every name that it is given for as long as the process lives, and mail may have another
 * name in every word.
 * SPDX-License-Identifier: LGPL-2.1-or-later */
#include <string.h>

#include "dsn-charset-private.h"

/* Longer than any name. */
#define MAX_NAME 40

#define BLANKS " \t\r\n"

#define DSN_CHARSET(name) name,
static const char *const names[] = {
#include "dsn-charsets.def"
};
#undef DSN_CHARSET

typedef struct {
  const char *end;
  DsnCharsetVisit visit;
  gpointer data;
} Search;

static gboolean
is_known (const char *name, gsize length)
{
  for (guint i = 0; i < G_N_ELEMENTS (names); i++)
    if (strlen (names[i]) == length && g_ascii_strncasecmp (names[i], name, length) == 0)
      return TRUE;
  return FALSE;
}

static void
judge (const Search *search, const char *name, gsize length)
{
  /* RFC 2231 section 5: a language may follow. */
  const char *language = memchr (name, '*', length);
  gsize bare = language ? (gsize) (language - name) : length;

  if (bare > MAX_NAME || !is_known (name, bare))
    search->visit (name, length, search->data);
}

/* RFC 2047 section 2: "=?CHARSET?B?" or "=?CHARSET?Q?". */
static void
find_words (const Search *search, const char *text)
{
  const char *stop;

  while ((text = memchr (text, '=', (gsize) (search->end - text))) != NULL) {
    text++;
    if (text == search->end || *text != '?')
      continue;
    text++;
    stop = memchr (text, '?', (gsize) (search->end - text));
    if (stop && search->end - stop > 2 && stop[2] == '?' && strchr ("bBqQ", stop[1]))
      judge (search, text, (gsize) (stop - text));
  }
}

/* What follows blanks and a comment, which may have others in it. */
static const char *
skip_comments (const char *text, const char *end)
{
  guint depth = 0;

  for (; text < end && (depth > 0 || *text == '(' || strchr (BLANKS, *text)); text++) {
    if (*text == '\\' && end - text > 1)
      text++;
    else if (*text == '(')
      depth++;
    else if (*text == ')' && depth > 0)
      depth--;
  }
  return text;
}

static const char *
skip_quoted (const char *text, const char *end)
{
  for (text++; text < end && *text != '"'; text++)
    if (*text == '\\' && end - text > 1)
      text++;
  return text < end ? text + 1 : end;
}

/* The charset at the beginning of the value of an extended parameter. */
static void
find_name (const Search *search, const char *value)
{
  const char *name = skip_comments (value, search->end);
  const char *stop;

  name += name < search->end && *name == '"';
  for (stop = name; stop < search->end && !strchr ("'\";\n", *stop);)
    stop++;
  if (stop < search->end && *stop == '\'' && stop > name)
    judge (search, name, (gsize) (stop - name));
}

/* RFC 2231 section 4: "NAME*=CHARSET'LANGUAGE'VALUE", or "NAME*0*=". */
static void
find_parameters (const Search *search, const char *text)
{
  char last = '\0';

  while (text < search->end) {
    if (*text == '"') {
      text = skip_quoted (text, search->end);
      last = '"';
    } else if (*text == '(' || strchr (BLANKS, *text)) {
      text = skip_comments (text, search->end);
    } else {
      if (*text == '=' && last == '*')
        find_name (search, text + 1);
      last = *text++;
    }
  }
}

void
_dsn_charset_visit_unknown (const char *text, gsize length, gboolean has_parameters,
                            DsnCharsetVisit visit, gpointer data)
{
  Search search = { text + length, visit, data };

  if (length == 0)
    return; /* there may be no text at all */
  find_words (&search, text);
  if (has_parameters)
    find_parameters (&search, text);
}

void
_dsn_charset_hide (char *name, gsize length)
{
  char stop = name[length];

  /* No name has a blank, and a line end has to stay where it is. */
  for (gsize i = 0; i < length; i++) {
    if (g_ascii_isspace (name[i])) {
      *name = stop;
      return;
    }
  }
  memset (name, 'x', length);
  if (length > MAX_NAME)
    name[MAX_NAME] = stop;
}

static void
hide (const char *name, gsize length, gpointer data G_GNUC_UNUSED)
{
  /* NOLINTNEXTLINE(performance-no-int-to-ptr): the text that was given could be written to. */
  _dsn_charset_hide ((char *) (guintptr) name, length);
}

char *
_dsn_charset_hide_unknown (char *text)
{
  _dsn_charset_visit_unknown (text, strlen (text), FALSE, hide, NULL);
  return text;
}
