/* dsn-parser-trim.c: header fields that GMime would not survive, cut to what it does.
 *
 * GMime 3.2 calls itself for every group in an address ("a:a:a:…"), however many there are, and reads
 * the rest of a field again for every name without an address ("a, a, a, …") and for every
 * encoded-word that never ends. It makes some hundred octets of every address and every parameter. It
 * does so as soon as it sees these fields, in the messages inside a message too. The names of charsets
 * in them it keeps for good.
 * SPDX-License-Identifier: LGPL-2.1-or-later */
#include <string.h>

#include "dsn-charset-private.h"
#include "dsn-parser-private.h"

/* What is shorter, a message or a field, cannot do harm, and is not looked at. */
#define HARMLESS_SIZE   (8UL * 1024)
#define HARMLESS_LENGTH 2000

/* No field that GMime reads by itself has a longer name. */
#define MAX_NAME 64

/* Groups, names, parameters or words that are too much. */
#define MAX_COUNT 500

/* Blanks that are too much: each may be followed by a word. */
#define MAX_BLANKS 250000

/* Addresses, or parameters, that are too much in all fields of a message; one that is no larger than
 * HARMLESS_FIELDS has not enough. */
#define MAX_PIECES      200000
#define HARMLESS_FIELDS (256UL * 1024)

/* What a field holds, for GMime. */
typedef enum { NOTHING, TEXT, ADDRESSES, PARAMETERS } Content;

/* The fields that GMime reads by itself; names that begin with "Content-" besides. */
static const struct {
  const char *name;
  Content content;
} fields[] = {
  { "From", ADDRESSES },  { "Sender", ADDRESSES },  { "Reply-To", ADDRESSES }, { "To", ADDRESSES },
  { "Cc", ADDRESSES },    { "Bcc", ADDRESSES },     { "Subject", TEXT },       { "Date", TEXT },
  { "Message-ID", TEXT }, { "MIME-Version", TEXT },
};

/* What has been seen of a message. */
typedef struct {
  const char *text;
  const char *end;
  char *copy; /* NULL while nothing had to be changed */
  guint addresses;
  guint parameters;
  goffset offset; /* of the first field that was cut */
  gboolean is_harmless;
  gboolean is_large;
} Trim;

static Content
content_of_field (const char *line, const char *colon)
{
  gsize length = (gsize) (colon - line);

  while (length > 0 && (line[length - 1] == ' ' || line[length - 1] == '\t'))
    length--;
  if (length > 8 && g_ascii_strncasecmp (line, "Content-", 8) == 0)
    return PARAMETERS;
  for (guint i = 0; i < G_N_ELEMENTS (fields); i++)
    if (strlen (fields[i].name) == length
        && g_ascii_strncasecmp (fields[i].name, line, length) == 0)
      return fields[i].content;
  return NOTHING;
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
find_excess (const char *field, const char *next, Content content)
{
  int groups = 0, names = 0, words = 0, comments = 0, blanks = 0;
  gboolean quoted = FALSE;

  for (const char *at = field; at < next; at++) {
    words = MAX (words + word_step (at, next), 0);
    blanks += g_ascii_isspace (*at);
    if (content == ADDRESSES) {
      quoted ^= *at == '"';
      comments = MAX (comments + (*at == '(') - (*at == ')'), 0);
      groups += *at == ':';
      names = MAX (names + (*at == ',') - (*at == '@' && !quoted && comments == 0), 0);
    } else if (content == PARAMETERS) {
      names += *at == ';';
    }
    if (groups > MAX_COUNT || names > MAX_COUNT || words > MAX_COUNT || blanks > MAX_BLANKS)
      return at;
  }
  return NULL;
}

/* Counts addresses or parameters of a field; the place at which a message has too many, or NULL. */
static const char *
find_surplus (guint *pieces, const char *field, const char *next)
{
  for (const char *at = field; at < next; at++)
    if ((*at == ',' || *at == ';' || *at == ':') && (*pieces)++ >= MAX_PIECES)
      return at;
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

/* The place from which a field is too much; NULL if it is not. */
static const char *
examine_field (Trim *trim, const char *field, const char *next, Content content)
{
  const char *excess = NULL;
  const char *surplus = NULL;

  if (next - field > HARMLESS_LENGTH)
    excess = find_excess (field, next, content);
  if (trim->is_large && content != TEXT)
    surplus = find_surplus (content == ADDRESSES ? &trim->addresses : &trim->parameters, field,
                            excess ? excess : next);
  return surplus ? surplus : excess;
}

static char *
place_in_copy (Trim *trim, const char *place)
{
  if (!trim->copy)
    trim->copy = g_memdup2 (trim->text, (gsize) (trim->end - trim->text));
  return trim->copy + (place - trim->text);
}

static void
hide_charset (const char *name, gsize length, gpointer data)
{
  _dsn_charset_hide (place_in_copy (data, name), length);
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

/* Makes one field, if one that GMime reads begins here, what it can be read as; returns what follows. */
static const char *
trim_line (Trim *trim, const char *line)
{
  const char *colon = find_colon (line, trim->end);
  Content content = colon ? content_of_field (line, colon) : NOTHING;
  const char *excess;
  const char *next;

  if (content == NOTHING)
    return _dsn_header_after_line (line, trim->end);
  next = _dsn_header_after_field (line, trim->end);
  excess = trim->is_harmless ? NULL : examine_field (trim, colon + 1, next, content);
  _dsn_charset_visit_unknown (colon + 1, (gsize) ((excess ? excess : next) - colon - 1),
                              content == PARAMETERS, hide_charset, trim);
  if (excess) {
    trim->offset = trim->offset == DSN_NO_OFFSET ? line - trim->text : trim->offset;
    cut_field (place_in_copy (trim, excess), place_in_copy (trim, next));
  }
  return next;
}

static void
note_charset (const char *name G_GNUC_UNUSED, gsize length G_GNUC_UNUSED, gpointer data)
{
  *(gboolean *) data = TRUE;
}

/* What stands behind an asterisk and, RFC 2231 section 4.1, before "=" or a comment. */
static const char *
skip_asterisk (const char *at, const char *end)
{
  while (at < end && (*at == '*' || *at == '0' || g_ascii_isspace (*at)))
    at++;
  return at;
}

/* Whether there may be unknown names of charsets in the fields of a message. */
static gboolean
may_have_charsets (const char *text, gsize length)
{
  const char *end = text + length;
  gboolean found = FALSE;

  _dsn_charset_visit_unknown (text, length, FALSE, note_charset, &found);
  while (!found && (text = memchr (text, '*', (gsize) (end - text))) != NULL) {
    text = skip_asterisk (text, end);
    found = text < end && (*text == '=' || *text == '(');
  }
  return found;
}

GBytes *
_dsn_trim_fields (GBytes *message, goffset *offset)
{
  gsize length;
  const char *text = g_bytes_get_data (message, &length);
  Trim trim = { .text = text,
                .end = text + length,
                .offset = DSN_NO_OFFSET,
                .is_harmless = length <= HARMLESS_SIZE,
                .is_large = length > HARMLESS_FIELDS };

  *offset = DSN_NO_OFFSET;
  if (length == 0)
    return g_bytes_ref (message);
  if (!trim.is_harmless || may_have_charsets (text, length))
    for (const char *line = text; line < trim.end;)
      line = trim_line (&trim, line);
  *offset = trim.offset;
  return trim.copy ? g_bytes_new_take (trim.copy, length) : g_bytes_ref (message);
}

char *
_dsn_trim_value (const char *value)
{
  const char *end = value + strlen (value);
  const char *excess = find_excess (value, end, ADDRESSES);

  return _dsn_charset_hide_unknown (g_strndup (value, (gsize) ((excess ? excess : end) - value)));
}
