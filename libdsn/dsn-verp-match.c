/* dsn-verp-match.c: the recipient in a return path, by a pattern.
 * SPDX-License-Identifier: LGPL-2.1-or-later */
#include <string.h>

#include "dsn-syntax-private.h"
#include "dsn-verp-private.h"

/* Where the parts that tell the recipient stand in the address. */
typedef struct {
  const GArray *elements;
  const char *starts[DSN_VERP_ADDRESS + 1];
  gsize lengths[DSN_VERP_ADDRESS + 1];
} Match;

static gboolean match_rest (Match *match, guint index, const char *at);

static const DsnVerpElement *
element_at (const Match *match, guint index)
{
  return &g_array_index (match->elements, DsnVerpElement, index);
}

/* The first place of a text at or behind @at, in any letter case. */
static const char *
find_text (const char *at, const char *text)
{
  gsize length = strlen (text);

  for (; *at; at++)
    if (g_ascii_strncasecmp (at, text, length) == 0)
      return at;
  return NULL;
}

static gboolean
match_any (Match *match, guint index, const char *at)
{
  const char *end;

  if (!*at)
    return FALSE;
  if (index + 1 == match->elements->len)
    return !strchr (at, '@');
  end = find_text (at + 1, element_at (match, index + 1)->text);
  return end && !memchr (at, '@', (gsize) (end - at)) && match_rest (match, index + 1, end);
}

static gboolean
is_of_domain (char c)
{
  return g_ascii_isalnum (c) || (c && strchr (".-_", c)) || (guchar) c >= 0x80;
}

static gsize
span_of (DsnVerpType type, const char *at)
{
  gsize length = 0;

  switch (type) {
  case DSN_VERP_DIGITS:
    return strspn (at, "0123456789");
  case DSN_VERP_HEX:
    return strspn (at, "0123456789abcdefABCDEF");
  default:
    while (is_of_domain (at[length]))
      length++;
    return length;
  }
}

static gboolean
match_span (Match *match, guint index, const char *at)
{
  DsnVerpType type = element_at (match, index)->type;
  gsize length = span_of (type, at);

  match->starts[type] = at;
  match->lengths[type] = length;
  return length > 0 && match_rest (match, index + 1, at + length);
}

/* A local part may hold what follows it in the pattern, so the last place is the one. */
static gboolean
match_to_last (Match *match, guint index, const char *at)
{
  DsnVerpType type = element_at (match, index)->type;
  const char *text = element_at (match, index + 1)->text;

  for (const char *end = at + strlen (at); end > at; end--) {
    if (g_ascii_strncasecmp (end, text, strlen (text)) != 0)
      continue;
    if (match_rest (match, index + 1, end)) {
      match->starts[type] = at;
      match->lengths[type] = (gsize) (end - at);
      return TRUE;
    }
  }
  return FALSE;
}

static gboolean
match_rest (Match *match, guint index, const char *at)
{
  const DsnVerpElement *element;
  gsize length;

  if (index == match->elements->len)
    return !*at;
  element = element_at (match, index);
  switch (element->type) {
  case DSN_VERP_LITERAL:
    length = strlen (element->text);
    return g_ascii_strncasecmp (at, element->text, length) == 0
           && match_rest (match, index + 1, at + length);
  case DSN_VERP_ANY:
    return match_any (match, index, at);
  case DSN_VERP_LOCAL:
  case DSN_VERP_ADDRESS:
    return match_to_last (match, index, at);
  default:
    return match_span (match, index, at);
  }
}

char *
_dsn_verp_unquote (const char *address)
{
  const char *at = strrchr (address, '@');
  GString *plain;

  if (*address != '"' || !at || at - address < 2 || at[-1] != '"')
    return g_strdup (address);
  plain = g_string_new (NULL);
  for (const char *c = address + 1; c < at - 1; c++) {
    if (*c == '\\' && c + 1 < at - 1)
      c++;
    g_string_append_c (plain, *c);
  }
  g_string_append (plain, at);
  return g_string_free (plain, FALSE);
}

char *
_dsn_verp_quote (const char *local, const char *domain)
{
  g_autofree char *plain = g_strconcat (local, "@", domain, NULL);
  GString *quoted;

  if (*local != '"' && _dsn_is_mailbox (plain, TRUE))
    return g_steal_pointer (&plain);
  quoted = g_string_new ("\"");
  for (const char *c = local; *c; c++) {
    if (*c == '"' || *c == '\\')
      g_string_append_c (quoted, '\\');
    g_string_append_c (quoted, *c);
  }
  g_string_append_printf (quoted, "\"@%s", domain);
  return g_string_free (quoted, FALSE);
}

static char *
copy_part (const Match *match, DsnVerpType type)
{
  return match->starts[type] ? g_strndup (match->starts[type], match->lengths[type]) : NULL;
}

gboolean
_dsn_verp_find (const DsnVerp *verp, const char *address, DsnVerpMatch *result)
{
  g_autofree char *plain = NULL;
  Match match = { .elements = verp->elements };

  memset (result, 0, sizeof *result);
  if (strlen (address) > DSN_VERP_MAX_LENGTH || !_dsn_is_mailbox (address, TRUE))
    return FALSE;
  plain = _dsn_verp_unquote (address);
  if (!match_rest (&match, 0, plain))
    return FALSE;
  result->quoted = *address == '"';
  result->local = copy_part (&match, DSN_VERP_LOCAL);
  result->domain = copy_part (&match, DSN_VERP_DOMAIN);
  result->address = copy_part (&match, DSN_VERP_ADDRESS);
  return TRUE;
}

void
_dsn_verp_match_clear (DsnVerpMatch *match)
{
  g_clear_pointer (&match->local, g_free);
  g_clear_pointer (&match->domain, g_free);
  g_clear_pointer (&match->address, g_free);
}

/* Undoes an encoding of octets as @mark and two hexadecimal digits; NULL where a mark stands before
 * something else. */
static char *
decode_octets (const char *text, char mark)
{
  g_autoptr (GString) out = g_string_new (NULL);

  for (; *text; text++) {
    if (*text != mark) {
      g_string_append_c (out, *text);
      continue;
    }
    if (!g_ascii_isxdigit (text[1]) || !g_ascii_isxdigit (text[2]))
      return NULL;
    g_string_append_c (
        out, (char) (g_ascii_xdigit_value (text[1]) << 4 | g_ascii_xdigit_value (text[2])));
    text += 2;
  }
  if (strlen (out->str) != out->len || !g_utf8_validate (out->str, -1, NULL))
    return NULL;
  return g_strdup (out->str);
}

static char *
decode_address (const char *text)
{
  if (strstr (text, "%40"))
    return decode_octets (text, '%');
  return strstr (text, "=40") ? decode_octets (text, '=') : NULL;
}

char *
_dsn_verp_match_to_address (const DsnVerpMatch *match)
{
  g_autofree char *address = match->address ? decode_address (match->address)
                                            : _dsn_verp_quote (match->local, match->domain);

  if (!address || (*address == '"' && !match->quoted) || !_dsn_is_internet_mailbox (address))
    return NULL;
  return g_steal_pointer (&address);
}

char *
dsn_verp_match (const DsnVerp *verp, const char *address)
{
  DsnVerpMatch match;
  char *recipient;

  g_return_val_if_fail (verp != NULL && address != NULL, NULL);

  if (!_dsn_verp_find (verp, address, &match))
    return NULL;
  recipient = _dsn_verp_match_to_address (&match);
  _dsn_verp_match_clear (&match);
  return recipient;
}
