/* milter-reader.c: a few threads that read messages for many connections.
 *
 * Whoever waits for a message may give up, and the thread that reads it may not be told, so a job belongs to
 * both. The locks are those of POSIX, which ThreadSanitizer knows.
 * SPDX-License-Identifier: LGPL-2.1-or-later */
#include <pthread.h>
#include <time.h>

#include "milter-reader.h"
#include "tool.h"

/* For waiting: one that nobody sets, where there is the choice. */
#ifdef __APPLE__
#define WAIT_CLOCK CLOCK_REALTIME
#else
#define WAIT_CLOCK CLOCK_MONOTONIC
#endif

#define MIN_THREADS 2
#define MAX_THREADS 16

/* Octets of fields that are added to a message, as in dsn-filter(1). */
#define MAX_FIELDS (256UL * 1024)

typedef enum { STATE_QUEUED, STATE_READING, STATE_DONE, STATE_LATE } State;

struct _MilterReader {
  const MilterConfig *config;
  DsnParser *parser;
  void (*stuck) (gpointer data);
  gpointer data;
  pthread_mutex_t mutex;
  pthread_cond_t work;
  /* All below under the mutex. */
  GQueue jobs;
  gboolean is_stuck;
};

struct _MilterJob {
  MilterReader *reader;
  MilterSpool *spool;
  struct timespec late;
  /* Of the thread that reads, then of whoever waits. */
  MilterReading reading;
  /* What is given to one who gave up. */
  MilterReading nothing;
  pthread_cond_t done;
  /* Both under the reader's mutex. */
  State state;
  guint owners;
};

static void
reading_clear (MilterReading *reading)
{
  g_free (reading->fields);
  g_free (reading->failure);
  if (reading->line)
    g_string_free (reading->line, TRUE);
}

static void
job_free (MilterJob *job)
{
  milter_spool_free (job->spool);
  reading_clear (&job->reading);
  reading_clear (&job->nothing);
  pthread_cond_destroy (&job->done);
  g_free (job);
}

/* Under the mutex: whether that was the last. */
static gboolean
drop (MilterJob *job)
{
  return --job->owners == 0;
}

static void
read_message (const MilterReader *reader, MilterJob *job)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (GBytes) octets = milter_spool_read (job->spool, &error);
  g_autoptr (DsnReport) report = NULL;
  MilterReading *reading = &job->reading;
  guint64 size = milter_spool_size (job->spool);

  if (!octets) {
    reading->failure = g_strdup (error->message);
    return;
  }
  report = dsn_parser_parse (reader->parser, octets, size);
  dsn_report_set_source (report, "-", 0, 0, size);
  reading->fields =
      dsn_filter_print (report, reader->config->prefix, "\n", MAX_FIELDS, &reading->left_out);
  reading->is_bounce = dsn_report_get_kind (report) == DSN_KIND_DSN;
  if (!reader->config->log)
    return;
  reading->line = g_string_new (NULL);
  dsn_json_append (report, reading->line);
  g_string_append_c (reading->line, '\n');
}

/* Under the mutex. */
static void
do_next (MilterReader *reader)
{
  MilterJob *job = g_queue_pop_head (&reader->jobs);

  if (job->state == STATE_QUEUED) {
    job->state = STATE_READING;
    pthread_mutex_unlock (&reader->mutex);
    read_message (reader, job);
    g_clear_pointer (&job->spool, milter_spool_free);
    pthread_mutex_lock (&reader->mutex);
  }
  if (job->state == STATE_READING)
    job->state = STATE_DONE;
  pthread_cond_signal (&job->done);
  if (drop (job))
    job_free (job);
}

static void *
work (void *data)
{
  MilterReader *reader = data;

  pthread_mutex_lock (&reader->mutex);
  for (;;) {
    while (g_queue_is_empty (&reader->jobs))
      pthread_cond_wait (&reader->work, &reader->mutex);
    do_next (reader);
  }
  return NULL;
}

static void
init_condition (pthread_cond_t *condition)
{
  pthread_condattr_t attributes;

  pthread_condattr_init (&attributes);
#ifndef __APPLE__
  pthread_condattr_setclock (&attributes, WAIT_CLOCK);
#endif
  pthread_cond_init (condition, &attributes);
  pthread_condattr_destroy (&attributes);
}

/* What the library makes when it is first needed is made here, before there are threads. */
static void
warm_up (const MilterReader *reader)
{
  static const char bounce[] = "From: MAILER-DAEMON@example.com\n"
                               "Content-Type: multipart/report; report-type=delivery-status; "
                               "boundary=b\n\n--b\nContent-Type: message/delivery-status\n\n"
                               "Reporting-MTA: dns; mx.example.com\n\n"
                               "Final-Recipient: rfc822; jo@example.com\nAction: failed\n"
                               "Status: 5.1.1\nDiagnostic-Code: smtp; 550 5.1.1 no such user\n"
                               "\n--b--\n";
  g_autoptr (GBytes) octets = g_bytes_new_static (bounce, sizeof bounce - 1);
  g_autoptr (DsnReport) report = dsn_parser_parse (reader->parser, octets, sizeof bounce - 1);
  g_autofree char *fields =
      dsn_filter_print (report, reader->config->prefix, "\n", MAX_FIELDS, NULL);
  g_autofree char *line = dsn_json_print (report);

  g_assert (fields != NULL && line != NULL);
}

MilterReader *
milter_reader_new (const MilterConfig *config, void (*stuck) (gpointer data), gpointer data)
{
  MilterReader *reader = g_new0 (MilterReader, 1);
  guint count = CLAMP (g_get_num_processors (), MIN_THREADS, MAX_THREADS);

  reader->config = config;
  reader->parser = dsn_parser_new ();
  dsn_parser_set_phrases (reader->parser, config->phrases);
  tool_add_verps (reader->parser, config->verps);
  reader->stuck = stuck;
  reader->data = data;
  g_queue_init (&reader->jobs);
  pthread_mutex_init (&reader->mutex, NULL);
  init_condition (&reader->work);
  warm_up (reader);
  for (guint i = 0; i < count; i++) {
    pthread_t thread;

    if (pthread_create (&thread, NULL, work, reader) != 0)
      return NULL;
    pthread_detach (thread);
  }
  return reader;
}

MilterJob *
milter_reader_begin (MilterReader *reader, MilterSpool *spool)
{
  MilterJob *job = g_new0 (MilterJob, 1);

  job->reader = reader;
  job->spool = spool;
  job->owners = 2;
  init_condition (&job->done);
  clock_gettime (WAIT_CLOCK, &job->late);
  job->late.tv_sec += (time_t) reader->config->seconds;
  pthread_mutex_lock (&reader->mutex);
  g_queue_push_tail (&reader->jobs, job);
  /* To all of them: before glibc 2.41 a signal to one may get lost (its bug 25847). */
  pthread_cond_broadcast (&reader->work);
  pthread_mutex_unlock (&reader->mutex);
  return job;
}

static gboolean
is_before (const struct timespec *a, const struct timespec *b)
{
  return a->tv_sec < b->tv_sec || (a->tv_sec == b->tv_sec && a->tv_nsec < b->tv_nsec);
}

/* Under the mutex: nobody waits for the job any more. Returns whether its thread is the first that does not
 * come back. */
static gboolean
give_up (MilterJob *job)
{
  gboolean first = job->state == STATE_READING && !job->reader->is_stuck;

  job->nothing.failure = g_strdup (job->state == STATE_READING ? "it takes too long to read"
                                                               : "too many messages wait");
  job->reader->is_stuck |= first;
  job->state = STATE_LATE;
  return first;
}

gboolean
milter_job_wait (MilterJob *job, guint seconds)
{
  MilterReader *reader = job->reader;
  struct timespec until;
  gboolean stuck = FALSE;
  gboolean ends;
  int result = 0;

  clock_gettime (WAIT_CLOCK, &until);
  until.tv_sec += (time_t) seconds;
  ends = !is_before (&until, &job->late);
  pthread_mutex_lock (&reader->mutex);
  while (job->state < STATE_DONE && result == 0)
    result = pthread_cond_timedwait (&job->done, &reader->mutex, ends ? &job->late : &until);
  if (job->state < STATE_DONE && ends)
    stuck = give_up (job);
  ends = job->state >= STATE_DONE;
  pthread_mutex_unlock (&reader->mutex);
  if (stuck)
    reader->stuck (reader->data);
  return ends;
}

const MilterReading *
milter_job_get (const MilterJob *job)
{
  return job->nothing.failure ? &job->nothing : &job->reading;
}

void
milter_job_release (MilterJob *job)
{
  MilterReader *reader = job->reader;
  gboolean last;

  pthread_mutex_lock (&reader->mutex);
  if (job->state == STATE_QUEUED)
    job->state = STATE_LATE;
  last = drop (job);
  pthread_mutex_unlock (&reader->mutex);
  if (last)
    job_free (job);
}
