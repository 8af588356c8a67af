/* milter-reader.h: a few threads that read messages for many connections.
 * SPDX-License-Identifier: LGPL-2.1-or-later */
#pragma once

#include "milter-config.h"
#include "milter-spool.h"

G_BEGIN_DECLS

/* As few messages are read at once as there are threads, however many there are, and nobody waits longer for
 * one than he is willing to. */
typedef struct _MilterReader MilterReader;

/* What was found in a message. */
typedef struct {
  char *
      fields; /* as dsn_filter_print() has them, lines ended by LF; NULL if the message was not read */
  guint left_out;
  gboolean is_bounce;
  GString *line; /* for the log; NULL if there is none */
  char *failure; /* why it was not read */
} MilterReading;

typedef struct _MilterJob MilterJob;

/* Starts the threads. @stuck is called, once, when one of them does not come back from a message in time.
 * Returns NULL if there can be no threads. Is there until the process ends. */
MilterReader *
milter_reader_new (const MilterConfig *config, void (*stuck) (gpointer data), gpointer data);
/* Has a message read. @spool: (transfer full) */
MilterJob *milter_reader_begin (MilterReader *reader, MilterSpool *spool);
/* Waits some seconds for it. Returns FALSE if there is no result yet. */
gboolean milter_job_wait (MilterJob *job, guint seconds);
/* The result. (transfer none) */
const MilterReading *milter_job_get (const MilterJob *job);
/* Whoever waits has to call this once. */
void milter_job_release (MilterJob *job);

G_END_DECLS
