/* sendmail.c: Sendmail without a machine part, from version 5 on, with what vendors made of it.
 *
 *        ----- The following addresses had permanent fatal errors -----
 *     <jo@example.net>
 *         (reason: 550 5.1.1 no such user)
 *
 *        ----- Transcript of session follows -----
 *     550 5.1.1 <jo@example.net>... User unknown
 *
 * Version 5 has the transcript only.
 * SPDX-License-Identifier: LGPL-2.1-or-later */
#include "dsn-wild-private.h"

#define TRANSCRIPT "Transcript of session follows"

/* Titles of lists of recipients, as they begin. */
static const struct {
  const char *title;
  DsnAction action;
} titles[] = {
  { "The following addresses had permanent", DSN_ACTION_FAILED },
  { "The following addresses had fatal", DSN_ACTION_FAILED },
  { "The following addresses had delivery problems", DSN_ACTION_FAILED },
  { "The following addresses had delivery errors", DSN_ACTION_FAILED },
  { "The following addresses had transient", DSN_ACTION_DELAYED },
  { "The following addresses had successful", DSN_ACTION_DELIVERED },
  { "The following addresses had delivery notifications", DSN_ACTION_DELIVERED },
  { "The following addresses have delivery notifications", DSN_ACTION_DELIVERED },
  { "Recipients of this delivery", DSN_ACTION_FAILED },
};

/* What stands behind an address, where one list has recipients of every kind. */
static const struct {
  const char *words;
  DsnAction action;
} remarks[] = {
  { "(unrecoverable error", DSN_ACTION_FAILED },
  { "(transient failure", DSN_ACTION_DELAYED },
  { "(deferred", DSN_ACTION_DELAYED },
  { "(warning", DSN_ACTION_DELAYED },
  { "(successfully delivered", DSN_ACTION_DELIVERED },
  { "(relayed", DSN_ACTION_RELAYED },
  { "(expanded by", DSN_ACTION_EXPANDED },
};

static DsnAction
find_action (DsnSpan title)
{
  for (guint i = 0; i < G_N_ELEMENTS (titles); i++)
    if (_dsn_span_begins (title, titles[i].title))
      return titles[i].action;
  return DSN_ACTION_NONE;
}

/* Where the sender was changed on the way, the subject and the first words tell; whoever quotes a bounce
 * writes something above it. */
static gboolean
begins_as_sendmail (const DsnWild *wild)
{
  DsnSpan text = { wild->text, (gsize) (wild->end - wild->text) };

  text = _dsn_span_strip (text);
  return _dsn_wild_subject_begins (wild, "Returned mail: ")
         && (_dsn_span_begins (text, "The original message was received at")
             || _dsn_span_begins (text, "-----"));
}

static gboolean
is_sendmail (const DsnWild *wild)
{
  const char *at = NULL;
  DsnSpan title, section;

  if (!wild->is_from_system && !begins_as_sendmail (wild))
    return FALSE;
  while (_dsn_wild_next_section (wild, &at, &title, &section))
    if (_dsn_span_begins (title, TRANSCRIPT) || find_action (title) != DSN_ACTION_NONE)
      return TRUE;
  return FALSE;
}

/* A list being read. What is said of a program waits for the recipient of which it came. */
typedef struct {
  DsnAction action;
  gboolean is_inside;
  DsnSpan reason;
} List;

static DsnAction
find_remark (DsnSpan line, DsnAction otherwise)
{
  for (guint i = 0; i < G_N_ELEMENTS (remarks); i++)
    if (_dsn_span_find (line, remarks[i].words).text)
      return remarks[i].action;
  return otherwise;
}

/* Programs, files and lists in files, to which aliases lead. */
static gboolean
is_target (DsnSpan head)
{
  while (head.length > 0 && strchr ("<\"", *head.text))
    head = (DsnSpan){ head.text + 1, head.length - 1 };
  return head.length > 0 && strchr ("|/:", *head.text) != NULL;
}

/* A user of the system: a word and nothing else, but for a remark. */
static gboolean
add_user (DsnWild *wild, DsnSpan line)
{
  DsnSpan name = _dsn_span_first_word (line);
  DsnSpan rest = name.text ? _dsn_span_behind (line, name) : line;

  (void) _dsn_span_skip (&rest, ">");
  rest = _dsn_span_strip (rest);
  return name.text && g_ascii_isalpha (*name.text) && (rest.length == 0 || *rest.text == '(')
         && _dsn_wild_add_user (wild, name);
}

static void
read_head (DsnWild *wild, List *list, DsnSpan line)
{
  DsnSpan rest;
  DsnSpan address = _dsn_span_take_address (line, &rest);

  list->reason = DSN_SPAN_NONE;
  list->is_inside = FALSE;
  wild->action = find_remark (line, list->action);
  if (is_target (line))
    return;
  list->is_inside = address.text ? _dsn_wild_add (wild, address) : add_user (wild, line);
}

/* What stands between the colon and the parenthesis at the end. */
static gboolean
take_remark (DsnSpan line, const char *name, DsnSpan *value)
{
  if (!_dsn_span_skip (&line, name))
    return FALSE;
  if (line.length > 0 && line.text[line.length - 1] == ')')
    line.length--;
  *value = _dsn_span_strip (line);
  return TRUE;
}

/* The exit status of a program, of which the transcript says more. */
static gboolean
is_number (DsnSpan words)
{
  gsize length = 0;

  while (length < words.length && g_ascii_isdigit (words.text[length]))
    length++;
  return length > 0 && length == words.length;
}

static void
read_remark (DsnWild *wild, List *list, DsnSpan line)
{
  DsnSpan parent;

  if (take_remark (line, "(reason:", &list->reason)) {
    if (is_number (list->reason))
      list->reason = DSN_SPAN_NONE;
    if (list->is_inside && list->reason.text)
      _dsn_wild_say (wild, list->reason);
  } else if (!list->is_inside && take_remark (line, "(expanded from:", &parent)) {
    list->is_inside = _dsn_wild_add (wild, parent) || _dsn_wild_add_user (wild, parent);
    if (list->is_inside && list->reason.text)
      _dsn_wild_say (wild, list->reason);
  }
}

static void
read_list (DsnWild *wild, DsnSpan section, DsnAction action)
{
  const char *at = section.text, *end = section.text + section.length;
  List list = { action, FALSE, DSN_SPAN_NONE };
  gboolean has_begun = FALSE;
  DsnSpan line;

  while (_dsn_span_next_line (&at, end, &line)) {
    DsnSpan words = _dsn_span_strip (line);

    if (words.length == 0 && has_begun)
      return;
    if (words.length == 0)
      continue;
    has_begun = TRUE;
    if (*words.text == '(')
      read_remark (wild, &list, words);
    else
      read_head (wild, &list, words);
  }
}

/* Whether the whole of it says that something waits. */
static gboolean
is_warning (const DsnWild *wild)
{
  return _dsn_wild_subject_begins (wild, "Warning: ") || _dsn_wild_has (wild, "Will keep trying");
}

/* "Delivery notifications" may be of any kind. */
static DsnAction
find_list_action (const DsnWild *wild, DsnSpan title)
{
  DsnAction action = find_action (title);

  return action == DSN_ACTION_DELIVERED && _dsn_span_find (title, "notifications").text
                 && is_warning (wild)
             ? DSN_ACTION_DELAYED
             : action;
}

static void
read_lists (DsnWild *wild)
{
  const char *at = NULL;
  DsnSpan title, section;

  while (_dsn_wild_next_section (wild, &at, &title, &section))
    if (find_action (title) != DSN_ACTION_NONE)
      read_list (wild, section, find_list_action (wild, title));
}

static void
read_transcripts (DsnWild *wild)
{
  gboolean is_listed = dsn_report_get_n_recipients (wild->report) > 0;
  const char *at = NULL;
  DsnSpan title, section;

  while (_dsn_wild_next_section (wild, &at, &title, &section)) {
    if (!_dsn_span_begins (title, TRANSCRIPT))
      continue;
    wild->action = DSN_ACTION_FAILED;
    if (is_warning (wild))
      wild->action = DSN_ACTION_DELAYED;
    _dsn_wild_read_transcript (wild, section, is_listed);
    if (dsn_report_get_n_recipients (wild->report) == 0 && _dsn_wild_add_original (wild))
      _dsn_wild_read_transcript (wild, section, TRUE);
  }
}

/* "The original message was received at Mon, 23 Nov 2026 10:00:00 +0100\nfrom client.example.com" */
static void
read_arrival (DsnWild *wild)
{
  const char *at = _dsn_wild_find_after (wild, "The original message was received at ");
  DsnSpan line;

  if (at && _dsn_span_next_line (&at, wild->end, &line))
    _dsn_wild_set_date (wild, DSN_FIELD_ARRIVAL_DATE, line);
  if (at && _dsn_span_next_line (&at, wild->end, &line) && _dsn_span_skip (&line, "from ")
      && !memchr (line.text, '@', line.length))
    _dsn_wild_set_mta (wild, DSN_FIELD_RECEIVED_FROM_MTA, _dsn_span_first_word (line));
}

static void
read_sendmail (DsnWild *wild)
{
  read_arrival (wild);
  read_lists (wild);
  read_transcripts (wild);
}

const DsnWildFamily _dsn_wild_sendmail = { "sendmail", is_sendmail, read_sendmail };
