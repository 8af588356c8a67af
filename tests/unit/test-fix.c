/* test-fix.c: reports put right where it is certain what they mean.
 * SPDX-License-Identifier: LGPL-2.1-or-later */
#include "lint-text.h"

static GBytes *
read_sample (const char *rule)
{
  g_autofree char *name = g_strconcat (rule, ".eml", NULL);
  g_autofree char *path = g_test_build_filename (G_TEST_DIST, "samples", "lint", name, NULL);
  g_autoptr (GError) error = NULL;
  char *text;
  gsize length;

  g_file_get_contents (path, &text, &length, &error);
  g_assert_no_error (error);
  return g_bytes_new_take (text, length);
}

static GBytes *
fix (GBytes *bytes, guint *n_changes)
{
  g_autoptr (DsnLint) lint = dsn_lint_new ();
  g_autoptr (DsnMessage) message = dsn_message_new (bytes, "x", 0, 0, g_bytes_get_size (bytes));
  g_autoptr (GPtrArray) changes = NULL;
  GBytes *fixed = dsn_fix (lint, message, &changes);

  *n_changes = changes->len;
  return fixed;
}

static char *
find_in (GBytes *bytes)
{
  g_autoptr (DsnLint) lint = dsn_lint_new ();
  g_autoptr (DsnVerdict) verdict =
      lint_octets (lint, g_bytes_get_data (bytes, NULL), g_bytes_get_size (bytes));

  return list_findings (verdict);
}

static GBytes *
with_crlf (GBytes *bytes)
{
  GString *text =
      g_string_new_len (g_bytes_get_data (bytes, NULL), (gssize) g_bytes_get_size (bytes));

  g_string_replace (text, "\n", "\r\n", 0);
  return g_string_free_to_bytes (text);
}

/* The samples return the same message, which is near their end. */
static void
assert_original_is_there (GBytes *bytes, const char *newline)
{
  g_autofree char *wanted = g_strdup_printf ("Dear Jo,%s%shere is what happened in November.%s",
                                             newline, newline, newline);

  g_assert_nonnull (
      memmem (g_bytes_get_data (bytes, NULL), g_bytes_get_size (bytes), wanted, strlen (wanted)));
}

static void
assert_fixed (GBytes *bytes, const char *rule, const char *newline)
{
  guint count, again_count;
  g_autoptr (GBytes) fixed = fix (bytes, &count);
  g_autoptr (GBytes) again = fix (fixed, &again_count);
  g_autofree char *found = find_in (fixed);

  if (*found)
    g_error ("%s is fixed to %s", rule, found);
  g_assert_cmpuint (count, >, 0);
  g_assert_cmpuint (again_count, ==, 0);
  g_assert_true (g_bytes_equal (fixed, again));
  assert_original_is_there (fixed, newline);
}

static void
test_every_rule (void)
{
  g_auto (GStrv) rules = dsn_fix_list ();

  g_assert_cmpuint (g_strv_length (rules), >, 25);
  for (char **rule = rules; *rule; rule++) {
    g_autoptr (GBytes) bytes = NULL;
    g_autoptr (GBytes) crlf = NULL;

    /* The sample names another field than it nearly has. */
    if (strcmp (*rule, "misspelt-field") == 0)
      continue;
    bytes = read_sample (*rule);
    crlf = with_crlf (bytes);
    assert_fixed (bytes, *rule, "\n");
    assert_fixed (crlf, *rule, "\r\n");
  }
}

/* What is fixed of the fields, and what becomes of them. */
static void
test_fields (void)
{
  static const struct {
    const char *wrong;
    const char *right;
  } rows[] = {
    { "Remote-MTA: mail.example.net (x)\n", "Remote-MTA: dns; mail.example.net (x)\n" },
    { "Remote-MTA: the mail host\n", NULL },
    { "Diagnostic-Code: 550 5.1.1 no; really\n", "Diagnostic-Code: smtp; 550 5.1.1 no; really\n" },
    { "Diagnostic-Code: 550 5.1.1 no\n really\n", "Diagnostic-Code: smtp; 550 5.1.1 no really\n" },
    { "Diagnostic-Code: no such user\n", NULL },
    { "Original-Recipient: jo@example.net\n", "Original-Recipient: rfc822; jo@example.net\n" },
    { "Original-Recipient: jo\n", NULL },
    { "Original-Recipient: rfc822;<jo@example.net>\n",
      "Original-Recipient: rfc822; jo@example.net\n" },
    { "Remote-MTA : dns; mail.example.net\n", "Remote-MTA: dns; mail.example.net\n" },
    { "Diagnostics-Code: smtp; 550 no\n", "Diagnostic-Code: smtp; 550 no\n" },
    { "Statuss: 5.1.1\n", NULL },
    { "Last-Attempt-Date: Mon, 23 Nov 26 10:00:00 EST\n",
      "Last-Attempt-Date: Mon, 23 Nov 2026 10:00:00 -0500\n" },
    { "Last-Attempt-Date: Mon, 23 Nov 2026 10:00:00 XYZ\n",
      "Last-Attempt-Date: Mon, 23 Nov 2026 10:00:00 -0000\n" },
    { "Last-Attempt-Date: soon\n", NULL },
    { "Action: failed\n", "" },
    { "Action: delayed\n", NULL },
  };

  for (guint i = 0; i < G_N_ELEMENTS (rows); i++) {
    g_autofree char *wrong =
        g_strconcat (LINT_HEADER LINT_HUMAN LINT_STATUS LINT_MESSAGE LINT_RECIPIENT, rows[i].wrong,
                     LINT_END, NULL);
    g_autofree char *right =
        g_strconcat (LINT_HEADER LINT_HUMAN LINT_STATUS LINT_MESSAGE LINT_RECIPIENT,
                     rows[i].right ? rows[i].right : rows[i].wrong, LINT_END, NULL);
    g_autoptr (GBytes) bytes = g_bytes_new_static (wrong, strlen (wrong));
    guint count;
    g_autoptr (GBytes) fixed = fix (bytes, &count);
    g_autofree char *text = g_strndup (g_bytes_get_data (fixed, NULL), g_bytes_get_size (fixed));

    g_assert_cmpstr (text, ==, right);
    g_assert_cmpuint (count, ==, rows[i].right != NULL);
  }
}

/* The same where the line is one that every group has, or one about the message. */
static void
test_groups (void)
{
  static const struct {
    const char *wrong;
    const char *right;
  } rows[] = {
    { LINT_MESSAGE
      "Final-Recipient: rfc822; jo@example.net\nAction: failed\nStatus: 5.1.1 no \\ user\n",
      LINT_MESSAGE
      "Final-Recipient: rfc822; jo@example.net\nAction: failed\nStatus: 5.1.1 (no \\\\ user)\n" },
    { LINT_MESSAGE
      "Final-Recipient: rfc822; j\\x{F6}rg@example.net\nAction: failed\nStatus: 5.1.1\n",
      LINT_MESSAGE
      "Final-Recipient: utf-8; j\\x{F6}rg@example.net\nAction: failed\nStatus: 5.1.1\n" },
    { "Reporting-MTA: dns; mx.example.org\nReceived-From-MAT: dns; "
      "a.example.com\n\n" LINT_RECIPIENT,
      "Reporting-MTA: dns; mx.example.org\nReceived-From-MTA: dns; "
      "a.example.com\n\n" LINT_RECIPIENT },
  };

  for (guint i = 0; i < G_N_ELEMENTS (rows); i++) {
    g_autofree char *wrong =
        g_strconcat (LINT_HEADER LINT_HUMAN LINT_STATUS, rows[i].wrong, LINT_END, NULL);
    g_autofree char *right =
        g_strconcat (LINT_HEADER LINT_HUMAN LINT_STATUS, rows[i].right, LINT_END, NULL);
    g_autoptr (GBytes) bytes = g_bytes_new_static (wrong, strlen (wrong));
    guint count;
    g_autoptr (GBytes) fixed = fix (bytes, &count);
    g_autofree char *text = g_strndup (g_bytes_get_data (fixed, NULL), g_bytes_get_size (fixed));

    g_assert_cmpstr (text, ==, right);
    g_assert_cmpuint (count, ==, 1);
  }
}

/* All of what is wrong is seen to, whatever the number. */
static void
test_many (void)
{
  GString *text = g_string_new (LINT_HEADER LINT_HUMAN LINT_STATUS LINT_MESSAGE);
  g_autoptr (GBytes) bytes = NULL;
  g_autoptr (GBytes) fixed = NULL;
  g_autofree char *found = NULL;
  guint count;

  for (int i = 0; i < 300; i++)
    g_string_append_printf (text,
                            "%sFinal-Recipient: rfc822; <%d@example.net>\nAction: failed\n"
                            "Status: 5.1.1 no\n",
                            i > 0 ? "\n\n" : "", i);
  g_string_append (text, LINT_END);
  bytes = g_string_free_to_bytes (text);
  fixed = fix (bytes, &count);
  found = find_in (fixed);
  g_assert_null (strstr (found, "bracketed-address"));
  g_assert_null (strstr (found, "text-after-value"));
  g_assert_null (strstr (found, "extra-blank-line"));
  g_assert_cmpuint (count, ==, 300 + 300 + 299);
}

/* A message within the message is left alone. */
static void
test_nested (void)
{
  g_autoptr (GBytes) bytes = read_sample ("report-not-top-level");
  guint count;
  g_autoptr (GBytes) fixed = fix (bytes, &count);

  g_assert_true (g_bytes_equal (bytes, fixed));
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/fix/every-rule-that-can-be", test_every_rule);
  g_test_add_func ("/fix/fields", test_fields);
  g_test_add_func ("/fix/groups", test_groups);
  g_test_add_func ("/fix/many-faults", test_many);
  g_test_add_func ("/fix/nothing-within-another-message", test_nested);
  return g_test_run ();
}
