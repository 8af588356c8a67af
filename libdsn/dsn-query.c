/* dsn-query.c: codes and patterns of codes, and which registered codes fit them.
 * SPDX-License-Identifier: LGPL-2.1-or-later */
#include <string.h>

#include "dsn-codes.h"
#include "dsn-query.h"
#include "dsn-status-private.h"

#define MAX_TEXT 32

static const guint classes[] = { 5, 4, 2 };

DsnQuery
dsn_query_for_status (DsnStatus status)
{
  return (DsnQuery){ .status_class = dsn_status_get_class (status),
                     .subject = dsn_status_get_subject (status),
                     .detail = dsn_status_get_detail (status),
                     .has_status = status != DSN_STATUS_NONE };
}

DsnQuery
dsn_query_for_reply (guint reply)
{
  return (DsnQuery){ .reply = reply };
}

static gboolean
is_open (const char *part)
{
  return strcmp (part, "*") == 0 || g_ascii_strcasecmp (part, "X") == 0;
}

/* Reads a subject or a detail. */
static gboolean
parse_part (const char *part, guint *number)
{
  guint64 value = DSN_QUERY_ANY;

  if (!is_open (part)
      && (strlen (part) > 3
          || !g_ascii_string_to_unsigned (part, 10, 0, DSN_STATUS_PART_MAX, &value, NULL)))
    return FALSE;
  *number = (guint) value;
  return TRUE;
}

static gboolean
parse_class (const char *part, guint *status_class)
{
  *status_class = is_open (part) ? 0 : (guint) g_ascii_digit_value (*part);
  return is_open (part) || (strlen (part) == 1 && strchr ("245", *part));
}

static gboolean
parse_status (char **parts, DsnQuery *query)
{
  guint n = g_strv_length (parts);
  DsnQuery found = { .subject = DSN_QUERY_ANY, .detail = DSN_QUERY_ANY, .has_status = TRUE };
  /* "X.7" leaves the class open and the detail out; "7.7" has no class. */
  gboolean has_class = n == 3 || (n == 2 && is_open (parts[0]));

  if (n < 2 || n > 3)
    return FALSE;
  if (has_class && !parse_class (*parts++, &found.status_class))
    return FALSE;
  if (!parse_part (*parts++, &found.subject) || (*parts && !parse_part (*parts, &found.detail)))
    return FALSE;
  *query = found;
  return TRUE;
}

/* Reads "550" or "5xx". */
static gboolean
parse_reply (const char *text, DsnQuery *query)
{
  if (strlen (text) != 3 || text[0] < '2' || text[0] > '5')
    return FALSE;
  if (g_ascii_isdigit (text[1]) && g_ascii_isdigit (text[2]))
    *query = dsn_query_for_reply ((guint) g_ascii_strtoull (text, NULL, 10));
  else if (strchr ("xX*", text[1]) && strchr ("xX*", text[2]))
    *query = (DsnQuery){ .reply_class = (guint) g_ascii_digit_value (*text) };
  else
    return FALSE;
  return TRUE;
}

gboolean
dsn_query_parse (const char *text, DsnQuery *query)
{
  static const char *const around = " \t\r\n\"'`()[]<>{},;:.!?#";
  g_autofree char *trimmed = NULL;
  g_auto (GStrv) parts = NULL;
  gsize length;

  g_return_val_if_fail (text != NULL, FALSE);
  g_return_val_if_fail (query != NULL, FALSE);

  text += strspn (text, around);
  length = strlen (text);
  while (length > 0 && strchr (around, text[length - 1]))
    length--;
  if (length == 0 || length > MAX_TEXT)
    return FALSE;
  trimmed = g_strndup (text, length);
  parts = g_strsplit (trimmed, ".", 4);
  return parse_reply (trimmed, query) || parse_status (parts, query);
}

static void
append_part (GString *text, guint part)
{
  if (part > DSN_STATUS_PART_MAX)
    g_string_append (text, ".X");
  else
    g_string_append_printf (text, ".%u", part);
}

char *
dsn_query_to_string (const DsnQuery *query)
{
  GString *text = g_string_new (NULL);

  g_return_val_if_fail (query != NULL, g_string_free (text, FALSE));

  if (query->has_status) {
    g_string_append_c (text, query->status_class ? (char) ('0' + query->status_class) : 'X');
    append_part (text, query->subject);
    append_part (text, query->detail);
  } else if (query->reply) {
    g_string_append_printf (text, "%u", query->reply);
  } else {
    g_string_append_printf (text, "%uXX", query->reply_class);
  }
  return g_string_free (text, FALSE);
}

DsnStatus
dsn_query_get_status (const DsnQuery *query)
{
  g_return_val_if_fail (query != NULL, DSN_STATUS_NONE);

  return query->has_status ? dsn_status_new (query->status_class, query->subject, query->detail)
                           : DSN_STATUS_NONE;
}

gboolean
dsn_query_is_pattern (const DsnQuery *query)
{
  g_return_val_if_fail (query != NULL, FALSE);

  if (!query->has_status)
    return query->reply_class != 0;
  return query->subject == DSN_QUERY_ANY || query->detail == DSN_QUERY_ANY;
}

/* The code in a class. */
static DsnStatus
put_into_class (DsnStatus code, guint status_class)
{
  return dsn_status_new (status_class, dsn_status_get_subject (code), dsn_status_get_detail (code));
}

/* The gravest class in which a registered code is useful; 5 if there is none. */
static guint
choose_class (DsnStatus code)
{
  for (guint i = 0; i < G_N_ELEMENTS (classes); i++)
    if (dsn_catalog_is_useful (put_into_class (code, classes[i])))
      return classes[i];
  return classes[0];
}

static gboolean
fits (const DsnQuery *query, DsnStatus code)
{
  if (query->subject != DSN_QUERY_ANY && query->subject != dsn_status_get_subject (code))
    return FALSE;
  if (query->detail != DSN_QUERY_ANY && query->detail != dsn_status_get_detail (code))
    return FALSE;
  return query->status_class == 0
         || dsn_catalog_is_useful (put_into_class (code, query->status_class));
}

GArray *
dsn_query_list_codes (const DsnQuery *query)
{
  GArray *found = g_array_new (FALSE, FALSE, sizeof (DsnStatus));
  g_autoptr (GArray) codes = NULL;

  g_return_val_if_fail (query != NULL, found);

  codes = dsn_catalog_list_codes ();
  for (guint i = 0; query->has_status && i < codes->len; i++) {
    DsnStatus code = g_array_index (codes, DsnStatus, i);
    guint status_class = query->status_class ? query->status_class : choose_class (code);
    DsnStatus in_class = put_into_class (code, status_class);

    if (fits (query, code))
      g_array_append_val (found, in_class);
  }
  return found;
}

GArray *
dsn_query_list_replies (const DsnQuery *query)
{
  GArray *found = g_array_new (FALSE, FALSE, sizeof (guint));
  g_autoptr (GArray) replies = NULL;

  g_return_val_if_fail (query != NULL, found);

  replies = dsn_catalog_list_replies ();
  for (guint i = 0; i < replies->len; i++) {
    guint reply = g_array_index (replies, guint, i);

    if (query->reply == reply || query->reply_class == reply / 100)
      g_array_append_val (found, reply);
  }
  return found;
}

gboolean
dsn_query_is_known (const DsnQuery *query)
{
  g_autoptr (GArray) found = NULL;

  g_return_val_if_fail (query != NULL, FALSE);

  if (dsn_query_get_status (query) != DSN_STATUS_NONE)
    return dsn_catalog_is_registered (dsn_query_get_status (query));
  found = query->has_status ? dsn_query_list_codes (query) : dsn_query_list_replies (query);
  return found->len > 0;
}

GArray *
dsn_query_list_classes (const DsnQuery *query)
{
  GArray *found = g_array_new (FALSE, FALSE, sizeof (DsnQuery));

  g_return_val_if_fail (query != NULL, found);

  for (guint i = 0; i < G_N_ELEMENTS (classes); i++) {
    DsnQuery in_class = *query;

    in_class.status_class = classes[i];
    if (dsn_query_is_pattern (query) || !query->has_status || query->status_class)
      break;
    if (dsn_catalog_is_useful (dsn_query_get_status (&in_class))
        || (!dsn_query_is_known (query) && i == 0))
      g_array_append_val (found, in_class);
  }
  if (found->len == 0)
    g_array_append_val (found, *query);
  return found;
}
