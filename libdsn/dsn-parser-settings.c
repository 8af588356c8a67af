/* dsn-parser-settings.c: a parser: how messages are to be read.
 * SPDX-License-Identifier: LGPL-2.1-or-later */
#include "dsn-fields.h"
#include "dsn-parser-private.h"

struct _DsnParser {
  guint limits[DSN_LIMIT_COUNT];
  /* Of DsnMime: shared by the threads that use the parser. */
  GAsyncQueue *idle;
  GPtrArray *verps;
  const DsnPhrases *phrases;
};

DsnParser *
dsn_parser_new (void)
{
  DsnParser *parser = g_new (DsnParser, 1);

  _dsn_gmime_init ();
  _dsn_mime_start ();
  parser->idle = g_async_queue_new_full ((GDestroyNotify) _dsn_mime_free);
  parser->phrases = NULL;
  parser->verps = g_ptr_array_new_with_free_func ((GDestroyNotify) dsn_verp_unref);
  parser->limits[DSN_LIMIT_PARTS] = 1000;
  parser->limits[DSN_LIMIT_RECIPIENTS] = DSN_FIELDS_MAX_RECIPIENTS;
  parser->limits[DSN_LIMIT_DEPTH] = 50;
  return parser;
}

void
dsn_parser_free (DsnParser *parser)
{
  if (!parser)
    return;
  g_async_queue_unref (parser->idle);
  g_ptr_array_unref (parser->verps);
  g_free (parser);
}

guint
dsn_parser_get_limit (const DsnParser *parser, DsnLimit limit)
{
  g_return_val_if_fail (parser != NULL && (guint) limit < DSN_LIMIT_COUNT, 0);
  return parser->limits[limit];
}

void
dsn_parser_set_limit (DsnParser *parser, DsnLimit limit, guint value)
{
  g_return_if_fail (parser != NULL && (guint) limit < DSN_LIMIT_COUNT && value > 0);
  parser->limits[limit] = value;
}

void
dsn_parser_add_verp (DsnParser *parser, DsnVerp *verp)
{
  g_return_if_fail (parser != NULL && verp != NULL);
  g_ptr_array_add (parser->verps, verp);
}

void
dsn_parser_set_phrases (DsnParser *parser, const DsnPhrases *phrases)
{
  g_return_if_fail (parser != NULL);
  parser->phrases = phrases;
}

const DsnPhrases *
_dsn_parser_get_phrases (const DsnParser *parser)
{
  return parser->phrases;
}

const GPtrArray *
_dsn_parser_get_verps (const DsnParser *parser)
{
  return parser->verps;
}

GAsyncQueue *
_dsn_parser_get_idle (const DsnParser *parser)
{
  return parser->idle;
}
