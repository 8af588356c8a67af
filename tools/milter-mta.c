/* milter-mta.c: what libmilter calls.
 * SPDX-License-Identifier: LGPL-2.1-or-later */
#include <stdbool.h>

#include <libmilter/mfapi.h>

#include "milter-header.h"
#include "milter-listener.h"
#include "milter-message.h"
#include "milter-mta.h"
#include "milter-policy.h"
#include "tool.h"

/* How often the mail system is told that a message is still being read. */
#define PROGRESS_SECONDS 10
#define LOG_SECONDS      5

/* The steps after which nothing is answered, so that the mail system need not wait. */
#define SILENT (SMFIP_NR_MAIL | SMFIP_NR_RCPT | SMFIP_NR_HDR | SMFIP_NR_EOH | SMFIP_NR_BODY)

#define ACTIONS (SMFIF_ADDHDRS | SMFIF_CHGHDRS)

/* What libmilter keeps for us with a connection. */
typedef struct {
  MilterMessage message;
  /* The blank behind a colon belongs to the value. */
  gboolean leading_space;
} Session;

/* Set before libmilter calls anything. */
static MilterReader *reader;
static const MilterConfig *config;

static gint n_sessions;

/* Of the server that negotiated last. One that goes on with its next client on the same connection (SMFIC_QUIT_NC)
 * does not negotiate again, while libmilter has taken it for closed. */
static gint leading_space;

static Session *
get_session (SMFICTX *context)
{
  Session *session = smfi_getpriv (context);

  if (session)
    return session;
  session = g_new0 (Session, 1);
  session->leading_space = g_atomic_int_get (&leading_space);
  milter_message_init (&session->message);
  smfi_setpriv (context, session);
  g_atomic_int_inc (&n_sessions);
  return session;
}

/* Callbacks that tell of a message */

static sfsistat
on_negotiate (SMFICTX *context, unsigned long actions, unsigned long steps,
              unsigned long f2 G_GNUC_UNUSED, unsigned long f3 G_GNUC_UNUSED,
              unsigned long *wanted_actions, unsigned long *wanted_steps, unsigned long *wanted_f2,
              unsigned long *wanted_f3)
{
  Session *session = get_session (context);

  if ((actions & ACTIONS) != ACTIONS) {
    milter_say ("the mail system does not let its filters change header fields");
    return SMFIS_REJECT;
  }
  session->leading_space = (steps & SMFIP_HDR_LEADSPC) != 0;
  g_atomic_int_set (&leading_space, session->leading_space);
  *wanted_actions = ACTIONS;
  /* libmilter has put in what there are no callbacks for. */
  *wanted_steps = (*wanted_steps & ~(unsigned long) SMFIP_SKIP) | SILENT;
  if (session->leading_space)
    *wanted_steps |= SMFIP_HDR_LEADSPC;
  *wanted_f2 = *wanted_f3 = 0;
  return SMFIS_CONTINUE;
}

static sfsistat
on_sender (SMFICTX *context, char **arguments)
{
  milter_message_begin (&get_session (context)->message, arguments[0]);
  return SMFIS_NOREPLY;
}

static sfsistat
on_recipient (SMFICTX *context, char **arguments)
{
  milter_message_add_recipient (&get_session (context)->message, arguments[0]);
  return SMFIS_NOREPLY;
}

static sfsistat
on_field (SMFICTX *context, char *name, char *value)
{
  Session *session = get_session (context);
  g_autofree char *spaced = session->leading_space ? NULL : g_strconcat (" ", value, NULL);

  milter_message_add_field (&session->message, config->prefix, name, spaced ? spaced : value);
  return SMFIS_NOREPLY;
}

static sfsistat
on_end_of_header (SMFICTX *context)
{
  milter_spool_add (get_session (context)->message.spool, "\r\n", 2);
  return SMFIS_NOREPLY;
}

static sfsistat
on_body (SMFICTX *context, unsigned char *octets, size_t length)
{
  milter_spool_add (get_session (context)->message.spool, (const char *) octets, length);
  return SMFIS_NOREPLY;
}

static sfsistat
on_abort (SMFICTX *context)
{
  milter_message_begin (&get_session (context)->message, "");
  return SMFIS_CONTINUE;
}

static sfsistat
on_close (SMFICTX *context)
{
  Session *session = smfi_getpriv (context);

  if (!session)
    return SMFIS_CONTINUE;
  smfi_setpriv (context, NULL);
  milter_message_clear (&session->message);
  g_free (session);
  g_atomic_int_add (&n_sessions, -1);
  return SMFIS_CONTINUE;
}

/* The end of a message */

static sfsistat
refuse (SMFICTX *context, const MilterMessage *message)
{
  static char code[] = "550";
  static char status[] = "5.7.1";
  static char text[] = "This reports on a message that was not sent from here";

  milter_say ("%s: refused: a bounce to %s, who did not send what it is about",
              milter_header_get_id (context),
              (const char *) g_ptr_array_index (message->recipients, 0));
  smfi_setreply (context, code, status, text);
  return SMFIS_REJECT;
}

static void
write_log (SMFICTX *context, const MilterReading *reading)
{
  g_autoptr (GError) error = NULL;
  ToolLog log;

  if (!reading->line)
    return;
  tool_log_open (&log, config->log);
  (void) tool_log_add (&log, reading->line, LOG_SECONDS, &error);
  (void) tool_log_close (&log, error ? NULL : &error);
  if (error)
    milter_say ("%s: %s", milter_header_get_id (context), error->message);
}

static sfsistat
answer (SMFICTX *context, Session *session, const MilterReading *reading)
{
  if (reading->is_bounce
      && milter_policy_refuses (config, &session->message, g_get_real_time () / G_USEC_PER_SEC))
    return refuse (context, &session->message);
  milter_header_edit (context, &session->message, session->leading_space);
  if (reading->failure)
    milter_say ("%s: passed on without a mark: %s", milter_header_get_id (context),
                reading->failure);
  if (reading->left_out > 0)
    milter_say ("%s: there is no room for the fields of %u recipients",
                milter_header_get_id (context), reading->left_out);
  if (reading->fields)
    milter_header_add (context, reading->fields, session->leading_space);
  write_log (context, reading);
  return SMFIS_CONTINUE;
}

static sfsistat
on_end (SMFICTX *context)
{
  Session *session = get_session (context);
  MilterJob *job = milter_reader_begin (reader, g_steal_pointer (&session->message.spool));
  sfsistat result;

  while (!milter_job_wait (job, PROGRESS_SECONDS))
    smfi_progress (context);
  result = answer (context, session, milter_job_get (job));
  milter_job_release (job);
  milter_message_begin (&session->message, "");
  return result;
}

gboolean
milter_mta_open (int listener, MilterReader *the_reader, const MilterConfig *the_config)
{
  static char name[] = "dsn-milter";
  const struct smfiDesc filter = {
    .xxfi_name = name,
    .xxfi_version = SMFI_VERSION,
    .xxfi_flags = ACTIONS,
    .xxfi_envfrom = on_sender,
    .xxfi_envrcpt = on_recipient,
    .xxfi_header = on_field,
    .xxfi_eoh = on_end_of_header,
    .xxfi_body = on_body,
    .xxfi_eom = on_end,
    .xxfi_abort = on_abort,
    .xxfi_close = on_close,
    .xxfi_negotiate = on_negotiate,
  };

  reader = the_reader;
  config = the_config;
  if (smfi_register (filter) == MI_SUCCESS && milter_listener_give (listener))
    return TRUE;
  milter_say ("libmilter cannot be used");
  return FALSE;
}

void
milter_mta_run (void)
{
  smfi_main ();
}

void
milter_mta_refuse (void)
{
  milter_listener_take_back ();
}

gint
milter_mta_count (void)
{
  return g_atomic_int_get (&n_sessions);
}
