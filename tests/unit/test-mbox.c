/* test-mbox.c: mbox cut into messages.
 * SPDX-License-Identifier: LGPL-2.1-or-later */

#include <string.h>
#include <unistd.h>

#include <gmime/gmime.h>

#include "dsn-mailbox.h"

#include "mailbox-text.h"

static char *
describe_octets (const char *data, gsize size, gsize max_size)
{
  g_autoptr (DsnMailbox) mailbox = dsn_mailbox_new ();
  g_autoptr (GBytes) bytes = g_bytes_new (data, size);

  dsn_mailbox_set_max_size (mailbox, max_size);
  dsn_mailbox_add_bytes (mailbox, bytes, "m");
  return describe (mailbox);
}

/* What a pipe gives, under the name of "m". */
static char *
describe_stream (const char *data, gsize size, gsize piece)
{
  int fds[2];
  g_autofree char *path = NULL, *text = NULL;
  Feed job = { 0, data, size, piece };
  GThread *thread;
  GString *all;

  g_assert_cmpint (pipe (fds), ==, 0);
  job.fd = fds[1];
  thread = g_thread_new ("feed", feed, &job);
  path = g_strdup_printf ("/dev/fd/%d", fds[0]);
  text = describe_path (path);
  g_thread_join (thread);
  close (fds[0]);
  all = g_string_new (text);
  g_string_replace (all, path, "m", 0);
  return g_string_free (all, FALSE);
}

/* Cutting, in tables: what is read from memory, and through a pipe octet by octet, is the same. */

typedef struct {
  const char *path;
  const char *input;
  const char *want;
} Cut;

static const Cut cuts[] = {
  { "one/file-is-one-message", "Subject: x\n\nFrom b\n", "m 0 0 19 Subject: x\n\nFrom b\n;" },
  { "one/quoted-from-line-is-no-mbox", ">" A "\n" A, "m 0 0 16 >" A "\n" A ";" },
  { "one/short", "x", "m 0 0 1 x;" },
  { "one/part-of-from", "From", "m 0 0 4 From;" },
  { "one/no-octets-is-an-error", "", "!m: is empty: there is no message in it;" },
  { "mbox/blank-line-belongs-to-from-line", A "S: x\n\nHi\n\n" B "S: y\n\nBye\n\n",
    "m 0 7 9 S: x\n\nHi\n;m 1 24 11 S: y\n\nBye\n\n;" },
  { "mbox/line-end-before-from-line-goes", A "S: x\n\nHi\n" B "S: y\n",
    "m 0 7 8 S: x\n\nHi;m 1 23 5 S: y\n;" },
  { "mbox/crlf", "From a\r\nS: x\r\n\r\nHi\r\n\r\nFrom b\r\nS: y\r\n",
    "m 0 8 12 S: x\r\n\r\nHi\r\n;m 1 30 6 S: y\r\n;" },
  { "mbox/crlf-only-once", "From a\r\nHi\r\n\nFrom b\r\n\r\nFrom c\r\nx",
    "m 0 8 4 Hi\r\n;m 1 21 0 ;m 2 31 1 x;" },
  { "mbox/cr-only", "From a\rS: x\r\rHi\r\rFrom b\rS: y\r\rBye\r",
    "m 0 7 9 S: x\r\rHi\r;m 1 24 10 S: y\r\rBye\r;" },
  { "mbox/cr-ends-no-line-beside-lf", A "x\rFrom b\r\n", "m 0 7 10 x\rFrom b\r\n;" },
  { "mbox/from-line-in-header", A "S: x\n" B "S: y\n", "m 0 7 4 S: x;m 1 19 5 S: y\n;" },
  { "mbox/from-lines-in-a-row", A A B "x", "m 0 7 0 ;m 1 14 0 ;m 2 21 1 x;" },
  { "mbox/from-line-and-blank-line", A "\n" B "x", "m 0 7 0 ;m 1 15 1 x;" },
  { "mbox/from-line-and-space-only", A "x\n\nFrom \ny", "m 0 7 2 x\n;m 1 16 1 y;" },
  { "mbox/from-line-at-the-end", A "x\n\n" B, "m 0 7 2 x\n;m 1 17 0 ;" },
  { "mbox/from-line-cut-off", A "x\n\nFrom b", "m 0 7 2 x\n;m 1 16 0 ;" },
  { "mbox/from-line-alone", "From ", "m 0 5 0 ;" },
  { "mbox/quotes-stay", A "x\n\n>From b\n>>From c\n From d\nFrom: e\nFromage\nfrom f\n",
    "m 0 7 51 x\n\n>From b\n>>From c\n From d\nFrom: e\nFromage\nfrom f\n;" },

  { "mbox/content-length/hides-from-lines", A "Content-Length: 12\n\nx\n\n" B "y\n\n" B "z",
    "m 0 7 32 Content-Length: 12\n\nx\n\n" B "y\n;m 1 47 1 z;" },
  { "mbox/content-length/without-blank-line", A "content-length:13 \t\n\nx\n\n" B "y\n\n" B "z",
    "m 0 7 34 content-length:13 \t\n\nx\n\n" B "y\n\n;m 1 48 1 z;" },
  { "mbox/content-length/body-begins-with-from", A "Content-Length: 9\n\n" B "y\n\n" B "z",
    "m 0 7 28 Content-Length: 9\n\n" B "y\n;m 1 43 1 z;" },
  { "mbox/content-length/to-the-end", A "CONTENT-LENGTH: 10\n\nx\n\n" B, //
    "m 0 7 30 CONTENT-LENGTH: 10\n\nx\n\n" B ";" },
  { "mbox/content-length/blank-line-at-the-end", A "Content-Length: 2\n\nx\n\n",
    "m 0 7 21 Content-Length: 2\n\nx\n;" },
  { "mbox/content-length/crlf",
    "From a\r\nContent-Length: 11\r\n\r\nFrom b\r\ny\r\n\r\nFrom c\r\nz",
    "m 0 8 33 Content-Length: 11\r\n\r\nFrom b\r\ny\r\n;m 1 51 1 z;" },
  { "mbox/content-length/cr-only", "From a\rContent-Length: 9\r\rFrom b\ry\r\rFrom c\rz",
    "m 0 7 28 Content-Length: 9\r\rFrom b\ry\r;m 1 43 1 z;" },
  { "mbox/content-length/short", A "Content-Length: 10\n\nx\n\n" B "y\n\n" B "z",
    "m 0 7 22 Content-Length: 10\n\nx\n;m 1 37 2 y\n;m 2 47 1 z;" },
  { "mbox/content-length/within-a-line", A "Content-Length: 12\n\n" B "1234 From x\n\n" B "z",
    "m 0 7 19 Content-Length: 12\n;m 1 34 12 1234 From x\n;m 2 54 1 z;" },
  { "mbox/content-length/beyond-the-end", A "Content-Length: 99\n\nx\n\n" B "y\n",
    "m 0 7 22 Content-Length: 99\n\nx\n;m 1 37 2 y\n;" },
  { "mbox/content-length/overflow", A "Content-Length: 18446744073709551627\n\nx\n\n" B "y\n",
    "m 0 7 40 Content-Length: 18446744073709551627\n\nx\n;m 1 55 2 y\n;" },
  { "mbox/content-length/no-number",
    A "Content-Length: -11\nContent-Length: \n\nx\n\n" B "y\n\n" B "z",
    "m 0 7 40 Content-Length: -11\nContent-Length: \n\nx\n;m 1 55 2 y\n;m 2 65 1 z;" },
  { "mbox/content-length/in-the-body", A "S: x\n\nContent-Length: 32\n\nx\n\n" B "y\n\n" B "z",
    "m 0 7 28 S: x\n\nContent-Length: 32\n\nx\n;m 1 43 2 y\n;m 2 53 1 z;" },
};

static void
test_cut (gconstpointer data)
{
  const Cut *cut = data;
  gsize size = strlen (cut->input);
  g_autofree char *got = describe_octets (cut->input, size, DSN_MAILBOX_MAX_SIZE);
  g_autofree char *streamed = describe_stream (cut->input, size, 1);

  g_assert_cmpstr (got, ==, cut->want);
  g_assert_cmpstr (streamed, ==, cut->want);
}

/* GMime's opinion of the same octets. */

static GMimeParser *
parse_mbox (const char *data, gsize size)
{
  GMimeStream *stream = g_mime_stream_mem_new_with_buffer (data, size);
  GMimeParser *parser = g_mime_parser_new_with_stream (stream);

  g_object_unref (stream);
  g_mime_parser_set_format (parser, GMIME_FORMAT_MBOX);
  return parser;
}

static void
check_body (GMimeMessage *want, gint64 end)
{
  GMimeObject *part = g_mime_message_get_mime_part (want);
  GMimeDataWrapper *content = g_mime_part_get_content (GMIME_PART (part));
  GMimeStream *stream;

  if (content == NULL)
    return;
  stream = g_mime_data_wrapper_get_stream (content);
  g_assert_cmpint (stream->bound_end, ==, MAX (stream->bound_start, end));
}

static void
check_against_gmime (const char *data, gsize size)
{
  GMimeParser *parser = parse_mbox (data, size);
  g_autoptr (DsnMailbox) mailbox = dsn_mailbox_new ();
  g_autoptr (GBytes) bytes = g_bytes_new_static (data, size);

  dsn_mailbox_add_bytes (mailbox, bytes, "m");
  while (!g_mime_parser_eos (parser)) {
    GMimeMessage *want = g_mime_parser_construct_message (parser, NULL);
    g_autoptr (DsnMessage) got = dsn_mailbox_next (mailbox, NULL);
    guint64 offset;

    g_assert_nonnull (want);
    g_assert_nonnull (got);
    offset = dsn_message_get_offset (got);
    g_assert_cmpint ((gint64) offset, ==, g_mime_parser_get_headers_begin (parser));
    check_body (want, (gint64) (offset + dsn_message_get_size (got)));
    g_assert_cmpmem (g_bytes_get_data (dsn_message_get_bytes (got), NULL),
                     g_bytes_get_size (dsn_message_get_bytes (got)), data + offset,
                     (gsize) dsn_message_get_size (got));
    g_object_unref (want);
  }
  g_assert_null (dsn_mailbox_next (mailbox, NULL));
  g_object_unref (parser);
}

/* "%" stands for the line end. A "From " line has a field, a blank line or another such line behind
 * it: of other text there GMime makes no message. All lines end alike: GMime takes the line end
 * before a "From " line to be as long as the one after it. */
static void
append_random_text (GString *text, guint tokens, const char *eol)
{
  static const char *const words[] = {
    "From a%S: s%%",
    "%From a%S: s%%",
    "%%From a%S: s%%",
    "From b%%",
    "%From b%From b%S: s%",
    "From %S: s%%",
    "%From c%S: s%From d%%",
    "%",
    "%%",
    "%-%",
    "word",
    " From ",
    ">From ",
    "F",
    "Fro%m ",
    "\r-",
    "S: s%",
  };

  for (guint i = 0; i < tokens; i++) {
    const char *word = words[g_test_rand_int_range (0, G_N_ELEMENTS (words))];

    for (; *word != '\0'; word++)
      if (*word == '%')
        g_string_append (text, eol);
      else
        g_string_append_c (text, *word);
  }
}

/* An mbox whose last message is whole: of a "From " line with fewer than two octets behind it GMime
 * makes no message. */
static GString *
make_random_mbox (const char *eol, gsize filling)
{
  GString *text = g_string_new ("From x");

  g_string_append_printf (text, "%sS: s%s", eol, eol);
  append_random_text (text, (guint) g_test_rand_int_range (0, 60), eol);
  for (gsize i = 0; i < filling; i++)
    g_string_append (text, i % 61 == 60 ? eol : "x");
  append_random_text (text, (guint) g_test_rand_int_range (0, 60), eol);
  g_string_append_printf (text, "%sFrom z%sS: s%s%send%s", eol, eol, eol, eol, eol);
  return text;
}

static void
test_gmime (gconstpointer eol)
{
  for (int i = 0; i < 500; i++) {
    gsize filling = i % 50 == 0 ? (gsize) g_test_rand_int_range (250000, 300000) : 0;
    GString *text = make_random_mbox (eol, filling);

    check_against_gmime (text->str, text->len);
    g_string_free (text, TRUE);
  }
}

static void
test_pieces (void)
{
  for (int i = 0; i < 200; i++) {
    GString *text = make_random_mbox (i % 2 ? "\n" : "\r\n", 0);
    g_autofree char *whole = describe_octets (text->str, text->len, DSN_MAILBOX_MAX_SIZE);
    gsize piece = (gsize) g_test_rand_int_range (1, 20);
    g_autofree char *streamed = describe_stream (text->str, text->len, piece);

    g_assert_cmpstr (whole, ==, streamed);
    g_string_free (text, TRUE);
  }
}

/* Whatever the limit: the same messages, each with its first octets and its whole size. */
static void
check_limit (const char *data, gsize size, gsize limit)
{
  g_autoptr (GBytes) bytes = g_bytes_new_static (data, size);
  g_autoptr (DsnMailbox) whole = dsn_mailbox_new (), cut = dsn_mailbox_new ();

  dsn_mailbox_set_max_size (cut, limit);
  dsn_mailbox_add_bytes (whole, bytes, "m");
  dsn_mailbox_add_bytes (cut, bytes, "m");
  for (;;) {
    g_autoptr (DsnMessage) want = dsn_mailbox_next (whole, NULL);
    g_autoptr (DsnMessage) got = dsn_mailbox_next (cut, NULL);
    gsize want_size, got_size;
    const char *want_data, *got_data;

    g_assert_true ((want == NULL) == (got == NULL));
    if (want == NULL)
      return;
    want_data = g_bytes_get_data (dsn_message_get_bytes (want), &want_size);
    got_data = g_bytes_get_data (dsn_message_get_bytes (got), &got_size);
    g_assert_cmpuint (dsn_message_get_offset (got), ==, dsn_message_get_offset (want));
    g_assert_cmpuint (dsn_message_get_size (got), ==, want_size);
    g_assert_cmpmem (got_data, got_size, want_data, MIN (want_size, limit));
  }
}

static void
test_limit (void)
{
  for (int i = 0; i < 100; i++) {
    GString *text = make_random_mbox (i % 2 ? "\n" : "\r\n", i % 10 == 0 ? 280000 : 0);

    for (gsize limit = 0; limit < 40; limit++)
      check_limit (text->str, text->len, limit);
    check_limit (text->str, text->len, 131072 + (gsize) g_test_rand_int_range (-300, 300));
    check_limit (text->str + 1, text->len - 1, (gsize) g_test_rand_int_range (0, 300000));
    g_string_free (text, TRUE);
  }
}

static void
test_limit_of_content_length (void)
{
  static const char data[] = A "Content-Length: 12\n\nx\n\n" B "y\n\n" B "z";
  g_autofree char *below = describe_octets (data, sizeof data - 1, 31);
  g_autofree char *exact = describe_octets (data, sizeof data - 1, 32);

  g_assert_cmpstr (below, ==, "m 0 7 22 Content-Length: 12\n\nx\n;m 1 37 2 y\n;m 2 47 1 z;");
  g_assert_cmpstr (exact, ==, "m 0 7 32 Content-Length: 12\n\nx\n\n" B "y\n;m 1 47 1 z;");
}

/* Would take minutes if each length that is not believed were read through. */
static void
test_false_lengths (void)
{
  static const char one[] = A "Content-Length: 8000000\n\nx\n\n";
  GString *text = g_string_new (NULL);
  g_autoptr (DsnMailbox) mailbox = dsn_mailbox_new ();
  g_autoptr (GBytes) bytes = NULL;
  guint64 offset = 7;

  while (text->len < 24000000)
    g_string_append (text, one);
  bytes = g_string_free_to_bytes (text);
  dsn_mailbox_add_bytes (mailbox, bytes, "m");
  for (gsize left = g_bytes_get_size (bytes); left > 0; left -= sizeof one - 1) {
    g_autoptr (DsnMessage) message = dsn_mailbox_next (mailbox, NULL);

    g_assert_nonnull (message);
    g_assert_cmpuint (dsn_message_get_offset (message), ==, offset);
    offset += sizeof one - 1;
  }
  g_assert_null (dsn_mailbox_next (mailbox, NULL));
}

/* A message larger than any block, in one line, between two small ones. */
static void
test_long_line (void)
{
  const gsize size = g_test_slow () ? 200000000 : 9000000;
  GString *text = g_string_new (A "a\n\n" A);
  g_autoptr (DsnMailbox) mailbox = dsn_mailbox_new ();
  g_autoptr (DsnMessage) first = NULL, second = NULL, third = NULL;
  g_autoptr (GBytes) bytes = NULL;

  g_string_set_size (text, text->len + size);
  memset (text->str + text->len - size, 'x', size);
  g_string_append (text, "\n\n" A "c\n");
  bytes = g_string_free_to_bytes (text);
  dsn_mailbox_add_bytes (mailbox, bytes, "m");
  first = dsn_mailbox_next (mailbox, NULL);
  second = dsn_mailbox_next (mailbox, NULL);
  third = dsn_mailbox_next (mailbox, NULL);
  g_assert_cmpuint (dsn_message_get_size (first), ==, 2);
  g_assert_cmpuint (dsn_message_get_size (second), ==, size + 1);
  g_assert_cmpuint (g_bytes_get_size (dsn_message_get_bytes (second)), ==,
                    MIN (size + 1, DSN_MAILBOX_MAX_SIZE));
  g_assert_cmpuint (dsn_message_get_offset (third), ==, size + 26);
  g_assert_cmpuint (dsn_message_get_size (third), ==, 2);
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);
  g_mime_init ();
  for (gsize i = 0; i < G_N_ELEMENTS (cuts); i++) {
    g_autofree char *path = g_strconcat ("/mailbox/", cuts[i].path, NULL);

    g_test_add_data_func (path, &cuts[i], test_cut);
  }
  g_test_add_data_func ("/mailbox/mbox/is-cut-as-gmime-does/lf", "\n", test_gmime);
  g_test_add_data_func ("/mailbox/mbox/is-cut-as-gmime-does/crlf", "\r\n", test_gmime);
  g_test_add_func ("/mailbox/mbox/does-not-depend-on-reads", test_pieces);
  g_test_add_func ("/mailbox/mbox/long-line", test_long_line);
  g_test_add_func ("/mailbox/limit/cuts-octets-not-messages", test_limit);
  g_test_add_func ("/mailbox/limit/bounds-content-length", test_limit_of_content_length);
  g_test_add_func ("/mailbox/mbox/content-length/false-ones-are-cheap", test_false_lengths);
  return g_test_run ();
}
