/* make-phrases FILE NAME: compiles the rules in FILE, called NAME, to C on standard output.
 * Part of the build, not of the library.
 * SPDX-License-Identifier: LGPL-2.1-or-later */
#include <stdio.h>

#include "dsn-phrases-private.h"

/* Numbers in a line. */
#define PER_LINE 16

static void
print_pool (const GString *pool)
{
  printf ("static const char pool[] =");
  for (gsize i = 0; i < pool->len; i++) {
    guchar c = (guchar) pool->str[i];

    if (i == 0 || pool->str[i - 1] == '\0')
      printf ("%s\n  \"", i == 0 ? "" : "\"");
    if (c == '"' || c == '\\' || c == '?' || c < ' ' || c > '~')
      printf ("\\%03o", c);
    else
      putchar (c);
  }
  puts ("\";\n");
}

static void
print_rows (const DsnPhraseTable *table)
{
  puts ("static const DsnPhrase rows[] = {");
  for (guint32 i = 0; i < table->n_rows; i++) {
    const DsnPhrase *row = &table->rows[i];

    printf ("  { %u, %u, %u, %u, %u, { %u, %u, %u }, %u, %u, %u, %u, %u, %u },\n", row->text,
            row->file, row->line, row->hosts, row->reply, row->status[0], row->status[1],
            row->status[2], row->n_pieces, row->length, row->reason, row->otherwise, row->strength,
            row->commands);
  }
  puts ("  { 0 }\n};\n");
}

static void
print_endings (const DsnPhraseTable *table)
{
  puts ("static const DsnEnding endings[] = {");
  for (guint32 i = 0; i < table->n_endings; i++) {
    const DsnEnding *ending = &table->endings[i];

    printf ("  { %u, %u, %u, %u, %u },\n", ending->row, ending->length, ending->index, ending->gaps,
            ending->flags);
  }
  puts ("  { 0 }\n};\n");
}

static void
print_states (const DsnPhraseTable *table)
{
  puts ("static const DsnState states[] = {");
  for (guint32 i = 0; i <= table->n_states; i++) {
    const DsnState *state = &table->states[i];

    printf ("  { %u, %u, %u },\n", state->first_child, state->is_ending, state->octet);
  }
  puts ("};\n");
}

static void
print_numbers (const char *type, const char *name, const guint32 *numbers, guint32 n_numbers)
{
  printf ("static const %s %s[] = {", type, name);
  for (guint32 i = 0; i < n_numbers; i++)
    printf ("%s%u,", i % PER_LINE == 0 ? "\n  " : " ", numbers[i]);
  puts ("\n  0\n};\n");
}

static void
print_codes (const DsnPhraseTable *table)
{
  puts ("static const DsnCodeRule codes[] = {");
  for (guint32 i = 0; i < table->n_codes; i++) {
    const DsnCodeRule *rule = &table->codes[i];

    printf ("  { { %u, %u, %u }, %u, %u },\n", rule->status[0], rule->status[1], rule->status[2],
            rule->reply, rule->row);
  }
  puts ("};\n");
}

static void
print_table (const DsnPhraseList *list, const DsnPhraseTable *table)
{
  puts ("/* Made by make-phrases: not to be changed. */\n\n#include \"dsn-phrases-private.h\"\n");
  print_pool (list->pool);
  print_rows (table);
  print_codes (table);
  print_endings (table);
  print_states (table);
  print_numbers ("guint32", "first_endings", table->first_endings, table->n_states);
  print_numbers ("guint32", "roots", table->roots, DSN_N_TRIES * DSN_N_OCTETS);
  printf ("const DsnPhraseTable _dsn_own_phrases = {\n"
          "  pool, rows, codes, endings, states, first_endings, roots, %u, %u, %u, %u, %u\n};\n",
          table->n_rows, table->n_codes, table->n_endings, table->n_states, table->n_gapped);
}

int
main (int argc, char **argv)
{
  g_autoptr (GError) error = NULL;
  g_autofree char *text = NULL;
  DsnCompiled *compiled;
  DsnPhraseList list;
  gsize length;
  gboolean ok;

  if (argc != 3) {
    fprintf (stderr, "usage: make-phrases FILE NAME\n");
    return 2;
  }
  _dsn_phrase_list_init (&list);
  ok = g_file_get_contents (argv[1], &text, &length, &error)
       && _dsn_phrase_list_read (&list, argv[2], text, length, &error);
  if (ok) {
    compiled = _dsn_phrases_compile (&list);
    print_table (&list, _dsn_compiled_get_table (compiled));
    _dsn_compiled_free (compiled);
  } else {
    fprintf (stderr, "make-phrases: %s\n", error->message);
  }
  _dsn_phrase_list_clear (&list);
  return ok && fflush (stdout) == 0 && !ferror (stdout) ? 0 : 1;
}
