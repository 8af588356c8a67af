/* general-sender.c: whether a mail system wrote a message that no family claims.
 * SPDX-License-Identifier: LGPL-2.1-or-later */
#include "wild/general-private.h"

/* What mail systems call themselves where their address does not tell, in lower case. */
static const char *const names[] = {
  "mail delivery",    "mailer-daemon",  "mailer daemon", "postmaster",  "mail system",
  "delivery system",  "mail server",    "mailserver",    "mailsystem",  "mail administrator",
  "delivery subsyst", "email delivery", "mail gateway",  "mailgateway", "mail transfer",
};

static gboolean
has_name (const DsnWild *wild)
{
  const char *from = _dsn_wild_header (wild, "From");
  g_autofree char *lower = g_ascii_strdown (from ? from : "", -1);

  for (guint i = 0; i < G_N_ELEMENTS (names); i++)
    if (strstr (lower, names[i]))
      return TRUE;
  return FALSE;
}

static gboolean
returns_message (const DsnWild *wild)
{
  for (DsnHeader header = 0; header < DSN_HEADER_COUNT; header++)
    if (dsn_report_get_original_header (wild->report, header))
      return TRUE;
  return FALSE;
}

gboolean
_dsn_general_is_certain (const DsnWild *wild)
{
  return !*wild->from || _dsn_wild_is_system_name (wild->from)
         || _dsn_wild_header (wild, "X-Failed-Recipients") || returns_message (wild)
         || has_name (wild);
}

gboolean
_dsn_general_has_return_path (const DsnWild *wild)
{
  const char *path = _dsn_wild_header (wild, "Return-Path");

  return path && strchr (path, '@');
}

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

/* Whoever reads the mail of a postmaster answers under that name, with a sender to answer to. */
static gboolean
is_answer (const DsnWild *wild)
{
  return _dsn_general_has_return_path (wild)
         && (_dsn_wild_header (wild, "In-Reply-To") || _dsn_wild_subject_begins (wild, "Re: "));
}

gboolean
_dsn_general_is_other_mail (const DsnWild *wild)
{
  return is_person_away (wild) || is_mailing (wild) || is_answer (wild) || is_common_sender (wild);
}
