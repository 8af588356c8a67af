/* dsn-value.c: the values of DSN fields: a type, a text and comments.
 * SPDX-License-Identifier: LGPL-2.1-or-later */
#include <string.h>

#include "dsn-value.h"

/* The strings lie behind the struct, in the same piece of memory. */
struct _DsnValue {
  const char *type;
  const char *text;
  const char *comment;
};

G_DEFINE_BOXED_TYPE (DsnValue, dsn_value, dsn_value_copy, dsn_value_free)

/* Copies a string to where @place points, moves that on and returns the copy. */
static const char *
place_string (char **place, const char *string)
{
  char *copy = *place;

  if (!string)
    return NULL;
  *place = g_stpcpy (copy, string) + 1;
  return copy;
}

static gsize
size_of (const char *string)
{
  return string ? strlen (string) + 1 : 0;
}

DsnValue *
dsn_value_new (const char *type, const char *text, const char *comment)
{
  DsnValue *value;
  char *place, *type_end;

  g_return_val_if_fail (text != NULL, NULL);

  value = g_malloc (sizeof *value + size_of (type) + size_of (text) + size_of (comment));
  place = (char *) (value + 1);
  value->type = place_string (&place, type);
  type_end = place;
  for (char *c = (char *) (value + 1); c < type_end; c++)
    *c = g_ascii_tolower (*c);
  value->text = place_string (&place, text);
  value->comment = place_string (&place, comment);
  return value;
}

DsnValue *
dsn_value_copy (const DsnValue *value)
{
  return value ? dsn_value_new (value->type, value->text, value->comment) : NULL;
}

void
dsn_value_free (DsnValue *value)
{
  g_free (value);
}

const char *
dsn_value_get_type_name (const DsnValue *value)
{
  g_return_val_if_fail (value != NULL, NULL);
  return value->type;
}

const char *
dsn_value_get_text (const DsnValue *value)
{
  g_return_val_if_fail (value != NULL, NULL);
  return value->text;
}

const char *
dsn_value_get_comment (const DsnValue *value)
{
  g_return_val_if_fail (value != NULL, NULL);
  return value->comment;
}

/* Length of the quoted string at the start of a text; 0 if its end is missing. */
static gsize
quoted_string_length (const char *text)
{
  for (const char *at = text + 1; *at; at++) {
    if (*at == '"')
      return (gsize) (at - text) + 1;
    if (*at == '\\' && at[1])
      at++;
  }
  return 0;
}

/* Length of the comment at the start of a text, with those inside it; 0 if its end is missing. */
static gsize
comment_length (const char *text)
{
  gsize depth = 0;

  for (const char *at = text; *at; at++) {
    if (*at == '\\' && at[1])
      at++;
    else if (*at == '(')
      depth++;
    else if (*at == ')' && --depth == 0)
      return (gsize) (at - text) + 1;
  }
  return 0;
}

static gboolean
is_blank (const char *text, gsize length)
{
  return strspn (text, " \t") >= length;
}

/* Appends what stands between the outer parentheses, without the backslashes of quoted pairs. */
static void
append_comment (GString *comments, const char *text, gsize length)
{
  if (is_blank (text + 1, length - 2))
    return;
  if (comments->len > 0)
    g_string_append (comments, "; ");
  for (gsize i = 1; i + 1 < length; i++) {
    if (text[i] == '\\' && i + 2 < length)
      i++;
    g_string_append_c (comments, text[i]);
  }
}

/* What is being taken apart by dsn_comment_strip(). A quote or parenthesis that never closes tells
 * that none after it does, so that the rest is not searched for an end again and again. */
typedef struct {
  GString *kept;
  GString *comments;
  gboolean may_quote;
  gboolean may_open;
} CommentScan;

/* Takes the quoted string, comment or lone character at the start of a text; returns its length. */
static gsize
take_special (CommentScan *scan, const char *text)
{
  gsize length = 0;

  if (*text == '(' && scan->may_open) {
    length = comment_length (text);
    scan->may_open = length > 0;
    if (length > 0) {
      append_comment (scan->comments, text, length);
      return length;
    }
  } else if (*text == '"' && scan->may_quote) {
    length = quoted_string_length (text);
    scan->may_quote = length > 0;
  }
  length = MAX (length, 1);
  g_string_append_len (scan->kept, text, (gssize) length);
  return length;
}

char *
dsn_comment_strip (const char *text, char **comment)
{
  g_autoptr (GString) kept = g_string_new (NULL);
  g_autoptr (GString) comments = g_string_new (NULL);
  CommentScan scan = { kept, comments, TRUE, TRUE };

  g_return_val_if_fail (text != NULL, NULL);

  while (*text) {
    gsize plain = strcspn (text, "\"(");

    g_string_append_len (kept, text, (gssize) plain);
    text += plain;
    if (*text)
      text += take_special (&scan, text);
  }
  if (comment)
    *comment = comments->len > 0 ? g_strdup (g_strstrip (comments->str)) : NULL;
  return g_strdup (g_strstrip (kept->str));
}

/* The first "<" outside quoted strings. */
static const char *
find_bracket (const char *text)
{
  gboolean may_quote = TRUE;

  for (text += strcspn (text, "<\""); *text == '"'; text += strcspn (text, "<\"")) {
    gsize length = may_quote ? quoted_string_length (text) : 0;

    may_quote = length > 0;
    text += MAX (length, 1);
  }
  return *text ? text : NULL;
}

/* Takes one pair of angle brackets and what stands outside it away. */
static const char *
inside_brackets (const char *text, gsize *length)
{
  const char *start = find_bracket (text);
  const char *end;

  if (!start)
    return text;
  end = memrchr (start, '>', *length - (gsize) (start - text));
  *length = end ? (gsize) (end - start) - 1 : *length - (gsize) (start - text) - 1;
  return start + 1;
}

/* RFC 5321 section 4.1.1.3: "@one,@two:" before the mailbox says by which hosts it should go. */
static const char *
after_route (const char *text, gsize *length)
{
  const char *colon = *text == '@' ? memchr (text, ':', *length) : NULL;

  if (!colon)
    return text;
  *length -= (gsize) (colon + 1 - text);
  return colon + 1;
}

/* Cuts off a comment that was never closed: no address has a parenthesis outside quotes. */
static void
drop_open_comment (const char *text, gsize *length)
{
  gboolean quoted = FALSE;

  for (gsize i = 0; i < *length; i++) {
    if (text[i] == '\\' && quoted)
      i++;
    else if (text[i] == '"')
      quoted = !quoted;
    else if (text[i] == '(' && !quoted && i > 0)
      *length = i;
  }
}

char *
dsn_address_extract (const char *text)
{
  g_autofree char *address = NULL;
  gsize length;

  g_return_val_if_fail (text != NULL, NULL);

  text += strspn (text, " \t\r\n");
  length = strlen (text);
  text = inside_brackets (text, &length);
  text = after_route (text, &length);
  if (length > 7 && g_ascii_strncasecmp (text, "mailto:", 7) == 0) {
    text += 7;
    length -= 7;
  }
  drop_open_comment (text, &length);
  address = g_strstrip (g_strndup (text, length));
  return *address ? g_steal_pointer (&address) : NULL;
}
