/* test-wild-outlook.c: Microsoft's SMTP service, Hotmail and Outlook.com.
 * SPDX-License-Identifier: LGPL-2.1-or-later */
#include "wild-message.h"

#define HEAD  "From: postmaster@mail.example.org\nSubject: Delivery Status Notification (Failure)\n"
#define HELLO "This is an automatically generated Delivery Status Notification.\n\n"

static void
test_failed (void)
{
  g_autoptr (DsnReport) report = parse_bounce (BOUNCE (
      HEAD, HELLO "Unable to deliver message to the following recipients, due to being unable to "
                  "connect.\n\n       jo@example.net\n       kim@example.net\n"));
  g_autofree char *summary = bounce_summary (report);

  g_assert_cmpstr (summary, ==,
                   "dsn outlook | jo@example.net failed - 0 | kim@example.net failed - 0");
  g_assert_cmpstr (
      said_of (report, 1), ==,
      "Unable to deliver message to the following recipients, due to being unable to connect.");
}

static void
test_delayed (void)
{
  assert_bounce (BOUNCE (HEAD, HELLO "THIS IS A WARNING MESSAGE ONLY.\n\n"
                                     "Delivery to the following recipients has been delayed.\n\n"
                                     "       jo@example.net\n"),
                 "dsn outlook | jo@example.net delayed - 0");
}

static void
test_language (void)
{
  assert_bounce (BOUNCE (HEAD, "Dies ist eine automatisch erstellte Benachrichtigung über den "
                               "Zustellstatus.\n\nNicht zugestellt an:\n\n       jo@example.net\n"),
                 "dsn outlook | jo@example.net failed - 0");
}

static void
test_people (void)
{
  assert_bounce (BOUNCE ("From: kim@example.org\nSubject: Fwd: Delivery Status Notification\n",
                         HELLO "       jo@example.net\n"),
                 "other -");
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/wild/outlook/every-recipient", test_failed);
  g_test_add_func ("/wild/outlook/still-being-tried", test_delayed);
  g_test_add_func ("/wild/outlook/another-language", test_language);
  g_test_add_func ("/wild/outlook/what-people-forward-is-other", test_people);
  return g_test_run ();
}
