/* test-place.c: where in a text an octet stands.
 * SPDX-License-Identifier: LGPL-2.1-or-later */
#include <string.h>

#include "dsn.h"

static DsnPlaces *
new_places (const char *text)
{
  static GBytes *bytes;

  g_clear_pointer (&bytes, g_bytes_unref);
  bytes = g_bytes_new_static (text, strlen (text));
  return dsn_places_new (bytes);
}

static void
test_find (void)
{
  static const struct {
    const char *text;
    gsize offset;
    guint64 line;
    guint64 column;
  } rows[] = {
    { "", 0, 1, 1 },           { "ab\ncd\n", 0, 1, 1 },  { "ab\ncd\n", 2, 1, 3 },
    { "ab\ncd\n", 3, 2, 1 },   { "ab\ncd\n", 4, 2, 2 },  { "ab\ncd\n", 6, 2, 4 },
    { "ab\ncd\n", 99, 2, 4 },  { "ab\r\ncd", 4, 2, 1 },  { "ab\rcd\r", 3, 2, 1 },
    { "ab\rcd\n", 3, 2, 1 },   { "\n\n\nx", 3, 4, 1 },   { "äö x", 5, 1, 4 },
    { "\xe4\xf6 x", 3, 1, 4 }, { "a\xe2\x82", 3, 1, 4 },
  };

  for (guint i = 0; i < G_N_ELEMENTS (rows); i++) {
    g_autoptr (DsnPlaces) places = new_places (rows[i].text);
    DsnPlace place = dsn_places_find (places, rows[i].offset);

    g_assert_cmpuint (place.line, ==, rows[i].line);
    g_assert_cmpuint (place.column, ==, rows[i].column);
  }
}

static void
test_line (void)
{
  g_autoptr (DsnPlaces) places = new_places ("one\r\ntw\xff\n\nfour");
  static const char *const want[] = { "", "one", "tw�", "", "four", "" };

  for (guint i = 0; i < G_N_ELEMENTS (want); i++) {
    g_autofree char *line = dsn_places_get_line (places, i);

    g_assert_cmpstr (line, ==, want[i]);
  }
}

static void
test_long_line (void)
{
  g_autofree char *text = g_strnfill (100000, 'x');
  g_autoptr (DsnPlaces) places = new_places (text);
  g_autofree char *line = dsn_places_get_line (places, 1);

  g_assert_cmpuint (strlen (line), ==, 1000);
  g_assert_cmpuint (dsn_places_find (places, 99999).column, ==, 100000);
}

/* GBytes of no octets have no data. */
static void
test_no_octets (void)
{
  g_autoptr (GBytes) none = g_bytes_new (NULL, 0);
  g_autoptr (DsnPlaces) places = dsn_places_new (none);
  g_autofree char *line = dsn_places_get_line (places, 1);

  g_assert_cmpstr (line, ==, "");
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/place/line-and-column", test_find);
  g_test_add_func ("/place/line", test_line);
  g_test_add_func ("/place/of-a-long-line-only-the-beginning-is-shown", test_long_line);
  g_test_add_func ("/place/of-no-octets-there-is-an-empty-line", test_no_octets);
  return g_test_run ();
}
