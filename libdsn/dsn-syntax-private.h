/* dsn-syntax-private.h: whether a text is what the grammar of mail calls by a name.
 * SPDX-License-Identifier: LGPL-2.1-or-later */
#pragma once

#include <glib.h>

G_BEGIN_DECLS

/* RFC 5322 section 3.2.3, as the types and names of RFC 3464 fields are. */
gboolean _dsn_is_atom (const char *text);
/* An addr-spec without comments or white space (RFC 5322 section 3.4.1), not in an obsolete form; in
 * UTF-8 where @utf8 allows that (RFC 6532 section 3.2). */
gboolean _dsn_is_mailbox (const char *text, gboolean utf8);
/* The same, with a domain of two labels or more that could be in the DNS (RFC 5321 section 2.3.5). */
gboolean _dsn_is_internet_mailbox (const char *text);
/* What may stand between the parts of a message (RFC 2046 section 5.1.1). */
gboolean _dsn_is_boundary (const char *text);
/* A msg-id without its angle brackets (RFC 5322 section 3.6.4), not in an obsolete form. */
gboolean _dsn_is_message_id (const char *text);
/* The name of an MTA of type dns as what may stand behind "@": a domain in ASCII, or a literal for an
 * IP address. NULL if it can be neither. (transfer full) */
char *_dsn_domain_of_mta (const char *name);
/* An address whose domain is in ASCII (RFC 5890 section 2.3.2.1), or NULL if that cannot be.
 * (transfer full) */
char *_dsn_mailbox_to_ascii (const char *mailbox);

G_END_DECLS
