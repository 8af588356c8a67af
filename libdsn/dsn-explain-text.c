/* dsn-explain-text.c: what a code means, for a person at a terminal.
 * SPDX-License-Identifier: LGPL-2.1-or-later */
#include <string.h>

#include "dsn-explain-private.h"
#include "dsn-labels-private.h"
#include "dsn-style-private.h"
#include "dsn-wrap-private.h"

#define MIN_WIDTH 40
/* Titles begin in this column. */
#define TITLE_COLUMN 11
#define INDENT       2

typedef struct {
  GString *out;
  const DsnCatalog *catalog;
  DsnTextStyle style;
  guint width;
} Text;

static DsnEmphasis
get_class_emphasis (guint class_number)
{
  if (class_number == 5)
    return DSN_RED;
  if (class_number == 4)
    return DSN_YELLOW;
  return class_number == 2 ? DSN_GREEN : DSN_BOLD;
}

static void
append_paragraph (Text *text, guint indent, const char *words)
{
  g_autofree char *line = words ? g_strdup_printf ("%*s%s", (int) indent, "", words) : NULL;
  g_autofree char *wrapped = line ? _dsn_wrap (line, text->width) : NULL;

  if (wrapped)
    g_string_append (text->out, wrapped);
}

static void
append_heading (Text *text, const char *label)
{
  _dsn_style_append (text->out, text->style, DSN_BOLD, _dsn_labels_get (text->catalog, label));
  g_string_append_c (text->out, '\n');
}

static void
append_section (Text *text, const char *label, const char *words)
{
  if (!words)
    return;
  g_string_append_c (text->out, '\n');
  append_heading (text, label);
  append_paragraph (text, INDENT, words);
}

/* A paragraph below a line that says what it is about. */
static void
append_titled (Text *text, const char *title, const char *words)
{
  g_autofree char *line = g_strdup_printf ("%*s%s", INDENT, "", title ? title : "");
  g_autofree char *wrapped = _dsn_wrap (line, text->width);

  if (!title || !words)
    return;
  g_string_append_printf (text->out, "%*s", INDENT, "");
  _dsn_style_append (text->out, text->style, DSN_DIM, g_strchomp (wrapped + INDENT));
  g_string_append_c (text->out, '\n');
  append_paragraph (text, 2 * INDENT, words);
}

/* A code, and what people call it beside it. */
static void
append_title_line (Text *text, guint indent, const DsnQuery *query, gboolean is_headline)
{
  const char *language;
  const char *title = _dsn_explain_get_title (query, text->catalog, &language);
  g_autofree char *code = dsn_query_to_string (query);
  guint column = indent + TITLE_COLUMN;
  g_autofree char *line = g_strdup_printf ("%*s%s", (int) column, "", title ? title : "");
  g_autofree char *wrapped = _dsn_wrap (line, text->width);
  guint status_class = query->has_status ? query->status_class : query->reply / 100;
  guint end = indent + (guint) strlen (code);

  g_string_append_printf (text->out, "%*s", (int) indent, "");
  _dsn_style_append (text->out, text->style, get_class_emphasis (status_class), code);
  if (!title) {
    g_string_append_c (text->out, '\n');
    return;
  }
  if (!is_headline) {
    g_string_append (text->out, wrapped + end);
    return;
  }
  g_string_append_printf (text->out, "%*s", (int) (column - end), "");
  _dsn_style_append (text->out, text->style, DSN_BOLD, g_strchomp (wrapped + column));
  g_string_append_c (text->out, '\n');
}

/* Of a pattern whose class is left open the codes are told whatever their class. */
static void
append_statuses (Text *text, const char *label, const GArray *codes, gboolean open_class)
{
  if (!codes || codes->len == 0)
    return;
  g_string_append_c (text->out, '\n');
  append_heading (text, label);
  for (guint i = 0; i < codes->len; i++) {
    DsnQuery query = dsn_query_for_status (g_array_index (codes, DsnStatus, i));

    if (open_class)
      query.status_class = 0;
    append_title_line (text, INDENT, &query, FALSE);
  }
}

static void
append_replies (Text *text, const GArray *replies)
{
  if (!replies || replies->len == 0)
    return;
  g_string_append_c (text->out, '\n');
  append_heading (text, "with-replies");
  for (guint i = 0; i < replies->len; i++) {
    DsnQuery query = dsn_query_for_reply (g_array_index (replies, guint, i));

    append_title_line (text, INDENT, &query, FALSE);
  }
}

static void
append_fixes (Text *text, const DsnExplanation *explanation)
{
  static const struct {
    const char *label;
    DsnCatalogText which;
  } fixes[] = {
    { "fix-sender", DSN_CATALOG_FIX_SENDER },
    { "fix-recipient", DSN_CATALOG_FIX_RECIPIENT },
    { "fix-postmaster", DSN_CATALOG_FIX_POSTMASTER },
  };

  if (!explanation->texts[DSN_CATALOG_FIX_SENDER])
    return;
  g_string_append_c (text->out, '\n');
  append_heading (text, "fix");
  for (guint i = 0; i < G_N_ELEMENTS (fixes); i++)
    append_titled (text, _dsn_labels_get (text->catalog, fixes[i].label),
                   explanation->texts[fixes[i].which]);
}

/* "Subject 7: Security and rules" and what that means. */
static void
append_part (Text *text, const char *label, guint number, const char *title, const char *words)
{
  g_autofree char *line =
      title ? g_strdup_printf ("%s %u: %s", _dsn_labels_get (text->catalog, label), number, title)
            : NULL;

  append_titled (text, line, words);
}

static void
append_standard (Text *text, const DsnExplanation *explanation)
{
  const DsnQuery *query = &explanation->query;
  gboolean is_status = query->has_status;
  g_autofree char *citation =
      explanation->citation ? g_strdup_printf (
          "%s %s", _dsn_labels_get (text->catalog, "defined-in"), explanation->citation)
                            : NULL;

  g_string_append_c (text->out, '\n');
  append_heading (text, "definition");
  append_paragraph (text, INDENT, explanation->texts[DSN_CATALOG_DEFINITION]);
  append_part (text, is_status ? "subject" : "second-digit",
               is_status ? query->subject : query->reply / 10 % 10, explanation->subject_title,
               explanation->subject_text);
  append_paragraph (text, INDENT, citation);
}

/* Whether the problem lasts, as the class tells. */
static void
append_final (Text *text, const DsnExplanation *explanation)
{
  if (!explanation->class_text)
    return;
  g_string_append_c (text->out, '\n');
  append_heading (text, "final");
  append_titled (text, explanation->class_title, explanation->class_text);
}

static void
append_carrier (Text *text, const DsnExplanation *explanation)
{
  DsnQuery reply = dsn_query_for_reply (explanation->query.reply);

  if (explanation->reply_title)
    append_title_line (text, 0, &reply, FALSE);
}

static void
append_explanation (Text *text, const DsnExplanation *explanation)
{
  append_title_line (text, 0, &explanation->query, TRUE);
  append_paragraph (text, TITLE_COLUMN, explanation->name);
  append_carrier (text, explanation);
  if (explanation->note) {
    g_string_append_c (text->out, '\n');
    append_paragraph (text, 0, _dsn_labels_get (text->catalog, explanation->note));
  }
  append_section (text, "reason", explanation->texts[DSN_CATALOG_REASON]);
  append_final (text, explanation);
  append_fixes (text, explanation);
  if (explanation->texts[DSN_CATALOG_DEFINITION] || explanation->subject_text)
    append_standard (text, explanation);
  append_statuses (text, explanation->is_pattern ? "codes" : "with-codes", explanation->codes,
                   explanation->is_pattern && explanation->class_number == 0);
  append_replies (text, explanation->replies);
  append_statuses (text, "related", explanation->related, FALSE);
}

char *
dsn_explain_print_text (const DsnQuery *query, const DsnCatalog *catalog, DsnTextStyle style,
                        guint width)
{
  Text text = { g_string_new (NULL), catalog, style, MAX (width, MIN_WIDTH) };
  g_autoptr (DsnExplanation) explanation = NULL;

  g_return_val_if_fail (query != NULL, g_string_free (text.out, FALSE));
  g_return_val_if_fail (catalog != NULL, g_string_free (text.out, FALSE));

  explanation = _dsn_explanation_new (query, catalog);
  append_explanation (&text, explanation);
  g_string_append_c (text.out, '\n');
  return g_string_free (text.out, FALSE);
}

char *
dsn_explain_print_line (const DsnQuery *query, const DsnCatalog *catalog, DsnTextStyle style,
                        guint width)
{
  Text text = { g_string_new (NULL), catalog, style, MAX (width, MIN_WIDTH) };

  g_return_val_if_fail (query != NULL, g_string_free (text.out, FALSE));
  g_return_val_if_fail (catalog != NULL, g_string_free (text.out, FALSE));

  append_title_line (&text, 0, query, FALSE);
  return g_string_free (text.out, FALSE);
}
