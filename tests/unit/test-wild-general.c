/* test-wild-general.c: bounces that no family claims.
 * SPDX-License-Identifier: LGPL-2.1-or-later */
#include "wild-message.h"

#define HEAD "Return-Path: <>\nFrom: MAILER-DAEMON@mx.example.org\nSubject: Problem\n"
#define COPY "\n--- Original message follows ---\n\n" RETURNED

static void
test_reply (void)
{
  assert_bounce (
      BOUNCE (HEAD, "Your mail could not be delivered. Write to help@example.org.\n\n"
                    "jo@example.net\n  550 5.1.1 unknown\n\n"
                    "kim@example.net\n  452 4.2.2 full\n" COPY),
      "dsn general | jo@example.net failed 5.1.1 550 | kim@example.net failed 4.2.2 452");
}

static void
test_joined_reply (void)
{
  g_autoptr (DsnReport) report = parse_bounce (
      BOUNCE (HEAD, "The following addresses had delivery problems:\n\n<jo_x@example.net>\n"
                    "\tPermanent Failure: 550_5.1.1_<jo_x@example.net>..._User_unknown_here\n"
                    "\tfor a_b\n"));
  g_autofree char *summary = bounce_summary (report);

  g_assert_cmpstr (summary, ==, "dsn general | jo_x@example.net failed 5.1.1 550");
  g_assert_cmpstr (said_of (report, 0), ==,
                   "Permanent Failure: 550 5.1.1 <jo_x@example.net>... User unknown here for a_b");
}

static void
test_entries (void)
{
  assert_bounce (BOUNCE (HEAD, "Could not be delivered:\n\njo@example.net: 550 5.1.1 unknown\n"
                               "<kim@host.example>: 552 5.2.2\n full\n"),
                 "dsn general | jo@example.net failed 5.1.1 550 "
                 "| kim@host.example failed 5.2.2 552");
  assert_bounce (BOUNCE (HEAD, "Could not be delivered:\n\njo@example.net: 550 5.1.1 unknown\n\n"
                               "kim@example.net: there is no room\n"),
                 "dsn general | jo@example.net failed 5.1.1 550 | kim@example.net failed - 0");
  assert_bounce (BOUNCE (HEAD, "Could not be delivered:\n\njo@example.net\nfailed\n550 5.1.1 no\n\n"
                               "kim@example.net\nfailed\nthere is no room\n\nlou@example.net\n"),
                 "dsn general | jo@example.net failed 5.1.1 550 | kim@example.net failed - 0");
  assert_bounce (BOUNCE (HEAD, "Not delivered:\njo@example.net\nkim@example.net\n 550 5.1.1 no\n"),
                 "dsn general | jo@example.net failed 5.1.1 550 "
                 "| kim@example.net failed 5.1.1 550");
}

static void
test_lists (void)
{
  g_autoptr (DsnReport) report = parse_bounce (
      BOUNCE (HEAD, "It was not delivered to these:\n\n  * jo@example.net\n  - kim@example.net\n"));
  g_autofree char *summary = bounce_summary (report);

  g_assert_cmpstr (summary, ==,
                   "dsn general | jo@example.net failed - 0 | kim@example.net failed - 0");
  g_assert_cmpstr (said_of (report, 1), ==, "It was not delivered to these:");
  assert_bounce (BOUNCE (HEAD, "It was not delivered to jo@example.net, <kim@example.net>.\n"),
                 "dsn general | jo@example.net failed - 0 | kim@example.net failed - 0");
}

static void
test_lines_of_several (void)
{
  assert_bounce (BOUNCE (HEAD, "It was not delivered to these:\njo@example.net, kim@example.net\n"
                               "<lou@example.net>; ann@example.net: 550 5.1.1 unknown\n"),
                 "dsn general | jo@example.net failed - 0 | kim@example.net failed - 0 "
                 "| lou@example.net failed 5.1.1 550 | ann@example.net failed 5.1.1 550");
  assert_bounce (BOUNCE (HEAD, "Failed recipient(s):\njo@example.net kim@example.net\n\n"
                               "554 5.4.0 no server\n"),
                 "dsn general | jo@example.net failed 5.4.0 554 "
                 "| kim@example.net failed 5.4.0 554");
}

static void
test_reply_apart (void)
{
  assert_bounce (BOUNCE (HEAD, "Not delivered to jo@example.net.\n\nReason: 550 5.1.1 unknown\n"),
                 "dsn general | jo@example.net failed 5.1.1 550");
  assert_bounce (BOUNCE (HEAD, "Not delivered: 550 5.1.1 no\n\njo@example.net\nkim@example.net\n"),
                 "dsn general | jo@example.net failed 5.1.1 550 "
                 "| kim@example.net failed 5.1.1 550");
}

static void
test_languages (void)
{
  assert_bounce (BOUNCE (HEAD, "Ihre Nachricht an jo@example.net ist unzustellbar.\n" COPY),
                 "dsn general | jo@example.net failed - 0");
  assert_bounce (BOUNCE (HEAD, "以下のメールは配信できませんでした。\n\njo@example.net\n" COPY),
                 "dsn general | jo@example.net failed - 0");
  assert_bounce (BOUNCE (HEAD, "Die Zustellung an jo@example.net ist fehlgeschlagen.\n" COPY),
                 "dsn general | jo@example.net failed - 0");
  assert_bounce (BOUNCE (HEAD, "Tu mensaje no se ha entregado a jo@example.net.\n" COPY),
                 "dsn general | jo@example.net failed - 0");
  assert_bounce (BOUNCE (HEAD, "메일 발송이 실패했습니다.\n\njo@example.net\n" COPY),
                 "dsn general | jo@example.net failed - 0");
  assert_bounce (BOUNCE (HEAD, "It was automatically rejected by jo@example.net.\n" COPY),
                 "dsn general | jo@example.net failed - 0");
  assert_bounce (BOUNCE (HEAD, "Письмо не может быть доставлено: jo@example.net\n" COPY),
                 "dsn general | jo@example.net failed - 0");
}

/* In a language of which no word is known. */
static void
test_refusal (void)
{
  assert_bounce (BOUNCE (HEAD, "Blip blop:\n\njo@example.net: 550 5.1.1 plop\n" COPY),
                 "dsn general | jo@example.net failed 5.1.1 550");
  assert_bounce (BOUNCE (HEAD, "Blip blop jo@example.net: 250 2.0.0 plop\n" COPY), "other -");
  assert_bounce (BOUNCE (HEAD, "Blip blop jo@example.net: 550 plop\n" COPY), "other -");
}

static void
test_labels (void)
{
  g_autoptr (DsnReport) report = parse_bounce (BOUNCE (
      HEAD, "Could not deliver the message.\n\n"
            "Failed Recipient: jo@example.net\nReason: No such domain\n\n"
            "Failed Recipient: [SMTP:kim@example.net]\nReason: Remote host\n said: 552 5.2.2 "
            "full\n\n   -- The header of the message follows --\n\n" RETURNED));
  g_autofree char *summary = bounce_summary (report);

  g_assert_cmpstr (summary, ==,
                   "dsn general | jo@example.net failed - 0 | kim@example.net failed 5.2.2 552");
  g_assert_cmpstr (said_of (report, 0), ==, "No such domain");
  g_assert_cmpstr (said_of (report, 1), ==, "Remote host said: 552 5.2.2 full");
  assert_bounce (BOUNCE (HEAD,
                         "The following recipient(s) could not be reached:\n\n"
                         "\tRecipient: [SMTP:jo@example.net]\n\tReason: The mailbox is full.\n\n"
                         "\tRecipient: [SMTP:kim@example.net]\n\tReason: 550 5.1.1 no such user\n"),
                 "dsn general | jo@example.net failed - 0 | kim@example.net failed 5.1.1 550");
  assert_bounce (BOUNCE (HEAD, "Nicht zugestellt:\nEmpfänger: jo@example.net\nGrund: nein\n"),
                 "dsn general | jo@example.net failed - 0");
  assert_bounce (BOUNCE (HEAD, "配信できませんでした\n宛先：jo@example.net\n理由：不明\n"),
                 "dsn general | jo@example.net failed - 0");
}

static void
test_lead (void)
{
  g_autoptr (DsnReport) report = parse_bounce (
      BOUNCE (HEAD, "Hello.\n\nMail came for unknown addresses.\nIt was not delivered to:\n"
                    "  jo@example.net\n"));

  g_assert_cmpstr (said_of (report, 0), ==,
                   "Mail came for unknown addresses. It was not delivered to:");
}

static void
test_mailings (void)
{
  assert_bounce (
      BOUNCE ("Return-Path: <bounce@example.org>\nFrom: bounce@example.org\n"
              "Subject: Delivery failed? Save now\nList-Unsubscribe: <https://x.example>\n",
              "Parcel not delivered? Ask help@example.org.\n"),
      "other -");
  assert_bounce (BOUNCE ("Return-Path: <return@example.org>\nFrom: return@example.org\n"
                         "Subject: Your parcel\n",
                         "We were unable to deliver it. Ask help@example.org.\n"),
                 "other -");
  assert_bounce (BOUNCE ("Return-Path: <>\nFrom: shop@example.org\nSubject: Your order\n",
                         "Your parcel was not delivered. Ask help@example.net.\n"),
                 "other -");
  assert_bounce (BOUNCE ("Return-Path: <>\nFrom: system@example.org\nSubject: Mail\n",
                         "We were unable to deliver it to jo@example.net.\n"),
                 "other -");
  assert_bounce (BOUNCE ("Return-Path: <>\nFrom: system@example.org\nSubject: Mail\n",
                         "We were unable to deliver it to jo@example.net: 550 no such user\n"),
                 "dsn general | jo@example.net failed - 550");
  assert_bounce (BOUNCE ("Return-Path: <>\nFrom: Mail System <x@example.org>\nSubject: Mail\n",
                         "We were unable to deliver it to jo@example.net.\n"),
                 "dsn general | jo@example.net failed - 0");
  assert_bounce (BOUNCE ("Return-Path: <>\nFrom: postmaster@example.org\n"
                         "Subject: Cron <www@web> php newsletter.php\n",
                         "jo@example.net: 550 5.1.1 no such user\n"),
                 "other -");
}

/* What a postmaster writes in person. */
static void
test_postmasters (void)
{
  assert_bounce (BOUNCE ("Return-Path: <postmaster@example.org>\nFrom: postmaster@example.org\n"
                         "Subject: Your mail\nIn-Reply-To: <42@example.com>\n",
                         "jo@example.net is gone: 550 5.1.1 is right.\n"),
                 "other -");
  assert_bounce (BOUNCE ("Return-Path: <postmaster@example.org>\nFrom: postmaster@example.org\n"
                         "Subject: Re: Your mail\n",
                         "jo@example.net is gone: 550 5.1.1 is right.\n"),
                 "other -");
  assert_bounce (BOUNCE ("Return-Path: <>\nFrom: postmaster@example.org\nSubject: Your mail\n"
                         "In-Reply-To: <42@example.com>\n",
                         "jo@example.net: 550 5.1.1 no such user\n"),
                 "dsn general | jo@example.net failed 5.1.1 550");
}

static void
test_delayed (void)
{
  assert_bounce (
      BOUNCE (HEAD, "WARNING ONLY: could not be delivered yet.\n\njo@example.net\n" COPY),
      "dsn general | jo@example.net delayed - 0");
  assert_bounce (BOUNCE (HEAD, "Sie konnte noch nicht zugestellt werden: jo@example.net\n" COPY),
                 "dsn general | jo@example.net delayed - 0");
  assert_bounce (BOUNCE (HEAD, "It has not yet been delivered to jo@example.net.\n" COPY),
                 "dsn general | jo@example.net delayed - 0");
}

static void
test_failed_recipients (void)
{
  assert_bounce (BOUNCE (HEAD "X-Failed-Recipients: jo@example.net, kim@example.net\n",
                         "Delivery failed for good.\n"),
                 "dsn general | jo@example.net failed - 0 | kim@example.net failed - 0");
  assert_bounce (BOUNCE (HEAD "X-Failed-Recipients: jo@example.net\n", "Ez nem sikerült.\n"),
                 "dsn general | jo@example.net failed - 0");
}

static void
test_envelope (void)
{
  assert_bounce (HEAD "To: bounces+jo=example.net@lists.example.com\n\n"
                      "The message was not delivered.\n" COPY,
                 "dsn general | jo@example.net failed - 0");
  assert_bounce (HEAD "To: bounces+jo=example.net@lists.example.com\n\nAll is well.\n", "other -");
}

static void
test_only_the_original (void)
{
  g_autoptr (DsnReport) report =
      parse_bounce (BOUNCE (HEAD, "The message was not delivered.\n" COPY));
  g_autofree char *summary = bounce_summary (report);

  g_assert_cmpstr (summary, ==, "dsn general | jo@example.net failed - 0");
  g_assert_cmpstr (
      dsn_recipient_get_evidence (dsn_report_get_recipient (report, 0), DSN_EVIDENCE_ADDRESS), ==,
      "original");
}

static void
test_bystanders (void)
{
  assert_bounce (BOUNCE (HEAD, "Not delivered to jo@example.net.\n\n"
                               "news@example.com wrote it; ask postmaster@mx.example.org.\n"),
                 "dsn general | jo@example.net failed - 0");
}

static void
test_others (void)
{
  assert_bounce (BOUNCE (HEAD, "Your mailbox is nearly full, jo@example.net.\n"), "other -");
  assert_bounce (BOUNCE ("From: jo@example.org\nSubject: Re: not delivered\n",
                         "It could not be delivered to kim@example.net: 550 5.1.1 unknown\n"),
                 "other -");
  assert_bounce (BOUNCE (HEAD "Auto-Submitted: auto-replied\nX-Autoreply: yes\n",
                         "I am away; this could not be delivered to kim@example.net.\n"),
                 "other -");
  assert_bounce (
      BOUNCE ("Return-Path: <postmaster@mx.example.org>\nFrom: postmaster@mx.example.org\n"
              "Subject: Mail queue\n",
              "4F2A2 kim@example.net 450 4.2.2 mailbox full\n"),
      "other -");
  assert_bounce (BOUNCE (HEAD, "4F2A2 kim@example.net 450 4.2.2 mailbox full\n"),
                 "dsn general | kim@example.net failed 4.2.2 450");
  /* Output of a program, though it has no sender to answer to. */
  assert_bounce (BOUNCE ("From: root@mx.example.org\nReturn-Path: <>\n"
                         "Subject: Cron <root@mx> /usr/local/bin/send-news\n",
                         "Could not be delivered to kim@example.net: 550 5.1.1 unknown\n"),
                 "other -");
}

static void
test_replies_alone (void)
{
#define BY_JO   "Return-Path: <>\nFrom: jo@example.org\nSubject: Errors of today\n"
#define COUNTED "kim@example.net 550 5.1.1 user unknown\n"
  assert_bounce (BOUNCE (HEAD, COUNTED), "dsn general | kim@example.net failed 5.1.1 550");
  assert_bounce (BOUNCE ("Return-Path: <>\nFrom: <>\n", COUNTED),
                 "dsn general | kim@example.net failed 5.1.1 550");
  assert_bounce (BOUNCE (BY_JO, COUNTED "\n" RETURNED),
                 "dsn general | kim@example.net failed 5.1.1 550");
  assert_bounce (BOUNCE (BY_JO, COUNTED), "other -");
}

static void
test_labelled_list (void)
{
  assert_bounce (BOUNCE (HEAD, "Could not be delivered.\n\n"
                               "Intended Recipients: <kim@example.net>, <lee@example.net>\n"
                               "Failure Reason: 552 5.3.4 Message too\n  big\n"),
                 "dsn general | kim@example.net failed 5.3.4 552"
                 " | lee@example.net failed 5.3.4 552");
}

/* For the one who did not get it, passed on, answered, counted. */
static void
test_other_mail (void)
{
#define SYSTEM "From: postmaster@mx.example.org\nSubject: Mail\n"
#define SAID   "Could not be delivered: kim@example.net 550 5.1.1 unknown user\n"
  assert_bounce (BOUNCE ("Return-Path: <>\n" SYSTEM, SAID),
                 "dsn general | kim@example.net failed 5.1.1 550");
  assert_bounce (BOUNCE ("Return-Path: <>\nTo: kim@example.net\n" SYSTEM,
                         SAID "\nFrom: jo@example.org\nTo: Kim <kim@example.net>\n"
                              "Subject: News\nMessage-ID: <1@example.org>\n"),
                 "other -");
  assert_bounce (BOUNCE ("Return-Path: <>\n" SYSTEM, "A message addressed to you: " SAID),
                 "other -");
  assert_bounce (
      BOUNCE ("Return-Path: <>\nSubject: Daily digest\nFrom: postmaster@x.example\n", SAID),
      "other -");
  assert_bounce (
      BOUNCE ("In-Reply-To: <1@x>\nSubject: Re: Mail\nFrom: postmaster@x.example\n", SAID),
      "other -");
  assert_bounce (BOUNCE ("Return-Path: <>\nX-RT-Loop: x\nRT-Ticket: x 1\n"
                         "From: help@x.example\nSubject: Mail\n",
                         SAID),
                 "other -");
}

/* Parcels come back, too. */
static void
test_null_sender (void)
{
#define BY_SHOP   "Return-Path: <>\nFrom: Shop <noreply@shop.example>\nSubject: Back to sender\n"
#define BY_NAME   "Return-Path: <>\nFrom: Mail Delivery <noreply@x.example>\nSubject: Back\n"
#define BY_RETURN "From: return@shop.example\nSubject: Back to sender\n"
#define BACK      "Not delivered. Write to help@shop.example.\n"
#define REFUSED   "Not delivered: kim@example.net\n\n550 5.1.1 unknown\n"
  assert_bounce (BOUNCE (BY_SHOP, BACK), "other -");
  assert_bounce (BOUNCE (BY_RETURN, BACK), "other -");
  assert_bounce (BOUNCE (BY_RETURN, REFUSED), "dsn general | kim@example.net failed 5.1.1 550");
  assert_bounce (BOUNCE (BY_SHOP, REFUSED), "dsn general | kim@example.net failed 5.1.1 550");
  assert_bounce (BOUNCE (BY_SHOP, "Not delivered to kim@example.net.\n\n" RETURNED),
                 "dsn general | kim@example.net failed - 0");
  assert_bounce (BOUNCE (BY_SHOP "X-Failed-Recipients: kim@example.net\n", "Not delivered.\n"),
                 "dsn general | kim@example.net failed - 0");
  assert_bounce (BOUNCE (BY_NAME, "Not delivered to kim@example.net.\n"),
                 "dsn general | kim@example.net failed - 0");
}

static void
test_reply_elsewhere (void)
{
  assert_bounce (BOUNCE ("From: MAILER-DAEMON@mx.example.org\nSubject: Undeliverable mail\n",
                         "Message not delivered to the following addresses:\n\n  jo@example.net\n\n"
                         "Error detail:\n  550 5.1.1 no such user\n"),
                 "dsn general | jo@example.net failed 5.1.1 550");
  assert_bounce (
      BOUNCE ("From: MAILER-DAEMON@mx.example.org\nSubject: Undeliverable mail\n",
              "Message not delivered to the following addresses:\n\n  jo@example.net\n"
              "\n  kim@example.edu\n\nError detail:\n  550 5.1.1 no such user\n"),
      "dsn general | jo@example.net failed 5.1.1 550 | kim@example.edu failed 5.1.1 550");
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/wild/general/address-next-to-a-reply", test_reply);
  g_test_add_func ("/wild/general/a-reply-whose-blanks-are-underscores", test_joined_reply);
  g_test_add_func ("/wild/general/several-recipients-in-a-paragraph", test_entries);
  g_test_add_func ("/wild/general/lists-one-below-or-behind-the-other", test_lists);
  g_test_add_func ("/wild/general/lists-of-lines-with-several-addresses", test_lines_of_several);
  g_test_add_func ("/wild/general/reply-in-a-paragraph-of-its-own", test_reply_apart);
  g_test_add_func ("/wild/general/in-several-languages", test_languages);
  g_test_add_func ("/wild/general/a-refusal-with-both-codes-in-any-language", test_refusal);
  g_test_add_func ("/wild/general/recipients-and-reasons-behind-labels", test_labels);
  g_test_add_func ("/wild/general/the-paragraph-that-tells-of-the-failure", test_lead);
  g_test_add_func ("/wild/general/mailings-and-parcels-are-none", test_mailings);
  g_test_add_func ("/wild/general/postmasters-in-person-are-none", test_postmasters);
  g_test_add_func ("/wild/general/still-being-tried", test_delayed);
  g_test_add_func ("/wild/general/failed-recipients-in-the-header", test_failed_recipients);
  g_test_add_func ("/wild/general/envelope-tells-the-recipient", test_envelope);
  g_test_add_func ("/wild/general/only-the-original-tells-the-recipient", test_only_the_original);
  g_test_add_func ("/wild/general/who-writes-and-who-helps-did-not-fail", test_bystanders);
  g_test_add_func ("/wild/general/what-is-no-bounce-is-other", test_others);
  g_test_add_func ("/wild/general/replies-alone-are-enough-of-mail-systems", test_replies_alone);
  g_test_add_func ("/wild/general/no-sender-to-answer-to-is-not-enough", test_null_sender);
  g_test_add_func ("/wild/general/several-behind-a-label", test_labelled_list);
  g_test_add_func ("/wild/general/for-others-or-by-others-is-other", test_other_mail);
  g_test_add_func ("/wild/general/a-reply-away-from-the-only-address", test_reply_elsewhere);
  return g_test_run ();
}
