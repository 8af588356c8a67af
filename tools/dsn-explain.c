/* dsn-explain: what status codes and replies mean.
 * SPDX-License-Identifier: LGPL-2.1-or-later */
#include <stdlib.h>
#include <string.h>

#include "tool.h"

/* Of a line of standard input this much is looked at; a reply of SMTP has 512 octets at most. */
#define MAX_LINE (64UL * 1024)
/* As many hits of a search are shown. */
#define MAX_HITS 20

/* What is asked for. */
typedef struct {
  char *format_name;
  char *language;
  char *words;
  char *site;
  char *base_url;
  char **arguments;
  gboolean list;
  gboolean json;
  const DsnCatalog *catalog;
} Options;

typedef struct {
  const Options *options;
  DsnQuerySet *queries;
  /* Print a line for each code, not all that there is to say. */
  gboolean briefly;
  int status;
} Run;

static void
options_clear (Options *options)
{
  g_free (options->format_name);
  g_free (options->language);
  g_free (options->words);
  g_free (options->site);
  g_free (options->base_url);
  g_strfreev (options->arguments);
}

G_DEFINE_AUTO_CLEANUP_CLEAR_FUNC (Options, options_clear)

/* Reads a line without its end, cut at MAX_LINE. Returns whether there was one. */
static gboolean
read_line (FILE *file, GString *line)
{
  int c = getc (file);

  g_string_truncate (line, 0);
  if (c == EOF)
    return FALSE;
  for (; c != EOF && c != '\n'; c = getc (file))
    if (line->len < MAX_LINE)
      g_string_append_c (line, (char) (c ? c : ' '));
  return TRUE;
}

static void
add_standard_input (Run *run)
{
  g_autoptr (GString) line = g_string_new (NULL);
  guint n = 0;

  while (read_line (stdin, line))
    n += dsn_query_set_add_text (run->queries, line->str);
  if (ferror (stdin)) {
    tool_warn ("standard input: cannot read");
    run->status = TOOL_TROUBLE;
  } else if (n == 0) {
    tool_warn ("standard input: there is no code in it");
    run->status = MAX (run->status, TOOL_NOT_FOUND);
  }
}

static void
add_arguments (Run *run)
{
  char **arguments = run->options->arguments + 1;

  if (!*arguments)
    add_standard_input (run);
  for (; *arguments; arguments++)
    if (strcmp (*arguments, "-") == 0) {
      add_standard_input (run);
    } else if (dsn_query_set_add_text (run->queries, *arguments) == 0) {
      tool_warn ("\"%s\": there is no code in it; --search looks for words", *arguments);
      run->status = MAX (run->status, TOOL_NOT_FOUND);
    }
}

/* What follows the word behind --search is searched for, too. */
static void
add_hits (Run *run)
{
  const Options *options = run->options;
  g_autofree char *more = g_strjoinv (" ", options->arguments + 1);
  g_autofree char *words = g_strjoin (" ", options->words, more, NULL);
  g_autoptr (GArray) hits = dsn_catalog_search (options->catalog, words, MAX_HITS);

  for (guint i = 0; i < hits->len; i++) {
    const DsnCatalogHit *hit = &g_array_index (hits, DsnCatalogHit, i);
    DsnQuery query =
        hit->reply ? dsn_query_for_reply (hit->reply) : dsn_query_for_status (hit->status);

    dsn_query_set_add (run->queries, &query);
  }
  if (hits->len > 0)
    return;
  tool_warn ("nothing is found for \"%s\"", g_strstrip (words));
  run->status = TOOL_NOT_FOUND;
}

static void
add_all (Run *run)
{
  const DsnQuery all_codes = { .subject = DSN_QUERY_ANY,
                               .detail = DSN_QUERY_ANY,
                               .has_status = TRUE };
  g_autoptr (GArray) codes = dsn_query_list_codes (&all_codes);
  g_autoptr (GArray) replies = dsn_catalog_list_replies ();

  for (guint i = 0; i < codes->len; i++) {
    DsnQuery query = dsn_query_for_status (g_array_index (codes, DsnStatus, i));

    query.status_class = 0;
    dsn_query_set_add (run->queries, &query);
  }
  for (guint i = 0; i < replies->len; i++) {
    DsnQuery query = dsn_query_for_reply (g_array_index (replies, guint, i));

    dsn_query_set_add (run->queries, &query);
  }
}

/* (transfer full) */
static char *
explain (const Run *run, const DsnQuery *query, DsnTextStyle style)
{
  const DsnCatalog *catalog = run->options->catalog;
  g_autofree char *json = NULL;

  if (run->options->json) {
    json = dsn_explain_print_json (query, catalog);
    return g_strconcat (json, "\n", NULL);
  }
  if (run->briefly)
    return dsn_explain_print_line (query, catalog, style, tool_width ());
  return dsn_explain_print_text (query, catalog, style, tool_width ());
}

static gboolean
print_all (Run *run, GError **error)
{
  DsnTextStyle style = tool_wants_colour (stdout) ? DSN_TEXT_COLOUR : DSN_TEXT_PLAIN;
  ToolOutput *output = tool_output_open (NULL, error);
  gboolean ok = output != NULL;

  for (guint i = 0; ok && i < dsn_query_set_get_size (run->queries); i++) {
    const DsnQuery *query = dsn_query_set_get (run->queries, i);
    g_autofree char *text = explain (run, query, style);

    if (!dsn_query_is_known (query))
      run->status = MAX (run->status, TOOL_NOT_FOUND);
    ok = tool_output_write (output, text, strlen (text), error);
  }
  return output && tool_output_close (output, ok, ok ? error : NULL) && ok;
}

static int
run_queries (const Options *options)
{
  g_autoptr (DsnQuerySet) queries = dsn_query_set_new ();
  Run run = { options, queries, options->list || options->words, TOOL_OK };
  g_autoptr (GError) error = NULL;

  if (options->list)
    add_all (&run);
  else if (options->words)
    add_hits (&run);
  else
    add_arguments (&run);
  if (print_all (&run, &error))
    return run.status;
  tool_warn ("%s", error->message);
  return TOOL_TROUBLE;
}

static int
write_site (const Options *options)
{
  g_autoptr (GError) error = NULL;

  if (dsn_site_write (options->site, options->base_url, options->catalog, &error))
    return TOOL_OK;
  tool_warn ("%s", error->message);
  return TOOL_TROUBLE;
}

static int
check_options (Options *o)
{
  g_autoptr (GError) error = NULL;
  gboolean takes_codes = !o->list && !o->words && !o->site;

  o->json = g_strcmp0 (o->format_name, "json") == 0;
  if (o->format_name && !o->json && strcmp (o->format_name, "text") != 0)
    return tool_usage_error ("--format: there is no format \"%s\"", o->format_name);
  o->catalog = dsn_catalog_get (o->language, &error);
  if (!o->catalog)
    return tool_usage_error ("--lang: %s", error->message);
  if (o->list + (o->words != NULL) + (o->site != NULL) > 1)
    return tool_usage_error ("--list, --search and --site cannot be used together");
  if (!takes_codes && !o->words && o->arguments[1])
    return tool_usage_error ("\"%s\": there is no place for a code here", o->arguments[1]);
  if (o->base_url && !o->site)
    return tool_usage_error ("--base-url is of use with --site only");
  return TOOL_OK;
}

static const ToolUsage usage = {
  "dsn-explain",
  "[CODE | REPLY | TEXT | -]…",
  "Tells what status codes and replies of mail servers mean, and what can be done.",
  "A code is 5.7.7, 7.7, X.7.* or 550; in other text the codes are found. Without an\n"
  "argument, standard input is read. dsn-explain(1) tells more.",
};

int
main (int argc G_GNUC_UNUSED, char **argv)
{
  g_auto (Options) o = { .list = FALSE };
  const GOptionEntry entries[] = {
    { "format", 'f', 0, G_OPTION_ARG_STRING, &o.format_name, "text or json", "FORMAT" },
    { "lang", 'l', 0, G_OPTION_ARG_STRING, &o.language, "The language (default: en)", "LANG" },
    { "list", 0, 0, G_OPTION_ARG_NONE, &o.list, "List every code and reply", NULL },
    { "search", 's', 0, G_OPTION_ARG_STRING, &o.words, "List the codes that speak of WORDS",
      "WORDS" },
    { "site", 0, 0, G_OPTION_ARG_FILENAME, &o.site, "Write a web reference into DIR", "DIR" },
    { "base-url", 0, 0, G_OPTION_ARG_STRING, &o.base_url, "Where the web reference will stand",
      "URL" },
    G_OPTION_ENTRY_NULL
  };

  o.arguments = tool_parse_options (&usage, entries, argv);
  if (check_options (&o) != TOOL_OK)
    return TOOL_TROUBLE;
  return o.site ? write_site (&o) : run_queries (&o);
}
