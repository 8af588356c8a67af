/* dsn-reply.c: an SMTP reply taken apart.
 * SPDX-License-Identifier: LGPL-2.1-or-later */
#include <string.h>

#include "dsn-reply.h"

struct _DsnReply {
  guint code;
  DsnStatus status;
  char *text;
};

DsnReply *
dsn_reply_new (guint code, DsnStatus status, const char *text)
{
  DsnReply *reply = g_new (DsnReply, 1);

  reply->code = code;
  reply->status = status;
  reply->text = g_strdup (text);
  return reply;
}

void
dsn_reply_free (DsnReply *reply)
{
  if (!reply)
    return;
  g_free (reply->text);
  g_free (reply);
}

guint
dsn_reply_get_code (const DsnReply *reply)
{
  g_return_val_if_fail (reply != NULL, 0);
  return reply->code;
}

DsnStatus
dsn_reply_get_status (const DsnReply *reply)
{
  g_return_val_if_fail (reply != NULL, DSN_STATUS_NONE);
  return reply->status;
}

const char *
dsn_reply_get_text (const DsnReply *reply)
{
  g_return_val_if_fail (reply != NULL, NULL);
  return reply->text;
}

/* What may stand before a code, besides the beginning of a text. */
#define BEFORE_CODE " \t:(['\"{#<>"

/* RFC 5321 section 4.2.1: first digit 2 to 5, second 0 to 5. Some answer with 571 and the like, after the
 * enhanced codes 5.7.X. */
static gboolean
has_digits_of_code (const char *text)
{
  if (text[0] < '2' || text[0] > '5' || text[1] < '0')
    return FALSE;
  return (text[1] <= '5' || (text[0] == '5' && text[1] == '7')) && g_ascii_isdigit (text[2]);
}

/* What some write between the reply code and the enhanced code: "550/5.1.1", "550 (5.1.1)", "550: 5.1.1". */
static gsize
skip_to_status (const char *behind_code)
{
  return strspn (behind_code, " \t:;,/#(-");
}

static gboolean
is_followed_by_status (const char *code)
{
  gsize length = skip_to_status (code + 3);
  const char *status = code + 3 + length;

  return length > 0 && length <= 3 && *status == *code && status[1] == '.'
         && g_ascii_isdigit (status[2]);
}

/* Some write "550: No". */
static guint
scan_code (const char *text)
{
  if (!has_digits_of_code (text))
    return 0;
  if (text[3] != '\0' && !strchr (" \t-", text[3]) && !g_str_has_prefix (text + 3, ": ")
      && !is_followed_by_status (text))
    return 0;
  return (guint) ((text[0] - '0') * 100 + (text[1] - '0') * 10 + (text[2] - '0'));
}

static gboolean
is_followed_by_digit (const char *code)
{
  return code[3] != '\0' && g_ascii_isdigit (code[4]);
}

/* Octets that marks of East Asia begin with, those of U+3000 to U+303F and of U+FF00 to U+FF3F. */
#define BEFORE_MARK "\343\357"

/* Where a code may begin: behind one of those, or behind a mark of East Asia, as in "：550 5.1.1". */
static const char *
find_beginning (const char *text)
{
  for (const char *at = strpbrk (text, BEFORE_CODE BEFORE_MARK); at;
       at = strpbrk (at + 1, BEFORE_CODE BEFORE_MARK)) {
    if (!strchr (BEFORE_MARK, *at))
      return at + strspn (at, BEFORE_CODE);
    if ((g_str_has_prefix (at, "\343\200") || g_str_has_prefix (at, "\357\274")) && at[2])
      return at + 3;
  }
  return NULL;
}

/* Whether a number that may be a code is one: "550-5.1.1" begins a reply anywhere; a lone number in the middle
 * of words does not. */
static gboolean
is_code (const char *text, const char *at)
{
  if (at == text || at[-1] != ' ' || at[3] == '-' || is_followed_by_digit (at)
      || is_followed_by_status (at))
    return TRUE;
  return at - text > 1 && strchr (":<)", at[-2]);
}

/* Finds a code at the start of the text or of a word in it; the reply to be read begins there. */
static const char *
find_code (const char *text, guint *code)
{
  for (const char *at = text + strspn (text, BEFORE_CODE); at; at = find_beginning (at)) {
    *code = scan_code (at);
    if (*code > 0 && is_code (text, at))
      return at;
  }
  return NULL;
}

/* Reads an enhanced code, maybe with "#" or a quote before it; returns what follows. */
static const char *
take_status (const char *text, DsnStatus *status)
{
  const char *start = text + (*text == '#' || *text == '\'' || *text == '(');
  gsize length = strspn (start, "0123456789.");
  char code[16];

  *status = DSN_STATUS_NONE;
  if (length == 0 || length >= sizeof code)
    return text;
  memcpy (code, start, length);
  code[length] = '\0';
  if (!dsn_status_parse (code, status, NULL))
    return text;
  return start + length + strspn (start + length, *text == '(' ? ") \t:;-" : " \t:;-");
}

/* Joins what the lines of a reply say: each later line begins with the code and "-" or a space. Some have the
 * enhanced code in the last line only. */
static char *
join_lines (const char *text, const char *code, DsnStatus *known)
{
  GString *joined = g_string_new (NULL);
  const char *line;

  while ((line = strstr (text, code)) != NULL) {
    const char *rest = line + strlen (code);
    gboolean begins = (line == text || line[-1] == ' ') && (*rest == '-' || *rest == ' ' || !*rest);
    DsnStatus status = DSN_STATUS_NONE;

    g_string_append_len (joined, text, (begins ? line : rest) - text);
    text = begins ? take_status (rest + (*rest != '\0'), &status) : rest;
    if (*known == DSN_STATUS_NONE)
      *known = status;
  }
  g_string_append (joined, text);
  return g_string_free (joined, FALSE);
}

/* The enhanced code in the words that lead to the reply. */
static DsnStatus
find_status_before (const char *text, const char *end)
{
  g_autofree char *words = g_strndup (text, (gsize) (end - text));

  return dsn_status_find (words);
}

/* @start is where the whole text begins, @text where the code stands in it. */
static DsnReply *
parse_from_code (const char *start, const char *text, guint code)
{
  const char *text_begin = text;
  g_autofree char *digits = g_strndup (text, 3);
  g_autofree char *words = NULL;
  gboolean several_lines = text[3] == '-';
  DsnStatus status;

  text += text[3] == ':' ? 4 : 3;
  text += is_followed_by_status (text_begin) ? strspn (text, " \t:;,/#-") : strspn (text, " \t-");
  /* "554 554 5.7.0 No": some put the code before a reply that has it. */
  if (strncmp (text, digits, 3) == 0 && (text[3] == ' ' || text[3] == '-'))
    text += 3 + strspn (text + 3, " \t-");
  text = take_status (text, &status);
  words = several_lines ? join_lines (text, digits, &status) : g_strdup (text);
  g_strstrip (words);
  /* "501 Rejected: 5.7.1 …", "5.3.0 - Other 550-'…": some write it among the words. */
  if (status == DSN_STATUS_NONE)
    status = dsn_status_find (words);
  if (status == DSN_STATUS_NONE)
    status = find_status_before (start, text_begin);
  return dsn_reply_new (code, status, *words ? words : NULL);
}

/* "No mailbox here by that name. (#5.1.1)", as qmail and its kin say by themselves. */
static DsnStatus
find_marked_status (const char *text)
{
  DsnStatus status = DSN_STATUS_NONE;

  for (const char *mark = strstr (text, "(#"); mark && status == DSN_STATUS_NONE;
       mark = strstr (mark + 1, "(#"))
    (void) take_status (mark + 1, &status);
  return status;
}

/* "SMTP error from remote server after RCPT command: 5.1.1 no such user", without a reply code. */
static const char *
take_status_behind_colon (const char *text, DsnStatus *status)
{
  const char *rest = text;

  for (const char *at = strstr (text, ": "); at && *status == DSN_STATUS_NONE;
       at = strstr (at + 1, ": "))
    rest = take_status (at + 2, status);
  return *status == DSN_STATUS_NONE ? text : rest;
}

DsnReply *
dsn_reply_parse (const char *text)
{
  const char *start;
  DsnStatus status;
  guint code;

  if (!text)
    return NULL;
  start = find_code (text, &code);
  if (start)
    return parse_from_code (text, start, code);
  start = take_status (text + strspn (text, " \t"), &status);
  if (status == DSN_STATUS_NONE)
    status = find_marked_status (text);
  if (status == DSN_STATUS_NONE)
    start = take_status_behind_colon (text, &status);
  return status == DSN_STATUS_NONE ? NULL : dsn_reply_new (0, status, *start ? start : NULL);
}
