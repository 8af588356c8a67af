/* test-wild-sections.c: texts in sections, each below a title.
 * SPDX-License-Identifier: LGPL-2.1-or-later */
#include "dsn-wild-private.h"

/* "title=lines|", for each section. */
static void
assert_sections (const char *text, const char *want)
{
  DsnWild wild = { .text = text, .end = text + strlen (text) };
  g_autoptr (GString) got = g_string_new (NULL);
  const char *at = NULL;
  DsnSpan title, section;

  while (_dsn_wild_next_section (&wild, &at, &title, &section))
    g_string_append_printf (got, "%.*s=%.*s|", (int) title.length, title.text, (int) section.length,
                            section.text);
  g_assert_cmpstr (got->str, ==, want);
}

static void
test_titles (void)
{
  assert_sections ("before\n  ----- One -----\na\nb\n\n---Two---\nc", "One=a\nb\n\n|Two=c|");
  assert_sections ("|---- One: ----|\na\n|---- Two ----|\n", "One=a\n|Two=|");
}

static void
test_no_titles (void)
{
  assert_sections ("", "");
  assert_sections ("a\n--boundary\n-- \nb\n", "");
  assert_sections ("--- One\na\n----------\nb\n", "One=a\n----------\nb\n|");
  assert_sections ("> --- One ---\na\n", "");
}

static void
test_has (void)
{
  const char *text = "--- The following ---\na\n";
  DsnWild wild = { .text = text, .end = text + strlen (text) };

  g_assert_true (_dsn_wild_has_section (&wild, "the follow"));
  g_assert_false (_dsn_wild_has_section (&wild, "following"));
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/wild/sections/titles-have-dashes-around-them", test_titles);
  g_test_add_func ("/wild/sections/rules-boundaries-and-quotes-are-no-titles", test_no_titles);
  g_test_add_func ("/wild/sections/titles-are-known-by-their-beginning", test_has);
  return g_test_run ();
}
