/* test-wild-gmx.c: GMX, WEB.DE, mail.com and 1&1.
 * SPDX-License-Identifier: LGPL-2.1-or-later */
#include "wild-message.h"

#define HEAD                                                                                   \
  "From: MAILER-DAEMON@mail.example.org\nSubject: Mail delivery failed: returning message to " \
  "sender\n"
#define HELLO                                                                                    \
  "This message was created automatically by mail delivery software.\n\n"                        \
  "A message that you sent could not be delivered to one or more of\nits recipients. This is a " \
  "permanent error. The following address\nfailed:\n\n"
#define COPY "\n--- The header of the original message is following. ---\n\n" RETURNED

static void
test_quoted (void)
{
  assert_bounce (BOUNCE (HEAD, HELLO "\"jo@example.net\":\n"
                                     "SMTP error from remote server after RCPT command:\n"
                                     "host: mx.example.net\n"
                                     "550 5.1.1 no such user\n" COPY),
                 "dsn gmx | jo@example.net failed 5.1.1 550");
}

static void
test_without_code (void)
{
  g_autoptr (DsnReport) report =
      parse_bounce (BOUNCE (HEAD, HELLO "jo@example.net:\n"
                                        "SMTP error from remote server after RCPT command:\n"
                                        "host: mx.example.net\n"
                                        "5.1.1 no such user\n" COPY));
  const DsnRecipient *recipient = dsn_report_get_recipient (report, 0);
  g_autofree char *summary = bounce_summary (report);

  g_assert_cmpstr (summary, ==, "dsn gmx | jo@example.net failed 5.1.1 0");
  g_assert_cmpstr (dsn_recipient_get_text (recipient, DSN_FIELD_REMOTE_MTA), ==, "mx.example.net");
}

static void
test_bracketed (void)
{
  assert_bounce (BOUNCE (HEAD, HELLO "<jo@example.net>\n"
                                     "\n"
                                     "Reason:\n"
                                     "delivery retry timeout exceeded\n"
                                     "\n"
                                     "<kim@example.edu>\n"
                                     "\n"
                                     "Reason:\n"
                                     "550 5.1.1 no such user\n"
                                     "\n" COPY),
                 "dsn gmx | jo@example.net failed - 0 | kim@example.edu failed 5.1.1 550");
  {
    g_autoptr (DsnReport) report = parse_bounce (
        BOUNCE (HEAD, HELLO "<jo@example.net>\n\nReason:\nretry timeout exceeded\n\n" COPY));

    g_assert_cmpstr (said_of (report, 0), ==, "retry timeout exceeded");
  }
}

static void
test_bare (void)
{
  assert_bounce (BOUNCE (HEAD, HELLO "jo@example.net\n"
                                     "For the following reason:\n"
                                     "Mail size limit exceeded.\n" COPY),
                 "dsn gmx | jo@example.net failed - 0");
}

static void
test_others (void)
{
  assert_no_bounce ("Mail delivery failed",
                    HELLO "\"jo@example.net\":\nSMTP error from remote server\n550 no\n");
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/wild/gmx/addresses-in-quotes", test_quoted);
  g_test_add_func ("/wild/gmx/the-host-and-a-status-without-a-reply-code", test_without_code);
  g_test_add_func ("/wild/gmx/addresses-in-brackets-with-a-reason", test_bracketed);
  g_test_add_func ("/wild/gmx/bare-addresses-with-a-reason", test_bare);
  g_test_add_func ("/wild/gmx/answers-are-none", test_others);
  return g_test_run ();
}
