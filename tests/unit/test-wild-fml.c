/* test-wild-fml.c: what the mailing list manager fml takes no article for.
 * SPDX-License-Identifier: LGPL-2.1-or-later */
#include "wild-message.h"

#define HEAD                                                          \
  "From: fml-admin@example.net\nSubject: Loop Alert: dup (list ML)\n" \
  "Return-Path: <fml-admin@example.net>\n"                            \
  "Message-Id: <202611231000.FML12345@example.net>\n"                 \
  "X-MLServer: fml [fml 4.0 STABLE (20010218/4.0-beta24)]\n"
#define COPY "\nOriginal mail as follows:\n\n" RETURNED

static void
test_list (void)
{
  g_autoptr (DsnReport) report =
      parse_bounce (BOUNCE (HEAD, "Duplicated Message-ID in <list@example.net>.\n" COPY));
  g_autofree char *summary = bounce_summary (report);

  g_assert_cmpstr (summary, ==, "dsn fml | list@example.net failed - 0");
  g_assert_cmpstr (said_of (report, 0), ==, "Duplicated Message-ID in <list@example.net>.");
  g_assert_cmpstr (dsn_report_get_original_header (report, DSN_HEADER_MESSAGE_ID), ==,
                   "42@example.com");
}

static void
test_another_line (void)
{
  assert_bounce (BOUNCE (HEAD, "You are not a member of this mailing list.\n"
                               "So your article was not sent to <list@example.net>.\n" COPY),
                 "dsn fml | list@example.net failed - 0");
}

static void
test_other_words (void)
{
  assert_bounce (BOUNCE (HEAD, "Hi, I am the fml ML manager for the ML <list@example.net>.\n"
                               "You are not a member of this ML, so your mail is rejected.\n" COPY),
                 "dsn fml | list@example.net failed - 0");
}

static void
test_original (void)
{
  assert_bounce (BOUNCE (HEAD, "NOT MEMBER article from kim@example.org\n" COPY),
                 "dsn fml | jo@example.net failed - 0");
}

static void
test_others (void)
{
  assert_bounce (BOUNCE (HEAD, "Here is what you asked for, <jo@example.net>.\n"), "other -");
  assert_bounce (BOUNCE ("From: jo@example.net\nSubject: delivery failed\n"
                         "Message-Id: <42@example.net>\nX-MLServer: fml [fml 4.0]\n",
                         "It says: Duplicated Message-ID in <list@example.net>.\n"),
                 "other -");
  assert_not_when_quoted (BOUNCE (HEAD, "Duplicated Message-ID in <list@example.net>.\n" COPY));
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/wild/fml/the-list-that-took-no-article", test_list);
  g_test_add_func ("/wild/fml/the-list-on-another-line", test_another_line);
  g_test_add_func ("/wild/fml/whatever-it-calls-itself", test_other_words);
  g_test_add_func ("/wild/fml/else-who-the-original-was-for", test_original);
  g_test_add_func ("/wild/fml/its-other-mail-and-its-articles-are-no-bounces", test_others);
  return g_test_run ();
}
