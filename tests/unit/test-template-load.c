/* test-template-load.c: where templates come from.
 * SPDX-License-Identifier: LGPL-2.1-or-later */
#include <glib/gstdio.h>

#include "dsn-template.h"

/* Each test has a folder of its own. */

typedef struct {
  char *folder;
  const char *folders[3];
} Fixture;

static void
set_up (Fixture *fixture, G_GNUC_UNUSED gconstpointer data)
{
  g_autoptr (GError) error = NULL;

  fixture->folder = g_dir_make_tmp ("dsn-template-XXXXXX", &error);
  g_assert_no_error (error);
  fixture->folders[0] = "/nonexistent";
  fixture->folders[1] = fixture->folder;
}

static void
remove_all (const char *path)
{
  g_autoptr (GDir) dir = g_dir_open (path, 0, NULL);

  for (const char *name = dir ? g_dir_read_name (dir) : NULL; name; name = g_dir_read_name (dir)) {
    g_autofree char *inner = g_build_filename (path, name, NULL);

    remove_all (inner);
  }
  g_assert_cmpint (g_remove (path), ==, 0);
}

static void
tear_down (Fixture *fixture, G_GNUC_UNUSED gconstpointer data)
{
  remove_all (fixture->folder);
  g_free (fixture->folder);
}

static char *
write_file (Fixture *fixture, const char *language, const char *name, const char *text)
{
  g_autofree char *folder = g_build_filename (fixture->folder, language, NULL);
  char *path = g_build_filename (folder, name, NULL);

  g_assert_cmpint (g_mkdir_with_parents (folder, 0700), ==, 0);
  g_assert_true (g_file_set_contents (path, text, -1, NULL));
  return path;
}

/* What the template found gives, or "! " and the error. */
static char *
load_and_render (Fixture *fixture, const char *language, DsnAction action)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (DsnReport) report = dsn_report_new ();
  g_autoptr (DsnTemplate) template = dsn_template_load (fixture->folders, language, action, &error);

  if (!template)
    return g_strdup_printf ("%d %s", error->code, error->message);
  return dsn_template_render (template, report, dsn_catalog_get ("en", NULL), NULL);
}

static void
assert_loads (Fixture *fixture, const char *language, DsnAction action, const char *want)
{
  g_autofree char *got = load_and_render (fixture, language, action);

  if (!g_pattern_match_simple (want, got))
    g_error ("got \"%s\", want \"%s\"", got, want);
}

static void
test_folder_comes_first (Fixture *fixture, G_GNUC_UNUSED gconstpointer data)
{
  g_autofree char *path = write_file (fixture, "en", "failed.tmpl", "mine\n");

  assert_loads (fixture, "en", DSN_ACTION_FAILED, "mine\n");
  assert_loads (fixture, NULL, DSN_ACTION_FAILED, "mine\n");
  assert_loads (fixture, "en_GB.UTF-8", DSN_ACTION_FAILED, "mine\n");
  assert_loads (fixture, "en", DSN_ACTION_DELAYED, "Your message*");
  assert_loads (fixture, "de", DSN_ACTION_FAILED, "Ihre Nachricht*");
}

static void
test_nearest_name_comes_first (Fixture *fixture, G_GNUC_UNUSED gconstpointer data)
{
  g_autofree char *general = write_file (fixture, "de", "failed.tmpl", "de\n");
  g_autofree char *austrian = write_file (fixture, "de_AT", "failed.tmpl", "de_AT\n");

  assert_loads (fixture, "de-AT", DSN_ACTION_FAILED, "de_AT\n");
  assert_loads (fixture, "de_AT.UTF-8", DSN_ACTION_FAILED, "de_AT\n");
  assert_loads (fixture, "de_CH", DSN_ACTION_FAILED, "de\n");
}

static void
test_folder_adds_language (Fixture *fixture, G_GNUC_UNUSED gconstpointer data)
{
  g_autofree char *path = write_file (fixture, "tlh", "failed.tmpl", "tlh\n");

  assert_loads (fixture, "tlh", DSN_ACTION_FAILED, "tlh\n");
  assert_loads (
      fixture, "tlh", DSN_ACTION_DELAYED,
      "5 there is no template delayed.tmpl for the language \"tlh\"; compiled in are de, en, *");
}

static void
test_language_leads_nowhere_else (Fixture *fixture, G_GNUC_UNUSED gconstpointer data)
{
  g_autofree char *path = write_file (fixture, "en", "failed.tmpl", "mine\n");

  assert_loads (fixture, "../en", DSN_ACTION_FAILED, "5 there is no template*");
  assert_loads (fixture, "de/../en", DSN_ACTION_FAILED, "5 there is no template*");
  assert_loads (fixture, "", DSN_ACTION_FAILED, "5 there is no template*");
}

static void
test_files_of_other_systems (Fixture *fixture, G_GNUC_UNUSED gconstpointer data)
{
  g_autofree char *path = write_file (
      fixture, "en", "failed.tmpl", "\xEF\xBB\xBF{{if many}}\r\n{{else}}\r\na\r\n{{end}}\r\nb\r\n");

  assert_loads (fixture, "en", DSN_ACTION_FAILED, "a\nb\n");
}

static void
test_bad_file_is_told_by_path (Fixture *fixture, G_GNUC_UNUSED gconstpointer data)
{
  g_autofree char *broken = write_file (fixture, "en", "failed.tmpl", "a\n{{if many}}\n");
  g_autofree char *latin = write_file (fixture, "en", "delayed.tmpl", "a\nb\n\xE4");
  g_autofree char *folder = g_build_filename (fixture->folder, "en", "relayed.tmpl", NULL);

  g_assert_cmpint (g_mkdir (folder, 0700), ==, 0);
  assert_loads (fixture, "en", DSN_ACTION_FAILED,
                "4 /*/en/failed.tmpl:2: {{if many}} is not closed*");
  assert_loads (fixture, "en", DSN_ACTION_DELAYED, "4 /*/en/delayed.tmpl:3: this is not UTF-8");
  assert_loads (fixture, "en", DSN_ACTION_RELAYED, "2 *relayed.tmpl*");
}

static void
test_missing_file_is_told (Fixture *fixture, G_GNUC_UNUSED gconstpointer data)
{
  g_autofree char *path = g_build_filename (fixture->folder, "missing.tmpl", NULL);
  g_autofree char *there = write_file (fixture, "en", "there.tmpl", "a\n");
  g_autoptr (DsnTemplate) template = dsn_template_load_file (there, NULL);
  g_autoptr (GError) error = NULL;

  g_assert_nonnull (template);
  g_assert_null (dsn_template_load_file (path, &error));
  g_assert_error (error, DSN_ERROR, DSN_ERROR_IO);
  g_assert_nonnull (strstr (error->message, path));
}

static void
add_with_folder (const char *path, void (*test) (Fixture *fixture, gconstpointer data))
{
  g_autofree char *full = g_strconcat ("/template/load/", path, NULL);

  g_test_add (full, Fixture, NULL, set_up, test, tear_down);
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);
  add_with_folder ("folder-comes-first", test_folder_comes_first);
  add_with_folder ("nearest-name-comes-first", test_nearest_name_comes_first);
  add_with_folder ("folder-adds-a-language", test_folder_adds_language);
  add_with_folder ("language-leads-nowhere-else", test_language_leads_nowhere_else);
  add_with_folder ("line-ends-and-mark-of-other-systems-are-read", test_files_of_other_systems);
  add_with_folder ("bad-file-is-told-by-path", test_bad_file_is_told_by_path);
  add_with_folder ("missing-file-is-told", test_missing_file_is_told);
  return g_test_run ();
}
