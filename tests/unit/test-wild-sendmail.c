/* test-wild-sendmail.c: Sendmail without a machine part, old and new.
 * SPDX-License-Identifier: LGPL-2.1-or-later */
#include "wild-message.h"

#define HEAD                                                                                   \
  "From: Mail Delivery Subsystem <MAILER-DAEMON@mx.example.org>\nSubject: Returned mail: see " \
  "transcript for details\n"
#define FATAL   "   ----- The following addresses had permanent fatal errors -----\n"
#define SESSION "\n   ----- Transcript of session follows -----\n"
#define COPY    "\n   ----- Original message follows -----\n\n" RETURNED

static void
test_reasons (void)
{
  assert_bounce (
      BOUNCE (HEAD, FATAL "<jo@example.net>\n"
                          "    (reason: 550 5.1.1 no such user)\n"
                          "<kim@example.edu>\n"
                          "    (reason: 552 5.2.2 mailbox full)\n"
                          "    (expanded from: <team@example.org>)\n" SESSION
                          "... while talking to mx.example.edu.:\n"
                          ">>> DATA\n"
                          "<<< 552 5.2.2 mailbox full\n" COPY),
      "dsn sendmail | jo@example.net failed 5.1.1 550 | kim@example.edu failed 5.2.2 552");
}

static void
test_transcript (void)
{
  assert_bounce (
      BOUNCE (HEAD, FATAL "<jo@example.net>\n"
                          "kim@example.edu\n" SESSION "... while talking to mx.example.net.:\n"
                          ">>> RCPT To:<jo@example.net>\n"
                          "<<< 550 5.1.1 no such user\n"
                          "550 5.1.1 <jo@example.net>... User unknown\n"
                          "... while talking to mx.example.edu.:\n"
                          ">>> DATA\n"
                          "<<< 554 5.7.1 not here\n"
                          "554 5.0.0 Service unavailable\n" COPY),
      "dsn sendmail | jo@example.net failed 5.1.1 550 | kim@example.edu failed 5.7.1 554");
}

static void
test_targets (void)
{
  assert_bounce (BOUNCE (HEAD, FATAL "\"|/usr/local/bin/file-tickets -x\"\n"
                                     "    (reason: 452 4.3.1 disk full)\n"
                                     "    (expanded from: <jo@example.net>)\n" COPY),
                 "dsn sendmail | jo@example.net failed 4.3.1 452");
  assert_bounce (BOUNCE (HEAD, FATAL "\"|/usr/local/bin/file-tickets -x\"\n"
                                     "    (reason: 69)\n"
                                     "    (expanded from: <jo@example.net>)\n" SESSION
                                     "sh: file-tickets not available for sendmail programs\n"
                                     "554 5.0.0 Service unavailable\n" COPY),
                 "dsn sendmail | jo@example.net failed 5.0.0 554");
}

static void
test_users (void)
{
  assert_bounce (BOUNCE (HEAD, FATAL "jo\n"
                                     "lee\n" SESSION "550 5.1.1 jo... User unknown\n" COPY),
                 "dsn sendmail | jo@example.net failed 5.1.1 550 | lee failed 5.1.1 550");
}

static void
test_kinds (void)
{
  assert_bounce (
      BOUNCE (HEAD,
              FATAL "<jo@example.net>\n"
                    "\n"
                    "   ----- The following addresses had transient non-fatal errors -----\n"
                    "<kim@example.edu>\n"
                    "\n"
                    "   ----- The following addresses had successful delivery notifications -----\n"
                    "<lee@example.org>  (relayed to non-DSN-aware mailer)\n"
                    "<pat@example.org>  (successfully delivered to mailbox)\n" COPY),
      "dsn sendmail | jo@example.net failed - 0 | kim@example.edu delayed - 0 | lee@example.org "
      "relayed - 0 | pat@example.org delivered - 0");
}

static void
test_problems (void)
{
  assert_bounce (BOUNCE (HEAD, "   ----- The following addresses had delivery problems -----\n"
                               "<jo@example.net>  (unrecoverable error)\n"
                               "<kim@example.edu>  (transient failure)\n" SESSION
                               "550 <jo@example.net>... User unknown\n"
                               "451 <kim@example.edu>... example.edu: Name server timeout\n" COPY),
                 "dsn sendmail | jo@example.net failed - 550 | kim@example.edu delayed - 451");
}

static void
test_warning (void)
{
  assert_bounce (BOUNCE ("From: MAILER-DAEMON@mx.example.org\nSubject: Warning: could not send "
                         "message for past 4 hours\n",
                         "    **********************************************\n"
                         "    **      THIS IS A WARNING MESSAGE ONLY      **\n"
                         "    **  YOU DO NOT NEED TO RESEND YOUR MESSAGE  **\n"
                         "    **********************************************\n"
                         "\n"
                         "The original message was received at Mon, 23 Nov 2026 05:59:58 +0100\n"
                         "from client.example.com [192.0.2.7]\n"
                         "\n"
                         "   ----- The following addresses had transient non-fatal errors -----\n"
                         "<jo@example.net>\n" SESSION
                         "<jo@example.net>... Deferred: Connection timed out with mx.example.net.\n"
                         "Warning: message still undelivered after 4 hours\n"
                         "Will keep trying until message is 5 days old\n" COPY),
                 "dsn sendmail | jo@example.net delayed - 0");
  assert_bounce (BOUNCE ("From: MAILER-DAEMON@mx.example.org\nSubject: Warning: could not send "
                         "message for past 4 hours\n",
                         "   ----- The following addresses have delivery notifications -----\n"
                         "<jo@example.net>\n" SESSION
                         "<jo@example.net>... Deferred: Connection timed out\n" COPY),
                 "dsn sendmail | jo@example.net delayed - 0");
}

static void
test_five (void)
{
  assert_bounce (
      BOUNCE (HEAD,
              "   ----- Transcript of session follows -----\n"
              "While talking to mx.example.net:\n"
              ">>> RCPT To:<jo@example.net>\n"
              "<<< 550 no such user\n"
              "550 jo@example.net... User unknown\n"
              "554 <kim@example.edu>... 550 Host unknown (Authoritative answer from name server)\n"
              "550 lee... User unknown\n"
              "250 example.org (smtp)... 250 Deferred\n"
              "\n"
              "   ----- Unsent message follows -----\n" RETURNED),
      "dsn sendmail | jo@example.net failed - 550 | kim@example.edu failed - 550 | lee failed - "
      "550");
}

static void
test_original (void)
{
  assert_bounce (BOUNCE (HEAD, "   ----- Transcript of session follows -----\n"
                               "421 example.net (smtp)... Deferred: Connection timed out during "
                               "user open with example.net\n"
                               "\n"
                               "   ----- Unsent message follows -----\n" RETURNED),
                 "dsn sendmail | jo@example.net failed - 421");
  {
    g_autoptr (DsnReport) report =
        parse_bounce (BOUNCE (HEAD, "   ----- Transcript of session follows -----\n421 example.net "
                                    "(smtp)... Deferred\n\n   ----- "
                                    "Unsent message follows -----\n" RETURNED));

    g_assert_cmpstr (
        dsn_recipient_get_evidence (dsn_report_get_recipient (report, 0), DSN_EVIDENCE_ADDRESS), ==,
        "original");
  }
}

static void
test_others (void)
{
  assert_no_bounce ("Returned mail: User unknown",
                    FATAL "<jo@example.net>\n" SESSION "550 jo@example.net... User unknown\n");
  assert_bounce (BOUNCE (HEAD, FATAL "\nSee below for what happened.\n\nAsk us.\n"), "other -");
}

/* The sender was changed on the way; and somebody who asks what a bounce means. */
static void
test_senders (void)
{
#define BY_JO "From: jo@example.com\nSubject: Returned mail: see transcript for details\n"
#define SAID  FATAL "<jo@example.net>\n    (reason: 550 5.1.1 no such user)\n" COPY
  assert_bounce (BOUNCE (BY_JO, SAID), "dsn sendmail | jo@example.net failed 5.1.1 550");
  assert_bounce (BOUNCE (BY_JO, "What does this mean?\n\n" SAID), "other -");
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/wild/sendmail/reasons-of-the-list", test_reasons);
  g_test_add_func ("/wild/sendmail/replies-of-the-transcript", test_transcript);
  g_test_add_func ("/wild/sendmail/programs-are-their-parents", test_targets);
  g_test_add_func ("/wild/sendmail/users-of-the-system", test_users);
  g_test_add_func ("/wild/sendmail/one-message-of-every-kind", test_kinds);
  g_test_add_func ("/wild/sendmail/version-8-6-says-it-behind-the-address", test_problems);
  g_test_add_func ("/wild/sendmail/warnings-are-delays", test_warning);
  g_test_add_func ("/wild/sendmail/version-5-has-the-transcript-only", test_five);
  g_test_add_func ("/wild/sendmail/where-no-line-names-one-it-is-the-only-recipient",
                   test_original);
  g_test_add_func ("/wild/sendmail/answers-and-other-lines-are-none", test_others);
  g_test_add_func ("/wild/sendmail/senders", test_senders);
  return g_test_run ();
}
