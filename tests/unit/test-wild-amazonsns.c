/* test-wild-amazonsns.c: notifications by Amazon SNS.
 * SPDX-License-Identifier: LGPL-2.1-or-later */
#include "wild-message.h"

#define HEAD "From: no-reply@sns.amazonaws.com\nSubject: AWS Notification Message\n"
#define MAIL                                                                               \
  "\"mail\":{\"timestamp\":\"2026-11-23T08:59:58.000Z\",\"source\":\"news@example.com\","  \
  "\"destination\":[\"jo@example.net\"],\"commonHeaders\":{\"from\":[\"News "              \
  "<news@example.com>\"],"                                                                 \
  "\"to\":[\"jo@example.net\"],\"messageId\":\"<42@example.com>\",\"subject\":\"November " \
  "news\"}}}"

static void
test_bounce (void)
{
  g_autoptr (DsnReport) report = parse_bounce (BOUNCE (
      HEAD,
      "{\"notificationType\":\"Bounce\",\"bounce\":{\"bounceType\":\"Permanent\","
      "\"bounceSubType\":\"Suppressed\",\"bouncedRecipients\":[{\"emailAddress\":"
      "\"jo@example.net\",\"action\":\"failed\",\"status\":\"5.1.1\",\"diagnosticCode\":\"smtp; "
      "550 "
      "5.1.1 unknown\"},{\"emailAddress\":\"kim@example.net\"}],\"remoteMtaIp\":\"2001:db8::1\","
      "\"reportingMTA\":\"dsn; mx.example.org\"}," MAIL "\n\n--\nTo unsubscribe }{\n"));
  g_autofree char *summary = bounce_summary (report);
  const DsnRecipient *recipient = dsn_report_get_recipient (report, 0);

  g_assert_cmpstr (summary, ==,
                   "dsn amazonsns | jo@example.net failed 5.1.1 550 | kim@example.net failed - 0");
  g_assert_cmpstr (said_of (report, 1), ==, "Permanent Suppressed");
  g_assert_cmpstr (dsn_recipient_get_text (recipient, DSN_FIELD_STATUS), ==, "5.1.1");
  g_assert_cmpstr (
      dsn_value_get_type_name (dsn_recipient_get_value (recipient, DSN_FIELD_DIAGNOSTIC_CODE)), ==,
      "smtp");
  g_assert_cmpstr (dsn_report_get_text (report, DSN_FIELD_REPORTING_MTA), ==, "mx.example.org");
  g_assert_cmpstr (dsn_report_get_original_header (report, DSN_HEADER_MESSAGE_ID), ==,
                   "42@example.com");
  g_assert_cmpstr (dsn_report_get_original_header (report, DSN_HEADER_FROM), ==,
                   "news@example.com");
}

static void
test_wrapped (void)
{
  g_autoptr (DsnReport) report = parse_bounce (BOUNCE (
      HEAD,
      "{\n \"Type\": \"Notification\",\n \"Message\": \"{\\\"eventType\\\":\\\"Bounce\\\","
      "\\\"bounce\\\":{\\\"bouncedRecipients\\\":[{\\\"emailAddress\\\":\\\"jo@exam!\n ple.net\\\","
      "\\\"diagnosticCode\\\":\\\"smtp; 550 5.1.1 un\nknown\\\"}]}}\"\n}\n"));
  g_autofree char *summary = bounce_summary (report);

  g_assert_cmpstr (summary, ==, "dsn amazonsns | jo@example.net failed 5.1.1 550");
  g_assert_cmpstr (said_of (report, 0), ==, "550 5.1.1 unknown");
}

static void
test_complaint (void)
{
  g_autoptr (DsnReport) report = parse_bounce (BOUNCE (
      HEAD, "{\"notificationType\":\"Complaint\",\"complaint\":{\"complainedRecipients\":"
            "[{\"emailAddress\":\"jo@example.net\"}],\"complaintFeedbackType\":\"Abuse\"}," MAIL));
  g_autofree char *summary = bounce_summary (report);

  g_assert_cmpstr (summary, ==, "arf amazonsns | jo@example.net - - 0");
  g_assert_cmpstr (dsn_recipient_get_reason (dsn_report_get_recipient (report, 0)), ==, "feedback");
  g_assert_cmpstr (dsn_report_get_feedback (report, DSN_FEEDBACK_TYPE), ==, "abuse");
  g_assert_cmpstr (dsn_report_get_feedback (report, DSN_FEEDBACK_ORIGINAL_MAIL_FROM), ==,
                   "news@example.com");
}

static void
test_other_events (void)
{
  assert_bounce (BOUNCE (HEAD,
                         "{\"notificationType\":\"Delivery\",\"delivery\":{\"recipients\":"
                         "[\"jo@example.net\"],\"smtpResponse\":\"250 2.6.0 Received\"}," MAIL),
                 "dsn amazonsns | jo@example.net delivered 2.6.0 250");
  assert_bounce (
      BOUNCE (HEAD, "{\"eventType\":\"DeliveryDelay\",\"deliveryDelay\":{\"delayedRecipients\":"
                    "[{\"emailAddress\":\"jo@example.net\",\"status\":\"4.4.1\",\"diagnosticCode\":"
                    "\"smtp; 421 4.4.1 No connection\"}]}," MAIL),
      "dsn amazonsns | jo@example.net delayed 4.4.1 421");
  assert_bounce (
      BOUNCE (HEAD, "{\"eventType\":\"Reject\",\"reject\":{\"reason\":\"Bad content\"}," MAIL),
      "dsn amazonsns | jo@example.net failed - 0");
}

static void
test_broken (void)
{
  static const char *const bodies[] = {
    "{\"notificationType\":\"Bounce\"",
    "{\"notificationType\":\"Bounce\",\"bounce\":[]}",
    "{\"notificationType\":{\"a\":1},\"bounce\":\"x\"}",
    "{\"notificationType\":\"Bounce\",\"bounce\":{\"bouncedRecipients\":[1,null,[],{"
    "\"emailAddress\":{}},"
    "{\"emailAddress\":\"nobody\"}]}}",
    "{\"notificationType\":\"Open\",\"open\":{\"recipients\":[\"jo@example.net\"]}}",
    "{\"Message\":\"{\\\"notificationType\\\":\\\"Bounce\\\"\"}",
  };

  for (guint i = 0; i < G_N_ELEMENTS (bodies); i++) {
    g_autofree char *text = g_strconcat (HEAD "\n", bodies[i], "\n", NULL);

    assert_bounce (text, "other -");
  }
}

/* Deep enough for the stack of a parser that calls itself, in a place where comments would hide it. */
static void
test_deep (void)
{
  g_autofree char *open = g_strnfill (200000, '['), *close = g_strnfill (200000, ']');
  g_autofree char *text = g_strconcat (HEAD "\n{\"notificationType\":\"Bounce\",/*\"*/\"a\":", open,
                                       close, "/*\"*/}\n", NULL);
  g_autofree char *plain =
      g_strconcat (HEAD "\n{\"notificationType\":\"Bounce\",\"a\":", open, close, "}\n", NULL);

  assert_bounce (text, "other -");
  assert_bounce (plain, "other -");
}

static void
test_people (void)
{
  assert_bounce (BOUNCE ("From: kim@example.org\nSubject: AWS Notification Message\n",
                         "{\"notificationType\":\"Bounce\",\"bounce\":{\"bouncedRecipients\":"
                         "[{\"emailAddress\":\"jo@example.net\"}]}}\n"),
                 "other -");
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/wild/amazonsns/bounce", test_bounce);
  g_test_add_func ("/wild/amazonsns/lines-that-were-broken", test_wrapped);
  g_test_add_func ("/wild/amazonsns/complaint-is-arf", test_complaint);
  g_test_add_func ("/wild/amazonsns/delivery-delay-and-reject", test_other_events);
  g_test_add_func ("/wild/amazonsns/what-is-not-their-json-is-other", test_broken);
  g_test_add_func ("/wild/amazonsns/nested-too-deep", test_deep);
  g_test_add_func ("/wild/amazonsns/what-people-send-is-other", test_people);
  return g_test_run ();
}
