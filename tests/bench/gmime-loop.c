/* gmime-loop: the least that reading an mbox with GMime costs; what dsn-parse is measured against.
 * SPDX-License-Identifier: LGPL-2.1-or-later */
#include <stdio.h>

#include <gmime/gmime.h>

int
main (int argc, char **argv)
{
  GMimeStream *stream = argc == 2 ? g_mime_stream_file_open (argv[1], "r", NULL) : NULL;
  GMimeParser *parser;
  guint64 messages = 0;

  if (!stream)
    return 2;
  g_mime_init ();
  parser = g_mime_parser_new_with_stream (stream);
  g_mime_parser_set_format (parser, GMIME_FORMAT_MBOX);
  while (!g_mime_parser_eos (parser)) {
    GMimeMessage *message = g_mime_parser_construct_message (parser, NULL);

    messages += message != NULL;
    g_clear_object (&message);
  }
  printf ("%" G_GUINT64_FORMAT "\n", messages);
  g_object_unref (parser);
  g_object_unref (stream);
  return 0;
}
