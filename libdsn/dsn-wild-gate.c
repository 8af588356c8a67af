/* dsn-wild-gate.c: which messages may be bounces that no machine part tells of, by their header alone.
 *
 * This decides only whether the text is looked at; what it is, the probes of the families decide.
 * SPDX-License-Identifier: LGPL-2.1-or-later */
#include "dsn-wild-private.h"

/* Who writes bounces: the local part of From. */
static const char *const senders[] = {
  "mailer-daemon",  "mailer_daemon", "maildaemon",     "mail-daemon",       "mdaemon",
  "postmaster",     "post_master",   "poostmaster",    "mailerdaemon",      "mail.delivery.system",
  "mail-delivery",  "mmdf",          "mail_delivery",  "mailsystem",        "mail-system",
  "bounce",         "bounces",       "bounce-handler", "microsoftexchange", "fml",
  "mmailer-daemon",
};

/* Who writes bounces, and other mail, too. */
static const char *const other_senders[] = { "system", "sysadmin", "daemon", "uucp", "return" };

/* Words of which one stands in the subject, in lower case. */
static const char *const subjects[] = {
  "undeliver",
  "deliver",
  "failure notice",
  "returned mail",
  "returning",
  "returned to",
  "mail failure",
  "mail error",
  "failed",
  "delayed",
  "bounce",
  "could not be",
  "not be sent",
  "unable to",
  "mail system error",
  "mailsystem",
  "error sending",
  "rejected",
  "blocked",
  "delivery",
  "notification",
  "unzustellbar",
  "zustell",
  "nicht zugestellt",
  "non remis",
  "non distribu",
  "échec",
  "no entreg",
  "no se ha podido",
  "devuelto",
  "devolvido",
  "não entregue",
  "non recapit",
  "mancat",
  "onbestelbaar",
  "niet bezorgd",
  "niedostarcz",
  "nie dostarcz",
  "не доставлен",
  "недоставлен",
  "возвращ",
  "ошибка",
  "配信",
  "送信",
  "エラー",
  "届",
  "退信",
  "投递",
  "退回",
  "系统退信",
  "無法",
  "반송",
  "returned to sender",
};

/* Fields that only mail systems write: those that bounces carry, or what tells of them, and those by which
 * filters mark all that passes through them. */
static const char *const fields[] = {
  "X-Failed-Recipients",  "X-MS-Exchange-Message-Is-Ndr",
  "X-MS-Embedded-Report", "X-Amz-Sns-Message-Id",
  "X-MLServer",           "X-AHMAILID",
  "X-SEF-Processed",      "X-MX-Bounce",
  "X-NAI-Header",         "X-MXL-NoteHash",
};

/* Exchange appends a number of its organisation. */
#define EXCHANGE "microsoftexchange"

/* What programs printed comes in these, whatever it speaks of: the subjects of cron(8), at(1), anacron(8). */
static const char *const outputs[] = { "Cron <", "Output from your job ", "Anacron job " };

/* Only in front of the "@", or all there is. */
static gboolean
is_one_of (const char *from, const char *const *names, guint n_names)
{
  gsize length = strcspn (from, "@,");

  for (guint i = 0; i < n_names; i++)
    if (strlen (names[i]) == length && g_ascii_strncasecmp (names[i], from, length) == 0)
      return TRUE;
  return FALSE;
}

gboolean
_dsn_wild_is_system_name (const char *from)
{
  if (strcspn (from, "@,") == strlen (EXCHANGE) + 32
      && g_ascii_strncasecmp (EXCHANGE, from, strlen (EXCHANGE)) == 0)
    return TRUE;
  return is_one_of (from, senders, G_N_ELEMENTS (senders));
}

static gboolean
is_sender (const char *from)
{
  return _dsn_wild_is_system_name (from)
         || is_one_of (from, other_senders, G_N_ELEMENTS (other_senders));
}

static gboolean
is_output (const char *subject)
{
  for (guint i = 0; i < G_N_ELEMENTS (outputs); i++)
    if (g_str_has_prefix (subject, outputs[i]))
      return TRUE;
  return FALSE;
}

static gboolean
is_subject (const char *subject)
{
  g_autofree char *lower = g_utf8_strdown (subject, MIN ((gssize) strlen (subject), 200));

  for (guint i = 0; i < G_N_ELEMENTS (subjects); i++)
    if (strstr (lower, subjects[i]))
      return TRUE;
  return FALSE;
}

static gboolean
has_field (const DsnHeaderSection *header)
{
  for (guint i = 0; i < G_N_ELEMENTS (fields); i++)
    if (_dsn_header_section_get_text (header, fields[i]))
      return TRUE;
  return FALSE;
}

/* RFC 5321 section 4.5.5: notifications go out with a null return path. */
static gboolean
has_null_sender (const DsnHeaderSection *header)
{
  const char *path = _dsn_header_section_get_text (header, "Return-Path");

  while (path && g_ascii_isspace (*path))
    path++;
  return path && g_str_has_prefix (path, "<>");
}

gboolean
_dsn_wild_is_from_system (const DsnHeaderSection *header, const DsnReport *report)
{
  const char *from = dsn_report_get_header (report, DSN_HEADER_FROM);

  if (!from && _dsn_header_section_get_text (header, "From"))
    return TRUE;
  return (from && is_sender (from)) || has_null_sender (header);
}

gboolean
_dsn_wild_is_likely (const DsnHeaderSection *header, const DsnReport *report)
{
  const char *subject = dsn_report_get_header (report, DSN_HEADER_SUBJECT);

  if (subject && is_output (subject))
    return FALSE;
  return _dsn_wild_is_from_system (header, report) || has_field (header)
         || (subject && is_subject (subject));
}
