/* test-builder-lint.c: nothing is found wrong with what is made, over thousands of requests.
 *
 * Every value here is one that a mail system may have to report; what may not be reported is refused, see
 * test-builder-check.c.
 * SPDX-License-Identifier: LGPL-2.1-or-later */
#include "builder-report.h"

#include "lint-text.h"

#define ROUNDS 4000

#define PICK(list) ((list)[g_test_rand_int_range (0, G_N_ELEMENTS (list))])

static gboolean
one_in (int n)
{
  return g_test_rand_int_range (0, n) == 0;
}

static const char *const hosts[] = {
  "mx.example.org",
  "mail.example.net (192.0.2.25)",
  "[192.0.2.25]",
  "[IPv6:2001:db8::25]",
  "localhost",
  "xn--bcher-kva.example",
  "X-Local; third floor",
  "x400; /ADMD= /C=DE/",
  "mx-1.EXAMPLE.org (a (nested) comment)",
};

static const char *const reporters[] = { "mx.example.org", "mail.example.net (the big one)",
                                         "[192.0.2.25]", "MX.Example.ORG" };

static const char *const local_parts[] = { "jo",      "Jo.Doe",  "jo+news",   "jo=at", "\"jo doe\"",
                                           "\"a;b\"", "o'brien", "jo_x-y",    "j!o%k", "jö",
                                           "名前",    "{jo}",    "\"(odd)\"", "a/b=c" };
static const char *const domains[] = { "example.net", "a.example.com", "[192.0.2.7]",
                                       "bücher.example", "EXAMPLE.org" };

static const char *const words[] = { "No",    "such",     "user",
                                     "here",  "(really)", "mailbox;",
                                     "grüße", "<jo>",     "日本語",
                                     "5xx",   "quota",    "=",
                                     "\"a",   "why?",     "http://x.example/?a=b&c=d",
                                     "=?x?=", "\\",       "exceeded" };

static const char *const dates[] = { "2026-11-23T09:59:58+01:00", "2026-11-22T23:59:59-00:00",
                                     "1999-12-31T00:00:00+14:00", "2026-11-23T00:00:00Z" };

/* Codes are taken from the registry, so that each has its turn. */
static DsnStatus
random_code (DsnAction action)
{
  g_autoptr (GArray) codes = dsn_catalog_list_codes ();
  guint status_class = dsn_action_get_class (action);

  if (action == DSN_ACTION_FAILED && one_in (4))
    status_class = 4;
  for (;;) {
    DsnStatus code = g_array_index (codes, DsnStatus, g_test_rand_int_range (0, (int) codes->len));
    DsnStatus in_class =
        dsn_status_new (status_class, dsn_status_get_subject (code), dsn_status_get_detail (code));

    if (dsn_catalog_is_useful (in_class))
      return in_class;
  }
}

static char *
random_words (int max)
{
  GString *text = g_string_new (NULL);

  for (int i = g_test_rand_int_range (1, max); i > 0; i--)
    g_string_append_printf (text, "%s%s", text->len > 0 ? " " : "", PICK (words));
  return g_string_free (text, FALSE);
}

/* No two are the same. */
static char *
random_address (guint number)
{
  const char *local = PICK (local_parts);

  if (*local == '"')
    return g_strdup_printf ("\"%u%s@%s", number, local + 1, PICK (domains));
  return g_strdup_printf ("%u%s@%s", number, local, PICK (domains));
}

static void
set_date (DsnReport *report, DsnRecipient *recipient, DsnField field)
{
  if (one_in (2))
    dsn_request_set (report, recipient, field, PICK (dates));
}

static void
set_diagnostic (DsnReport *report, DsnRecipient *recipient, DsnStatus status)
{
  g_autofree char *code = dsn_status_to_string (status);
  g_autofree char *text = random_words (20);
  guint status_class = dsn_status_get_class (status);
  g_autofree char *diagnostic = NULL;

  switch (g_test_rand_int_range (0, 5)) {
  case 0:
    return;
  case 1:
    diagnostic = g_strdup_printf ("x-unix; %s", text);
    break;
  case 2:
    diagnostic = g_strdup_printf ("smtp; %u50 %s", status_class, text);
    break;
  default:
    diagnostic =
        g_strdup_printf ("%u5%u %s %s", status_class, g_test_rand_int_range (0, 5), code, text);
  }
  dsn_request_set (report, recipient, DSN_FIELD_DIAGNOSTIC_CODE, diagnostic);
}

static void
add_recipient (DsnReport *report, guint number)
{
  static const DsnAction actions[] = { DSN_ACTION_FAILED, DSN_ACTION_DELAYED, DSN_ACTION_DELIVERED,
                                       DSN_ACTION_RELAYED, DSN_ACTION_EXPANDED };
  DsnRecipient *recipient = dsn_report_add_recipient (report);
  DsnAction action = PICK (actions);
  DsnStatus status = random_code (action);
  g_autofree char *address = random_address (number);
  g_autofree char *original = random_address (number);
  g_autofree char *code = dsn_status_to_string (status);

  dsn_request_set (report, recipient, DSN_FIELD_FINAL_RECIPIENT, address);
  if (one_in (3))
    dsn_request_set (report, recipient, DSN_FIELD_ORIGINAL_RECIPIENT, original);
  dsn_request_set (report, recipient, DSN_FIELD_ACTION, dsn_action_to_string (action));
  dsn_request_set (report, recipient, DSN_FIELD_STATUS, code);
  if (one_in (2))
    dsn_request_set (report, recipient, DSN_FIELD_REMOTE_MTA, PICK (hosts));
  set_diagnostic (report, recipient, status);
  set_date (report, recipient, DSN_FIELD_LAST_ATTEMPT_DATE);
  if (one_in (4))
    dsn_request_set (report, recipient, DSN_FIELD_FINAL_LOG_ID, "4F2A1 (queue)");
  if (action == DSN_ACTION_DELAYED && one_in (2))
    dsn_request_set (report, recipient, DSN_FIELD_WILL_RETRY_UNTIL, "2026-11-28T10:00:00Z");
  if (one_in (5)) {
    g_autofree char *note = random_words (30);

    dsn_recipient_add_extension (recipient, "X-Note", note, DSN_NO_OFFSET);
  }
}

static DsnReport *
random_report (void)
{
  static const char *const senders[] = { "news@example.com", "Example News <news@example.com>",
                                         "müller@example.com", "news@bücher.example",
                                         "Grüße <\"a b\"@example.com>" };
  DsnReport *report = dsn_report_new ();
  int count = one_in (50) ? 200 : g_test_rand_int_range (1, 4);

  dsn_report_set_kind (report, DSN_KIND_DSN);
  dsn_report_set_header (report, DSN_HEADER_TO, PICK (senders));
  dsn_report_set_header (report, DSN_HEADER_DATE, DATE);
  if (one_in (3)) {
    g_autofree char *subject = random_words (30);

    dsn_report_set_header (report, DSN_HEADER_SUBJECT, subject);
  }
  if (one_in (3))
    dsn_report_set_header (report, DSN_HEADER_FROM, "Poststelle für alle <post@example.org>");
  dsn_request_set (report, NULL, DSN_FIELD_REPORTING_MTA, PICK (reporters));
  if (one_in (3))
    dsn_request_set (report, NULL, DSN_FIELD_RECEIVED_FROM_MTA, PICK (hosts));
  if (one_in (5))
    dsn_request_set (report, NULL, DSN_FIELD_DSN_GATEWAY, PICK (hosts));
  if (one_in (3))
    dsn_request_set (report, NULL, DSN_FIELD_ORIGINAL_ENVELOPE_ID, "QQ+31=41 (59)");
  set_date (report, NULL, DSN_FIELD_ARRIVAL_DATE);
  if (one_in (5))
    dsn_report_add_extension (report, "X-Queue-ID", "4F2A1", DSN_NO_OFFSET);
  for (int i = 0; i < count; i++)
    add_recipient (report, (guint) i);
  return report;
}

/* A message that comes back, (transfer full). */
static GBytes *
random_original (void)
{
  static const char *const headers[] = {
    "From: news@example.com\nMessage-ID: <42@example.com>\nSubject: November\n",
    "From: müller@example.com\nMessage-ID: <42@example.com>\nSubject: Grüße\n",
    "Received: x\n\tby y\nMessage-ID:\n <42@example.com>\nContent-Type: multipart/mixed; "
    "boundary=b\n",
    "Message-ID: <42@example.com>\nSubject: Gr\xfc\xdf"
    "e\n",
    "Message-ID: <42@example.com>\nX-Long: ",
  };
  static const char *const bodies[] = {
    "",         "\nHello\n",           "\n--b\n\nfirst\n--b--\n", "\nGrüße\n", "\n\xff\xfe\n",
    "\nno end", "\nFrom here\n.\n--\n"
  };
  const char *header = PICK (headers);
  GString *text = g_string_new (header);

  if (g_str_has_suffix (header, ": "))
    for (int i = g_test_rand_int_range (0, 2000); i >= 0; i--)
      g_string_append_c (text, i == 0 ? '\n' : 'x');
  g_string_append (text, PICK (bodies));
  if (one_in (6))
    for (int i = 0; i < 1200; i++)
      g_string_append_c (text, 'y');
  if (one_in (10))
    g_string_append_len (text, "a\0b\r", 4);
  return g_string_free_to_bytes (text);
}

static DsnBuilder *
random_builder (void)
{
  DsnBuilder *builder = dsn_builder_new ();
  g_auto (GStrv) languages = dsn_catalog_list_languages ();
  g_autoptr (GBytes) original = one_in (3) ? NULL : random_original ();

  dsn_builder_set_original (builder, original, one_in (2) ? DSN_RETURN_FULL : DSN_RETURN_HEADERS);
  dsn_builder_set_language (builder,
                            languages[g_test_rand_int_range (0, (int) g_strv_length (languages))]);
  dsn_builder_set_downgrade (builder, one_in (3));
  dsn_builder_set_return_path (builder, one_in (2));
  return builder;
}

static void
assert_no_finding (GBytes *message)
{
  g_autoptr (DsnLint) lint = dsn_lint_new ();
  g_autoptr (DsnVerdict) verdict =
      lint_octets (lint, g_bytes_get_data (message, NULL), g_bytes_get_size (message));
  g_autoptr (GString) text = g_string_new (NULL);

  dsn_verdict_append_text (verdict, FALSE, text);
  if (text->len > 0)
    g_error ("%s\n%.*s", text->str, (int) g_bytes_get_size (message),
             (const char *) g_bytes_get_data (message, NULL));
  g_assert_cmpint (dsn_report_get_kind (dsn_verdict_get_report (verdict)), ==, DSN_KIND_DSN);
}

/* What ASCII cannot say is refused where ASCII is asked for. */
static gboolean
may_be_refused (const DsnReport *report, const GError *error)
{
  const char *to = dsn_report_get_header (report, DSN_HEADER_TO);

  return strstr (to, "müller") && strstr (error->message, "cannot be written in ASCII");
}

static void
test_no_finding (void)
{
  guint made = 0;

  for (guint round = 0; round < ROUNDS; round++) {
    g_autoptr (DsnBuilder) builder = random_builder ();
    g_autoptr (DsnReport) report = random_report ();
    g_autoptr (GError) error = NULL;
    g_autoptr (GBytes) message = dsn_builder_build (builder, report, one_in (2), &error);

    if (!message && !may_be_refused (report, error))
      g_error ("refused: %s", error->message);
    if (message)
      assert_no_finding (message);
    made += message != NULL;
  }
  g_test_message ("%u of %d made", made, ROUNDS);
  g_assert_cmpuint (made, >, ROUNDS * 9 / 10);
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/builder/lint/nothing-is-found-in-what-is-made", test_no_finding);
  return g_test_run ();
}
