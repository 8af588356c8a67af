/* make-spec.c: requests for reports, as JSON.
 * SPDX-License-Identifier: LGPL-2.1-or-later */
#include <errno.h>
#include <stdlib.h>
#include <string.h>

#include "make-spec.h"

struct _MakeSpec {
  FILE *file;
  char *name;
  char *line;
  size_t size;
  guint64 number;
  gboolean begun;
  char *place;
  /* What was read and not yet returned. */
  GPtrArray *reports;
  guint next;
};

static void
fail (const MakeSpec *spec, GError **error)
{
  g_set_error (error, DSN_ERROR, DSN_ERROR_IO, "%s: cannot read: %s", spec->name,
               g_strerror (errno));
}

MakeSpec *
make_spec_open (const char *path, GError **error)
{
  MakeSpec *spec = g_new0 (MakeSpec, 1);
  gboolean is_stdin = strcmp (path, "-") == 0;

  spec->name = is_stdin ? g_strdup ("standard input") : g_filename_display_name (path);
  spec->place = g_strdup ("");
  spec->file = is_stdin ? stdin : fopen (path, "re");
  if (spec->file)
    return spec;
  fail (spec, error);
  make_spec_free (spec);
  return NULL;
}

void
make_spec_free (MakeSpec *spec)
{
  if (spec->file && spec->file != stdin)
    (void) fclose (spec->file); /* it was only read */
  g_free (spec->name);
  g_free (spec->place);
  free (spec->line);
  g_clear_pointer (&spec->reports, g_ptr_array_unref);
  g_free (spec);
}

const char *
make_spec_get_place (const MakeSpec *spec)
{
  return spec->place;
}

static gboolean
is_blank (const char *text, gsize length)
{
  return strspn (text, " \t\r\n") == length;
}

/* Everything from the line that was read last on. */
static char *
read_rest (MakeSpec *spec, gsize length, gsize *total, GError **error)
{
  GString *text = g_string_new_len (spec->line, (gssize) length);
  char block[BUFSIZ];
  gsize count;

  while ((count = fread (block, 1, sizeof block, spec->file)) > 0)
    g_string_append_len (text, block, (gssize) count);
  *total = text->len;
  if (!ferror (spec->file))
    return g_string_free (text, FALSE);
  fail (spec, error);
  g_string_free (text, TRUE);
  return NULL;
}

static void
set_place (MakeSpec *spec, guint64 line)
{
  g_free (spec->place);
  spec->place = line ? g_strdup_printf ("%s, line %" G_GUINT64_FORMAT ": ", spec->name, line)
                     : g_strconcat (spec->name, ": ", NULL);
}

/* The object on the line that was read last, without what its errors say of the line's number. */
static GPtrArray *
parse_line (const MakeSpec *spec, gsize length, GError **error)
{
  static const char first_line[] = "line 1: ";
  g_autoptr (GError) fault = NULL;
  DsnReport *report = strlen (spec->line) == length ? dsn_json_parse (spec->line, &fault) : NULL;
  GPtrArray *reports;

  if (report) {
    reports = g_ptr_array_new_with_free_func ((GDestroyNotify) dsn_report_unref);
    g_ptr_array_add (reports, report);
    return reports;
  }
  if (!fault)
    g_set_error (error, DSN_ERROR, DSN_ERROR_SYNTAX, "there is a NUL in it");
  else
    g_set_error_literal (
        error, fault->domain, fault->code,
        fault->message
            + (g_str_has_prefix (fault->message, first_line) ? sizeof first_line - 1 : 0));
  return NULL;
}

/* Reads the objects from the line that was read last on: where the first line is not JSON by itself,
 * it is the beginning of what goes on to the end. */
static GPtrArray *
parse (MakeSpec *spec, gsize length, GError **error)
{
  g_autoptr (GError) fault = NULL;
  GPtrArray *reports = parse_line (spec, length, &fault);
  gboolean begun = spec->begun;
  g_autofree char *text = NULL;

  spec->begun = TRUE;
  set_place (spec, spec->number);
  if (!reports && !begun && g_error_matches (fault, DSN_ERROR, DSN_ERROR_SYNTAX)) {
    set_place (spec, 0);
    text = read_rest (spec, length, &length, error);
    return text ? dsn_json_parse_all (text, length, error) : NULL;
  }
  if (fault)
    g_propagate_error (error, g_steal_pointer (&fault));
  return reports;
}

/* Returns whether there is a line with something on it. */
static gboolean
read_line (MakeSpec *spec, gsize *length, GError **error)
{
  gssize count;

  do {
    count = getline (&spec->line, &spec->size, spec->file);
    if (count < 0) {
      if (ferror (spec->file))
        fail (spec, error);
      else if (!spec->begun)
        g_set_error (error, DSN_ERROR, DSN_ERROR_EMPTY, "%s: there is no request in it",
                     spec->name);
      return FALSE;
    }
    spec->number++;
  } while (is_blank (spec->line, (gsize) count));
  *length = (gsize) count;
  return TRUE;
}

DsnReport *
make_spec_next (MakeSpec *spec, GError **error)
{
  gsize length;

  if (spec->reports && spec->next < spec->reports->len)
    return dsn_report_ref (g_ptr_array_index (spec->reports, spec->next++));
  g_clear_pointer (&spec->reports, g_ptr_array_unref);
  spec->next = 0;
  if (!read_line (spec, &length, error))
    return NULL;
  spec->reports = parse (spec, length, error);
  return spec->reports ? make_spec_next (spec, error) : NULL;
}
