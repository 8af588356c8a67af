/* test-charset-names.c: names of charsets that nobody knows are not handed on.
 * SPDX-License-Identifier: LGPL-2.1-or-later */
#include <string.h>

#include "dsn-charset-private.h"

#include "report-text.h"

typedef struct {
  const char *path;
  const char *text;
  const char *want; /* NULL where nothing is to be changed */
} Row;

#define NAME_40 "xxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxx"

static const Row words[] = {
  { "known", "=?utf-8?q?a?=", NULL },
  { "letter-case", "=?UTF-8?B?YQ==?= =?Iso-8859-15?Q?a?=", NULL },
  { "with-a-language", "=?utf-8*en?q?a?=", NULL },
  { "unknown", "=?x-1?q?a?=", "=?xxx?q?a?=" },
  { "unknown-with-a-language", "=?x-1*en?b?YQ==?=", "=?xxxxxx?b?YQ==?=" },
  { "among-others",
    "a =?x-1?q?a?= =?utf-8?q?a?= =?utf-88?q?a?=", "a =?xxx?q?a?= =?utf-8?q?a?= =?xxxxxx?q?a?=" },
  { "more-than-a-name", "=?utf-8//x?q?a?=", "=?xxxxxxxx?q?a?=" },
  { "too-long", "=?" NAME_40 "yz?q?a?=", "=?" NAME_40 "?x?q?a?=" },
  { "with-a-blank", "=?a b?q?a?=", "=?? b?q?a?=" },
  { "folded", "=?a\n b?q?a?=", "=??\n b?q?a?=" },
  { "no-word", "=?x-1?z?a?= =?x-2? =?x-3", NULL },
  { "question", "what =? why?", NULL },
  { "empty-name", "=??q?a?=", "=??q?a?=" },
  { "empty", "", NULL },
};

static const Row parameters[] = {
  { "known", "text/plain; a*=utf-8''b", NULL },
  { "unknown", "text/plain; a*=x-1''b; c*=x-2'en'b", "text/plain; a*=xxx''b; c*=xxx'en'b" },
  { "in-pieces", "text/plain; a*0*=x-1''b; a*1*=c", "text/plain; a*0*=xxx''b; a*1*=c" },
  { "quoted", "text/plain; a*=\"x-1''b\"", "text/plain; a*=\"xxx''b\"" },
  { "blanks", "text/plain; a* = x-1''b", "text/plain; a* = xxx''b" },
  { "comments", "text/plain; a*(=\\)() \") = (') x-1''b",
    "text/plain; a*(=\\)() \") = (') xxx''b" },
  { "word", "text/plain; a=\"=?x-1?q?a?=\"", "text/plain; a=\"=?xxx?q?a?=\"" },
  { "not-extended", "multipart/mixed; boundary=\"a'b'c\"; d=e'f'g", NULL },
  { "in-a-text", "multipart/mixed; boundary=\"a*=x-1''\"", NULL },
  { "no-charset", "text/plain; a*=b; c*=''d; e*=f;'", NULL },
  { "too-long", "text/plain; a*=" NAME_40 "yz''b", "text/plain; a*=" NAME_40 "'x''b" },
  { "unclosed", "text/plain; a*=\"x", NULL },
  { "unclosed-comment", "text/plain; a*=(x", NULL },
};

static void
hide (const char *name, gsize length, gpointer data)
{
  const char *const *texts = data;

  _dsn_charset_hide ((char *) (guintptr) texts[1] + (name - texts[0]), length);
}

static void
check (const Row *row, gboolean has_parameters)
{
  g_autofree char *got = g_strdup (row->text);
  const char *texts[] = { row->text, got };

  _dsn_charset_visit_unknown (row->text, strlen (row->text), has_parameters, hide, texts);
  g_assert_cmpstr (got, ==, row->want ? row->want : row->text);
}

static void
test_words (gconstpointer data)
{
  check (data, FALSE);
}

static void
test_parameters (gconstpointer data)
{
  check (data, TRUE);
}

static void
count (const char *name G_GNUC_UNUSED, gsize length, gpointer data)
{
  *(gsize *) data += length;
}

static void
test_nul (void)
{
  static const char text[] = "=?utf-8\0abcdefghijklmnopqrstuvwxyz?q?a?=";
  gsize found = 0;

  _dsn_charset_visit_unknown (text, sizeof text - 1, TRUE, count, &found);
  g_assert_cmpuint (found, ==, strlen ("utf-8") + 1 + 26);
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);
  ADD_ROWS ("/charset-names/words/", words, test_words);
  ADD_ROWS ("/charset-names/parameters/", parameters, test_parameters);
  g_test_add_func ("/charset-names/nul", test_nul);
  return g_test_run ();
}
