/* dsn-reason-command.c: which SMTP command was answered.
 * SPDX-License-Identifier: LGPL-2.1-or-later */
#include <string.h>

#include "dsn-reason-private.h"

/* What is said before the command. */
static const char *const introductions[] = { "in reply to ", "in response to " };

static const struct {
  const char *words;
  const char *command;
} commands[] = {
  { "RCPT TO", "RCPT" }, { "MAIL FROM", "MAIL" },      { "end of DATA", "DATA" },
  { "DATA", "DATA" },    { "end of message", "DATA" }, { "EHLO", "EHLO" },
  { "HELO", "HELO" },    { "STARTTLS", "STARTTLS" },   { "AUTH", "AUTH" },
  { "LHLO", "LHLO" },    { "BDAT", "BDAT" },           { "QUIT", "QUIT" },
};

/* Compares words, any white space of the text counting as one space. */
static gboolean
begins_with_words (const char *text, const char *words, const char **rest)
{
  for (; *words; words++) {
    if (*words == ' ') {
      if (!g_ascii_isspace (*text))
        return FALSE;
      text += strspn (text, " \t\n");
    } else if (g_ascii_tolower (*text++) != g_ascii_tolower (*words)) {
      return FALSE;
    }
  }
  *rest = text;
  return TRUE;
}

static const char *
command_after (const char *text)
{
  for (guint i = 0; i < G_N_ELEMENTS (commands); i++) {
    const char *rest;

    if (begins_with_words (text, commands[i].words, &rest) && !g_ascii_isalnum (*rest))
      return commands[i].command;
  }
  return NULL;
}

static const char *
find_command (const char *text, const char *end)
{
  /* Most texts have neither word. */
  if (!memmem (text, (gsize) (end - text), "reply", 5)
      && !memmem (text, (gsize) (end - text), "response", 8))
    return NULL;
  for (const char *at = text; at < end; at++) {
    const char *rest;

    at = memmem (at, (gsize) (end - at), "in", 2);
    if (!at)
      return NULL;
    if (!g_ascii_isspace (at[2]))
      continue;
    for (guint i = 0; i < G_N_ELEMENTS (introductions); i++)
      if (begins_with_words (at, introductions[i], &rest) && command_after (rest))
        return command_after (rest);
  }
  return NULL;
}

/* Where a human part speaks of several recipients, only the paragraph that names one is about it. */
static const char *
command_in_paragraph (const char *paragraph)
{
  gsize length = strnlen (paragraph, DSN_MENTION_LENGTH);
  const char *end = memmem (paragraph, length, "\n\n", 2);

  return find_command (paragraph, end ? end : paragraph + length);
}

void
_dsn_reason_find_command (const DsnReport *report, DsnRecipient *recipient, DsnMentions *mentions)
{
  const char *diagnostic = dsn_recipient_get_text (recipient, DSN_FIELD_DIAGNOSTIC_CODE);
  const char *explanation = dsn_report_get_explanation (report);
  const char *address = dsn_recipient_get_address (recipient);
  const char *command = NULL;
  const char *paragraph;

  if (diagnostic)
    command = find_command (diagnostic, diagnostic + strlen (diagnostic));
  if (!command && explanation && dsn_report_get_n_recipients (report) == 1) {
    command = find_command (explanation, explanation + strlen (explanation));
  } else if (!command && explanation && address) {
    const char *final = dsn_recipient_get_text (recipient, DSN_FIELD_FINAL_RECIPIENT);

    paragraph = _dsn_mentions_get_bracketed (mentions, address);
    if (!paragraph && final)
      paragraph = _dsn_mentions_get_bracketed (mentions, final);
    command = paragraph ? command_in_paragraph (paragraph) : NULL;
  }
  if (command)
    dsn_recipient_set_smtp_command (recipient, command);
}
