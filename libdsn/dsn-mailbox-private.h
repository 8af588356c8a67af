/* dsn-mailbox-private.h: what the pipeline needs of a mailbox and others do not.
 * SPDX-License-Identifier: LGPL-2.1-or-later */
#pragma once

#include "dsn-input-private.h"
#include "dsn-mailbox.h"

/** Has @wait called before a read that has to wait; NULL for no one. */
void _dsn_mailbox_set_wait (DsnMailbox *mailbox, DsnInputWait wait, gpointer data);

/** Sets the line of its input at which a new message begins. */
void _dsn_message_set_line (DsnMessage *message, guint64 line);
