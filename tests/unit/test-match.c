/* test-match.c: which reports are asked for.
 * SPDX-License-Identifier: LGPL-2.1-or-later */
#include "dsn-match.h"

#include "report-text.h"

typedef struct {
  const char *path;
  const char *action;
  const char *status;
  const char *reason;
  gboolean hard;
  gboolean want;
} Row;

/* Asked of a report with a dead mailbox (failed 5.1.1) and a full one (delayed 4.2.2). */
static const Row rows[] = {
  { "nothing-asked", NULL, NULL, NULL, FALSE, TRUE },
  { "action", "delayed", NULL, NULL, FALSE, TRUE },
  { "other-action", "relayed", NULL, NULL, FALSE, FALSE },
  { "status", NULL, "5.1.1", NULL, FALSE, TRUE },
  { "status-class", NULL, "4.*", NULL, FALSE, TRUE },
  { "status-subject", NULL, "5.7.*", NULL, FALSE, FALSE },
  { "status-character", NULL, "?.1.1", NULL, FALSE, TRUE },
  { "status-is-whole", NULL, "5.1", NULL, FALSE, FALSE },
  { "reason", NULL, NULL, "mailboxfull", FALSE, TRUE },
  { "reason-in-any-letter-case", NULL, NULL, "MailboxFull", FALSE, TRUE },
  { "reason-is-whole", NULL, NULL, "mailbox", FALSE, FALSE },
  { "hard", NULL, NULL, NULL, TRUE, TRUE },
  { "all-of-one", "failed", "5.*", "userunknown", TRUE, TRUE },
  { "one-recipient-has-to-meet-all", "delayed", "5.1.1", NULL, FALSE, FALSE },
  { "nor-is-the-full-one-hard", NULL, "4.2.2", NULL, TRUE, FALSE },
};

static void
add (DsnReport *report, DsnAction action, DsnStatus status, const char *reason, gboolean hard)
{
  DsnRecipient *recipient = dsn_report_add_recipient (report);

  dsn_recipient_set_action (recipient, action);
  dsn_recipient_set_status (recipient, status);
  dsn_recipient_set_reason (recipient, reason, hard);
}

static DsnReport *
make_report (void)
{
  DsnReport *report = dsn_report_new ();

  dsn_report_set_kind (report, DSN_KIND_DSN);
  add (report, DSN_ACTION_NONE, DSN_STATUS_NONE, NULL, FALSE);
  add (report, DSN_ACTION_FAILED, dsn_status_new (5, 1, 1), "userunknown", TRUE);
  add (report, DSN_ACTION_DELAYED, dsn_status_new (4, 2, 2), "mailboxfull", FALSE);
  return report;
}

static DsnMatch *
make_match (const Row *row)
{
  DsnMatch *match = dsn_match_new ();

  if (row->action)
    dsn_match_add_action (match, dsn_action_from_string (row->action));
  if (row->status)
    g_assert_true (dsn_match_add_status (match, row->status, NULL));
  if (row->reason)
    dsn_match_add_reason (match, row->reason);
  dsn_match_set_hard (match, row->hard);
  return match;
}

static void
test_row (gconstpointer data)
{
  const Row *row = data;
  g_autoptr (DsnReport) report = make_report ();
  g_autoptr (DsnReport) none = dsn_report_new ();
  g_autoptr (DsnMatch) match = make_match (row);

  g_assert_cmpint (dsn_match_test (match, report), ==, row->want);
  dsn_report_set_kind (report, DSN_KIND_ARF);
  g_assert_false (dsn_match_test (match, report));
  dsn_report_set_kind (none, DSN_KIND_DSN);
  g_assert_cmpint (dsn_match_test (match, none), ==, match && row == rows);
}

static void
test_several_of_one_sort (void)
{
  g_autoptr (DsnReport) report = make_report ();
  g_autoptr (DsnMatch) match = dsn_match_new ();

  g_assert_true (dsn_match_add_status (match, "5.7.*", NULL));
  g_assert_false (dsn_match_test (match, report));
  g_assert_true (dsn_match_add_status (match, "4.2.*", NULL));
  g_assert_true (dsn_match_test (match, report));
  dsn_match_add_reason (match, "userunknown");
  g_assert_false (dsn_match_test (match, report));
  dsn_match_add_reason (match, "mailboxfull");
  g_assert_true (dsn_match_test (match, report));
}

static void
test_bad_patterns (void)
{
  static const char *const bad[] = { "", "5.x.1", "five", " 5.1.1", "5,1", "[45].1.1" };
  g_autoptr (DsnMatch) match = dsn_match_new ();

  for (guint i = 0; i < G_N_ELEMENTS (bad); i++) {
    g_autoptr (GError) error = NULL;

    g_assert_false (dsn_match_add_status (match, bad[i], &error));
    g_assert_error (error, DSN_ERROR, DSN_ERROR_SYNTAX);
  }
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);
  ADD_ROWS ("/match/", rows, test_row);
  g_test_add_func ("/match/one-of-several-of-a-sort", test_several_of_one_sort);
  g_test_add_func ("/match/bad-patterns", test_bad_patterns);
  return g_test_run ();
}
