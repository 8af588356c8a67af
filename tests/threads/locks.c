/* locks.c: tells ThreadSanitizer what GLib's locks and counters of references order.
 *
 * GLib is not built for ThreadSanitizer, and waits by futexes of its own: without this each use of a lock looks
 * like none. Linked into what is tested, these functions stand before those of GLib, which they call. They
 * tell just what GLib's documentation promises, so that a race of our own is still one.
 * SPDX-License-Identifier: LGPL-2.1-or-later */
#include <dlfcn.h>
#include <gmime/gmime.h>
#include <pthread.h>
#include <sanitizer/tsan_interface.h>

#define REAL(name) ((__typeof__ (&name)) find (#name))

/* Asking the linker takes a lock, too: of each name once would need another. */
static void *
find (const char *name)
{
  return dlsym (RTLD_NEXT, name);
}

/* What is behind a lock was done before it was given back. */

#define LOCK(name, type)   \
  void name (type *lock)   \
  {                        \
    REAL (name) (lock);    \
    __tsan_acquire (lock); \
  }

#define UNLOCK(name, type) \
  void name (type *lock)   \
  {                        \
    __tsan_release (lock); \
    REAL (name) (lock);    \
  }

#define TRY_LOCK(name, type)                \
  gboolean name (type *lock)                \
  {                                         \
    gboolean is_taken = REAL (name) (lock); \
                                            \
    if (is_taken)                           \
      __tsan_acquire (lock);                \
    return is_taken;                        \
  }

LOCK (g_mutex_lock, GMutex)
UNLOCK (g_mutex_unlock, GMutex)
TRY_LOCK (g_mutex_trylock, GMutex)
LOCK (g_rec_mutex_lock, GRecMutex)
UNLOCK (g_rec_mutex_unlock, GRecMutex)
TRY_LOCK (g_rec_mutex_trylock, GRecMutex)
LOCK (g_rw_lock_reader_lock, GRWLock)
UNLOCK (g_rw_lock_reader_unlock, GRWLock)
LOCK (g_rw_lock_writer_lock, GRWLock)
UNLOCK (g_rw_lock_writer_unlock, GRWLock)

void
g_cond_wait (GCond *cond, GMutex *mutex)
{
  __tsan_release (mutex);
  REAL (g_cond_wait) (cond, mutex);
  __tsan_acquire (mutex);
}

gboolean
g_cond_wait_until (GCond *cond, GMutex *mutex, gint64 end_time)
{
  gboolean in_time;

  __tsan_release (mutex);
  in_time = REAL (g_cond_wait_until) (cond, mutex, end_time);
  __tsan_acquire (mutex);
  return in_time;
}

/* A queue has a lock inside, which orders what is done to the queue and to all that goes through it. Here it has one
 * that is seen, as its nodes come and go behind the other. */

static pthread_mutex_t *
lock_of (const GAsyncQueue *queue)
{
  static pthread_mutex_t locks[61];

  return &locks[(gsize) queue / 16 % G_N_ELEMENTS (locks)];
}

void
g_async_queue_push (GAsyncQueue *queue, gpointer data)
{
  pthread_mutex_lock (lock_of (queue));
  REAL (g_async_queue_push) (queue, data);
  pthread_mutex_unlock (lock_of (queue));
}

gpointer
g_async_queue_try_pop (GAsyncQueue *queue)
{
  gpointer data;

  pthread_mutex_lock (lock_of (queue));
  data = REAL (g_async_queue_try_pop) (queue);
  pthread_mutex_unlock (lock_of (queue));
  return data;
}

/* What is done once is done before its end is told. Who comes later looks by itself, inline. */

typedef struct {
  GOnce *once;
  GThreadFunc function;
  gpointer data;
} Call;

static gpointer
call_once (gpointer data)
{
  const Call *call = data;
  gpointer result = call->function (call->data);

  __tsan_release ((void *) (guintptr) &call->once->status);
  return result;
}

gpointer
g_once_impl (GOnce *once, GThreadFunc function, gpointer data)
{
  Call call = { once, function, data };
  gpointer result = REAL (g_once_impl) (once, call_once, &call);

  __tsan_acquire ((void *) (guintptr) &once->status);
  return result;
}

gboolean (g_once_init_enter) (volatile void *location)
{
  gboolean is_first = ((gboolean (*) (volatile void *)) find ("g_once_init_enter")) (location);

  __tsan_acquire ((void *) (guintptr) location);
  return is_first;
}

void (g_once_init_leave) (volatile void *location, gsize result)
{
  __tsan_release ((void *) (guintptr) location);
  ((void (*) (volatile void *, gsize)) find ("g_once_init_leave")) (location, result);
}

/* Who gives the last reference back comes after all others that had one. */

gboolean (g_atomic_ref_count_dec) (gatomicrefcount *count)
{
  gboolean is_last;

  __tsan_release ((void *) count);
  is_last = ((gboolean (*) (gatomicrefcount *)) find ("g_atomic_ref_count_dec")) (count);
  if (is_last)
    __tsan_acquire ((void *) count);
  return is_last;
}

void
g_atomic_rc_box_release_full (gpointer block, GDestroyNotify clear)
{
  __tsan_release (block);
  __tsan_acquire (block);
  REAL (g_atomic_rc_box_release_full) (block, clear);
}

void
g_bytes_unref (GBytes *bytes)
{
  if (bytes) {
    __tsan_release (bytes);
    __tsan_acquire (bytes);
  }
  REAL (g_bytes_unref) (bytes);
}

/* GObject makes a class when the first object of it is made, behind a lock that is not seen. What libdsn meets is
 * made here before there are threads. */
void
g_mime_init (void)
{
  const GType types[] = { GMIME_TYPE_MESSAGE,
                          GMIME_TYPE_PART,
                          GMIME_TYPE_TEXT_PART,
                          GMIME_TYPE_MULTIPART,
                          GMIME_TYPE_MULTIPART_SIGNED,
                          GMIME_TYPE_MULTIPART_ENCRYPTED,
                          GMIME_TYPE_MESSAGE_PART,
                          GMIME_TYPE_MESSAGE_PARTIAL,
                          GMIME_TYPE_STREAM_MEM,
                          GMIME_TYPE_STREAM_FILTER,
                          INTERNET_ADDRESS_TYPE_MAILBOX,
                          INTERNET_ADDRESS_TYPE_GROUP };

  REAL (g_mime_init) ();
  for (gsize i = 0; i < G_N_ELEMENTS (types); i++)
    g_type_class_ref (types[i]);
}

/* GLib keeps the time zones that are in use in a table behind a lock of its own, which is not seen, and gives
 * the same one to all; GMime takes and drops them as it reads dates. What is done with dates goes one after
 * the other here. */
static pthread_mutex_t dates = PTHREAD_RECURSIVE_MUTEX_INITIALIZER_NP;

#define ORDERED(type, name, parameters, arguments) \
  type name parameters                             \
  {                                                \
    type result;                                   \
                                                   \
    pthread_mutex_lock (&dates);                   \
    result = REAL (name) arguments;                \
    pthread_mutex_unlock (&dates);                 \
    return result;                                 \
  }

#define DROPPED(name, type)        \
  void name (type *dropped)        \
  {                                \
    pthread_mutex_lock (&dates);   \
    REAL (name) (dropped);         \
    pthread_mutex_unlock (&dates); \
  }

ORDERED (GTimeZone *, g_time_zone_new_identifier, (const char *identifier), (identifier))
ORDERED (GTimeZone *, g_time_zone_new_offset, (gint32 seconds), (seconds))
ORDERED (GTimeZone *, g_time_zone_new_utc, (void), ())
ORDERED (GDateTime *, g_date_time_new,
         (GTimeZone * zone, int year, int month, int day, int hour, int minute, double seconds),
         (zone, year, month, day, hour, minute, seconds))
ORDERED (GDateTime *, g_date_time_new_from_iso8601, (const char *text, GTimeZone *zone),
         (text, zone))
ORDERED (GDateTime *, g_date_time_new_from_unix_utc, (gint64 seconds), (seconds))
ORDERED (GDateTime *, g_date_time_to_utc, (GDateTime * date), (date))
ORDERED (char *, g_date_time_format, (GDateTime * date, const char *format), (date, format))
ORDERED (GTimeSpan, g_date_time_get_utc_offset, (GDateTime * date), (date))
ORDERED (const char *, g_time_zone_get_identifier, (GTimeZone * zone), (zone))
DROPPED (g_time_zone_unref, GTimeZone)
DROPPED (g_date_time_unref, GDateTime)
