/* dsn-json-scan.c: the grammar of RFC 8259, one object after another.
 * SPDX-License-Identifier: LGPL-2.1-or-later */
#include <string.h>

#include "dsn-json-private.h"

/* A report is five deep. */
#define MAX_DEPTH 32

/* Of what is at fault, this many characters are shown. */
#define MAX_SHOWN 40

typedef enum {
  WANT_VALUE,
  WANT_VALUE_OR_END,
  WANT_KEY,
  WANT_KEY_OR_END,
  WANT_COLON,
  WANT_COMMA_OR_END
} Want;

static const char *const wants[] = {
  [WANT_VALUE] = "a value",
  [WANT_VALUE_OR_END] = "a value or \"]\"",
  [WANT_KEY] = "a key in double quotes",
  [WANT_KEY_OR_END] = "a key in double quotes or \"}\"",
  [WANT_COLON] = "\":\"",
};

/* An object or array that is not yet closed; @key and @index tell of the value last begun in it. */
typedef struct {
  gboolean is_object;
  const char *key;
  gsize key_length;
  guint index;
} Frame;

typedef struct {
  DsnJsonScan *scan;
  Frame frames[MAX_DEPTH];
  guint depth;
  Want want;
} Nest;

static gboolean
fail (const DsnJsonScan *scan, GError **error, const char *format, ...) G_GNUC_PRINTF (3, 4);

static gboolean
fail (const DsnJsonScan *scan, GError **error, const char *format, ...)
{
  g_autofree char *text = NULL;
  va_list arguments;

  va_start (arguments, format);
  text = g_strdup_vprintf (format, arguments);
  va_end (arguments);
  g_set_error (error, DSN_ERROR, DSN_ERROR_SYNTAX, "line %u: %s", scan->line, text);
  return FALSE;
}

/* What stands at the place reached, for a message: a word or a character. */
static char *
show (const DsnJsonScan *scan)
{
  const char *end = scan->at;

  if (scan->at >= scan->end)
    return g_strdup ("the end");
  if (*scan->at == '"')
    return g_strdup ("a string");
  if (!g_unichar_isprint (g_utf8_get_char (scan->at)))
    return g_strdup_printf ("U+%04X", g_utf8_get_char (scan->at));
  while (end < scan->end && end - scan->at < MAX_SHOWN && g_ascii_isalnum (*end))
    end++;
  if (end == scan->at)
    end = g_utf8_next_char (end);
  return g_strdup_printf ("\"%.*s\"", (int) (end - scan->at), scan->at);
}

static gboolean
fail_unexpected (const DsnJsonScan *scan, const char *wanted, GError **error)
{
  g_autofree char *shown = show (scan);

  return fail (scan, error, "%s is wanted, not %s", wanted, shown);
}

static void
skip_space (DsnJsonScan *scan)
{
  for (; scan->at < scan->end && strchr (" \t\r\n", *scan->at); scan->at++)
    scan->line += *scan->at == '\n';
}

/* Where a string stands, as "recipients[0].status". */
static char *
path_of_string (const Nest *nest)
{
  GString *path = g_string_new (NULL);

  for (guint i = 0; i < nest->depth; i++) {
    const Frame *frame = &nest->frames[i];

    if (!frame->is_object)
      g_string_append_printf (path, "[%u]", frame->index);
    else if (frame->key && frame->key_length <= MAX_SHOWN)
      g_string_append_printf (path, "%s%.*s", path->len > 0 ? "." : "", (int) frame->key_length,
                              frame->key);
  }
  return g_string_free (path, FALSE);
}

static gboolean
fail_nul (const Nest *nest, GError **error)
{
  g_autofree char *path = path_of_string (nest);

  return fail (nest->scan, error, "%s%sa NUL (\\u0000) stands in a string", path,
               *path ? ": " : "");
}

/* Reads four hexadecimal digits; -1 if they are none. The text ends with a quote, so that none of
 * this reads behind it. */
static int
hex_value (const char *text)
{
  int value = 0;

  for (int i = 0; i < 4; i++) {
    if (!g_ascii_isxdigit (text[i]))
      return -1;
    value = value << 4 | g_ascii_xdigit_value (text[i]);
  }
  return value;
}

/* Passes over what follows a backslash. */
static gboolean
take_escape (const Nest *nest, GError **error)
{
  DsnJsonScan *scan = nest->scan;
  int high, low;

  if (*scan->at != 'u') {
    if (!strchr ("\"\\/bfnrt", *scan->at))
      return fail (scan, error, "a backslash in a string has no meaning before what follows it");
    scan->at++;
    return TRUE;
  }
  high = hex_value (scan->at + 1);
  if (high < 0)
    return fail (scan, error, "four hexadecimal digits are wanted after \"\\u\"");
  if (high == 0)
    return fail_nul (nest, error);
  scan->at += 5;
  if (high < 0xD800 || high > 0xDFFF)
    return TRUE;
  low = high < 0xDC00 && g_str_has_prefix (scan->at, "\\u") ? hex_value (scan->at + 2) : -1;
  if (low < 0xDC00 || low > 0xDFFF)
    return fail (scan, error, "\"\\u%04X\" is half of a character", (guint) high);
  scan->at += 6;
  return TRUE;
}

/* Whether the string that begins here ends. Then its end stops all that looks ahead in it. */
static gboolean
has_end (const DsnJsonScan *scan)
{
  const char *at = scan->at + 1;

  for (; at < scan->end && *at != '"'; at++)
    if (*at == '\\' && at + 1 < scan->end)
      at++;
  return at < scan->end;
}

static gboolean
take_string (const Nest *nest, GError **error)
{
  DsnJsonScan *scan = nest->scan;

  if (!has_end (scan))
    return fail (scan, error, "a string that begins here has no end");
  for (scan->at++; *scan->at != '"';) {
    if ((guchar) *scan->at < 0x20)
      return fail (scan, error, "a line end or control character stands in a string as it is");
    if (*scan->at++ == '\\' && !take_escape (nest, error))
      return FALSE;
  }
  scan->at++;
  return TRUE;
}

static gboolean
take_digits (DsnJsonScan *scan)
{
  const char *start = scan->at;

  while (scan->at < scan->end && g_ascii_isdigit (*scan->at))
    scan->at++;
  return scan->at > start;
}

static gboolean
take_char (DsnJsonScan *scan, const char *chars)
{
  if (scan->at >= scan->end || !strchr (chars, *scan->at))
    return FALSE;
  scan->at++;
  return TRUE;
}

static gboolean
take_number (DsnJsonScan *scan, GError **error)
{
  gboolean valid;

  (void) take_char (scan, "-");
  valid = take_char (scan, "0") || take_digits (scan);
  if (valid && take_char (scan, "."))
    valid = take_digits (scan);
  if (valid && take_char (scan, "eE")) {
    (void) take_char (scan, "+-");
    valid = take_digits (scan);
  }
  return valid || fail_unexpected (scan, "a digit", error);
}

static gboolean
take_word (DsnJsonScan *scan)
{
  static const char *const words[] = { "true", "false", "null" };

  for (guint i = 0; i < G_N_ELEMENTS (words); i++) {
    gsize length = strlen (words[i]);

    if ((gsize) (scan->end - scan->at) >= length && memcmp (scan->at, words[i], length) == 0) {
      scan->at += length;
      return TRUE;
    }
  }
  return FALSE;
}

static gboolean
begin_frame (Nest *nest, gboolean is_object, GError **error)
{
  if (nest->depth == MAX_DEPTH)
    return fail (nest->scan, error, "values are nested more than %d deep", MAX_DEPTH);
  nest->frames[nest->depth++] = (Frame){ is_object, NULL, 0, 0 };
  nest->want = is_object ? WANT_KEY_OR_END : WANT_VALUE_OR_END;
  nest->scan->at++;
  return TRUE;
}

static gboolean
take_value (Nest *nest, GError **error)
{
  DsnJsonScan *scan = nest->scan;
  char first = scan->at < scan->end ? *scan->at : '\0';

  if (first == '{' || first == '[')
    return begin_frame (nest, first == '{', error);
  nest->want = WANT_COMMA_OR_END;
  if (first == '"')
    return take_string (nest, error);
  if (first == '-' || g_ascii_isdigit (first))
    return take_number (scan, error);
  return take_word (scan) || fail_unexpected (scan, wants[WANT_VALUE], error);
}

static gboolean
take_key (Nest *nest, GError **error)
{
  Frame *frame = &nest->frames[nest->depth - 1];
  const char *start = nest->scan->at;

  frame->key = NULL;
  if (start >= nest->scan->end || *start != '"')
    return fail_unexpected (nest->scan, wants[nest->want], error);
  if (!take_string (nest, error))
    return FALSE;
  frame->key = start + 1;
  frame->key_length = (gsize) (nest->scan->at - start) - 2;
  nest->want = WANT_COLON;
  return TRUE;
}

static gboolean
take_comma_or_end (Nest *nest, GError **error)
{
  Frame *frame = &nest->frames[nest->depth - 1];

  if (take_char (nest->scan, frame->is_object ? "}" : "]")) {
    nest->depth--;
    nest->want = WANT_COMMA_OR_END;
    return TRUE;
  }
  if (!take_char (nest->scan, ","))
    return fail_unexpected (nest->scan, frame->is_object ? "\",\" or \"}\"" : "\",\" or \"]\"",
                            error);
  frame->index++;
  nest->want = frame->is_object ? WANT_KEY : WANT_VALUE;
  return TRUE;
}

static gboolean
take_next (Nest *nest, GError **error)
{
  DsnJsonScan *scan = nest->scan;
  char next = scan->at < scan->end ? *scan->at : '\0';

  switch (nest->want) {
  case WANT_COLON:
    nest->want = WANT_VALUE;
    return take_char (scan, ":") || fail_unexpected (scan, wants[WANT_COLON], error);
  case WANT_KEY_OR_END:
  case WANT_KEY:
    if (next == '}' && nest->want == WANT_KEY_OR_END)
      return take_comma_or_end (nest, error);
    return take_key (nest, error);
  case WANT_VALUE_OR_END:
    if (next == ']')
      return take_comma_or_end (nest, error);
    return take_value (nest, error);
  case WANT_VALUE:
    return take_value (nest, error);
  default:
    return take_comma_or_end (nest, error);
  }
}

gboolean
_dsn_json_scan_init (DsnJsonScan *scan, const char *text, gsize length, GError **error)
{
  const char *end;

  if (length == 0)
    text = "";
  *scan = (DsnJsonScan){ text, text + length, 1 };
  /* RFC 8259 section 8.1: a byte order mark may be passed over. */
  if (length >= 3 && memcmp (text, "\xEF\xBB\xBF", 3) == 0)
    scan->at += 3;
  if (g_utf8_validate_len (text, length, &end))
    return TRUE;
  for (const char *at = text; at < end; at++)
    scan->line += *at == '\n';
  return fail (scan, error, *end ? "this is not UTF-8" : "a NUL stands in the text");
}

gboolean
_dsn_json_scan_next (DsnJsonScan *scan, const char **object, gsize *length, guint *line,
                     GError **error)
{
  Nest nest = { .scan = scan, .want = WANT_VALUE };

  skip_space (scan);
  if (scan->at >= scan->end)
    return FALSE;
  if (*scan->at != '{')
    return fail_unexpected (scan, "a JSON object, \"{\",", error);
  *object = scan->at;
  *line = scan->line;
  do {
    if (!take_next (&nest, error))
      return FALSE;
    if (nest.depth > 0)
      skip_space (scan);
  } while (nest.depth > 0);
  *length = (gsize) (scan->at - *object);
  return TRUE;
}
