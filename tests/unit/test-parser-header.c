/* test-parser-header.c: the header fields that are kept of a message.
 * SPDX-License-Identifier: LGPL-2.1-or-later */
#include <gmime/gmime.h>
#include <string.h>

#include "dsn-parser.h"

static char *
read_from (const char *value)
{
  g_autofree char *text = g_strconcat ("From: ", value, "\nSubject: s\n\nText\n", NULL);
  g_autoptr (GBytes) octets = g_bytes_new (text, strlen (text));
  g_autoptr (DsnParser) parser = dsn_parser_new ();
  g_autoptr (DsnReport) report = dsn_parser_parse (parser, octets, strlen (text));

  return g_strdup (dsn_report_get_header (report, DSN_HEADER_FROM));
}

typedef struct {
  const char *path;
  const char *value;
  const char *want;
} Row;

static const Row rows[] = {
  { "address", "jo@example.net", "jo@example.net" },
  { "name", "Jo Miller <jo@example.net>", "jo@example.net" },
  { "quoted-name", "\"Miller, Jo (Sales)\" <jo@example.net>", "jo@example.net" },
  { "comment", "jo@example.net (Jo Miller)", "jo@example.net" },
  { "several", "jo@example.net, Kim <kim@example.net> ,lee@example.net",
    "jo@example.net, kim@example.net, lee@example.net" },
  { "several-and-a-group", "jo@example.net, staff: kim@example.net, lee@example.net;",
    "jo@example.net, kim@example.net, lee@example.net" },
  { "nobody-between-commas", "jo@example.net,, kim@example.net",
    "jo@example.net, kim@example.net" },
  { "comma-in-a-comment", "jo@example.net (Jo, Kim), lee@example.net",
    "jo@example.net, lee@example.net" },
  { "comma-in-a-quoted-name", "Lee <lee@example.net>, \"Miller, Jo\" <jo@example.net>",
    "lee@example.net, jo@example.net" },
  { "quotation-mark-in-a-name", "\"Jo \\\"the boss\\\" Miller\" <jo@example.net>",
    "jo@example.net" },
};

static void
test_from (gconstpointer data)
{
  const Row *row = data;
  g_autofree char *got = read_from (row->value);

  g_assert_cmpstr (got, ==, row->want);
}

static void
append_mailboxes (GString *text, InternetAddressList *list)
{
  for (int i = 0; list && i < internet_address_list_length (list); i++) {
    InternetAddress *address = internet_address_list_get_address (list, i);

    if (INTERNET_ADDRESS_IS_GROUP (address)) {
      append_mailboxes (text, INTERNET_ADDRESS_GROUP (address)->members);
      continue;
    }
    if (text->len > 0)
      g_string_append (text, ", ");
    g_string_append (text, INTERNET_ADDRESS_MAILBOX (address)->addr);
  }
}

/* Made of what addresses are made of, so that many of them are some. */
static char *
make_random (GRand *random)
{
  static const char *const words[] = { "jo@x.example",
                                       "<jo@x.example>",
                                       "Jo",
                                       "\"",
                                       "\"Jo, K\"",
                                       ", ",
                                       ",",
                                       " ",
                                       "(K)",
                                       "(a, b)",
                                       " <",
                                       ">",
                                       "\\",
                                       "kim@y.example",
                                       "k.l@z.example" };
  GString *text = g_string_new ("jo@x.example");
  guint length = (guint) g_rand_int_range (random, 0, 7);

  if (g_rand_boolean (random))
    g_string_truncate (text, 0);
  for (guint i = 0; i <= length; i++)
    g_string_append (text, words[g_rand_int_range (random, 0, G_N_ELEMENTS (words))]);
  return g_string_free (text, FALSE);
}

/* What is read without GMime is what GMime reads. */
static void
test_random (void)
{
  g_autoptr (GRand) random = g_rand_new_with_seed (20261125);

  for (guint i = 0; i < 20000; i++) {
    g_autofree char *value = make_random (random);
    g_autofree char *got = read_from (value);
    g_autoptr (GString) want = g_string_new (NULL);
    InternetAddressList *list = internet_address_list_parse (NULL, value);

    append_mailboxes (want, list);
    g_clear_object (&list);
    if (g_strcmp0 (got ? got : "", want->str) != 0)
      g_test_message ("%s", value);
    g_assert_cmpstr (got ? got : "", ==, want->str);
  }
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);
  for (guint i = 0; i < G_N_ELEMENTS (rows); i++) {
    g_autofree char *path = g_strconcat ("/parser/header/from/", rows[i].path, NULL);

    g_test_add_data_func (path, &rows[i], test_from);
  }
  g_test_add_func ("/parser/header/from/random-lists-as-gmime-reads-them", test_random);
  return g_test_run ();
}
