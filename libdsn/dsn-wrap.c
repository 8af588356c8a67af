/* dsn-wrap.c: text from elsewhere, made fit for a plain-text message.
 * SPDX-License-Identifier: LGPL-2.1-or-later */
#include <string.h>

#include "dsn-wrap-private.h"

#define TAB_COLUMNS 8

/* g_utf8_next_char() without its cast, which takes "const" away. */
static const char *
next_char (const char *text)
{
  return text + g_utf8_skip[(guchar) *text];
}

/* White space that breaks words; a no-break space does not. */
static gboolean
is_space (gunichar c)
{
  return c == 0x85 || c == 0x2028 || c == 0x2029 || (c < 0x80 && g_ascii_isspace ((char) c))
         || c == '\v';
}

/* Joiners and direction marks are needed to write some languages and change no other text. */
static gboolean
is_unfit (gunichar c)
{
  GUnicodeType type = g_unichar_type (c);

  if (c >= 0x200c && c <= 0x200f)
    return FALSE;
  return type == G_UNICODE_CONTROL || type == G_UNICODE_FORMAT;
}

/* Appends the character at @text; returns what follows it. */
static const char *
clean_character (GString *out, const char *text, gboolean *space)
{
  gunichar c = g_utf8_get_char_validated (text, -1);
  gboolean valid = c != (gunichar) -1 && c != (gunichar) -2;

  if (valid && is_space (c)) {
    *space = TRUE;
    return next_char (text);
  }
  if (*space && out->len > 0)
    g_string_append_c (out, ' ');
  *space = FALSE;
  if (!valid) {
    g_string_append_printf (out, "\\x{%X}", (guchar) *text);
    return text + 1;
  }
  if (is_unfit (c))
    g_string_append_printf (out, "\\x{%X}", c);
  else
    g_string_append_unichar (out, c);
  return next_char (text);
}

char *
_dsn_clean (const char *text)
{
  GString *out = g_string_new (NULL);
  gboolean space = FALSE;
  guint n = 0;

  for (; text && *text && n < DSN_CLEAN_MAX; n++)
    text = clean_character (out, text, &space);
  if (text && *text)
    g_string_append (out, DSN_CLEAN_CUT);
  return g_string_free (out, FALSE);
}

static guint
get_columns (gunichar c)
{
  if (c == '\t')
    return TAB_COLUMNS;
  return g_unichar_iswide (c) ? 2 : 1;
}

/* Whether a sign belongs to what stands before it: no line begins with it (kinsoku, the classes of UAX
 * #14). */
static gboolean
is_closing (gunichar c)
{
  switch (g_unichar_break_type (c)) {
  case G_UNICODE_BREAK_CLOSE_PUNCTUATION:
  case G_UNICODE_BREAK_CLOSE_PARANTHESIS:
  case G_UNICODE_BREAK_EXCLAMATION:
  case G_UNICODE_BREAK_INFIX_SEPARATOR:
  case G_UNICODE_BREAK_INSEPARABLE:
  case G_UNICODE_BREAK_NON_STARTER:
  case G_UNICODE_BREAK_CONDITIONAL_JAPANESE_STARTER:
  case G_UNICODE_BREAK_COMBINING_MARK:
  case G_UNICODE_BREAK_ZERO_WIDTH_JOINER:
  case G_UNICODE_BREAK_QUOTATION:
  case G_UNICODE_BREAK_NON_BREAKING_GLUE:
  case G_UNICODE_BREAK_WORD_JOINER:
    return TRUE;
  default:
    return FALSE;
  }
}

/* Whether a sign belongs to what stands behind it: no line ends in it. */
static gboolean
is_opening (gunichar c)
{
  switch (g_unichar_break_type (c)) {
  case G_UNICODE_BREAK_OPEN_PUNCTUATION:
  case G_UNICODE_BREAK_ZERO_WIDTH_JOINER:
  case G_UNICODE_BREAK_QUOTATION:
  case G_UNICODE_BREAK_NON_BREAKING_GLUE:
  case G_UNICODE_BREAK_WORD_JOINER:
    return TRUE;
  default:
    return FALSE;
  }
}

/* Whether a line may end between two characters that are no spaces: only beside a wide one. */
static gboolean
may_part (gunichar before, gunichar after)
{
  if (!g_unichar_iswide (before) && !g_unichar_iswide (after))
    return FALSE;
  return !is_opening (before) && !is_closing (after);
}

/* A piece of a line that is not to be broken: a word, or a wide character with the signs that belong
 * to it. */
typedef struct {
  const char *start;
  gsize length;
  guint columns;
} Piece;

/* Takes the piece at @text, which is not at a space. */
static Piece
take_piece (const char *text, const char *end)
{
  Piece piece = { text, 0, 0 };
  gunichar before = 0;
  const char *at = text;

  while (at < end && *at != ' ' && *at != '\t') {
    gunichar c = g_utf8_get_char (at);
    gsize length = (gsize) (next_char (at) - text);

    if (piece.length > 0 && (length > DSN_WRAP_WORD_MAX || may_part (before, c)))
      break;
    at = next_char (at);
    piece.length = length;
    piece.columns += get_columns (c);
    before = c;
  }
  return piece;
}

/* What a line begins with. At most half of a line, so that a text made of ">" does not multiply. */
static Piece
take_prefix (const char *line, const char *end, guint width)
{
  Piece prefix = { line, 0, 0 };

  for (const char *at = line; at < end && strchr (" \t>", *at); at++) {
    guint columns = get_columns ((gunichar) *at);

    if (prefix.columns + columns > width / 2)
      break;
    prefix.columns += columns;
    prefix.length++;
  }
  return prefix;
}

static void
wrap_line (GString *out, const char *line, const char *end, guint width)
{
  Piece prefix = take_prefix (line, end, width);
  const char *at = line + prefix.length;
  guint column = prefix.columns;
  gboolean at_start = TRUE;

  g_string_append_len (out, prefix.start, (gssize) prefix.length);
  while (at < end) {
    gsize gap = strspn (at, " \t");
    Piece piece = take_piece (at + gap, end);

    if (!at_start && column + gap + piece.columns > width) {
      g_string_append_c (out, '\n');
      g_string_append_len (out, prefix.start, (gssize) prefix.length);
      column = prefix.columns;
    } else {
      g_string_append_len (out, at, (gssize) gap);
      column += (guint) gap;
    }
    g_string_append_len (out, piece.start, (gssize) piece.length);
    column += piece.columns;
    at = piece.start + piece.length;
    at_start = FALSE;
  }
  g_string_append_c (out, '\n');
}

char *
_dsn_wrap (const char *text, guint width)
{
  GString *out = g_string_new (NULL);
  guint empty_lines = 0;

  while (*text) {
    const char *next = text + strcspn (text, "\n");
    const char *end = next;

    while (end > text && (end[-1] == ' ' || end[-1] == '\t'))
      end--;
    if (end == text) {
      empty_lines++;
    } else {
      if (empty_lines > 0 && out->len > 0)
        g_string_append_c (out, '\n');
      empty_lines = 0;
      wrap_line (out, text, end, width);
    }
    text = *next ? next + 1 : next;
  }
  return g_string_free (out, FALSE);
}
