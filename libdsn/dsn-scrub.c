/* dsn-scrub.c: takes the fields of dsn-filter.h out of a message, so that no sender can forge one.
 *
 * A line may be more than memory holds, so this knows one octet at a time. What may be the name of a field
 * is held back until it is known what it is.
 * SPDX-License-Identifier: LGPL-2.1-or-later */
#include <string.h>

#include "dsn-filter.h"
#include "dsn-scrub.h"

typedef enum {
  STATE_LINE,     /* at the beginning of a line */
  STATE_NAME,     /* in what may be a name */
  STATE_GAP,      /* between a name of ours and its colon */
  STATE_GAP_LINE, /* there, at the beginning of a line */
  STATE_KEEP,
  STATE_CR, /* behind a CR in a line that is kept */
  STATE_REMOVE,
  STATE_BODY
} State;

struct _DsnScrub {
  char prefix[DSN_FILTER_MAX_PREFIX + 1];
  State state;
  char line_end;
  /* There was nothing on the line before the CR. */
  gboolean empty;
  /* The line began behind a CR that ends no line. */
  gboolean behind_cr;
  /* The line before was taken out, and so are those that continue it. */
  gboolean removing;
  gsize name_length;
  gsize n_held;
  char held[DSN_SCRUB_ROOM];
};

DsnScrub *
dsn_scrub_new (const char *prefix)
{
  DsnScrub *scrub;

  g_return_val_if_fail (dsn_filter_check_prefix (prefix, NULL), NULL);
  scrub = g_new0 (DsnScrub, 1);
  memcpy (scrub->prefix, prefix, strlen (prefix));
  dsn_scrub_begin (scrub, FALSE);
  return scrub;
}

void
dsn_scrub_free (DsnScrub *scrub)
{
  g_free (scrub);
}

void
dsn_scrub_begin (DsnScrub *scrub, gboolean cr_lines)
{
  g_return_if_fail (scrub != NULL);
  scrub->state = STATE_LINE;
  scrub->line_end = cr_lines ? '\r' : '\n';
  scrub->empty = scrub->behind_cr = scrub->removing = FALSE;
  scrub->n_held = 0;
}

gboolean
dsn_scrub_is_past_header (const DsnScrub *scrub)
{
  g_return_val_if_fail (scrub != NULL, FALSE);
  return scrub->state == STATE_BODY;
}

static char *
release (DsnScrub *scrub, char *kept)
{
  memcpy (kept, scrub->held, scrub->n_held);
  kept += scrub->n_held;
  scrub->n_held = 0;
  return kept;
}

static void
hold (DsnScrub *scrub, char c)
{
  scrub->held[scrub->n_held++] = c;
}

static void
remove_field (DsnScrub *scrub)
{
  scrub->n_held = 0;
  scrub->state = STATE_REMOVE;
}

static gboolean
is_blank (char c)
{
  return c == ' ' || c == '\t';
}

/* Goes on in a line that is kept. */
static char *
keep (DsnScrub *scrub, char c, char *kept)
{
  gboolean was_empty = scrub->state == STATE_LINE && !scrub->behind_cr;

  *kept++ = c;
  scrub->removing = FALSE;
  if (c == scrub->line_end) {
    scrub->state = STATE_LINE;
    scrub->behind_cr = FALSE;
  } else if (c == '\r' && scrub->line_end == '\n') {
    scrub->state = STATE_CR;
    scrub->empty = was_empty;
  } else {
    scrub->state = STATE_KEEP;
  }
  return kept;
}

static char *
begin_line (DsnScrub *scrub, char c, char *kept)
{
  if (c == scrub->line_end && !scrub->behind_cr) {
    scrub->state = STATE_BODY;
    *kept++ = c;
    return kept;
  }
  if (is_blank (c)) {
    if (!scrub->removing)
      return keep (scrub, c, kept);
    scrub->state = STATE_REMOVE;
    return kept;
  }
  if (c == '\r' || c == '\n')
    return keep (scrub, c, kept);
  scrub->removing = FALSE;
  scrub->state = STATE_NAME;
  hold (scrub, c);
  return kept;
}

/* The rest of a line whose name turned out to be none of ours. */
static char *
give_up (DsnScrub *scrub, char c, char *kept)
{
  gboolean after_cr = scrub->n_held > 0 && scrub->held[scrub->n_held - 1] == '\r';
  gboolean after_line = scrub->state == STATE_GAP_LINE;

  kept = release (scrub, kept);
  if (!after_line && !after_cr)
    return keep (scrub, c, kept);
  scrub->state = STATE_LINE;
  scrub->behind_cr = !after_line;
  return begin_line (scrub, c, kept);
}

static char *
read_name (DsnScrub *scrub, char c, char *kept)
{
  gboolean ends = c == ':' || (guchar) c <= ' ';

  if (ends && dsn_filter_is_own (scrub->prefix, scrub->held, scrub->n_held)) {
    if (c == ':') {
      remove_field (scrub);
      return kept;
    }
    scrub->state = c == scrub->line_end ? STATE_GAP_LINE : STATE_GAP;
    hold (scrub, c);
    return kept;
  }
  if (ends || scrub->n_held == DSN_SCRUB_ROOM - 1)
    return give_up (scrub, c, kept);
  hold (scrub, c);
  return kept;
}

/* Blanks, and the ends of lines that the next one continues. So many that they cannot be held are an
 * attempt to hide the colon. */
static char *
read_gap (DsnScrub *scrub, char c, char *kept)
{
  gboolean continues = scrub->state == STATE_GAP || is_blank (c);

  /* NOLINTNEXTLINE(bugprone-branch-clone): the third does the same, but only where the second does not hold. */
  if (continues && c == ':') {
    remove_field (scrub);
  } else if (!continues || (guchar) c > ' ') {
    return give_up (scrub, c, kept);
  } else if (scrub->n_held == DSN_SCRUB_ROOM - 1) {
    remove_field (scrub);
  } else {
    scrub->state = c == scrub->line_end ? STATE_GAP_LINE : STATE_GAP;
    hold (scrub, c);
  }
  return kept;
}

static char *
read_after_cr (DsnScrub *scrub, char c, char *kept)
{
  if (c == '\n' && scrub->empty) {
    scrub->state = STATE_BODY;
    *kept++ = c;
    return kept;
  }
  if (c == '\n')
    return keep (scrub, c, kept);
  scrub->state = STATE_LINE;
  scrub->behind_cr = TRUE;
  return begin_line (scrub, c, kept);
}

/* The CR before a hidden field ended no line, so the end of the field's line has to stay. */
static char *
skip (DsnScrub *scrub, char c, char *kept)
{
  if (c != scrub->line_end)
    return kept;
  if (scrub->behind_cr)
    *kept++ = c;
  scrub->state = STATE_LINE;
  scrub->behind_cr = FALSE;
  scrub->removing = TRUE;
  return kept;
}

static char *
feed_octet (DsnScrub *scrub, char c, char *kept)
{
  switch (scrub->state) {
  case STATE_LINE:
    return begin_line (scrub, c, kept);
  case STATE_NAME:
    return read_name (scrub, c, kept);
  case STATE_GAP:
  case STATE_GAP_LINE:
    return read_gap (scrub, c, kept);
  case STATE_CR:
    return read_after_cr (scrub, c, kept);
  case STATE_REMOVE:
    return skip (scrub, c, kept);
  default:
    return keep (scrub, c, kept);
  }
}

gsize
dsn_scrub_feed (DsnScrub *scrub, const char *octets, gsize length, char *kept)
{
  const char *end = octets + length;
  char *at = kept;

  g_return_val_if_fail (scrub != NULL, 0);
  while (octets < end && scrub->state != STATE_BODY)
    at = feed_octet (scrub, *octets++, at);
  if (octets < end)
    memcpy (at, octets, (gsize) (end - octets));
  return (gsize) (at - kept) + (gsize) (end - octets);
}

gsize
dsn_scrub_end (DsnScrub *scrub, char *kept)
{
  g_return_val_if_fail (scrub != NULL, 0);
  return (gsize) (release (scrub, kept) - kept);
}
