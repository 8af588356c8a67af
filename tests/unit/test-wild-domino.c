/* test-wild-domino.c: Domino.
 * SPDX-License-Identifier: LGPL-2.1-or-later */
#include "wild-message.h"

#define HEAD "From: Postmaster@mx.example.org\nSubject: DELIVERY FAILURE: User unknown\n"

static void
test_english (void)
{
  g_autoptr (DsnReport) report = parse_bounce (BOUNCE (
      HEAD,
      "Your message\n\n  Subject: November news\n\nwas not delivered to:\n\n  jo@example.net\n"
      "  kim@example.net\n\nbecause:\n\n  550 5.1.1 No such user\n"));
  g_autofree char *summary = bounce_summary (report);

  g_assert_cmpstr (
      summary, ==,
      "dsn domino | jo@example.net failed 5.1.1 550 | kim@example.net failed 5.1.1 550");
  g_assert_cmpstr (said_of (report, 1), ==, "550 5.1.1 No such user");
}

static void
test_language (void)
{
  assert_bounce (
      BOUNCE (
          "From: Postmaster@mx.example.org\nSubject: Problem\nX-MIMETrack: Serialize by Router\n"
          "Content-Type: text/plain; charset=utf-8\n",
          "Ihre Nachricht\n\n  Betreff: Neues\n\nkam nicht an bei:\n\n  jo@example.net\n\nweil:\n\n"
          "  Benutzer unbekannt\n"),
      "dsn domino | jo@example.net failed - 0");
}

static void
test_page (void)
{
  g_autoptr (DsnReport) report = parse_bounce (
      BOUNCE (HEAD "Content-Type: text/html\n",
              "<table><tr><td>Your document:</td><td>November news</td></tr>"
              "<tr><td>was not delivered to:</td><td>jo@example.net</td></tr>"
              "<tr><td>because:</td><td>Mailbox full</td></tr></table><p>What should you do?</p>"));
  g_autofree char *summary = bounce_summary (report);

  g_assert_cmpstr (summary, ==, "dsn domino | jo@example.net failed - 0");
  g_assert_cmpstr (said_of (report, 0), ==, "Mailbox full");
}

static void
test_notes_name (void)
{
  assert_bounce (BOUNCE (HEAD,
                         "Your message\n\nwas not delivered to:\n\n  Jo Example/Sales@EXAMPLE\n\n"
                         "because:\n\n  User Jo (jo@example.net) not listed in Domino Directory\n"),
                 "dsn domino | jo@example.net failed - 0");
}

static void
test_people (void)
{
  assert_bounce (
      BOUNCE ("From: kim@example.org\nSubject: Letters\n",
              "The letter\n\nwas not delivered to:\n\n  jo@example.net\n\nbecause:\n\n  rain\n"),
      "other -");
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/wild/domino/every-recipient", test_english);
  g_test_add_func ("/wild/domino/another-language", test_language);
  g_test_add_func ("/wild/domino/rows-of-a-page", test_page);
  g_test_add_func ("/wild/domino/address-of-a-name-of-notes", test_notes_name);
  g_test_add_func ("/wild/domino/what-people-write-is-other", test_people);
  return g_test_run ();
}
