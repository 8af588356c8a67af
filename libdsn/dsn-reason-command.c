/* dsn-reason-command.c: which SMTP command was answered.
 * SPDX-License-Identifier: LGPL-2.1-or-later */
#include <string.h>

#include "dsn-reason-private.h"

/* Of a human part this many octets are looked at. */
#define MAX_LENGTH 16384

/* All of this is compared with folded texts, so that letter case and line ends do not count. */

/* What is said before the command: by Postfix (the first two), Exim, DragonFly, m-FILTER, X3, X6 and
 * Yahoo. */
static const char *const introductions[] = {
  "in reply to ",  "in response to ", "after ",         "did not like our ",
  "smtp command ", "smtp:",           "your message (", "[",
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

static const char *
command_at (const char *text)
{
  for (guint i = 0; i < G_N_ELEMENTS (commands); i++) {
    gsize length = strlen (commands[i].words);

    if (strncmp (text, commands[i].words, length) == 0 && !g_ascii_isalnum (text[length])
        && text[length] != '_')
      return commands[i].command;
  }
  return NULL;
}

/* What an introduction or a saying at a place tells. */
static const char *
find_introduced (const char *text)
{
  for (guint i = 0; i < G_N_ELEMENTS (introductions); i++) {
    const char *command = NULL;

    if (*text == *introductions[i] && g_str_has_prefix (text, introductions[i]))
      command = command_at (text + strlen (introductions[i]));
    if (command)
      return command;
  }
  for (guint i = 0; i < G_N_ELEMENTS (sayings); i++)
    if (*text == *sayings[i].words && g_str_has_prefix (text, sayings[i].words))
      return sayings[i].command;
  return NULL;
}

/* The first two characters of all these tell them from most words. */
static gboolean
may_be_introduction (const char *text)
{
  switch (*text) {
  case 'i':
    return text[1] == 'n' && text[2] == ' ';
  case 'a':
    return text[1] == 'f';
  case 'd':
    return text[1] == 'i' || text[1] == 'o';
  case 's':
    return text[1] == 'm';
  case 'y':
    return text[1] == 'o';
  case 'f':
    return text[1] == 'a';
  default:
    return *text == '[' || *text == '(';
  }
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

static const char *
find_command (GString *folded, const char *text, gsize length)
{
  const char *sent = NULL;

  _dsn_fold (folded, text, length);
  for (const char *at = folded->str + 1; *at; at++) {
    const char *command = NULL;

    if (*at == '<' || *at == '>')
      command = follow_transcript (at, &sent);
    else if (may_be_introduction (at) && !g_ascii_isalnum (at[-1]))
      command = find_introduced (at);
    if (command)
      return command;
  }
  return NULL;
}

/* Where a human part speaks of several recipients, only the paragraph that names one is about it. */
static const char *
find_in_paragraph (GString *folded, const char *paragraph)
{
  gsize length = strnlen (paragraph, DSN_MENTION_LENGTH);
  const char *end = memmem (paragraph, length, "\n\n", 2);

  return find_command (folded, paragraph, end ? (gsize) (end - paragraph) : length);
}

void
_dsn_reason_find_command (const DsnReport *report, DsnRecipient *recipient, DsnMentions *mentions)
{
  const char *diagnostic = dsn_recipient_get_text (recipient, DSN_FIELD_DIAGNOSTIC_CODE);
  const char *explanation = dsn_report_get_explanation (report);
  const char *address = dsn_recipient_get_address (recipient);
  g_autoptr (GString) folded = g_string_new (NULL);
  const char *command = NULL;
  const char *paragraph;

  if (diagnostic)
    command = find_command (folded, diagnostic, MAX_LENGTH);
  if (!command && explanation && dsn_report_get_n_recipients (report) == 1) {
    command = find_command (folded, explanation, MAX_LENGTH);
  } else if (!command && explanation && address) {
    const char *final = dsn_recipient_get_text (recipient, DSN_FIELD_FINAL_RECIPIENT);

    paragraph = _dsn_mentions_get_bracketed (mentions, address);
    if (!paragraph && final)
      paragraph = _dsn_mentions_get_bracketed (mentions, final);
    command = paragraph ? find_in_paragraph (folded, paragraph) : NULL;
  }
  if (command)
    dsn_recipient_set_smtp_command (recipient, command);
}
