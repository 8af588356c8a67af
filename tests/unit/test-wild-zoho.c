/* test-wild-zoho.c: Zoho Mail.
 * SPDX-License-Identifier: LGPL-2.1-or-later */
#include "wild-message.h"

#define HEAD "From: mailer-daemon@mail.zoho.com\nSubject: Undelivered Mail\nX-Mailer: Zoho Mail\n"
#define HELLO                                                           \
  "This message was created automatically by mail delivery software.\n" \
  "A message that you sent could not be delivered to one or more of its recipients. \n\n"

static void
test_forms (void)
{
  g_autoptr (DsnReport) report = parse_bounce (BOUNCE (
      HEAD,
      HELLO "jo@example.net Invalid Address, ERROR_CODE :550, ERROR_CODE :5.1.1 No such\n user\n"
            "[Status: Error, Address: <kim@example.net>, ResponseCode 421, , Host not reachable.]\n"
            "[mailto:lee@example.net]lee@example.net, ERROR CODE :554 - 5.7.1 Refused\n"
            "max@example.net Error, ERROR_CODE :421, ERROR_CODE :, Host not reachable.\n"));
  g_autofree char *summary = bounce_summary (report);

  g_assert_cmpstr (summary, ==,
                   "dsn zoho | jo@example.net failed 5.1.1 550 | kim@example.net failed - 421"
                   " | lee@example.net failed 5.7.1 554 | max@example.net failed - 421");
  g_assert_cmpstr (said_of (report, 0), ==, "Invalid Address: 550 5.1.1 No such user");
  g_assert_cmpstr (said_of (report, 1), ==, "421 Host not reachable.");
  g_assert_cmpstr (said_of (report, 2), ==, "554 - 5.7.1 Refused");
  g_assert_cmpstr (said_of (report, 3), ==, "Error: 421 Host not reachable.");
}

static void
test_people (void)
{
  assert_bounce (BOUNCE ("From: kim@example.org\nSubject: Undelivered Mail\nX-Mailer: Zoho Mail\n",
                         "Look:\n> This message was created automatically by a machine.\n"
                         "> jo@example.net Invalid Address, ERROR_CODE :550\n"),
                 "other -");
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/wild/zoho/forms-of-an-entry", test_forms);
  g_test_add_func ("/wild/zoho/what-is-quoted-is-other", test_people);
  return g_test_run ();
}
