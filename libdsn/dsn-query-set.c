/* dsn-query-set.c: codes that are asked about, each once.
 * SPDX-License-Identifier: LGPL-2.1-or-later */
#include "dsn-query-private.h"

struct _DsnQuerySet {
  GArray *queries;
  /* Where each code stands in @queries, from 1, by its text. */
  GHashTable *places;
};

DsnQuerySet *
dsn_query_set_new (void)
{
  DsnQuerySet *self = g_new (DsnQuerySet, 1);

  self->queries = g_array_new (FALSE, FALSE, sizeof (DsnQuery));
  self->places = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, NULL);
  return self;
}

void
dsn_query_set_free (DsnQuerySet *self)
{
  if (!self)
    return;
  g_array_unref (self->queries);
  g_hash_table_unref (self->places);
  g_free (self);
}

/* A code that was there without a reply gets the one that it now comes with. */
static void
add_one (DsnQuerySet *self, const DsnQuery *query)
{
  g_autofree char *code = dsn_query_to_string (query);
  guint place = GPOINTER_TO_UINT (g_hash_table_lookup (self->places, code));
  DsnQuery *there = place > 0 ? &g_array_index (self->queries, DsnQuery, place - 1) : NULL;

  if (there && there->reply == 0)
    there->reply = query->reply;
  if (there)
    return;
  g_array_append_val (self->queries, *query);
  g_hash_table_insert (self->places, g_steal_pointer (&code),
                       GUINT_TO_POINTER (self->queries->len));
}

void
dsn_query_set_add (DsnQuerySet *self, const DsnQuery *query)
{
  g_autoptr (GArray) in_classes = NULL;

  g_return_if_fail (self != NULL);
  g_return_if_fail (query != NULL);

  in_classes = dsn_query_list_classes (query);
  for (guint i = 0; i < in_classes->len; i++)
    add_one (self, &g_array_index (in_classes, DsnQuery, i));
}

guint
dsn_query_set_add_text (DsnQuerySet *self, const char *text)
{
  const char *at = text;
  DsnQuery query;
  guint n = 0;

  g_return_val_if_fail (self != NULL, 0);
  g_return_val_if_fail (text != NULL, 0);

  if (dsn_query_parse (text, &query)) {
    dsn_query_set_add (self, &query);
    return 1;
  }
  for (; (at = _dsn_query_find_next (text, at, &query)) != NULL; n++)
    add_one (self, &query);
  return n;
}

guint
dsn_query_set_get_size (const DsnQuerySet *self)
{
  g_return_val_if_fail (self != NULL, 0);
  return self->queries->len;
}

const DsnQuery *
dsn_query_set_get (const DsnQuerySet *self, guint index)
{
  g_return_val_if_fail (self != NULL, NULL);
  g_return_val_if_fail (index < self->queries->len, NULL);
  return &g_array_index (self->queries, DsnQuery, index);
}
