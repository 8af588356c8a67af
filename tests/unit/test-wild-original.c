/* test-wild-original.c: where in a text the message begins that came back.
 * SPDX-License-Identifier: LGPL-2.1-or-later */
#include "dsn-wild-private.h"

/* The text before the original, and the first line of the original. */
static void
assert_original (const char *text, const char *before, const char *header)
{
  const char *original;
  const char *end = _dsn_wild_find_original (text, text + strlen (text), &original);
  g_autofree char *got = g_strndup (text, (gsize) (end - text));

  g_assert_cmpstr (got, ==, before);
  if (header)
    g_assert_true (original && g_str_has_prefix (original, header));
  else
    g_assert_null (original);
}

static void
test_original_introduced (void)
{
  assert_original ("Sorry.\n\n--- Below this line is a copy of the message.\n\nTo: a\n\nx\n",
                   "Sorry.\n\n", "To: a\n");
  assert_original ("Sorry.\n   ----- Unsent message follows -----\nTo: a\n", "Sorry.\n", "To: a\n");
  assert_original ("Sorry.\nMessage headers follow:\n------\n\nTo: a\n", "Sorry.\n", "To: a\n");
  assert_original ("Sorry.\n\n----- Original message -----\n", "Sorry.\n\n", NULL);
}

static void
test_original_not_introduced (void)
{
  assert_original ("Sorry.\n\nReceived: by a\n\tfrom b\nFrom: a\nTo: b\n\nx\n", "Sorry.\n\n",
                   "Received: by a\n");
  assert_original ("Sorry.\n\nFrom: a\nTo: b\nMessage-ID: <c>\n\nx\n", "Sorry.\n\n", "From: a\n");
  assert_original ("Sorry.\n\n<a@b.example>: 550 no\nReceived: x\nTo: b\n\nx\n",
                   "Sorry.\n\n<a@b.example>: 550 no\nReceived: x\nTo: b\n\nx\n", NULL);
  assert_original ("Sorry.\n\nReceived: no header\nat all\n",
                   "Sorry.\n\nReceived: no header\nat all\n", NULL);
  assert_original ("Reporting-MTA: dns; a\nArrival-Date: b\nX-Queue: c\n",
                   "Reporting-MTA: dns; a\nArrival-Date: b\nX-Queue: c\n", NULL);
  assert_original ("", "", NULL);
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/wild/original/after-an-introduction", test_original_introduced);
  g_test_add_func ("/wild/original/by-its-header-alone", test_original_not_introduced);
  return g_test_run ();
}
