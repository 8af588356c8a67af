/* milter-header.c: what a mail system is told to change of a header.
 * SPDX-License-Identifier: LGPL-2.1-or-later */
#include <stdbool.h>
#include <string.h>

#include "milter-header.h"
#include "milter-config.h"

/* Octets of one field: what the protocol has room for. */
#define MAX_FIELD 60000

const char *
milter_header_get_id (SMFICTX *context)
{
  static char name[] = "i";
  const char *id = smfi_getsymval (context, name);

  return id ? id : "a message";
}

/* libmilter takes text that it does not change without saying so. */
static char *
unconst (const char *text)
{
  /* NOLINTNEXTLINE(performance-no-int-to-ptr) */
  return (char *) (guintptr) text;
}

/* The last of a name comes first, as the others keep their numbers then. */
void
milter_header_edit (SMFICTX *context, const MilterMessage *message, gboolean leading_space)
{
  const GArray *edits = message->edits;

  for (guint i = edits->len; i > 0; i--) {
    const MilterEdit *edit = &g_array_index (edits, MilterEdit, i - 1);
    const char *value = edit->value;

    if (value && !leading_space && *value == ' ')
      value++;
    if (smfi_chgheader (context, edit->name, (int) edit->index, unconst (value)) != MI_SUCCESS)
      milter_say ("%s: the field %s could not be taken out", milter_header_get_id (context),
                  edit->name);
  }
}

/* Adds one field, "Name: value", before all others. */
static void
insert_field (SMFICTX *context, char *field, gboolean leading_space)
{
  char *value = strchr (field, ':');

  if (!value)
    return;
  *value++ = '\0';
  if (!leading_space && *value == ' ')
    value++;
  if (strlen (value) > MAX_FIELD || smfi_insheader (context, 0, field, value) != MI_SUCCESS)
    milter_say ("%s: the field %s could not be added", milter_header_get_id (context), field);
}

/* The end of the field before @end: a LF that no blank follows. */
static char *
find_field (char *fields, const char *end)
{
  for (char *at = fields + (end - fields) - 1; at > fields; at--)
    if (at[-1] == '\n' && *at != ' ' && *at != '\t')
      return at;
  return fields;
}

/* The last goes first, so that each can go before all that are there. */
void
milter_header_add (SMFICTX *context, const char *text, gboolean leading_space)
{
  g_autofree char *fields = g_strdup (text);

  for (char *end = fields + strlen (fields); end > fields;) {
    char *field = find_field (fields, end);

    end[-1] = '\0';
    insert_field (context, field, leading_space);
    end = field;
  }
}
