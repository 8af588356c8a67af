/* dsn-reason-command.c: which SMTP command was answered.
 * SPDX-License-Identifier: LGPL-2.1-or-later */
#include <string.h>

#include "dsn-reason-private.h"

/* Of a human part this many octets are looked at. */
#define MAX_LENGTH 16384

/* Neither letter case nor the kind and number of blanks counts in any of this. */

/* What is said before the command: by Postfix (the first two), Exim, DragonFly, m-FILTER, X3, X6,
 * Yahoo, 163.com and hMailServer. */
static const char *const introductions[] = {
  "in reply to ", "in response to ", "after ", "did not like our ", "smtp command ",
  "smtp:",        "your message (",  "[",      "smtp error, ",      "sent: ",
};

static const struct {
  const char *words;
  const char *command;
} commands[] = {
  { "rcpt to", "RCPT" },   { "rcpt_to", "RCPT" },        { "rcpt", "RCPT" },
  { "mail from", "MAIL" }, { "mail_from", "MAIL" },      { "end of data", "DATA" },
  { "data", "DATA" },      { "end of message", "DATA" }, { "ehlo", "EHLO" },
  { "helo", "HELO" },      { "lhlo", "LHLO" },           { "starttls", "STARTTLS" },
  { "auth", "AUTH" },      { "bdat", "BDAT" },           { "quit", "QUIT" },
};

/* What tells it without its name: the words of qmail, the number of the state that Gmail was in. */
static const struct {
  const char *words;
  const char *command;
} sayings[] = {
  { "does not like recipient", "RCPT" },
  { "failed after i sent the message", "DATA" },
  { "(state 14)", "RCPT" },
  { "(state 17)", "DATA" },
  { "(state 18)", "DATA" },
};

/* Whether a text begins with some words, and what follows them. */
static gboolean
begins_with (const char *text, const char *words, const char **rest)
{
  for (; *words; words++) {
    if (*words == ' ') {
      if (!g_ascii_isspace (*text))
        return FALSE;
      text += strspn (text, " \t\r\n");
    } else if (g_ascii_tolower (*text++) != *words) {
      return FALSE;
    }
  }
  *rest = text;
  return TRUE;
}

/* Whether a text begins with the first character of some words. */
static gboolean
may_begin_with (const char *text, const char *words)
{
  return g_ascii_tolower (*text) == *words;
}

static const char *
command_at (const char *text)
{
  for (guint i = 0; i < G_N_ELEMENTS (commands); i++) {
    const char *rest;

    if (may_begin_with (text, commands[i].words) && begins_with (text, commands[i].words, &rest)
        && !g_ascii_isalnum (*rest) && *rest != '_')
      return commands[i].command;
  }
  return NULL;
}

/* What an introduction or a saying at a place tells. */
static const char *
find_introduced (const char *text)
{
  const char *rest;

  for (guint i = 0; i < G_N_ELEMENTS (introductions); i++) {
    const char *command =
        may_begin_with (text, introductions[i]) && begins_with (text, introductions[i], &rest)
            ? command_at (rest)
            : NULL;

    if (command)
      return command;
  }
  for (guint i = 0; i < G_N_ELEMENTS (sayings); i++)
    if (may_begin_with (text, sayings[i].words) && begins_with (text, sayings[i].words, &rest))
      return sayings[i].command;
  return NULL;
}

/* In a transcript (">>> DATA", "<<< 550 No"): the last command before the first refusal. */
static const char *
follow_transcript (const char *text, const char **sent)
{
  if (g_str_has_prefix (text, ">>> "))
    *sent = command_at (text + 4);
  else if (*sent && g_str_has_prefix (text, "<<< ") && (text[4] == '4' || text[4] == '5'))
    return *sent;
  return NULL;
}

/* The first two characters of all these tell them from most words: a bracket, or a pair of letters, for
 * each of which there is a bit. */
enum { BRACKET = 1, IN = 2, AF = 4, DI_DO = 8, SM = 16, YO = 32, FA = 64, SE = 128 };

#define BOTH_CASES(lower, upper, bits) [lower] = (bits), [upper] = (bits)

static const guint8 first[256] = {
  ['['] = BRACKET,
  ['('] = BRACKET,
  ['<'] = BRACKET,
  ['>'] = BRACKET,
  BOTH_CASES ('i', 'I', IN),
  BOTH_CASES ('a', 'A', AF),
  BOTH_CASES ('d', 'D', DI_DO),
  BOTH_CASES ('s', 'S', SM | SE),
  BOTH_CASES ('y', 'Y', YO),
  BOTH_CASES ('f', 'F', FA),
};

static const guint8 second[256] = {
  BOTH_CASES ('n', 'N', IN), BOTH_CASES ('f', 'F', AF), BOTH_CASES ('i', 'I', DI_DO),
  BOTH_CASES ('e', 'E', SE), BOTH_CASES ('m', 'M', SM), BOTH_CASES ('o', 'O', DI_DO | YO),
  BOTH_CASES ('a', 'A', FA),
};

static inline gboolean
may_be_introduction (const char *at)
{
  return first[(guchar) *at] & (second[(guchar) at[1]] | BRACKET);
}

/* Whether letters go on with a word that began before. */
static inline gboolean
is_inside_word (const char *text, const char *at)
{
  return at > text && g_ascii_isalpha (*at) && g_ascii_isalnum (at[-1]);
}

static const char *
find_command (const char *text, gsize length)
{
  const char *end = text + strnlen (text, length);
  const char *sent = NULL;

  for (const char *at = text; at < end; at++) {
    const char *command = NULL;

    if (!may_be_introduction (at) || is_inside_word (text, at))
      continue;
    if (*at == '<' || *at == '>')
      command = follow_transcript (at, &sent);
    else
      command = find_introduced (at);
    if (command)
      return command;
  }
  return NULL;
}

/* Up to an empty line. */
static const char *
find_in_paragraph (const char *paragraph)
{
  gsize length = strnlen (paragraph, DSN_MENTION_LENGTH);
  const char *end = memmem (paragraph, length, "\n\n", 2);

  return find_command (paragraph, end ? (gsize) (end - paragraph) : length);
}

/* How far in a line begins, as far as is looked. */
static gsize
depth_of (const char *line, const char *limit)
{
  const char *at = line;

  while (at < limit && *at == ' ')
    at++;
  return (gsize) (at - line);
}

/* Up to a line that stands further out than the first. */
static const char *
find_in_block (const char *block)
{
  const char *limit = block + strnlen (block, DSN_MENTION_LENGTH);
  gsize depth = depth_of (block, limit);
  const char *end = block;

  while (end < limit && depth_of (end, limit) >= depth) {
    end = memchr (end, '\n', (gsize) (limit - end));
    end = end ? end + 1 : limit;
  }
  return find_command (block, (gsize) (end - block));
}

/* Where a human part speaks of several recipients, only what stands below or behind one is about it:
 * Exim gives each a line and a block of lines, others give them paragraphs. */
static const char *
find_for_recipient (DsnMentions *mentions, const DsnRecipient *recipient)
{
  const char *addresses[] = { dsn_recipient_get_address (recipient),
                              dsn_recipient_get_text (recipient, DSN_FIELD_FINAL_RECIPIENT) };

  for (guint i = 0; i < G_N_ELEMENTS (addresses); i++) {
    const char *block = addresses[i] ? _dsn_mentions_get_below (mentions, addresses[i]) : NULL;

    if (block)
      return find_in_block (block);
  }
  for (guint i = 0; i < G_N_ELEMENTS (addresses); i++) {
    const char *paragraph =
        addresses[i] ? _dsn_mentions_get_bracketed (mentions, addresses[i]) : NULL;

    if (paragraph)
      return find_in_paragraph (paragraph);
  }
  return NULL;
}

void
_dsn_reason_find_command (const DsnReport *report, DsnRecipient *recipient, DsnMentions *mentions)
{
  const char *diagnostic = dsn_recipient_get_text (recipient, DSN_FIELD_DIAGNOSTIC_CODE);
  const char *explanation = dsn_report_get_explanation (report);
  const char *command = NULL;

  if (diagnostic)
    command = find_command (diagnostic, MAX_LENGTH);
  if (!command && explanation && dsn_report_get_n_recipients (report) == 1)
    command = find_command (explanation, MAX_LENGTH);
  else if (!command && explanation)
    command = find_for_recipient (mentions, recipient);
  if (command)
    dsn_recipient_set_smtp_command (recipient, command);
}
