/* dsn-header-section-private.h: the header section of a message (RFC 5322 section 2.2), where it stands.
 *
 * What is a field here is what GMime takes for one; but GMime makes objects of each, whether it is wanted
 * or not.
 * SPDX-License-Identifier: LGPL-2.1-or-later */
#pragma once

#include <string.h>

#include "dsn-gmime-private.h"

G_BEGIN_DECLS

/* One field: its name without blanks behind it; its value as it stands, with folds and its line end. */
typedef struct {
  const char *name;
  gsize name_length;
  const char *value;
  gsize value_length;
  /* The value decoded, once it was asked for. */
  char *text;
} DsnHeaderField;

/* The fields point into what was read, which must outlive them. It goes from @start up to the blank line
 * at @end, or to the end of the message. */
typedef struct {
  GArray *fields; /* of DsnHeaderField */
  gsize start;
  gsize end;
} DsnHeaderSection;

static inline const char *
_dsn_header_after_line (const char *line, const char *end)
{
  const char *newline = memchr (line, '\n', (gsize) (end - line));

  return newline ? newline + 1 : end;
}

/* What follows a field and its continuation lines. */
static inline const char *
_dsn_header_after_field (const char *field, const char *end)
{
  const char *next = _dsn_header_after_line (field, end);

  while (next < end && (*next == ' ' || *next == '\t'))
    next = _dsn_header_after_line (next, end);
  return next;
}

void _dsn_header_section_init (DsnHeaderSection *section);
void _dsn_header_section_clear (DsnHeaderSection *section);

/* Both forget what was read before. FALSE if a text does not begin with a header section, behind what an
 * mbox may have before it. */
gboolean _dsn_header_section_read (DsnHeaderSection *section, const char *text, gsize length);
/* The fields of an object of GMime's, which has no @start and @end. */
void _dsn_header_section_read_object (DsnHeaderSection *section, GMimeObject *object);

/* The field of that number, or NULL. */
const DsnHeaderField *_dsn_header_section_get (const DsnHeaderSection *section, guint number);
/* What the first field of a name says: unfolded, encoded-words decoded, UTF-8; NULL without one. It
 * belongs to @section. */
const char *_dsn_header_section_get_text (const DsnHeaderSection *section, const char *name);

/* Whether a name is that of a field. */
static inline gboolean
_dsn_header_name_is (const char *name, gsize length, const char *known)
{
  /* Most differ in the first letter, which case does not change but in one bit. */
  return length > 0 && ((*name ^ *known) & ~0x20) == 0 && strlen (known) == length
         && g_ascii_strncasecmp (name, known, length) == 0;
}

static inline gboolean
_dsn_header_field_is (const DsnHeaderField *field, const char *name)
{
  return _dsn_header_name_is (field->name, field->name_length, name);
}

/* The value on one line, without blanks around it, in whichever charset it is; of more than @max octets
 * only the first. (transfer full) */
char *_dsn_header_field_unfold (const DsnHeaderField *field, gsize max);

G_END_DECLS
