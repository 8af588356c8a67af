/* dsn-html.c: what a person reads of a page.
 * SPDX-License-Identifier: LGPL-2.1-or-later */
#include <stdlib.h>
#include <string.h>

#include "dsn-parser-private.h"

static const struct {
  const char *name;
  gunichar character;
} entities[] = {
  { "amp;", '&' },      { "lt;", '<' },       { "gt;", '>' },     { "quot;", '"' },
  { "apos;", '\'' },    { "nbsp;", ' ' },     { "copy;", 0xA9 },  { "auml;", 0xE4 },
  { "ouml;", 0xF6 },    { "uuml;", 0xFC },    { "szlig;", 0xDF }, { "eacute;", 0xE9 },
  { "egrave;", 0xE8 },  { "agrave;", 0xE0 },  { "laquo;", 0xAB }, { "raquo;", 0xBB },
  { "ndash;", 0x2013 }, { "mdash;", 0x2014 },
};

/* Elements that begin on a new line. */
static const char *const line_breaks[] = { "br", "p",     "div", "tr", "li",  "h1", "h2",   "h3",
                                           "h4", "table", "ul",  "ol", "pre", "hr", "title" };

/* Reads what follows an "&"; returns what follows the entity, or NULL. */
static const char *
scan_entity (const char *text, gunichar *character)
{
  if (*text == '#') {
    gboolean hex = text[1] == 'x' || text[1] == 'X';
    char *end;
    gulong number = strtoul (text + 1 + hex, &end, hex ? 16 : 10);

    *character = (gunichar) number;
    if (*end != ';' || number == 0 || number > 0x10FFFF || !g_unichar_validate (*character))
      return NULL;
    return end + 1;
  }
  for (guint i = 0; i < G_N_ELEMENTS (entities); i++) {
    if (g_str_has_prefix (text, entities[i].name)) {
      *character = entities[i].character;
      return text + strlen (entities[i].name);
    }
  }
  return NULL;
}

static gboolean
is_element (const char *tag, const char *name)
{
  gsize length = strlen (name);

  return g_ascii_strncasecmp (tag, name, length) == 0 && !g_ascii_isalnum (tag[length]);
}

static gboolean
is_cell (const char *tag)
{
  return is_element (tag, "td") || is_element (tag, "th");
}

static gboolean
breaks_line (const char *tag)
{
  for (guint i = 0; i < G_N_ELEMENTS (line_breaks); i++)
    if (is_element (tag, line_breaks[i]))
      return TRUE;
  return FALSE;
}

/* What follows "</name", at or behind a text; its end if it is missing. */
static const char *
skip_element (const char *text, const char *name)
{
  for (text = strstr (text, "</"); text; text = strstr (text + 2, "</"))
    if (is_element (text + 2, name))
      return text;
  return NULL;
}

/* Passes over a tag, a comment, or an element whose text nobody reads; NULL at the end. */
static const char *
skip_tag (const char *tag)
{
  const char *end;

  if (g_str_has_prefix (tag, "!--")) {
    end = strstr (tag, "-->");
    return end ? end + 3 : NULL;
  }
  if (is_element (tag, "style"))
    tag = skip_element (tag, "style");
  else if (is_element (tag, "script"))
    tag = skip_element (tag, "script");
  end = tag ? strchr (tag, '>') : NULL;
  return end ? end + 1 : NULL;
}

static gboolean
ends_with_empty_line (const GString *text)
{
  return text->len >= 2 && memcmp (text->str + text->len - 2, "\n\n", 2) == 0;
}

static void
append_break (GString *text)
{
  while (text->len > 0 && text->str[text->len - 1] == ' ')
    g_string_truncate (text, text->len - 1);
  if (text->len > 0 && !ends_with_empty_line (text))
    g_string_append_c (text, '\n');
}

static void
append_space (GString *text)
{
  if (text->len > 0 && !strchr (" \n", text->str[text->len - 1]))
    g_string_append_c (text, ' ');
}

/* White space is one blank, but inside "pre" it stays. */
static void
append_text (GString *text, char c, gboolean is_preformatted)
{
  if (!g_ascii_isspace (c) || (is_preformatted && c != '\r'))
    g_string_append_c (text, c);
  else if (!is_preformatted)
    append_space (text);
}

char *
_dsn_html_to_text (const char *html)
{
  GString *text = g_string_new (NULL);
  gboolean is_preformatted = FALSE;

  while (html && *html) {
    gunichar character;
    const char *after;

    if (*html == '<') {
      gboolean ends = html[1] == '/';

      if (breaks_line (html + 1 + ends))
        append_break (text);
      else if (is_cell (html + 1 + ends))
        append_space (text);
      if (is_element (html + 1 + ends, "pre"))
        is_preformatted = !ends;
      html = skip_tag (html + 1);
    } else if (*html == '&' && (after = scan_entity (html + 1, &character)) != NULL) {
      g_string_append_unichar (text, character);
      html = after;
    } else {
      append_text (text, *html, is_preformatted);
      html++;
    }
  }
  return g_string_free (text, FALSE);
}
