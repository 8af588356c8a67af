/* dsn-lint-fields.c: the fields of a status part as they are written.
 *
 * The parser has told already what it could not read; this tells what it could, but others cannot.
 * SPDX-License-Identifier: LGPL-2.1-or-later */
#include <string.h>

#include "dsn-fields-private.h"
#include "dsn-lint-private.h"

/* Longer names are not taken for misspelt ones. */
#define MAX_NAME 40

/* So many fields that no standard has are looked at. */
#define MAX_UNKNOWN 1000

/* Fields that other standards have added, registered as RFC 3464 section 2.4 asks. */
static const char *const registered[] = {
  "Localized-Diagnostic", /* RFC 6533 section 4.1 */
};

/* A status part that is being read. */
typedef struct {
  const DsnLintCase *c;
  goffset base;
  gboolean is_ascii;
  /* The recipient whose fields are being read, and the number of recipients. */
  int recipient;
  guint count;
  guint unknown;
} Reader;

static goffset
first_offset (const DsnRecipient *recipient)
{
  goffset first = DSN_NO_OFFSET;

  for (DsnField field = DSN_FIELD_FIRST_PER_RECIPIENT; field < DSN_FIELD_COUNT; field++) {
    goffset offset = dsn_recipient_get_offset (recipient, field);

    if (offset != DSN_NO_OFFSET && (first == DSN_NO_OFFSET || offset < first))
      first = offset;
  }
  return first;
}

/* Goes on to the recipient that a field at @offset belongs to. */
static void
follow_recipients (Reader *reader, goffset offset)
{
  while (offset != DSN_NO_OFFSET && reader->recipient + 1 < (int) reader->count) {
    goffset next = first_offset (
        dsn_report_get_recipient (reader->c->report, (guint) (reader->recipient + 1)));

    if (next == DSN_NO_OFFSET || next > offset)
      return;
    reader->recipient++;
  }
}

/* A name without "-" and "_" in lower case. Returns its length, 0 for one that is too long. */
static gsize
squeeze (const char *name, gsize length, char squeezed[MAX_NAME])
{
  gsize count = 0;

  for (gsize i = 0; i < length; i++) {
    if (name[i] == '-' || name[i] == '_')
      continue;
    if (count == MAX_NAME)
      return 0;
    squeezed[count++] = g_ascii_tolower (name[i]);
  }
  return count;
}

/* How many letters have to be changed, added or taken away to make one name the other. */
static guint
edit_distance (const char *a, gsize a_length, const char *b, gsize b_length)
{
  guint row[MAX_NAME + 1];

  for (guint j = 0; j <= b_length; j++)
    row[j] = j;
  for (guint i = 1; i <= a_length; i++) {
    guint diagonal = row[0];

    row[0] = i;
    for (guint j = 1; j <= b_length; j++) {
      guint changed = diagonal + (a[i - 1] != b[j - 1]);

      diagonal = row[j];
      row[j] = MIN (changed, MIN (row[j], row[j - 1]) + 1);
    }
  }
  return row[b_length];
}

const char *
_dsn_lint_find_meant_field (const char *name, gsize length)
{
  char mine[MAX_NAME], theirs[MAX_NAME];
  gsize mine_length = squeeze (name, length, mine);

  for (DsnField field = 0; field < DSN_FIELD_COUNT; field++) {
    const char *known = dsn_field_get_name (field);
    gsize theirs_length = squeeze (known, strlen (known), theirs);
    guint allowed = theirs_length >= 10 ? 2 : 1;

    if (mine_length + allowed >= theirs_length && mine_length <= theirs_length + allowed
        && edit_distance (mine, mine_length, theirs, theirs_length) <= allowed)
      return known;
  }
  return NULL;
}

static gboolean
is_registered (const char *name)
{
  for (guint i = 0; i < G_N_ELEMENTS (registered); i++)
    if (g_ascii_strcasecmp (registered[i], name) == 0)
      return TRUE;
  return g_ascii_strncasecmp (name, "X-", 2) == 0;
}

static void
check_name (Reader *reader, const DsnScan *scan, goffset offset)
{
  g_autofree char *name = g_strndup (scan->name, scan->name_length);
  const char *meant;

  /* Servers of Microsoft write fields of MIME here; the parser has told. */
  if (reader->unknown++ > MAX_UNKNOWN || is_registered (name)
      || g_ascii_strncasecmp (name, "Content-", 8) == 0)
    return;
  meant = _dsn_lint_find_meant_field (scan->name, scan->name_length);
  if (meant)
    DSN_LINT_NOTE (reader->c, DSN_RULE_MISSPELT_FIELD, reader->recipient, name, offset,
                   "there is no field %s; %s is meant", name, meant);
  else
    DSN_LINT_NOTE (reader->c, DSN_RULE_UNREGISTERED_FIELD, reader->recipient, name, offset,
                   "the field %s is not registered, and does not begin with X-", name);
}

static gboolean
is_ascii (const char *text, const char *end)
{
  while (text < end && (guchar) *text < 0x80)
    text++;
  return text == end;
}

static gboolean
has_type (const char *value, const char *type)
{
  gsize length = strlen (type);

  return g_ascii_strncasecmp (value, type, length) == 0
         && value[length + strspn (value + length, " \t")] == ';';
}

/* RFC 6533 section 3: in a part of ASCII fields, addresses have a form in ASCII. */
static void
check_octets (const Reader *reader, const DsnScan *scan, DsnField field, gboolean is_known,
              goffset offset)
{
  g_autofree char *name = g_strndup (scan->name, scan->name_length);
  gboolean is_address = is_known && dsn_field_get_syntax (field) == DSN_FIELD_SYNTAX_ADDRESS;

  if (!reader->is_ascii || is_ascii (scan->start + scan->offset, scan->at))
    return;
  if (is_address && has_type (scan->value->str, "utf-8"))
    DSN_LINT_NOTE (reader->c, DSN_RULE_UTF8_TYPE_IN_ASCII_PART, reader->recipient, name, offset,
                   "%s is not in ASCII, as message/delivery-status must be", name);
  /* Of other addresses the parser has told. */
  else if (!is_address)
    DSN_LINT_NOTE (reader->c, DSN_RULE_RAW_UTF8_IN_STATUS_PART, reader->recipient, name, offset,
                   "%s has octets outside ASCII, which message/delivery-status cannot carry", name);
}

static void
check_field (Reader *reader, const DsnScan *scan)
{
  goffset offset = reader->base == DSN_NO_OFFSET ? DSN_NO_OFFSET : reader->base + scan->offset;
  DsnField field;
  gboolean is_known = _dsn_field_lookup (scan->name, scan->name_length, &field);

  follow_recipients (reader, offset);
  check_octets (reader, scan, field, is_known, offset);
  if (is_known)
    _dsn_lint_check_value (reader->c, reader->recipient, field, offset, scan->value->str);
  else
    check_name (reader, scan, offset);
}

static void
check_part (Reader *reader, GMimeObject *part)
{
  GMimeContentType *type = g_mime_object_get_content_type (part);
  DsnContent content;
  DsnScanToken token;
  DsnScan scan;

  _dsn_content_open (&content, part);
  reader->base = content.offset;
  reader->is_ascii = !g_mime_content_type_is_type (type, "message", "global-delivery-status");
  _dsn_scan_init (&scan, content.text, content.length);
  while ((token = _dsn_scan_next (&scan)) != DSN_SCAN_END)
    if (token == DSN_SCAN_FIELD)
      check_field (reader, &scan);
  _dsn_scan_clear (&scan);
  _dsn_content_close (&content);
}

void
_dsn_lint_check_fields (const DsnLintCase *c)
{
  const GPtrArray *parts = c->parsed->structure->status;
  Reader reader = { c, DSN_NO_OFFSET, TRUE, -1, dsn_report_get_n_recipients (c->report), 0 };

  for (guint i = 0; i < parts->len; i++)
    check_part (&reader, g_ptr_array_index (parts, i));
}
