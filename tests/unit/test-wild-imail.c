/* test-wild-imail.c: IMail.
 * SPDX-License-Identifier: LGPL-2.1-or-later */
#include "wild-message.h"

#define HEAD                                                                                  \
  "From: \"Postmaster\" <postmaster@mx.example.org>\nSubject: Undeliverable Mail\nX-Mailer: " \
  "<SMTP32 v8.22>\n"
#define COPY "\n\nOriginal message follows.\n\n" RETURNED

static void
test_local (void)
{
  assert_bounce (BOUNCE (HEAD, "Unknown user: jo@example.net\n" COPY),
                 "dsn imail | jo@example.net failed - 0");
  assert_bounce (BOUNCE (HEAD, "Invalid final delivery userid: jo@example.net\n" COPY),
                 "dsn imail | jo@example.net failed - 0");
  assert_bounce (BOUNCE (HEAD, "User mailbox exceeds allowed size: jo@example.net\n" COPY),
                 "dsn imail | jo@example.net failed - 0");
  assert_bounce (BOUNCE (HEAD, "unknown host: jo@example.net\n" COPY),
                 "dsn imail | jo@example.net failed - 0");
  assert_bounce (BOUNCE (HEAD, "Delivery failed 20 attempts: jo@example.net\n" COPY),
                 "dsn imail | jo@example.net failed - 0");
}

static void
test_remote (void)
{
  assert_bounce (BOUNCE (HEAD, "undeliverable to jo@example.net\n"
                               "\n"
                               "Body of message generated response:\n"
                               "550-5.7.1 blocked\n"
                               "550 5.7.1 see example.net\n" COPY),
                 "dsn imail | jo@example.net failed 5.7.1 550");
}

static void
test_others (void)
{
  assert_no_bounce ("Undeliverable Mail", "Unknown user: jo@example.net\n");
  assert_bounce (BOUNCE (HEAD, "Delivery failed, ask jo@example.net.\n"),
                 "dsn general | jo@example.net failed - 0");
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/wild/imail/troubles-of-its-own", test_local);
  g_test_add_func ("/wild/imail/what-other-servers-said", test_remote);
  g_test_add_func ("/wild/imail/answers-are-none", test_others);
  return g_test_run ();
}
