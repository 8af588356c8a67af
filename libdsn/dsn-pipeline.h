/* dsn-pipeline.h: work on the messages of a mailbox in parallel, results in their order.
 * SPDX-License-Identifier: LGPL-2.1-or-later */
#pragma once

#include <glib.h>

#include "dsn-mailbox.h"

G_BEGIN_DECLS

/**
 * DsnPipelineWork:
 * @message: a message
 * @data: as given to dsn_pipeline_run()
 *
 * Runs in any thread, several at once.
 *
 * Returns: (transfer full) (nullable): what the sink gets
 */
typedef gpointer (*DsnPipelineWork) (DsnMessage *message, gpointer data);

/**
 * DsnPipelineSink:
 * @result: (transfer full) (nullable): what the work returned; %NULL if @fault is given
 * @fault: (nullable): why an input could not be read, owned by the caller
 * @data: as given to dsn_pipeline_run()
 * @error: for a failure that ends the run
 *
 * Runs in the thread that called dsn_pipeline_run(), once a message or fault, in input order.
 *
 * Returns: %FALSE with @error set to end the run
 */
typedef gboolean (*DsnPipelineSink) (gpointer result, const GError *fault, gpointer data,
                                     GError **error);

/**
 * DsnPipeline:
 * @work: makes a result of a message
 * @sink: takes the results
 * @discard: frees a result that no sink took, when the run ended early
 * @data: for all three
 */
typedef struct {
  DsnPipelineWork work;
  DsnPipelineSink sink;
  GDestroyNotify discard;
  gpointer data;
} DsnPipeline;

/**
 * dsn_pipeline_run:
 * @pipeline: what to do
 * @mailbox: where the messages come from; read in the calling thread
 * @jobs: how many threads work; 0 for one a processor, 1 for none but the calling thread
 * @error: the sink's
 *
 * The messages that wait or are worked on are bounded in number and in octets, so that memory does
 * not grow with the mailbox.
 *
 * Returns: %TRUE when every message was given to the sink
 */
DSN_PUBLIC gboolean dsn_pipeline_run (const DsnPipeline *pipeline, DsnMailbox *mailbox, guint jobs,
                                      GError **error);

G_END_DECLS
