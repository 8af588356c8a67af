/* milter-systemd.h: what a service manager gives to dsn-milter and wants to know of it.
 * SPDX-License-Identifier: LGPL-2.1-or-later */
#pragma once

#include <glib.h>

G_BEGIN_DECLS

/* The socket that was passed (sd_listen_fds(3)); -1 if there is none, -2 if there are several. Forgets it:
 * the processes that this one starts are not to look for it. */
int milter_systemd_get_socket (void);
/* Tells it something (sd_notify(3)), if it wants to know. */
void milter_systemd_tell (const char *what);

G_END_DECLS
