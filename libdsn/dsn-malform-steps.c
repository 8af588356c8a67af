/* dsn-malform-steps.c: malformations that no table says.
 * SPDX-License-Identifier: LGPL-2.1-or-later */
#include <string.h>

#include "dsn-malform-private.h"

/* Longer than the 998 octets of RFC 5322 section 2.1.1. */
#define LONG_LINE 1000

enum { HUMAN, STATUS, RETURNED };

static DsnRange
at (gsize place)
{
  return (DsnRange){ place, place };
}

/* Fields. */

static gboolean
leak_xtext (DsnMalform *m)
{
  const DsnLayoutPart *human;

  /* An address with a plus in it, as people read it, tells what xtext stands for. */
  if (!_dsn_malform_set (m, DSN_TARGET_RECIPIENT, "Original-Recipient",
                         "rfc822; jo+2Bnews@example.net"))
    return FALSE;
  human = _dsn_malform_get_part (m, HUMAN);
  if (!human)
    return FALSE;
  _dsn_malform_replace (m, at (human->body.to), "\nThe address was <jo+news@example.net>.");
  return TRUE;
}

static gboolean
add_nul (DsnMalform *m)
{
  DsnRange range;

  if (!_dsn_malform_add_line (m, DSN_TARGET_RECIPIENT, "X-Note: cut here")
      || !_dsn_malform_find (m, DSN_TARGET_RECIPIENT, &range))
    return FALSE;
  for (gsize i = range.to; i > range.from; i--) {
    if (m->text->str[i - 1] != ' ')
      continue;
    _dsn_malform_splice (m, (DsnRange){ i - 1, i }, "\0", 1);
    return TRUE;
  }
  return FALSE;
}

/* The text for people. */

static gboolean
set_human_text (DsnMalform *m, const char *text)
{
  const DsnLayoutPart *human = _dsn_malform_get_part (m, HUMAN);

  if (!human)
    return FALSE;
  _dsn_malform_replace (m, human->body, text);
  return _dsn_malform_set (m, DSN_TARGET_HUMAN, "Content-Transfer-Encoding", "7bit");
}

static gboolean
say_reply_in_text (DsnMalform *m)
{
  g_autofree char *final = _dsn_malform_get (m, DSN_TARGET_RECIPIENT, "Final-Recipient");
  const char *semicolon = final ? strchr (final, ';') : NULL;
  g_autofree char *text = NULL;

  if (!semicolon)
    return FALSE;
  (void) _dsn_malform_remove (m, DSN_TARGET_RECIPIENT, "Diagnostic-Code");
  text = g_strdup_printf ("<%s>: host mail.example.net said: 550 No such user here\n",
                          semicolon + 1 + strspn (semicolon + 1, " "));
  return set_human_text (m, text);
}

static gboolean
forget_recipient (DsnMalform *m)
{
  return set_human_text (m, "Something happened to a message of yours.\n");
}

/* Groups of fields. */

static gboolean
repeat_action (DsnMalform *m)
{
  g_autofree char *action = _dsn_malform_get (m, DSN_TARGET_RECIPIENT, "Action");
  g_autofree char *line = g_strconcat ("Action: ", action, NULL);

  return action && _dsn_malform_add_line (m, DSN_TARGET_RECIPIENT, line);
}

static gboolean
repeat_group (DsnMalform *m)
{
  g_autofree char *group = NULL, *again = NULL;
  DsnRange range;

  if (!_dsn_malform_find (m, DSN_TARGET_RECIPIENT, &range))
    return FALSE;
  group = g_strchomp (_dsn_malform_copy (m, range));
  again = g_strconcat (group, "\n\n", group, "\n", NULL);
  _dsn_malform_replace (m, range, again);
  return TRUE;
}

static gboolean
join_groups (DsnMalform *m)
{
  DsnRange range;

  if (!_dsn_malform_find (m, DSN_TARGET_RECIPIENT, &range) || m->text->str[range.from - 1] != '\n')
    return FALSE;
  _dsn_malform_replace (m, (DsnRange){ range.from - 1, range.from }, "");
  return TRUE;
}

static gboolean
part_groups (DsnMalform *m)
{
  DsnRange range;

  if (!_dsn_malform_find (m, DSN_TARGET_RECIPIENT, &range))
    return FALSE;
  _dsn_malform_replace (m, at (range.from), "\n");
  return TRUE;
}

static gboolean
remove_recipients (DsnMalform *m)
{
  const DsnLayoutPart *part = _dsn_malform_get_part (m, STATUS);
  DsnRange group;

  if (!part || !_dsn_malform_find (m, DSN_TARGET_MESSAGE, &group))
    return FALSE;
  _dsn_malform_replace (m, (DsnRange){ group.to, part->body.to }, "");
  return TRUE;
}

static gboolean
remove_fields (DsnMalform *m)
{
  const DsnLayoutPart *part = _dsn_malform_get_part (m, STATUS);

  if (!part)
    return FALSE;
  _dsn_malform_replace (m, part->body, "");
  return TRUE;
}

/* Parts. */

static gboolean
return_body_as_headers (DsnMalform *m)
{
  const DsnLayoutPart *part;

  if (!_dsn_malform_set (m, DSN_TARGET_RETURNED, "Content-Type", "text/rfc822-headers"))
    return FALSE;
  part = _dsn_malform_get_part (m, RETURNED);
  if (!part)
    return FALSE;
  _dsn_malform_replace (m, at (part->body.to), "\n\nThis is the body of the message.\n");
  return TRUE;
}

static void
append_part (DsnMalform *m, const char *content)
{
  g_autofree char *part = g_strconcat ("--", m->boundary, "\n", content, "\n", NULL);

  _dsn_malform_replace (m, at (m->layout.closing.from), part);
}

static gboolean
add_part (DsnMalform *m)
{
  if (!m->layout.is_closed)
    return FALSE;
  if (!_dsn_malform_get_part (m, RETURNED))
    append_part (m, "Content-Type: text/rfc822-headers\n\nMessage-ID: <1@example.com>\n");
  append_part (m, "Content-Type: text/plain; charset=us-ascii\n\nOur mail server is the best.\n");
  return TRUE;
}

static gboolean
split_status_part (DsnMalform *m)
{
  g_autofree char *delimiter =
      g_strconcat ("--", m->boundary, "\nContent-Type: message/delivery-status\n\n", NULL);
  DsnRange group;

  if (!_dsn_malform_find (m, DSN_TARGET_MESSAGE, &group) || m->text->str[group.to] != '\n')
    return FALSE;
  _dsn_malform_replace (m, at (group.to + 1), delimiter);
  return TRUE;
}

/* Base64 in lines of 76 characters. (transfer full) */
static char *
encode (const char *data, gsize length)
{
  g_autofree char *encoded = g_base64_encode ((const guchar *) data, length);
  GString *lines = g_string_new (NULL);

  for (const char *from = encoded; *from; from += strnlen (from, 76))
    g_string_append_printf (lines, "%.76s\n", from);
  return g_string_free (lines, FALSE);
}

static gboolean
encode_part (DsnMalform *m, guint number, DsnTarget header)
{
  const DsnLayoutPart *part = _dsn_malform_get_part (m, number);
  g_autofree char *encoded = NULL;

  if (!part)
    return FALSE;
  encoded = encode (m->text->str + part->body.from, part->body.to - part->body.from);
  _dsn_malform_replace (m, part->body, encoded);
  return _dsn_malform_set (m, header, "Content-Transfer-Encoding", "base64");
}

static gboolean
encode_original (DsnMalform *m)
{
  return encode_part (m, RETURNED, DSN_TARGET_RETURNED);
}

static gboolean
encode_status_part (DsnMalform *m)
{
  return encode_part (m, STATUS, DSN_TARGET_STATUS);
}

/* A part and the boundary before it. */
static gboolean
find_whole_part (const DsnMalform *m, guint number, DsnRange *range)
{
  const DsnLayoutPart *part = _dsn_malform_get_part (m, number);
  const DsnLayoutPart *next = _dsn_malform_get_part (m, number + 1);

  if (!part)
    return FALSE;
  *range = (DsnRange){ part->delimiter, next ? next->delimiter : m->layout.closing.from };
  return TRUE;
}

static gboolean
remove_part (DsnMalform *m, guint number)
{
  DsnRange range;

  if (!find_whole_part (m, number, &range))
    return FALSE;
  _dsn_malform_replace (m, range, "");
  return TRUE;
}

static gboolean
remove_status_part (DsnMalform *m)
{
  return remove_part (m, STATUS);
}

static gboolean
remove_human_part (DsnMalform *m)
{
  return remove_part (m, HUMAN);
}

static gboolean
swap_parts (DsnMalform *m)
{
  g_autofree char *human = NULL;
  DsnRange range;
  gsize end;

  if (!find_whole_part (m, STATUS, &range))
    return FALSE;
  end = range.to;
  find_whole_part (m, HUMAN, &range);
  human = _dsn_malform_copy (m, range);
  _dsn_malform_replace (m, at (end), human);
  _dsn_malform_replace (m, range, "");
  return TRUE;
}

/* Lines and octets. */

static gboolean
append_to_human_text (DsnMalform *m, const char *line)
{
  const DsnLayoutPart *human = _dsn_malform_get_part (m, HUMAN);
  g_autofree char *text = g_strconcat ("\n", line, NULL);

  if (!human)
    return FALSE;
  _dsn_malform_replace (m, at (human->body.to), text);
  return TRUE;
}

static gboolean
add_long_line (DsnMalform *m)
{
  g_autofree char *line = g_strnfill (LONG_LINE, '.');

  return append_to_human_text (m, line);
}

static gboolean
add_eight_bits (DsnMalform *m)
{
  return append_to_human_text (m, "Grüße")
         && _dsn_malform_set (m, DSN_TARGET_HUMAN, "Content-Type", "text/plain; charset=utf-8");
}

static gboolean
spoil_boundary (DsnMalform *m)
{
  g_autofree char *spoilt = m->boundary ? g_strconcat (m->boundary, "*", NULL) : NULL;

  if (!spoilt)
    return FALSE;
  g_string_replace (m->text, m->boundary, spoilt, 0);
  g_free (m->boundary);
  m->boundary = g_steal_pointer (&spoilt);
  _dsn_malform_replace (m, at (0), "");
  return TRUE;
}

static gboolean
truncate_report (DsnMalform *m)
{
  if (!m->layout.is_closed)
    return FALSE;
  _dsn_malform_replace (m, (DsnRange){ m->layout.closing.from, m->text->len }, "");
  return TRUE;
}

static gboolean
close_again (DsnMalform *m)
{
  g_autofree char *line = NULL;

  if (!m->layout.is_closed)
    return FALSE;
  line = g_strconcat ("\n--", m->boundary, "--\n", NULL);
  _dsn_malform_replace (m, at (m->text->len), line);
  return TRUE;
}

/* Makes the report a part of something else. */
static gboolean
wrap (DsnMalform *m)
{
  g_autofree char *type = NULL, *text = NULL, *report = NULL;
  DsnRange header, field;

  if (!_dsn_malform_find (m, DSN_TARGET_HEADER, &header)
      || !_dsn_layout_find_field (&m->layout, header, "Content-Type", &field))
    return FALSE;
  type = _dsn_malform_copy (m, field);
  report = _dsn_malform_copy (m, (DsnRange){ header.to, m->text->len });
  text = g_strconcat ("Content-Type: multipart/mixed; boundary=outer\n", m->text->str + field.to,
                      NULL);
  text[strlen ("Content-Type: multipart/mixed; boundary=outer\n") + header.to - field.to] = '\0';
  g_string_truncate (m->text, field.from);
  g_string_append_printf (m->text, "%s\n--outer\n%s%s\n--outer--\n", text, type, report);
  _dsn_malform_replace (m, at (0), "");
  return TRUE;
}

static gboolean
begin_with_text (DsnMalform *m)
{
  _dsn_malform_replace (m, at (0), "Here is the report that you asked for\n\n");
  return TRUE;
}

static gboolean
end_lines_with_cr (DsnMalform *m)
{
  for (gsize i = 0; i < m->text->len; i++)
    if (m->text->str[i] == '\n')
      m->text->str[i] = '\r';
  return TRUE;
}

DsnMalformStep
_dsn_malform_step (const char *name)
{
#define STEP(function)  \
  {                     \
#function, function \
  }
  static const struct {
    const char *name;
    DsnMalformStep step;
  } table[] = {
    STEP (leak_xtext),         STEP (add_nul),           STEP (say_reply_in_text),
    STEP (forget_recipient),   STEP (repeat_action),     STEP (repeat_group),
    STEP (join_groups),        STEP (part_groups),       STEP (remove_recipients),
    STEP (remove_fields),      STEP (add_part),          STEP (return_body_as_headers),
    STEP (split_status_part),  STEP (encode_original),   STEP (encode_status_part),
    STEP (remove_status_part), STEP (remove_human_part), STEP (swap_parts),
    STEP (add_long_line),      STEP (add_eight_bits),    STEP (spoil_boundary),
    STEP (truncate_report),    STEP (close_again),       STEP (wrap),
    STEP (begin_with_text),    STEP (end_lines_with_cr),
  };
#undef STEP

  for (guint i = 0; i < G_N_ELEMENTS (table); i++)
    if (strcmp (table[i].name, name) == 0)
      return table[i].step;
  return NULL;
}
