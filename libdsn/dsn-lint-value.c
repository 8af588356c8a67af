/* dsn-lint-value.c: the value of one field as RFC 3464 and what it refers to have it.
 * SPDX-License-Identifier: LGPL-2.1-or-later */
#include <string.h>

#include "dsn-lint-private.h"

/* RFC 3461 section 4.4: an envelope identifier in xtext. */
#define MAX_ENVELOPE_ID 100

/* The types that are registered (RFC 3464 section 2.1.2, RFC 6533 section 6.1); those that begin with X-
 * are free. RFC 3464 section 2.3.1 has "unknown" besides. */
static const struct {
  DsnFieldSyntax syntax;
  const char *type;
} types[] = {
  { DSN_FIELD_SYNTAX_MTA, "dns" },         { DSN_FIELD_SYNTAX_MTA, "x400" },
  { DSN_FIELD_SYNTAX_ADDRESS, "rfc822" },  { DSN_FIELD_SYNTAX_ADDRESS, "utf-8" },
  { DSN_FIELD_SYNTAX_ADDRESS, "x400" },    { DSN_FIELD_SYNTAX_ADDRESS, "unknown" },
  { DSN_FIELD_SYNTAX_DIAGNOSTIC, "smtp" }, { DSN_FIELD_SYNTAX_DIAGNOSTIC, "x400" },
};

/* A field that is looked at. */
typedef struct {
  const DsnLintCase *c;
  int recipient;
  DsnField field;
  goffset offset;
} Place;

#define NOTE(place, rule, ...)                                                              \
  DSN_LINT_NOTE ((place)->c, rule, (place)->recipient, dsn_field_get_name ((place)->field), \
                 (place)->offset, __VA_ARGS__)

static gboolean
is_registered_type (DsnFieldSyntax syntax, const char *type)
{
  for (guint i = 0; i < G_N_ELEMENTS (types); i++)
    if (types[i].syntax == syntax && g_ascii_strcasecmp (types[i].type, type) == 0)
      return TRUE;
  return g_ascii_strncasecmp (type, "x-", 2) == 0;
}

/* Whether the parentheses of a text that are not in quotes make comments (RFC 5322 section 3.2.2). */
static gboolean
is_balanced (const char *text)
{
  gboolean quoted = FALSE;
  guint depth = 0;

  for (; *text; text++) {
    if (*text == '\\' && text[1] && (quoted || depth > 0))
      text++;
    else if (*text == '"' && depth == 0)
      quoted = !quoted;
    else if (*text == '(' && !quoted)
      depth++;
    else if (*text == ')' && !quoted && depth-- == 0)
      return FALSE;
  }
  return depth == 0;
}

static void
check_mta_name (const Place *place, const char *name)
{
  g_autofree char *domain = _dsn_domain_of_mta (name);

  if (!domain)
    NOTE (place, DSN_RULE_BAD_MTA_NAME, "\"%s\" is not the name of a host", name);
}

static gboolean
is_rfc822_address (const char *address)
{
  /* Of addresses in brackets, in 8 bits, and in the form of another type the parser has told. */
  if (*address == '<' || strstr (address, "\\x{") || !g_str_is_ascii (address))
    return TRUE;
  /* RFC 5321 section 4.5.1 */
  return g_ascii_strcasecmp (address, "postmaster") == 0 || _dsn_is_mailbox (address, FALSE);
}

static gboolean
is_utf8_address (const char *address)
{
  g_autofree char *decoded = dsn_utf8_address_decode (address, NULL);

  return !decoded || *address == '<' || _dsn_is_mailbox (decoded, TRUE);
}

static void
check_address (const Place *place, const char *type, const char *address)
{
  gboolean is_rfc822 = g_ascii_strcasecmp (type, "rfc822") == 0;
  gboolean is_utf8 = g_ascii_strcasecmp (type, "utf-8") == 0;

  if ((is_rfc822 && !is_rfc822_address (address)) || (is_utf8 && !is_utf8_address (address)))
    NOTE (place, DSN_RULE_BAD_ADDRESS, "\"%s\" is not an address of type %s", address, type);
}

static void
check_typed (const Place *place, const char *text)
{
  DsnFieldSyntax syntax = dsn_field_get_syntax (place->field);
  const char *semicolon = strchr (text, ';');
  g_autofree char *type = NULL;

  if (!semicolon)
    return;
  type = g_strchomp (g_strndup (text, (gsize) (semicolon - text)));
  text = semicolon + 1 + strspn (semicolon + 1, " \t");
  /* Of types and values that are missing the parser has told. */
  if (!_dsn_is_atom (type) || !*text)
    return;
  if (!is_registered_type (syntax, type))
    NOTE (place, DSN_RULE_UNREGISTERED_TYPE, "the type %s is not registered for this field", type);
  else if (syntax == DSN_FIELD_SYNTAX_ADDRESS)
    check_address (place, type, text);
  else if (syntax == DSN_FIELD_SYNTAX_MTA && g_ascii_strcasecmp (type, "dns") == 0)
    check_mta_name (place, text);
}

/* RFC 3461 section 4.4: printable, and not longer in xtext than that may be. */
static void
check_envelope_id (const Place *place, const char *text)
{
  g_autofree char *xtext = dsn_xtext_encode (text);

  for (const char *at = text; *at; at++) {
    if (g_ascii_isprint (*at) || *at == '\t')
      continue;
    NOTE (place, DSN_RULE_BAD_ENVELOPE_ID, "an envelope identifier is of printable ASCII");
    return;
  }
  if (strlen (xtext) > MAX_ENVELOPE_ID)
    NOTE (place, DSN_RULE_BAD_ENVELOPE_ID,
          "an envelope identifier has no more than %d characters in xtext", MAX_ENVELOPE_ID);
}

static gboolean
is_numeric_zone (const char *zone)
{
  return strlen (zone) == 5 && (*zone == '+' || *zone == '-')
         && strspn (zone + 1, "0123456789") == 4;
}

static gboolean
is_rfc3339 (const char *date)
{
  return strspn (date, "0123456789") == 4 && date[4] == '-';
}

const char *
_dsn_lint_why_obsolete (const char *date)
{
  g_autofree char *plain = dsn_comment_strip (date, NULL);
  g_auto (GStrv) words = g_strsplit_set (plain, " \t,", -1);
  const char *last = "", *month = NULL;

  if (is_rfc3339 (plain))
    return "is written as RFC 3339 does, not as RFC 5322";
  for (guint i = 0; words[i]; i++) {
    if (!*words[i])
      continue;
    if (month && strspn (words[i], "0123456789") < 4)
      return "has a year of less than four digits";
    month = strlen (words[i]) == 3 && g_ascii_isalpha (*words[i]) && g_ascii_isdigit (*last)
                ? words[i]
                : NULL;
    last = words[i];
  }
  return is_numeric_zone (last) ? NULL : "does not give its zone as a number";
}

static void
check_date (const Place *place, const char *text)
{
  g_autoptr (GDateTime) date = dsn_date_parse (text);
  const char *why = date ? _dsn_lint_why_obsolete (text) : NULL;

  if (why)
    NOTE (place, DSN_RULE_OBSOLETE_DATE, "\"%s\" %s", text, why);
}

void
_dsn_lint_check_value (const DsnLintCase *c, int recipient, DsnField field, goffset offset,
                       const char *text)
{
  Place place = { c, field < DSN_FIELD_FIRST_PER_RECIPIENT ? -1 : recipient, field, offset };
  DsnFieldSyntax syntax = dsn_field_get_syntax (field);
  g_autofree char *plain = NULL;

  if (field == DSN_FIELD_ORIGINAL_ENVELOPE_ID)
    check_envelope_id (&place, text);
  if (syntax == DSN_FIELD_SYNTAX_DIAGNOSTIC)
    check_typed (&place, text);
  if (syntax == DSN_FIELD_SYNTAX_TEXT || syntax == DSN_FIELD_SYNTAX_DIAGNOSTIC)
    return;
  if (!is_balanced (text)) {
    NOTE (&place, DSN_RULE_UNBALANCED_COMMENT, "the parentheses in \"%s\" do not make comments",
          text);
    return;
  }
  plain = dsn_comment_strip (text, NULL);
  if (syntax == DSN_FIELD_SYNTAX_ADDRESS || syntax == DSN_FIELD_SYNTAX_MTA)
    check_typed (&place, plain);
  else if (syntax == DSN_FIELD_SYNTAX_DATE)
    check_date (&place, text);
}
