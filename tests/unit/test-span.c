/* test-span.c: what stands in a stretch of text.
 * SPDX-License-Identifier: LGPL-2.1-or-later */
#include "dsn-span-private.h"

#include "cpu-time.h"

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
  assert_span (_dsn_span_find_address (span ("收件人：jo@example.net（不存在）")),
               "jo@example.net");
  assert_span (_dsn_span_find_address (span ("「jo@example.net」")), "jo@example.net");
  assert_span (_dsn_span_find_address (span ("à «\u00A0jo@example.net\u00A0»")), "jo@example.net");
  assert_span (_dsn_span_find_address (span ("々木@例え.example")), "々木@例え.example");
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
  double start = cpu_time ();

  assert_span (_dsn_span_find_address (span (text)), "-");
  assert_span (_dsn_span_find_address (span (words)), "-");
  g_assert_cmpfloat (cpu_time () - start, <, 2);
}

static void
test_first_word (void)
{
  assert_span (_dsn_span_first_word (span (" mx.example.org. And")), "mx.example.org");
  assert_span (_dsn_span_first_word (span ("<mx.example.org>:")), "mx.example.org");
  assert_span (_dsn_span_first_word (span ("  ")), "-");
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/span/first-address", test_find_address);
  g_test_add_func ("/span/address-at-the-beginning", test_take_address);
  g_test_add_func ("/span/no-address-takes-linear-time", test_many_at_signs);
  g_test_add_func ("/span/first-word", test_first_word);
  return g_test_run ();
}
