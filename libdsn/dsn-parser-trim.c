/* dsn-parser-trim.c: header fields that GMime would not survive, cut to what it does.
 *
 * GMime 3.2 calls itself for every group in an address ("a:a:a:…"), however many there are, and reads
 * the rest of a field again for every name without an address ("a, a, a, …") and for every
 * encoded-word that never ends. It does so as soon as it sees these fields, in the messages inside a
 * message too.
 * SPDX-License-Identifier: LGPL-2.1-or-later */
#include <string.h>

#include "dsn-parser-private.h"

/* What is shorter, a message or a field, cannot do harm, and is not looked at. */
#define HARMLESS_SIZE   (8UL * 1024)
#define HARMLESS_LENGTH 2000

/* No field that GMime reads by itself has a longer name. */
#define MAX_NAME 64

/* Groups, names or words that are too much. */
#define MAX_COUNT 500

/* The fields that GMime reads by itself; names that begin with "Content-" besides. */
static const struct {
  const char *name;
  gboolean has_addresses;
} fields[] = {
  { "From", TRUE },        { "Sender", TRUE },        { "Reply-To", TRUE }, { "To", TRUE },
  { "Cc", TRUE },          { "Bcc", TRUE },           { "Subject", FALSE }, { "Date", FALSE },
  { "Message-ID", FALSE }, { "MIME-Version", FALSE },
};

static gboolean
is_field (const char *line, const char *colon, gboolean *has_addresses)
{
  gsize length = (gsize) (colon - line);

  while (length > 0 && (line[length - 1] == ' ' || line[length - 1] == '\t'))
    length--;
  *has_addresses = FALSE;
  if (length > 8 && g_ascii_strncasecmp (line, "Content-", 8) == 0)
    return TRUE;
  for (guint i = 0; i < G_N_ELEMENTS (fields); i++) {
    if (strlen (fields[i].name) == length
        && g_ascii_strncasecmp (fields[i].name, line, length) == 0) {
      *has_addresses = fields[i].has_addresses;
      return TRUE;
    }
  }
  return FALSE;
}

static const char *
after_line (const char *line, const char *end)
{
  const char *newline = memchr (line, '\n', (gsize) (end - line));

  return newline ? newline + 1 : end;
}

/* What follows a field and its continuation lines. */
static const char *
after_field (const char *field, const char *end)
{
  const char *next = after_line (field, end);

  while (next < end && (*next == ' ' || *next == '\t'))
    next = after_line (next, end);
  return next;
}

/* Where an encoded-word begins, 1, or ends, -1. "=?=" is an end behind padding. */
static int
word_step (const char *at, const char *end)
{
  if (end - at < 3)
    return 0;
  if (at[0] == '=' && at[1] == '?' && at[2] != '=')
    return 1;
  return at[0] == '?' && at[1] == '=' ? -1 : 0;
}

/* The place in a field at which it becomes too much; NULL if it does not. */
static const char *
find_excess (const char *field, const char *next, gboolean has_addresses)
{
  int groups = 0, names = 0, words = 0, comments = 0;
  gboolean quoted = FALSE;

  for (const char *at = field; at < next; at++) {
    words = MAX (words + word_step (at, next), 0);
    if (has_addresses) {
      quoted ^= *at == '"';
      comments = MAX (comments + (*at == '(') - (*at == ')'), 0);
      groups += *at == ':';
      names = MAX (names + (*at == ',') - (*at == '@' && !quoted && comments == 0), 0);
    }
    if (groups > MAX_COUNT || names > MAX_COUNT || words > MAX_COUNT)
      return at;
  }
  return NULL;
}

/* The colon behind a name, however many blanks stand before it. */
static const char *
find_colon (const char *line, const char *end)
{
  const char *at = line;

  while (at < end && at - line < MAX_NAME && g_ascii_isgraph (*at) && *at != ':')
    at++;
  while (at < end && (*at == ' ' || *at == '\t'))
    at++;
  return at < end && *at == ':' ? at : NULL;
}

/* Where a field that begins here is too much; NULL if it is not, or if none does. @next is set to
 * what follows. */
static const char *
examine_line (const char *line, const char *end, const char **next)
{
  const char *colon = find_colon (line, end);
  gboolean has_addresses;

  *next = after_line (line, end);
  if (!colon || !is_field (line, colon, &has_addresses))
    return NULL;
  *next = after_field (line, end);
  return *next - line > HARMLESS_LENGTH ? find_excess (colon + 1, *next, has_addresses) : NULL;
}

/* Makes the rest of a field one of its own that nobody reads, so that what follows stays where it
 * stood. */
static void
cut_field (char *cut, char *next)
{
  static const char name[] = "\nX:";

  /* A line end here would make an empty line, which ends the header. */
  while (cut[-1] == '\n' || cut[-1] == '\r' || cut[-1] == ' ' || cut[-1] == '\t')
    cut--;
  while (next[-1] == '\n' || next[-1] == '\r')
    next--;
  if (next - cut < (gssize) sizeof name)
    return;
  memset (cut, 'x', (gsize) (next - cut));
  memcpy (cut, name, sizeof name - 1);
}

GBytes *
_dsn_trim_fields (GBytes *message, goffset *offset)
{
  gsize length;
  const char *text = g_bytes_get_data (message, &length);
  const char *end = text + length;
  const char *next;
  char *copy = NULL;

  *offset = DSN_NO_OFFSET;
  if (length <= HARMLESS_SIZE)
    return g_bytes_ref (message);
  for (const char *line = text; line < end; line = next) {
    const char *excess = examine_line (line, end, &next);

    if (!excess)
      continue;
    if (!copy) {
      copy = g_memdup2 (text, length);
      *offset = line - text;
    }
    cut_field (copy + (excess - text), copy + (next - text));
  }
  return copy ? g_bytes_new_take (copy, length) : g_bytes_ref (message);
}

char *
_dsn_trim_value (const char *value)
{
  const char *end = value + strlen (value);
  const char *excess = find_excess (value, end, TRUE);

  return g_strndup (value, (gsize) ((excess ? excess : end) - value));
}
