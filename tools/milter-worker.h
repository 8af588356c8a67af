/* milter-worker.h: the process of dsn-milter that does the work.
 * SPDX-License-Identifier: LGPL-2.1-or-later */
#pragma once

#include "milter-config.h"

G_BEGIN_DECLS

/* What a worker and its supervisor say to each other, an octet each. That the channel is closed means
 * MILTER_TELL_END. */
enum {
  MILTER_TELL_READY = 'R', /* the worker takes connections */
  MILTER_TELL_STUCK = 'S', /* it needs another to take its place */
  MILTER_TELL_DRAIN = 'D', /* it is to take no more of them, and to end with the last */
  MILTER_TELL_END = 'E'    /* the same, and nobody else takes them */
};

/* Works until it is told to end. Returns an exit status. */
int milter_worker_run (const MilterConfig *config, int listener, gboolean is_own, int channel);

G_END_DECLS
