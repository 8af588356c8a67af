/* gmail.c: Google's mail, for its own users and for Workspace.
 * SPDX-License-Identifier: LGPL-2.1-or-later */
#include "dsn-wild-private.h"

/* What follows are the words of the server that refused. */
#define ERROR "The error that the other server returned was:"

static gboolean
has_headline (const DsnWild *wild)
{
  return g_str_has_prefix (wild->text + strspn (wild->text, " \n"), "** ");
}

static gboolean
is_gmail (const DsnWild *wild)
{
  if (!_dsn_wild_is_from (wild, "mailer-daemon", "googlemail.com")
      && !_dsn_wild_is_from (wild, "mailer-daemon", "google.com")
      && !_dsn_wild_is_from (wild, "mailer-daemon", "gmail.com"))
    return FALSE;
  return has_headline (wild) || _dsn_wild_has (wild, "Delivery to the following recipient");
}

static gboolean
is_delayed (const DsnWild *wild)
{
  return _dsn_wild_subject_begins (wild, "Delivery Status Notification (Delay)")
         || _dsn_wild_has (wild, "THIS IS A WARNING MESSAGE ONLY")
         || _dsn_wild_has (wild, "has been delayed:")
         || g_str_has_prefix (wild->text + strspn (wild->text, " \n"), "** Delivery incomplete");
}

/* The plain form: "Delivery to the following recipient failed permanently:", and the addresses. */

/* What is said of every recipient: the server's words, else Google's own, which come last. */
static DsnSpan
find_words (const DsnWild *wild)
{
  static const char *const introductions[] = { ERROR, "Technical details of permanent failure:",
                                               "Technical details of temporary failure:",
                                               "Message will be retried" };
  const char *found = NULL;

  for (guint i = 0; i < G_N_ELEMENTS (introductions) && !found; i++) {
    found = _dsn_wild_find (wild, introductions[i]);
    if (found && g_str_has_suffix (introductions[i], ":"))
      found += strlen (introductions[i]);
  }
  return found ? (DsnSpan){ found, (gsize) (wild->end - found) } : DSN_SPAN_NONE;
}

/* "by the server for the recipient domain example.net by mx.example.net. [192.0.2.1]." */
static DsnSpan
find_remote (const DsnWild *wild)
{
  const char *domain = _dsn_wild_find (wild, "by the server for the recipient domain ");
  DsnSpan line, host;

  if (!domain || !_dsn_span_next_line (&domain, wild->end, &line))
    return DSN_SPAN_NONE;
  host = _dsn_span_find (line, ". [");
  while (host.text && host.text > line.text && host.text[-1] != ' ')
    host.text--;
  return host.text ? _dsn_span_first_word ((DsnSpan){ host.text, line.length }) : DSN_SPAN_NONE;
}

/* The first lines with an address and nothing else; what comes back in them is not asked. */
static void
read_addresses (DsnWild *wild)
{
  const char *at = _dsn_wild_find_after (wild, "Delivery to the following recipient");
  DsnSpan words = find_words (wild), remote = find_remote (wild);
  gboolean found = FALSE;
  DsnSpan line;

  while (at && _dsn_span_next_line (&at, wild->end, &line)) {
    DsnSpan rest = DSN_SPAN_NONE;
    DsnSpan address = _dsn_span_take_address (line, &rest);

    if (found && !address.text && !_dsn_span_is_blank (line))
      return;
    if (!address.text || !_dsn_wild_add (wild, address))
      continue;
    found = TRUE;
    _dsn_wild_say (wild, words);
    _dsn_wild_set_mta (wild, DSN_FIELD_REMOTE_MTA, remote);
  }
}

/* The form of a page: "** Address not found **", and a sentence that names the address. */

/* "Learn more here:" and a link, in any language. */
static gboolean
is_link (DsnSpan paragraph)
{
  const char *at = paragraph.text;
  DsnSpan line;

  if (!_dsn_span_find (paragraph, "://").text)
    return FALSE;
  while (_dsn_span_next_line (&at, paragraph.text + paragraph.length, &line))
    if (line.length > 0 && g_ascii_isdigit (*line.text))
      return FALSE;
  return TRUE;
}

static DsnSpan
strip_stars (DsnSpan headline)
{
  headline = _dsn_span_strip (headline);
  while (headline.length > 0 && strchr ("* ", *headline.text)) {
    headline.text++;
    headline.length--;
  }
  while (headline.length > 0 && strchr ("* ", headline.text[headline.length - 1]))
    headline.length--;
  return headline;
}

/* The headline and what is said below it. */
static GString *
gather_page (const DsnWild *wild)
{
  const char *at = wild->text;
  DsnSpan paragraph = strip_stars (_dsn_wild_next_paragraph (&at, wild->end));
  GString *page = g_string_new_len (paragraph.text, (gssize) paragraph.length);

  while ((paragraph = _dsn_wild_next_paragraph (&at, wild->end)).length > 0) {
    if (is_link (paragraph))
      continue;
    g_string_append_c (page, '\n');
    g_string_append_len (page, paragraph.text, (gssize) paragraph.length);
  }
  return page;
}

/* In a warning no header field tells the recipient. */
static void
read_page (DsnWild *wild)
{
  g_autoptr (GString) page = gather_page (wild);
  DsnSpan words = { page->str, page->len };

  if (_dsn_wild_header (wild, "X-Failed-Recipients"))
    _dsn_wild_read_failed_recipients (wild, words);
  else if (_dsn_wild_add (wild, words))
    _dsn_wild_say (wild, words);
}

static void
read_gmail (DsnWild *wild)
{
  if (is_delayed (wild))
    wild->action = DSN_ACTION_DELAYED;
  if (has_headline (wild))
    read_page (wild);
  else
    read_addresses (wild);
}

const DsnWildFamily _dsn_wild_gmail = { "gmail", is_gmail, read_gmail };
