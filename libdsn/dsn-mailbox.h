/* dsn-mailbox.h: files, folders, mbox, Maildir and standard input as one stream of messages.
 * SPDX-License-Identifier: LGPL-2.1-or-later */
#pragma once

#include <glib-object.h>

#include "dsn-error.h"

G_BEGIN_DECLS

/**
 * DsnMessage:
 *
 * One message as it stood in an input: its bytes and where they came from. Immutable, counted by
 * reference, safe to use from any thread.
 */
typedef struct _DsnMessage DsnMessage;

#define DSN_TYPE_MESSAGE (dsn_message_get_type ())
DSN_PUBLIC GType dsn_message_get_type (void);

/**
 * dsn_message_new:
 * @bytes: the octets of the message, without the mbox "From " line
 * @path: the input that it came from, "-" for standard input
 * @index: its place in the input, counted from 0
 * @offset: where its first octet stood in the input, from 0
 * @size: its whole size in octets; more than @bytes holds if it was cut at a limit
 *
 * Returns: (transfer full): a new message
 */
DSN_PUBLIC DsnMessage *dsn_message_new (GBytes *bytes, const char *path, guint64 index,
                                        guint64 offset, guint64 size) G_GNUC_WARN_UNUSED_RESULT;
/** dsn_message_ref: Returns: (transfer full): @message */
DSN_PUBLIC DsnMessage *dsn_message_ref (DsnMessage *message);
/** dsn_message_unref: @message: (transfer full): a message */
DSN_PUBLIC void dsn_message_unref (DsnMessage *message);
/** dsn_message_get_bytes: Returns: (transfer none): the octets */
DSN_PUBLIC GBytes *dsn_message_get_bytes (const DsnMessage *message);
/** dsn_message_get_path: Returns: (transfer none): as the user named it, or as found in a folder */
DSN_PUBLIC const char *dsn_message_get_path (const DsnMessage *message);
/** dsn_message_get_index: Returns: the place in the input, from 0 */
DSN_PUBLIC guint64 dsn_message_get_index (const DsnMessage *message);
/** dsn_message_get_offset: Returns: octets before the message in the input */
DSN_PUBLIC guint64 dsn_message_get_offset (const DsnMessage *message);
/** dsn_message_get_size: Returns: octets of the whole message, those cut off included */
DSN_PUBLIC guint64 dsn_message_get_size (const DsnMessage *message);
/** dsn_message_get_line: Returns: the line of the input at which it begins, from 1; 0 if lines were not
 *   counted, see dsn_mailbox_set_count_lines() */
DSN_PUBLIC guint64 dsn_message_get_line (const DsnMessage *message);

/**
 * DsnMailbox:
 *
 * Inputs to be read one after another, in the order in which they were added. One message is in
 * memory at a time, so that a mailbox of any size can be read. Not safe to share between threads.
 *
 * What an input is, is told by what is there: a folder with `cur` and `new` in it is a Maildir (its
 * `tmp` is left alone); any other folder is read with the folders below it, entries in the order of
 * their names, names that begin with a dot and whatever is no regular file passed over; a file or
 * stream whose first five octets are "From " is an mbox; all else is one message.
 *
 * In an mbox every line that begins with "From " starts a message, as GMime has it, but a
 * Content-Length field (mboxcl2) is believed where a "From " line or the end stands right behind
 * the length it gives. Lines end in LF, CRLF, or, where the first 64 KiB have no LF, CR. The quotes
 * of mboxo and mboxrd (">From ") stay as they are.
 */
typedef struct _DsnMailbox DsnMailbox;

/** DSN_MAILBOX_MAX_SIZE: the default of dsn_mailbox_set_max_size(), 16 MiB. */
#define DSN_MAILBOX_MAX_SIZE (16UL * 1024 * 1024)

/** dsn_mailbox_new: Returns: (transfer full): a mailbox without inputs */
DSN_PUBLIC DsnMailbox *dsn_mailbox_new (void) G_GNUC_WARN_UNUSED_RESULT;
/** dsn_mailbox_free: @mailbox: (transfer full) (nullable): a mailbox */
DSN_PUBLIC void dsn_mailbox_free (DsnMailbox *mailbox);

/**
 * dsn_mailbox_set_max_size:
 * @mailbox: a mailbox
 * @octets: more than this of one message is passed over, not kept
 */
DSN_PUBLIC void dsn_mailbox_set_max_size (DsnMailbox *mailbox, gsize octets);
/** dsn_mailbox_set_count_lines: @count: whether messages know dsn_message_get_line(), which costs a look
 *   at every octet; not by default. Before the first message is read */
DSN_PUBLIC void dsn_mailbox_set_count_lines (DsnMailbox *mailbox, gboolean count);

/**
 * dsn_mailbox_add_path:
 * @mailbox: a mailbox
 * @path: a file, a folder, or "-" for file descriptor 0; it is opened when its turn comes
 */
DSN_PUBLIC void dsn_mailbox_add_path (DsnMailbox *mailbox, const char *path);

/**
 * dsn_mailbox_add_bytes:
 * @mailbox: a mailbox
 * @bytes: what a file would hold
 * @name: what dsn_message_get_path() is to say
 */
DSN_PUBLIC void dsn_mailbox_add_bytes (DsnMailbox *mailbox, GBytes *bytes, const char *name);

/**
 * dsn_mailbox_next:
 * @mailbox: a mailbox
 * @error: what is wrong with one input, its name first: %DSN_ERROR_IO, or %DSN_ERROR_EMPTY for a
 *   file or stream of no octets
 *
 * After a failure the inputs that follow can still be read: call again.
 *
 * Returns: (transfer full) (nullable): the next message; %NULL without @error set at the end
 */
DSN_PUBLIC DsnMessage *
dsn_mailbox_next (DsnMailbox *mailbox, GError **error) G_GNUC_WARN_UNUSED_RESULT;

/**
 * dsn_mailbox_read_single:
 * @path: as for dsn_mailbox_add_path()
 * @error: also %DSN_ERROR_EMPTY where there is no message, %DSN_ERROR_IO where there is more than one
 *
 * For an input that is to be one message. It is not cut off, however large.
 *
 * Returns: (transfer full) (nullable): the message; %NULL with @error set
 */
DSN_PUBLIC DsnMessage *
dsn_mailbox_read_single (const char *path, GError **error) G_GNUC_WARN_UNUSED_RESULT;

/**
 * dsn_mailbox_get_progress:
 * @mailbox: a mailbox
 * @done: (out) (optional): octets read so far, of all inputs
 * @total: (out) (optional): octets of all inputs added; 0 if unknown, as with a folder or a stream
 */
DSN_PUBLIC void dsn_mailbox_get_progress (const DsnMailbox *mailbox, guint64 *done, guint64 *total);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (DsnMessage, dsn_message_unref)
G_DEFINE_AUTOPTR_CLEANUP_FUNC (DsnMailbox, dsn_mailbox_free)

G_END_DECLS
