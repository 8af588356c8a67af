/* milter-listener.h: how libmilter gets a socket that somebody else opened.
 * SPDX-License-Identifier: LGPL-2.1-or-later */
#pragma once

#include <glib.h>

G_BEGIN_DECLS

/* Has libmilter, which has a filter registered, listen to a socket. Before there are threads that open files.
 * Returns FALSE with errno set. */
gboolean milter_listener_give (int listener);
/* Has it listen to nothing any more, and go on with what it has. */
void milter_listener_take_back (void);

G_END_DECLS
