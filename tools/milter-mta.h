/* milter-mta.h: the side of dsn-milter that mail systems talk to, by libmilter.
 * SPDX-License-Identifier: LGPL-2.1-or-later */
#pragma once

#include "milter-reader.h"

G_BEGIN_DECLS

/* Has libmilter serve connections to a socket that listens. Returns FALSE, and says why, if that cannot be. */
gboolean milter_mta_open (int listener, MilterReader *reader, const MilterConfig *config);
/* Serves them, in threads; returns only if libmilter cannot any more. */
void milter_mta_run (void);
/* Takes no further connections. Those that are there go on. */
void milter_mta_refuse (void);
/* How many connections there are. */
gint milter_mta_count (void);

G_END_DECLS
