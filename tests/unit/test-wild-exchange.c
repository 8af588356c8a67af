/* test-wild-exchange.c: Exchange since 2007, and Microsoft 365.
 * SPDX-License-Identifier: LGPL-2.1-or-later */
#include "wild-message.h"

#define HEAD                                \
  "Return-Path: <>\n"                       \
  "From: postmaster@mx.example.org\n"       \
  "Subject: Undeliverable: November news\n" \
  "Content-Type: text/plain; charset=utf-8\n"
#define HELLO                                              \
  "Delivery has failed to these recipients or groups:\n\n" \
  "Jo<mailto:jo@example.net>\nThat address was not found.\n\n"
#define ADMIN "Diagnostic information for administrators:\n\nGenerating server: mx.example.org\n\n"
#define COPY  "\nOriginal message headers:\n\n" RETURNED

static void
test_hashed (void)
{
  assert_bounce (BOUNCE (HEAD, HELLO ADMIN
                         "jo@example.net\n#550 5.1.1 RESOLVER.ADR.RecipNotFound; not found ##\n\n"
                         "kim@example.net\n#< #5.2.2 smtp;552 5.2.2 Full> #SMTP#\n\n"
                         "lee@example.net\nmail.example.net #<mail.example.net #5.7.1 SMTP; 554 No"
                         "\n way> #SMTP#\n" COPY),
                 "dsn exchange | jo@example.net failed 5.1.1 550 | kim@example.net failed 5.2.2 552"
                 " | lee@example.net failed 5.7.1 554");
}

static void
test_fields (void)
{
  g_autoptr (DsnReport) report = parse_bounce (
      BOUNCE (HEAD, HELLO ADMIN "jo@example.net\nmail.example.net\n"
                                "Remote Server returned '550 5.1.1 it's <jo@example.net> that\n"
                                " is unknown'\n" COPY));
  const DsnRecipient *recipient = dsn_report_get_recipient (report, 0);

  g_assert_cmpstr (said_of (report, 0), ==, "550 5.1.1 it's <jo@example.net> that is unknown");
  g_assert_cmpstr (dsn_report_get_text (report, DSN_FIELD_REPORTING_MTA), ==, "mx.example.org");
  g_assert_cmpstr (dsn_recipient_get_text (recipient, DSN_FIELD_REMOTE_MTA), ==,
                   "mail.example.net");
  g_assert_cmpstr (dsn_report_get_original_header (report, DSN_HEADER_MESSAGE_ID), ==,
                   "42@example.com");
}

static void
test_attempts (void)
{
  g_autoptr (DsnReport) report = parse_bounce (BOUNCE (
      HEAD, HELLO "Diagnostic information:\n\nGenerating server: mx.example.org\n"
                  "Receiving server: mail.example.net (192.0.2.25)\n\njo@example.net\n"
                  "11/23/2026 9:00:00 AM - Remote Server at mail.example.net (192.0.2.25) returned "
                  "'550 4.4.7 QUEUE.Expired; message expired'\n"
                  "11/23/2026 8:00:00 AM - Remote Server at mail.example.net (192.0.2.25) returned "
                  "'441 4.4.1 Error encountered'\n" COPY));
  const DsnRecipient *recipient = dsn_report_get_recipient (report, 0);

  g_assert_cmpstr (said_of (report, 0), ==,
                   "550 4.4.7 QUEUE.Expired; message expired 441 4.4.1 Error encountered");
  g_assert_cmpstr (dsn_report_get_text (report, DSN_FIELD_REPORTING_MTA), ==, "mx.example.org");
  g_assert_cmpstr (dsn_recipient_get_text (recipient, DSN_FIELD_REMOTE_MTA), ==,
                   "mail.example.net");
}

static void
test_languages (void)
{
  static const char *const labels[] = {
    "Diagnoseinformationen für Administratoren:\n\nGenerierender Server: mx.example.org",
    "Informations de diagnostic pour les administrateurs :\n\nServeur de génération : "
    "mx.example.org",
    "Información de diagnóstico para administradores:\n\nGenerando servidor: mx.example.org",
    "Informazioni di diagnostica per gli amministratori:\n\nServer di generazione: mx.example.org",
    "Informações de diagnóstico para administradores:\n\nGerando servidor: mx.example.org",
    "Diagnostische gegevens voor beheerders:\n\nBronserver: mx.example.org",
    "Diagnostisk information för administratörer:\n\nGenererande server: mx.example.org",
    "Diagnosticeringsoplysninger til administratorer:\n\nGenererende server: mx.example.org",
    "管理者向けの診断情報:\n\n生成サーバー: mx.example.org",
  };

  for (guint i = 0; i < G_N_ELEMENTS (labels); i++) {
    g_autofree char *text = g_strconcat (
        HEAD "To: news@example.com\n\n", labels[i],
        "\n\njo@example.net\n#550 5.1.1 RESOLVER.ADR.RecipNotFound; not found ##\n", NULL);
    g_autoptr (DsnReport) report = parse_bounce (text);
    g_autofree char *summary = bounce_summary (report);

    g_assert_cmpstr (summary, ==, "dsn exchange | jo@example.net failed 5.1.1 550");
    g_assert_cmpstr (dsn_report_get_text (report, DSN_FIELD_REPORTING_MTA), ==, "mx.example.org");
  }
}

static void
test_host_before_hash (void)
{
  g_autoptr (DsnReport) report = parse_bounce (
      BOUNCE (HEAD, HELLO ADMIN "jo@example.net\nmail.example.net #550 5.1.1 no such user ##\n\n"
                                "kim@example.net\n#550 5.2.2 mailbox full ##\n"));
  const DsnRecipient *recipient = dsn_report_get_recipient (report, 0);
  g_autofree char *summary = bounce_summary (report);

  g_assert_cmpstr (
      summary, ==,
      "dsn exchange | jo@example.net failed 5.1.1 550 | kim@example.net failed 5.2.2 550");
  g_assert_cmpstr (dsn_recipient_get_text (recipient, DSN_FIELD_REMOTE_MTA), ==,
                   "mail.example.net");
}

static void
test_original_recipient (void)
{
  assert_bounce (BOUNCE (HEAD,
                         HELLO ADMIN "jo@mail.example.net\n#550 5.7.1 RESOLVER.RST.AuthRequired; "
                                     "authentication required ##rfc822;jo@example.net\n"),
                 "dsn exchange | jo@example.net failed 5.7.1 550");
}

static void
test_delayed (void)
{
  assert_bounce (BOUNCE (HEAD, "Delivery is delayed to these recipients or groups:\n\n" ADMIN
                               "jo@example.net\nServer at mail.example.net returned '400 4.4.7 "
                               "Message delayed'\n"),
                 "dsn exchange | jo@example.net delayed 4.4.7 400");
}

#define DETAILS                                                                             \
  "Original Message Details\nCreated Date: 11/23/2026 9:59:50 AM\n"                         \
  "Sender Address: news@example.com\nRecipient Address:\tjo@example.net, kim@example.net\n" \
  "Subject: November news\n\nError Details\n"                                               \
  "Reported error: 550 5.1.10 RESOLVER.ADR.RecipientNotFound; not\n found\n"                \
  "DSN generated by: mx1.prod.outlook.com\nRemote server: mx2.prod.outlook.com\n\n"         \
  "Message Hops\nHOP TIME (UTC) FROM TO\n\nOriginal Message Headers\n\n" RETURNED

static void
test_details (void)
{
  g_autoptr (DsnReport) report =
      parse_bounce (BOUNCE (HEAD, "Your message to jo@example.net couldn't be delivered.\n\nStatus "
                                  "code: 550 5.1.10\n\n" DETAILS));
  g_autofree char *summary = bounce_summary (report);

  g_assert_cmpstr (
      summary, ==,
      "dsn exchange | jo@example.net failed 5.1.10 550 | kim@example.net failed 5.1.10 550");
  g_assert_cmpstr (said_of (report, 1), ==, "550 5.1.10 RESOLVER.ADR.RecipientNotFound; not found");
  g_assert_cmpstr (dsn_report_get_text (report, DSN_FIELD_REPORTING_MTA), ==,
                   "mx1.prod.outlook.com");
  g_assert_cmpstr (
      dsn_recipient_get_text (dsn_report_get_recipient (report, 0), DSN_FIELD_REMOTE_MTA), ==,
      "mx2.prod.outlook.com");
  g_assert_cmpstr (dsn_report_get_original_header (report, DSN_HEADER_MESSAGE_ID), ==,
                   "42@example.com");
}

static void
test_sender_of_an_organisation (void)
{
  assert_bounce (BOUNCE ("From: <MicrosoftExchange00000000000000000000000000000001@example.org>\n"
                         "Subject: November news\n",
                         ADMIN
                         "jo@example.net\n#550 5.1.1 RESOLVER.ADR.RecipNotFound; not found ##\n"),
                 "dsn exchange | jo@example.net failed 5.1.1 550");
}

static void
test_only_names (void)
{
  g_autoptr (DsnReport) report =
      parse_bounce (BOUNCE (HEAD, HELLO "Sent by Microsoft Exchange Server 2007\n"));

  g_assert_cmpstr (said_of (report, 0), ==, "That address was not found.");
}

static void
test_people (void)
{
  assert_bounce (BOUNCE ("From: kim@example.org\nSubject: Re: Undeliverable: November news\n",
                         "See below.\n\n" HELLO ADMIN "jo@example.net\n#550 5.1.1 not found ##\n"),
                 "other -");
  assert_bounce (BOUNCE ("From: kim@example.org\nSubject: Re: Undeliverable\n",
                         "> " HELLO "> jo@example.net\n> #550 5.1.1 not found ##\n"),
                 "other -");
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/wild/exchange/diagnosis-behind-a-hash", test_hashed);
  g_test_add_func ("/wild/exchange/diagnosis-behind-a-host-and-a-hash", test_host_before_hash);
  g_test_add_func ("/wild/exchange/servers-and-a-quote-in-the-reply", test_fields);
  g_test_add_func ("/wild/exchange/several-attempts-newest-first", test_attempts);
  g_test_add_func ("/wild/exchange/any-language", test_languages);
  g_test_add_func ("/wild/exchange/address-before-forwarding", test_original_recipient);
  g_test_add_func ("/wild/exchange/still-being-tried", test_delayed);
  g_test_add_func ("/wild/exchange/details-of-microsoft-365", test_details);
  g_test_add_func ("/wild/exchange/number-of-the-organisation-in-from",
                   test_sender_of_an_organisation);
  g_test_add_func ("/wild/exchange/names-with-links-only", test_only_names);
  g_test_add_func ("/wild/exchange/what-people-write-or-quote-is-other", test_people);
  return g_test_run ();
}
