/* dsn-header-section.c: the header section of a message, where it stands.
 * SPDX-License-Identifier: LGPL-2.1-or-later */
#include "dsn-header-section-private.h"
#include "dsn-words-private.h"

/* Few messages have more. */
#define USUAL_COUNT 32

static void
clear_field (gpointer data)
{
  DsnHeaderField *field = data;

  g_free (field->text);
}

void
_dsn_header_section_init (DsnHeaderSection *section)
{
  *section = (DsnHeaderSection){ NULL, 0, 0 };
  section->fields = g_array_sized_new (FALSE, FALSE, sizeof (DsnHeaderField), USUAL_COUNT);
  g_array_set_clear_func (section->fields, clear_field);
}

void
_dsn_header_section_clear (DsnHeaderSection *section)
{
  g_array_unref (section->fields);
}

static gboolean
is_blank (char octet)
{
  return octet == ' ' || octet == '\t';
}

static gboolean
is_empty_line (const char *line, const char *end)
{
  return *line == '\n' || (*line == '\r' && (end - line == 1 || line[1] == '\n'));
}

/* What stands behind a name and blanks, which is the colon if a field begins here. */
static const char *
after_name (const char *line, const char *end, gsize *length)
{
  const char *at = line;

  while (at < end && *at != ':' && *at != ' ' && !g_ascii_iscntrl (*at))
    at++;
  *length = (gsize) (at - line);
  while (at < end && is_blank (*at))
    at++;
  return at;
}

/* "From ", or ">From ", and no name with its colon. */
static gboolean
is_mark (const char *line, const char *end)
{
  const char *mark = *line == '>' ? line + 1 : line;
  gsize length;
  const char *colon = after_name (line, end, &length);

  return end - mark >= 5 && memcmp (mark, "From ", 5) == 0 && (colon == end || *colon != ':');
}

gboolean
_dsn_header_section_read (DsnHeaderSection *section, const char *text, gsize length)
{
  const char *end = text + length;
  const char *at = text;
  const char *next;

  g_array_set_size (section->fields, 0);
  while (at < end && is_mark (at, end))
    at = _dsn_header_after_line (at, end);
  section->start = (gsize) (at - text);
  if (at == end)
    return FALSE;
  for (; at < end && !is_empty_line (at, end); at = next) {
    DsnHeaderField field = { .name = at };
    const char *colon = after_name (at, end, &field.name_length);

    /* A name that the message ends in, or no field where the first one should be. */
    if (colon == end || (section->fields->len == 0 && (*colon != ':' || colon == at)))
      return FALSE;
    next = _dsn_header_after_field (at, end);
    if (*colon != ':')
      continue;
    field.value = colon + 1;
    field.value_length = (gsize) (next - field.value);
    g_array_append_val (section->fields, field);
  }
  section->end = (gsize) (at - text);
  return TRUE;
}

void
_dsn_header_section_read_object (DsnHeaderSection *section, GMimeObject *object)
{
  GMimeHeaderList *list = g_mime_object_get_header_list (object);
  int count = g_mime_header_list_get_count (list);

  g_array_set_size (section->fields, 0);
  section->start = section->end = 0;
  for (int i = 0; i < count; i++) {
    GMimeHeader *header = g_mime_header_list_get_header_at (list, i);
    DsnHeaderField field = { .name = g_mime_header_get_name (header),
                             .value = g_mime_header_get_raw_value (header) };

    if (!field.value)
      continue;
    field.name_length = strlen (field.name);
    field.value_length = strlen (field.value);
    g_array_append_val (section->fields, field);
  }
}

const DsnHeaderField *
_dsn_header_section_get (const DsnHeaderSection *section, guint number)
{
  return number < section->fields->len ? &g_array_index (section->fields, DsnHeaderField, number)
                                       : NULL;
}

const char *
_dsn_header_section_get_text (const DsnHeaderSection *section, const char *name)
{
  for (guint i = 0; i < section->fields->len; i++) {
    DsnHeaderField *field = &g_array_index (section->fields, DsnHeaderField, i);
    g_autofree char *value = NULL;

    if (!_dsn_header_field_is (field, name))
      continue;
    if (!field->text) {
      value = _dsn_header_field_unfold (field, G_MAXSIZE);
      field->text = _dsn_words_decode (value);
    }
    return field->text;
  }
  return NULL;
}

char *
_dsn_header_field_unfold (const DsnHeaderField *field, gsize max)
{
  const char *start = field->value;
  const char *end = start + strnlen (start, MIN (field->value_length, max));
  g_autofree char *value = NULL;

  while (start < end && g_ascii_isspace (*start))
    start++;
  while (end > start && g_ascii_isspace (end[-1]))
    end--;
  value = g_strndup (start, (gsize) (end - start));
  return strpbrk (value, "\r\n") ? g_mime_utils_header_unfold (value) : g_steal_pointer (&value);
}
