/* dsn-json-print.c: a report, and whatever else is walked over, as JSON.
 *
 * JSON-GLib's generator is not used here: it writes U+001F raw, which RFC 8259 section 7 does not
 * allow, and a tree of nodes for every report costs more than the report's own parsing.
 * SPDX-License-Identifier: LGPL-2.1-or-later */
#include <string.h>

#include "dsn-escape-private.h"
#include "dsn-json-print-private.h"
#include "dsn-json.h"

/* What stands for an octet that may not stand for itself (RFC 8259 section 7): the letter of a short
 * escape, or 'u'. '?': it begins a character that may act on a terminal, which has to be looked at. Zero:
 * it stands for itself. */
static const char escapes[256] = {
  [0] = 'u',    [1] = 'u',    [2] = 'u',    [3] = 'u',    [4] = 'u',   [5] = 'u',     [6] = 'u',
  [7] = 'u',    ['\b'] = 'b', ['\t'] = 't', ['\n'] = 'n', [11] = 'u',  ['\f'] = 'f',  ['\r'] = 'r',
  [14] = 'u',   [15] = 'u',   [16] = 'u',   [17] = 'u',   [18] = 'u',  [19] = 'u',    [20] = 'u',
  [21] = 'u',   [22] = 'u',   [23] = 'u',   [24] = 'u',   [25] = 'u',  [26] = 'u',    [27] = 'u',
  [28] = 'u',   [29] = 'u',   [30] = 'u',   [31] = 'u',   ['"'] = '"', ['\\'] = '\\', [127] = 'u',
  [0xC2] = '?', [0xD8] = '?', [0xE2] = '?',
};

static void
append_escape (GString *out, gunichar c, char escape)
{
  static const char digits[] = "0123456789abcdef";

  g_string_append_c (out, '\\');
  g_string_append_c (out, escape);
  for (int shift = 12; escape == 'u' && shift >= 0; shift -= 4)
    g_string_append_c (out, digits[c >> shift & 0xF]);
}

/* Most of what is printed is short, so that to find room for it is most of the work. */
static inline void
append (GString *out, const char *text, gsize length)
{
  if (out->len + length >= out->allocated_len) {
    g_string_append_len (out, text, (gssize) length);
    return;
  }
  memcpy (out->str + out->len, text, length);
  out->len += length;
  out->str[out->len] = '\0';
}

/* Skips what stands for itself; the NUL at @end does not. Eight octets at a time, as long as they are
 * ASCII, and none is a control character, a quotation mark or a backslash. */
static const char *
skip_plain (const char *value, const char *end)
{
  const guint64 ones = G_GUINT64_CONSTANT (0x0101010101010101);

  for (guint64 octets; end - value >= (gssize) sizeof octets; value += sizeof octets) {
    guint64 quotation_mark, backslash;

    memcpy (&octets, value, sizeof octets);
    quotation_mark = (octets ^ ones * '"') - ones;
    backslash = (octets ^ ones * '\\') - ones;
    /* Of ASCII the top bit is free: a sum sets it for U+007F, a difference for what is too small. */
    if (((octets | (octets + ones) | (octets - ones * ' ') | quotation_mark | backslash)
         & (ones << 7))
        != 0)
      break;
  }
  while (!escapes[(guchar) *value])
    value++;
  return value;
}

void
_dsn_json_append_string (GString *out, const char *value)
{
  const char *end = value + strlen (value);
  const char *plain = value;

  append (out, "\"", 1);
  for (;;) {
    char escape;
    gunichar c;

    value = skip_plain (value, end);
    if (!*value)
      break;
    escape = escapes[(guchar) *value];
    /* One that is cut off by the end is not read past it. */
    c = escape == '?' ? g_utf8_get_char_validated (value, -1) : (guchar) *value;
    if (escape == '?' && (c > 0x10FFFF || !_dsn_escape_is_needed (c))) {
      value++;
      continue;
    }
    append (out, plain, (gsize) (value - plain));
    append_escape (out, c, escape == '?' ? 'u' : escape);
    plain = value = g_utf8_next_char (value);
  }
  append (out, plain, (gsize) (value - plain));
  append (out, "\"", 1);
}

/* Begins a value: a comma after one before it, and the key. */
static GString *
begin_value (DsnPrinter *printer, const char *key)
{
  GString *out = ((DsnJsonPrinter *) printer)->out;
  char last = out->len > 0 ? out->str[out->len - 1] : '\n';

  if (last == '}' || last == ']' || last == '"' || g_ascii_isalnum (last))
    append (out, ",", 1);
  if (key) {
    append (out, "\"", 1);
    append (out, key, strlen (key));
    append (out, "\":", 2);
  }
  return out;
}

static void
begin_object (DsnPrinter *printer, const char *key)
{
  g_string_append_c (begin_value (printer, key), '{');
}

static void
end_object (DsnPrinter *printer)
{
  g_string_append_c (((DsnJsonPrinter *) printer)->out, '}');
}

static void
begin_array (DsnPrinter *printer, const char *key)
{
  g_string_append_c (begin_value (printer, key), '[');
}

static void
end_array (DsnPrinter *printer)
{
  g_string_append_c (((DsnJsonPrinter *) printer)->out, ']');
}

static void
print_text (DsnPrinter *printer, const char *key, const char *value)
{
  _dsn_json_append_string (begin_value (printer, key), value);
}

static void
print_number (DsnPrinter *printer, const char *key, guint64 value)
{
  char digits[20], *at = digits + sizeof digits;

  do
    *--at = (char) ('0' + value % 10);
  while ((value /= 10) > 0);
  append (begin_value (printer, key), at, (gsize) (digits + sizeof digits - at));
}

static void
print_flag (DsnPrinter *printer, const char *key, gboolean value)
{
  g_string_append (begin_value (printer, key), value ? "true" : "false");
}

static const DsnPrinterInterface interface = {
  begin_object, end_object, begin_array, end_array, print_text, print_number, print_flag,
};

void
_dsn_json_printer_init (DsnJsonPrinter *printer, GString *out)
{
  printer->parent.interface = &interface;
  printer->out = out;
}

void
dsn_json_append (const DsnReport *report, GString *text)
{
  DsnJsonPrinter printer;

  g_return_if_fail (report != NULL && text != NULL);

  _dsn_json_printer_init (&printer, text);
  _dsn_report_print (report, &printer.parent);
}

char *
dsn_json_print (const DsnReport *report)
{
  GString *text;

  g_return_val_if_fail (report != NULL, NULL);

  text = g_string_sized_new (2048);
  dsn_json_append (report, text);
  return g_string_free (text, FALSE);
}
