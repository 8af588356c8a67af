/* dsn-fix-fields.c: fields of a report that are put right.
 * SPDX-License-Identifier: LGPL-2.1-or-later */
#include <string.h>

#include "dsn-fields-private.h"
#include "dsn-fix-private.h"
#include "dsn-lint-private.h"

/* The recipient that the finding is about; NULL for none. */
static DsnRecipient *
get_recipient (const DsnFix *fix)
{
  DsnReport *report = dsn_verdict_get_report (fix->verdict);
  int number = dsn_problem_get_recipient (fix->problem);

  if (number < 0 || (guint) number >= dsn_report_get_n_recipients (report))
    return NULL;
  return dsn_report_get_recipient (report, (guint) number);
}

static gboolean
get_field (const DsnFix *fix, DsnField *field)
{
  const char *name = dsn_problem_get_field (fix->problem);

  return name && _dsn_field_lookup (name, strlen (name), field);
}

static gboolean
is_in_global_part (const DsnFix *fix)
{
  return g_strcmp0 (dsn_report_get_format (dsn_verdict_get_report (fix->verdict)), "rfc6533") == 0;
}

/* Sets the value and says so. */
static gboolean
change_value (DsnFix *fix, const char *value)
{
  g_autofree char *before = _dsn_fix_get_value (fix);

  if (!before || !_dsn_fix_set_value (fix, value))
    return FALSE;
  _dsn_fix_note (fix, "%s is \"%s\" now, was \"%s\"", dsn_problem_get_field (fix->problem), value,
                 before);
  return TRUE;
}

/* Splits "type; value"; FALSE where there is no type. */
static gboolean
split (const char *text, char **type, char **value)
{
  const char *semicolon = strchr (text, ';');

  if (!semicolon)
    return FALSE;
  *type = g_strstrip (g_strndup (text, (gsize) (semicolon - text)));
  *value = g_strstrip (g_strdup (semicolon + 1));
  return TRUE;
}

static gboolean
fix_missing_blank_line (DsnFix *fix)
{
  if (!_dsn_fix_edit (fix, (DsnRange){ fix->place, fix->place }, fix->newline))
    return FALSE;
  _dsn_fix_note (fix, "put an empty line before %s", dsn_problem_get_field (fix->problem));
  return TRUE;
}

/* The beginning of the line before a place. */
static gsize
line_before (const DsnFix *fix, gsize place)
{
  gsize at = place - 1;

  while (at > 0 && fix->text[at - 1] != '\n')
    at--;
  return at;
}

static gboolean
is_blank_line (const DsnFix *fix, gsize from, gsize to)
{
  while (from < to && g_ascii_isspace (fix->text[from]))
    from++;
  return from == to;
}

/* Of several lines one stays, which parts groups; one alone cut a group into two. */
static gboolean
fix_extra_blank_line (DsnFix *fix)
{
  const DsnLayoutPart *part = _dsn_fix_get_part (fix);
  gsize at = fix->place, first = fix->place;
  guint count = 0;

  while (part && at > part->body.from) {
    gsize before = line_before (fix, at);

    if (before < part->body.from || !is_blank_line (fix, before, at))
      break;
    first = at;
    at = before;
    count++;
  }
  if (count == 0 || !_dsn_fix_edit (fix, (DsnRange){ count > 1 ? first : at, fix->place }, ""))
    return FALSE;
  _dsn_fix_note (fix, "took %u empty %s away before %s", MAX (count - 1, 1),
                 count > 2 ? "lines" : "line", dsn_problem_get_field (fix->problem));
  return TRUE;
}

static gboolean
fix_space_before_colon (DsnFix *fix)
{
  gsize at = fix->place, colon;

  while (at < fix->length && g_ascii_isgraph (fix->text[at]) && fix->text[at] != ':')
    at++;
  colon = at + strspn (fix->text + at, " \t");
  if (colon >= fix->length || !_dsn_fix_edit (fix, (DsnRange){ at, colon }, ""))
    return FALSE;
  _dsn_fix_note (fix, "took the space before the colon of %s away",
                 dsn_problem_get_field (fix->problem));
  return TRUE;
}

static gboolean
fix_brackets (DsnFix *fix)
{
  g_autofree char *text = _dsn_fix_get_value (fix);
  g_autofree char *type = NULL, *address = NULL, *value = NULL;
  gsize length;

  if (!text || !split (text, &type, &address))
    return FALSE;
  length = strlen (address);
  if (length < 3 || *address != '<' || address[length - 1] != '>')
    return FALSE;
  address[length - 1] = '\0';
  if (!_dsn_is_mailbox (address + 1, FALSE))
    return FALSE;
  value = g_strdup_printf ("%s; %s", type, address + 1);
  return change_value (fix, value);
}

static gboolean
begins_with_reply_code (const char *text)
{
  return strspn (text, "2345") > 0 && g_ascii_isdigit (text[1]) && g_ascii_isdigit (text[2])
         && (text[3] == ' ' || text[3] == '-');
}

/* The type that a value can only have; NULL if it may have another. */
static const char *
type_of_value (DsnField field, const char *text)
{
  g_autofree char *plain = dsn_comment_strip (text, NULL);
  g_autofree char *domain = NULL;

  switch (dsn_field_get_syntax (field)) {
  case DSN_FIELD_SYNTAX_ADDRESS:
    return _dsn_is_internet_mailbox (plain) && g_str_is_ascii (plain) ? "rfc822" : NULL;
  case DSN_FIELD_SYNTAX_MTA:
    domain = _dsn_domain_of_mta (plain);
    return domain ? "dns" : NULL;
  case DSN_FIELD_SYNTAX_DIAGNOSTIC:
    return begins_with_reply_code (text) ? "smtp" : NULL;
  default:
    return NULL;
  }
}

static gboolean
fix_missing_type (DsnFix *fix)
{
  g_autofree char *text = _dsn_fix_get_value (fix);
  const char *type;
  DsnField field;
  g_autofree char *value = NULL;

  if (!text || !get_field (fix, &field) || strchr (text, ';') == text)
    return FALSE;
  type = type_of_value (field, text);
  value = type ? g_strdup_printf ("%s; %s", type, text) : NULL;
  return value && change_value (fix, value);
}

/* A word that can only mean one of the five. */
static gboolean
fix_action (DsnFix *fix)
{
  const DsnRecipient *recipient = get_recipient (fix);
  DsnAction action = recipient ? dsn_recipient_get_action (recipient) : DSN_ACTION_NONE;

  return action != DSN_ACTION_NONE && change_value (fix, dsn_action_to_string (action));
}

/* Makes what stands behind the first word a comment. */
static gboolean
fix_text_after_value (DsnFix *fix)
{
  g_autofree char *text = _dsn_fix_get_value (fix);
  g_autofree char *comment = NULL;
  g_autofree char *bare = text ? dsn_comment_strip (text, &comment) : NULL;
  gsize length = bare ? strcspn (bare, " \t") : 0;
  GString *value;
  gboolean done;

  if (!bare || !bare[length])
    return FALSE;
  value = g_string_new_len (bare, (gssize) length);
  g_string_append (value, " (");
  for (const char *at = bare + length + strspn (bare + length, " \t"); *at; at++) {
    if (strchr ("()\\", *at))
      g_string_append_c (value, '\\');
    g_string_append_c (value, *at);
  }
  g_string_append_c (value, ')');
  /* What was a comment already would lose its place. */
  done = !comment && change_value (fix, value->str);
  g_string_free (value, TRUE);
  return done;
}

/* RFC 5322 section 4.3 says what the old forms mean. */
static gboolean
fix_date (DsnFix *fix)
{
  g_autofree char *text = _dsn_fix_get_value (fix);
  g_autoptr (GDateTime) date = text ? dsn_date_parse (text) : NULL;
  g_autofree char *value = date ? dsn_date_to_rfc5322 (date) : NULL;

  return value && change_value (fix, value);
}

static gboolean
fix_eight_bit_address (DsnFix *fix)
{
  g_autofree char *text = _dsn_fix_get_value (fix);
  g_autofree char *type = NULL, *address = NULL, *encoded = NULL, *value = NULL;
  DsnRange field;
  gsize start;

  if (!text || !split (text, &type, &address) || !_dsn_is_mailbox (address, TRUE))
    return FALSE;
  /* What is no UTF-8 was read as windows-1252, which may be wrong; and what cannot be seen was not meant. */
  if (_dsn_report_has_problem (dsn_verdict_get_report (fix->verdict), DSN_RULE_BAD_CHARACTERS,
                               dsn_problem_get_recipient (fix->problem))
      || !_dsn_fix_find_field (fix, fix->place, &field, &start)
      || !g_utf8_validate (fix->text + start, (gssize) (field.to - start), NULL))
    return FALSE;
  encoded = dsn_utf8_address_encode (address, is_in_global_part (fix) ? DSN_UTF8_FORM_UNITEXT
                                                                      : DSN_UTF8_FORM_XTEXT);
  value = g_strdup_printf ("utf-8; %s", encoded);
  return change_value (fix, value);
}

/* A backslash stands in no address of type rfc822 but in quotes. */
static gboolean
fix_leaked_utf8_form (DsnFix *fix)
{
  g_autofree char *text = _dsn_fix_get_value (fix);
  g_autofree char *type = NULL, *address = NULL, *decoded = NULL, *value = NULL;

  if (!text || !split (text, &type, &address) || strchr (address, '"'))
    return FALSE;
  decoded = dsn_utf8_address_decode (address, NULL);
  if (!decoded || !_dsn_is_mailbox (decoded, TRUE))
    return FALSE;
  value = g_str_is_ascii (decoded) ? g_strdup_printf ("rfc822; %s", decoded)
                                   : g_strdup_printf ("utf-8; %s", address);
  return change_value (fix, value);
}

/* The server's own code says what it was. */
static gboolean
fix_vague_status (DsnFix *fix)
{
  const DsnRecipient *recipient = get_recipient (fix);
  const DsnReply *reply = recipient ? dsn_recipient_get_reply (recipient) : NULL;
  g_autofree char *code = reply ? dsn_status_to_string (dsn_reply_get_status (reply)) : NULL;

  return code && change_value (fix, code);
}

static gboolean
fix_misspelt_field (DsnFix *fix)
{
  const char *name = dsn_problem_get_field (fix->problem);
  const char *meant = _dsn_lint_find_meant_field (name, strlen (name));
  const DsnRecipient *recipient = get_recipient (fix);
  DsnReport *report = dsn_verdict_get_report (fix->verdict);
  DsnField field;

  if (!meant || !_dsn_field_lookup (meant, strlen (meant), &field)
      || (field >= DSN_FIELD_FIRST_PER_RECIPIENT) != (recipient != NULL)
      || (recipient ? dsn_recipient_get_value (recipient, field) != NULL
                    : dsn_report_get_value (report, field) != NULL)
      || !_dsn_fix_edit (fix, (DsnRange){ fix->place, fix->place + strlen (name) }, meant))
    return FALSE;
  _dsn_fix_note (fix, "%s is called %s now", name, meant);
  return TRUE;
}

/* Whether a field of the same name and value stands in the group already. */
static gboolean
is_said_before (const DsnFix *fix, const char *name, const char *value)
{
  const DsnLayoutPart *part = _dsn_fix_get_part (fix);
  gsize from = fix->place;
  g_autofree char *first = NULL;

  while (part && from > part->body.from && !is_blank_line (fix, line_before (fix, from), from))
    from = line_before (fix, from);
  first = part ? _dsn_layout_get_value (&fix->layout, (DsnRange){ from, fix->place }, name) : NULL;
  return g_strcmp0 (first, value) == 0;
}

static gboolean
fix_duplicate_field (DsnFix *fix)
{
  const char *name = dsn_problem_get_field (fix->problem);
  g_autofree char *text = _dsn_fix_get_value (fix);
  DsnRange field;
  gsize value;

  if (!text || !is_said_before (fix, name, text)
      || !_dsn_fix_find_field (fix, fix->place, &field, &value) || !_dsn_fix_edit (fix, field, ""))
    return FALSE;
  _dsn_fix_note (fix, "took the second %s away, which said the same", name);
  return TRUE;
}

/* The end of the first group of fields in a body. */
static gsize
find_first_group_end (const DsnFix *fix, DsnRange body)
{
  gsize at = body.from;

  while (at < body.to) {
    gsize next = _dsn_layout_next_line (fix->text, fix->length, at);

    if (is_blank_line (fix, at, next))
      return at;
    at = next;
  }
  return body.to;
}

/* Moves a field of the message to the first group; where it stands there too, it is not known which is
 * true. */
static gboolean
fix_wrong_group (DsnFix *fix)
{
  const DsnLayoutPart *part = _dsn_fix_get_part (fix);
  const char *name = dsn_problem_get_field (fix->problem);
  g_autofree char *line = NULL;
  DsnRange field, other;
  gsize value, end;

  if (!part || !_dsn_fix_find_field (fix, fix->place, &field, &value))
    return FALSE;
  end = find_first_group_end (fix, part->body);
  if (end >= fix->place || fix->text[field.to - 1] != '\n'
      || _dsn_layout_find_field (&fix->layout, (DsnRange){ part->body.from, end }, name, &other))
    return FALSE;
  line = g_strndup (fix->text + field.from, field.to - field.from);
  if (!_dsn_fix_edit (fix, (DsnRange){ end, end }, line) || !_dsn_fix_edit (fix, field, ""))
    return FALSE;
  _dsn_fix_note (fix, "moved %s to the first group", name);
  return TRUE;
}

DsnFixer
_dsn_fix_find_field_fixer (DsnRule rule)
{
  static const struct {
    DsnRule rule;
    DsnFixer fixer;
  } fixers[] = {
    { DSN_RULE_MISSING_BLANK_LINE, fix_missing_blank_line },
    { DSN_RULE_EXTRA_BLANK_LINE, fix_extra_blank_line },
    { DSN_RULE_FIELD_IN_WRONG_GROUP, fix_wrong_group },
    { DSN_RULE_DUPLICATE_FIELD, fix_duplicate_field },
    { DSN_RULE_MISSPELT_FIELD, fix_misspelt_field },
    { DSN_RULE_SPACE_BEFORE_COLON, fix_space_before_colon },
    { DSN_RULE_MISSING_TYPE, fix_missing_type },
    { DSN_RULE_BAD_ACTION, fix_action },
    { DSN_RULE_TEXT_AFTER_VALUE, fix_text_after_value },
    { DSN_RULE_OBSOLETE_DATE, fix_date },
    { DSN_RULE_BRACKETED_ADDRESS, fix_brackets },
    { DSN_RULE_EIGHT_BIT_ADDRESS, fix_eight_bit_address },
    { DSN_RULE_UTF8_TYPE_IN_ASCII_PART, fix_eight_bit_address },
    { DSN_RULE_LEAKED_UTF8_FORM, fix_leaked_utf8_form },
    { DSN_RULE_VAGUE_STATUS, fix_vague_status },
  };

  for (guint i = 0; i < G_N_ELEMENTS (fixers); i++)
    if (fixers[i].rule == rule)
      return fixers[i].fixer;
  return NULL;
}
