/* outlook.c: Microsoft's SMTP service, as Windows, Exchange 2000 and Hotmail, later Outlook.com, have it.
 * SPDX-License-Identifier: LGPL-2.1-or-later */
#include "dsn-wild-private.h"

/* How the text begins, in the language of the server. */
static const char *const greetings[] = {
  "This is an automatically generated Delivery Status Notification",
  "Dies ist eine automatisch erstellte Benachrichtigung über den Zustellstatus",
  "Dies ist eine automatisch generierte Übermittlungsstatusbenachrichtigung",
  "Ceci est une notification d'état de remise générée automatiquement",
  "Notification automatique d'état de remise",
  "Ésta es una notificación de estado de entrega generada automáticamente",
  "Esta es una notificación de estado de entrega generada automáticamente",
  "Esta es una notificación automática de estado de entrega",
  "Questa è una notifica dello stato del recapito generata automaticamente",
  "Notifica di stato del recapito generata automaticamente",
  "Esta é uma notificação de status de entrega gerada automaticamente",
  "Esta é uma notificação de estado de entrega gerada automaticamente",
  "Dit is een automatisch gegenereerde kennisgeving van de bezorgingsstatus",
  "Detta är ett automatiskt genererat meddelande om leveransstatus",
  "Dette er en automatisk genereret statusmeddelelse om levering",
  "これは自動的に生成された配信状態通知です",
  "这是自动生成的传递状态通知",
  "這是自動產生的傳遞狀態通知",
};

static gboolean
is_outlook (const DsnWild *wild)
{
  const char *text = wild->text + strspn (wild->text, " \n");

  if (!wild->is_from_system)
    return FALSE;
  for (guint i = 0; i < G_N_ELEMENTS (greetings); i++)
    if (g_str_has_prefix (text, greetings[i]))
      return TRUE;
  return FALSE;
}

/* A sentence that tells what happened, and below it the addresses, indented. */
static void
read_outlook (DsnWild *wild)
{
  if (_dsn_wild_subject_begins (wild, "Delivery Status Notification (Delay)")
      || _dsn_wild_has (wild, "THIS IS A WARNING MESSAGE ONLY"))
    wild->action = DSN_ACTION_DELAYED;
  _dsn_wild_read_headed (wild, NULL);
}

const DsnWildFamily _dsn_wild_outlook = { "outlook", is_outlook, read_outlook };
