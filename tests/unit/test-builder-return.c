/* test-builder-return.c: what comes back of the original message, and in which media types.
 * SPDX-License-Identifier: LGPL-2.1-or-later */
#include "builder-report.h"

#define HEAD "From: news@example.com\nSubject: November\n"
#define UTF8 "From: news@example.com\nSubject: Grüße\n"
#define LATIN                                   \
  "From: news@example.com\nSubject: Gr\xfc\xdf" \
  "e\n"
#define LONG_100                                                                                   \
  "xxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxx" \
  "xxxxxx"
#define LONG \
  LONG_100 LONG_100 LONG_100 LONG_100 LONG_100 LONG_100 LONG_100 LONG_100 LONG_100 LONG_100

enum { FULL = 1, ASCII = 2, DELAYED = 4 };

/* The third part as "TYPE ENCODING", and which part of the original stands in it. */
typedef struct {
  const char *path;
  const char *original;
  const char *header;
  int flags;
  const char *status;
  const char *returned;
} Case;

#define STATUS        "message/delivery-status 7bit"
#define GLOBAL_STATUS "message/global-delivery-status 8bit"

static const Case cases[] = {
  { "header", HEAD "\nBody\n", HEAD, 0, STATUS, "text/rfc822-headers 7bit" },
  { "header-of-full-if-not-failed", HEAD "\nBody\n", HEAD, FULL | DELAYED, STATUS,
    "text/rfc822-headers 7bit" },
  { "header-without-body", HEAD, HEAD, 0, STATUS, "text/rfc822-headers 7bit" },
  { "header-long-line", "X: " LONG "\n\nBody\n", "X: " LONG "\n", 0, STATUS,
    "text/rfc822-headers quoted-printable" },
  { "utf8-header", UTF8 "\nBody\n", UTF8, 0, GLOBAL_STATUS, "message/global-headers 8bit" },
  { "utf8-header-in-ascii", UTF8 "\nBody\n", UTF8, ASCII, STATUS,
    "message/global-headers quoted-printable" },
  { "latin-header", LATIN "\nBody\n", LATIN, 0, STATUS, "text/rfc822-headers quoted-printable" },
  { "full", HEAD "\nBody\n", NULL, FULL, STATUS, "message/rfc822 7bit" },
  { "full-without-last-line-end", HEAD "\nBody", NULL, FULL, STATUS, "message/rfc822 7bit" },
  { "full-odd-spaces", "From:  x\nSubject : y \n\n\n--a\n  \nBody \n\n\n", NULL, FULL, STATUS,
    "message/rfc822 7bit" },
  { "full-from-line", HEAD "\nFrom here\n", NULL, FULL, STATUS, "message/rfc822 7bit" },
  { "full-8-bit-body", HEAD "\nGrüße\n", NULL, FULL, STATUS, "message/rfc822 8bit" },
  { "full-latin-body",
    HEAD "\nGr\xfc\xdf"
         "e\n",
    NULL, FULL, STATUS, "message/rfc822 8bit" },
  { "full-8-bit-body-in-ascii", HEAD "\nGrüße\n", NULL, FULL | ASCII, STATUS,
    "message/global quoted-printable" },
  { "full-long-line", HEAD "\n" LONG "\n", NULL, FULL, STATUS, "message/global quoted-printable" },
  { "full-lone-cr", HEAD "\na\rb\r", NULL, FULL, STATUS, "message/global quoted-printable" },
  { "full-utf8-header", UTF8 "\nBody\n", NULL, FULL, GLOBAL_STATUS, "message/global 8bit" },
  { "full-utf8-header-in-ascii", UTF8 "\nBody\n", NULL, FULL | ASCII, STATUS,
    "message/global quoted-printable" },
  { "full-latin-header", LATIN "\nBody\n", LATIN, FULL, STATUS,
    "text/rfc822-headers quoted-printable" },
  { "nothing", "", NULL, FULL, STATUS, NULL },
  { "no-header", "\nBody\n", NULL, 0, STATUS, NULL },
};

static char *
describe (const char *text, int part)
{
  g_autofree char *type = get_header (text, part, "Content-Type");
  g_autofree char *encoding = get_header (text, part, "Content-Transfer-Encoding");

  return g_strconcat (type, " ", encoding, NULL);
}

/* The octets of a part, decoded. */
static char *
get_content (const char *text, int part)
{
  g_autofree char *encoding = get_header (text, part, "Content-Transfer-Encoding");
  char *raw = get_raw_part (text, part);
  GMimeEncoding decoder;

  if (strcmp (encoding, "quoted-printable") == 0) {
    gsize length = strlen (raw);

    g_mime_encoding_init_decode (&decoder, GMIME_CONTENT_ENCODING_QUOTEDPRINTABLE);
    raw[g_mime_encoding_step (&decoder, raw, length, raw)] = '\0';
  }
  return raw;
}

static char *
build_case (const Case *test)
{
  g_autoptr (DsnBuilder) builder = dsn_builder_new ();
  g_autoptr (DsnReport) report = new_report ();
  g_autoptr (GBytes) original = g_bytes_new (test->original, strlen (test->original));

  if (test->flags & DELAYED)
    set_outcome (report, "delayed", "4.4.1");
  dsn_builder_set_original (builder, original,
                            test->flags & FULL ? DSN_RETURN_FULL : DSN_RETURN_HEADERS);
  dsn_builder_set_downgrade (builder, (test->flags & ASCII) != 0);
  return build (builder, report);
}

/* RFC 2045 section 6.4. */
static void
assert_8bit_is_told (const char *text)
{
  g_autofree char *encoding = get_header (text, -1, "Content-Transfer-Encoding");

  g_assert_cmpstr (encoding, ==, g_str_is_ascii (text) ? "" : "8bit");
}

static void
test_return (gconstpointer data)
{
  const Case *test = data;
  g_autofree char *text = build_case (test);
  g_autofree char *status = describe (text, 1);
  g_autofree char *returned = NULL;
  g_autofree char *content = NULL;

  g_assert_cmpstr (status, ==, test->status);
  assert_lines_fit (text, 998);
  assert_8bit_is_told (text);
  if (test->flags & ASCII)
    g_assert_true (g_str_is_ascii (text));
  g_assert_cmpint (count_parts (text), ==, test->returned ? 3 : 2);
  if (!test->returned)
    return;
  returned = describe (text, 2);
  content = get_content (text, 2);
  g_assert_cmpstr (returned, ==, test->returned);
  g_assert_cmpstr (content, ==, test->header ? test->header : test->original);
}

static void
test_nul (void)
{
  g_autoptr (DsnBuilder) builder = dsn_builder_new ();
  g_autoptr (DsnReport) report = new_report ();
  g_autoptr (GBytes) original = g_bytes_new_static ("A: b\n\n\0", 7);
  g_autofree char *text = NULL;
  g_autofree char *raw = NULL;

  dsn_builder_set_original (builder, original, DSN_RETURN_FULL);
  text = build (builder, report);
  raw = get_raw_part (text, 2);
  g_assert_cmpstr (raw, ==, "A: b\n\n=00");
}

static void
test_crlf (void)
{
  g_autoptr (DsnBuilder) builder = dsn_builder_new ();
  g_autoptr (DsnReport) report = new_report ();
  g_autoptr (GBytes) original = g_bytes_new_static ("A: b\r\n\r\nText\r\n", 14);
  g_autofree char *text = NULL;
  g_autofree char *raw = NULL;

  dsn_builder_set_original (builder, original, DSN_RETURN_FULL);
  text = build (builder, report);
  raw = get_raw_part (text, 2);
  g_assert_cmpstr (raw, ==, "A: b\n\nText\n");
}

static void
test_references (void)
{
  g_autoptr (DsnBuilder) builder = dsn_builder_new ();
  g_autoptr (DsnReport) report = new_report ();
  g_autoptr (GBytes) original =
      g_bytes_new_static ("Message-ID: <7@x.example>\nSubject: Ahoy\n\n", 41);
  g_autofree char *text = NULL;
  g_autofree char *references = NULL;
  g_autofree char *subject = NULL;

  dsn_builder_set_original (builder, original, DSN_RETURN_HEADERS);
  text = build (builder, report);
  references = get_header (text, -1, "References");
  subject = get_header (text, -1, "Subject");
  g_assert_cmpstr (references, ==, "<7@x.example>");
  g_assert_cmpstr (subject, ==, "Message not delivered: Ahoy");
}

static void
test_line_end_in_subject (void)
{
  g_autoptr (DsnBuilder) builder = dsn_builder_new ();
  g_autoptr (DsnReport) report = new_report ();
  g_autoptr (GBytes) original = g_bytes_new_static ("Subject: =?utf-8?Q?a=0Ab?=\n\n", 29);
  g_autofree char *text = NULL;
  g_autofree char *subject = NULL;

  dsn_builder_set_original (builder, original, DSN_RETURN_HEADERS);
  text = build (builder, report);
  subject = get_header (text, -1, "Subject");
  g_assert_cmpstr (subject, ==, "Message not delivered: a b");
}

static void
test_odd_message_id (void)
{
  g_autoptr (DsnBuilder) builder = dsn_builder_new ();
  g_autoptr (DsnReport) report = new_report ();
  g_autofree char *text = NULL;

  dsn_report_set_original_header (report, DSN_HEADER_MESSAGE_ID, "what is this");
  text = build (builder, report);
  g_assert_null (strstr (text, "References"));
  g_assert_cmpint (count_parts (text), ==, 2);
}

static void
test_known_header (void)
{
  g_autoptr (DsnBuilder) builder = dsn_builder_new ();
  g_autoptr (DsnReport) report = new_report ();
  g_autofree char *text = NULL;
  g_autofree char *raw = NULL;
  g_autofree char *returned = NULL;

  dsn_report_set_original_header (report, DSN_HEADER_FROM, "news@example.com");
  dsn_report_set_original_header (report, DSN_HEADER_TO, "jo@example.net, al@example.net");
  dsn_report_set_original_header (report, DSN_HEADER_SUBJECT, "Grüße");
  dsn_report_set_original_header (report, DSN_HEADER_DATE, DATE);
  dsn_report_set_original_header (report, DSN_HEADER_MESSAGE_ID, "42@example.com");
  text = build (builder, report);
  returned = describe (text, 2);
  raw = get_raw_part (text, 2);
  g_assert_cmpstr (returned, ==, "text/rfc822-headers 7bit");
  g_assert_cmpstr (raw, ==,
                   "From: news@example.com\nTo: jo@example.net, al@example.net\n"
                   "Subject: =?utf-8?B?R3LDvMOfZQ==?=\n"
                   "Date: Mon, 23 Nov 2026 10:00:00 +0100\nMessage-ID: <42@example.com>\n");
}

static void
test_many_recipients (void)
{
  g_autoptr (DsnBuilder) builder = dsn_builder_new ();
  g_autoptr (DsnReport) report = new_report ();
  g_autoptr (DsnReport) again = NULL;
  g_autoptr (GString) to = g_string_new ("a0@example.net");
  g_autofree char *text = NULL;

  for (guint i = 1; i < 200; i++)
    g_string_append_printf (to, ", a%u@example.net", i);
  dsn_report_set_original_header (report, DSN_HEADER_TO, to->str);
  text = build (builder, report);
  assert_lines_fit (text, 78);
  again = read_report (text);
  g_assert_cmpstr (dsn_report_get_original_header (again, DSN_HEADER_TO), ==, to->str);
}

/* Templates tell what comes back. */
static void
test_template_knows (void)
{
  static const struct {
    const char *original;
    DsnReturn how_much;
    const char *text;
  } rows[] = {
    { HEAD "\nBody\n", DSN_RETURN_FULL, "full November" },
    { HEAD "\nBody\n", DSN_RETURN_HEADERS, "headers November" },
    { LATIN "\nBody\n", DSN_RETURN_FULL, "headers Grüße" },
    { "", DSN_RETURN_FULL, "" },
  };

  for (guint i = 0; i < G_N_ELEMENTS (rows); i++) {
    g_autoptr (DsnBuilder) builder = dsn_builder_new ();
    g_autoptr (DsnReport) report = new_report ();
    g_autoptr (GBytes) original = g_bytes_new (rows[i].original, strlen (rows[i].original));
    g_autofree char *text = NULL;
    g_autofree char *content = NULL;

    dsn_builder_set_template (builder,
                              dsn_template_new ("{{returned}} {{original_subject}}", "t", NULL));
    dsn_builder_set_original (builder, original, rows[i].how_much);
    text = build (builder, report);
    content = get_content (text, 0);
    g_assert_cmpstr (g_strstrip (content), ==, rows[i].text);
  }
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);
  g_mime_init ();
  for (gsize i = 0; i < G_N_ELEMENTS (cases); i++) {
    g_autofree char *path = g_strconcat ("/builder/return/octets/", cases[i].path, NULL);

    g_test_add_data_func (path, &cases[i], test_return);
  }
  g_test_add_func ("/builder/return/octets/nul-is-encoded", test_nul);
  g_test_add_func ("/builder/return/octets/line-ends-are-the-message's", test_crlf);
  g_test_add_func ("/builder/return/known/becomes-a-header", test_known_header);
  g_test_add_func ("/builder/return/known/many-recipients-are-folded", test_many_recipients);
  g_test_add_func ("/builder/return/known/odd-message-id-is-left-out", test_odd_message_id);
  g_test_add_func ("/builder/return/octets/give-references-and-subject", test_references);
  g_test_add_func ("/builder/return/octets/encoded-line-end-is-a-space", test_line_end_in_subject);
  g_test_add_func ("/builder/return/template-knows-what-comes-back", test_template_knows);
  return g_test_run ();
}
