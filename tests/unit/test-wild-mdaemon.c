/* test-wild-mdaemon.c: MDaemon.
 * SPDX-License-Identifier: LGPL-2.1-or-later */
#include "wild-message.h"

#define HEAD "From: MDaemon@mx.example.org\nSubject: Permanent Delivery Failure\n"
#define FATAL                                                                                    \
  "The attached message had PERMANENT fatal delivery errors!\n\nYOUR MESSAGE WAS NOT DELIVERED " \
  "TO THE FOLLOWING RECIPIENTS:\n\nFailed address: jo@example.net\n\n"
#define SESSION                                                                                    \
  "--- Session Transcript ---\n Mon 2026-11-23 10:00:00: <-- 220 mx.example.net\n Mon 2026-11-23 " \
  "10:00:00: --> RCPT To:<jo@example.net>\n Mon 2026-11-23 10:00:00: <-- 550 5.1.1 no such "       \
  "user\n Mon 2026-11-23 10:00:00: --> QUIT\n Mon 2026-11-23 10:00:00: <-- 221 bye\n--- End "      \
  "Transcript ---\n\n"

static void
test_fatal (void)
{
  assert_bounce (BOUNCE (HEAD, FATAL SESSION RETURNED),
                 "dsn mdaemon | jo@example.net failed 5.1.1 550");
}

static void
test_transient (void)
{
  assert_bounce (BOUNCE (HEAD, "The attached message had TRANSIENT non-fatal delivery errors!\n"
                               "\n"
                               "Failed address: jo@example.net\n"
                               "\n" RETURNED),
                 "dsn mdaemon | jo@example.net delayed - 0");
}

static void
test_list (void)
{
  assert_bounce (
      BOUNCE (HEAD, "The following addresses did NOT receive a copy of your message:\n"
                    "\n"
                    "> jo@example.net\n"
                    "> kim@example.edu\n"
                    "\n" SESSION RETURNED),
      "dsn mdaemon | jo@example.net failed 5.1.1 550 | kim@example.edu failed 5.1.1 550");
}

static void
test_session_of_several (void)
{
#define LINE(words) " Mon 2026-11-23 10:00:00: " words "\n"
  assert_bounce (
      BOUNCE (HEAD, "The following addresses did NOT receive a copy of your message:\n\n"
                    "> jo@example.net\n> kim@example.net\n\n"
                    "--- Session Transcript ---\n" LINE ("--> RCPT To:<jo@example.net>")
                        LINE ("<-- 550 5.1.1 unknown") LINE ("--> RCPT To:<kim@example.net>") LINE (
                            "<-- 552 5.2.2 full") LINE ("--> RCPT To:<lee@example.net>")
                            LINE ("<-- 452 4.5.3 too many") "--- End Transcript ---\n\n" RETURNED),
      "dsn mdaemon | jo@example.net failed 5.1.1 550 | kim@example.net failed 5.2.2 552");
}

static void
test_local (void)
{
  assert_bounce (BOUNCE (HEAD, "jo@example.net - no such user here.\n"
                               "\n"
                               "There is no user by that name at this server.\n"
                               "\n" RETURNED),
                 "dsn mdaemon | jo@example.net failed - 0");
}

static void
test_others (void)
{
  assert_no_bounce ("Permanent Delivery Failure", FATAL SESSION);
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/wild/mdaemon/the-refusal-of-the-transcript", test_fatal);
  g_test_add_func ("/wild/mdaemon/warnings-are-delays", test_transient);
  g_test_add_func ("/wild/mdaemon/lists-behind-marks", test_list);
  g_test_add_func ("/wild/mdaemon/each-has-the-reply-to-its-own-command", test_session_of_several);
  g_test_add_func ("/wild/mdaemon/no-user-of-its-own", test_local);
  g_test_add_func ("/wild/mdaemon/answers-are-none", test_others);
  return g_test_run ();
}
