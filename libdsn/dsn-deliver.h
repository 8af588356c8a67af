/* dsn-deliver.h: messages put into an mbox or a Maildir.
 * SPDX-License-Identifier: LGPL-2.1-or-later */
#pragma once

#include <glib.h>

#include "dsn-error.h"

G_BEGIN_DECLS

/**
 * dsn_deliver_to_text:
 * @message: the octets of a message
 * @sender: (nullable): its envelope sender; %NULL, "" or what cannot stand there for the null sender,
 *   which is "MAILER-DAEMON" in an mbox
 * @date: when it was delivered
 *
 * Gives a message as it stands in an mbox (RFC 4155 has the outline): after a "From " line with the
 * date in UTC, its lines ended by LF, those quoted that begin with "From " or with a quoted one
 * (mboxrd), then an empty line.
 *
 * Returns: (transfer full): what to append to an mbox
 */
DSN_PUBLIC GBytes *dsn_deliver_to_text (GBytes *message, const char *sender,
                                        GDateTime *date) G_GNUC_WARN_UNUSED_RESULT;

/**
 * dsn_deliver_to_mbox:
 * @path: a file, made if it is not there
 * @message: the octets of a message
 * @sender: (nullable): as for dsn_deliver_to_text()
 * @date: as for dsn_deliver_to_text()
 * @error: %DSN_ERROR_IO, also if another process keeps the file locked for ten seconds
 *
 * Appends a message to an mbox, under an fcntl() lock, and has it written to disk. A message that
 * cannot be written whole is taken away again.
 *
 * Returns: whether the message was delivered
 */
DSN_PUBLIC gboolean dsn_deliver_to_mbox (const char *path, GBytes *message, const char *sender,
                                         GDateTime *date, GError **error);

/**
 * dsn_deliver_to_maildir:
 * @path: a folder; it and the `tmp`, `new` and `cur` in it are made if they are not there
 * @message: the octets of a message, kept as they are
 * @error: %DSN_ERROR_IO
 *
 * Writes a message to `tmp`, has it written to disk and moves it to `new`, under a name that no other
 * message there has.
 *
 * Returns: whether the message was delivered
 */
DSN_PUBLIC gboolean dsn_deliver_to_maildir (const char *path, GBytes *message, GError **error);

G_END_DECLS
