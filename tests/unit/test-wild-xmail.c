/* test-wild-xmail.c: XMail.
 * SPDX-License-Identifier: LGPL-2.1-or-later */
#include "wild-message.h"

#define HEAD                                                                                     \
  "From: XMail PostMaster <postmaster@mx.example.org>\nSubject: Error sending message [1.2.mx] " \
  "from [example.com]\n"
#define HELLO "[00] XMail bounce: Rcpt=[jo@example.net];Error=[550 5.1.1 no such user]\n\n"

static void
test_reason (void)
{
  assert_bounce (BOUNCE (HEAD, HELLO "[02] The reason of the delivery failure was:\n"
                                     "\n"
                                     "550-5.1.1 no such\n"
                                     "550 5.1.1 user\n"
                                     "\n"
                                     "[05] Here is listed the initial part of the message:\n"
                                     "\n" RETURNED),
                 "dsn xmail | jo@example.net failed 5.1.1 550");
}

static void
test_error (void)
{
  g_autoptr (DsnReport) report = parse_bounce (BOUNCE (HEAD, HELLO RETURNED));

  g_assert_cmpstr (said_of (report, 0), ==, "550 5.1.1 no such user");
}

static void
test_others (void)
{
  assert_no_bounce ("Error sending message", HELLO);
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/wild/xmail/the-reason-of-several-lines", test_reason);
  g_test_add_func ("/wild/xmail/the-error-of-the-first-line", test_error);
  g_test_add_func ("/wild/xmail/answers-are-none", test_others);
  return g_test_run ();
}
