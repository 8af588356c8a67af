/* general-other.c: what speaks like a bounce that no family claims, and is none.
 * SPDX-License-Identifier: LGPL-2.1-or-later */
#include "wild/general-private.h"

/* Automatic replies of people have no sender to answer to either. */
static gboolean
is_person_away (const DsnWild *wild)
{
  const char *submitted = _dsn_wild_header (wild, "Auto-Submitted");

  return (wild->questions && wild->questions->is_automatic_reply (wild->questions->data))
         || _dsn_wild_header (wild, "X-Autoreply") || _dsn_wild_header (wild, "X-Autorespond")
         || (submitted && g_ascii_strncasecmp (submitted, "auto-notified", 13) == 0);
}

/* Mailings go out from addresses where bounces come in, and can be unsubscribed from. */
static gboolean
is_mailing (const DsnWild *wild)
{
  return _dsn_general_has_return_path (wild) && _dsn_wild_header (wild, "List-Unsubscribe");
}

/* Fields of lists and of programs that keep tickets, by which they pass on what people write. */
static const char *const carriers[] = {
  "List-Id",          "List-Unsubscribe",   "Mailing-List",   "X-OTRS-Loop",
  "X-Znuny-Loop",     "RT-Ticket",          "X-Redmine-Host", "X-GitHub-Reason",
  "X-GitLab-Project", "X-JIRA-FingerPrint", "X-Jenkins-Job",  "X-Zendesk-From-Account-Id",
};

static gboolean
is_passed_on (const DsnWild *wild)
{
  if (_dsn_wild_is_system_name (wild->from))
    return FALSE;
  for (guint i = 0; i < G_N_ELEMENTS (carriers); i++)
    if (_dsn_wild_header (wild, carriers[i]))
      return TRUE;
  return FALSE;
}

/* Names under which programs and shops write, too; those do it with a sender to answer to. */
static const char *const common_senders[] = { "return",  "system", "sysadmin",
                                              "bounces", "bounce", "daemon" };

static gboolean
is_common_sender (const DsnWild *wild)
{
  const char *path = _dsn_wild_header (wild, "Return-Path");
  DsnSpan sender = path ? _dsn_span_find_address ((DsnSpan){ path, strlen (path) }) : DSN_SPAN_NONE;

  for (guint i = 0; sender.text && i < G_N_ELEMENTS (common_senders); i++)
    if (_dsn_wild_is_from (wild, common_senders[i], ""))
      return _dsn_span_is_listed (wild->from, sender);
  return FALSE;
}

/* What subjects of answers begin with. */
static const char *const answers[] = { "Re: ", "Aw: ", "Antw: ", "Sv: ", "Odp: ", "R: ", "Res: " };

static gboolean
has_subject_of_answer (const DsnWild *wild)
{
  for (guint i = 0; i < G_N_ELEMENTS (answers); i++)
    if (_dsn_wild_subject_begins (wild, answers[i]))
      return TRUE;
  return FALSE;
}

/* Whoever reads the mail of a postmaster answers under that name, with a sender to answer to; where the mail
 * was saved before it was delivered, none is told. */
static gboolean
is_answer (const DsnWild *wild)
{
  gboolean answers_mail = _dsn_wild_header (wild, "In-Reply-To") != NULL;

  if (_dsn_general_has_return_path (wild))
    return answers_mail || has_subject_of_answer (wild);
  return answers_mail && has_subject_of_answer (wild) && !_dsn_wild_header (wild, "Return-Path");
}

/* A bounce goes to who wrote the message; who is told of one that somebody else wrote to him was not to get
 * it. */
static gboolean
is_for_recipient (const DsnWild *wild)
{
  const char *wrote = dsn_report_get_original_header (wild->report, DSN_HEADER_FROM);
  const char *meant = dsn_report_get_original_header (wild->report, DSN_HEADER_TO);
  const char *told = dsn_report_get_header (wild->report, DSN_HEADER_TO);
  DsnSpan reader = told ? _dsn_span_find_address ((DsnSpan){ told, strlen (told) }) : DSN_SPAN_NONE;

  return reader.text && wrote && meant && _dsn_span_is_listed (meant, reader)
         && !_dsn_span_is_listed (wrote, reader);
}

/* What is said to the one whom mail did not reach, in lower case. */
static const char *const notices[] = {
  "addressed to you", "intended for you", "nachricht an sie wurde", "e-mail an sie wurde",
  "vous est destin",  "vous sont destin", "dirigido a usted",       "destinato a lei",
};

/* What is said of the mail of many, in lower case. */
static const char *const summaries[] = {
  "error monitoring report", "hardbounces",     "hard bounces", "softbounces", "soft bounces",
  "versandbericht",          "campaign report", "daily digest",
};

/* What has a sender's name and returns no message speaks of others' mail as well. */
static gboolean
is_summary (const DsnWild *wild)
{
  DsnSpan subject = { wild->subject, strlen (wild->subject) };
  DsnSpan text = _dsn_general_get_text (wild);

  if (_dsn_general_find_any (subject, summaries, G_N_ELEMENTS (summaries))
      || _dsn_general_find_any (subject, notices, G_N_ELEMENTS (notices))
      || _dsn_general_find_any (text, notices, G_N_ELEMENTS (notices)))
    return TRUE;
  return !_dsn_general_is_certain (wild)
         && _dsn_general_find_any (text, summaries, G_N_ELEMENTS (summaries));
}

gboolean
_dsn_general_is_other_mail (const DsnWild *wild)
{
  return is_person_away (wild) || is_mailing (wild) || is_passed_on (wild) || is_answer (wild)
         || is_common_sender (wild) || is_for_recipient (wild) || is_summary (wild);
}
