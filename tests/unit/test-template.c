/* test-template.c: how templates are read and filled in.
 * SPDX-License-Identifier: LGPL-2.1-or-later */
#include <string.h>

#include "dsn-template-private.h"

#include "template-report.h"

#ifdef __SANITIZE_ADDRESS__
#include <sanitizer/lsan_interface.h>
#define IGNORE_LEAKS(ignore) ((ignore) ? __lsan_disable () : __lsan_enable ())
#else
#define IGNORE_LEAKS(ignore) ((void) 0)
#endif

static char *
render (const char *text, const DsnReport *report, GError **error)
{
  g_autoptr (DsnTemplate) template = dsn_template_new (text, "t.tmpl", error);

  return template ? dsn_template_render (template, report, dsn_catalog_get ("en", NULL), error)
                  : NULL;
}

static void
assert_renders (const char *text, const DsnReport *report, const char *want)
{
  g_autoptr (GError) error = NULL;
  g_autofree char *got = render (text, report, &error);

  g_assert_no_error (error);
  g_assert_cmpstr (got, ==, want);
}

static int
compare_names (gconstpointer a, gconstpointer b)
{
  return strcmp (*(const char *const *) a, *(const char *const *) b);
}

/* Mistakes in templates. */

typedef struct {
  const char *path;
  const char *text;
  const char *want;
} Row;

static const Row mistakes[] = {
  { "unclosed-if", "a\n{{if sender}}\nb\n", "t.tmpl:2: {{if sender}} is not closed by {{end}}" },
  { "unclosed-for", "{{for r in recipients}}\n",
    "t.tmpl:1: {{for r in recipients}} is not closed by {{end}}" },
  { "unclosed-if-is-told-where-it-began", "{{if many}}\n{{else if sender}}\n{{else}}\n",
    "t.tmpl:1: {{if many}} is not closed by {{end}}" },
  { "inner-one-closed", "{{if many}}\n{{if sender}}\n{{end}}\n",
    "t.tmpl:1: {{if many}} is not closed by {{end}}" },
  { "end-alone", "a\n\nb {{end}}", "t.tmpl:3: {{end}} without {{if}} or {{for}}" },
  { "else-alone", "{{else}}", "t.tmpl:1: {{else}} without {{if}}" },
  { "else-in-for", "{{for r in recipients}}\n{{else}}\n{{end}}",
    "t.tmpl:2: {{else}} without {{if}}" },
  { "else-twice", "{{if many}}\n{{else}}\n{{else}}\n{{end}}", "t.tmpl:3: {{else}} after {{else}}" },
  { "else-if-after-else", "{{if many}}\n{{else}}\n{{else if many}}\n{{end}}",
    "t.tmpl:3: {{else if many}} after {{else}}" },
  { "tag-never-ends", "a\nb {{sender\nc", "t.tmpl:2: \"{{\" is not closed by \"}}\"" },
  { "quote-never-ends", "{{if sender == \"x}}\n{{end}}",
    "t.tmpl:1: \"{{\" is not closed by \"}}\"" },
  { "call", "a\n{{printerr(many)}}",
    "t.tmpl:2: {{printerr(many)}}: a template calls no functions" },
  { "assignment", "{{many = 1}}",
    "t.tmpl:1: {{many = 1}}: a template has values and comparisons only" },
  { "assignment-to-a-recipient", "{{for r in recipients}}{{if r.action =x= \"a\"}}{{end}}{{end}}",
    "t.tmpl:1: {{if r.action =x= \"a\"}}: a template has values and comparisons only" },
  { "loop", "{{while 1 do 1;}}",
    "t.tmpl:1: {{while 1 do 1;}}: a template has values and comparisons only" },
  { "library", "{{if require Gio}}{{end}}",
    "t.tmpl:1: {{if require Gio}}: a template has values and comparisons only" },
  { "nothing-done", "{{pass}}", "t.tmpl:1: {{pass}}: a template has values and comparisons only" },
  { "call-of-no-function", "{{\"\" ()}}", "t.tmpl:1: {{\"\" ()}}: a template calls no functions" },
  { "empty-tag", "\n{{ }}", "t.tmpl:2: {{}}: something is missing here" },
  { "if-what", "{{if}}x{{end}}", "t.tmpl:1: {{if}}: something is missing here" },
  { "end-what", "{{if many}}x{{end if}}", "t.tmpl:1: {{end if}}: nothing can follow here" },
  { "else-what", "{{if many}}x{{else many}}{{end}}",
    "t.tmpl:1: {{else many}}: nothing can follow here" },
  { "for-what", "{{for r}}{{end}}", "t.tmpl:1: {{for r}}: it must be {{for NAME in LIST}}" },
  { "for-of", "{{for r of recipients}}{{end}}",
    "t.tmpl:1: {{for r of recipients}}: it must be {{for NAME in LIST}}" },
  { "for-number", "{{for 1 in recipients}}{{end}}",
    "t.tmpl:1: {{for 1 in recipients}}: it must be {{for NAME in LIST}}" },
  { "for-no-list", "{{for r in }}{{end}}", "t.tmpl:1: {{for r in}}: something is missing here" },
  { "include", "\n{{include \"x\"}}",
    "t.tmpl:2: {{include \"x\"}}: a template cannot include another" },
  { "unknown-name", "a\n{{nobody}}", "t.tmpl:2: {{nobody}}: *nobody*" },
  { "unknown-name-that-begins-as-end", "{{endpoint}}", "t.tmpl:1: {{endpoint}}: *endpoint*" },
  { "unknown-name-in-condition", "{{if sender}}\n{{else if nobody}}\n{{end}}",
    "t.tmpl:2: {{else if nobody}}: *nobody*" },
  { "unknown-name-in-branch-not-taken", "{{if original_envelope_id}}\n{{nobody}}\n{{end}}",
    "t.tmpl:2: {{nobody}}: *nobody*" },
  { "unknown-name-of-recipient", "{{for r in recipients}}\n{{r.nobody}}\n{{end}}",
    "t.tmpl:2: {{r.nobody}}: *nobody*" },
  { "recipient-after-end", "{{for r in recipients}}\n{{end}}\n{{r.address}}",
    "t.tmpl:3: {{r.address}}: *" },
  { "no-list", "{{for r in sender}}\n{{end}}",
    "t.tmpl:1: {{for r in sender}}: this is not a list" },
  { "list-as-text", "{{recipients}}",
    "t.tmpl:1: {{recipients}}: this is a list and needs {{for}}" },
  { "recipient-as-text", "{{for r in recipients}}{{r}}{{end}}",
    "t.tmpl:1: {{r}}: this is not a text" },
  { "comparison-without-parentheses", "{{if sender == \"x\" && many}}{{end}}",
    "t.tmpl:1: {{if sender == \"x\" && many}}: *" },
};

static const Row syntax_mistakes[] = {
  { "bad-expression", "a\n{{sender +}}", "t.tmpl:2: {{sender +}}: *" },
  { "bad-condition", "{{if sender ==}}{{end}}", "t.tmpl:1: {{if sender ==}}: *" },
  { "line-counts-those-in-tags", "{{\nsender\n}}\n{{sender sender}}",
    "t.tmpl:4: {{sender sender}}: *" },
};

static void
test_mistake (gconstpointer data)
{
  const Row *row = data;
  g_autoptr (DsnReport) report = dsn_report_new ();
  g_autoptr (GError) error = NULL;

  g_assert_null (render (row->text, report, &error));
  g_assert_error (error, DSN_ERROR, DSN_ERROR_TEMPLATE);
  if (!g_pattern_match_simple (row->want, error->message))
    g_error ("got \"%s\", want \"%s\"", error->message, row->want);
  g_assert_null (render (row->text, report, NULL));
}

/* template-glib loses memory where it refuses an expression. */
static void
test_syntax_mistake (gconstpointer data)
{
  IGNORE_LEAKS (TRUE);
  test_mistake (data);
  IGNORE_LEAKS (FALSE);
}

/* What templates give. The report has a sender "s", and no recipients. */

static const Row layouts[] = {
  { "text-stays", "a\nb\n", "a\nb\n" },
  { "nothing-gives-nothing", "", "" },
  { "last-line-gets-its-end", "a", "a\n" },
  { "value", "a {{sender}} b", "a s b\n" },
  { "value-with-spaces", "{{ sender }}{{\nsender\n}}", "ss\n" },
  { "value-at-line-end-keeps-the-line-end", "{{sender}}\n{{sender}}\n", "s\ns\n" },
  { "block-tag-alone-leaves-no-line", "a\n{{if sender}}\nb\n{{end}}\nc\n", "a\nb\nc\n" },
  { "spaces-before-block-tag-go", "a\n  {{if sender}}\n  b\n  {{end}}\nc\n", "a\n  b\nc\n" },
  { "several-block-tags-leave-no-line", "a\n{{if sender}}{{if sender}}\nb\n{{end}} {{end}}\nc\n",
    "a\nb\nc\n" },
  { "block-tag-in-text-keeps-the-line-end", "a{{if sender}}b{{end}}\nc\n", "ab\nc\n" },
  { "if-at-line-end-keeps-the-line-end", "a{{if sender}}\nb{{end}}\nc\n", "a\nb\nc\n" },
  { "absent-value-is-false", "{{if original_subject}}a{{else}}b{{end}}", "b\n" },
  { "not", "{{if !original_subject}}a{{end}}", "a\n" },
  { "if-with-parenthesis", "{{if(sender == \"s\")}}a{{end}}", "a\n" },
  { "spaces-in-tags", "{{ if  sender }}a{{ else  if many }}b{{ end }}", "a\n" },
  { "elseif", "{{if many}}a{{elseif sender}}b{{end}}", "b\n" },
  { "many-is-false", "{{if many}}a{{else}}b{{end}}", "b\n" },
  { "no-recipients", "a\n{{for r in recipients}}\n{{r.address}}\n{{end}}\nb", "a\nb\n" },
  { "remark-gives-nothing", "{{# don't \"panic }}\na{{# b }}c\n{{# d }}\n", "ac\n" },
  { "remark-between-tags", "{{if sender}}{{# x }}\na\n{{end}}{{# y }}\nb\n", "a\nb\n" },
  { "braces-in-quotes", "{{if sender != \"}}\"}}a{{end}}", "a\n" },
  { "braces-escaped", "a \\{{ b }} c", "a {{ b }} c\n" },
  { "single-brace-is-text", "a { b } c {", "a { b } c {\n" },
  { "empty-lines-are-one", "\n\na\n\n\n \nb\n\n\n", "a\n\nb\n" },
  { "spaces-at-line-end-go", "a  \nb\t\n", "a\nb\n" },
};

static void
test_layout (gconstpointer data)
{
  const Row *row = data;
  g_autoptr (DsnReport) report = dsn_report_new ();

  dsn_report_set_header (report, DSN_HEADER_TO, "s");
  assert_renders (row->text, report, row->want);
}

static void
test_tags_in_values_stay_text (void)
{
  g_autoptr (DsnReport) report = dsn_report_new ();

  set (add_recipient (report, NULL, DSN_ACTION_FAILED, NULL), DSN_FIELD_DIAGNOSTIC_CODE, "smtp",
       "550 {{reporting_mta}} {{if");
  assert_renders ("{{for r in recipients}}\n> {{r.diagnostic}}\n{{end}}", report,
                  "> 550 {{reporting_mta}} {{if\n");
}

/* The names. */

static void
test_texts_follow_the_action (void)
{
  g_autoptr (DsnReport) report = dsn_report_new ();
  const DsnCatalog *catalog = dsn_catalog_get ("en", NULL);
  g_autofree char *want = NULL;

  add_recipient (report, NULL, DSN_ACTION_FAILED, "4.4.7");
  add_recipient (report, NULL, DSN_ACTION_DELAYED, "5.4.7");
  add_recipient (report, NULL, DSN_ACTION_FAILED, NULL);
  add_recipient (report, NULL, DSN_ACTION_NONE, "4.4.7");
  want =
      g_strdup_printf ("4.4.7 %s\n5.4.7 %s\n %s\n4.4.7 %s\n",
                       dsn_catalog_get_text (catalog, dsn_status_new (5, 4, 7), DSN_CATALOG_TITLE),
                       dsn_catalog_get_text (catalog, dsn_status_new (4, 4, 7), DSN_CATALOG_TITLE),
                       dsn_catalog_get_text (catalog, dsn_status_new (5, 0, 0), DSN_CATALOG_TITLE),
                       dsn_catalog_get_text (catalog, dsn_status_new (4, 4, 7), DSN_CATALOG_TITLE));
  assert_renders ("{{for r in recipients}}\n{{r.status}} {{r.title}}\n{{end}}", report, want);
}

static void
test_addresses (void)
{
  static const char text[] =
      "{{for r in recipients}}\n"
      "[{{r.address}}][{{r.original_address}}][{{r.final_address}}]\n{{end}}";
  g_autoptr (DsnReport) report = dsn_report_new ();
  DsnRecipient *recipient = add_recipient (report, "a@b.example", DSN_ACTION_FAILED, NULL);

  set (recipient, DSN_FIELD_ORIGINAL_RECIPIENT, "rfc822", "a@b.example");
  set (recipient, DSN_FIELD_FINAL_RECIPIENT, "rfc822", "A@B.example");
  recipient = add_recipient (report, "a@b.example", DSN_ACTION_FAILED, NULL);
  set (recipient, DSN_FIELD_ORIGINAL_RECIPIENT, "rfc822", "a@b.example");
  set (recipient, DSN_FIELD_FINAL_RECIPIENT, "utf-8", "\\x{E4}@b.example");
  recipient = add_recipient (report, NULL, DSN_ACTION_FAILED, NULL);
  set (recipient, DSN_FIELD_FINAL_RECIPIENT, "rfc822", "<c@b.example>");
  assert_renders (text, report,
                  "[a@b.example][][]\n"
                  "[a@b.example][a@b.example][\xC3\xA4@b.example]\n"
                  "[c@b.example][][]\n");
}

static void
test_reply_stands_in_for_diagnostic (void)
{
  g_autoptr (DsnReport) report = dsn_report_new ();
  DsnRecipient *recipient = add_recipient (report, NULL, DSN_ACTION_FAILED, NULL);

  dsn_recipient_set_reply (recipient, dsn_reply_new (554, dsn_status_new (5, 7, 7), "No"));
  recipient = add_recipient (report, NULL, DSN_ACTION_FAILED, NULL);
  dsn_recipient_set_reply (recipient, dsn_reply_new (0, DSN_STATUS_NONE, NULL));
  assert_renders (
      "{{for r in recipients}}\n[{{r.diagnostic}}][{{r.reply_code}}][{{r.reply_text}}]\n{{end}}",
      report, "[554 5.7.7 No][554][No]\n[][][]\n");
}

static void
test_dates_that_are_none (void)
{
  g_autoptr (DsnReport) report = dsn_report_new ();

  dsn_report_set_original_header (report, DSN_HEADER_DATE, "yesterday\nor so");
  assert_renders ("{{original_date}}[{{arrival_date}}]", report, "yesterday or so[]\n");
}

static void
test_postmaster (void)
{
  static const struct {
    const char *type;
    const char *name;
    const char *want;
  } rows[] = {
    { "dns", "mx.example.org", "postmaster@mx.example.org" },
    { "dns", "[192.0.2.1]", "postmaster@[192.0.2.1]" },
    { "x-local-hostname", "mx", "" },
    { NULL, "mx.example.org", "" },
    { "dns", "", "" },
    { "dns", "mx example", "" },
    { "dns", "a@b", "" },
    { "dns", "mx\x01", "" },
  };

  for (guint i = 0; i < G_N_ELEMENTS (rows); i++) {
    g_autoptr (DsnReport) report = dsn_report_new ();
    g_autofree char *want = g_strconcat (rows[i].want, *rows[i].want ? "\n" : "", NULL);

    dsn_report_set_value (report, DSN_FIELD_REPORTING_MTA,
                          dsn_value_new (rows[i].type, rows[i].name, NULL));
    assert_renders ("{{postmaster}}", report, want);
  }
}

/* The names that the manual lists between two of its headings, sorted. */
static char *
read_manual_names (const char *start, const char *end)
{
  g_autofree char *path = g_test_build_filename (G_TEST_DIST, "libdsn", "dsn-template.5", NULL);
  g_autofree char *manual = NULL;
  g_autoptr (GString) names = g_string_new (NULL);
  g_auto (GStrv) lines = NULL;
  g_autoptr (GError) error = NULL;
  char *from, *to;

  g_file_get_contents (path, &manual, NULL, &error);
  g_assert_no_error (error);
  from = strstr (manual, start);
  to = from ? strstr (from, end) : NULL;
  if (!to)
    g_error ("there is no \"%s\" to \"%s\" in %s", start, end, path);
  *to = '\0';
  lines = g_strsplit (from, "\n", -1);
  qsort (lines, g_strv_length (lines), sizeof *lines, compare_names);
  for (guint i = 0; lines[i]; i++)
    if (g_str_has_prefix (lines[i], ".It Li "))
      g_string_append_printf (names, "%s ", lines[i] + strlen (".It Li "));
  return g_strdup (names->str);
}

static void
test_manual_lists_names_of_message (void)
{
  g_autoptr (DsnReport) report = dsn_report_new ();
  g_autoptr (TmplScope) scope = _dsn_template_view (report, dsn_catalog_get ("en", NULL));
  g_autofree char *listed = read_manual_names (".Ss Of the message", ".Ss Of a recipient");
  g_auto (GStrv) names = tmpl_scope_list_symbols (scope, FALSE);
  g_autofree char *joined = NULL;
  g_autofree char *want = NULL;

  qsort (names, g_strv_length (names), sizeof *names, compare_names);
  joined = g_strjoinv (" ", names);
  want = g_strconcat (joined, " ", NULL);
  g_assert_cmpstr (listed, ==, want);
}

static void
test_manual_lists_names_of_recipient (void)
{
  g_autoptr (GObject) nobody = _dsn_template_view_nobody ();
  g_autofree char *listed = read_manual_names (".Ss Of a recipient", ".Sh EXAMPLES");
  g_autoptr (GString) want = g_string_new (NULL);
  g_autofree GParamSpec **specs = NULL;
  g_autoptr (GPtrArray) names = g_ptr_array_new_with_free_func (g_free);
  guint n;

  specs = g_object_class_list_properties (G_OBJECT_GET_CLASS (nobody), &n);
  for (guint i = 0; i < n; i++)
    g_ptr_array_add (names, g_strdelimit (g_strdup (specs[i]->name), "-", '_'));
  g_ptr_array_sort (names, compare_names);
  for (guint i = 0; i < n; i++)
    g_string_append_printf (want, "%s ", (const char *) g_ptr_array_index (names, i));
  g_assert_cmpstr (listed, ==, want->str);
}

static void
add_rows (const char *folder, const Row *rows, gsize n_rows, GTestDataFunc test)
{
  for (gsize i = 0; i < n_rows; i++) {
    g_autofree char *path = g_strdup_printf ("/%s/%s", folder, rows[i].path);

    g_test_add_data_func (path, &rows[i], test);
  }
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);
  add_rows ("template/mistake", mistakes, G_N_ELEMENTS (mistakes), test_mistake);
  add_rows ("template/mistake", syntax_mistakes, G_N_ELEMENTS (syntax_mistakes),
            test_syntax_mistake);
  add_rows ("template/layout", layouts, G_N_ELEMENTS (layouts), test_layout);
  g_test_add_func ("/template/value/tags-in-it-stay-text", test_tags_in_values_stay_text);
  g_test_add_func ("/template/value/texts-follow-the-action", test_texts_follow_the_action);
  g_test_add_func ("/template/value/other-addresses-only-where-they-differ", test_addresses);
  g_test_add_func ("/template/value/reply-stands-in-for-diagnostic",
                   test_reply_stands_in_for_diagnostic);
  g_test_add_func ("/template/value/date-that-is-none-stays", test_dates_that_are_none);
  g_test_add_func ("/template/value/postmaster-needs-a-host-name", test_postmaster);
  g_test_add_func ("/template/manual/lists-names-of-message", test_manual_lists_names_of_message);
  g_test_add_func ("/template/manual/lists-names-of-recipient",
                   test_manual_lists_names_of_recipient);
  return g_test_run ();
}
