/* test-wild-lines.c: what stands in the lines of a bounce, and where the original begins.
 * SPDX-License-Identifier: LGPL-2.1-or-later */
#include "dsn-wild-private.h"

static DsnSpan
span (const char *text)
{
  return (DsnSpan){ text, strlen (text) };
}

#define assert_span(got, want)                                                                     \
  G_STMT_START                                                                                     \
  {                                                                                                \
    DsnSpan got_ = (got);                                                                          \
    g_autofree char *text_ = g_strndup (got_.text ? got_.text : "-", got_.text ? got_.length : 1); \
    g_assert_cmpstr (text_, ==, want);                                                             \
  }                                                                                                \
  G_STMT_END

static void
test_find_address (void)
{
  assert_span (_dsn_span_find_address (span ("to jo@example.net.")), "jo@example.net");
  assert_span (_dsn_span_find_address (span ("<jo@example.net>: no")), "jo@example.net");
  assert_span (_dsn_span_find_address (span ("mailto:jo@example.net")), "jo@example.net");
  assert_span (_dsn_span_find_address (span ("\"jo b\"@example.net")), "\"jo b\"@example.net");
  assert_span (_dsn_span_find_address (span ("jo=b+c@[192.0.2.1] x")), "jo=b+c@[192.0.2.1]");
  assert_span (_dsn_span_find_address (span ("'jo@example.net'")), "jo@example.net");
  assert_span (_dsn_span_find_address (span ("jörg@exämple.net")), "jörg@exämple.net");
  assert_span (_dsn_span_find_address (span ("@ a@ @b x@y")), "x@y");
  assert_span (_dsn_span_find_address (span ("nobody here")), "-");
  assert_span (_dsn_span_find_address (span ("")), "-");
}

static void
test_take_address (void)
{
  DsnSpan rest;

  assert_span (_dsn_span_take_address (span (" <jo@example.net>: no"), &rest), "jo@example.net");
  assert_span (rest, ": no");
  assert_span (_dsn_span_take_address (span ("jo@example.net\r"), &rest), "jo@example.net");
  assert_span (rest, "");
  assert_span (_dsn_span_take_address (span ("to jo@example.net"), &rest), "-");
  assert_span (_dsn_span_take_address (span ("<jo@example.net"), &rest), "-");
}

static void
test_many_at_signs (void)
{
  g_autofree char *text = g_strnfill (1 << 20, '@');
  g_autofree char *words = g_strnfill (1 << 20, 'a');
  gint64 start = g_get_monotonic_time ();

  assert_span (_dsn_span_find_address (span (text)), "-");
  assert_span (_dsn_span_find_address (span (words)), "-");
  g_assert_cmpint (g_get_monotonic_time () - start, <, 2 * G_USEC_PER_SEC);
}

static void
test_first_word (void)
{
  assert_span (_dsn_span_first_word (span (" mx.example.org. And")), "mx.example.org");
  assert_span (_dsn_span_first_word (span ("<mx.example.org>:")), "mx.example.org");
  assert_span (_dsn_span_first_word (span ("  ")), "-");
}

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
  g_test_add_func ("/wild/lines/first-address", test_find_address);
  g_test_add_func ("/wild/lines/address-at-the-beginning", test_take_address);
  g_test_add_func ("/wild/lines/no-address-takes-linear-time", test_many_at_signs);
  g_test_add_func ("/wild/lines/first-word", test_first_word);
  g_test_add_func ("/wild/original/after-an-introduction", test_original_introduced);
  g_test_add_func ("/wild/original/by-its-header-alone", test_original_not_introduced);
  return g_test_run ();
}
