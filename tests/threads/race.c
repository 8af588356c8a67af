/* race.c: two threads count, under a lock or with none; whether ThreadSanitizer tells the one from the other.
 *
 * usage: race [locked]
 * SPDX-License-Identifier: LGPL-2.1-or-later */
#include <glib.h>

static GMutex lock;
static gboolean is_locked;
static int number;

static gpointer
count (gpointer data)
{
  for (int i = 0; i < 1000; i++) {
    if (is_locked)
      g_mutex_lock (&lock);
    number++;
    if (is_locked)
      g_mutex_unlock (&lock);
  }
  return data;
}

int
main (int argc, char **argv G_GNUC_UNUSED)
{
  GThread *threads[2];

  is_locked = argc > 1;
  for (guint i = 0; i < G_N_ELEMENTS (threads); i++)
    threads[i] = g_thread_new ("count", count, NULL);
  for (guint i = 0; i < G_N_ELEMENTS (threads); i++)
    g_thread_join (threads[i]);
  return number > 0 ? 0 : 1;
}
