/* dsn-status.c: the enhanced mail system status code of RFC 3463 as a value.
 * SPDX-License-Identifier: LGPL-2.1-or-later */
#include <string.h>

#include "dsn-status-private.h"

#define PART_BITS   10
#define PART_MASK   ((1u << PART_BITS) - 1)
#define PART_DIGITS 3

static gboolean
is_class (char c)
{
  return c == '2' || c == '4' || c == '5';
}

/* Reads "." and one to three digits; returns what follows them, or NULL. */
static const char *
scan_part (const char *text, guint *part)
{
  guint digits = 0;

  if (*text++ != '.')
    return NULL;
  for (*part = 0; digits < PART_DIGITS && g_ascii_isdigit (text[digits]); digits++)
    *part = *part * 10 + (guint) (text[digits] - '0');
  if (digits == 0 || g_ascii_isdigit (text[digits]))
    return NULL;
  return text + digits;
}

/* Reads a code at the beginning of a text; returns what follows it, or NULL. */
static const char *
scan_status (const char *text, DsnStatus *status)
{
  guint subject, detail;
  const char *end;

  if (!is_class (*text))
    return NULL;
  end = scan_part (text + 1, &subject);
  if (end)
    end = scan_part (end, &detail);
  if (end)
    *status = dsn_status_new ((guint) (*text - '0'), subject, detail);
  return end;
}

DsnStatus
dsn_status_new (guint status_class, guint subject, guint detail)
{
  if (status_class != 2 && status_class != 4 && status_class != 5)
    return DSN_STATUS_NONE;
  if (subject > DSN_STATUS_PART_MAX || detail > DSN_STATUS_PART_MAX)
    return DSN_STATUS_NONE;
  return status_class << (2 * PART_BITS) | subject << PART_BITS | detail;
}

gboolean
dsn_status_parse (const char *text, DsnStatus *status, GError **error)
{
  DsnStatus found = DSN_STATUS_NONE;
  const char *end;

  g_return_val_if_fail (text != NULL, FALSE);

  end = scan_status (text + strspn (text, " \t\r\n"), &found);
  if (end && end[strspn (end, " \t\r\n")] != '\0')
    found = DSN_STATUS_NONE;
  if (status)
    *status = found;
  if (found != DSN_STATUS_NONE)
    return TRUE;
  g_set_error (error, DSN_ERROR, DSN_ERROR_SYNTAX,
               "\"%s\" is not a status code (2, 4 or 5, then two numbers of one to three digits, "
               "as in 5.1.1)",
               text);
  return FALSE;
}

/* A code stands alone: "v5.1.1", "1.5.1.1", "5.1.1.7" and "a/5.1.1" are something else. */
static gboolean
is_separate (const char *text, const char *start, const char *end)
{
  if (start > text) {
    char before = start[-1];

    if (g_ascii_isalnum (before) || before == '.' || before == '/' || before == '_')
      return FALSE;
  }
  return !(end[0] == '.' && g_ascii_isdigit (end[1])) && !g_ascii_isalpha (end[0]);
}

const char *
_dsn_status_scan (const char *text, const char *at, DsnStatus *status)
{
  const char *end = *at != '\0' && at[1] == '.' ? scan_status (at, status) : NULL;

  if (!end || !is_separate (text, at, end) || dsn_status_get_subject (*status) > DSN_SUBJECT_MAX)
    return NULL;
  return end;
}

DsnStatus
dsn_status_find (const char *text)
{
  DsnStatus vague = DSN_STATUS_NONE;

  if (!text)
    return DSN_STATUS_NONE;
  for (const char *at = strpbrk (text, "245"); at; at = strpbrk (at + 1, "245")) {
    DsnStatus status;

    if (!_dsn_status_scan (text, at, &status))
      continue;
    if (dsn_status_is_specific (status))
      return status;
    if (vague == DSN_STATUS_NONE)
      vague = status;
  }
  return vague;
}

guint
dsn_status_get_class (DsnStatus status)
{
  return status >> (2 * PART_BITS);
}

guint
dsn_status_get_subject (DsnStatus status)
{
  return status >> PART_BITS & PART_MASK;
}

guint
dsn_status_get_detail (DsnStatus status)
{
  return status & PART_MASK;
}

gboolean
dsn_status_is_specific (DsnStatus status)
{
  return dsn_status_get_subject (status) != 0 || dsn_status_get_detail (status) != 0;
}

/* A dot, and a number of up to three digits. */
static char *
write_part (char *to, guint number)
{
  *to++ = '.';
  if (number >= 100)
    *to++ = (char) ('0' + number / 100 % 10);
  if (number >= 10)
    *to++ = (char) ('0' + number / 10 % 10);
  *to++ = (char) ('0' + number % 10);
  return to;
}

char *
dsn_status_to_string (DsnStatus status)
{
  char *text, *to;

  if (status == DSN_STATUS_NONE)
    return NULL;
  to = text = g_malloc (sizeof "5.999.999");
  *to++ = (char) ('0' + dsn_status_get_class (status) % 10);
  to = write_part (to, dsn_status_get_subject (status));
  to = write_part (to, dsn_status_get_detail (status));
  *to = '\0';
  return text;
}
