/* dsn-span-private.h: stretches of a text, its lines, and what stands in them.
 * SPDX-License-Identifier: LGPL-2.1-or-later */
#pragma once

#include <string.h>

#include <glib.h>

G_BEGIN_DECLS

/* A stretch of a text, which it does not own. */
typedef struct {
  const char *text;
  gsize length;
} DsnSpan;

#define DSN_SPAN_NONE ((DsnSpan){ NULL, 0 })

/* Takes the next line from @at, without its end. FALSE at the end of the text. */
gboolean _dsn_span_next_line (const char **at, const char *end, DsnSpan *line);
DsnSpan _dsn_span_strip (DsnSpan span);
gboolean _dsn_span_is_blank (DsnSpan span);
/* Compares the beginning in any letter case; _skip_ also passes over it, and over the blanks there. */
static inline gboolean
_dsn_span_begins (DsnSpan span, const char *words)
{
  gsize length;

  /* Most do not begin with the same letter; those of ASCII differ by one bit only in their case. */
  if (span.length == 0 || (((*span.text ^ *words) & ~0x20) != 0 && *words))
    return !*words;
  length = strlen (words);
  return span.length >= length && g_ascii_strncasecmp (span.text, words, length) == 0;
}

gboolean _dsn_span_skip (DsnSpan *span, const char *words);
/* The part of a span that begins with some words (letter case counts), or DSN_SPAN_NONE. */
DsnSpan _dsn_span_find (DsnSpan span, const char *words);
/* The first address in a span, without what stands around it; DSN_SPAN_NONE where there is none. */
DsnSpan _dsn_span_find_address (DsnSpan span);
/* The address that a span begins with, "<" before it or not, and what follows it and its ">". */
DsnSpan _dsn_span_take_address (DsnSpan span, DsnSpan *rest);
/* The first word of a span; blanks and punctuation at its ends do not belong to it. */
DsnSpan _dsn_span_first_word (DsnSpan span);

/* What follows a stretch within another that holds it. */
DsnSpan _dsn_span_behind (DsnSpan whole, DsnSpan part);
/* Whether an address is in a list as the model has them, "a@b, c@d" or NULL, in any letter case. */
gboolean _dsn_span_is_listed (const char *list, DsnSpan address);

G_END_DECLS
