/* general-lists.c: bounces that no family claims: several recipients in one paragraph, one below the other
 * or one behind the other.
 * SPDX-License-Identifier: LGPL-2.1-or-later */
#include "wild/general-private.h"

/* What is said of several recipients alike may be this long. */
#define MAX_COMMON 512

/* Recipients one below the other, and what stands behind them. */
typedef struct {
  DsnSpan list;
  DsnSpan words;
} Group;

static DsnSpan
shorten (DsnSpan words)
{
  words.length = MIN (words.length, MAX_COMMON);
  return words;
}

static DsnSpan
strip_bullet (DsnSpan line)
{
  line = _dsn_span_strip (line);
  while (line.length > 0 && strchr ("*-+", *line.text))
    line = _dsn_span_strip ((DsnSpan){ line.text + 1, line.length - 1 });
  (void) _dsn_span_skip (&line, "•");
  return line;
}

/* The address that follows another: "jo@example.net, <kim@example.net>", "jo@example.net kim@example.net". */
static DsnSpan
take_next (const DsnWild *wild, DsnSpan rest)
{
  DsnSpan address, after;

  (void) _dsn_span_skip (&rest, ">");
  if (!_dsn_span_skip (&rest, ",") && !_dsn_span_skip (&rest, ";")
      && (rest.length == 0 || !strchr (" \t", *rest.text)))
    return DSN_SPAN_NONE;
  address = _dsn_span_take_address (rest, &after);
  return address.text && _dsn_general_is_recipient (wild, address) ? address : DSN_SPAN_NONE;
}

/* The first address of an entry; @rest is what stands behind the last. */
static DsnSpan
take_entry (const DsnWild *wild, DsnSpan line, DsnSpan *rest)
{
  DsnSpan address = _dsn_span_take_address (strip_bullet (line), rest);
  DsnSpan next;

  if (!address.text || !_dsn_general_is_recipient (wild, address))
    return DSN_SPAN_NONE;
  while ((next = take_next (wild, *rest)).text)
    *rest = _dsn_span_behind (*rest, next);
  (void) _dsn_span_skip (rest, ">");
  *rest = _dsn_span_strip (*rest);
  while (rest->length > 0 && strchr (":,; ", *rest->text))
    *rest = (DsnSpan){ rest->text + 1, rest->length - 1 };
  return address;
}

gboolean
_dsn_general_begins_entry (const DsnWild *wild, DsnSpan text)
{
  const char *at = text.text;
  DsnSpan line, rest, address;

  if (!_dsn_span_next_line (&at, text.text + text.length, &line))
    return FALSE;
  address = take_entry (wild, line, &rest);
  return address.text && rest.length > 0
         && memchr (address.text, ':', (gsize) (rest.text - address.text)) != NULL;
}

gboolean
_dsn_general_begins_block (const DsnWild *wild, DsnSpan text)
{
  const char *at = text.text;
  DsnSpan line, rest;

  return _dsn_span_next_line (&at, text.text + text.length, &line)
         && take_entry (wild, line, &rest).text && rest.length == 0 && at < text.text + text.length
         && _dsn_general_find_entry (wild, (DsnSpan){ at, (gsize) (text.text + text.length - at) })
                != at;
}

const char *
_dsn_general_find_entry (const DsnWild *wild, DsnSpan text)
{
  const char *at = text.text, *start = at;
  const char *end = text.text + text.length;
  DsnSpan line, rest;

  for (; _dsn_span_next_line (&at, end, &line); start = at)
    if (take_entry (wild, line, &rest).text)
      return start;
  return end;
}

/* Takes the next group from the front of a text. */
static gboolean
next_group (const DsnWild *wild, DsnSpan *text, Group *group)
{
  const char *end = text->text + text->length;
  const char *start = _dsn_general_find_entry (wild, *text);
  const char *at = start;
  gboolean goes_on = TRUE;
  DsnSpan line, rest;

  if (start == end)
    return FALSE;
  group->list = (DsnSpan){ start, 0 };
  for (; _dsn_span_next_line (&at, end, &line); start = at) {
    DsnSpan address = take_entry (wild, line, &rest);

    if (address.text && !goes_on)
      break;
    if (address.text)
      group->list.length = (gsize) (at - group->list.text);
    goes_on = address.text && rest.length == 0;
  }
  group->words.text = group->list.text + group->list.length;
  group->words.length = (gsize) (start - group->words.text);
  *text = (DsnSpan){ start, (gsize) (end - start) };
  return TRUE;
}

static void
say_of_entry (DsnWild *wild, DsnSpan rest, DsnSpan words, DsnSpan reply, DsnSpan lead)
{
  _dsn_wild_say (wild, shorten (reply));
  _dsn_wild_say (wild, rest);
  _dsn_wild_say (wild, words);
  if (reply.length == 0 && rest.length == 0 && _dsn_span_is_blank (words))
    _dsn_wild_say (wild, shorten (lead));
}

static void
add_group (DsnWild *wild, const Group *group, DsnSpan reply, DsnSpan lead)
{
  const char *at = group->list.text;
  DsnSpan words = group->words;
  DsnSpan line, rest;

  while (_dsn_span_next_line (&at, group->words.text, &line)) {
    DsnSpan address = take_entry (wild, line, &rest);

    for (; address.text; address = take_next (wild, _dsn_span_behind (line, address))) {
      if (_dsn_wild_add (wild, address))
        say_of_entry (wild, rest, words, reply, lead);
      words = shorten (words);
      rest = shorten (rest);
    }
  }
}

gboolean
_dsn_general_read_entries (DsnWild *wild, DsnSpan text, DsnSpan reply, DsnSpan lead)
{
  gboolean found = FALSE;
  Group group;

  while (next_group (wild, &text, &group)) {
    add_group (wild, &group, reply, lead);
    found = TRUE;
  }
  return found;
}

void
_dsn_general_read_enumeration (DsnWild *wild, DsnSpan text, DsnSpan address, DsnSpan reply,
                               DsnSpan words)
{
  gboolean is_first = TRUE;

  for (; address.text; is_first = FALSE) {
    if (_dsn_wild_add (wild, address)) {
      _dsn_wild_say (wild, shorten (reply));
      _dsn_wild_say (wild, is_first ? words : shorten (words));
    }
    address = take_next (wild, _dsn_span_behind (text, address));
  }
}
