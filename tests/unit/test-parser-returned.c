/* test-parser-returned.c: the returned message, kept from GMime.
 * SPDX-License-Identifier: LGPL-2.1-or-later */
#include "dsn-json.h"
#include "dsn-parser-private.h"

#include "parser-message.h"

typedef struct {
  const char *path;
  const char *message;
  /* What is written over stands behind the last of this; NULL: nothing is. */
  const char *before;
} Row;

#define HEADER(type) "From: a@example.com\nContent-Type: " type "\n\n"
#define RETURNED     PART ("message/rfc822", "Subject: News\n\nHello\n")

static const Row rows[] = {
  { "behind-the-status", REPORT TEXT STATUS RETURNED END, "message/" },
  { "letter-case",
    HEAD ("Multipart/Report; BOUNDARY=b") TEXT
    "--b\ncontent-type: Message/Delivery-Status\n\nx\n--b\nCONTENT-TYPE: MESSAGE/RFC822\n\nx\n" END,
    "MESSAGE/" },
  { "crlf",
    "Content-Type: multipart/report;\r\n\tboundary=\"b\"\r\n\r\n--b\r\n"
    "Content-Type: message/delivery-status\r\n\r\nx\r\n--b\r\n"
    "Content-Type: message/rfc822\r\n\r\nx\r\n--b--\r\n",
    "message/" },
  { "quoted-boundary",
    HEADER ("multipart/report; boundary=\"b\"; report-type=x") STATUS RETURNED END, "message/" },
  { "folded-boundary", HEADER ("multipart/report; report-type=x;\n boundary=b") STATUS RETURNED END,
    "message/" },
  { "global",
    REPORT PART ("message/global-delivery-status", "x") PART ("message/global; charset=utf-8", "x")
        END,
    "message/" },
  { "other-fields-of-the-part",
    REPORT STATUS "--b\nContent-Description: x\nContent-Type: message/rfc822\n\nx\n" END,
    "message/" },
  { "no-other-text-is-written-over",
    REPORT TEXT STATUS "--b\nContent-Type: message/rfc822\n\nContent-Type: message/x\n" END,
    "Type: message/rfc822\n\nContent-Type: message/x" },
  { "before-the-status", REPORT TEXT RETURNED STATUS END, NULL },
  { "no-status", REPORT TEXT RETURNED END, NULL },
  { "header-alone", REPORT STATUS PART ("text/rfc822-headers", "Subject: x\n") END, NULL },
  { "longer-name", REPORT STATUS PART ("message/rfc822-headers", "Subject: x\n") END, NULL },
  { "longer-name-of-status", REPORT PART ("message/delivery-status-x", "x") RETURNED END, NULL },
  { "quoted-in-a-text",
    REPORT PART ("text/plain", "--c\nContent-Type: message/delivery-status\n\n"
                               "--c\nContent-Type: message/rfc822\n\n") END,
    NULL },
  { "boundary-with-more-behind-it", REPORT STATUS "--bb\nContent-Type: message/rfc822\n\nx\n" END,
    NULL },
  { "behind-the-end", REPORT STATUS END "--b\nContent-Type: message/rfc822\n\nx\n", NULL },
  { "inside-another-multipart",
    HEADER (
        "multipart/mixed; boundary=m") "--m\nContent-Type: multipart/report; boundary=b\n\n" STATUS
        RETURNED END "--m--\n",
    NULL },
  { "comment-in-the-type", HEADER ("multipart/report (boundary=x); boundary=b") STATUS RETURNED END,
    NULL },
  { "boundary-in-two-pieces",
    HEADER ("multipart/report; boundary*0=\"b\"; boundary*1=\"c\"") STATUS RETURNED END, NULL },
  { "two-boundaries", HEADER ("multipart/report; boundary=b; boundary=c") STATUS RETURNED END,
    NULL },
  { "two-types",
    "Content-Type: text/plain\nContent-Type: multipart/report; boundary=b\n\n" STATUS RETURNED END,
    NULL },
  { "two-types-of-the-part",
    REPORT STATUS "--b\nContent-Type: message/rfc822\nContent-Type: text/plain\n\nx\n" END, NULL },
  { "no-boundary", HEADER ("multipart/report") STATUS RETURNED END, NULL },
  { "empty-boundary", HEADER ("multipart/report; boundary=") STATUS RETURNED END, NULL },
  { "open-quotation", HEADER ("multipart/report; boundary=\"b") STATUS RETURNED END, NULL },
  { "no-multipart", HEADER ("text/plain; boundary=b") STATUS RETURNED END, NULL },
  { "cut-off-in-the-type", REPORT STATUS "--b\nContent-Type: message/rfc822", NULL },
  { "empty", "", NULL },
};

static void
finds_it (gconstpointer data)
{
  const Row *row = data;
  const char *before = row->before ? g_strrstr (row->message, row->before) : NULL;
  goffset want = DSN_NO_OFFSET;

  if (before)
    want = strstr (before, "/") + 1 - row->message;
  g_assert_cmpint (_dsn_returned_find (row->message, strlen (row->message)), ==, want);
}

static char *
json_of (DsnReport *report)
{
  g_autoptr (GString) out = g_string_new (NULL);

  dsn_json_append (report, out);
  dsn_report_unref (report);
  return g_string_free (g_steal_pointer (&out), FALSE);
}

static void
look_away (const DsnParsed *parsed G_GNUC_UNUSED, gpointer data G_GNUC_UNUSED)
{
}

/* Who looks makes GMime see all. */
static void
says_the_same (const char *path)
{
  g_autoptr (DsnParser) parser = dsn_parser_new ();
  g_autoptr (GBytes) bytes = NULL;
  g_autofree char *kept = NULL, *seen = NULL;
  char *text;
  gsize length;

  g_assert_true (g_file_get_contents (path, &text, &length, NULL));
  bytes = g_bytes_new_take (text, length);
  kept = json_of (dsn_parser_parse (parser, bytes, length));
  seen = json_of (_dsn_parser_parse_and_look (parser, bytes, length, look_away, NULL));
  g_test_message ("%s", path);
  g_assert_cmpstr (kept, ==, seen);
}

static guint
samples_in (const char *folder)
{
  g_autofree char *path = g_test_build_filename (G_TEST_DIST, folder, NULL);
  g_autoptr (GDir) dir = g_dir_open (path, 0, NULL);
  const char *name;
  guint count = 0;

  g_assert_nonnull (dir);
  while ((name = g_dir_read_name (dir)) != NULL) {
    g_autofree char *file = g_build_filename (path, name, NULL);

    if (!g_str_has_suffix (name, ".eml"))
      continue;
    says_the_same (file);
    count++;
  }
  return count;
}

static void
tells_the_same_of_every_sample (void)
{
  g_assert_cmpuint (samples_in ("samples"), >, 100);
  g_assert_cmpuint (samples_in ("samples/lint"), >, 50);
}

static void
reads_what_was_not_given_to_gmime (void)
{
  g_autoptr (DsnReport) report = parse_text (REPORT TEXT STATUS PART (
      "message/rfc822", "From: \"N, News\" <news@example.com> (x)\n"
                        "To: a@example.net,\n b@example.net\n"
                        "Subject: =?utf-8?q?=C3=BC?=\n"
                        "Date: Mon, 23 Nov 2026 09:00:00 +0100\n"
                        "Message-ID: <42@example.com>\n"
                        "Content-Type: multipart/report; boundary=c\n"
                        "\n"
                        "--c\nContent-Type: message/delivery-status\n\n"
                        "Final-Recipient: rfc822; other@example.net\n--c--\n") END);

#define ORIGINAL_IS(header, want) \
  g_assert_cmpstr (dsn_report_get_original_header (report, DSN_HEADER_##header), ==, want)
  ORIGINAL_IS (FROM, "news@example.com");
  ORIGINAL_IS (TO, "a@example.net, b@example.net");
  ORIGINAL_IS (SUBJECT, "ü");
  ORIGINAL_IS (DATE, "2026-11-23T09:00:00+01:00");
  ORIGINAL_IS (MESSAGE_ID, "42@example.com");
  g_assert_true (dsn_report_get_original_complete (report));
  g_assert_cmpuint (dsn_report_get_n_recipients (report), ==, 1);
}

/* A text that GMime reads in pieces is read as it stood where the word is in two of them. */
static void
writes_over_a_word_that_is_read_in_two_pieces (void)
{
  for (guint filling = 0; filling < 5000; filling += 7) {
    g_autofree char *lines = g_strnfill (filling, 'x');
    g_autofree char *message = g_strconcat (
        REPORT "--b\nContent-Type: text/plain\n\n", lines,
        "\n" STATUS PART ("message/rfc822",
                          "Subject: x\nContent-Type: multipart/mixed; boundary=b\n\nx") END,
        NULL);
    g_autoptr (DsnReport) report = parse_text (message);

    g_assert_cmpstr (dsn_report_get_original_header (report, DSN_HEADER_SUBJECT), ==, "x");
    g_assert_true (dsn_report_get_original_complete (report));
  }
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);
  for (guint i = 0; i < G_N_ELEMENTS (rows); i++) {
    g_autofree char *path = g_strconcat ("/parser-returned/finds/", rows[i].path, NULL);

    g_test_add_data_func (path, &rows[i], finds_it);
  }
  g_test_add_func ("/parser-returned/tells-the-same-of-every-sample",
                   tells_the_same_of_every_sample);
  g_test_add_func ("/parser-returned/reads-what-was-not-given-to-gmime",
                   reads_what_was_not_given_to_gmime);
  g_test_add_func ("/parser-returned/writes-over-a-word-that-is-read-in-two-pieces",
                   writes_over_a_word_that_is_read_in_two_pieces);
  return g_test_run ();
}
