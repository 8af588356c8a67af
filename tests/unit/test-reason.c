/* test-reason.c: which address, which status, why, and whether for good.
 * SPDX-License-Identifier: LGPL-2.1-or-later */
#include "dsn-reason.h"

#include "dsn-fields.h"

#include "report-text.h"

#define FINAL(text) "Final-Recipient: " text "\n"
#define ORIG(text)  "Original-Recipient: " text "\n"

/* @want is "ADDRESS EVIDENCE", @explanation and @to are what else the message says. */
typedef struct {
  const char *path;
  const char *fields;
  const char *explanation;
  const char *to;
  const char *want;
  const char *problems;
} AddressRow;

static const AddressRow addresses[] = {
  { "original-comes-first", ORIG ("rfc822; o@x") FINAL ("rfc822; f@x"), NULL, NULL,
    "o@x original_recipient", "" },
  { "final-if-there-is-no-other", FINAL ("rfc822; f@x"), NULL, NULL, "f@x final_recipient", "" },
  { "original-alone", ORIG ("rfc822; o@x"), NULL, NULL, "o@x original_recipient", "" },
  { "x400-original-is-no-address-to-act-on", ORIG ("x400; /PN=foo@x/") FINAL ("rfc822; f@x"), NULL,
    NULL, "f@x final_recipient", "" },
  { "local-original-is-none-either", ORIG ("rfc822; root") FINAL ("rfc822; f@x"), NULL, NULL,
    "f@x final_recipient", "" },
  { "local-user-if-there-is-no-other", FINAL ("unknown; nair_s"), NULL, NULL,
    "nair_s final_recipient", "" },
  { "empty-original-is-none", ORIG ("rfc822;") FINAL ("rfc822; f@x"), NULL, NULL,
    "f@x final_recipient", "" },
  { "brackets-and-route-go", FINAL ("rfc822; <@a:f@x>"), NULL, NULL, "f@x final_recipient", "" },
  { "letter-case-stays", FINAL ("rfc822; Jo@Example.NET"), NULL, NULL,
    "Jo@Example.NET final_recipient", "" },
  { "utf-8-is-decoded", FINAL ("utf-8; j\\x{F6}rg@x"), NULL, NULL, "jörg@x final_recipient", "" },
  { "leaked-utf-8-form", FINAL ("rfc822; user\\x{2B}tag@x"), NULL, NULL,
    "user+tag@x final_recipient", "leaked-utf8-form#0" },
  { "plus-is-not-xtext", FINAL ("rfc822; user+2Btag@x"), NULL, NULL, "user+2Btag@x final_recipient",
    "" },
  { "leaked-xtext-as-the-other-field-tells",
    ORIG ("rfc822; user+2Btag@x") FINAL ("rfc822; user+tag@x"), NULL, NULL,
    "user+tag@x original_recipient", "leaked-xtext#0" },
  { "leaked-xtext-as-the-human-part-tells", FINAL ("rfc822; user+2Btag@x"),
    "About <user+tag@x>:", NULL, "user+tag@x final_recipient", "leaked-xtext#0" },
  { "leaked-xtext-as-the-original-tells", FINAL ("rfc822; user+2Btag@x"), NULL, "a@x, User+Tag@X",
    "user+tag@x final_recipient", "leaked-xtext#0" },
  { "part-of-another-address-tells-nothing", FINAL ("rfc822; user+2Btag@x"), NULL,
    "a@x, user+tag@x.example", "user+2Btag@x final_recipient", "" },
  { "list-of-commas-tells-nothing", FINAL ("rfc822; user+2Btag@x"), NULL, ",, ,",
    "user+2Btag@x final_recipient", "" },
  { "alias-is-not-what-failed", ORIG ("rfc822; alias@x") FINAL ("rfc822; f@x"),
    "<f@x> (expanded from <alias@x>): user unknown\n", NULL, "f@x final_recipient", "" },
  { "alias-of-another-recipient-does-not-matter", ORIG ("rfc822; o@x") FINAL ("rfc822; f@x"),
    "<f@x>: user unknown\n\n<g@x>\n (expanded from: alias@x)\n", NULL, "o@x original_recipient",
    "" },
  { "actual-recipient-of-a-local-user",
    FINAL ("rfc822; jo") "X-Actual-Recipient: rfc822; jo@x.example\n", NULL, NULL,
    "jo@x.example X-Actual-Recipient", "" },
  { "no-name-but-the-only-one-of-the-human-part", "Action: failed\n", "To <jo@x>: <JO@X> no", NULL,
    "jo@x explanation", "" },
  { "no-name-of-several", "Action: failed\n", "To <jo@x> and <kim@x>: no", NULL, "- -", "" },
  { "no-name-and-a-list", "Action: failed\n", "Sorry", "news@x", "- -", "" },
  { "local-user-whom-the-human-part-names", FINAL ("rfc822; jo"), "To <kim@x> and <Jo@x>: no", NULL,
    "Jo@x explanation", "" },
  { "local-user-whom-the-original-names", FINAL ("rfc822; jo"), "Sorry", "kim@x, jo@x",
    "jo@x original", "" },
  { "local-user-whom-nothing-names", FINAL ("rfc822; jo"), "Sorry", "joe@x", "jo final_recipient",
    "" },
  { "program", FINAL ("rfc822; |/bin/filter -x a b@x"), "<kim@x>: pipe broken", NULL,
    "kim@x explanation", "" },
  { "domain-alone", FINAL ("rfc822; @x"), "<kim@x>: no", NULL, "kim@x explanation", "" },
  { "none", "Action: failed\n", NULL, NULL, "- -", "" },
  { "empty", FINAL ("rfc822;"), NULL, NULL, "- -", "" },
};

static DsnReport *
diagnose (const char *fields, const char *explanation, const char *to)
{
  DsnReport *report = dsn_report_new ();

  dsn_fields_parse (report, fields, strlen (fields), 0, 10);
  dsn_report_set_explanation (report, explanation);
  dsn_report_set_original_header (report, DSN_HEADER_TO, to);
  dsn_reason_diagnose (report);
  /* To call it twice does no harm. */
  dsn_reason_diagnose (report);
  return report;
}

static const char *
or_dash (const char *text)
{
  return text ? text : "-";
}

static void
test_address (gconstpointer data)
{
  const AddressRow *row = data;
  g_autoptr (DsnReport) report = diagnose (row->fields, row->explanation, row->to);
  const DsnRecipient *recipient = dsn_report_get_recipient (report, 0);
  g_autofree char *got =
      g_strdup_printf ("%s %s", or_dash (dsn_recipient_get_address (recipient)),
                       or_dash (dsn_recipient_get_evidence (recipient, DSN_EVIDENCE_ADDRESS)));
  g_autoptr (GString) problems = g_string_new (NULL);

  for (guint i = 0; i < dsn_report_get_problems (report)->len; i++) {
    const DsnProblem *problem = g_ptr_array_index (dsn_report_get_problems (report), i);

    if (g_str_has_prefix (dsn_problem_get_rule (problem), "leaked"))
      g_string_append_printf (problems, "%s#%d", dsn_problem_get_rule (problem),
                              dsn_problem_get_recipient (problem));
  }
  g_assert_cmpstr (got, ==, row->want);
  g_assert_cmpstr (problems->str, ==, row->problems);
}

/* @want is "STATUS EVIDENCE REASON EVIDENCE", with "!" behind the reason of a hard bounce. */
typedef struct {
  const char *path;
  const char *fields;
  const char *want;
  gboolean conflict;
} StatusRow;

#define ACTION(word) "Action: " word "\n"
#define STATUS(code) "Status: " code "\n"
#define SMTP(text)   "Diagnostic-Code: smtp; " text "\n"

static const StatusRow statuses[] = {
  { "field-alone", ACTION ("failed") STATUS ("5.1.1"), "5.1.1 status userunknown! status:5.1.1",
    FALSE },
  { "field-and-reply-agree", ACTION ("failed") STATUS ("5.1.1") SMTP ("550 5.1.1 No"),
    "5.1.1 status userunknown! status:5.1.1", FALSE },
  { "reply-tells-more", ACTION ("failed") STATUS ("5.0.0") SMTP ("550 5.1.1 No"),
    "5.1.1 reply userunknown! status:5.1.1", FALSE },
  { "reply-tells-less", ACTION ("failed") STATUS ("5.1.1") SMTP ("550 5.0.0 No"),
    "5.1.1 status userunknown! status:5.1.1", TRUE },
  { "reply-contradicts", ACTION ("failed") STATUS ("5.1.1") SMTP ("552 5.2.2 Full"),
    "5.2.2 reply mailboxfull status:5.2.2", TRUE },
  { "reply-of-another-class", ACTION ("failed") STATUS ("5.1.1") SMTP ("450 4.2.2 Full"),
    "5.1.1 status userunknown! status:5.1.1", TRUE },
  { "reply-code-and-status-disagree", ACTION ("failed") STATUS ("5.1.1") SMTP ("450 5.2.2 Full"),
    "5.1.1 status userunknown! status:5.1.1", TRUE },
  { "field-missing", ACTION ("failed") SMTP ("550 5.1.1 No"),
    "5.1.1 reply userunknown! status:5.1.1", FALSE },
  { "field-missing-and-reply-vague", ACTION ("failed") SMTP ("550 5.0.0 No"),
    "5.0.0 reply onhold class:5", FALSE },
  { "reply-without-status", ACTION ("failed") STATUS ("5.1.1") SMTP ("550 No"),
    "5.1.1 status userunknown! status:5.1.1", FALSE },
  { "diagnostic-of-another-type",
    ACTION ("failed") STATUS ("5.0.0") "Diagnostic-Code: x-unix; 550 5.1.1\n",
    "5.0.0 status mailererror diagnostic_code:x-unix", FALSE },
  { "vague", ACTION ("failed") STATUS ("5.0.0"), "5.0.0 status undefined -", FALSE },
  { "nothing", ACTION ("failed"), "- - undefined -", FALSE },
  { "temporary-is-not-hard", ACTION ("delayed") STATUS ("4.1.1"),
    "4.1.1 status userunknown status:4.1.1", FALSE },
  { "moved-is-hard", ACTION ("failed") STATUS ("5.1.6"), "5.1.6 status hasmoved! status:5.1.6",
    FALSE },
  { "no-such-host-is-hard", ACTION ("failed") STATUS ("5.1.2"),
    "5.1.2 status hostunknown! status:5.1.2", FALSE },
  { "full-is-not-hard", ACTION ("failed") STATUS ("5.2.2"), "5.2.2 status mailboxfull status:5.2.2",
    FALSE },
  { "delivered", ACTION ("delivered") STATUS ("2.1.5"), "2.1.5 status delivered action", FALSE },
  { "relayed-is-delivered", ACTION ("relayed") STATUS ("2.0.0"), "2.0.0 status delivered action",
    FALSE },
  { "expanded-is-delivered", ACTION ("expanded") STATUS ("2.0.0"), "2.0.0 status delivered action",
    FALSE },
  { "success-without-action", STATUS ("2.0.0"), "2.0.0 status delivered status", FALSE },
  { "success-that-failed-tells-nothing", ACTION ("failed") STATUS ("2.0.0"),
    "2.0.0 status undefined -", FALSE },
};

static void
test_status (gconstpointer data)
{
  const StatusRow *row = data;
  g_autoptr (DsnReport) report = diagnose (row->fields, NULL, NULL);
  const DsnRecipient *recipient = dsn_report_get_recipient (report, 0);
  g_autofree char *status = dsn_status_to_string (dsn_recipient_get_status (recipient));
  g_autofree char *got =
      g_strdup_printf ("%s %s %s%s %s", or_dash (status),
                       or_dash (dsn_recipient_get_evidence (recipient, DSN_EVIDENCE_STATUS)),
                       or_dash (dsn_recipient_get_reason (recipient)),
                       dsn_recipient_get_hard_bounce (recipient) ? "!" : "",
                       or_dash (dsn_recipient_get_evidence (recipient, DSN_EVIDENCE_REASON)));

  g_assert_cmpstr (got, ==, row->want);
  g_assert_cmpint (has_problem (report, "status-conflicts-reply"), ==, row->conflict);
}

/* The command that a reply answers. @want is what comes out for each recipient, joined. */
typedef struct {
  const char *path;
  const char *fields;
  const char *explanation;
  const char *want;
} CommandRow;

static const CommandRow commands[] = {
  { "in-the-human-part", FINAL ("rfc822; a@x"), "550 No (in reply to RCPT TO command)", "RCPT" },
  { "in-the-diagnostic", FINAL ("rfc822; a@x") SMTP ("550 No (in reply to MAIL FROM command)"),
    "(in reply to RCPT TO)", "MAIL" },
  { "end-of-data", FINAL ("rfc822; a@x"), "(in reply to end of DATA command)", "DATA" },
  { "over-a-line-end", FINAL ("rfc822; a@x"), "(in reply\n    to RCPT\n TO command)", "RCPT" },
  { "in-response", FINAL ("rfc822; a@x"), "in response to EHLO", "EHLO" },
  { "letter-case", FINAL ("rfc822; a@x"), "in reply to rcpt to", "RCPT" },
  { "part-of-a-word-is-none", FINAL ("rfc822; a@x"), "in reply to DATABASE", "-" },
  { "unknown-command", FINAL ("rfc822; a@x"), "in reply to FOO command", "-" },
  { "behind-smtp-error", FINAL ("rfc822; a@x"), "SMTP error, RCPT TO: 550 No", "RCPT" },
  { "behind-sent", FINAL ("rfc822; a@x"), "The server sent: RCPT TO:<a@x>", "RCPT" },
  { "none", FINAL ("rfc822; a@x"), "It failed at RCPT TO.", "-" },
  { "each-in-its-paragraph",
    FINAL ("rfc822; a@x") "\n" FINAL ("rfc822; b@x") "\n" FINAL ("rfc822; c@x"),
    "<a@x>: no (in reply to RCPT TO command)\n\n<b@x>: no (in reply to end of DATA "
    "command)\n\n<c@x>: no",
    "RCPT DATA -" },
  { "each-below-its-address",
    FINAL ("rfc822; a@x") "\n" FINAL ("rfc822; b@x") "\n" FINAL ("rfc822; c@x"),
    "Failed:\n\n"
    "  a@x\n    SMTP error after end of data:\n    550 no such user <a@x>\n"
    "  b@x\n    host mx\n    SMTP error after RCPT TO:<b@x>:\n    550 no\n"
    "  c@x\n    retry timeout exceeded\n\nIt failed after MAIL FROM:<d@x>\n",
    "DATA RCPT -" },
  { "an-address-with-nothing-below", FINAL ("rfc822; a@x") "\n" FINAL ("rfc822; b@x"),
    "a@x\nb@x\n    after RCPT TO:<b@x>\n", "- RCPT" },
  { "none-for-whom-the-human-part-does-not-name", FINAL ("rfc822; a@x") "\n" FINAL ("rfc822; b@x"),
    "no (in reply to RCPT TO command)", "- -" },
};

static void
test_command (gconstpointer data)
{
  const CommandRow *row = data;
  g_autoptr (DsnReport) report = diagnose (row->fields, row->explanation, NULL);
  g_autoptr (GString) got = g_string_new (NULL);

  for (guint i = 0; i < dsn_report_get_n_recipients (report); i++)
    g_string_append_printf (
        got, "%s%s", i > 0 ? " " : "",
        or_dash (dsn_recipient_get_smtp_command (dsn_report_get_recipient (report, i))));
  g_assert_cmpstr (got->str, ==, row->want);
}

/* The reply to the first recipient, where no diagnostic gives one. @want is "CODE TEXT". */
static const CommandRow replies[] = {
  { "behind-the-address", FINAL ("rfc822; a@x"), "Sorry.\n\na@x: 550 5.1.1 No", "550 No" },
  { "behind-the-address-in-brackets", FINAL ("rfc822; a@x"), "<a@x>: 550 5.1.1 No", "550 No" },
  { "letter-case", FINAL ("rfc822; a@x"), "<A@X>: 550 5.1.1 No", "550 No" },
  { "behind-said", FINAL ("rfc822; a@x"), "<a@x>: host mx[192.0.2.1] said: 550 No", "550 No" },
  { "on-indented-lines", FINAL ("rfc822; a@x"), "<a@x>: 550 No\n    such\n user\nBye",
    "550 No    such user" },
  { "of-the-right-recipient", FINAL ("rfc822; b@x"), "<a@x>: 550 No\n<b@x>: 450 Later\n",
    "450 Later" },
  { "not-inside-a-line", FINAL ("rfc822; a@x"), "To <a@x>: 550 No", "-" },
  { "not-of-an-address-that-ends-alike", FINAL ("rfc822; a@x"), "ba@x: 550 No", "-" },
  { "not-in-the-next-paragraph", FINAL ("rfc822; a@x"), "<a@x>: gone\n\n550 No", "-" },
  { "in-a-transcript", FINAL ("rfc822; a@x"),
    "   ----- Transcript of session follows -----\n>>> DATA\n<<< 421 Busy\n554 5.3.0 Failed\n",
    "421 Busy" },
  { "in-a-transcript-of-a-program", FINAL ("rfc822; a@x") "Diagnostic-Code: x-unix; 255\n",
    "   ----- Transcript of session follows -----\ncat: no\n554 5.3.0 Failed\n", "554 Failed" },
  { "in-a-transcript-of-several-is-of-none", FINAL ("rfc822; a@x") "\n" FINAL ("rfc822; b@x"),
    "   ----- Transcript of session follows -----\n<<< 421 Busy\n", "-" },
  { "quoted-by-who-gives-up", FINAL ("rfc822; a@x") SMTP ("554 4.4.7 Expired <421 4.4.2 Lost>"),
    NULL, "421 Lost" },
  { "behind-refused-to-talk",
    FINAL ("rfc822; a@x") "Diagnostic-Code: x-postfix; mx refused to talk to me: 421 Busy\n", NULL,
    "421 Busy" },
  { "behind-permanent-error",
    FINAL (
        "rfc822; a@x") "Diagnostic-Code: x-notes; SMTP Protocol Re\n turned a Permanent Error 550 "
                       "No\n",
    NULL, "550 No" },
  { "in-words-of-an-mta-that-are-one",
    FINAL ("rfc822; a@x") "Diagnostic-Code: x-notes; 550 5.1.1 No\n", NULL, "550 No" },
  { "not-in-words-of-an-mta-that-begin-with-a-number",
    FINAL ("rfc822; a@x") "Diagnostic-Code: x-notes; 550 users\n", NULL, "-" },
  { "diagnostic-comes-first", FINAL ("rfc822; a@x") SMTP ("421 Busy"), "<a@x>: 550 No",
    "421 Busy" },
};

static void
test_reply_in_text (gconstpointer data)
{
  const CommandRow *row = data;
  g_autoptr (DsnReport) report = diagnose (row->fields, row->explanation, NULL);
  const DsnReply *reply = dsn_recipient_get_reply (dsn_report_get_recipient (report, 0));
  g_autofree char *got =
      reply ? g_strdup_printf ("%u %s", dsn_reply_get_code (reply), dsn_reply_get_text (reply))
            : NULL;

  g_assert_cmpstr (or_dash (got), ==, row->want);
}

static void
test_fields_stay (void)
{
  g_autoptr (DsnReport) report =
      diagnose (ORIG ("rfc822; user+2Btag@x") FINAL ("rfc822; user+tag@x") ACTION ("failed")
                    STATUS ("5.0.0") SMTP ("550 5.1.1 No"),
                NULL, NULL);
  g_autofree char *fields = fields_text (report);

  g_assert_cmpstr (fields, ==,
                   "|original_recipient=rfc822;user+2Btag@x,final_recipient=rfc822;user+tag@x,"
                   "action=failed,status=5.0.0,diagnostic_code=smtp;550 5.1.1 No,");
}

static void
test_reply (void)
{
  g_autoptr (DsnReport) report = diagnose (SMTP ("550-5.1.1 No 550 5.1.1 user"), NULL, NULL);
  const DsnReply *reply = dsn_recipient_get_reply (dsn_report_get_recipient (report, 0));

  g_assert_cmpuint (dsn_reply_get_code (reply), ==, 550);
  g_assert_cmpuint (dsn_reply_get_status (reply), ==, dsn_status_new (5, 1, 1));
  g_assert_cmpstr (dsn_reply_get_text (reply), ==, "No user");
}

static void
test_hard (void)
{
  g_assert_true (dsn_reason_is_hard ("userunknown"));
  g_assert_true (dsn_reason_is_hard ("hostunknown"));
  g_assert_true (dsn_reason_is_hard ("hasmoved"));
  g_assert_false (dsn_reason_is_hard ("mailboxfull"));
  g_assert_false (dsn_reason_is_hard ("undefined"));
  g_assert_false (dsn_reason_is_hard (""));
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);
  ADD_ROWS ("/reason/address/", addresses, test_address);
  ADD_ROWS ("/reason/status/", statuses, test_status);
  ADD_ROWS ("/reason/command/", commands, test_command);
  ADD_ROWS ("/reason/reply-in-text/", replies, test_reply_in_text);
  g_test_add_func ("/reason/fields-stay-as-they-are", test_fields_stay);
  g_test_add_func ("/reason/reply-is-taken-out-of-the-diagnostic", test_reply);
  g_test_add_func ("/reason/hard-is-a-dead-address", test_hard);
  return g_test_run ();
}
