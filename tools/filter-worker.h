/* filter-worker.h: a process that reads the message, so that the one that has it never fails.
 * SPDX-License-Identifier: LGPL-2.1-or-later */
#pragma once

#include <sys/types.h>

#include "dsn.h"
#include "filter-spool.h"

G_BEGIN_DECLS

/* What a filter is asked to do. */
typedef struct {
  const char *prefix;
  const DsnMatch *match;
  gboolean test;
  const char *log; /* NULL for none */
  guint seconds;   /* how long a message may be looked at */
  gboolean no_sandbox;
  char **rules; /* files of phrases; NULL for none */
  char **verps; /* patterns; NULL for none */
} FilterTask;

/* Octets of fields that are added to a message. */
#define FILTER_MAX_FIELDS (256UL * 1024)

/* What the worker found, in memory that it shares. */
typedef struct {
  gboolean matches;
  guint left_out;
  gsize length;
  char fields[FILTER_MAX_FIELDS];
} FilterResult;

typedef struct {
  pid_t pid;
  int channel;
  FilterResult *result;
} FilterWorker;

/* None of these allocates memory in the process that calls it; each says on standard error what failed. */

/* Lets another process read the message. Returns whether it did; then the result is there. */
gboolean
filter_worker_start (FilterWorker *worker, const FilterSpool *spool, const FilterTask *task);
/* Lets it write the log, if there is one and @done, and ends it. */
void filter_worker_end (FilterWorker *worker, const FilterTask *task, gboolean do_log);

G_END_DECLS
