/* dsn-envelope.h: the addresses that stand inside other addresses of an envelope.
 * SPDX-License-Identifier: LGPL-2.1-or-later */
#pragma once

#include <glib.h>

#include "dsn-error.h"

G_BEGIN_DECLS

/**
 * dsn_envelope_unwrap:
 * @address: an address, without brackets
 *
 * Takes off what a mail system put around an address so that it would know it again:
 *
 * - Bounce Address Tag Validation: `prvs=TAG=local@domain`, its old form `prvs=local/TAG@domain`,
 *   `btv1==TAG==local@domain` (Barracuda) and `msprvs1=TAG=local@domain` (Momentum);
 * - the Sender Rewriting Scheme: `SRS0=HASH=TT=domain=local@forwarder`,
 *   `SRS1=HASH=forwarder==HASH=TT=domain=local@other`, with "+" or "-" for the separators that may be
 *   one, and `mailbox+SRS=HASH=TT=domain=local@forwarder` (Exchange Online).
 *
 * Several around each other are all taken off. Letter case does not count. An address that has the
 * beginning of one of these forms and not the rest of it is no such address.
 *
 * Returns: (transfer full) (nullable): the address inside; %NULL if there is none
 */
DSN_PUBLIC char *dsn_envelope_unwrap (const char *address) G_GNUC_WARN_UNUSED_RESULT;

/**
 * dsn_envelope_find_recipient:
 * @address: the return path of a message, which is where a bounce of it comes to; without brackets
 *
 * Tells whom the message went to, where the return path says so (VERP) in one of the forms that are in
 * common use: those of ezmlm and qmail, Mailman, Sympa, Postfix (XVERP "+=" and "-="), Exim's
 * documentation, SendGrid, Mailgun, forwarding by Gmail, and `bounces+local=domain@…`. What
 * dsn_envelope_unwrap() takes off is taken off first. An address that could be read in two ways tells
 * nothing; dsn_verp_new() is for forms of one's own.
 *
 * Returns: (transfer full) (nullable): the recipient's address; %NULL if the return path tells none
 */
DSN_PUBLIC char *dsn_envelope_find_recipient (const char *address) G_GNUC_WARN_UNUSED_RESULT;

G_END_DECLS
