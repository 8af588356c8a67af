/* dsn-builder-complete.c: what a message says that nobody asked for, since it follows from the rest.
 * SPDX-License-Identifier: LGPL-2.1-or-later */
#include <string.h>

#include "dsn-builder-private.h"
#include "dsn-parser-private.h"
#include "dsn-reason.h"
#include "dsn-syntax-private.h"

/* How a subject begins when none was given. */
static const struct {
  DsnAction action;
  const char *subject;
} subjects[] = {
  { DSN_ACTION_DELIVERED, "Message delivered" },  { DSN_ACTION_RELAYED, "Message relayed" },
  { DSN_ACTION_EXPANDED, "Message expanded" },    { DSN_ACTION_DELAYED, "Message delayed" },
  { DSN_ACTION_FAILED, "Message not delivered" },
};

static void
complete_original (DsnDraft *draft)
{
  gboolean global = FALSE;

  dsn_report_set_original (draft->report, FALSE, FALSE);
  draft->returned = _dsn_return_make (draft, &global);
  if (draft->returned)
    _dsn_header_read_original (draft->report, draft->returned);
  if (global)
    draft->form = DSN_FIELDS_UTF8;
}

/* RFC 3464 section 2: from a human who is responsible for the mail system at the reporting MTA. */
static void
complete_from (DsnReport *report)
{
  g_autofree char *domain = NULL;
  g_autofree char *from = NULL;

  if (dsn_report_get_header (report, DSN_HEADER_FROM))
    return;
  domain = _dsn_domain_of_mta (dsn_report_get_text (report, DSN_FIELD_REPORTING_MTA));
  from = g_strconcat ("Mail Delivery System <postmaster@", domain, ">", NULL);
  dsn_report_set_header (report, DSN_HEADER_FROM, from);
}

static void
complete_to (DsnDraft *draft)
{
  const char *to = dsn_report_get_header (draft->report, DSN_HEADER_TO);
  g_autofree char *display_name = NULL;
  g_autofree char *address = _dsn_mailbox_split (to, &display_name);
  g_autofree char *ascii = draft->builder->downgrade ? _dsn_mailbox_to_ascii (address) : NULL;

  dsn_report_set_header (draft->report, DSN_HEADER_TO, ascii ? ascii : address);
}

static void
complete_date (DsnDraft *draft)
{
  const char *text = dsn_report_get_header (draft->report, DSN_HEADER_DATE);
  g_autoptr (GDateTime) date = NULL;
  g_autofree char *normal = NULL;

  if (draft->builder->date)
    date = g_date_time_ref (draft->builder->date);
  else
    date = text ? dsn_date_parse (text) : g_date_time_new_now_utc ();
  normal = dsn_date_to_rfc3339 (date);
  dsn_report_set_header (draft->report, DSN_HEADER_DATE, normal);
}

static const char *
begin_subject (const DsnDraft *draft)
{
  DsnAction action = _dsn_draft_get_action (draft);
  guint i = 0;

  while (subjects[i].action != action)
    i++;
  return subjects[i].subject;
}

static void
complete_subject (DsnDraft *draft)
{
  DsnReport *report = draft->report;
  const char *subject = dsn_report_get_header (report, DSN_HEADER_SUBJECT);
  const char *original = dsn_report_get_original_header (report, DSN_HEADER_SUBJECT);
  g_autofree char *text = NULL;

  draft->subject_is_usual = !subject || !*subject;
  if (!draft->subject_is_usual)
    return;
  text = g_strconcat (begin_subject (draft), original && *original ? ": " : "", original, NULL);
  /* An encoded-word can stand for a line end, too. */
  dsn_report_set_header (report, DSN_HEADER_SUBJECT, g_strdelimit (text, "\r\n", ' '));
}

void
_dsn_draft_complete (DsnDraft *draft)
{
  complete_original (draft);
  complete_from (draft->report);
  complete_to (draft);
  complete_date (draft);
  complete_subject (draft);
  dsn_reason_diagnose (draft->report);
}
