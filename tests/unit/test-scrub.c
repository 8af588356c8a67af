/* test-scrub.c: no sender can forge a field, and nothing else changes.
 * SPDX-License-Identifier: LGPL-2.1-or-later */
#include <string.h>

#include "dsn-filter.h"
#include "dsn-scrub.h"

#include "report-text.h"

typedef struct {
  const char *path;
  const char *message;
  const char *want; /* NULL for all of it */
} Row;

static const Row rows[] = {
  { "nothing", "", NULL },
  { "nothing-of-ours", "From: a\nSubject: X-DSN-Kind: dsn\n\nX-DSN-Kind: dsn\n", NULL },
  { "one", "From: a\nX-DSN-Kind: dsn\nTo: b\n\nText\n", "From: a\nTo: b\n\nText\n" },
  { "first", "X-DSN-Kind: dsn\nTo: b\n\nText\n", "To: b\n\nText\n" },
  { "last", "To: b\nX-DSN-Kind: dsn\n\nText\n", "To: b\n\nText\n" },
  { "only", "X-DSN-Kind: dsn\n\nText\n", "\nText\n" },
  { "each-of-them",
    "X-DSN-Action: a\nX-DSN-Status: b\nX-DSN-Recipient: c\nX-DSN-Reason: d\nX-DSN-Hard-Bounce: e\n"
    "X-DSN-Original-Message-ID: f\nX-DSN-Kind: g\nA: b\n\n",
    "A: b\n\n" },
  { "many", "X-DSN-Kind: 1\nX-DSN-Kind: 2\nA: b\nX-DSN-Kind: 3\n\n", "A: b\n\n" },
  { "letter-case", "x-dsn-kind: a\nX-DSN-KIND: b\nx-Dsn-kInD: c\nA: b\n\n", "A: b\n\n" },
  { "longer-and-shorter-names-stay",
    "X-DSN-Kinds: a\nX-DSN-Kin: b\nX-DSN-: c\nX-X-DSN-Kind: d\nKind: e\n\n", NULL },
  { "folded", "X-DSN-Kind: dsn\n and\n\tmore\nA: b\n c\n\n", "A: b\n c\n\n" },
  { "folded-before-the-value", "X-DSN-Kind:\n dsn\nA: b\n\n", "A: b\n\n" },
  { "continuation-of-what-stays", "A: b\n X-DSN-Kind: dsn\n\n", NULL },
  { "blanks-before-the-colon", "X-DSN-Kind \t : dsn\nA: b\n\n", "A: b\n\n" },
  { "control-characters-before-the-colon", "X-DSN-Kind\v\f\001: dsn\nA: b\n\n", "A: b\n\n" },
  { "line-end-before-the-colon", "X-DSN-Kind\n : dsn\nA: b\n\n", "A: b\n\n" },
  { "line-ends-before-the-colon", "X-DSN-Kind \r\n \r\n\t: dsn\r\nA: b\r\n\r\n", "A: b\r\n\r\n" },
  { "no-colon", "X-DSN-Kind dsn\nX-DSN-Kind\nX-DSN-Kind\n no: x\nA: b\n\n", NULL },
  { "no-colon-then-one", "X-DSN-Kind\nX-DSN-Kind: dsn\nA: b\n\n", "X-DSN-Kind\nA: b\n\n" },
  { "no-colon-at-the-end-of-the-header", "A: b\nX-DSN-Kind\n\nX-DSN-Kind: x\n", NULL },
  { "crlf", "A: b\r\nX-DSN-Kind: dsn\r\n more\r\nC: d\r\n\r\nX-DSN-Kind: x\r\n",
    "A: b\r\nC: d\r\n\r\nX-DSN-Kind: x\r\n" },
  { "mixed-line-ends", "A: b\nX-DSN-Kind: dsn\r\nC: d\r\n\nX-DSN-Kind: x\n",
    "A: b\nC: d\r\n\nX-DSN-Kind: x\n" },
  { "hidden-behind-a-cr", "A: b\rX-DSN-Kind: dsn\nC: d\n\n", "A: b\r\nC: d\n\n" },
  { "hidden-behind-a-cr-in-crlf", "A: b\rX-DSN-Kind: dsn\r\n x\r\nC: d\r\n\r\n",
    "A: b\r\nC: d\r\n\r\n" },
  { "hidden-behind-two-crs", "A: b\r\rX-DSN-Kind: dsn\nC: d\n\n", "A: b\r\r\nC: d\n\n" },
  { "hidden-behind-a-name-and-a-cr", "A: b\nX-DSN-Kind\rX-DSN-Kind: dsn\nC: d\n\n",
    "A: b\nX-DSN-Kind\r\nC: d\n\n" },
  { "two-crs-end-no-header", "A: b\r\rC: d\nX-DSN-Kind: dsn\nE: f\n\n", "A: b\r\rC: d\nE: f\n\n" },
  { "cr-cr-lf-ends-no-header", "A: b\n\r\r\nX-DSN-Kind: dsn\nE: f\n\n", "A: b\n\r\r\nE: f\n\n" },
  { "no-header-end", "A: b\nX-DSN-Kind: dsn", "A: b\n" },
  { "ends-in-the-name", "A: b\nX-DSN-Ki", NULL },
  { "ends-before-the-colon", "A: b\nX-DSN-Kind  ", NULL },
  { "empty-first-line", "\nX-DSN-Kind: dsn\n", NULL },
  { "empty-first-line-crlf", "\r\nX-DSN-Kind: dsn\r\n", NULL },
  { "text-without-a-colon", "Hello\nX-DSN-Kind: dsn\nA: b\n\n", "Hello\nA: b\n\n" },
};

static GString *
scrub_pieces (const char *prefix, const char *text, gsize length, gsize piece, gboolean cr_lines)
{
  g_autoptr (DsnScrub) scrub = dsn_scrub_new (prefix);
  GString *out = g_string_new (NULL);
  g_autofree char *kept = g_malloc (piece + DSN_SCRUB_ROOM);

  dsn_scrub_begin (scrub, cr_lines);
  for (gsize at = 0; at < length; at += piece) {
    gsize count = dsn_scrub_feed (scrub, text + at, MIN (piece, length - at), kept);

    g_assert_cmpuint (count, <=, piece + DSN_SCRUB_ROOM);
    g_string_append_len (out, kept, (gssize) count);
  }
  g_string_append_len (out, kept, (gssize) dsn_scrub_end (scrub, kept));
  return out;
}

static char *
scrub_text (const char *text, gsize piece)
{
  return g_string_free (scrub_pieces (DSN_FILTER_PREFIX, text, strlen (text), piece, FALSE), FALSE);
}

static void
test_row (gconstpointer data)
{
  const Row *row = data;

  for (gsize piece = 1; piece < 100; piece++) {
    g_autofree char *got = scrub_text (row->message, piece);

    g_assert_cmpstr (got, ==, row->want ? row->want : row->message);
  }
}

static void
test_cr_lines (void)
{
  static const char text[] = "A: b\rX-DSN-Kind: dsn\r more\rC: d\r\rX-DSN-Kind: x\r";
  g_autofree char *got =
      g_string_free (scrub_pieces (DSN_FILTER_PREFIX, text, strlen (text), 7, TRUE), FALSE);

  g_assert_cmpstr (got, ==, "A: b\rC: d\r\rX-DSN-Kind: x\r");
}

static void
test_prefix (void)
{
  static const char text[] = "X-DSN-Kind: a\nX-Bounce-Kind: b\nA: b\n\n";
  g_autofree char *got =
      g_string_free (scrub_pieces ("X-Bounce-", text, strlen (text), 7, FALSE), FALSE);

  g_assert_cmpstr (got, ==, "X-DSN-Kind: a\nA: b\n\n");
}

static void
test_octets_of_any_value (void)
{
  static const char text[] = "A\0b: \xff\nX-DSN-Kind\0: dsn\nC\0\n\n\0X";
  static const char want[] = "A\0b: \xff\nC\0\n\n\0X";
  g_autoptr (GString) got = scrub_pieces (DSN_FILTER_PREFIX, text, sizeof text - 1, 3, FALSE);

  g_assert_cmpmem (got->str, got->len, want, sizeof want - 1);
}

static void
test_lines_of_any_length (void)
{
  g_autofree char *long_line = g_strnfill (100000, 'x');
  g_autofree char *blanks = g_strnfill (100000, ' ');
  g_autofree char *text = g_strconcat (long_line, "\nX-DSN-Kind: ", long_line, "\nX-DSN-Kind",
                                       blanks, ": dsn\nA: b\n\n", NULL);
  g_autofree char *want = g_strconcat (long_line, "\nA: b\n\n", NULL);
  g_autofree char *got = scrub_text (text, 4096);

  g_assert_cmpstr (got, ==, want);
}

/* Whether a message has a field of ours for a program that takes CR, LF and both for line ends. */
static gboolean
has_own (const char *text)
{
  g_auto (GStrv) lines = g_strsplit_set (text, "\r\n", -1);

  for (guint i = 0; lines[i]; i++) {
    gsize length = strcspn (lines[i], ": ");
    const char *rest = lines[i] + length + strspn (lines[i] + length, " ");

    if (*rest == ':' && dsn_filter_is_own (DSN_FILTER_PREFIX, lines[i], length))
      return TRUE;
  }
  return FALSE;
}

static void
test_random (void)
{
  static const char *const pieces[] = { "X-DSN-Kind", "x-dsn-status", "A",  ":",  " ",
                                        "\n",         "\r\n",         "\r", "b ", "\t" };

  for (guint i = 0; i < 100000; i++) {
    g_autoptr (GString) text = g_string_new ("From: a\n");
    g_autofree char *once = NULL;
    g_autofree char *twice = NULL;
    char *body;

    for (int count = g_test_rand_int_range (0, 14); count > 0; count--)
      g_string_append (text, pieces[g_test_rand_int_range (0, G_N_ELEMENTS (pieces))]);
    once = scrub_text (text->str, (gsize) g_test_rand_int_range (1, 20));
    twice = scrub_text (once, 64);
    g_assert_cmpstr (once, ==, twice);
    body = strstr (once, "\n\n");
    if (!body || (strstr (once, "\n\r\n") && strstr (once, "\n\r\n") < body))
      body = strstr (once, "\n\r\n");
    if (body)
      *body = '\0';
    if (has_own (once))
      g_error ("%s", g_strescape (text->str, NULL));
    if (!has_own (text->str) && !strstr (text->str, "\r"))
      g_assert_cmpint (strlen (once), <=, text->len);
  }
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);
  ADD_ROWS ("/scrub/", rows, test_row);
  g_test_add_func ("/scrub/cr-lines", test_cr_lines);
  g_test_add_func ("/scrub/other-prefix", test_prefix);
  g_test_add_func ("/scrub/octets-of-any-value", test_octets_of_any_value);
  g_test_add_func ("/scrub/lines-of-any-length", test_lines_of_any_length);
  g_test_add_func ("/scrub/nothing-is-left-and-twice-is-once", test_random);
  return g_test_run ();
}
