/* test-templates.c: the templates that are compiled in, in every language.
 * SPDX-License-Identifier: LGPL-2.1-or-later */
#include <string.h>

#include "dsn-template.h"

#include "template-report.h"

static const DsnAction all_actions[] = { DSN_ACTION_FAILED, DSN_ACTION_DELAYED,
                                         DSN_ACTION_DELIVERED, DSN_ACTION_RELAYED,
                                         DSN_ACTION_EXPANDED };

/* A recipient of whom everything is known. */
static void
add_full_recipient (DsnReport *report, DsnAction action, const char *code)
{
  DsnRecipient *recipient = add_recipient (report, "jo@example.net", action, code);

  set (recipient, DSN_FIELD_ORIGINAL_RECIPIENT, "rfc822", "jo@example.net");
  set (recipient, DSN_FIELD_FINAL_RECIPIENT, "rfc822", "j.doe@example.com");
  set (recipient, DSN_FIELD_REMOTE_MTA, "dns", "mail.example.net");
  set (recipient, DSN_FIELD_DIAGNOSTIC_CODE, "smtp", "554 5.7.7 Message altered in transit");
  set (recipient, DSN_FIELD_LAST_ATTEMPT_DATE, NULL, "2026-11-23T10:00:00+01:00");
  set (recipient, DSN_FIELD_WILL_RETRY_UNTIL, NULL, "2026-11-28T10:00:00+01:00");
  set (recipient, DSN_FIELD_FINAL_LOG_ID, NULL, "4F2A1");
  dsn_recipient_set_reply (
      recipient, dsn_reply_new (554, dsn_status_new (5, 7, 7), "Message altered in transit"));
  dsn_recipient_set_smtp_command (recipient, "DATA");
}

static DsnReport *
make_report (void)
{
  DsnReport *report = dsn_report_new ();

  dsn_report_set_kind (report, DSN_KIND_DSN);
  dsn_report_set_value (report, DSN_FIELD_REPORTING_MTA,
                        dsn_value_new ("dns", "mx.example.org", NULL));
  dsn_report_set_value (report, DSN_FIELD_ORIGINAL_ENVELOPE_ID,
                        dsn_value_new (NULL, "QQ314159", NULL));
  dsn_report_set_value (report, DSN_FIELD_ARRIVAL_DATE,
                        dsn_value_new (NULL, "2026-11-23T09:59:58+01:00", NULL));
  dsn_report_set_header (report, DSN_HEADER_TO, "news@example.com");
  dsn_report_set_original_header (report, DSN_HEADER_SUBJECT, "November news");
  dsn_report_set_original_header (report, DSN_HEADER_DATE, "2026-11-23T09:59:50+01:00");
  dsn_report_set_original_header (report, DSN_HEADER_MESSAGE_ID, "42@example.com");
  dsn_report_set_original_header (report, DSN_HEADER_FROM, "news@example.com");
  dsn_report_set_original_header (report, DSN_HEADER_TO, "jo@example.net");
  dsn_report_set_original (report, TRUE, FALSE);
  return report;
}

static const char *
code_of (DsnAction action)
{
  return action == DSN_ACTION_FAILED ? "5.7.7" : action == DSN_ACTION_DELAYED ? "4.7.7" : "2.7.7";
}

static char *
render_compiled_in (const char *language, DsnAction action, const DsnReport *report)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (DsnTemplate) template = dsn_template_load (NULL, language, action, &error);
  char *text = NULL;

  g_assert_no_error (error);
  text = dsn_template_render (template, report, dsn_catalog_get (language, NULL), &error);
  g_assert_no_error (error);
  return text;
}

static guint
count_columns (const char *line)
{
  guint n = 0;

  for (const char *at = line; *at != '\0'; at = g_utf8_next_char (at))
    n += g_unichar_iswide (g_utf8_get_char (at)) ? 2 : 1;
  return n;
}

/* Signs of Japanese that close something. */
static gboolean
begins_with_closing_sign (const char *line)
{
  static const char *const signs[] = { "\xE3\x80\x81", "\xE3\x80\x82", "\xE3\x80\x8D",
                                       "\xEF\xBC\x89", "\xEF\xBC\x9A", "\xE3\x83\xBC" };
  const char *at = line + strspn (line, " ");

  for (guint i = 0; i < G_N_ELEMENTS (signs); i++)
    if (g_str_has_prefix (at, signs[i]))
      return TRUE;
  return FALSE;
}

static void
assert_is_fit_to_read (const char *text)
{
  g_auto (GStrv) lines = g_strsplit (text, "\n", -1);

  g_assert_true (g_utf8_validate (text, -1, NULL));
  g_assert_true (g_str_has_suffix (text, "\n"));
  g_assert_false (g_str_has_suffix (text, "\n\n"));
  g_assert_null (strstr (text, "\n\n\n"));
  g_assert_null (strstr (text, "{{"));
  g_assert_null (strstr (text, "}}"));
  g_assert_null (strstr (text, "()"));
  for (guint i = 0; lines[i]; i++) {
    g_assert_cmpuint (count_columns (lines[i]), <=, DSN_TEMPLATE_WIDTH);
    g_assert_false (begins_with_closing_sign (lines[i]));
    g_assert_false (g_str_has_suffix (lines[i], " "));
    g_assert_false (g_str_has_suffix (lines[i], ": "));
  }
}

static char *
drop_spaces (const char *text)
{
  g_auto (GStrv) words = g_strsplit_set (text, " \n", -1);

  return g_strjoinv (NULL, words);
}

/* Wherever lines are broken: between words, or between characters where there are no words. */
static void
assert_has (const char *text, const char *part)
{
  g_autofree char *text_without = drop_spaces (text);
  g_autofree char *part_without = drop_spaces (part);

  if (!strstr (text_without, part_without))
    g_error ("\"%s\" is not in:\n%s", part, text);
}

static void
test_everything_present (gconstpointer language)
{
  static const char *const parts[] = { "jo@example.net",
                                       "j.doe@example.com",
                                       "mail.example.net",
                                       "DATA",
                                       "November news",
                                       "> 554 5.7.7 Message altered in transit",
                                       "postmaster@mx.example.org",
                                       "4F2A1",
                                       "Mon, 23 Nov 2026 09:59:50 +0100" };

  for (guint i = 0; i < G_N_ELEMENTS (all_actions); i++) {
    DsnAction action = all_actions[i];
    g_autoptr (DsnReport) report = make_report ();
    const DsnCatalog *catalog = dsn_catalog_get (language, NULL);
    g_autofree char *text = NULL;
    DsnStatus status;

    add_full_recipient (report, action, code_of (action));
    text = render_compiled_in (language, action, report);
    assert_is_fit_to_read (text);
    for (guint j = 0; j < G_N_ELEMENTS (parts); j++)
      assert_has (text, parts[j]);
    g_assert_true (dsn_status_parse (code_of (action), &status, NULL));
    assert_has (text, code_of (action));
    assert_has (text, dsn_catalog_get_text (catalog, status, DSN_CATALOG_TITLE));
    assert_has (text, dsn_catalog_get_text (catalog, status, DSN_CATALOG_REASON));
    assert_has (text, dsn_catalog_get_text (catalog, status, DSN_CATALOG_FIX_SENDER));
  }
}

static void
test_everything_absent (gconstpointer language)
{
  for (guint i = 0; i < G_N_ELEMENTS (all_actions); i++) {
    g_autoptr (DsnReport) empty = dsn_report_new ();
    g_autoptr (DsnReport) report = dsn_report_new ();
    g_autofree char *nobody = render_compiled_in (language, all_actions[i], empty);
    g_autofree char *text = NULL;

    assert_is_fit_to_read (nobody);
    dsn_report_add_recipient (report);
    text = render_compiled_in (language, all_actions[i], report);
    assert_is_fit_to_read (text);
  }
}

/* One field of a recipient at a time: nothing rests on another being there. */
static void
test_each_field_alone (gconstpointer language)
{
  static const struct {
    DsnField field;
    const char *text;
    const char *want;
  } rows[] = {
    { DSN_FIELD_FINAL_RECIPIENT, "jo@example.net", "jo@example.net" },
    { DSN_FIELD_REMOTE_MTA, "mail.example.net", "mail.example.net" },
    { DSN_FIELD_DIAGNOSTIC_CODE, "554 no", "> 554 no" },
    { DSN_FIELD_LAST_ATTEMPT_DATE, "2026-11-23T10:00:00+01:00", "Mon, 23 Nov 2026 10:00:00 +0100" },
    { DSN_FIELD_WILL_RETRY_UNTIL, "2026-11-28T10:00:00+01:00", "Sat, 28 Nov 2026 10:00:00 +0100" },
    { DSN_FIELD_FINAL_LOG_ID, "4F2A1", "4F2A1" },
  };

  for (guint i = 0; i < G_N_ELEMENTS (rows) * 2; i++) {
    DsnAction action = all_actions[i % 2];
    g_autoptr (DsnReport) report = dsn_report_new ();
    g_autofree char *text = NULL;

    set (add_recipient (report, NULL, action, NULL), rows[i / 2].field, NULL, rows[i / 2].text);
    text = render_compiled_in (language, action, report);
    assert_is_fit_to_read (text);
    assert_has (text, rows[i / 2].want);
  }
}

/* Each block says its own action. */
static void
test_mixed_actions (gconstpointer language)
{
  g_autoptr (DsnReport) report = make_report ();
  g_autoptr (GHashTable) seen = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, NULL);
  g_autofree char *text = NULL;

  for (guint i = 0; i < G_N_ELEMENTS (all_actions); i++) {
    g_autofree char *address = g_strdup_printf ("r%u@example.net", i);

    add_recipient (report, address, all_actions[i], code_of (all_actions[i]));
  }
  text = render_compiled_in (language, DSN_ACTION_FAILED, report);
  assert_is_fit_to_read (text);
  for (guint i = 0; i < G_N_ELEMENTS (all_actions); i++) {
    g_autofree char *start = g_strdup_printf ("\nr%u@example.net", i);
    const char *said = strstr (text, start);

    g_assert_nonnull (said);
    said += strlen (start);
    g_assert_cmpuint (strcspn (said, "\n"), >, 2);
    g_assert_true (g_hash_table_add (seen, g_strndup (said, strcspn (said, "\n"))));
  }
}

static void
test_all_codes (gconstpointer language)
{
  g_autoptr (GArray) codes = dsn_catalog_list_codes ();

  for (guint i = 0; i < codes->len * G_N_ELEMENTS (all_actions); i++) {
    DsnStatus status = g_array_index (codes, DsnStatus, i / G_N_ELEMENTS (all_actions));
    DsnAction action = all_actions[i % G_N_ELEMENTS (all_actions)];
    g_autoptr (DsnReport) report = make_report ();
    g_autofree char *text = NULL;

    add_full_recipient (report, action, NULL);
    dsn_recipient_set_status (dsn_report_get_recipient (report, 0), status);
    text = render_compiled_in (language, action, report);
    assert_is_fit_to_read (text);
  }
}

static void
test_returned (gconstpointer language)
{
  g_autoptr (DsnReport) report = make_report ();
  g_autofree char *full = NULL, *headers = NULL, *nothing = NULL;

  headers = render_compiled_in (language, DSN_ACTION_FAILED, report);
  dsn_report_set_original (report, TRUE, TRUE);
  full = render_compiled_in (language, DSN_ACTION_FAILED, report);
  dsn_report_set_original (report, FALSE, FALSE);
  nothing = render_compiled_in (language, DSN_ACTION_FAILED, report);
  g_assert_cmpstr (full, !=, headers);
  g_assert_cmpstr (nothing, !=, headers);
  g_assert_cmpuint (strlen (nothing), <, strlen (full));
}

static void
test_hostile (gconstpointer language)
{
  g_autofree char *flood = g_strnfill (100000, '>');
  const char *const replies[] = { "550 {{reporting_mta}} {{end}} {{", "550 a\n\nYou have won.\n> b",
                                  "550 \x1b]0;x\a\b\x7f",
                                  "550 \xE2\x80\xAE"
                                  "gpj.exe",
                                  flood };

  for (guint i = 0; i < G_N_ELEMENTS (replies); i++) {
    g_autoptr (DsnReport) report = make_report ();
    DsnRecipient *recipient = add_recipient (report, replies[i], DSN_ACTION_FAILED, "5.7.7");
    g_autofree char *text = NULL;

    set (recipient, DSN_FIELD_DIAGNOSTIC_CODE, "smtp", replies[i]);
    set (recipient, DSN_FIELD_REMOTE_MTA, "dns", replies[i]);
    dsn_report_set_original_header (report, DSN_HEADER_SUBJECT, replies[i]);
    text = render_compiled_in (language, DSN_ACTION_FAILED, report);
    for (char *at = text; *at; at = g_utf8_next_char (at))
      g_assert_true (*at == '\n' || !g_unichar_iscntrl (g_utf8_get_char (at)));
    g_assert_null (strstr (text, "\xE2\x80\xAE"));
    g_assert_null (strstr (text, "\nYou have won"));
    g_assert_cmpuint (strlen (text), <, 40000);
  }
}

static void
add_for_language (const char *language, const char *path, GTestDataFunc test)
{
  g_autofree char *full = g_strdup_printf ("/templates/%s/%s", language, path);

  g_test_add_data_func_full (full, g_strdup (language), test, g_free);
}

int
main (int argc, char **argv)
{
  g_auto (GStrv) languages = dsn_catalog_list_languages ();

  g_test_init (&argc, &argv, NULL);
  for (guint i = 0; languages[i]; i++) {
    add_for_language (languages[i], "everything-known-is-said", test_everything_present);
    add_for_language (languages[i], "nothing-known-reads-well", test_everything_absent);
    add_for_language (languages[i], "no-field-needs-another", test_each_field_alone);
    add_for_language (languages[i], "each-recipient-has-its-own-action", test_mixed_actions);
    add_for_language (languages[i], "every-code-reads-well", test_all_codes);
    add_for_language (languages[i], "what-comes-back-is-told", test_returned);
    add_for_language (languages[i], "hostile-texts-do-no-harm", test_hostile);
  }
  return g_test_run ();
}
