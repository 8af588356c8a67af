/* dsn-gmime.c: GMime, with what its own headers lack.
 * SPDX-License-Identifier: LGPL-2.1-or-later */
#include "dsn-gmime-private.h"

void
_dsn_gmime_init (void)
{
  static gsize started;

  if (!g_once_init_enter (&started))
    return;
  g_mime_init ();
  g_once_init_leave (&started, 1);
}
