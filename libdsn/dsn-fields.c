/* dsn-fields.c: the body of message/delivery-status, to the model.
 * SPDX-License-Identifier: LGPL-2.1-or-later */
#include <string.h>

#include "dsn-fields-private.h"
#include "dsn-fields.h"

#define IS_PER_MESSAGE(field)   ((field)->known && (field)->id < DSN_FIELD_FIRST_PER_RECIPIENT)
#define IS_PER_RECIPIENT(field) ((field)->known && (field)->id >= DSN_FIELD_FIRST_PER_RECIPIENT)

/* A field as it stood in the body. @text holds the value and, for a field that is not known, the
 * name behind it. */
typedef struct {
  gboolean known;
  DsnField id;
  const char *name;
  const char *value;
  char *text;
  goffset offset;
  gboolean space_before_colon;
  gboolean had_nul;
  gboolean had_cr;
  gboolean after_blank_lines;
} RawField;

/* Where reading has come to. A block is what stands between two blank lines. */
typedef struct {
  DsnReport *report;
  guint max_recipients;
  goffset base;
  GArray *block;
  DsnRecipient *recipient;
  int recipient_index;
  gboolean is_full;
} Reader;

static void
raw_field_clear (gpointer data)
{
  RawField *field = data;

  g_free (field->text);
}

static const RawField *
block_field (const Reader *reader, guint i)
{
  return &g_array_index (reader->block, RawField, i);
}

static void
note_field (const Reader *reader, DsnRule rule, const RawField *field, const char *what)
{
  _dsn_report_add_problem (reader->report, rule, reader->recipient ? reader->recipient_index : -1,
                           field->name, field->offset, "%s %s", field->name, what);
}

/* Notes how a field is written, once it is known whose it is. */
static void
note_form (const Reader *reader, const RawField *field)
{
  if (field->after_blank_lines)
    note_field (reader, DSN_RULE_EXTRA_BLANK_LINE, field, "has more than one blank line before it");
  if (field->space_before_colon)
    note_field (reader, DSN_RULE_SPACE_BEFORE_COLON, field, "has a space before its colon");
  if (field->had_nul)
    note_field (reader, DSN_RULE_BAD_CHARACTERS, field, "has a NUL in its value");
  if (field->had_cr)
    note_field (reader, DSN_RULE_BAD_CHARACTERS, field, "has a CR in its value");
}

static void
set_message_field (const Reader *reader, const RawField *field)
{
  DsnFieldPlace place = { reader->report, -1, field->offset };
  DsnValue *value;

  if (dsn_report_get_value (reader->report, field->id)) {
    note_field (reader, DSN_RULE_DUPLICATE_FIELD, field, "stands there more than once");
    return;
  }
  value = _dsn_fields_read_value (field->id, field->value, &place);
  dsn_report_set_value (reader->report, field->id, value);
  dsn_report_set_offset (reader->report, field->id, field->offset);
}

static void
set_recipient_field (const Reader *reader, const RawField *field)
{
  DsnFieldPlace place = { reader->report, reader->recipient_index, field->offset };
  DsnValue *value;

  if (dsn_recipient_get_value (reader->recipient, field->id)) {
    note_field (reader, DSN_RULE_DUPLICATE_FIELD, field, "stands there more than once");
    return;
  }
  value = _dsn_fields_read_value (field->id, field->value, &place);
  dsn_recipient_set_value (reader->recipient, field->id, value);
  dsn_recipient_set_offset (reader->recipient, field->id, field->offset);
}

/* Returns FALSE at the limit. */
static gboolean
begin_recipient (Reader *reader)
{
  guint count = dsn_report_get_n_recipients (reader->report);

  if (count >= reader->max_recipients) {
    if (!_dsn_report_has_problem (reader->report, DSN_RULE_TOO_MANY_RECIPIENTS, -1))
      _dsn_report_add_problem (reader->report, DSN_RULE_TOO_MANY_RECIPIENTS, -1, NULL,
                               DSN_NO_OFFSET, "only the first %u recipients were read", count);
    reader->is_full = TRUE;
    return FALSE;
  }
  reader->recipient = dsn_report_add_recipient (reader->report);
  reader->recipient_index = (int) count;
  return TRUE;
}

static gboolean
names_recipient (const RawField *field)
{
  return field->known
         && (field->id == DSN_FIELD_FINAL_RECIPIENT || field->id == DSN_FIELD_ORIGINAL_RECIPIENT);
}

/* What kinds of fields a block has. */
typedef struct {
  gboolean per_message;
  gboolean per_recipient;
  gboolean names_recipient;
  gboolean collides;
} BlockFacts;

static BlockFacts
examine_block (const Reader *reader)
{
  BlockFacts facts = { FALSE, FALSE, FALSE, FALSE };

  for (guint i = 0; i < reader->block->len; i++) {
    const RawField *field = block_field (reader, i);

    facts.per_message |= IS_PER_MESSAGE (field);
    facts.names_recipient |= names_recipient (field);
    if (!IS_PER_RECIPIENT (field))
      continue;
    facts.per_recipient = TRUE;
    if (reader->recipient && dsn_recipient_get_value (reader->recipient, field->id))
      facts.collides = TRUE;
  }
  return facts;
}

/* Whether a block goes on with the recipient before it, a blank line standing where none should. */
static gboolean
continues_recipient (const Reader *reader, const BlockFacts *facts)
{
  if (!reader->recipient || facts->collides)
    return FALSE;
  if (!facts->per_recipient)
    return !facts->per_message;
  return !facts->names_recipient
         || !dsn_recipient_get_value (reader->recipient, DSN_FIELD_FINAL_RECIPIENT);
}

/* Whether a field says once more what the field before it says. */
static gboolean
repeats_field_before (const Reader *reader, guint i)
{
  const RawField *field = block_field (reader, i);
  const RawField *before = block_field (reader, i - 1);

  return before->known && before->id == field->id && strcmp (before->value, field->value) == 0;
}

/* Whether a field of a recipient that has been begun can only belong to the next one, for which no
 * blank line was written. */
static gboolean
begins_next_recipient (const Reader *reader, guint i)
{
  const RawField *field = block_field (reader, i);
  const RawField *next;

  if (!names_recipient (field) || repeats_field_before (reader, i))
    return FALSE;
  if (dsn_recipient_get_value (reader->recipient, field->id))
    return TRUE;
  if (field->id != DSN_FIELD_ORIGINAL_RECIPIENT || i + 1 >= reader->block->len)
    return FALSE;
  next = block_field (reader, i + 1);
  return next->known && next->id == DSN_FIELD_FINAL_RECIPIENT
         && dsn_recipient_get_value (reader->recipient, next->id);
}

static void
set_stray_message_field (const Reader *reader, const RawField *field)
{
  note_field (reader, DSN_RULE_FIELD_IN_WRONG_GROUP, field, "belongs to the first group");
  if (!dsn_report_get_value (reader->report, field->id))
    set_message_field (reader, field);
}

/* Reads the fields from the first on that belongs to a recipient. */
static void
read_recipient_fields (Reader *reader, guint first)
{
  for (guint i = first; i < reader->block->len; i++) {
    const RawField *field = block_field (reader, i);

    if (i > first && begins_next_recipient (reader, i)) {
      note_field (reader, DSN_RULE_MISSING_BLANK_LINE, field,
                  "begins a group without a blank line before it");
      if (!begin_recipient (reader))
        return;
    }
    note_form (reader, field);
    if (IS_PER_RECIPIENT (field))
      set_recipient_field (reader, field);
    else if (IS_PER_MESSAGE (field))
      set_stray_message_field (reader, field);
    else
      dsn_recipient_add_extension (reader->recipient, field->name, field->value, field->offset);
  }
}

/* Reads the fields of the message; returns how many they are. */
static guint
read_message_fields (Reader *reader)
{
  guint i;

  for (i = 0; i < reader->block->len; i++) {
    const RawField *field = block_field (reader, i);

    if (IS_PER_RECIPIENT (field))
      break;
    note_form (reader, field);
    if (IS_PER_MESSAGE (field))
      set_message_field (reader, field);
    else
      dsn_report_add_extension (reader->report, field->name, field->value, field->offset);
  }
  return i;
}

static void
read_stray_message_fields (const Reader *reader)
{
  for (guint i = 0; i < reader->block->len; i++) {
    const RawField *field = block_field (reader, i);

    note_form (reader, field);
    if (IS_PER_MESSAGE (field))
      set_stray_message_field (reader, field);
    else
      dsn_report_add_extension (reader->report, field->name, field->value, field->offset);
  }
}

static void
read_block (Reader *reader)
{
  BlockFacts facts = examine_block (reader);
  guint first = 0;

  if (continues_recipient (reader, &facts)) {
    note_field (reader, DSN_RULE_EXTRA_BLANK_LINE, block_field (reader, 0),
                "is cut off from its group by a blank line");
    read_recipient_fields (reader, 0);
    return;
  }
  if (!facts.per_recipient && reader->recipient) {
    read_stray_message_fields (reader);
    return;
  }
  if (facts.per_message || !facts.per_recipient)
    first = read_message_fields (reader);
  if (first == reader->block->len)
    return;
  if (first > 0)
    note_field (reader, DSN_RULE_MISSING_BLANK_LINE, block_field (reader, first),
                "begins a group without a blank line before it");
  if (begin_recipient (reader))
    read_recipient_fields (reader, first);
}

static void
end_block (Reader *reader)
{
  if (reader->block->len > 0)
    read_block (reader);
  g_array_set_size (reader->block, 0);
}

static void
add_field (const Reader *reader, const DsnScan *scan, gboolean after_blank_lines)
{
  RawField field = { 0 };

  field.known = _dsn_field_lookup (scan->name, scan->name_length, &field.id);
  field.text = g_malloc (scan->value->len + scan->name_length + 2);
  memcpy (field.text, scan->value->str, scan->value->len + 1);
  field.value = field.text;
  field.name = dsn_field_get_name (field.id);
  if (!field.known) {
    memcpy (field.text + scan->value->len + 1, scan->name, scan->name_length);
    field.text[scan->value->len + 1 + scan->name_length] = '\0';
    field.name = field.text + scan->value->len + 1;
  }
  field.offset = reader->base == DSN_NO_OFFSET ? DSN_NO_OFFSET : reader->base + scan->offset;
  field.space_before_colon = scan->space_before_colon;
  field.had_nul = scan->had_nul;
  field.had_cr = scan->had_cr;
  field.after_blank_lines = after_blank_lines;
  g_array_append_val (reader->block, field);
}

static void
note_garbage (const Reader *reader, const DsnScan *scan)
{
  gsize length = MIN ((gsize) (scan->at - scan->start - scan->offset), 60);
  g_autofree char *line = g_utf8_make_valid (scan->start + scan->offset, (gssize) length);

  _dsn_report_add_problem (reader->report, DSN_RULE_UNREADABLE_LINE, -1, NULL,
                           reader->base == DSN_NO_OFFSET ? DSN_NO_OFFSET
                                                         : reader->base + scan->offset,
                           "\"%s\" is not a field", g_strstrip (line));
}

static void
read_tokens (Reader *reader, DsnScan *scan)
{
  guint blanks = 0;

  for (DsnScanToken token = _dsn_scan_next (scan); token != DSN_SCAN_END && !reader->is_full;
       token = _dsn_scan_next (scan)) {
    if (token == DSN_SCAN_BLANK) {
      end_block (reader);
      blanks++;
      continue;
    }
    if (token == DSN_SCAN_GARBAGE) {
      note_garbage (reader, scan);
      continue;
    }
    add_field (reader, scan, blanks > 1);
    blanks = 0;
  }
  end_block (reader);
}

void
dsn_fields_parse (DsnReport *report, const char *body, gsize length, goffset offset,
                  guint max_recipients)
{
  Reader reader = { report, max_recipients, offset, NULL, NULL, -1, FALSE };
  DsnScan scan;

  g_return_if_fail (report != NULL && (body != NULL || length == 0));

  reader.block = g_array_new (FALSE, FALSE, sizeof (RawField));
  g_array_set_clear_func (reader.block, raw_field_clear);
  _dsn_scan_init (&scan, body, length);
  read_tokens (&reader, &scan);
  _dsn_scan_clear (&scan);
  g_array_unref (reader.block);
}
