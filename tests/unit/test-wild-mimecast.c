/* test-wild-mimecast.c: Mimecast without a delivery-status part.
 * SPDX-License-Identifier: LGPL-2.1-or-later */
#include "wild-message.h"

#define HEAD "From: postmaster@mimecast.example\nSubject: [Postmaster] Email Delivery Failure\n"
#define HELLO                                                         \
  "This is a delivery failure notification message indicating that\n" \
  "an email you addressed to email address :\n-- jo@example.net\n\n"  \
  "could not be delivered. The problem appears to be :\n"
#define REPLY                                          \
  "-- Recipient email server rejected the message\n\n" \
  "Additional information follows :\n-- 550 5.1.1 No such user\n\n"
#define END "This condition occurred after 1 attempt(s) to deliver over\na period of 0 hour(s).\n"

static void
test_recipient (void)
{
  g_autoptr (DsnReport) report = parse_bounce (BOUNCE (HEAD, HELLO REPLY END));

  g_assert_cmpstr (said_of (report, 0), ==,
                   "Recipient email server rejected the message 550 5.1.1 No such user");
  assert_bounce (BOUNCE (HEAD, HELLO REPLY END), "dsn mimecast | jo@example.net failed 5.1.1 550");
}

static void
test_others (void)
{
  assert_not_when_quoted (BOUNCE (HEAD, HELLO REPLY END));
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/wild/mimecast/recipient-problem-and-reply", test_recipient);
  g_test_add_func ("/wild/mimecast/quoted-it-is-no-bounce", test_others);
  return g_test_run ();
}
