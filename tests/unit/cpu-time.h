/* cpu-time.h: how long something takes of the processor, whatever else the machine does meanwhile.
 * SPDX-License-Identifier: LGPL-2.1-or-later */
#pragma once

#include <glib.h>
#include <time.h>

/* Seconds that this process has worked, in all its threads. */
static inline double
cpu_time (void)
{
  struct timespec worked = { 0, 0 };

  g_assert_cmpint (clock_gettime (CLOCK_PROCESS_CPUTIME_ID, &worked), ==, 0);
  return (double) worked.tv_sec + (double) worked.tv_nsec / 1e9;
}
