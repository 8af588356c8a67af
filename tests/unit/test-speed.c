/* test-speed.c: inputs made to take long are read in time that grows as they do.
 * SPDX-License-Identifier: LGPL-2.1-or-later */
#include <stdlib.h>
#include <time.h>

#include "dsn-charset-private.h"
#include "dsn-fields.h"
#include "dsn-json.h"
#include "dsn-parser-private.h"
#include "dsn-reason.h"
#include "dsn-words-private.h"

#include "parser-message.h"
#include "report-text.h"

/* What takes a few hundredths of a second takes minutes where each octet is looked at for each. These are
 * seconds of the processor: a busy machine changes nothing. */
#define MAX_SECONDS 5.0

/* Octets of an input, which is made of one unit over and over. AddressSanitizer's strstr() reads all
 * of a text however soon it finds something, so that with it the same input takes far longer. */
#define SIZE           2000000
#define SIZE_SANITIZED 100000

static gsize
input_size (void)
{
  const char *times = g_getenv ("TEST_TIMES");

  return times && atoi (times) > 1 ? SIZE_SANITIZED : SIZE;
}

static void
assert_soon (clock_t start)
{
  g_assert_cmpfloat ((double) (clock () - start) / CLOCKS_PER_SEC, <, MAX_SECONDS);
}

typedef void (*Run) (const char *text, gsize length);

typedef struct {
  const char *path;
  const char *unit;
  Run run;
} Row;

static void
run_comment (const char *text, gsize length G_GNUC_UNUSED)
{
  g_autofree char *comment = NULL;
  g_autofree char *stripped = dsn_comment_strip (text, &comment);

  g_assert_nonnull (stripped);
}

static void
run_address (const char *text, gsize length G_GNUC_UNUSED)
{
  g_autofree char *address = dsn_address_extract (text);

  g_assert_true (!address || *address);
}

static void
run_xtext (const char *text, gsize length G_GNUC_UNUSED)
{
  g_autofree char *decoded = dsn_xtext_decode (text, NULL);
  g_autofree char *address = dsn_utf8_address_decode (text, NULL);
  g_autofree char *encoded = dsn_xtext_encode (text);
}

static void
run_status (const char *text, gsize length G_GNUC_UNUSED)
{
  (void) dsn_status_find (text);
}

static void
run_date (const char *text, gsize length G_GNUC_UNUSED)
{
  g_autoptr (GDateTime) date = dsn_date_parse (text);
}

static void
run_reply (const char *text, gsize length G_GNUC_UNUSED)
{
  g_autoptr (DsnReply) reply = dsn_reply_parse (text);
}

static void
run_html (const char *text, gsize length G_GNUC_UNUSED)
{
  g_autofree char *plain = _dsn_html_to_text (text);
}

static void
run_charset (const char *text, gsize length)
{
  g_autofree char *octets = g_memdup2 (text, length);
  g_autofree char *decoded = NULL;

  for (gsize i = 0; i < length; i += 2)
    octets[i] = '\0';
  decoded = _dsn_charset_to_utf8 (octets, length, NULL);
  g_assert_true (g_utf8_validate (decoded, -1, NULL));
}

static void
run_words (const char *text, gsize length G_GNUC_UNUSED)
{
  g_autofree char *decoded = _dsn_words_decode (text);
}

/* Reads fields, diagnoses and writes them. */
static void
run_fields (const char *text, gsize length)
{
  g_autoptr (DsnReport) report = dsn_report_new ();
  g_autofree char *body = NULL;
  g_autofree char *json = NULL;

  dsn_fields_parse (report, text, length, 0, G_MAXINT);
  dsn_reason_diagnose (report);
  body = dsn_fields_to_string (report, DSN_FIELDS_ASCII);
  json = dsn_json_print (report);
  g_assert_nonnull (body);
  g_assert_nonnull (json);
}

static void
run_value (const char *text, gsize length G_GNUC_UNUSED)
{
  g_autofree char *body =
      g_strconcat ("Final-Recipient: rfc822; a@x ", text, "\nDiagnostic-Code: smtp; ", text,
                   "\nStatus: ", text, "\nX-A: ", text, NULL);

  run_fields (body, strlen (body));
}

static void
run_json (const char *text, gsize length)
{
  g_autofree char *string = g_strconcat ("{\"explanation\":\"", text, "\"}", NULL);
  g_autoptr (GPtrArray) objects = dsn_json_parse_all (text, MIN (length, input_size () / 10), NULL);
  g_autoptr (DsnReport) report = dsn_json_parse (string, NULL);
  g_autoptr (DsnReport) none = dsn_json_parse (text, NULL);

  g_assert_null (none);
}

static void
run_message (const char *text, gsize length)
{
  g_autoptr (DsnReport) report = parse_octets (text, length);

  g_assert_nonnull (report);
}

static void
run_human_part (const char *text, gsize length G_GNUC_UNUSED)
{
  g_autofree char *message =
      g_strconcat (REPORT "--b\nContent-Type: text/html\n\n", text, "\n" STATUS END, NULL);

  run_message (message, strlen (message));
}

static void
run_header (const char *text, gsize length G_GNUC_UNUSED)
{
  g_autofree char *message =
      g_strconcat ("From: ", text, "\nTo: ", text, "\nSubject: ", text, "\nMessage-ID: ", text,
                   "\n" REPORT TEXT STATUS END, NULL);

  run_message (message, strlen (message));
}

static const Row rows[] = {
  { "comment/opened", "(", run_comment },
  { "comment/closed", ")", run_comment },
  { "comment/opened-and-closed", "()", run_comment },
  { "comment/opened-twice-as-often", "()(", run_comment },
  { "comment/quotes", "\"", run_comment },
  { "comment/quoted-quotes", "\\\"", run_comment },
  { "comment/quotes-and-backslashes", "\"\\", run_comment },
  { "comment/quotes-and-parentheses", "(\"", run_comment },
  { "comment/parentheses-in-quotes", "\"(", run_comment },
  { "comment/backslashes", "(\\", run_comment },
  { "address/brackets", "<", run_address },
  { "address/routes", "@a,", run_address },
  { "address/quotes", "\"", run_address },
  { "address/quoted-quotes", "\\\"", run_address },
  { "address/blanks", " ", run_address },
  { "xtext/plus", "+2B", run_xtext },
  { "xtext/embedded", "\\x{F6}", run_xtext },
  { "xtext/backslashes", "\\", run_xtext },
  { "status/almost", "5.1.", run_status },
  { "status/codes", "5.0.0 ", run_status },
  { "status/digits", "5", run_status },
  { "date/colons", "1:", run_date },
  { "date/words", "Mon, ", run_date },
  { "date/parentheses", "(1:1 ", run_date },
  { "reply/lines", "550-5.1.1 x ", run_reply },
  { "reply/codes", "550-", run_reply },
  { "reply/words", " 550 x", run_reply },
  { "reply/punctuation", ": (", run_reply },
  { "html/breaks", "a<br>", run_html },
  { "html/breaks-alone", "<br>", run_html },
  { "html/tags", "<a>", run_html },
  { "html/opened", "<", run_html },
  { "html/styles", "<style>", run_html },
  { "html/ends", "</", run_html },
  { "html/comments", "<!-- ", run_html },
  { "html/entities", "&#", run_html },
  { "html/numbers", "&#1", run_html },
  { "html/blanks", "&# ", run_html },
  { "charset/nuls", "x", run_charset },
  { "charset/nuls-and-eight-bit", "\xFC", run_charset },
  { "words/opened", "=?", run_words },
  { "words/never-closed", "=?utf-8?b?YQ==", run_words },
  { "words/adjacent", "=?utf-8?b?YQ==?= ", run_words },
  { "words/adjacent-quoted-printable", "=?utf-8?q?=C3=BC?= ", run_words },
  { "words/of-two-charsets", "=?a?b?YQ==?= =?b?b?YQ==?= ", run_words },
  { "fields/cr", "\r", run_fields },
  { "fields/cr-lines", "X-A: 1\r", run_fields },
  { "fields/blank-lines", "\n", run_fields },
  { "fields/spaces", " \n", run_fields },
  { "fields/garbage", "x\n", run_fields },
  { "fields/no-line-end", "x", run_fields },
  { "fields/extensions", "X-A: 1\n", run_fields },
  { "fields/extensions-and-blank-lines", "X-A: 1\n\n", run_fields },
  { "fields/folded", "X-A:\n x\n", run_fields },
  { "fields/folds", " x\n", run_fields },
  { "fields/duplicates", "Status: 5.1.1\n", run_fields },
  { "fields/stray", "Status: 5.1.1\nReporting-MTA: dns; mx\n", run_fields },
  { "fields/recipients", "Final-Recipient: rfc822; a@x\n\n", run_fields },
  { "fields/recipients-without-blank-lines", "Final-Recipient: rfc822; a+2Bb@x\n", run_fields },
  { "fields/split-recipients", "Final-Recipient: rfc822; a@x\n\nAction: failed\n\n", run_fields },
  { "value/parentheses", "(", run_value },
  { "value/quotes", "\"\\", run_value },
  { "value/words", "550-5.1.1 ", run_value },
  { "value/one-word", "x", run_value },
  { "value/semicolons", "; ", run_value },
  { "value/eight-bit", "\xFC", run_value },
  { "value/in-reply-to", "in reply to ", run_value },
  { "json/objects", "{}", run_json },
  { "json/arrays", "[", run_json },
  { "json/nested-objects", "{\\\"a\\\":", run_json },
  { "json/escapes", "\\u00fc", run_json },
  { "json/backslashes", "\\\\", run_json },
  { "json/blanks", " ", run_json },
  { "message/one-line", "x", run_message },
  { "message/blank-lines", "\n", run_message },
  { "message/header", "X-A: 1\n", run_message },
  { "message/boundaries", "--b\n", run_human_part },
  { "message/human-part", "<br>x", run_human_part },
  { "message/long-header", "x", run_header },
  { "message/folded-header", "x\n ", run_header },
  { "message/addresses", "a@x, ", run_header },
  { "message/commas", "a, ", run_header },
  { "message/groups", "a:", run_header },
  { "message/words-never-closed", "=?utf-8?b?YQ==", run_header },
};

static void
test_row (gconstpointer data)
{
  const Row *row = data;
  g_autofree char *text = repeat_text (row->unit, input_size () / strlen (row->unit));
  clock_t start = clock ();

  row->run (text, strlen (text));
  assert_soon (start);
}

/* Many recipients and much text for each to be looked for in do not multiply. */

static char *
make_groups (guint count)
{
  GString *groups = g_string_new ("Reporting-MTA: dns; mx\n");

  for (guint i = 0; i < count; i++)
    g_string_append_printf (
        groups, "\nFinal-Recipient: rfc822; u+2B%u@x\nAction: failed\nStatus: 5.1.1\n", i);
  return g_string_free (groups, FALSE);
}

static void
test_recipients_and_text (gconstpointer data)
{
  g_autofree char *groups = make_groups ((guint) input_size () / 200);
  g_autofree char *text = repeat_text (data, input_size () / strlen (data));
  g_autoptr (DsnReport) report = dsn_report_new ();
  clock_t start;

  dsn_fields_parse (report, groups, strlen (groups), 0, 10000);
  dsn_report_set_explanation (report, text);
  dsn_report_set_original_header (report, DSN_HEADER_TO, text);
  start = clock ();
  dsn_reason_diagnose (report);
  assert_soon (start);
}

static void
test_recipients (void)
{
  g_autofree char *groups = make_groups (100000);
  g_autofree char *message =
      g_strconcat (REPORT TEXT "--b\nContent-Type: message/delivery-status\n\n", groups, END, NULL);
  g_autoptr (DsnReport) report = NULL;
  clock_t start = clock ();

  report = parse_text (message);
  assert_soon (start);
  g_assert_cmpuint (dsn_report_get_n_recipients (report), ==, 10000);
}

static void
test_recipients_in_json (void)
{
  g_autofree char *recipients = repeat_text ("{\"address\":\"a@x\",\"status\":\"5.1.1\"},", 50000);
  g_autofree char *text = g_strconcat ("{\"recipients\":[", recipients, "{}]}", NULL);
  g_autoptr (DsnReport) report = NULL;
  clock_t start = clock ();

  report = dsn_json_parse (text, NULL);
  assert_soon (start);
  g_assert_cmpuint (dsn_report_get_n_recipients (report), ==, 50001);
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);
  ADD_ROWS ("/speed/", rows, test_row);
  g_test_add_data_func ("/speed/recipients-and-text/words", "in reply to <u+2@x> ",
                        test_recipients_and_text);
  g_test_add_data_func ("/speed/recipients-and-text/commas", ", ", test_recipients_and_text);
  g_test_add_data_func ("/speed/recipients-and-text/addresses", "u+1@x, ",
                        test_recipients_and_text);
  g_test_add_data_func ("/speed/recipients-and-text/one-word", "x", test_recipients_and_text);
  g_test_add_func ("/speed/recipients/in-a-message", test_recipients);
  g_test_add_func ("/speed/recipients/in-json", test_recipients_in_json);
  return g_test_run ();
}
