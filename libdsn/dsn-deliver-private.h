/* dsn-deliver-private.h: what putting messages into an mbox and into a Maildir have in common.
 * SPDX-License-Identifier: LGPL-2.1-or-later */
#pragma once

#include "dsn-deliver.h"

G_BEGIN_DECLS

/* Sets @error to what errno says of @path; returns FALSE. */
gboolean _dsn_deliver_fail (const char *path, const char *what, GError **error);
gboolean _dsn_deliver_write (int fd, GBytes *bytes);

G_END_DECLS
