/* milter-signals.h: signals, as something to wait for.
 * SPDX-License-Identifier: LGPL-2.1-or-later */
#pragma once

#include <glib.h>

G_BEGIN_DECLS

/* Begins to take SIGHUP, SIGTERM, SIGINT and SIGCHLD. Returns FALSE with errno set. */
gboolean milter_signals_catch (void);
/* What can be read when there is one. */
int milter_signals_get_fd (void);
/* The next one that came, 0 for none. */
int milter_signals_next (void);
/* In a process of its own: lets them do what they do to others, but keeps them back for now. */
void milter_signals_forget (void);

G_END_DECLS
