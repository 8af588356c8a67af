/* test-status.c: the enhanced status code as a value.
 * SPDX-License-Identifier: LGPL-2.1-or-later */
#include "dsn-status.h"

#include "report-text.h"

typedef struct {
  const char *path;
  const char *text;
  const char *want;
} Row;

static const Row parsed[] = {
  { "one-digit-each", "5.7.7", "5.7.7" },
  { "class-2", "2.0.0", "2.0.0" },
  { "class-4", "4.4.7", "4.4.7" },
  { "three-digits-each", "5.999.999", "5.999.999" },
  { "leading-zeros-go", "5.01.001", "5.1.1" },
  { "white-space-around", " \t5.1.1\r\n", "5.1.1" },
  { "class-1-is-none", "1.1.1", NULL },
  { "class-3-is-none", "3.1.1", NULL },
  { "class-6-is-none", "6.1.1", NULL },
  { "class-of-two-digits", "55.1.1", NULL },
  { "subject-of-four-digits", "5.1000.1", NULL },
  { "detail-of-four-digits", "5.1.1000", NULL },
  { "no-subject", "5..1", NULL },
  { "no-detail", "5.1.", NULL },
  { "two-parts", "5.1", NULL },
  { "four-parts", "5.1.1.1", NULL },
  { "word-behind", "5.1.1 x", NULL },
  { "word-before", "x 5.1.1", NULL },
  { "text-at-once", "5.1.1x", NULL },
  { "space-inside", "5. 1.1", NULL },
  { "minus", "5.-1.1", NULL },
  { "other-separator", "5,1,1", NULL },
  { "number", "511", NULL },
  { "empty", "", NULL },
  { "blank", "  ", NULL },
};

static const Row found[] = {
  { "alone", "5.1.1", "5.1.1" },
  { "behind-a-reply-code", "550 5.7.1 Denied", "5.7.1" },
  { "behind-a-reply-code-and-minus", "550-5.7.1 Denied", "5.7.1" },
  { "behind-a-hash", "550 #5.1.0 Address rejected", "5.1.0" },
  { "in-parentheses", "delayed (4.4.1)", "4.4.1" },
  { "before-a-comma", "5.2.2, mailbox full", "5.2.2" },
  { "end-of-a-sentence", "The code is 5.2.2.", "5.2.2" },
  { "first-of-two", "5.1.1 then 5.2.2", "5.1.1" },
  { "specific-one-is-preferred", "5.0.0 then 5.2.2", "5.2.2" },
  { "vague-one-if-there-is-no-other", "4.0.0 then 5.0.0", "4.0.0" },
  { "behind-a-vague-one-at-once", "5.0.0/5.1.1 5.2.3", "5.2.3" },
  { "version-is-none", "v5.1.1", NULL },
  { "ipv4-address-is-none", "host 5.1.1.7 refused", NULL },
  { "end-of-ipv4-address-is-none", "host 192.5.1.1 refused", NULL },
  { "behind-an-ipv4-address", "host 10.2.2.4 said 5.1.1", "5.1.1" },
  { "path-is-none", "/usr/5.1.1", NULL },
  { "word-is-none", "5.1.1beta", NULL },
  { "class-3-is-none", "3.1.1", NULL },
  { "nothing", "no code", NULL },
  { "empty", "", NULL },
  { "null", NULL, NULL },
};

static void
test_parse (gconstpointer data)
{
  const Row *row = data;
  DsnStatus status = 1;
  g_autoptr (GError) error = NULL;
  g_autofree char *text = NULL;

  g_assert_cmpint (dsn_status_parse (row->text, &status, &error), ==, row->want != NULL);
  text = dsn_status_to_string (status);
  g_assert_cmpstr (text, ==, row->want);
  if (row->want) {
    g_assert_no_error (error);
    return;
  }
  g_assert_error (error, DSN_ERROR, DSN_ERROR_SYNTAX);
  g_assert_nonnull (strstr (error->message, row->text));
  g_assert_cmpuint (status, ==, DSN_STATUS_NONE);
  g_assert_false (dsn_status_parse (row->text, NULL, NULL));
}

static void
test_find (gconstpointer data)
{
  const Row *row = data;
  g_autofree char *text = dsn_status_to_string (dsn_status_find (row->text));

  g_assert_cmpstr (text, ==, row->want);
}

static void
test_parts (void)
{
  DsnStatus status = dsn_status_new (4, 17, 999);

  g_assert_cmpuint (dsn_status_get_class (status), ==, 4);
  g_assert_cmpuint (dsn_status_get_subject (status), ==, 17);
  g_assert_cmpuint (dsn_status_get_detail (status), ==, 999);
}

static void
test_range (void)
{
  static const guint bad[][3] = { { 0, 1, 1 }, { 1, 1, 1 },    { 3, 1, 1 },
                                  { 6, 1, 1 }, { 5, 1000, 1 }, { 5, 1, 1000 } };

  for (gsize i = 0; i < G_N_ELEMENTS (bad); i++)
    g_assert_cmpuint (dsn_status_new (bad[i][0], bad[i][1], bad[i][2]), ==, DSN_STATUS_NONE);
  g_assert_cmpuint (dsn_status_new (2, 0, 0), !=, DSN_STATUS_NONE);
  g_assert_cmpuint (dsn_status_new (5, 999, 999), !=, DSN_STATUS_NONE);
}

static void
test_order (void)
{
  const DsnStatus codes[] = { DSN_STATUS_NONE,          dsn_status_new (2, 999, 999),
                              dsn_status_new (4, 0, 0), dsn_status_new (4, 0, 1),
                              dsn_status_new (4, 1, 0), dsn_status_new (4, 1, 999),
                              dsn_status_new (5, 0, 0) };

  for (gsize i = 1; i < G_N_ELEMENTS (codes); i++)
    g_assert_cmpuint (codes[i - 1], <, codes[i]);
}

static void
test_specific (void)
{
  g_assert_false (dsn_status_is_specific (DSN_STATUS_NONE));
  g_assert_false (dsn_status_is_specific (dsn_status_new (5, 0, 0)));
  g_assert_true (dsn_status_is_specific (dsn_status_new (5, 0, 1)));
  g_assert_true (dsn_status_is_specific (dsn_status_new (5, 1, 0)));
}

static void
test_none (void)
{
  g_assert_null (dsn_status_to_string (DSN_STATUS_NONE));
  g_assert_cmpuint (dsn_status_get_class (DSN_STATUS_NONE), ==, 0);
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);
  ADD_ROWS ("/status/parse/", parsed, test_parse);
  ADD_ROWS ("/status/find/", found, test_find);
  g_test_add_func ("/status/new/parts-come-back", test_parts);
  g_test_add_func ("/status/new/range-is-checked", test_range);
  g_test_add_func ("/status/order-is-that-of-the-parts", test_order);
  g_test_add_func ("/status/only-x.0.0-is-not-specific", test_specific);
  g_test_add_func ("/status/none-has-no-text", test_none);
  return g_test_run ();
}
