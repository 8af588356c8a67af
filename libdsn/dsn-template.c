/* dsn-template.c: the human-readable part of a report, from a template.
 * SPDX-License-Identifier: LGPL-2.1-or-later */
#include <string.h>

#include "dsn-catalog-private.h"
#include "dsn-template-private.h"
#include "dsn-wrap-private.h"

#define UTF8_BOM "\xEF\xBB\xBF"

struct _DsnTemplate {
  char *name;
  GPtrArray *pieces;
  /* Of the subject, or NULL. */
  GPtrArray *subject;
};

#define SUBJECT "Subject:"

/* Takes the subject off the beginning of a template; in its place come remarks, which leave nothing
 * behind, so that the lines that errors name stay the same. */
static gboolean
split_subject (const char *text, char **subject, char **body)
{
  gsize length = strcspn (text, "\n");

  if (!g_str_has_prefix (text, SUBJECT) || !g_str_has_prefix (text + length, "\n\n"))
    return FALSE;
  *subject = g_strndup (text + strlen (SUBJECT), length - strlen (SUBJECT));
  *body = g_strconcat ("{{# subject }}\n{{# }}\n", text + length + 2, NULL);
  return TRUE;
}

DsnTemplate *
dsn_template_new (const char *text, const char *name, GError **error)
{
  g_autoptr (DsnTemplate) self = NULL;
  g_autofree char *subject = NULL;
  g_autofree char *body = NULL;

  g_return_val_if_fail (text != NULL, NULL);
  g_return_val_if_fail (name != NULL, NULL);

  self = g_new0 (DsnTemplate, 1);
  self->name = g_strdup (name);
  if (split_subject (text, &subject, &body)) {
    text = body;
    self->subject = _dsn_template_scan (subject, name, error);
    if (!self->subject)
      return NULL;
  }
  self->pieces = _dsn_template_scan (text, name, error);
  return self->pieces ? g_steal_pointer (&self) : NULL;
}

/* Makes a template of octets, which must be UTF-8. */
static DsnTemplate *
new_from_data (const char *data, gsize length, const char *name, GError **error)
{
  const char *end;
  g_autoptr (GString) text = NULL;

  if (length >= strlen (UTF8_BOM) && memcmp (data, UTF8_BOM, strlen (UTF8_BOM)) == 0) {
    data += strlen (UTF8_BOM);
    length -= strlen (UTF8_BOM);
  }
  if (!g_utf8_validate (data, (gssize) length, &end)) {
    guint line = 1;

    for (const char *at = data; at < end; at++)
      line += *at == '\n';
    g_set_error (error, DSN_ERROR, DSN_ERROR_TEMPLATE, "%s:%u: this is not UTF-8", name, line);
    return NULL;
  }
  text = g_string_new_len (data, (gssize) length);
  g_string_replace (text, "\r\n", "\n", 0);
  return dsn_template_new (text->str, name, error);
}

/* Loads a file if there is one: NULL without an error says that there is none. */
static DsnTemplate *
load_if_there (const char *path, GError **error)
{
  g_autofree char *data = NULL;
  g_autoptr (GError) fault = NULL;
  gsize length;

  if (g_file_get_contents (path, &data, &length, &fault))
    return new_from_data (data, length, path, error);
  if (!g_error_matches (fault, G_FILE_ERROR, G_FILE_ERROR_NOENT)
      && !g_error_matches (fault, G_FILE_ERROR, G_FILE_ERROR_NOTDIR))
    g_set_error_literal (error, DSN_ERROR, DSN_ERROR_IO, fault->message);
  return NULL;
}

DsnTemplate *
dsn_template_load_file (const char *path, GError **error)
{
  g_autoptr (GError) fault = NULL;
  DsnTemplate *self;

  g_return_val_if_fail (path != NULL, NULL);

  self = load_if_there (path, &fault);
  if (!self && !fault)
    g_set_error (&fault, DSN_ERROR, DSN_ERROR_IO, "%s: there is no such file", path);
  if (fault)
    g_propagate_error (error, g_steal_pointer (&fault));
  return self;
}

/* The next two: NULL without an error says that there is none. */
static DsnTemplate *
find_in_folders (const char *const *folders, char **names, const char *file, GError **error)
{
  g_autoptr (GError) fault = NULL;
  DsnTemplate *self = NULL;

  for (guint i = 0; folders && folders[i]; i++)
    for (guint j = 0; names[j] && !self && !fault; j++) {
      g_autofree char *path = g_build_filename (folders[i], names[j], file, NULL);

      self = load_if_there (path, &fault);
    }
  if (fault)
    g_propagate_error (error, g_steal_pointer (&fault));
  return self;
}

static DsnTemplate *
find_compiled_in (char **names, const char *file, GError **error)
{
  char **languages = _dsn_data_get_languages ();

  for (guint i = 0; names[i]; i++)
    for (guint j = 0; languages[j]; j++) {
      g_autofree char *name = g_strconcat (languages[j], "/", file, NULL);
      g_autoptr (GBytes) bytes = NULL;
      gconstpointer data;
      gsize length;

      if (g_ascii_strcasecmp (names[i], languages[j]) != 0)
        continue;
      bytes = _dsn_data_lookup (name);
      if (!bytes)
        continue;
      data = g_bytes_get_data (bytes, &length);
      return new_from_data (data, length, name, error);
    }
  return NULL;
}

static void
set_not_found (const char *file, const char *language, GError **error)
{
  g_autofree char *known = _dsn_data_name_languages ();

  g_set_error (error, DSN_ERROR, DSN_ERROR_NOT_FOUND,
               "there is no template %s for the language \"%s\"; compiled in are %s", file,
               language, known);
}

DsnTemplate *
dsn_template_load (const char *const *folders, const char *language, DsnAction action,
                   GError **error)
{
  const char *wanted = language ? language : "en";
  g_auto (GStrv) names = _dsn_data_get_folder_names (wanted);
  g_autofree char *file = NULL;
  g_autoptr (GError) fault = NULL;
  DsnTemplate *self;

  g_return_val_if_fail (dsn_action_to_string (action) != NULL, NULL);

  file = g_strconcat (dsn_action_to_string (action), ".tmpl", NULL);
  self = find_in_folders (folders, names, file, &fault);
  if (!self && !fault)
    self = find_compiled_in (names, file, &fault);
  if (!self && !fault)
    set_not_found (file, wanted, &fault);
  if (fault)
    g_propagate_error (error, g_steal_pointer (&fault));
  return self;
}

void
dsn_template_free (DsnTemplate *self)
{
  if (!self)
    return;
  g_free (self->name);
  g_clear_pointer (&self->pieces, g_ptr_array_unref);
  g_clear_pointer (&self->subject, g_ptr_array_unref);
  g_free (self);
}

static char *
expand (const DsnTemplate *self, const GPtrArray *pieces, const DsnReport *report,
        const DsnCatalog *catalog, GError **error)
{
  static const DsnTemplateKind plain_text = { NULL, _dsn_template_view_nobody };
  g_autoptr (TmplScope) scope = _dsn_template_view (report, catalog);

  if (!_dsn_template_check (&plain_text, pieces, self->name, scope, error))
    return NULL;
  return _dsn_template_expand (&plain_text, pieces, self->name, scope, error);
}

char *
dsn_template_render (DsnTemplate *self, const DsnReport *report, const DsnCatalog *catalog,
                     GError **error)
{
  g_autofree char *text = NULL;

  g_return_val_if_fail (self != NULL, NULL);
  g_return_val_if_fail (report != NULL, NULL);
  g_return_val_if_fail (catalog != NULL, NULL);

  text = expand (self, self->pieces, report, catalog, error);
  return text ? _dsn_wrap (text, DSN_TEMPLATE_WIDTH) : NULL;
}

char *
dsn_template_render_subject (DsnTemplate *self, const DsnReport *report, const DsnCatalog *catalog,
                             GError **error)
{
  char *text;

  g_return_val_if_fail (self != NULL, NULL);
  g_return_val_if_fail (report != NULL, NULL);
  g_return_val_if_fail (catalog != NULL, NULL);

  if (!self->subject)
    return NULL;
  text = expand (self, self->subject, report, catalog, error);
  return text ? g_strstrip (text) : NULL;
}
