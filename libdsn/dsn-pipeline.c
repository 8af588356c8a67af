/* dsn-pipeline.c: work on the messages of a mailbox in parallel, results in their order.
 * SPDX-License-Identifier: LGPL-2.1-or-later */

#include <poll.h>

#include "dsn-mailbox-private.h"

#include "dsn-pipeline.h"

enum {
  JOBS_MAX = 256,
  BATCH_ITEMS = 64,
  BATCH_OCTETS = 256 * 1024,
  WINDOW_OCTETS = 24 * 1024 * 1024,
  WINDOW_BATCHES_PER_JOB = 4,
  LOOK_AGAIN_MS = 20 /* how late a result may be given while a stream is waited for */
};

/* A message, then its result; or a fault. */
typedef struct {
  DsnMessage *message;
  GError *fault;
  gpointer result;
} Item;

/* What goes to a thread in one piece, so that locks are taken seldom. */
typedef struct {
  Item items[BATCH_ITEMS];
  guint len;
  gsize octets;
  gboolean is_done;
} Batch;

typedef struct {
  const DsnPipeline *pipeline;

  GMutex lock; /* guards the next five */
  GCond todo_changed;
  GCond batch_done;
  GQueue todo;   /* batches that no thread has taken; in window too, which owns them */
  gboolean stop; /* read without the lock as well */

  /* The caller's own: */
  GPtrArray *threads;
  GQueue window; /* batches under way, oldest first */
  gsize window_octets;
  Batch *filling;
  guint64 sent;
  gboolean failed;
  GError *error; /* the sink's, once failed */
} Run;

static void
batch_free (const DsnPipeline *pipeline, Batch *batch)
{
  for (guint i = 0; i < batch->len; i++) {
    Item *item = &batch->items[i];

    g_clear_pointer (&item->message, dsn_message_unref);
    g_clear_error (&item->fault);
    if (item->result != NULL && pipeline->discard != NULL)
      pipeline->discard (item->result);
  }
  g_free (batch);
}

static void
work_on (Run *run, Batch *batch)
{
  for (guint i = 0; i < batch->len && !g_atomic_int_get (&run->stop); i++) {
    Item *item = &batch->items[i];

    if (item->message == NULL)
      continue;
    item->result = run->pipeline->work (item->message, run->pipeline->data);
    g_clear_pointer (&item->message, dsn_message_unref);
  }
}

static gpointer
thread_main (gpointer data)
{
  Run *run = data;
  Batch *batch;

  g_mutex_lock (&run->lock);
  while (!run->stop) {
    batch = g_queue_pop_head (&run->todo);
    if (batch == NULL) {
      g_cond_wait (&run->todo_changed, &run->lock);
      continue;
    }
    g_mutex_unlock (&run->lock);
    work_on (run, batch);
    g_mutex_lock (&run->lock);
    batch->is_done = TRUE;
    g_cond_signal (&run->batch_done);
  }
  g_mutex_unlock (&run->lock);
  return NULL;
}

static void
sink_item (Run *run, Item *item)
{
  const DsnPipeline *pipeline = run->pipeline;
  gpointer result = g_steal_pointer (&item->result);

  run->failed = !pipeline->sink (result, item->fault, pipeline->data, &run->error);
}

/* Gives the results of the oldest batch to the sink; if they are not there yet, waits or does
 * nothing. */
static gboolean
sink_oldest (Run *run, gboolean wait, gboolean *was_done)
{
  Batch *batch = g_queue_peek_head (&run->window);

  g_mutex_lock (&run->lock);
  while (wait && !batch->is_done)
    g_cond_wait (&run->batch_done, &run->lock);
  *was_done = batch->is_done;
  g_mutex_unlock (&run->lock);
  if (!*was_done)
    return TRUE;
  g_queue_pop_head (&run->window);
  run->window_octets -= batch->octets;
  for (guint i = 0; i < batch->len && !run->failed; i++)
    sink_item (run, &batch->items[i]);
  batch_free (run->pipeline, batch);
  return !run->failed;
}

static gboolean
sink_ready (Run *run)
{
  gboolean was_done = TRUE;

  while (was_done && !g_queue_is_empty (&run->window))
    if (!sink_oldest (run, FALSE, &was_done))
      return FALSE;
  return TRUE;
}

/* Waits until what is under way leaves room for a batch of so many octets; one that is larger than
 * the window goes alone. */
static gboolean
sink_until_room (Run *run, gsize octets)
{
  gboolean was_done;

  while (!g_queue_is_empty (&run->window)
         && (run->window.length >= WINDOW_BATCHES_PER_JOB * run->threads->len
             || run->window_octets + octets > WINDOW_OCTETS))
    if (!sink_oldest (run, TRUE, &was_done))
      return FALSE;
  return TRUE;
}

/* Hands the batch being filled to the threads, and to the sink what has become ready. */
static gboolean
send_batch (Run *run)
{
  Batch *batch = run->filling;

  if (batch == NULL)
    return sink_ready (run);
  if (!sink_until_room (run, batch->octets))
    return FALSE;
  run->filling = NULL;
  run->sent++;
  run->window_octets += batch->octets;
  g_queue_push_tail (&run->window, batch);
  g_mutex_lock (&run->lock);
  g_queue_push_tail (&run->todo, batch);
  g_cond_signal (&run->todo_changed);
  g_mutex_unlock (&run->lock);
  return sink_ready (run);
}

/* Either is taken. The first batches are small, so that every thread has work soon. */
static gboolean
add_item (Run *run, DsnMessage *message, GError *fault)
{
  guint64 len_max = MIN (1 + run->sent / run->threads->len, BATCH_ITEMS);
  Batch *batch;

  if (run->filling == NULL)
    run->filling = g_new0 (Batch, 1);
  batch = run->filling;
  batch->items[batch->len].message = message;
  batch->items[batch->len++].fault = fault;
  if (message != NULL)
    batch->octets += g_bytes_get_size (dsn_message_get_bytes (message));
  return (batch->len < len_max && batch->octets < BATCH_OCTETS) || send_batch (run);
}

/* While a stream gives nothing, what was read from it goes on. */
static gboolean
go_on_while_waiting (int fd, gpointer data)
{
  Run *run = data;
  struct pollfd poll_fd = { fd, POLLIN, 0 };

  if (!send_batch (run))
    return FALSE;
  while (!g_queue_is_empty (&run->window) && poll (&poll_fd, 1, LOOK_AGAIN_MS) <= 0)
    if (!sink_ready (run))
      return FALSE;
  return TRUE;
}

static void
read_all (Run *run, DsnMailbox *mailbox)
{
  gboolean was_done;

  for (;;) {
    GError *fault = NULL;
    DsnMessage *message = dsn_mailbox_next (mailbox, &fault);

    if (message == NULL && fault == NULL)
      break;
    if (run->failed) {
      g_clear_pointer (&message, dsn_message_unref);
      g_clear_error (&fault);
      return;
    }
    if (!add_item (run, message, fault))
      return;
  }
  if (!send_batch (run))
    return;
  while (!g_queue_is_empty (&run->window))
    if (!sink_oldest (run, TRUE, &was_done))
      return;
}

static void
start_threads (Run *run, guint jobs)
{
  run->threads = g_ptr_array_new ();
  for (guint i = 0; i < jobs; i++) {
    GThread *thread = g_thread_try_new ("dsn-pipeline", thread_main, run, NULL);

    if (thread == NULL)
      break;
    g_ptr_array_add (run->threads, thread);
  }
}

static void
stop_threads (Run *run)
{
  g_mutex_lock (&run->lock);
  g_atomic_int_set (&run->stop, TRUE);
  g_cond_broadcast (&run->todo_changed);
  g_mutex_unlock (&run->lock);
  for (guint i = 0; i < run->threads->len; i++)
    g_thread_join (run->threads->pdata[i]);
  g_ptr_array_unref (run->threads);
}

static void
clear_run (Run *run)
{
  Batch *batch;

  while ((batch = g_queue_pop_head (&run->window)) != NULL)
    batch_free (run->pipeline, batch);
  if (run->filling != NULL)
    batch_free (run->pipeline, run->filling);
  g_queue_clear (&run->todo);
  g_cond_clear (&run->batch_done);
  g_cond_clear (&run->todo_changed);
  g_mutex_clear (&run->lock);
}

static void
run_alone (Run *run, DsnMailbox *mailbox)
{
  while (!run->failed) {
    Item item = { 0 };

    item.message = dsn_mailbox_next (mailbox, &item.fault);
    if (item.message == NULL && item.fault == NULL)
      break;
    if (item.message != NULL)
      item.result = run->pipeline->work (item.message, run->pipeline->data);
    g_clear_pointer (&item.message, dsn_message_unref);
    sink_item (run, &item);
    g_clear_error (&item.fault);
  }
}

gboolean
dsn_pipeline_run (const DsnPipeline *pipeline, DsnMailbox *mailbox, guint jobs, GError **error)
{
  Run run = { .pipeline = pipeline, .todo = G_QUEUE_INIT, .window = G_QUEUE_INIT };

  g_return_val_if_fail (pipeline != NULL && mailbox != NULL, FALSE);
  g_return_val_if_fail (pipeline->work != NULL && pipeline->sink != NULL, FALSE);
  g_mutex_init (&run.lock);
  g_cond_init (&run.todo_changed);
  g_cond_init (&run.batch_done);
  if (jobs == 0)
    jobs = g_get_num_processors ();
  start_threads (&run, jobs == 1 ? 0 : MIN (jobs, JOBS_MAX));
  if (run.threads->len == 0) {
    run_alone (&run, mailbox);
  } else {
    _dsn_mailbox_set_wait (mailbox, go_on_while_waiting, &run);
    read_all (&run, mailbox);
    _dsn_mailbox_set_wait (mailbox, NULL, NULL);
  }
  stop_threads (&run);
  clear_run (&run);
  if (run.error != NULL)
    g_propagate_error (error, run.error);
  return !run.failed;
}
