/* test-wild-yahoo.c: Yahoo.
 * SPDX-License-Identifier: LGPL-2.1-or-later */
#include "wild-message.h"

#define HEAD "From: MAILER-DAEMON@yahoo.com\nSubject: Failure Notice\n"

static void
test_recipients (void)
{
  g_autoptr (DsnReport) report = parse_bounce (
      BOUNCE (HEAD, "Sorry, we were unable to deliver your message to the following address.\n\n"
                    "<jo@example.net>:\nRemote host said:\n550 5.2.2 Full\n[RCPT_TO]\n\n"
                    "<kim@example.net>:\n550: 5.1.1 <kim@example.net>... User Unknown\n\n"
                    "--- Below this line is a copy of the message.\n\n" RETURNED));
  g_autofree char *summary = bounce_summary (report);

  g_assert_cmpstr (
      summary, ==,
      "dsn yahoo | jo@example.net failed 5.2.2 550 | kim@example.net failed 5.1.1 550");
  g_assert_cmpstr (said_of (report, 0), ==, "Remote host said: 550 5.2.2 Full [RCPT_TO]");
}

static void
test_older (void)
{
  assert_bounce (
      BOUNCE (
          HEAD,
          "Message from  yahoo.com.\nUnable to deliver message to the following address(es).\n\n"
          "<jo@example.net>:\nThis user doesn't have an account (jo@example.net) [-5]\n\n"
          "--- Original message follows.\n\n" RETURNED),
      "dsn yahoo | jo@example.net failed - 0");
}

static void
test_people (void)
{
  assert_bounce (
      BOUNCE ("From: kim@example.org\nSubject: Re: Failure Notice\n",
              "> Sorry, we were unable to deliver your message to the following address.\n"
              ">\n> <jo@example.net>:\n> 550 no\n"),
      "other -");
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/wild/yahoo/every-recipient", test_recipients);
  g_test_add_func ("/wild/yahoo/older-greeting", test_older);
  g_test_add_func ("/wild/yahoo/what-is-quoted-is-other", test_people);
  return g_test_run ();
}
