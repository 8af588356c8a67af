/* test-wild-notes.c: Lotus Notes.
 * SPDX-License-Identifier: LGPL-2.1-or-later */
#include "wild-message.h"

#define HEAD "Return-Path: <>\nFrom: Postmaster@mx.example.org\nSubject: Undeliverable message\n"

static void
test_reasons (void)
{
  g_autoptr (DsnReport) report = parse_bounce (
      BOUNCE (HEAD, "------- Failure Reasons  --------\n\nUser not listed\njo@example.net\n"
                    "kim@example.net\n\nQuota exceeded\nlee@example.net\n\n"
                    "------- Returned Message --------\n\n" RETURNED));
  g_autofree char *summary = bounce_summary (report);

  g_assert_cmpstr (summary, ==,
                   "dsn notes | jo@example.net failed - 0 | kim@example.net failed - 0"
                   " | lee@example.net failed - 0");
  g_assert_cmpstr (said_of (report, 1), ==, "User not listed");
  g_assert_cmpstr (said_of (report, 2), ==, "Quota exceeded");
  g_assert_cmpstr (dsn_report_get_original_header (report, DSN_HEADER_SUBJECT), ==,
                   "November news");
}

static void
test_quoted (void)
{
  assert_bounce (
      BOUNCE ("From: kim@example.org\nSubject: Re: Undeliverable message\n",
              "> ------- Failure Reasons  --------\n>\n> User not listed\n> jo@example.net\n"),
      "other -");
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/wild/notes/each-reason-before-its-recipients", test_reasons);
  g_test_add_func ("/wild/notes/what-is-quoted-is-other", test_quoted);
  return g_test_run ();
}
