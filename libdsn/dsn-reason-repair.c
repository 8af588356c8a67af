/* dsn-reason-repair.c: the address of a recipient whose fields name a local user, a program or a file, or none.
 * SPDX-License-Identifier: LGPL-2.1-or-later */
#include <string.h>

#include "dsn-reason-private.h"
#include "dsn-span-private.h"

/* In the place of an address that no field has. Anybody may be meant. */
#define NOBODY "@"

/* So much of a human part is looked through. */
#define MAX_TEXT 65536

/* Programs and files, as aliases name them. */
static gboolean
is_local_target (const char *address)
{
  return *address == '|' || *address == '/' || g_str_has_prefix (address, "\"|");
}

/* Whether nobody outside could write to an address. */
static gboolean
is_unusable (const char *address)
{
  const char *at = strrchr (address, '@');

  return !at || at == address || at[1] == '\0' || is_local_target (address);
}

/* Types other than these have addresses of their own form. */
static gboolean
is_internet_type (const DsnRecipient *recipient)
{
  const DsnValue *value = dsn_recipient_get_value (recipient, DSN_FIELD_FINAL_RECIPIENT);
  const char *type = value ? dsn_value_get_type_name (value) : NULL;

  return value && (!type || strcmp (type, "rfc822") == 0 || strcmp (type, "utf-8") == 0);
}

static const char *
get_extension (const DsnRecipient *recipient, const char *name)
{
  const GPtrArray *extensions = dsn_recipient_get_extensions (recipient);

  for (guint i = 0; i < extensions->len; i++) {
    const DsnExtension *extension = g_ptr_array_index (extensions, i);

    if (g_ascii_strcasecmp (dsn_extension_get_name (extension), name) == 0)
      return dsn_extension_get_value (extension);
  }
  return NULL;
}

/* A user is known by name; of a program or a file any address may be meant. */
static gboolean
may_be_meant (const char *unusable, DsnSpan address)
{
  gsize length = strlen (unusable);

  if (strchr (unusable, '@') || is_local_target (unusable))
    return TRUE;
  return address.length > length && address.text[length] == '@'
         && g_ascii_strncasecmp (address.text, unusable, length) == 0;
}

static gboolean
is_bystander (const DsnReport *report, DsnSpan address)
{
  if (_dsn_span_is_listed (dsn_report_get_original_header (report, DSN_HEADER_TO), address))
    return FALSE;
  return _dsn_span_begins (address, "postmaster@")
         || _dsn_span_is_listed (dsn_report_get_header (report, DSN_HEADER_FROM), address)
         || _dsn_span_is_listed (dsn_report_get_header (report, DSN_HEADER_TO), address)
         || _dsn_span_is_listed (dsn_report_get_original_header (report, DSN_HEADER_FROM), address);
}

static DsnSpan
find_meant (const DsnReport *report, const char *unusable, const char *text)
{
  DsnSpan rest = { text, text ? strnlen (text, MAX_TEXT) : 0 };
  DsnSpan address;

  for (; (address = _dsn_span_find_address (rest)).text; rest = _dsn_span_behind (rest, address))
    if (may_be_meant (unusable, address) && !is_bystander (report, address))
      return address;
  return DSN_SPAN_NONE;
}

/* The only address that a text has of who may be meant. */
static DsnSpan
find_only (const DsnReport *report, const char *text)
{
  DsnSpan first = find_meant (report, NOBODY, text);
  DsnSpan other = first;

  while (other.text) {
    other = find_meant (report, NOBODY, other.text + other.length);
    if (other.text
        && (other.length != first.length
            || g_ascii_strncasecmp (other.text, first.text, first.length) != 0))
      return DSN_SPAN_NONE;
  }
  return first;
}

static gboolean
take (DsnRecipient *recipient, DsnSpan address, const char *source)
{
  g_autofree char *text = NULL;

  if (!address.text)
    return FALSE;
  text = g_strndup (address.text, address.length);
  dsn_recipient_set_address (recipient, text);
  dsn_recipient_set_evidence (recipient, DSN_EVIDENCE_ADDRESS, source);
  return TRUE;
}

/* What stands in the place of an address, NOBODY where nothing does; NULL for what is one. (transfer full) */
static char *
copy_unusable (const DsnRecipient *recipient)
{
  const char *address = dsn_recipient_get_address (recipient);
  gboolean is_named = dsn_recipient_get_value (recipient, DSN_FIELD_FINAL_RECIPIENT)
                      || dsn_recipient_get_value (recipient, DSN_FIELD_ORIGINAL_RECIPIENT);

  if (!address)
    return is_named ? NULL : g_strdup (NOBODY);
  return is_unusable (address) && is_internet_type (recipient) ? g_strdup (address) : NULL;
}

void
_dsn_reason_repair_address (const DsnReport *report, DsnRecipient *recipient)
{
  g_autofree char *unusable = copy_unusable (recipient);
  const char *actual = get_extension (recipient, "X-Actual-Recipient");

  if (!unusable)
    return;
  if (actual && !strpbrk (actual, "|/")
      && take (recipient, find_meant (report, unusable, actual), "X-Actual-Recipient"))
    return;
  if (dsn_report_get_n_recipients (report) > 1)
    return;
  if (strcmp (unusable, NOBODY) == 0) {
    take (recipient, find_only (report, dsn_report_get_explanation (report)), "explanation");
    return;
  }
  if (take (recipient, find_meant (report, unusable, dsn_report_get_explanation (report)),
            "explanation"))
    return;
  take (recipient,
        find_meant (report, unusable, dsn_report_get_original_header (report, DSN_HEADER_TO)),
        "original");
}
