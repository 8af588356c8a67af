/* test-reply.c: SMTP replies taken apart.
 * SPDX-License-Identifier: LGPL-2.1-or-later */
#include "dsn-reply.h"

#include "report-text.h"

typedef struct {
  const char *path;
  const char *text;
  const char *want;
} Row;

/* What is wanted is "CODE STATUS TEXT", with "-" for what is not there. */
static const Row rows[] = {
  { "one-line/all", "550 5.1.1 No such user", "550 5.1.1 No such user" },
  { "one-line/no-status", "550 No such user", "550 - No such user" },
  { "one-line/no-text", "550 5.1.1", "550 5.1.1 -" },
  { "one-line/code-alone", "550", "550 - -" },
  { "one-line/minus", "550-5.1.1 No such user", "550 5.1.1 No such user" },
  { "one-line/hash", "550 #5.1.0 Address rejected", "550 5.1.0 Address rejected" },
  { "one-line/colon-behind-status", "550 5.1.1: No such user", "550 5.1.1 No such user" },
  { "one-line/address-behind-status", "550 5.1.1<a@x>: unknown", "550 5.1.1 <a@x>: unknown" },
  { "one-line/status-among-the-words", "501 Rejected: 5.7.1 policy",
    "501 5.7.1 Rejected: 5.7.1 policy" },
  { "one-line/ipv4-is-no-status", "550 5.1.1.7 is listed", "550 - 5.1.1.7 is listed" },
  { "one-line/status-of-long-digits", "550 5.1111.1 x", "550 - 5.1111.1 x" },
  { "one-line/colon-behind-code", "550: 5.1.1 No such user", "550 5.1.1 No such user" },
  { "one-line/colon-of-the-words", "550 : User unknown", "550 - : User unknown" },
  { "one-line/code-twice", "554 554 5.7.0 Header error", "554 5.7.0 Header error" },
  { "one-line/status-in-parentheses-behind", "552 Over quota (#5.2.2)",
    "552 5.2.2 Over quota (#5.2.2)" },
  { "one-line/white-space-around", " \t550 5.1.1 No \t", "550 5.1.1 No" },
  { "one-line/success", "250 2.0.0 OK", "250 2.0.0 OK" },
  { "one-line/status-of-another-class", "450 5.1.1 Later", "450 5.1.1 Later" },
  { "several-lines/codes-are-said-once", "550-5.1.1 No such 550 5.1.1 user",
    "550 5.1.1 No such user" },
  { "several-lines/three", "550-5.7.1 one 550-5.7.1 two 550 5.7.1 three",
    "550 5.7.1 one two three" },
  { "several-lines/status-in-the-last", "550-No mailbox 550-here 550 5.1.1 unknown",
    "550 5.1.1 No mailbox here unknown" },
  { "several-lines/without-status", "550-one 550 two", "550 - one two" },
  { "several-lines/number-that-is-no-line", "550-5.1.1 x550 y 550 5.1.1 z", "550 5.1.1 x550 y z" },
  { "several-lines/code-at-the-end", "550-5.1.1 one 550", "550 5.1.1 one" },
  { "words-before/said", "host mx[192.0.2.1] said: 550 5.1.1 No", "550 5.1.1 No" },
  { "words-before/said-of-several-lines", "host mx said: 550-5.1.1 No 550 5.1.1 user",
    "550 5.1.1 No user" },
  { "words-before/arrows", "mx [192.0.2.1]: >>> RCPT TO:<a@x> <<< 553 No (#5.7.1)",
    "553 5.7.1 No (#5.7.1)" },
  { "words-before/in-parentheses", "deferred (450 4.2.1 Busy", "450 4.2.1 Busy" },
  { "words-before/status-before-code", "5.1.0 - Unknown 550-'5.1.1 No'", "550 5.1.1 No'" },
  { "words-before/in-quotes", "returned '550 5.1.1 No", "550 5.1.1 No" },
  { "words-before/in-brackets", "error message: [554 5.4.6 Loop", "554 5.4.6 Loop" },
  { "words-before/in-braces", "failed {550 5.1.1 No", "550 5.1.1 No" },
  { "words-before/hash", "#550 5.1.1 No", "550 5.1.1 No" },
  { "words-before/number-among-words-is-no-code", "gave up after 300 seconds", NULL },
  { "words-before/number-at-the-end-is-no-code", "gave up after 300", NULL },
  { "words-before/number-and-digit", "said 550 5.1.1 No", "550 5.1.1 No" },
  { "forms/slash", "550/5.1.1 No", "550 5.1.1 No" },
  { "forms/hash", "550#5.1.1 No", "550 5.1.1 No" },
  { "forms/parentheses", "with code 550 (5.1.1) 'No'", "550 5.1.1 'No'" },
  { "forms/colon-among-words", "SMTP error 550: 5.1.1 - No", "550 5.1.1 No" },
  { "forms/wide-colon", "退信代码：552 5.2.2 No", "552 5.2.2 No" },
  { "forms/wide-parentheses", "错误（550 No", "550 - No" },
  { "forms/number-of-exchange", "MSEXCH:IMS:X:HQ:EXCH01 3552 (000B09AA) 550 No", "550 - No" },
  { "forms/another-class", "port 250 (5.1.1)", NULL },
  { "forms/letters-before", "编号第550 No", NULL },
  { "code/after-the-enhanced-code", "571 5.7.1 No", "571 5.7.1 No" },
  { "status-alone/with-text", "5.1.1 No such user", "0 5.1.1 No such user" },
  { "status-alone/without-text", "4.4.1", "0 4.4.1 -" },
  { "status-alone/white-space-before", " 4.4.1 x", "0 4.4.1 x" },
  { "status-alone/marked-behind-the-words", "No mailbox here. (#5.1.1)",
    "0 5.1.1 No mailbox here. (#5.1.1)" },
  { "status-alone/behind-a-colon", "error after RCPT command: 5.1.1 No such user",
    "0 5.1.1 No such user" },
  { "status-alone/among-words-is-none", "version 5.1.1 runs", NULL },
  { "none/words", "No such user", NULL },
  { "none/port", "connect to mx[192.0.2.1]:25: refused", NULL },
  { "none/address", "connect to [203.0.113.250]: refused", NULL },
  { "none/empty", "", NULL },
  { "none/null", NULL, NULL },
  { "none/punctuation", " :( ", NULL },
  { "none/code-1xx", "150 x", NULL },
  { "none/code-6xx", "650 x", NULL },
  { "none/second-digit-6", "560 x", NULL },
  { "none/second-digit-7-of-a-temporary-code", "471 x", NULL },
  { "none/two-digits", "55 x", NULL },
  { "none/four-digits", "5500 x", NULL },
  { "none/code-at-once", "550x", NULL },
};

static char *
reply_text (const DsnReply *reply)
{
  const char *text = dsn_reply_get_text (reply);
  g_autofree char *status = dsn_status_to_string (dsn_reply_get_status (reply));

  return g_strdup_printf ("%u %s %s", dsn_reply_get_code (reply), status ? status : "-",
                          text ? text : "-");
}

/* From memory of just its size, so that what reads behind it is found. */
static void
test_row (gconstpointer data)
{
  const Row *row = data;
  g_autofree char *copy = g_strdup (row->text);
  g_autoptr (DsnReply) reply = dsn_reply_parse (copy);
  g_autofree char *text = reply ? reply_text (reply) : NULL;

  g_assert_cmpstr (text, ==, row->want);
}

/* A code at the end of the memory that a text has. */
static void
test_end (void)
{
  static const char *const texts[] = { "x 550", "x 550 ", "x 550 5", "x 55", "550-", "550 5.",
                                       "550 #", "550 '",  "#",       "'",    "x:",   "x (" };

  for (gsize i = 0; i < G_N_ELEMENTS (texts); i++) {
    g_autofree char *copy = g_strdup (texts[i]);
    g_autoptr (DsnReply) reply = dsn_reply_parse (copy);

    g_assert_true (!reply || dsn_reply_get_code (reply) == 550);
  }
}

static void
test_new (void)
{
  g_autoptr (DsnReply) reply = dsn_reply_new (421, DSN_STATUS_NONE, NULL);
  g_autofree char *text = reply_text (reply);

  g_assert_cmpstr (text, ==, "421 - -");
  dsn_reply_free (NULL);
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);
  ADD_ROWS ("/reply/", rows, test_row);
  g_test_add_func ("/reply/nothing-behind-the-text-is-read", test_end);
  g_test_add_func ("/reply/parts-may-be-missing", test_new);
  return g_test_run ();
}
