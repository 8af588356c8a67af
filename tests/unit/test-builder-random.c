/* test-builder-random.c: whatever is asked for is refused, or reads back as it was.
 * SPDX-License-Identifier: LGPL-2.1-or-later */
#include "builder-same.h"

#define ROUNDS 3000

/* What values are put together from; the last is rare, as a report with it is refused. */
static const char *const pieces[] = { "a",   "B",  "7",        ".",    "-", " ", "  ",   "word ",
                                      "(",   ")",  "\\",       "\"",   ";", ":", "=",    "+",
                                      "@",   "<",  ">",        ",",    "/", "é", "日本", "😀",
                                      "\t",  "=?", "?=",       "\\x{", "}", "?", "\x01", "%",
                                      "=20", "--", "\xc2\xa0", "\n" };

static char *
random_text (int max)
{
  GString *text = g_string_new (NULL);
  int count = g_test_rand_int_range (1, max);

  for (int i = 0; i < count; i++) {
    int piece = g_test_rand_int_range (0, G_N_ELEMENTS (pieces));

    if (piece == G_N_ELEMENTS (pieces) - 1 && g_test_rand_int_range (0, 20) > 0)
      piece = 0;
    g_string_append (text, pieces[piece]);
  }
  return g_string_free (text, FALSE);
}

static char *
random_value (DsnField field)
{
  static const char *const words[] = { "failed", "delayed", "relayed", "x" };
  static const char *const codes[] = { "5.7.7", "5.0.0", "4.4.7", "5.1.10", "2.0.0", "5" };
  static const char *const dates[] = { DATE, "2026-02-28T23:59:60Z", "Mon, 1 Jan 70" };
  DsnFieldSyntax syntax = dsn_field_get_syntax (field);
  gboolean usual = g_test_rand_int_range (0, 10) > 0;

  if (syntax == DSN_FIELD_SYNTAX_ACTION)
    return g_strdup (words[usual ? 0 : g_test_rand_int_range (0, G_N_ELEMENTS (words))]);
  if (syntax == DSN_FIELD_SYNTAX_STATUS)
    return g_strdup (codes[usual ? 0 : g_test_rand_int_range (0, G_N_ELEMENTS (codes))]);
  if (syntax == DSN_FIELD_SYNTAX_DATE)
    return g_strdup (dates[usual ? 0 : g_test_rand_int_range (0, G_N_ELEMENTS (dates))]);
  return random_text (g_test_rand_int_range (0, 10) == 0 ? 300 : 12);
}

/* Half of them as dsn_value_new() takes them, half as people write them. */
static void
set_random (DsnReport *report, DsnRecipient *recipient, DsnField field)
{
  g_autofree char *text = random_value (field);
  g_autofree char *comment = g_test_rand_int_range (0, 8) == 0 ? random_text (8) : NULL;

  if (g_test_rand_bit ())
    dsn_request_set (report, recipient, field, text);
  else if (recipient)
    dsn_recipient_set_value (recipient, field, dsn_value_new (NULL, text, comment));
  else
    dsn_report_set_value (report, field, dsn_value_new (NULL, text, comment));
}

static void
add_random_recipient (DsnReport *report)
{
  DsnRecipient *recipient = dsn_report_add_recipient (report);

  for (DsnField field = DSN_FIELD_FIRST_PER_RECIPIENT; field < DSN_FIELD_WILL_RETRY_UNTIL; field++)
    if (field == DSN_FIELD_FINAL_RECIPIENT || field == DSN_FIELD_ACTION || field == DSN_FIELD_STATUS
        || g_test_rand_int_range (0, 4) == 0)
      set_random (report, recipient, field);
  if (g_test_rand_int_range (0, 4) == 0) {
    g_autofree char *value = random_text (20);

    dsn_recipient_add_extension (recipient, "X-Note", value, DSN_NO_OFFSET);
  }
}

static DsnReport *
random_report (void)
{
  DsnReport *report = dsn_report_new ();
  g_autofree char *subject = random_text (30);
  g_autofree char *explanation = random_text (60);

  dsn_report_set_kind (report, DSN_KIND_DSN);
  dsn_report_set_header (report, DSN_HEADER_TO, "news@example.com");
  dsn_report_set_header (report, DSN_HEADER_FROM, "pm@example.org");
  dsn_report_set_header (report, DSN_HEADER_DATE, DATE);
  dsn_report_set_header (report, DSN_HEADER_SUBJECT, subject);
  dsn_report_set_explanation (report, explanation);
  set_random (report, NULL, DSN_FIELD_REPORTING_MTA);
  for (DsnField field = DSN_FIELD_DSN_GATEWAY; field < DSN_FIELD_FIRST_PER_RECIPIENT; field++)
    if (g_test_rand_int_range (0, 6) == 0)
      set_random (report, NULL, field);
  for (int i = g_test_rand_int_range (1, 4); i > 0; i--)
    add_random_recipient (report);
  return report;
}

/* Values here are of any characters, which few fields may have. */
static DsnBuilder *
new_builder (void)
{
  DsnBuilder *builder = dsn_builder_new ();
  g_auto (GStrv) rules = dsn_rule_list (DSN_RULE_SCOPE_REPORT);

  for (char **rule = rules; *rule; rule++)
    dsn_builder_allow (builder, *rule, NULL);
  return builder;
}

/* The builder finds faults exactly where it makes nothing. */
static void
test_random (void)
{
  guint made = 0;

  for (guint round = 0; round < ROUNDS; round++) {
    g_autoptr (DsnBuilder) builder = new_builder ();
    g_autoptr (DsnReport) report = random_report ();
    g_autoptr (GPtrArray) problems = NULL;
    g_autoptr (GError) error = NULL;
    g_autoptr (GBytes) message = NULL;
    gboolean downgrade = g_test_rand_bit ();

    dsn_builder_set_downgrade (builder, downgrade);
    problems = dsn_builder_check (builder, report);
    message = dsn_builder_build (builder, report, FALSE, &error);
    g_assert_true ((message != NULL) == (problems->len == 0));
    if (message)
      assert_reads_back (report, message, downgrade);
    else
      g_assert_error (error, DSN_ERROR, DSN_ERROR_INVALID);
    made += message != NULL;
  }
  g_test_message ("%u of %d made", made, ROUNDS);
  g_assert_cmpuint (made, >, ROUNDS / 20);
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/builder/random/is-refused-or-reads-back", test_random);
  return g_test_run ();
}
