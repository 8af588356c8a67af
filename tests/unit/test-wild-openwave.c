/* test-wild-openwave.c: Post.Office, InterMail and Openwave.
 * SPDX-License-Identifier: LGPL-2.1-or-later */
#include "wild-message.h"

#define HEAD  "From: Postmaster@example.org\nSubject: Mail System Error - Returned Mail\n"
#define REPLY "\nPlease reply to Postmaster@example.org\nif you feel this message to be in error.\n"
#define REJECTED                                                                            \
  "あて先不明です。\n\nEach of the following recipients was rejected by a remote\n" \
  "mail server.\n\n"

static void
test_rejected (void)
{
  assert_bounce (BOUNCE (HEAD, REJECTED "    Recipient: <jo@example.net>\n"
                                        "    >>> RCPT TO:<jo@example.net>\n"
                                        "    <<< 550 <jo@example.net>: User unknown\n\n" REPLY),
                 "dsn openwave | jo@example.net failed - 550");
  assert_bounce (BOUNCE (HEAD, REJECTED "    Recipient: <jo@example.net>\n"
                                        "    Reason:    550 5.1.1 unknown\n\n"
                                        "    Recipient: <kim@example.net>\n"
                                        "    Reason:    552 5.2.2 full\n" REPLY),
                 "dsn openwave | jo@example.net failed 5.1.1 550 "
                 "| kim@example.net failed 5.2.2 552");
}

static void
test_not_received (void)
{
  g_autoptr (DsnReport) report =
      parse_bounce (BOUNCE (HEAD, "This Message was undeliverable due to the following reason:\n\n"
                                  "Your message was not delivered within 1 days and 0 hours.\n"
                                  "Host example.net is not responding.\n\n"
                                  "The following recipients did not receive this message:\n\n"
                                  "     <jo@example.net>\n     <kim@example.net>\n" REPLY));
  g_autofree char *summary = bounce_summary (report);

  g_assert_cmpstr (summary, ==,
                   "dsn openwave | jo@example.net failed - 0 | kim@example.net failed - 0");
  g_assert_true (g_str_has_suffix (said_of (report, 1), "Host example.net is not responding."));
}

static void
test_account (void)
{
  g_autoptr (DsnReport) report =
      parse_bounce (BOUNCE (HEAD, "The user(s) account is temporarily over quota.\n\n"
                                  "<jo@example.net>\n" REPLY));

  g_assert_cmpstr (said_of (report, 0), ==, "The user(s) account is temporarily over quota.");
  assert_bounce (BOUNCE (HEAD, "The user(s) account is disabled.\n\n<jo@example.net>: 550 user "
                               "unknown (in reply to RCPT TO command)\n"),
                 "dsn openwave | jo@example.net failed - 550");
  assert_bounce (BOUNCE (HEAD, "One or more of the recipients of your message did not receive it\n"
                               "because they would have exceeded their mailbox size limit.\n\n"
                               "User quota exceeded: SMTP <jo@example.net>\n" REPLY),
                 "dsn openwave | jo@example.net failed - 0");
}

static void
test_others (void)
{
  assert_not_when_quoted (BOUNCE (HEAD, REJECTED "    Recipient: <jo@example.net>\n" REPLY));
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/wild/openwave/rejected-recipients-with-their-replies", test_rejected);
  g_test_add_func ("/wild/openwave/recipients-that-a-reason-is-given-for", test_not_received);
  g_test_add_func ("/wild/openwave/state-of-an-account", test_account);
  g_test_add_func ("/wild/openwave/quoted-it-is-no-bounce", test_others);
  return g_test_run ();
}
