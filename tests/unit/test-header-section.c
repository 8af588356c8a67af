/* test-header-section.c: the header section of a message, where it stands.
 * SPDX-License-Identifier: LGPL-2.1-or-later */
#include <string.h>

#include "dsn-header-section-private.h"

#define ROUNDS 20000

typedef struct {
  const char *path;
  const char *message;
  /* "NAME=VALUE NAME=VALUE", and "|" with the body behind it; NULL: it is no message. */
  const char *want;
} Row;

static const Row rows[] = {
  { "fields", "From: a\nTo: b\n\nBody", "From=a To=b|\nBody" },
  { "crlf", "From: a\r\nTo: b\r\n\r\nBody", "From=a To=b|\r\nBody" },
  { "fold", "From: a\n b\n\tc\nTo: d\n\n", "From=a b\tc To=d|\n" },
  { "line-of-blanks-is-a-fold", "From: a\n \nTo: b\n\n", "From=a To=b|\n" },
  { "blanks-before-the-colon", "From \t: a\n\n", "From=a|\n" },
  { "blank-behind-from", "From : a\n\n", "From=a|\n" },
  { "no-value", "From:\nTo:\n", "From= To=|" },
  { "8-bit-name", "Fröm: a\n\n", "Fröm=a|\n" },
  { "no-body", "From: a\n", "From=a|" },
  { "no-line-end", "From: a", "From=a|" },
  { "no-field", "\nBody", "|\nBody" },
  { "no-field-of-a-name", "From: a\n: b\n\n", "From=a =b|\n" },
  { "words-between-fields", "From: a\nno field\n of two lines\nTo: b\n\n", "From=a To=b|\n" },
  { "mark-of-an-mbox", "From a@b Mon Nov 23 10:00:00 2026\nTo: b\n\n", "To=b|\n" },
  { "several-marks", "From a\n>From b\nTo: b\n\n", "To=b|\n" },
  { "mark-between-fields", "To: b\nFrom a\nCc: c\n\n", "To=b Cc=c|\n" },
  { "words-first", "no field\nFrom: a\n\n", NULL },
  { "colon-first", ": a\nFrom: a\n\n", NULL },
  { "blank-first", " a\nFrom: a\n\n", NULL },
  { "ends-in-a-name", "From: a\nSubj", NULL },
  { "mark-alone", "From a\n", NULL },
  { "empty", "", NULL },
};

static char *
describe (const char *message)
{
  g_autoptr (GString) out = g_string_new (NULL);
  DsnHeaderSection section;
  const DsnHeaderField *field;
  gboolean found;

  _dsn_header_section_init (&section);
  found = _dsn_header_section_read (&section, message, strlen (message));
  for (guint i = 0; (field = _dsn_header_section_get (&section, i)) != NULL; i++) {
    g_autofree char *value = _dsn_header_field_unfold (field, G_MAXSIZE);

    g_string_append_printf (out, "%s%.*s=%s", i > 0 ? " " : "", (int) field->name_length,
                            field->name, value);
  }
  if (found)
    g_string_append_printf (out, "|%s", message + section.end);
  _dsn_header_section_clear (&section);
  return found ? g_string_free (g_steal_pointer (&out), FALSE) : NULL;
}

static void
reads (gconstpointer data)
{
  const Row *row = data;
  g_autofree char *got = describe (row->message);

  g_assert_cmpstr (got, ==, row->want);
}

static void
gives_what_the_first_of_a_name_says (void)
{
  static const char message[] =
      "X-One: =?utf-8?q?=C3=BC?=\n b\nX-Two: c\nX-two: d\nX-Three: \xFC\n";
  DsnHeaderSection section;

  _dsn_header_section_init (&section);
  g_assert_true (_dsn_header_section_read (&section, message, sizeof message - 1));
  g_assert_cmpstr (_dsn_header_section_get_text (&section, "x-one"), ==, "ü b");
  g_assert_cmpstr (_dsn_header_section_get_text (&section, "X-TWO"), ==, "c");
  g_assert_cmpstr (_dsn_header_section_get_text (&section, "X-Two"), ==, "c");
  g_assert_true (g_utf8_validate (_dsn_header_section_get_text (&section, "X-Three"), -1, NULL));
  g_assert_null (_dsn_header_section_get_text (&section, "X-On"));
  g_assert_null (_dsn_header_section_get_text (&section, ""));
  _dsn_header_section_clear (&section);
}

static void
forgets_what_was_read_before (void)
{
  DsnHeaderSection section;

  _dsn_header_section_init (&section);
  g_assert_true (_dsn_header_section_read (&section, "A: b\nC: d\n", 10));
  g_assert_cmpstr (_dsn_header_section_get_text (&section, "A"), ==, "b");
  g_assert_true (_dsn_header_section_read (&section, "C: e\n", 5));
  g_assert_null (_dsn_header_section_get_text (&section, "A"));
  g_assert_cmpstr (_dsn_header_section_get_text (&section, "C"), ==, "e");
  g_assert_false (_dsn_header_section_read (&section, "", 0));
  g_assert_null (_dsn_header_section_get (&section, 0));
  _dsn_header_section_clear (&section);
}

static char *
random_message (void)
{
  static const char *const pieces[] = {
    "a",  "Bcd", ":",    ": ",   " ", "\t",    "\n",   "\n",  "\r\n",           "\r",     "\n\n",
    "\f", "é",   "\x01", "\x7f", "-", "From ", ">Fro", "\n>", "Content-Type: ", "text/x", "=?"
  };
  GString *text = g_string_new (g_test_rand_bit () ? "A: b\n" : NULL);
  int count = g_test_rand_int_range (1, 20);

  for (int i = 0; i < count; i++)
    g_string_append (text, pieces[g_test_rand_int_range (0, G_N_ELEMENTS (pieces))]);
  return g_string_free (text, FALSE);
}

static GMimeObject *
parse_by_gmime (const char *text, gsize length)
{
  g_autoptr (GMimeStream) stream = g_mime_stream_mem_new_with_buffer (text, length);
  g_autoptr (GMimeParser) parser = g_mime_parser_new_with_stream (stream);

  return g_mime_parser_construct_part (parser, NULL);
}

static void
assert_same_fields (const DsnHeaderSection *own, const DsnHeaderSection *of_gmime)
{
  g_assert_cmpuint (own->fields->len, ==, of_gmime->fields->len);
  for (guint i = 0; i < own->fields->len; i++) {
    const DsnHeaderField *a = _dsn_header_section_get (own, i);
    const DsnHeaderField *b = _dsn_header_section_get (of_gmime, i);
    g_autofree char *value = _dsn_header_field_unfold (a, G_MAXSIZE);
    g_autofree char *same = _dsn_header_field_unfold (b, G_MAXSIZE);

    g_assert_cmpmem (a->name, a->name_length, b->name, b->name_length);
    g_assert_cmpstr (value, ==, same);
  }
}

static void
takes_for_a_field_what_gmime_does (void)
{
  DsnHeaderSection own, of_gmime;
  guint messages = 0;

  _dsn_header_section_init (&own);
  _dsn_header_section_init (&of_gmime);
  for (guint i = 0; i < ROUNDS; i++) {
    g_autofree char *text = random_message ();
    gboolean found = _dsn_header_section_read (&own, text, strlen (text));
    GMimeObject *object = parse_by_gmime (text + own.start, strlen (text + own.start));
    g_autofree char *shown = g_strescape (text, NULL);

    g_test_message ("%s", shown);
    g_assert_true (found == (object != NULL));
    if (!found)
      continue;
    _dsn_header_section_read_object (&of_gmime, object);
    assert_same_fields (&own, &of_gmime);
    g_object_unref (object);
    messages++;
  }
  g_assert_cmpuint (messages, >, ROUNDS / 10);
  _dsn_header_section_clear (&own);
  _dsn_header_section_clear (&of_gmime);
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);
  _dsn_gmime_init ();
  for (guint i = 0; i < G_N_ELEMENTS (rows); i++) {
    g_autofree char *path = g_strconcat ("/header-section/reads/", rows[i].path, NULL);

    g_test_add_data_func (path, &rows[i], reads);
  }
  g_test_add_func ("/header-section/gives-what-the-first-of-a-name-says",
                   gives_what_the_first_of_a_name_says);
  g_test_add_func ("/header-section/forgets-what-was-read-before", forgets_what_was_read_before);
  g_test_add_func ("/header-section/takes-for-a-field-what-gmime-does",
                   takes_for_a_field_what_gmime_does);
  return g_test_run ();
}
