/* dsn-explain.c: gathers what there is to say of a code.
 * SPDX-License-Identifier: LGPL-2.1-or-later */
#include "dsn-catalog-private.h"
#include "dsn-codes.h"
#include "dsn-explain-private.h"

/* A subject and a detail that no code has, so that the texts of the class, or of the subject, are
 * found. */
#define NO_PART DSN_STATUS_PART_MAX

/* A code that fits a pattern and has no texts of its own. */
static DsnStatus
stand_in (const DsnQuery *query)
{
  return dsn_status_new (query->status_class ? query->status_class : 5,
                         MIN (query->subject, NO_PART), MIN (query->detail, NO_PART));
}

static const char *
get_pattern_title (const DsnQuery *query, const DsnCatalog *catalog)
{
  const char *title = NULL;

  if (!query->has_status)
    return dsn_catalog_get_reply_class_text (catalog, query->reply_class * 100, DSN_CATALOG_TITLE);
  if (query->subject != DSN_QUERY_ANY)
    title = dsn_catalog_get_subject_title (catalog, stand_in (query));
  if (!title && query->status_class)
    title = dsn_catalog_get_class_title (catalog, stand_in (query));
  return title;
}

/* The title that is true of a code in every class. */
static const char *
get_open_title (const DsnQuery *query, const DsnCatalog *catalog, const char **language)
{
  guint32 key = _dsn_code_key (DSN_CODE_ANY_CLASS, query->subject, query->detail);
  const char *title = _dsn_catalog_look_up (catalog, key, DSN_CATALOG_TITLE);
  DsnStatus status = stand_in (query);

  if (!title)
    return dsn_catalog_find_text (catalog, status, DSN_CATALOG_TITLE, NULL, language);
  *language = dsn_catalog_get_language (catalog);
  return title;
}

const char *
_dsn_explain_get_title (const DsnQuery *query, const DsnCatalog *catalog, const char **language)
{
  DsnStatus status = dsn_query_get_status (query);

  *language = dsn_catalog_get_language (catalog);
  if (dsn_query_is_pattern (query))
    return get_pattern_title (query, catalog);
  if (!query->has_status)
    return dsn_catalog_get_reply_text (catalog, query->reply, DSN_CATALOG_TITLE, NULL, language);
  if (status == DSN_STATUS_NONE)
    return get_open_title (query, catalog, language);
  return dsn_catalog_find_text (catalog, status, DSN_CATALOG_TITLE, NULL, language);
}

static void
set_class_and_subject (DsnExplanation *self, DsnStatus status)
{
  if (self->query.status_class) {
    self->class_title = dsn_catalog_get_class_title (self->catalog, status);
    self->class_text = dsn_catalog_get_class_text (self->catalog, status);
  }
  self->subject_title = dsn_catalog_get_subject_title (self->catalog, status);
  self->subject_text = dsn_catalog_get_subject_text (self->catalog, status);
}

/* The replies that go with a code in its class: 550 goes with 5.1.1, 451 with 4.1.1. */
static GArray *
list_replies (DsnStatus status)
{
  g_autoptr (GArray) all = dsn_catalog_list_code_replies (status);
  GArray *replies = g_array_new (FALSE, FALSE, sizeof (guint));

  for (guint i = 0; i < all->len; i++) {
    guint reply = g_array_index (all, guint, i);

    if (reply / 100 == dsn_status_get_class (status))
      g_array_append_val (replies, reply);
  }
  return replies;
}

static void
explain_status (DsnExplanation *self, DsnStatus status)
{
  for (DsnCatalogText which = 0; which < DSN_CATALOG_TEXT_COUNT; which++)
    self->texts[which] =
        dsn_catalog_find_text (self->catalog, status, which, NULL, &self->languages[which]);
  set_class_and_subject (self, status);
  self->name = dsn_catalog_get_name (status);
  self->citation = dsn_catalog_get_citation (status);
  self->word = dsn_catalog_get_reason_word (status);
  self->replies = list_replies (status);
  self->related = dsn_catalog_list_related_codes (status);
  if (self->query.reply)
    self->reply_title = dsn_catalog_get_reply_text (self->catalog, self->query.reply,
                                                    DSN_CATALOG_TITLE, NULL, NULL);
  if (!self->known)
    self->note = "unregistered";
  else if (!dsn_catalog_is_registered_class (status) && !dsn_catalog_is_useful (status))
    self->note = "unusual-class";
}

static void
set_digits (DsnExplanation *self, guint reply)
{
  self->class_title = dsn_catalog_get_reply_class_text (self->catalog, reply, DSN_CATALOG_TITLE);
  self->class_text =
      dsn_catalog_get_reply_class_text (self->catalog, reply, DSN_CATALOG_DEFINITION);
  self->subject_title =
      dsn_catalog_get_reply_subject_text (self->catalog, reply, DSN_CATALOG_TITLE);
  self->subject_text =
      dsn_catalog_get_reply_subject_text (self->catalog, reply, DSN_CATALOG_DEFINITION);
}

static void
explain_reply (DsnExplanation *self, guint reply)
{
  for (DsnCatalogText which = 0; which < DSN_CATALOG_TEXT_COUNT; which++)
    self->texts[which] =
        dsn_catalog_get_reply_text (self->catalog, reply, which, NULL, &self->languages[which]);
  set_digits (self, reply);
  self->name = dsn_catalog_get_reply_name (reply);
  self->citation = dsn_catalog_get_reply_citation (reply);
  self->codes = dsn_catalog_list_reply_codes (reply);
  if (!self->known)
    self->note = "unregistered-reply";
}

/* Only what the class and the subject themselves say is true of all that fit. */
static void
explain_pattern (DsnExplanation *self)
{
  const DsnQuery *query = &self->query;
  DsnStatus status = stand_in (query);

  self->texts[DSN_CATALOG_TITLE] = get_pattern_title (query, self->catalog);
  self->codes = dsn_query_list_codes (query);
  self->replies = dsn_query_list_replies (query);
  if (!query->has_status) {
    set_digits (self, query->reply_class * 100);
    self->subject_title = self->subject_text = NULL;
    return;
  }
  set_class_and_subject (self, status);
  if (query->subject == DSN_QUERY_ANY) {
    self->subject_title = self->subject_text = NULL;
    self->citation = query->status_class ? dsn_catalog_get_class_citation (status) : NULL;
  } else {
    self->name = dsn_catalog_get_subject_name (status);
    self->citation = dsn_catalog_get_subject_citation (status);
  }
}

static guint
get_class_number (const DsnQuery *query)
{
  if (query->has_status)
    return query->status_class;
  return query->reply ? query->reply / 100 : query->reply_class;
}

DsnExplanation *
_dsn_explanation_new (const DsnQuery *query, const DsnCatalog *catalog)
{
  DsnExplanation *self = g_new0 (DsnExplanation, 1);

  self->catalog = catalog;
  self->query = *query;
  self->code = dsn_query_to_string (query);
  self->known = dsn_query_is_known (query);
  self->class_number = get_class_number (query);
  self->is_pattern =
      dsn_query_is_pattern (query) || (query->has_status && query->status_class == 0);
  if (self->is_pattern)
    explain_pattern (self);
  else if (query->has_status)
    explain_status (self, dsn_query_get_status (query));
  else
    explain_reply (self, query->reply);
  return self;
}

void
_dsn_explanation_free (DsnExplanation *self)
{
  if (!self)
    return;
  g_free (self->code);
  g_clear_pointer (&self->replies, g_array_unref);
  g_clear_pointer (&self->codes, g_array_unref);
  g_clear_pointer (&self->related, g_array_unref);
  g_free (self);
}
