/* dsn-site-item.c: a page, or a part of one, as its template sees it.
 * SPDX-License-Identifier: LGPL-2.1-or-later */
#include <string.h>

#include "dsn-site-private.h"

/* They are properties, so that a template can write page.title. */
static const char *const text_names[] = {
  "id",
  "code",
  "href",
  "url",
  "lang",
  "kind",
  "number",
  "current",
  "title",
  "title_lang",
  "name",
  "text",
  "text_lang",
  "note",
  "reason",
  "reason_lang",
  "fix_sender",
  "fix_sender_lang",
  "fix_recipient",
  "fix_recipient_lang",
  "fix_postmaster",
  "fix_postmaster_lang",
  "definition",
  "definition_lang",
  "class_title",
  "class_text",
  "class_href",
  "class_lang",
  "subject",
  "subject_title",
  "subject_text",
  "subject_href",
  "subject_lang",
  "citation",
  "word",
  "description",
};

static const char *const list_names[] = {
  "sections", "items", "classes", "subjects", "replies", "codes", "related",
};

#define N_TEXTS G_N_ELEMENTS (text_names)
#define N_LISTS G_N_ELEMENTS (list_names)

struct _DsnSiteItem {
  GObject parent_instance;
  char *texts[N_TEXTS];
  GListStore *lists[N_LISTS]; /* NULL for one that is empty, so that "if" can ask for it */
};

G_DEFINE_TYPE (DsnSiteItem, _dsn_site_item, G_TYPE_OBJECT)

/* Properties count from 1: the texts, then the lists. */
static void
get_property (GObject *object, guint id, GValue *value, G_GNUC_UNUSED GParamSpec *spec)
{
  DsnSiteItem *self = DSN_SITE_ITEM (object);
  guint index = id - 1;

  if (index >= N_TEXTS)
    g_value_set_object (value, self->lists[index - N_TEXTS]);
  else
    g_value_set_string (value, self->texts[index] ? self->texts[index] : "");
}

static void
finalize (GObject *object)
{
  DsnSiteItem *self = DSN_SITE_ITEM (object);

  for (guint i = 0; i < N_TEXTS; i++)
    g_free (self->texts[i]);
  for (guint i = 0; i < N_LISTS; i++)
    g_clear_object (&self->lists[i]);
  G_OBJECT_CLASS (_dsn_site_item_parent_class)->finalize (object);
}

static void
_dsn_site_item_class_init (DsnSiteItemClass *class)
{
  GObjectClass *object_class = G_OBJECT_CLASS (class);

  object_class->get_property = get_property;
  object_class->finalize = finalize;
  for (guint i = 0; i < N_TEXTS; i++)
    g_object_class_install_property (
        object_class, i + 1,
        g_param_spec_string (text_names[i], NULL, NULL, NULL, G_PARAM_READABLE));
  for (guint i = 0; i < N_LISTS; i++)
    g_object_class_install_property (
        object_class, N_TEXTS + i + 1,
        g_param_spec_object (list_names[i], NULL, NULL, G_TYPE_LIST_STORE, G_PARAM_READABLE));
}

static void
_dsn_site_item_init (G_GNUC_UNUSED DsnSiteItem *self)
{
}

DsnSiteItem *
_dsn_site_item_new (void)
{
  return g_object_new (DSN_TYPE_SITE_ITEM, NULL);
}

static guint
find_name (const char *const *names, guint n, const char *name)
{
  guint i = 0;

  while (i < n && strcmp (names[i], name) != 0)
    i++;
  return i;
}

void
_dsn_site_item_set (DsnSiteItem *self, const char *name, const char *text)
{
  guint i = find_name (text_names, N_TEXTS, name);

  g_return_if_fail (i < N_TEXTS);

  g_free (self->texts[i]);
  self->texts[i] = g_strdup (text);
}

const char *
_dsn_site_item_get (DsnSiteItem *self, const char *name)
{
  guint i = find_name (text_names, N_TEXTS, name);

  g_return_val_if_fail (i < N_TEXTS, NULL);

  return self->texts[i];
}

void
_dsn_site_item_add (DsnSiteItem *self, const char *list, DsnSiteItem *item)
{
  guint i = find_name (list_names, N_LISTS, list);

  g_return_if_fail (i < N_LISTS);

  if (!self->lists[i])
    self->lists[i] = g_list_store_new (DSN_TYPE_SITE_ITEM);
  g_list_store_append (self->lists[i], item);
  g_object_unref (item);
}
