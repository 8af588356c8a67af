/* dsn-reply.h: an SMTP reply taken apart.
 * SPDX-License-Identifier: LGPL-2.1-or-later */
#pragma once

#include <glib.h>

#include "dsn-status.h"

G_BEGIN_DECLS

/** DsnReply: an SMTP reply taken apart (RFC 5321 section 4.2). */
typedef struct _DsnReply DsnReply;

/**
 * dsn_reply_new:
 * @code: 200 to 599, or 0 where only an enhanced code was given
 * @status: the enhanced code, or %DSN_STATUS_NONE
 * @text: (nullable): the words of the reply
 *
 * Returns: (transfer full): a new reply
 */
DSN_PUBLIC DsnReply *
dsn_reply_new (guint code, DsnStatus status, const char *text) G_GNUC_WARN_UNUSED_RESULT;
/** dsn_reply_free: @reply: (transfer full) (nullable): a reply */
DSN_PUBLIC void dsn_reply_free (DsnReply *reply);
/** dsn_reply_get_code: Returns: 200 to 599, or 0 */
DSN_PUBLIC guint dsn_reply_get_code (const DsnReply *reply);
/** dsn_reply_get_status: Returns: the enhanced code in the reply, or %DSN_STATUS_NONE */
DSN_PUBLIC DsnStatus dsn_reply_get_status (const DsnReply *reply);
/** dsn_reply_get_text: Returns: (transfer none) (nullable): the words */
DSN_PUBLIC const char *dsn_reply_get_text (const DsnReply *reply);

/**
 * dsn_reply_parse:
 * @text: (nullable): what a server said, on one line, such as "550-5.1.1 No such 550 5.1.1 user"
 *
 * Takes a reply apart. The code and the enhanced code that each line of a reply of several lines
 * repeats are said once; before the code there may be other words ("host mx said: 550 …").
 *
 * Returns: (transfer full) (nullable): the reply, or %NULL if there is no code in @text
 */
DSN_PUBLIC DsnReply *dsn_reply_parse (const char *text) G_GNUC_WARN_UNUSED_RESULT;

G_DEFINE_AUTOPTR_CLEANUP_FUNC (DsnReply, dsn_reply_free)

G_END_DECLS
