/* dsn-date.c: dates as mail and as JSON write them.
 * SPDX-License-Identifier: LGPL-2.1-or-later */
#include <stdlib.h>
#include <string.h>

#include <gmime/gmime.h>

#include "dsn-date-private.h"

/* RFC 3339 section 4.3, RFC 5322 section 3.3: the time is UTC, the zone is not known. */
#define UNKNOWN_ZONE "-00:00"

/* Names that say what the offset is (RFC 5322 section 4.3, and "UTC"); any other is an unknown zone. */
static const char *const zone_names[] = { "UT",  "UTC", "GMT", "Z",   "EST", "EDT",
                                          "CST", "CDT", "MST", "MDT", "PST", "PDT" };

static gboolean
looks_like_rfc3339 (const char *text)
{
  for (int i = 0; i < 4; i++)
    if (!g_ascii_isdigit (text[i]))
      return FALSE;
  return text[4] == '-';
}

static gboolean
is_zone_name (const char *text, gsize length)
{
  for (guint i = 0; i < G_N_ELEMENTS (zone_names); i++)
    if (g_ascii_strncasecmp (zone_names[i], text, length) == 0 && !zone_names[i][length])
      return TRUE;
  return FALSE;
}

/* The first colon of the time of day. */
static const char *
find_time (const char *text)
{
  const char *colon = strchr (text, ':');

  while (colon && (colon == text || !g_ascii_isdigit (colon[-1]) || !g_ascii_isdigit (colon[1])))
    colon = strchr (colon + 1, ':');
  return colon;
}

static int
read_number (const char *digits)
{
  return (int) MIN (g_ascii_strtoull (digits, NULL, 10), G_MAXINT);
}

/* Whether a date has the hour and minute around a colon: GMime passes over a time of day that it
 * cannot read. */
static gboolean
has_clock (GDateTime *date, const char *text, const char *colon)
{
  const char *hour = colon - 1;

  if (hour > text && g_ascii_isdigit (hour[-1]))
    hour--;
  return g_date_time_get_hour (date) == read_number (hour)
         && g_date_time_get_minute (date) == read_number (colon + 1);
}

/* Whether a date gives its zone as "-0000", or by a name that says nothing, or not at all; or by a
 * number that no zone has, which GMime then leaves out. */
static gboolean
has_unknown_zone (const char *time, GDateTime *date)
{
  const char *zone = time + strspn (time, ":0123456789 \t");

  if (*zone == '-' || *zone == '+') {
    gboolean is_zero = strspn (zone + 1, "0:") >= 4;

    return is_zero ? *zone == '-' : g_date_time_get_utc_offset (date) == 0;
  }
  /* RFC 5322 section 3.3 wants a zone; some write none. "(CET)" alone is a comment. */
  return !is_zone_name (zone, strcspn (zone, " \t("));
}

/* RFC 5322 section 4.3: the clock stays, as if "-0000" stood there. */
static GDateTime *
in_unknown_zone (GDateTime *date)
{
  g_autoptr (GTimeZone) zone = g_time_zone_new_identifier (UNKNOWN_ZONE);
  int year, month, day;

  if (!zone)
    return g_date_time_ref (date);
  g_date_time_get_ymd (date, &year, &month, &day);
  return g_date_time_new (zone, year, month, day, g_date_time_get_hour (date),
                          g_date_time_get_minute (date), g_date_time_get_second (date));
}

static GDateTime *
parse_rfc3339 (const char *text)
{
  g_autofree char *stripped = g_strchomp (g_strdup (text));
  g_autoptr (GDateTime) date = g_date_time_new_from_iso8601 (stripped, NULL);

  if (date && g_str_has_suffix (stripped, UNKNOWN_ZONE))
    return in_unknown_zone (date);
  return g_steal_pointer (&date);
}

/* 1 to 12, or 0. */
static int
month_of_name (const char *name)
{
  static const char names[] = "JanFebMarAprMayJunJulAugSepOctNovDec";
  const char *found = strstr (names, name);

  return found && (found - names) % 3 == 0 ? (int) (found - names) / 3 + 1 : 0;
}

/* Whether a text begins as a pattern says: "a" stands for a letter, "9" for a digit, "+" for either
 * sign, and anything else for itself. */
static gboolean
begins_like (const char *text, const char *pattern)
{
  for (; *pattern; pattern++, text++) {
    gboolean fits = *pattern == 'a'   ? g_ascii_isalpha (*text)
                    : *pattern == '9' ? g_ascii_isdigit (*text)
                    : *pattern == '+' ? *text == '+' || *text == '-'
                                      : *text == *pattern;

    if (!fits)
      return FALSE;
  }
  return TRUE;
}

static int
take_number (const char *digits, int count)
{
  int number = 0;

  while (count-- > 0)
    number = number * 10 + (*digits++ - '0');
  return number;
}

/* What a date is made of; @offset in minutes. */
typedef struct {
  int year;
  int month;
  int day;
  int hour;
  int minute;
  int second;
  int offset;
} Moment;

/* The form that nearly every date has, "Mon, 23 Nov 2026 10:00:00 +0100": GMime reads it as well, but
 * takes ten times as long. FALSE for any other form, and for what is no date. */
static gboolean
read_usual_form (const char *text, Moment *moment)
{
  int digits = begins_like (text, "aaa, 99") ? 2 : 1;
  const char *month = text + strlen ("aaa, ") + digits + 1;
  char name[4] = "";
  int zone;

  if (!begins_like (text, digits == 2 ? "aaa, 99 aaa 9999 99:99:99 +9999"
                                      : "aaa, 9 aaa 9999 99:99:99 +9999")
      || (month[23] != '\0' && month[23] != ' '))
    return FALSE;
  zone = take_number (month + 19, 4);
  if (zone == 0 || zone % 100 >= 60 || zone >= 2400)
    return FALSE;
  memcpy (name, month, 3);
  *moment = (Moment){ take_number (month + 4, 4),
                      month_of_name (name),
                      take_number (text + 5, digits),
                      take_number (month + 9, 2),
                      take_number (month + 12, 2),
                      take_number (month + 15, 2),
                      (zone / 100 * 60 + zone % 100) * (month[18] == '-' ? -1 : 1) };
  return moment->year > 0 && moment->month > 0 && moment->hour < 24 && moment->minute < 60
         && moment->second < 60
         && g_date_valid_dmy ((GDateDay) moment->day, (GDateMonth) moment->month,
                              (GDateYear) moment->year);
}

static GDateTime *
parse_usual_form (const char *text)
{
  g_autoptr (GTimeZone) zone = NULL;
  Moment m;

  if (!read_usual_form (text, &m))
    return NULL;
  zone = g_time_zone_new_offset (m.offset * 60);
  return g_date_time_new (zone, m.year, m.month, m.day, m.hour, m.minute, m.second);
}

static GDateTime *
parse_rfc5322 (const char *text)
{
  const char *time = find_time (text);
  g_autoptr (GDateTime) date = parse_usual_form (text);

  if (date)
    return g_steal_pointer (&date);

  /* GMime makes a date of less. */
  if (!time)
    return NULL;
  date = g_mime_utils_header_decode_date (text);
  if (!date || !has_clock (date, text, time))
    return NULL;
  return has_unknown_zone (time, date) ? in_unknown_zone (date) : g_steal_pointer (&date);
}

/* RFC 5322 section 3.3 knows a second 60, which GLib does not. (transfer full) (nullable) */
static char *
without_leap_second (const char *text)
{
  const char *time = find_time (text);
  char *mended;

  if (!time || !begins_like (time, ":99:60") || g_ascii_isdigit (time[6]))
    return NULL;
  mended = g_strdup (text);
  /* NOLINTNEXTLINE(bugprone-not-null-terminated-result): in the middle of a text that has its end. */
  memcpy (mended + (time - text) + strlen (":99:"), "59", 2);
  return mended;
}

GDateTime *
dsn_date_parse (const char *text)
{
  g_autoptr (GDateTime) date = NULL;
  g_autofree char *mended = NULL;

  g_return_val_if_fail (text != NULL, NULL);

  text += strspn (text, " \t\r\n");
  mended = without_leap_second (text);
  if (mended)
    text = mended;
  date = looks_like_rfc3339 (text) ? parse_rfc3339 (text) : parse_rfc5322 (text);
  /* RFC 3339 section 5.6: an offset is less than a day. */
  if (!date || ABS (g_date_time_get_utc_offset (date)) >= G_TIME_SPAN_DAY)
    return NULL;
  return g_steal_pointer (&date);
}

static gboolean
is_in_unknown_zone (GDateTime *date)
{
  return strcmp (g_time_zone_get_identifier (g_date_time_get_timezone (date)), UNKNOWN_ZONE) == 0;
}

/* Offset from UTC in minutes; seconds, which no mail zone has, are cut off. */
static int
offset_minutes (GDateTime *date)
{
  return (int) (g_date_time_get_utc_offset (date) / G_TIME_SPAN_MINUTE);
}

static char *
write_number (char *to, int number, int digits)
{
  for (int i = digits - 1; i >= 0; i--, number /= 10)
    to[i] = (char) ('0' + number % 10);
  return to + digits;
}

/* "2026-11-23T10:00:00+01:00"; @sign is that of the offset. */
static char *
write_rfc3339 (const Moment *moment, char sign)
{
  char *text = g_malloc (sizeof "2026-11-23T10:00:00+01:00"), *to = text;

  to = write_number (to, moment->year, 4);
  *to++ = '-';
  to = write_number (to, moment->month, 2);
  *to++ = '-';
  to = write_number (to, moment->day, 2);
  *to++ = 'T';
  to = write_number (to, moment->hour, 2);
  *to++ = ':';
  to = write_number (to, moment->minute, 2);
  *to++ = ':';
  to = write_number (to, moment->second, 2);
  *to++ = sign;
  to = write_number (to, ABS (moment->offset) / 60, 2);
  *to++ = ':';
  to = write_number (to, ABS (moment->offset) % 60, 2);
  *to = '\0';
  return text;
}

char *
dsn_date_to_rfc3339 (GDateTime *date)
{
  Moment moment;

  g_return_val_if_fail (date != NULL, NULL);

  moment.offset = offset_minutes (date);
  g_date_time_get_ymd (date, &moment.year, &moment.month, &moment.day);
  moment.hour = g_date_time_get_hour (date);
  moment.minute = g_date_time_get_minute (date);
  moment.second = g_date_time_get_second (date);
  return write_rfc3339 (&moment, moment.offset < 0 || is_in_unknown_zone (date) ? '-' : '+');
}

char *
_dsn_date_rewrite (const char *text)
{
  g_autoptr (GDateTime) date = NULL;
  Moment moment;

  text += strspn (text, " \t\r\n");
  if (read_usual_form (text, &moment))
    return write_rfc3339 (&moment, moment.offset < 0 ? '-' : '+');
  date = dsn_date_parse (text);
  return date ? dsn_date_to_rfc3339 (date) : NULL;
}

char *
dsn_date_to_rfc5322 (GDateTime *date)
{
  char *text, *zone;

  g_return_val_if_fail (date != NULL, NULL);

  text = g_mime_utils_header_format_date (date);
  zone = text ? strrchr (text, '+') : NULL;
  if (zone && is_in_unknown_zone (date))
    *zone = '-';
  return text;
}
