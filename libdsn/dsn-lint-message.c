/* dsn-lint-message.c: what every mail must be, and every mail that no person sent.
 * SPDX-License-Identifier: LGPL-2.1-or-later */
#include <string.h>

#include "dsn-fields-private.h"
#include "dsn-lint-private.h"

typedef void (*CheckField) (const DsnLintCase *c, goffset offset, const char *value);

/* RFC 3834 section 5: a keyword, and behind it parameters. Sendmail writes a comment. */
static void
check_auto_submitted (const DsnLintCase *c, goffset offset, const char *value)
{
  g_autofree char *keyword = g_strndup (value, strcspn (value, " \t;("));

  if (g_ascii_strcasecmp (keyword, "auto-replied") != 0
      && g_ascii_strcasecmp (keyword, "auto-generated") != 0)
    DSN_LINT_NOTE (c, DSN_RULE_WRONG_AUTO_SUBMITTED, -1, "Auto-Submitted", offset,
                   "Auto-Submitted is \"%s\", not auto-replied", value);
}

static void
check_return_path (const DsnLintCase *c, goffset offset, const char *value)
{
  g_autofree char *path = dsn_comment_strip (value, NULL);

  if (strcmp (path, "<>") != 0)
    DSN_LINT_NOTE (c, DSN_RULE_NON_NULL_RETURN_PATH, -1, "Return-Path", offset,
                   "the report was sent by %s, not by the null sender <>", value);
}

static void
check_to (const DsnLintCase *c, goffset offset, const char *value)
{
  g_autofree char *to = dsn_comment_strip (value, NULL);

  if (!*to || strcmp (to, "<>") == 0)
    DSN_LINT_NOTE (c, DSN_RULE_NULL_SENDER, -1, "To", offset,
                   "the report is sent to the null sender, to whom no report may go");
}

static void
check_date (const DsnLintCase *c, goffset offset, const char *value)
{
  g_autoptr (GDateTime) date = dsn_date_parse (value);
  const char *why = _dsn_lint_why_obsolete (value);

  if (!date)
    DSN_LINT_NOTE (c, DSN_RULE_BAD_DATE, -1, "Date", offset, "\"%s\" is not a date", value);
  else if (why)
    DSN_LINT_NOTE (c, DSN_RULE_OBSOLETE_DATE, -1, "Date", offset, "\"%s\" %s", value, why);
}

/* The fields that are looked at, and the rule that a report breaks without them. */
static const struct {
  const char *name;
  gboolean is_required;
  DsnRule rule;
  CheckField check;
} fields[] = {
  { "From", TRUE, DSN_RULE_MISSING_FROM, NULL },
  { "To", TRUE, DSN_RULE_MISSING_TO, check_to },
  { "Date", TRUE, DSN_RULE_MISSING_DATE, check_date },
  { "Message-ID", TRUE, DSN_RULE_MISSING_MESSAGE_ID, NULL },
  { "MIME-Version", TRUE, DSN_RULE_MISSING_MIME_VERSION, NULL },
  { "Auto-Submitted", TRUE, DSN_RULE_MISSING_AUTO_SUBMITTED, check_auto_submitted },
  { "Return-Path", FALSE, DSN_RULE_NON_NULL_RETURN_PATH, check_return_path },
};

static void
look_at_field (const DsnLintCase *c, const DsnScan *scan, guint *seen)
{
  for (guint i = 0; i < G_N_ELEMENTS (fields); i++) {
    if (strlen (fields[i].name) != scan->name_length
        || g_ascii_strncasecmp (fields[i].name, scan->name, scan->name_length) != 0)
      continue;
    if (fields[i].check && !(*seen & 1U << i))
      fields[i].check (c, scan->offset, scan->value->str);
    *seen |= 1U << i;
  }
}

void
_dsn_lint_check_message (const DsnLintCase *c)
{
  const DsnRange *header = &c->layout.header;
  DsnScanToken token;
  guint seen = 0;
  DsnScan scan;

  if (!c->is_own_message)
    return;
  _dsn_scan_init (&scan, c->text, header->to);
  while ((token = _dsn_scan_next (&scan)) != DSN_SCAN_END)
    if (token == DSN_SCAN_FIELD)
      look_at_field (c, &scan, &seen);
  _dsn_scan_clear (&scan);
  for (guint i = 0; i < G_N_ELEMENTS (fields); i++)
    if (fields[i].is_required && !(seen & 1U << i))
      DSN_LINT_NOTE (c, fields[i].rule, -1, fields[i].name, 0, "the field %s is missing",
                     fields[i].name);
}
