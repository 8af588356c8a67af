/* dsn-wild.c: reads one bounce that is not RFC 3464: asks the families, and takes what they find.
 * SPDX-License-Identifier: LGPL-2.1-or-later */
#include "dsn-wild-private.h"

/* A word that is said of a recipient may be this long in all. */
#define MAX_WORDS 4096

/* Of what a reader hands over at once: much of it may be blank. */
#define MAX_LOOKED_AT (4UL * MAX_WORDS)

/* What is said of many may be this long for each. */
#define MAX_SHARED 1024

/* So much of a list of addresses is looked through for one of a user. */
#define MAX_LIST 8192

#define DSN_WILD_FAMILY(name) &_dsn_wild_##name,
static const DsnWildFamily *const families[] = {
#include "wild/families.def"
};
#undef DSN_WILD_FAMILY

/* Giving */

static gboolean
is_user_name (DsnSpan user)
{
  if (user.length == 0 || user.length > 64)
    return FALSE;
  for (gsize i = 0; i < user.length; i++)
    if (g_ascii_isspace (user.text[i]) || g_ascii_iscntrl (user.text[i])
        || strchr ("<>()[],;:\"\\", user.text[i]))
      return FALSE;
  return TRUE;
}

/* Whether what was just said is new, and what was said before was said, too, and not given as a field. */
static gboolean
may_say_more (const DsnWild *wild, const DsnValue *known)
{
  if (!known)
    return TRUE;
  return !wild->is_complement && !dsn_value_get_type_name (known)
         && strlen (dsn_value_get_text (known)) < MAX_WORDS
         && !strstr (dsn_value_get_text (known), wild->words->str);
}

/* Whether a word is a reply whose blanks are underscores: "550_5.1.1_<jo_x@example.net>..._User_unknown". */
static gboolean
is_joined_reply (const char *word)
{
  return (*word == '4' || *word == '5') && g_ascii_isdigit (word[1]) && g_ascii_isdigit (word[2])
         && word[3] == '_';
}

/* What addresses in brackets have is their own. */
static void
part_joined_reply (char *word, gsize length)
{
  gboolean in_address = FALSE;

  for (gsize i = 0; i < length; i++) {
    if (word[i] == '<' || word[i] == '>')
      in_address = word[i] == '<';
    else if (word[i] == '_' && !in_address)
      word[i] = ' ';
  }
}

static void
part_joined_replies (char *words)
{
  gsize length;

  for (char *at = words + strspn (words, " \t"); *at; at += strspn (at, " \t")) {
    length = strcspn (at, " \t");
    if (is_joined_reply (at))
      part_joined_reply (at, length);
    at += length;
  }
}

/* Makes the words that were said of the last recipient its diagnostic, behind those that were said of it
 * before; a diagnostic that the text gave as a field stays. */
static void
finish_recipient (DsnWild *wild)
{
  const DsnValue *known =
      wild->recipient ? dsn_recipient_get_value (wild->recipient, DSN_FIELD_DIAGNOSTIC_CODE) : NULL;
  const char *before = known ? dsn_value_get_text (known) : "";

  part_joined_replies (wild->words->str);
  if (wild->recipient && wild->words->len > 0 && may_say_more (wild, known)) {
    if (known) {
      g_string_prepend_c (wild->words, ' ');
      g_string_prepend (wild->words, before);
    }
    dsn_recipient_set_value (wild->recipient, DSN_FIELD_DIAGNOSTIC_CODE,
                             dsn_value_new (NULL, wild->words->str, NULL));
    if (wild->is_complement)
      dsn_recipient_set_evidence (wild->recipient, DSN_EVIDENCE_REPLY, "explanation");
  }
  g_string_truncate (wild->words, 0);
  wild->recipient = NULL;
}

static gboolean
add_recipient (DsnWild *wild, DsnSpan address)
{
  g_autofree char *text = g_strndup (address.text, address.length);
  g_autofree char *key = g_ascii_strdown (text, -1);
  DsnRecipient *known = g_hash_table_lookup (wild->recipients, key);

  if (!known || known != wild->recipient)
    finish_recipient (wild);
  wild->recipient = known;
  if (known || wild->is_complement)
    return known != NULL;
  if (dsn_report_get_n_recipients (wild->report) >= wild->max_recipients) {
    if (!_dsn_report_has_problem (wild->report, DSN_RULE_TOO_MANY_RECIPIENTS, -1))
      _dsn_report_add_problem (wild->report, DSN_RULE_TOO_MANY_RECIPIENTS, -1, NULL, DSN_NO_OFFSET,
                               "only the first %u recipients were read", wild->max_recipients);
    return FALSE;
  }
  wild->recipient = dsn_report_add_recipient (wild->report);
  dsn_recipient_set_address (wild->recipient, text);
  dsn_recipient_set_evidence (wild->recipient, DSN_EVIDENCE_ADDRESS, "explanation");
  dsn_recipient_set_action (wild->recipient, wild->action);
  if (wild->action != DSN_ACTION_NONE)
    dsn_recipient_set_evidence (wild->recipient, DSN_EVIDENCE_ACTION, "explanation");
  g_hash_table_insert (wild->recipients, g_steal_pointer (&key), wild->recipient);
  return TRUE;
}

gboolean
_dsn_wild_add (DsnWild *wild, DsnSpan address)
{
  DsnSpan bare = _dsn_span_find_address (address);

  return bare.text && add_recipient (wild, bare);
}

/* The address in a list that has this local part. */
static DsnSpan
find_user (const char *list, DsnSpan user)
{
  DsnSpan rest = { list, list ? strnlen (list, MAX_LIST) : 0 };
  DsnSpan address;

  while (rest.length > 0 && (address = _dsn_span_find_address (rest)).text) {
    if (address.length > user.length && address.text[user.length] == '@'
        && g_ascii_strncasecmp (address.text, user.text, user.length) == 0)
      return address;
    rest = _dsn_span_behind (rest, address);
  }
  return DSN_SPAN_NONE;
}

DsnSpan
_dsn_wild_find_user (const DsnWild *wild, DsnSpan user, const char **source)
{
  DsnSpan address = find_user (_dsn_wild_header (wild, "X-Failed-Recipients"), user);

  *source = "envelope";
  if (address.text)
    return address;
  *source = "original";
  return find_user (dsn_report_get_original_header (wild->report, DSN_HEADER_TO), user);
}

gboolean
_dsn_wild_add_user (DsnWild *wild, DsnSpan user)
{
  DsnSpan name = _dsn_span_strip (user);
  DsnSpan address;
  const char *source;

  if (name.length > 2 && *name.text == '<' && name.text[name.length - 1] == '>')
    name = (DsnSpan){ name.text + 1, name.length - 2 };
  if (!is_user_name (name))
    return FALSE;
  address = _dsn_wild_find_user (wild, name, &source);
  if (!address.text)
    return add_recipient (wild, name);
  if (!add_recipient (wild, address))
    return FALSE;
  _dsn_wild_set_evidence (wild, source);
  return TRUE;
}

gboolean
_dsn_wild_return (DsnWild *wild, DsnSpan address)
{
  g_autofree char *key = g_ascii_strdown (address.text, (gssize) address.length);
  DsnRecipient *recipient = g_hash_table_lookup (wild->recipients, key);

  if (recipient && recipient != wild->recipient) {
    finish_recipient (wild);
    wild->recipient = recipient;
  }
  return recipient != NULL;
}

void
_dsn_wild_leave (DsnWild *wild)
{
  finish_recipient (wild);
}

gboolean
_dsn_wild_add_original (DsnWild *wild)
{
  const char *to = dsn_report_get_original_header (wild->report, DSN_HEADER_TO);

  if (!to || strchr (to, ',') || !_dsn_wild_add (wild, (DsnSpan){ to, strlen (to) }))
    return FALSE;
  _dsn_wild_set_evidence (wild, "original");
  return TRUE;
}

void
_dsn_wild_set_evidence (DsnWild *wild, const char *source)
{
  if (wild->recipient && !wild->is_complement)
    dsn_recipient_set_evidence (wild->recipient, DSN_EVIDENCE_ADDRESS, source);
}

static void
say_line (DsnWild *wild, DsnSpan line)
{
  DsnSpan words = _dsn_span_strip (line);
  const char *end;

  if (words.length == 0 || wild->words->len >= MAX_WORDS)
    return;
  if (wild->words->len > 0)
    g_string_append_c (wild->words, ' ');
  words.length = MIN (words.length, MAX_WORDS);
  /* Not inside a character. */
  (void) g_utf8_validate (words.text, (gssize) words.length, &end);
  g_string_append_len (wild->words, words.text, end - words.text);
}

void
_dsn_wild_say (DsnWild *wild, DsnSpan words)
{
  const char *at = words.text, *end = at + MIN (words.length, MAX_LOOKED_AT);
  DsnSpan line;

  while (wild->recipient && wild->words->len < MAX_WORDS && at
         && _dsn_span_next_line (&at, end, &line))
    say_line (wild, line);
}

/* Sets a field that is not there yet. */
static void
set_value (DsnWild *wild, DsnField field, const char *type, const char *text)
{
  DsnStatus status;

  /* What stands where a text has its status may be anything. */
  if (field == DSN_FIELD_STATUS && !dsn_status_parse (text, &status, NULL))
    return;
  if (field < DSN_FIELD_FIRST_PER_RECIPIENT) {
    if (!dsn_report_get_value (wild->report, field))
      dsn_report_set_value (wild->report, field, dsn_value_new (type, text, NULL));
  } else if (wild->recipient && !dsn_recipient_get_value (wild->recipient, field)) {
    dsn_recipient_set_value (wild->recipient, field, dsn_value_new (type, text, NULL));
  }
}

void
_dsn_wild_say_of_rest (DsnWild *wild, DsnSpan words)
{
  finish_recipient (wild);
  words.length = MIN (words.length, MAX_SHARED);
  for (guint i = 0; i < dsn_report_get_n_recipients (wild->report); i++) {
    wild->recipient = dsn_report_get_recipient (wild->report, i);
    if (!dsn_recipient_get_value (wild->recipient, DSN_FIELD_DIAGNOSTIC_CODE))
      _dsn_wild_say (wild, words);
    finish_recipient (wild);
  }
}

void
_dsn_wild_set_value (DsnWild *wild, DsnField field, DsnSpan span)
{
  g_autofree char *text = g_strndup (span.text ? span.text : "", span.length);
  char *semicolon = strchr (text, ';');
  const char *type = NULL, *value = text;

  if (semicolon) {
    *semicolon = '\0';
    type = g_strstrip (text);
    value = semicolon + 1;
  }
  value = value + strspn (value, " \t\n");
  if (*value)
    set_value (wild, field, type, value);
}

void
_dsn_wild_set_mta (DsnWild *wild, DsnField field, DsnSpan name)
{
  g_autofree char *text = NULL;

  if (!name.text || !memchr (name.text, '.', name.length))
    return;
  text = g_strndup (name.text, name.length);
  set_value (wild, field, "dns", text);
}

void
_dsn_wild_set_text (DsnWild *wild, DsnField field, DsnSpan text)
{
  g_autofree char *copy = g_strndup (text.text ? text.text : "", text.length);

  if (*copy)
    set_value (wild, field, NULL, copy);
}

void
_dsn_wild_set_date (DsnWild *wild, DsnField field, DsnSpan span)
{
  DsnSpan stripped = _dsn_span_strip (span);
  g_autofree char *text = g_strndup (stripped.text ? stripped.text : "", stripped.length);
  g_autoptr (GDateTime) date = dsn_date_parse (text);
  g_autofree char *written = date ? dsn_date_to_rfc3339 (date) : NULL;

  if (written)
    set_value (wild, field, NULL, written);
}

/* Reading */

static void
open_wild (DsnWild *wild, DsnReport *report, const DsnWildMail *mail)
{
  const char *from = dsn_report_get_header (report, DSN_HEADER_FROM);
  const char *subject = dsn_report_get_header (report, DSN_HEADER_SUBJECT);

  *wild = (DsnWild){ .header = mail->header,
                     .from = from ? from : "",
                     .subject = subject ? subject : "",
                     .is_from_system = _dsn_wild_is_from_system (mail->header, report),
                     .text = mail->text,
                     .end = mail->text + mail->length,
                     .report = report,
                     .max_recipients = mail->max_recipients,
                     .questions = mail->questions,
                     .words = g_string_new (NULL) };
  wild->recipients = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, NULL);
  _dsn_wild_sign (wild);
}

static void
close_wild (DsnWild *wild)
{
  g_hash_table_unref (wild->recipients);
  g_string_free (wild->words, TRUE);
}

static gboolean
ask_family (DsnWild *wild, const DsnWildFamily *family)
{
  wild->action = DSN_ACTION_FAILED;
  wild->kind = DSN_KIND_DSN;
  if (!family->probe (wild))
    return FALSE;
  family->read (wild);
  finish_recipient (wild);
  return dsn_report_get_n_recipients (wild->report) > 0;
}

static const DsnWildFamily *
ask_families (DsnWild *wild)
{
  for (guint i = 0; i < G_N_ELEMENTS (families); i++)
    if (ask_family (wild, families[i]))
      return families[i];
  return NULL;
}

gboolean
_dsn_wild_read (DsnReport *report, const DsnWildMail *mail)
{
  const DsnWildFamily *family;
  DsnWild wild;

  open_wild (&wild, report, mail);
  wild.has_status_part = dsn_report_get_kind (report) == DSN_KIND_DSN;
  family = ask_families (&wild);
  if (family) {
    dsn_report_set_format (report, family->name);
    dsn_report_set_kind (report, wild.kind);
  }
  close_wild (&wild);
  return family != NULL;
}

/* A recipient is found by any address that its fields give. */
static void
know_recipient (DsnWild *wild, DsnRecipient *recipient, DsnField field)
{
  const char *text = dsn_recipient_get_text (recipient, field);
  g_autofree char *address = text ? dsn_address_extract (text) : NULL;

  g_autofree char *key = address ? g_ascii_strdown (address, -1) : NULL;

  if (key && !g_hash_table_contains (wild->recipients, key))
    g_hash_table_insert (wild->recipients, g_steal_pointer (&key), recipient);
}

void
_dsn_wild_complement (DsnReport *report, const DsnWildMail *mail)
{
  DsnWild wild;

  open_wild (&wild, report, mail);
  wild.is_complement = wild.has_status_part = TRUE;
  for (guint i = 0; i < dsn_report_get_n_recipients (report); i++) {
    DsnRecipient *recipient = dsn_report_get_recipient (report, i);

    if (dsn_action_get_class (dsn_recipient_get_action (recipient)) == 2)
      continue;
    know_recipient (&wild, recipient, DSN_FIELD_ORIGINAL_RECIPIENT);
    know_recipient (&wild, recipient, DSN_FIELD_FINAL_RECIPIENT);
  }
  (void) ask_families (&wild);
  close_wild (&wild);
}
