/* dsn-parser-guard.c: what GMime may be given, so that one message cannot take all memory.
 *
 * GMime makes an object of every part and of every header field before anyone can stop it, a thousand
 * octets and more for six that were written.
 * SPDX-License-Identifier: LGPL-2.1-or-later */
#include <string.h>

#include "dsn-parser-private.h"

/* A message this small cannot do harm, and is not looked at. */
#define HARMLESS_SIZE (256UL * 1024)

/* Lines that may be boundaries, and lines that may be header fields, in one message. Text has such
 * lines too, so these are more than the parts and fields that any mail needs. */
#define MAX_BOUNDARIES 20000
#define MAX_FIELDS     100000

/* RFC 2046 section 5.1.1; "-- " alone comes before a signature. */
static gboolean
may_be_boundary (const char *line, gsize length)
{
  return length > 2 && line[0] == '-' && line[1] == '-' && line[2] != ' ';
}

static gboolean
may_be_field (const char *line, gsize length)
{
  for (gsize i = 0; i < length && g_ascii_isgraph (line[i]); i++)
    if (line[i] == ':')
      return i > 0;
  return FALSE;
}

gsize
_dsn_guard_measure (const char *message, gsize length)
{
  const char *end = message + length;
  guint boundaries = 0;
  guint fields = 0;

  if (length <= HARMLESS_SIZE)
    return length;
  for (const char *line = message; line < end;) {
    const char *newline = memchr (line, '\n', (gsize) (end - line));
    const char *next = newline ? newline + 1 : end;

    boundaries += may_be_boundary (line, (gsize) (next - line)) ? 1 : 0;
    fields += may_be_field (line, (gsize) (next - line)) ? 1 : 0;
    if (boundaries > MAX_BOUNDARIES || fields > MAX_FIELDS)
      return (gsize) (line - message);
    line = next;
  }
  return length;
}
