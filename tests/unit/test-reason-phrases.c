/* test-reason-phrases.c: the reason from codes and words, and which of them is trusted more.
 * SPDX-License-Identifier: LGPL-2.1-or-later */
#include "reason-rows.h"

static const Row orders[] = {
  /* Each before the next. */
  { "own-rule-before-status", FAILED STATUS ("5.2.2") SMTP ("550 5.2.2 Foo full"), NULL,
    "[hasmoved weak]\nfoo", "hasmoved! phrase:foo" },
  { "own-code-before-status", FAILED STATUS ("5.2.2") SMTP ("550 5.2.2 Full"), NULL,
    "[suspend]\n| status=5.2.2", "suspend status:5.2.2" },
  { "own-rule-that-does-not-match", FAILED STATUS ("5.2.2") SMTP ("550 5.2.2 Full"), NULL,
    "[suspend]\nbar", "mailboxfull status:5.2.2" },
  { "clear-status-before-phrase", FAILED STATUS ("5.7.25") SMTP ("550 5.7.25 mailbox is full"),
    NULL, NULL, "requireptr status:5.7.25" },
  { "phrase-of-the-host-before-strong-phrase",
    FAILED REMOTE ("mx3.qq.com") STATUS ("5.0.0")
        SMTP ("550 suspected bounce attacks, spam detected"),
    NULL, NULL, "blocked phrase:suspected bounce attacks" },
  { "strong-phrase-before-vague-status",
    FAILED STATUS ("5.1.1") SMTP ("552 5.1.1 User is over quota"), NULL, NULL,
    "mailboxfull phrase:user is over quota" },
  { "program-before-vague-status", FAILED STATUS ("5.1.1") "Diagnostic-Code: x-unix; oops\n", NULL,
    NULL, "mailererror diagnostic_code:x-unix" },
  { "strong-phrase-before-program",
    FAILED STATUS ("5.1.1") "Diagnostic-Code: x-unix; disk quota exceeded\n", NULL, NULL,
    "mailboxfull phrase:disk quota exceeded" },
  { "vague-status-before-phrase", FAILED STATUS ("5.1.1") SMTP ("550 5.1.1 access denied"), NULL,
    NULL, "userunknown! status:5.1.1" },
  { "phrase-before-weak-phrase", FAILED SMTP ("550 access denied, spam"), NULL, NULL,
    "securityerror phrase:access denied" },
  { "weak-phrase-before-reply-code", FAILED SMTP ("501 spam"), NULL, NULL,
    "spamdetected phrase:spam" },
  { "reply-code-before-the-human-part", FAILED SMTP ("551 foo"), "The mailbox is full.", NULL,
    "hasmoved! reply:551" },
  { "weak-phrase-in-the-human-part-is-of-none", FAILED STATUS ("5.0.0"), "This is about the relay.",
    NULL, "undefined -" },
  { "one-word-where-nothing-else-is-understood", FAILED SMTP ("550 5.7.1 Something about TLS"),
    NULL, NULL, "failedstarttls phrase:tls" },
  { "human-part-before-action", DELAYED, "The mailbox is full.", NULL,
    "mailboxfull phrase:mailbox is full" },
  { "action-before-subject", DELAYED STATUS ("4.7.0"), NULL, NULL, "expired action:delayed" },
  { "subject-before-class", FAILED STATUS ("5.7.0") SMTP ("550 5.7.0 foo"), NULL, NULL,
    "securityerror class:5.7" },
  { "class-if-something-was-said", FAILED STATUS ("5.0.0") SMTP ("foo"), NULL, NULL,
    "onhold class:5" },
  { "class-of-the-reply", FAILED SMTP ("450 foo"), NULL, NULL, "onhold class:4" },
  { "nothing", FAILED, NULL, NULL, "undefined -" },
  { "nothing-in-the-human-part", FAILED STATUS ("5.0.0"), "It failed.", NULL, "undefined -" },
  /* Among phrases. */
  { "stronger-phrase", FAILED SMTP ("550 access denied, mailbox full"), NULL, NULL,
    "mailboxfull phrase:mailbox full" },
  { "more-conditions", FAILED SMTP ("550 foo bar"), NULL,
    "[filtered]\nfoo bar\n[rejected]\nbar | reply=550", "rejected phrase:bar" },
  { "host-before-more-conditions", FAILED SMTP ("550 5.7.1 foo bar"), NULL,
    "[filtered]\nfoo bar | host=example.net\n[rejected]\nbar | reply=550 status=5.7.1",
    "filtered phrase:foo bar" },
  { "longer-phrase", FAILED SMTP ("550 foo bar"), NULL, "[filtered]\nbar\n[rejected]\nfoo bar",
    "rejected phrase:foo bar" },
  { "first-phrase", FAILED SMTP ("550 foo bar"), NULL, "[filtered]\nbar\n[rejected]\nfoo",
    "filtered phrase:bar" },
};

static const Row conditions[] = {
  { "host-is-the-remote-mta", FAILED REMOTE ("mx.x.example (192.0.2.1)") SMTP ("550 foo"), NULL,
    "[filtered]\nfoo | host=x.example", "filtered phrase:foo" },
  { "host-is-the-recipients-domain", FAILED SMTP ("550 foo"), NULL,
    "[filtered]\nfoo | host=a.example,EXAMPLE.net", "filtered phrase:foo" },
  { "host-is-the-reporting-mta", "Reporting-MTA: dns; x.example\n\n" FAILED SMTP ("550 foo"), NULL,
    "[filtered]\nfoo | host=x.example", "filtered phrase:foo" },
  { "host-is-named-in-the-diagnostic",
    FAILED "Diagnostic-Code: x-postfix; host mx.x.example[192.0.2.1] said: 550 foo\n", NULL,
    "[filtered]\nfoo | host=x.example", "filtered phrase:foo" },
  { "host-ends-in-a-dot", FAILED REMOTE ("mx.x.example.") SMTP ("550 foo"), NULL,
    "[filtered]\nfoo | host=x.example", "filtered phrase:foo" },
  { "part-of-a-label-is-no-host", FAILED REMOTE ("max.example") SMTP ("550 foo"), NULL,
    "[filtered]\nfoo | host=x.example", "onhold class:5" },
  { "command", FAILED SMTP ("550 foo" RCPT), NULL, "[filtered]\nfoo | after=MAIL,RCPT",
    "filtered phrase:foo" },
  { "other-command", FAILED SMTP ("550 foo" DATA), NULL, "[filtered]\nfoo | after=RCPT",
    "onhold class:5" },
  { "no-command", FAILED SMTP ("550 foo"), NULL, "[filtered]\nfoo | after=RCPT", "onhold class:5" },
  { "otherwise-after-another-command", FAILED SMTP ("550 foo" DATA), NULL,
    "[filtered]\nfoo | after=RCPT otherwise=rejected", "rejected phrase:foo" },
  { "otherwise-after-none", FAILED SMTP ("550 foo"), NULL,
    "[filtered]\nfoo | after=RCPT otherwise=rejected", "rejected phrase:foo" },
  { "status-with-x", FAILED SMTP ("550 5.7.99 foo"), NULL, "[filtered]\nfoo | status=x.7.x",
    "filtered phrase:foo" },
  { "other-status", FAILED SMTP ("550 5.3.99 foo"), NULL, "[filtered]\nfoo | status=x.7.x",
    "onhold class:5" },
  { "reply", FAILED SMTP ("554 foo"), NULL, "[filtered]\nfoo | reply=554", "filtered phrase:foo" },
  { "other-reply", FAILED SMTP ("550 foo"), NULL, "[filtered]\nfoo | reply=554", "onhold class:5" },
  { "code-of-a-host", FAILED REMOTE ("x.prod.outlook.com") STATUS ("5.1.10"), NULL, NULL,
    "userunknown! status:5.1.10" },
  { "the-same-code-in-the-words-of-exchange",
    FAILED SMTP ("550 5.1.10 RESOLVER.ADR.RecipientNotFound; no"), NULL, NULL,
    "userunknown! phrase:resolver.adr.recipientnotfound" },
  { "the-same-code-of-another-host", FAILED STATUS ("5.1.10"), NULL, NULL,
    "notaccept! status:5.1.10" },
};

static const Row texts[] = {
  { "reply-of-several-lines",
    FAILED SMTP ("550-5.7.1 Messages with multiple 550 5.7.1 addresses in From: no"), NULL, NULL,
    "notcompliantrfc phrase:messages with multiple addresses in from" },
  { "comment-of-the-status", FAILED STATUS ("5.0.0 (over quota)"), NULL, NULL,
    "mailboxfull phrase:over quota" },
  { "what-the-human-part-says-of-the-recipient",
    FAILED STATUS ("5.0.0") "\n" FINAL ("kim@example.net") "Action: failed\n",
    "<jo@example.net>: mailbox is full\n\n<kim@example.net>: virus detected\n", NULL,
    "mailboxfull phrase:mailbox is full" },
  { "the-human-part-of-several-recipients-is-of-none",
    FAILED STATUS ("5.0.0") "\n" FINAL ("kim@example.net") "Action: failed\n",
    "The mailbox is full.\n", NULL, "undefined -" },
  { "the-first-paragraph-of-the-human-part-that-tells", FAILED STATUS ("5.0.0"),
    "Not delivered.\n\nThe mailbox is full.\n\nOther reasons: virus detected, user unknown\n", NULL,
    "mailboxfull phrase:mailbox is full" },
  { "a-gap-does-not-go-on-in-the-next-sentence",
    FAILED STATUS ("5.0.0") SMTP ("550 User is fine. Link not found" RCPT), NULL, NULL,
    "onhold class:5" },
  { "diagnostic-before-the-human-part", FAILED STATUS ("5.0.0") SMTP ("550 virus detected"),
    "<jo@example.net>: mailbox is full\n", NULL, "virusdetected phrase:virus detected" },
  { "category-of-powermta", FAILED STATUS ("5.0.0") "X-PowerMTA-BounceCategory: quota-issues\n",
    NULL, NULL, "mailboxfull phrase:^quota-issues" },
};

/* What one provider means by its codes, and what words mean after one command. */
static const Row providers[] = {
  { "google-has-codes-of-its-own",
    FAILED REMOTE ("gmail-smtp-in.l.google.com") STATUS ("4.7.23") SMTP ("421-4.7.23 no name"),
    NULL, NULL, "requireptr status:4.7.23" },
  { "the-same-code-of-others-is-registered", FAILED STATUS ("4.7.23") SMTP ("421 4.7.23 no"), NULL,
    NULL, "authfailure status:4.7.23" },
  { "outlook-slows-down",
    FAILED REMOTE ("x.olc.protection.outlook.com") SMTP ("421 RP-001 some messages weren't sent"),
    NULL, NULL, "speeding phrase:rp-001" },
  { "netease-answers-with-codes-and-a-link",
    FAILED REMOTE ("163mx01.mxmail.netease.com")
        SMTP ("550 MI:SPF x,please see http://mail.163.com/help/help_spam_16.htm"),
    NULL, NULL, "authfailure phrase:mi:spf" },
  { "unrouteable-where-the-recipient-is-given", FAILED SMTP ("550 Unrouteable address" RCPT), NULL,
    NULL, "userunknown! phrase:unrouteable address" },
  { "unrouteable-as-the-mta-says-itself", FAILED SMTP ("550 Unrouteable address"), NULL, NULL,
    "hostunknown! phrase:unrouteable address" },
  { "greylisted-is-not-unknown",
    FAILED SMTP ("450 4.2.0 <jo@example.net>: Recipient address rejected: Greylisted" RCPT), NULL,
    NULL, "onhold phrase:greylist*" },
  { "policy-about-the-recipient-is-not-unknown",
    FAILED SMTP ("554 5.7.1 <jo@example.net>: Recipient address rejected: foo" RCPT), NULL, NULL,
    "filtered phrase:recipient address rejected" },
  { "undefined-status-of-a-mailbox-says-less-than-words",
    FAILED SMTP ("550 5.2.0 No such mailbox" RCPT), NULL, NULL,
    "userunknown! phrase:no such mailbox" },
  { "undefined-status-of-a-mailbox-alone", FAILED SMTP ("550 5.2.0 Foo" RCPT), NULL, NULL,
    "filtered class:5.2" },
  { "client-host-rejected-for-its-name",
    FAILED SMTP ("554 5.7.1 Client host rejected: rDNS and forward do not match"), NULL, NULL,
    "requireptr phrase:rdns" },
  { "no-mail-from-some-is-not-no-mail",
    FAILED SMTP ("550 5.7.1 This group does not accept mail from outside"), NULL, NULL,
    "filtered phrase:does not accept mail from" },
  { "words-of-a-certificate-before-its-code",
    FAILED STATUS ("4.7.5") SMTP ("454 4.7.5 Server certificate not trusted"), NULL, NULL,
    "failedstarttls phrase:certificate" },
  { "code-of-cryptography-alone", FAILED STATUS ("5.7.5"), NULL, NULL,
    "securityerror status:5.7.5" },
  { "zoho-gives-a-code-for-its-policy",
    FAILED REMOTE ("mx.zoho.com") SMTP ("554 5.7.7 Email policy violation detected (E61)"), NULL,
    NULL, "policyviolation status:5.7.7" },
};

/* For every reason of a rule something that a server says. */
static const struct {
  const char *reason;
  const char *said;
} sayings[] = {
  { "authfailure", "550 5.7.1 Email rejected per DMARC policy for example.com" },
  { "authfailure", "550 SPF check failed" },
  { "authfailure", "550 <news@example.com>: Sender address rejected: SPF fail" },
  { "authfailure", "550 Authentication failed: SPF alignment required" },
  { "badreputation", "554 Message refused: the IP reputation is too low" },
  { "badreputation", "554 Connection refused. 192.0.2.1 has a poor reputation" },
  { "badreputation", "554 Your access to this mail system has been rejected due to the sending "
                     "MTA's poor reputation." },
  { "blocked", "554 Service unavailable; Client host [192.0.2.1] blocked using dnsbl.example" },
  { "blocked", "550 Connection refused by mx.example.net" },
  { "blocked", "554-No SMTP service 554 IP address is black listed." },
  { "blocked", "554 Su dirección está en una lista negra" },
  { "contenterror", "552 5.6.0 Headers too large (32768 max)" },
  { "contenterror",
    "554 5.6.0 STOREDRV.Deliver.Exception:ConversionFailedException; Failed to process "
    "message due to a permanent exception with message Content conversion" },
  { "blocked", "421 Connection refused by policy of mx.example.net" },
  { "exceedlimit", "552 Message length exceeds limit set by recipient" },
  { "exceedlimit", "552 Message exceeds the maximum size allowed for this recipient" },
  { "expired", "4.4.7 Message expired: unable to deliver in 840 minutes" },
  { "expired", "550 Delivery failed 20 attempts" },
  { "failedstarttls", "530 5.7.0 Must issue a STARTTLS command first" },
  { "filtered", "550 Message was rejected by the user" },
  { "filtered", "550 5.7.1 Recipient does not wish to receive mail from you" },
  { "hasmoved", "551 User has moved; please try jo@example.org" },
  { "filtered", "550 They are not accepting mail from news@example.com" },
  { "hostunknown", "550 Host or domain name not found" },
  { "hostunknown", "host name is unknown" },
  { "hostunknown", "There are no DNS entries for the hostname example.net." },
  { "hostunknown", "As the remote domain doesnt exist." },
  { "hostunknown", "The domain name (example.net) does not appear to be registered" },
  { "hostunknown", "the destination computer was not found" },
  { "hostunknown", "No mail servers appear to exists for the recipient's address" },
  { "mailboxfull", "552 The mailbox of jo is full" },
  { "mailboxfull", "550 The inbox has no room for new mail" },
  { "mailboxfull", "552 Message exceeds the quota for this mailbox" },
  { "mailboxfull", "550 Das Postfach ist voll" },
  { "mailboxfull", "550 邮箱空间不足" },
  { "mailboxfull", "552 El usuario ha excedido su cuota" },
  { "mailboxfull", "552 Brak miejsca w skrzynce" },
  { "mailboxfull", "mailbox is full: retry timeout exceeded" },
  { "mailererror",
    "Child process of address_pipe transport returned 127 (command does not exist) from command" },
  { "mailererror", "554 unknown mailer error 1" },
  { "mailererror", "/bin/sh: /usr/local/bin/post: No such file or directory" },
  { "mesgtoobig", "A message was longer than the maximum size allowed on this system" },
  { "mesgtoobig", "552 Message size exceeds fixed maximum message size" },
  { "mesgtoobig", "552 El tamaño del mensaje excede el límite" },
  { "networkerror", "554 Too many hops 26 (25 max)" },
  { "networkerror", "554 Mail loop suspected: too many Received headers" },
  { "networkerror", "connect to mx.example.net[192.0.2.1]:25: Connection refused" },
  { "networkerror", "Network error on destination MXs" },
  { "norelaying", "554 Relay access denied" },
  { "notaccept", "550 This host does not accept mail" },
  { "notcompliantrfc", "550 This message is not RFC 5322 compliant" },
  { "notcompliantrfc",
    "550 5.1.20 Multiple From addresses are not allowed without Sender address" },
  { "onhold", "451 4.7.1 Greylisting in action, please come back later" },
  { "onhold", "451 This message failed due to a recipient error. Please try again later." },
  { "policyviolation", "550 Message rejected due to local policy" },
  { "policyviolation", "554 The file invoice.zip has been blocked. File quarantined as: aabb." },
  { "policyviolation", "550 Message blocked due to suspicious attachment name" },
  { "policyviolation", "554 5.7.0 Reject, id=4711-04 - BANNED: .exe,invoice.exe" },
  { "rejected", "550 Sorry, only subscribers may post; write to get your new address included" },
  { "rejected", "553 Sender address rejected" },
  { "rejected", "550-Requested action not taken: mailbox unavailable 550 invalid DNS MX or A/AAAA "
                "resource record" },
  { "rejected", "550 Domain may not exist or DNS check failed" },
  { "rejected", "521 We will not take delivery of this message (in reply to end of DATA command)" },
  { "rejected", "550 Dirección del remitente inválida (in reply to RCPT TO command)" },
  { "rejected", "550 No such domain example.com (in reply to MAIL FROM command)" },
  { "requireptr", "550 Fix reverse DNS for 192.0.2.1" },
  { "requireptr", "554-No SMTP service 554 Bad DNS PTR resource record." },
  { "securityerror", "530 Authentication required" },
  { "spamdetected", "554 This message has been classified as spam" },
  { "spamdetected", "554 Message blocked by our spam filter" },
  { "spamdetected", "554 Message blocked due to spam content; see the attachment" },
  { "spamdetected", "554 Message blocked due to spam content in the message" },
  { "speeding", "You have reached a limit for sending mail." },
  { "spamdetected", "554 5.7.1 Message rejected as spam" },
  { "speeding", "450 Your host exceeded the sending rate limit" },
  { "speeding", "550 You have exceeded your daily sending quota" },
  { "suppressed", "550 Address is on the suppression list" },
  { "suspend", "550 This account has been disabled" },
  { "suspend", "550 5.2.1 Dormant account" },
  { "suspend", "550 Le compte a été fermé" },
  { "suspend", "550 Учетная запись отключена" },
  { "syntaxerror", "504 Command parameter not implemented" },
  { "syntaxerror", "503 sender not yet given" },
  { "systemerror", "error in redirect data: missing or malformed local part (expected word)" },
  { "systemerror", "451 Internal system error" },
  { "systemerror", "521 5.3.0 Upstream error (in reply to end of DATA command)" },
  { "systemerror", "550 5.1.4 RESOLVER.ADR.Ambiguous; ambiguous address" },
  { "systemfull", "452 Insufficient system storage" },
  { "toomanyconn", "421 Maximum number of concurrent sessions reached" },
  { "toomanyconn", "421 Too many connections from your host" },
  { "userunknown", "550 5.4.1 Recipient address rejected: Access denied. AS(201806281)" },
  { "userunknown", "550 5.4.1 Recipient address rejected: Access denied. For more see" },
  { "userunknown", "550 The recipient may contain a non-existent account" },
  { "userunknown",
    "552 1 Requested mail action aborted, mailbox not found (in reply to end of DATA "
    "command)" },
  { "userunknown", "550 Message was not accepted -- invalid mailbox.  Local mailbox jo@example.net "
                   "is unavailable: user not found (in reply to end of DATA command)" },
  { "userunknown", "550 No such user here (in reply to RCPT TO command)" },
  { "userunknown", "550 Utilisateur inconnu (in reply to RCPT TO command)" },
  { "userunknown", "550 Пользователь не найден (in reply to RCPT TO command)" },
  { "userunknown", "550 Empfaengeradresse ist ungueltig (in reply to RCPT TO command)" },
  { "userunknown", "550 O destinatário não foi encontrado (in reply to RCPT TO command)" },
  { "userunknown", "550 Geen gebruiker met die naam (in reply to RCPT TO command)" },
  { "userunknown", "550 無此帳號 (in reply to RCPT TO command)" },
  { "userunknown", "550 We have no record of that user (in reply to RCPT TO command)" },
  { "vacation", "250 I am out of the office" },
  { "virusdetected", "554 ClamAV detected Heuristics.Phishing.Email" },
  { "virusdetected", "554 Virus detected" },
};

static void
test_sayings (void)
{
  for (guint i = 0; i < G_N_ELEMENTS (sayings); i++) {
    g_autofree char *fields =
        g_strconcat (FAILED "Diagnostic-Code: smtp; ", sayings[i].said, "\n", NULL);
    g_autoptr (DsnReport) report = read_fields (fields, NULL);
    const DsnRecipient *recipient = dsn_report_get_recipient (report, 0);

    dsn_reason_diagnose (report);
    g_test_message ("%s", sayings[i].said);
    g_assert_cmpstr (dsn_recipient_get_reason (recipient), ==, sayings[i].reason);
  }
}

static void
test_explanation (void)
{
  g_autoptr (DsnReport) report =
      read_fields (FAILED STATUS ("5.1.1") SMTP ("552 5.1.1 User is over quota"), NULL);
  g_autoptr (DsnPhrases) phrases = dsn_phrases_new ();
  g_autofree char *text = NULL;
  g_auto (GStrv) lines = NULL;

  g_assert_true (dsn_phrases_add_text (phrases, "own", "[suspend]\n\nover * quota", -1, NULL));
  dsn_reason_diagnose_with (report, phrases);
  dsn_report_set_source (report, "a\033b", 0, 0, 0);
  text = dsn_reason_explain (report, phrases);
  lines = g_strsplit (text, "\n", -1);
  g_assert_cmpstr (lines[0], ==, "a\357\277\275b:");
  g_assert_cmpstr (lines[1], ==, "  jo@example.net: suspend");
  g_assert_cmpstr (lines[2], ==,
                   "    decided by   suspend          phrase:over * quota (your own rule; own:3)");
  g_assert_true (g_str_has_prefix (
      lines[3],
      "    against      mailboxfull      phrase:user is over quota (strong phrase; phrases:"));
  g_assert_nonnull (strstr (text,
                            "    against      userunknown      status:5.1.1 (status code that is "
                            "used for many things; codes.ini)\n"));
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);
  ADD_ROWS ("/reason-phrases/order/", orders, test_row);
  ADD_ROWS ("/reason-phrases/condition/", conditions, test_row);
  ADD_ROWS ("/reason-phrases/text/", texts, test_row);
  ADD_ROWS ("/reason-phrases/provider/", providers, test_row);
  g_test_add_func ("/reason-phrases/every-reason-has-something-that-a-server-says", test_sayings);
  g_test_add_func ("/reason-phrases/explanation-names-rules-and-rivals", test_explanation);
  return g_test_run ();
}
