/* test-json.c: reports as JSON and back.
 * SPDX-License-Identifier: LGPL-2.1-or-later */
#include "dsn-json.h"

#include "dsn-fields.h"
#include "dsn-json-print-private.h"
#include "dsn-reason.h"

#include "json-text.h"
#include "report-text.h"

static const char fields[] =
    "Original-Envelope-Id: QQ3\n"
    "Reporting-MTA: dns; mx.example.org (the \"one\")\n"
    "DSN-Gateway: x-local; gw\n"
    "Received-From-MTA: dns; client.example.com (192.0.2.1)\n"
    "Arrival-Date: Mon, 23 Nov 2026 10:00:00 +0100 (CET)\n"
    "X-Queue: 1\n"
    "X-Queue: \\ \"2\" \x01\x1F\x7F\n"
    "\n"
    "Original-Recipient: rfc822; o@x (O)\n"
    "Final-Recipient: rfc822; Jo@Example.NET (Jo)\n"
    "Action: failed (sorry)\n"
    "Status: 5.0.0 (vague)\n"
    "Remote-MTA: dns; mx.x (192.0.2.1)\n"
    "Diagnostic-Code: smtp; 550-5.1.1 No such 550 5.1.1 user (in reply to RCPT TO command)\n"
    "Last-Attempt-Date: Mon, 23 Nov 2026 10:00:00 -0000\n"
    "Final-Log-ID: 4F2A\n"
    "X-A:\n"
    "\n"
    "Final-Recipient: utf-8; \\x{F6}\\x{1F600}@x\n"
    "Action: delayed\n"
    "Status: 4.4.1\n"
    "Will-Retry-Until: Mon, 23 Nov 2026 10:00:00 +0545 (x)\n"
    "\n"
    "Final-Recipient: unknown; nair_s\n"
    "Action: relayed\n"
    "Status: 2.0.0\n";

static DsnReport *
make_report (void)
{
  DsnReport *report = dsn_report_new ();

  dsn_report_set_kind (report, DSN_KIND_DSN);
  dsn_report_set_format (report, "rfc3464");
  dsn_report_set_source (report, "a \"b\".mbox", 3, 18211, 4096);
  dsn_report_set_header (report, DSN_HEADER_FROM, "MAILER-DAEMON@mx.example.org");
  dsn_report_set_header (report, DSN_HEADER_SUBJECT, "Für \xE2\x80\xA8 \x1B[1m");
  dsn_report_set_header (report, DSN_HEADER_DATE, "2026-11-23T10:00:00+01:00");
  dsn_report_set_original (report, TRUE, TRUE);
  dsn_report_set_original_header (report, DSN_HEADER_MESSAGE_ID, "42@example.com");
  dsn_report_set_original_header (report, DSN_HEADER_TO, "o@x, jo@example.net");
  dsn_report_set_explanation (report, "One\n\n\tTwo \"three\" \\ / four\r\n");
  dsn_fields_parse (report, fields, sizeof fields - 1, 0, 10);
  dsn_reason_diagnose (report);
  return report;
}

/* Prints, reads, prints. */
static void
check_round_trip (const DsnReport *report)
{
  g_autofree char *first = dsn_json_print (report);
  g_autoptr (GError) error = NULL;
  g_autoptr (DsnReport) back = dsn_json_parse (first, &error);
  g_autofree char *second = NULL;

  g_assert_no_error (error);
  second = dsn_json_print (back);
  g_assert_cmpstr (second, ==, first);
}

static void
test_round_trip (void)
{
  g_autoptr (DsnReport) report = make_report ();

  g_assert_cmpuint (dsn_report_get_problems (report)->len, ==, 0);
  check_round_trip (report);
}

static void
test_round_trip_of_little (void)
{
  g_autoptr (DsnReport) report = dsn_report_new ();

  dsn_report_set_kind (report, DSN_KIND_DSN);
  check_round_trip (report);
  (void) dsn_report_add_recipient (report);
  dsn_reason_diagnose (report);
  check_round_trip (report);
}

/* Every character that a string can have. */
static void
test_round_trip_of_characters (void)
{
  g_autoptr (DsnReport) report = dsn_report_new ();
  g_autoptr (GString) text = g_string_new (NULL);

  for (gunichar c = 1; c <= 0x10FFFF; c += c < 0x3000 ? 1 : 257)
    if (g_unichar_validate (c))
      g_string_append_unichar (text, c);
  dsn_report_set_kind (report, DSN_KIND_DSN);
  dsn_report_set_explanation (report, text->str);
  check_round_trip (report);
}

/* A file may have any name, and one that is cut off within a character is not read past its end. */
static void
test_not_utf8 (void)
{
  static const char *const names[] = { "\xFC.eml", "a\xE2", "a\xC2", "a\xD8", "a\xE2\x80" };

  for (guint i = 0; i < G_N_ELEMENTS (names); i++) {
    g_autoptr (DsnReport) report = dsn_report_new ();
    g_autofree char *text = NULL;

    dsn_report_set_source (report, names[i], 0, 0, 1);
    text = dsn_json_print (report);
    g_assert_true (g_utf8_validate (text, -1, NULL));
    g_assert_nonnull (strstr (text, "\xEF\xBF\xBD"));
    g_assert_nonnull (strstr (text, ",\"index\":0"));
  }
}

/* Problems are passed over, not read. */
static void
test_problems (void)
{
  static const char body[] = "Reporting-MTA: mx\n";
  g_autoptr (DsnReport) report = dsn_report_new ();
  g_autoptr (DsnReport) back = NULL;
  g_autofree char *text = NULL;

  dsn_report_set_kind (report, DSN_KIND_DSN);
  dsn_fields_parse (report, body, sizeof body - 1, 0, 10);
  text = dsn_json_print (report);
  g_assert_nonnull (strstr (text, "missing-type"));
  back = dsn_json_parse (text, NULL);
  g_assert_cmpuint (dsn_report_get_problems (back)->len, ==, 0);
}

/* What is read, as fields_text() tells it. */
typedef struct {
  const char *path;
  const char *json;
  const char *want;
} Row;

#define RECIPIENT(members) "{'recipients':[{" members "}]}"

static const Row rows[] = {
  { "nothing", "{}", "" },
  { "kind-may-be-given", "{'kind':'dsn'}", "" },
  { "white-space-everywhere", " \n{ 'kind' :\t'dsn' ,\r\n'recipients' : [ ] } \n", "" },
  { "byte-order-mark", "\xEF\xBB\xBF{}", "" },
  { "mta", "{'reporting_mta':{'type':'DNS','name':'mx'}}", "reporting_mta=dns;mx," },
  { "mta-without-type", "{'reporting_mta':{'name':'mx'}}", "reporting_mta=mx," },
  { "mta-as-string", "{'reporting_mta':'mx'}", "reporting_mta=dns;mx," },
  { "mta-empty", "{'reporting_mta':''}", "reporting_mta=dns;," },
  { "text", "{'original_envelope_id':'QQ'}", "original_envelope_id=QQ," },
  { "date-rfc3339", "{'arrival_date':'2026-11-23T10:00:00+01:00'}",
    "arrival_date=2026-11-23T10:00:00+01:00," },
  { "date-rfc5322", "{'arrival_date':'Mon, 23 Nov 2026 10:00:00 +0100 (CET)'}",
    "arrival_date=2026-11-23T10:00:00+01:00," },
  { "date-zulu", "{'arrival_date':'2026-11-23T10:00:00Z'}",
    "arrival_date=2026-11-23T10:00:00+00:00," },
  { "comment", "{'comments':{'reporting_mta':'c'},'reporting_mta':'mx'}",
    "reporting_mta=dns;mx (c)," },
  { "extensions", "{'extensions':[{'name':'X-A','value':'1'},{'value':'','name':'X-A'}]}",
    "X-A=1,X-A=," },
  { "recipient/empty", RECIPIENT (""), "|" },
  { "recipient/address", RECIPIENT ("'final_recipient':{'type':'rfc822','address':'a@x'}"),
    "|final_recipient=rfc822;a@x," },
  { "recipient/address-as-string", RECIPIENT ("'final_recipient':'a@x'"),
    "|final_recipient=rfc822;a@x," },
  { "recipient/address-outside-ascii", RECIPIENT ("'original_recipient':'ö@x'"),
    "|original_recipient=utf-8;ö@x," },
  { "recipient/address-of-another-type",
    RECIPIENT ("'original_recipient':{'type':'x400','address':'/PN=Jo/'}"),
    "|original_recipient=x400;/PN=Jo/," },
  { "recipient/address-alone", RECIPIENT ("'address':'a@x','action':'failed'"),
    "|final_recipient=rfc822;a@x,action=failed," },
  { "recipient/address-alone-outside-ascii", RECIPIENT ("'address':'ö@x'"),
    "|final_recipient=utf-8;ö@x," },
  { "recipient/address-beside-a-field", RECIPIENT ("'address':'a@x','original_recipient':'b@x'"),
    "|original_recipient=rfc822;b@x," },
  { "recipient/action-in-any-case", RECIPIENT ("'action':'Failed'"), "|action=failed," },
  { "recipient/status", RECIPIENT ("'status':'5.01.1'"), "|status=5.1.1," },
  { "recipient/status-field", RECIPIENT ("'status_field':'5.0.0','status':'5.1.1'"),
    "|status=5.0.0," },
  { "recipient/status-field-alone", RECIPIENT ("'status_field':'5.0.0'"), "|status=5.0.0," },
  { "recipient/comment-of-status", RECIPIENT ("'comments':{'status':'c'},'status':'5.1.1'"),
    "|status=5.1.1 (c)," },
  { "recipient/diagnostic", RECIPIENT ("'diagnostic_code':{'type':'X-Unix','text':'gone'}"),
    "|diagnostic_code=x-unix;gone," },
  { "recipient/diagnostic-as-string", RECIPIENT ("'diagnostic_code':'550 No'"),
    "|diagnostic_code=smtp;550 No," },
  { "recipient/mta-as-string", RECIPIENT ("'remote_mta':'mx'"), "|remote_mta=dns;mx," },
  { "recipient/several", "{'recipients':[{'address':'a@x'},{'address':'b@x'}]}",
    "|final_recipient=rfc822;a@x,|final_recipient=rfc822;b@x," },
  { "recipient/derived-keys-are-passed-over",
    RECIPIENT ("'status_name':1,'reply':[],'reason':{},'hard_bounce':'x','evidence':null"), "|" },
  { "derived-keys-are-passed-over", "{'problems':[{'x':[[[]]]}]}", "" },
  { "strings/escapes", "{'original_envelope_id':'\\u0041\\n\\t\\/\\\\\\'\\u00fc\\ud83d\\ude00'}",
    "original_envelope_id=A\n\t/\\\"ü😀," },
  { "strings/raw-utf-8", "{'original_envelope_id':'ü😀\x7F'}", "original_envelope_id=ü😀\x7F," },
};

static void
test_row (gconstpointer data)
{
  const Row *row = data;
  g_autofree char *json = with_quotes (row->json);
  g_autoptr (GError) error = NULL;
  g_autoptr (DsnReport) report = dsn_json_parse (json, &error);
  g_autofree char *got = NULL;

  g_assert_no_error (error);
  g_assert_cmpint (dsn_report_get_kind (report), ==, DSN_KIND_DSN);
  got = fields_text (report);
  g_assert_cmpstr (got, ==, row->want);
}

/* What is drawn from the fields is there. */
static void
test_diagnosis (void)
{
  g_autofree char *json =
      with_quotes (RECIPIENT ("'address':'a@x','action':'failed','status':'5.0.0',"
                              "'diagnostic_code':'550 5.1.1 No','smtp_command':'RCPT',"
                              "'reason':'mailboxfull','hard_bounce':false"));
  g_autoptr (DsnReport) report = dsn_json_parse (json, NULL);
  const DsnRecipient *recipient = dsn_report_get_recipient (report, 0);

  g_assert_cmpstr (dsn_recipient_get_address (recipient), ==, "a@x");
  g_assert_cmpuint (dsn_recipient_get_status (recipient), ==, dsn_status_new (5, 1, 1));
  g_assert_cmpuint (dsn_reply_get_code (dsn_recipient_get_reply (recipient)), ==, 550);
  g_assert_cmpstr (dsn_recipient_get_smtp_command (recipient), ==, "RCPT");
  g_assert_cmpstr (dsn_recipient_get_reason (recipient), ==, "userunknown");
  g_assert_true (dsn_recipient_get_hard_bounce (recipient));
}

static void
test_envelope (void)
{
  g_autofree char *json =
      with_quotes ("{'source':{'path':'p','index':1,'offset':5000000000,'size':2},'format':'exim',"
                   "'message':{'from':'a@x','date':'Mon, 23 Nov 2026 10:00:00 +0100'},"
                   "'original':{'subject':'','complete':true},'explanation':''}");
  g_autoptr (DsnReport) report = dsn_json_parse (json, NULL);

  g_assert_cmpstr (dsn_report_get_source (report), ==, "p");
  g_assert_cmpuint (dsn_report_get_source_offset (report), ==, 5000000000);
  g_assert_cmpstr (dsn_report_get_format (report), ==, "exim");
  g_assert_cmpstr (dsn_report_get_header (report, DSN_HEADER_FROM), ==, "a@x");
  g_assert_cmpstr (dsn_report_get_header (report, DSN_HEADER_DATE), ==,
                   "2026-11-23T10:00:00+01:00");
  g_assert_null (dsn_report_get_header (report, DSN_HEADER_TO));
  g_assert_true (dsn_report_get_original_complete (report));
  g_assert_cmpstr (dsn_report_get_original_header (report, DSN_HEADER_SUBJECT), ==, "");
  g_assert_cmpstr (dsn_report_get_explanation (report), ==, "");
}

static void
test_original (void)
{
  g_autofree char *json = with_quotes ("{'original':{}}");
  g_autoptr (DsnReport) report = dsn_json_parse (json, NULL);

  g_assert_true (dsn_report_has_original (report));
  g_assert_false (dsn_report_get_original_complete (report));
}

/* Several objects in one text. */

static const Row texts[] = {
  { "one", "{'original_envelope_id':'1'}", "1" },
  { "one-a-line", "{'original_envelope_id':'1'}\n{'original_envelope_id':'2'}\n", "12" },
  { "empty-lines-between", "\n{'original_envelope_id':'1'}\n\n\r\n{'original_envelope_id':'2'}",
    "12" },
  { "on-several-lines",
    "{\n  'original_envelope_id': '1'\n}\n{\n  'original_envelope_id': '2',\n  'recipients': [\n  "
    "]\n}\n",
    "12" },
  { "nothing-between", "{'original_envelope_id':'1'}{'original_envelope_id':'2'}", "12" },
  { "braces-in-strings", "{'original_envelope_id':'}{\\\\\\''}{'original_envelope_id':'2'}",
    "}{\\\"2" },
};

static void
test_all (gconstpointer data)
{
  const Row *row = data;
  g_autofree char *json = with_quotes (row->json);
  g_autoptr (GError) error = NULL;
  g_autoptr (GPtrArray) reports = dsn_json_parse_all (json, strlen (json), &error);
  g_autoptr (GString) got = g_string_new (NULL);

  g_assert_no_error (error);
  for (guint i = 0; i < reports->len; i++)
    g_string_append (
        got, dsn_report_get_text (g_ptr_array_index (reports, i), DSN_FIELD_ORIGINAL_ENVELOPE_ID));
  g_assert_cmpstr (got->str, ==, row->want);
}

/* The text need not end with a NUL. */
static void
test_length (void)
{
  static const char text[] = "{}{}{\"x\"";
  g_autofree char *copy = g_memdup2 (text, 4);
  g_autoptr (GPtrArray) reports = dsn_json_parse_all (copy, 4, NULL);
  g_autoptr (GPtrArray) first = dsn_json_parse_all (copy, 2, NULL);

  g_assert_cmpuint (reports->len, ==, 2);
  g_assert_cmpuint (first->len, ==, 1);
}

/* Eight octets are looked at in one piece; alone and at the end of a text each is looked at by itself. */
static void
test_every_character_at_every_place (void)
{
  for (int c = 1; c <= 127; c++) {
    char single[] = { (char) c, '\0' };
    g_autoptr (GString) alone = g_string_new (NULL);

    _dsn_json_append_string (alone, single);
    for (gsize place = 0; place < 20; place++) {
      char text[] = "aaaaaaaaaaaaaaaaaaaa";
      g_autoptr (GString) out = g_string_new (NULL);
      g_autofree char *want =
          g_strdup_printf ("\"%.*s%.*s%s\"", (int) place, text, (int) alone->len - 2,
                           alone->str + 1, text + place + 1);

      text[place] = (char) c;
      _dsn_json_append_string (out, text);
      g_assert_cmpstr (out->str, ==, want);
    }
  }
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/json/round-trip/all", test_round_trip);
  g_test_add_func ("/json/round-trip/little", test_round_trip_of_little);
  g_test_add_func ("/json/round-trip/characters", test_round_trip_of_characters);
  g_test_add_func ("/json/round-trip/problems-are-not-read", test_problems);
  g_test_add_func ("/json/print/what-is-not-utf-8", test_not_utf8);
  g_test_add_func ("/json/print/every-character-at-every-place",
                   test_every_character_at_every_place);
  ADD_ROWS ("/json/read/", rows, test_row);
  g_test_add_func ("/json/read/derives-the-rest", test_diagnosis);
  g_test_add_func ("/json/read/envelope", test_envelope);
  g_test_add_func ("/json/read/original-without-complete", test_original);
  ADD_ROWS ("/json/all/", texts, test_all);
  g_test_add_func ("/json/all/not-more-than-given", test_length);
  return g_test_run ();
}
