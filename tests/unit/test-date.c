/* test-date.c: dates as mail and as JSON write them.
 * SPDX-License-Identifier: LGPL-2.1-or-later */
#include "dsn-date-private.h"

#include "report-text.h"

typedef struct {
  const char *path;
  const char *text;
  const char *rfc3339;
  const char *rfc5322;
} Row;

#define NOON(zone) "2026-11-23T12:00:00" zone
#define MAIL(zone) "Mon, 23 Nov 2026 12:00:00 " zone
#define UNKNOWN    NOON ("-00:00"), MAIL ("-0000")
#define UTC        NOON ("+00:00"), MAIL ("+0000")
#define HOUR_EAST  NOON ("+01:00"), MAIL ("+0100")
#define NO_DATE    NULL, NULL

static const Row rows[] = {
  { "rfc5322/plain", MAIL ("+0100"), HOUR_EAST },
  { "rfc5322/west", MAIL ("-0530"), NOON ("-05:30"), MAIL ("-0530") },
  { "rfc5322/half-an-hour", MAIL ("-0030"), NOON ("-00:30"), MAIL ("-0030") },
  { "rfc5322/quarter-of-an-hour", MAIL ("+0545"), NOON ("+05:45"), MAIL ("+0545") },
  { "rfc5322/no-weekday", "23 Nov 2026 12:00:00 +0100", HOUR_EAST },
  { "rfc5322/no-seconds", "Mon, 23 Nov 2026 12:00 +0100", HOUR_EAST },
  { "rfc5322/zone-comment", MAIL ("+0100 (CET)"), HOUR_EAST },
  { "rfc5322/zone-comment-with-colon", MAIL ("+0100 (GMT+01:00)"), HOUR_EAST },
  { "rfc5322/comment-before", "Mon, (a:b) 23 Nov 2026 12:00:00 +0100", HOUR_EAST },
  { "rfc5322/letter-case", "mon, 23 NOV 2026 12:00:00 +0100", HOUR_EAST },
  { "rfc5322/white-space-around", " \t" MAIL ("+0100") " \r\n", HOUR_EAST },
  { "rfc5322/zero-is-utc", MAIL ("+0000"), UTC },
  { "rfc5322/minus-zero-is-unknown", MAIL ("-0000"), UNKNOWN },
  { "rfc5322/leap-day", "Sun, 29 Feb 2032 12:00:00 +0000", "2032-02-29T12:00:00+00:00",
    "Sun, 29 Feb 2032 12:00:00 +0000" },
  { "rfc5322/leap-second", "Wed, 31 Dec 2008 23:59:60 +0000", "2008-12-31T23:59:59+00:00",
    "Wed, 31 Dec 2008 23:59:59 +0000" },
  { "rfc5322/second-61", "Wed, 31 Dec 2008 23:59:61 +0000", NO_DATE },
  { "obsolete/gmt", MAIL ("GMT"), UTC },
  { "obsolete/ut", MAIL ("UT"), UTC },
  { "obsolete/utc", MAIL ("UTC"), UTC },
  { "obsolete/z", MAIL ("Z"), UTC },
  { "obsolete/est", MAIL ("EST"), NOON ("-05:00"), MAIL ("-0500") },
  { "obsolete/pdt", MAIL ("PDT"), NOON ("-07:00"), MAIL ("-0700") },
  { "obsolete/military-zone-is-unknown", MAIL ("A"), UNKNOWN },
  { "obsolete/other-zone-is-unknown", MAIL ("CEST"), UNKNOWN },
  { "obsolete/no-zone-is-unknown", "Mon, 23 Nov 2026 12:00:00", UNKNOWN },
  { "obsolete/comment-is-no-zone", MAIL ("(CET)"), UNKNOWN },
  { "obsolete/two-digit-year", "Mon, 23 Nov 26 12:00:00 +0100", HOUR_EAST },
  { "obsolete/asctime", "Mon Nov 23 12:00:00 2026", UNKNOWN },
  { "wild/zone-with-colon-keeps-the-clock", MAIL ("+01:00"), UNKNOWN },
  { "wild/zone-that-cannot-be-keeps-the-clock", MAIL ("+9999"), UNKNOWN },
  { "wild/zone-of-a-day-keeps-the-clock", MAIL ("+2400"), UNKNOWN },
  { "wild/time-that-cannot-be-read", "Mon, 23 Nov 2026 12:00:00.5 +0100", NO_DATE },
  { "rfc3339/plain", NOON ("+01:00"), HOUR_EAST },
  { "rfc3339/zulu", NOON ("Z"), UTC },
  { "rfc3339/minus-zero-is-unknown", NOON ("-00:00"), UNKNOWN },
  { "rfc3339/space-for-t", "2026-11-23 12:00:00+01:00", HOUR_EAST },
  { "rfc3339/fraction-goes", NOON (".25+01:00"), HOUR_EAST },
  { "rfc3339/white-space-around", "\n" NOON ("+01:00 "), HOUR_EAST },
  { "rfc3339/leap-second", "2008-12-31T23:59:60.5Z", "2008-12-31T23:59:59+00:00",
    "Wed, 31 Dec 2008 23:59:59 +0000" },
  { "rfc3339/no-zone", NOON (""), NO_DATE },
  { "rfc3339/no-time", "2026-11-23", NO_DATE },
  { "rfc3339/zone-of-a-day", NOON ("+24:00"), NO_DATE },
  { "rfc3339/month-13", "2026-13-23T12:00:00Z", NO_DATE },
  { "rfc3339/text-behind", NOON ("Z x"), NO_DATE },
  { "none/empty", "", NO_DATE },
  { "none/blank", "  ", NO_DATE },
  { "none/words", "yesterday at noon", NO_DATE },
  { "none/words-with-colon", "yesterday: noon", NO_DATE },
  { "none/number", "23", NO_DATE },
  { "none/no-time", "Mon, 23 Nov 2026", NO_DATE },
  { "none/day-that-is-not", "Mon, 31 Nov 2026 12:00:00 +0100", NO_DATE },
  { "none/leap-day-that-is-not", "Mon, 29 Feb 2027 12:00:00 +0100", NO_DATE },
  { "none/hour-24", "Mon, 23 Nov 2026 24:00:00 +0100", NO_DATE },
  { "none/minute-61", "Mon, 23 Nov 2026 12:61:00 +0100", NO_DATE },
  { "none/month-that-is-not", "Mon, 23 Foo 2026 12:00:00 +0100", NO_DATE },
  { "none/colons", "::::::", NO_DATE },
};

static void
test_date (gconstpointer data)
{
  const Row *row = data;
  g_autoptr (GDateTime) date = dsn_date_parse (row->text);
  g_autofree char *rfc3339 = date ? dsn_date_to_rfc3339 (date) : NULL;
  g_autofree char *rfc5322 = date ? dsn_date_to_rfc5322 (date) : NULL;

  g_assert_cmpstr (rfc3339, ==, row->rfc3339);
  g_assert_cmpstr (rfc5322, ==, row->rfc5322);
}

/* What is written is read as the same. */
static void
test_round_trip (gconstpointer data)
{
  const Row *row = data;
  g_autoptr (GDateTime) mail = row->rfc5322 ? dsn_date_parse (row->rfc5322) : NULL;
  g_autoptr (GDateTime) json = row->rfc3339 ? dsn_date_parse (row->rfc3339) : NULL;
  g_autofree char *from_mail = mail ? dsn_date_to_rfc3339 (mail) : NULL;
  g_autofree char *from_json = json ? dsn_date_to_rfc5322 (json) : NULL;

  g_assert_cmpstr (from_mail, ==, row->rfc3339);
  g_assert_cmpstr (from_json, ==, row->rfc5322);
}

/* Whether a date, with something changed in it, is rewritten as it is parsed. */
static void
assert_rewritten (const char *text)
{
  g_autofree char *got = _dsn_date_rewrite (text);
  g_autoptr (GDateTime) date = dsn_date_parse (text);
  g_autofree char *want = date ? dsn_date_to_rfc3339 (date) : NULL;

  g_assert_cmpstr (got, ==, want);
}

static void
test_rewrite (void)
{
  static const char changes[] = "0123456789:+- aJ";

  for (int i = 0; i < 5000; i++) {
    char text[] = "Mon, 23 Nov 2026 10:00:00 +0100";

    text[g_test_rand_int_range (0, sizeof text - 1)] =
        changes[g_test_rand_int_range (0, sizeof changes - 1)];
    assert_rewritten (text);
  }
  assert_rewritten ("Sun, 29 Feb 2028 23:59:60 -0130");
  assert_rewritten ("Sun, 29 Feb 2026 10:00:00 +0100");
  assert_rewritten (" Mon, 1 Jun 2026 10:00:00 +0530 (IST)");
  assert_rewritten ("");
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);
  ADD_ROWS ("/date/", rows, test_date);
  ADD_ROWS ("/date/round-trip/", rows, test_round_trip);
  g_test_add_func ("/date/rewriting-agrees-with-parsing", test_rewrite);
  return g_test_run ();
}
