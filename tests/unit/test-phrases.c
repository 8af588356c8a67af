/* test-phrases.c: rules as they are written, and how they are found in a text.
 * SPDX-License-Identifier: LGPL-2.1-or-later */
#include "dsn-phrases-private.h"

#include "report-text.h"

/* Rules, compiled. */
typedef struct {
  DsnPhraseList list;
  DsnCompiled *compiled;
} Rules;

static void
rules_open (Rules *rules, const char *text)
{
  g_autoptr (GError) error = NULL;

  _dsn_phrase_list_init (&rules->list);
  g_assert_true (_dsn_phrase_list_read (&rules->list, "f", text, strlen (text), &error));
  g_assert_no_error (error);
  rules->compiled = _dsn_phrases_compile (&rules->list);
}

static void
rules_close (Rules *rules)
{
  _dsn_compiled_free (rules->compiled);
  _dsn_phrase_list_clear (&rules->list);
}

/* What was found, one bit a rule. */
static void
note (const DsnPhraseTable *table, const DsnPhrase *phrase, gpointer data)
{
  guint8 *found = data;

  found[phrase - table->rows] = TRUE;
}

static gboolean
stands_in (const char *phrase, const char *text)
{
  g_autofree char *line = g_strconcat ("[rejected]\n", phrase, "\n", NULL);
  g_autoptr (GString) folded = g_string_new (NULL);
  guint8 found = FALSE;
  Rules rules;

  rules_open (&rules, line);
  _dsn_fold (folded, text, G_MAXSIZE);
  _dsn_phrase_table_scan (_dsn_compiled_get_table (rules.compiled), folded, note, &found);
  rules_close (&rules);
  return found;
}

typedef struct {
  const char *path;
  const char *phrase;
  const char *text;
  gboolean want;
} MatchRow;

static const MatchRow matches[] = {
  { "as-it-is", "user unknown", "user unknown", TRUE },
  { "inside-a-text", "user unknown", "550 <a@x>: user unknown (#5)", TRUE },
  { "letter-case", "User unknown", "uSER UNKNOWN", TRUE },
  { "letter-case-of-other-alphabets", "Ящик Переполнен", "ящик ПЕРЕПОЛНЕН", TRUE },
  { "white-space", "user  unknown", "user\n\t unknown", TRUE },
  { "white-space-must-be-there", "user unknown", "userunknown", FALSE },
  { "no-break-space", "user unknown", "user\302\240unknown", TRUE },
  { "typographic-quotes", "couldn't find", "couldn\342\200\231t find", TRUE },
  { "word-that-goes-on", "mailbox full", "mailbox fully used", FALSE },
  { "word-that-began-before", "full", "mailfull", FALSE },
  { "digits-are-of-words", "5.1.1", "5.1.10", FALSE },
  { "marks-are-not-of-words", "full", "(full)", TRUE },
  { "underscore-is-not-of-words", "quota", "over_quota_", TRUE },
  { "no-words-in-japanese", "容量を超え", "受信容量を超えました", TRUE },
  { "gap", "mailbox * is full", "mailbox of jo is full", TRUE },
  { "gap-of-nothing", "mailbox * is full", "mailbox is full", TRUE },
  { "gap-does-not-overlap", "over quota * quota", "over quota", FALSE },
  { "gap-in-the-wrong-order", "full * mailbox", "mailbox full", FALSE },
  { "gap-begins-with-a-whole-word", "not * exist", "nothing exist", FALSE },
  { "touching-gap-lets-a-word-go-on", "exceed* quota", "exceeded the quota", TRUE },
  { "touching-gap-may-be-nothing", "exceed* quota", "exceed quota", TRUE },
  { "touching-gap-at-the-end", "blacklist*", "blacklisted", TRUE },
  { "touching-gap-at-the-beginning", "*list full", "maillist full", TRUE },
  { "gap-ends-with-the-sentence", "user * not found", "User database is down. Host not found",
    FALSE },
  { "gap-ends-with-the-question", "user * not found", "Is the user right? Host not found", FALSE },
  { "gap-ends-with-the-sentence-in-japanese", "宛先 * ありません", "宛先です。ありません", FALSE },
  { "gap-begins-again-in-the-next-sentence", "user * not found", "User right. user a not found",
    TRUE },
  { "gap-with-an-address", "user * not found", "user <jo@example.net>... not found", TRUE },
  { "gap-with-a-number", "quota * full", "quota of 1.5 GB full", TRUE },
  { "several-gaps", "a * b * c", "a 1 b 2 c", TRUE },
  { "several-gaps-one-missing", "a * b * c", "a 1 c", FALSE },
  { "second-try-counts", "a b * c", "a a b c", TRUE },
  { "same-piece-twice", "x * x", "x y x", TRUE },
  { "same-piece-once", "x * x", "x y", FALSE },
  { "piece-that-ends-another", "b * a b", "b a b", TRUE },
  { "beginning", "^: user unknown", " : User unknown", TRUE },
  { "not-at-the-beginning", "^: user unknown", "<a@x>: user unknown", FALSE },
  { "beginning-of-a-word", "^user", "users", FALSE },
  { "caret-elsewhere", "a^b", "a^b", TRUE },
  { "escaped-star", "a \\* b", "a * b", TRUE },
  { "escaped-star-is-no-gap", "a \\* b", "a c b", FALSE },
  { "escaped-bar", "to \\|pipe", "to |pipe", TRUE },
  { "escaped-hash", "\\#550", "#550", TRUE },
  { "escaped-bracket", "\\[a] b", "[A] b", TRUE },
  { "empty-text", "a", "", FALSE },
  { "invalid-octets", "full", "\377\376full\200", TRUE },
};

static void
test_match (gconstpointer data)
{
  const MatchRow *row = data;

  g_assert_cmpint (stands_in (row->phrase, row->text), ==, row->want);
}

typedef struct {
  const char *path;
  const char *text;
  const char *want;
} ErrorRow;

static const ErrorRow errors[] = {
  { "rule-without-section", "user unknown\n",
    "f:1: there is no \"[reason]\" before the first rule" },
  { "unknown-reason", "\n[foo strong]\n", "f:2: there is no reason \"foo\"" },
  { "reasons-that-no-rule-gives", "[delivered]\n", "f:1: there is no reason \"delivered\"" },
  { "section-without-end", "[filtered\n", "f:1: the head of a section ends in \"]\"" },
  { "unknown-condition", "[filtered]\na | foo=1\n", "f:2: there is no condition \"foo=1\"" },
  { "unknown-condition-of-a-section", "[filtered foo]\n", "f:1: there is no condition \"foo\"" },
  { "unknown-command", "[filtered]\n\na | after=RCPT,FOO\n", "f:3: there is no command \"FOO\"" },
  { "no-command", "[filtered]\na | after=\n", "f:2: \"after=\" names no command" },
  { "no-host", "[filtered]\na | host=\n", "f:2: \"host=\" names no domain" },
  { "empty-host", "[filtered]\na | host=x,,y\n", "f:2: \"x,,y\" is no list of domains" },
  { "bad-status", "[filtered]\na | status=5.7\n", "f:2: \"5.7\" is no status code such as" },
  { "status-of-class-0", "[filtered]\na | status=0.7.1\n", "f:2: \"0.7.1\" is no status code" },
  { "bad-reply", "[filtered]\na | reply=99\n", "f:2: \"99\" is no reply code" },
  { "unknown-otherwise", "[filtered]\na | after=RCPT otherwise=foo\n",
    "f:2: there is no reason \"foo\"" },
  { "otherwise-alone", "[filtered]\na | otherwise=rejected\n",
    "f:2: \"otherwise=\" needs \"after=\"" },
  { "nothing-to-look-for", "[filtered]\n | host=x\n",
    "f:2: a rule has a phrase, \"status=\" or \"reply=\"" },
  { "gap-alone", "[filtered]\n*\n", "f:2: the phrase \"*\" has no words" },
  { "not-utf-8", "[filtered]\n\377\n", "f:2: this is not UTF-8" },
};

static void
test_error (gconstpointer data)
{
  const ErrorRow *row = data;
  g_autoptr (DsnPhrases) phrases = dsn_phrases_new ();
  g_autoptr (GError) error = NULL;

  g_assert_true (dsn_phrases_add_text (phrases, "g", "[filtered]\nkept * rule\n", -1, NULL));
  g_assert_false (dsn_phrases_add_text (phrases, "f", row->text, -1, &error));
  g_assert_error (error, DSN_ERROR, DSN_ERROR_SYNTAX);
  if (!g_str_has_prefix (error->message, row->want))
    g_assert_cmpstr (error->message, ==, row->want);
  g_assert_cmpuint (_dsn_phrases_get_added (phrases)->n_rows, ==, 1);
  g_assert_cmpuint (_dsn_phrases_get_added (phrases)->n_endings, ==, 2);
}

static void
test_nul (void)
{
  g_autoptr (DsnPhrases) phrases = dsn_phrases_new ();
  g_autoptr (GError) error = NULL;

  g_assert_false (dsn_phrases_add_text (phrases, "f", "[filtered]\na\0b\n", 15, &error));
  g_assert_cmpstr (error->message, ==, "f:2: there is a NUL");
}

static void
test_long_phrase (void)
{
  g_autoptr (DsnPhrases) phrases = dsn_phrases_new ();
  g_autoptr (GError) error = NULL;
  g_autofree char *text = g_strdup_printf ("[filtered]\n%0501d\n", 0);

  g_assert_false (dsn_phrases_add_text (phrases, "f", text, -1, &error));
  g_assert_cmpstr (error->message, ==, "f:2: a phrase has at most 500 octets");
}

static void
test_too_many (void)
{
  g_autoptr (DsnPhrases) phrases = dsn_phrases_new ();
  g_autoptr (GError) error = NULL;
  g_autoptr (GString) text = g_string_new ("[filtered]\n");

  for (guint i = 0; i < 9000; i++)
    g_string_append_printf (text, "%0480u\n", i);
  g_assert_false (dsn_phrases_add_text (phrases, "f", text->str, -1, &error));
  g_assert_true (g_str_has_suffix (error->message, ": there are too many phrases"));
}

static void
test_missing_file (void)
{
  g_autoptr (DsnPhrases) phrases = dsn_phrases_new ();
  g_autoptr (GError) error = NULL;

  g_assert_false (dsn_phrases_add_file (phrases, "/nonexistent/rules", &error));
  g_assert_error (error, DSN_ERROR, DSN_ERROR_IO);
  g_assert_nonnull (strstr (error->message, "/nonexistent/rules"));
}

static void
test_line (void)
{
  Rules rules;
  const DsnPhraseTable *table;
  const DsnPhrase *row;

  rules_open (&rules, "# remark\r\n\r\n[userunknown after=RCPT otherwise=filtered weak]\r\n"
                      "A * b | host=X.Example,y status=5.x.1 reply=550 strong\r\n| reply=521");
  table = _dsn_compiled_get_table (rules.compiled);
  g_assert_cmpuint (table->n_rows, ==, 2);
  g_assert_cmpuint (table->n_codes, ==, 1);
  row = &table->rows[0];
  g_assert_cmpstr (table->pool + row->text, ==, "A * b");
  g_assert_cmpstr (table->pool + row->file, ==, "f");
  g_assert_cmpuint (row->line, ==, 4);
  g_assert_cmpstr (_dsn_reason_word (row->reason), ==, "userunknown");
  g_assert_cmpstr (_dsn_reason_word (row->otherwise), ==, "filtered");
  g_assert_cmpuint (row->strength, ==, DSN_STRENGTH_STRONG);
  g_assert_cmpuint (row->commands, ==, _dsn_command_bit ("rcpt"));
  g_assert_cmpuint (row->reply, ==, 550);
  g_assert_cmpuint (row->status[0], ==, 5);
  g_assert_cmpuint (row->status[1], ==, DSN_CODE_PART_ANY);
  g_assert_cmpuint (row->status[2], ==, 1);
  g_assert_cmpuint (row->length, ==, 2);
  g_assert_cmpmem (table->pool + row->hosts, 13, "x.example\0y\0", 13);
  g_assert_cmpuint (table->rows[1].reply, ==, 521);
  g_assert_cmpuint (table->rows[1].strength, ==, DSN_STRENGTH_WEAK);
  rules_close (&rules);
}

static gboolean
piece_ends_at (const DsnPhraseList *list, const DsnPiece *piece, const GString *folded, gsize end)
{
  gsize length = piece->ending.length;
  gsize from = end - length;

  return length <= end && memcmp (folded->str + from, list->pool->str + piece->text, length) == 0
         && !((piece->ending.flags & DSN_PIECE_BEGINS_WORD) && from > 0
              && g_ascii_isalnum (folded->str[from - 1]))
         && !((piece->ending.flags & DSN_PIECE_ENDS_WORD) && g_ascii_isalnum (folded->str[end]));
}

static gboolean
ends_sentence_slowly (const char *at)
{
  return at[0] == '.' && at[1] == ' ' && at[-1] != '.';
}

/* The same the slow way: each piece where it stands first behind the one before, from each place where the
 * first one may stand, and no further than the sentence. */
static gboolean
is_found_from (const DsnPhraseList *list, guint32 number, const GString *folded, gsize from)
{
  gsize end = from, begun = 0;

  for (guint i = 0; i < list->pieces->len; i++) {
    const DsnPiece *piece = &g_array_index (list->pieces, DsnPiece, i);
    gsize least = end + (begun ? piece->ending.length : 0);

    if (piece->ending.row != number)
      continue;
    for (;; end++) {
      if (end > folded->len
          || (begun && end > begun && ends_sentence_slowly (&folded->str[end - 2])))
        return FALSE;
      if (end >= least && piece_ends_at (list, piece, folded, end))
        break;
    }
    if (!begun)
      begun = end;
  }
  return TRUE;
}

static gboolean
is_found_slowly (const DsnPhraseList *list, guint32 number, const GString *folded)
{
  for (gsize from = 0; from <= folded->len; from++)
    if (is_found_from (list, number, folded, from))
      return TRUE;
  return FALSE;
}

/* Few letters, so that much matches, overlaps and nearly matches. */
static char *
make_random (GRand *random, const char *letters, guint max)
{
  guint length = (guint) g_rand_int_range (random, 1, (gint32) max);
  GString *text = g_string_new (NULL);

  for (guint i = 0; i < length; i++)
    g_string_append_c (text, letters[g_rand_int_range (random, 0, (gint32) strlen (letters))]);
  return g_string_free (text, FALSE);
}

#define N_RANDOM 40

static void
test_random (void)
{
  g_autoptr (GRand) random = g_rand_new_with_seed (20261123);

  for (guint round = 0; round < 300; round++) {
    g_autoptr (GString) text = g_string_new ("[rejected]\n");
    g_autoptr (GString) folded = g_string_new (NULL);
    Rules rules;

    for (guint i = 0; i < N_RANDOM; i++) {
      g_autofree char *phrase = make_random (random, "aab c.*", 12);

      g_string_append_printf (text, "a%s\n", phrase);
    }
    rules_open (&rules, text->str);
    for (guint i = 0; i < 20; i++) {
      g_autofree char *words = make_random (random, "aaab  c.", 60);
      guint8 found[N_RANDOM] = { FALSE };

      _dsn_fold (folded, words, G_MAXSIZE);
      _dsn_phrase_table_scan (_dsn_compiled_get_table (rules.compiled), folded, note, found);
      for (guint32 j = 0; j < N_RANDOM; j++)
        g_assert_cmpint (found[j], ==, is_found_slowly (&rules.list, j, folded));
    }
    rules_close (&rules);
  }
}

/* The build's table says the same as its source. */
static void
test_own (void)
{
  g_autoptr (GError) error = NULL;
  g_autofree char *text = NULL;
  gsize length;
  const DsnPhraseTable *table;
  DsnPhraseList list;
  DsnCompiled *compiled;

  if (!g_file_get_contents ("templates/phrases", &text, &length, NULL)) {
    g_test_skip ("not run from the top of the repository");
    return;
  }
  _dsn_phrase_list_init (&list);
  g_assert_true (_dsn_phrase_list_read (&list, "phrases", text, length, &error));
  g_assert_no_error (error);
  compiled = _dsn_phrases_compile (&list);
  table = _dsn_compiled_get_table (compiled);
  g_assert_cmpmem (table->rows, table->n_rows * sizeof (DsnPhrase), _dsn_own_phrases.rows,
                   _dsn_own_phrases.n_rows * sizeof (DsnPhrase));
  g_assert_cmpmem (table->states, table->n_states * sizeof (DsnState), _dsn_own_phrases.states,
                   _dsn_own_phrases.n_states * sizeof (DsnState));
  g_assert_cmpmem (table->endings, table->n_endings * sizeof (DsnEnding), _dsn_own_phrases.endings,
                   _dsn_own_phrases.n_endings * sizeof (DsnEnding));
  g_assert_cmpmem (table->first_endings, table->n_states * sizeof (guint32),
                   _dsn_own_phrases.first_endings, _dsn_own_phrases.n_states * sizeof (guint32));
  g_assert_cmpmem (list.pool->str, list.pool->len, _dsn_own_phrases.pool, list.pool->len);
  _dsn_compiled_free (compiled);
  _dsn_phrase_list_clear (&list);
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);
  ADD_ROWS ("/phrases/match/", matches, test_match);
  ADD_ROWS ("/phrases/error/", errors, test_error);
  g_test_add_func ("/phrases/error/nul", test_nul);
  g_test_add_func ("/phrases/error/long-phrase", test_long_phrase);
  g_test_add_func ("/phrases/error/too-many", test_too_many);
  g_test_add_func ("/phrases/error/missing-file", test_missing_file);
  g_test_add_func ("/phrases/line-has-all-that-it-says", test_line);
  g_test_add_func ("/phrases/random-rules-in-random-texts-as-the-slow-way", test_random);
  g_test_add_func ("/phrases/own-rules-are-those-of-their-source", test_own);
  return g_test_run ();
}
