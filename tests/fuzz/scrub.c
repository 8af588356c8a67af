/* scrub.c: a message with the fields of dsn-filter put before it and taken out again is what it was.
 * SPDX-License-Identifier: LGPL-2.1-or-later */
#include "fuzz.h"

static char *
scrub (const char *octets, gsize length, gsize piece, gboolean cr_lines, gsize *kept_length)
{
  g_autoptr (DsnScrub) scrub = dsn_scrub_new (DSN_FILTER_PREFIX);
  char *kept = g_malloc (length + DSN_SCRUB_ROOM);
  g_autofree char *room = g_malloc (piece + DSN_SCRUB_ROOM);
  gsize out = 0;

  dsn_scrub_begin (scrub, cr_lines);
  for (gsize at = 0; at < length; at += piece) {
    gsize count = dsn_scrub_feed (scrub, octets + at, MIN (piece, length - at), room);

    g_assert_cmpuint (out + count, <=, length);
    memcpy (kept + out, room, count);
    out += count;
  }
  out += dsn_scrub_end (scrub, kept + out);
  g_assert_cmpuint (out, <=, length);
  *kept_length = out;
  return kept;
}

/* What dsn-filter puts before a message: fields of its own, folded, and nothing else. */
static char *
make_fields (const char *octets, gsize length, gboolean cr_lines)
{
  g_autoptr (DsnParser) parser = dsn_parser_new ();
  g_autoptr (GBytes) bytes = g_bytes_new (octets, length);
  g_autoptr (DsnReport) report = dsn_parser_parse (parser, bytes, length);
  char *fields = dsn_filter_print (report, DSN_FILTER_PREFIX, cr_lines ? "\r" : "\n", 4000, NULL);
  g_auto (GStrv) lines = g_strsplit (fields, cr_lines ? "\r" : "\n", -1);

  g_assert_cmpuint (strlen (fields), <=, 4000);
  for (char **line = lines; *line; line++)
    g_assert_true (line == lines || !**line || **line == ' ' || **line == '\t'
                   || g_str_has_prefix (*line, DSN_FILTER_PREFIX));
  g_assert_true (g_str_has_prefix (fields, DSN_FILTER_PREFIX));
  return fields;
}

static void
try_scrub (const char *octets, gsize length, gboolean cr_lines)
{
  gsize once_length, pieces_length, again_length;
  g_autofree char *once = scrub (octets, length, 65536, cr_lines, &once_length);
  g_autofree char *pieces = scrub (octets, length, 1 + length % 19, cr_lines, &pieces_length);
  g_autofree char *fields = make_fields (octets, length, cr_lines);
  g_autoptr (GString) filtered = g_string_new (fields);
  g_autofree char *again = NULL;

  g_assert_cmpmem (pieces, pieces_length, once, once_length);
  if (once_length > 0 && (*once == ' ' || *once == '\t'))
    return;
  g_string_append_len (filtered, once, (gssize) once_length);
  again = scrub (filtered->str, filtered->len, 4096, cr_lines, &again_length);
  g_assert_cmpmem (again, again_length, once, once_length);
}

int
LLVMFuzzerTestOneInput (const uint8_t *data, size_t size)
{
  try_scrub ((const char *) data, size, FALSE);
  try_scrub ((const char *) data, size, TRUE);
  return 0;
}
