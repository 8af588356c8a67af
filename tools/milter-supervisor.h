/* milter-supervisor.h: the process of dsn-milter that sees that there is one to do the work.
 * SPDX-License-Identifier: LGPL-2.1-or-later */
#pragma once

#include "milter-config.h"

G_BEGIN_DECLS

typedef struct {
  MilterConfig *config;
  /* The socket, and whether nobody else holds it. */
  int listener;
  gboolean is_own;
  /* Reads again what SIGHUP is to have read again, into @config. Says what is wrong, and leaves all as it is. */
  gboolean (*reload) (MilterConfig *config, gpointer data);
  gpointer data;
} MilterSupervisor;

/* Runs until SIGTERM or SIGINT. Returns an exit status. There may be no threads. */
int milter_supervisor_run (const MilterSupervisor *supervisor);

G_END_DECLS
